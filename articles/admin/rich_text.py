"""The editor for bodies that the newsroom writes: its buttons come from the one allow-list."""

from __future__ import annotations

from typing import Any

from django.utils.html import format_html
from django_prose_editor.fields import ProseEditorFormField
from django_prose_editor.widgets import AdminProseEditorWidget

from articles import diffs
from articles.languages import bcp47, direction
from articles.richtext import ALLOWED_TAGS, blocks_of, clean

# Pictures have a place of their own on the page; `cite` and `span` stay out of the toolbar.
EXTENSION_OF_TAG = {
    "strong": "Bold",
    "em": "Italic",
    "sub": "Subscript",
    "sup": "Superscript",
    "br": "HardBreak",
    "ul": "BulletList",
    "ol": "OrderedList",
    "li": "ListItem",
    "blockquote": "Blockquote",
    "hr": "HorizontalRule",
}


def extensions() -> dict[str, Any]:
    """Name what the editor offers: nothing that `articles.richtext` would take away on saving."""
    offered: dict[str, Any] = {
        extension: True for tag, extension in EXTENSION_OF_TAG.items() if tag in ALLOWED_TAGS
    }
    levels = [level for level in range(1, 7) if f"h{level}" in ALLOWED_TAGS]
    return {
        **offered,
        "Heading": {"levels": levels},
        "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto"]},
        "NoSpellCheck": False,
    }


class BodyWidget(AdminProseEditorWidget):
    """The editor inside an element that says language and direction, which the text inherits."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> str:
        editor = super().render(name, value, attrs, renderer)
        said = {key: self.attrs.get(key, "") for key in ("lang", "dir")}
        return format_html('<div class="body-editor" lang="{lang}" dir="{dir}">{0}</div>', editor, **said)


def body_field(label: Any) -> ProseEditorFormField:
    """Make the form field of a body, cleaned by the allow-list."""
    return ProseEditorFormField(
        config={"extensions": extensions()}, sanitize=clean, widget=BodyWidget, label=label, required=False
    )


def compare(yours: str, theirs: str) -> list[diffs.Paragraph]:
    """Compare two bodies by their blocks."""
    return diffs.of_blocks(blocks_of(theirs), blocks_of(yours))


def speak(widget: Any, language: str) -> None:
    """Tell an input the language of what is typed into it; without one the text itself decides."""
    if language:
        widget.attrs.update(lang=bcp47(language), dir=direction(language))
    else:
        widget.attrs.update(dir="auto")
