"""Forms of the article page: the facts about an edition, and the text of a piece of our own."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from taggit.forms import TagField

from articles import editing
from articles.admin import rich_text
from articles.admin.guarded import RowChoices, calm
from articles.admin.languages import editions
from articles.admin.seen import PlainTextForm, SeenForm, digest
from articles.diffs import Paragraph
from articles.models import Article, Credit, ImageUse

TEXT = ("headline", "standfirst", "body")
IN_ITS_LANGUAGE = ("headline", "standfirst", "seo_title", "seo_description", "tags", "slug")


# What django-taggit says itself and has no Swedish for: so it stands in our catalogues.
TAGGIT_SAYS = (
    gettext_noop("A comma-separated list of tags."),
    gettext_noop("Please provide a comma-separated list of tags."),
)


class TagsField(TagField):
    """Tags as words with commas between them, shown in the article's language where they have a name."""

    language = ""

    def prepare_value(self, value: Any) -> Any:
        if value is None or isinstance(value, str):
            return value
        names = [tag.name_in(self.language) or tag.name or "" for tag in value]
        return ", ".join(f'"{name}"' if "," in name else name for name in sorted(names))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return (self.prepare_value(initial) or "") != (data or "")


class ArticleForm(SeenForm):
    """The facts about an edition whose text is written in the workbench.

    Its `revision` is the article's, and a digest of the facts: a block that was translated
    meanwhile changes the one, but nothing that this form would overwrite.
    """

    tags = TagsField(
        label=_("Tags"),
        required=False,
        help_text=_("With commas between them. A word finds the tag that bears it in any language."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Tell every input the language of the edition."""
        super().__init__(*args, **kwargs)
        language = self.instance.language or self.initial.get("language", "")
        for name in IN_ITS_LANGUAGE:
            if field := self.fields.get(name):
                field.widget.attrs.setdefault("class", "vLargeTextField")
                rich_text.speak(field.widget, language)
        tags: Any = self.fields.get("tags")
        if tags:
            tags.language = language

    def mark(self) -> str:
        article = self.instance
        pictures = article.image_uses.values_list("image", "caption", "alternative_text", "is_decorative")
        credited = article.credits.values_list("person", "role", "order", "name")
        facts = (self.initial.get(name) for name in self.own_fields())
        return f"{article.revision} {digest([*facts, *pictures, *credited])}"

    def is_newest(self, posted: str) -> bool:
        seen, _space, facts = posted.partition(" ")
        newest, _space, newest_facts = self.newest.partition(" ")
        return seen == newest or facts == newest_facts


class OwnPieceForm(ArticleForm):
    """The text of a piece of our own as well; its `revision` is the article's alone."""

    headline = forms.CharField(label=_("Headline"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    standfirst = forms.CharField(
        label=_("Standfirst"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    body = rich_text.body_field(_("Body"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Tell the editor the language too."""
        super().__init__(*args, **kwargs)
        if body := self.fields.get("body"):
            rich_text.speak(body.widget, self.instance.language or self.initial.get("language", ""))

    def mark(self) -> str:
        return str(self.instance.revision)

    def is_newest(self, posted: str) -> bool:
        return posted == self.newest

    def clean_headline(self) -> str:
        """Keep the headline on one line, whatever was pasted."""
        return " ".join(self.cleaned_data["headline"].split())

    def compare(self, name: str, yours: Any, theirs: Any) -> list[Paragraph]:
        if name == "body":
            return rich_text.compare(yours or "", theirs or "")
        return super().compare(name, yours, theirs)


class NewPieceForm(OwnPieceForm):
    """A piece of our own that does not exist yet: in one of the writer's languages."""

    user: ClassVar[Any] = None
    language = forms.ChoiceField(label=_("Language"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the languages of the writer's desks."""
        super().__init__(*args, **kwargs)
        language: Any = self.fields["language"]
        language.choices = editions(self.user, "write")


class PictureInline(RowChoices, admin.StackedInline):
    """A picture and its words; whoever may edit the article may change them."""

    model = ImageUse
    form = PlainTextForm
    extra = 0
    autocomplete_fields = ("image",)
    fields = ("image", "caption", "alternative_text", "is_decorative", "position")
    verbose_name_plural = _("pictures")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return obj is not None and editing.may_edit(request.user, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_add_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_add_permission(request, obj)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Show them to whoever sees the article; Django also asks without one, before it reads any row."""
        return True

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Let the words themselves decide their direction."""
        field = calm(super().formfield_for_dbfield(db_field, request, **kwargs), may_add=True)
        if db_field.name in {"caption", "alternative_text"}:
            field.widget = forms.Textarea(attrs={"rows": 2, "dir": "auto"})
        return field


class CreditInline(RowChoices, admin.StackedInline):
    """The byline: translators see it, editors change it."""

    model = Credit
    form = PlainTextForm
    extra = 0
    autocomplete_fields = ("person",)
    fields = ("person", "role", "name", "order")
    classes = ("in-a-row",)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request, obj) and super().has_add_permission(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request, obj) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request, obj) and super().has_delete_permission(request, obj)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        return calm(super().formfield_for_dbfield(db_field, request, **kwargs), may_add=True)

    def _may(self, request: HttpRequest, article: Article | None) -> bool:
        return article is not None and editing.may_edit(request.user, article)
