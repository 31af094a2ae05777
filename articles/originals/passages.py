"""The passages of a page: every run of text between two boundaries, in order, with its inline markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from urllib.parse import urljoin

from django.utils.translation import gettext as _
from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from articles.markup_limits import MOST_TAGS, within_limits, without
from articles.originals.piece import UnreadableError
from articles.richtext import normalise_text, safe_url

_SKIPPED_NAMES = (
    "head script style noscript template svg math iframe object video audio canvas select button textarea"
    " nav aside footer dialog figcaption"
)
_INLINE_NAMES = (
    "a b strong i em sub sup cite span font u s small big mark abbr acronym q code kbd samp var tt time ins"
    " del label bdi bdo dfn wbr nobr data ruby rb rt rp strike img picture source input"
)
# Never text of an article, whatever stands in it.
SKIPPED = frozenset(_SKIPPED_NAMES.split())
INLINE = frozenset(_INLINE_NAMES.split())
_KEPT_TAGS = frozenset(("b", "strong", "i", "em", "sub", "sup", "cite"))
_HEADINGS = {
    "h1": "heading2",
    "h2": "heading2",
    "h3": "heading3",
    "h4": "heading3",
    "h5": "heading3",
    "h6": "heading3",
}
_WITHOUT_WORDS = {"hr": "rule", "figure": "image"}
_INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_FOR_SCREEN_READERS = re.compile(
    r"screen-?reader|(?<![a-z])sr-?only(?![a-z])|visually-?hidden", re.IGNORECASE
)
_SPACE = re.compile(r"\s+")
_NOT_WORDS = re.compile(r"[\W_]+")
_ESCAPED = frozenset(' \u00a0\u200b\u200c\u200d<>"{}|^`')


@dataclass(frozen=True)
class Passage:
    """One run of text; `element` is the block element that holds it, `linked` the share of it in links.

    Rules and figures stand among the passages without a text.
    """

    kind: str
    html: str
    text: str
    element: HtmlElement
    linked: float

    @classmethod
    def of_text(cls, text: str, element: HtmlElement) -> Passage:
        """Make a plain paragraph of a text whose place on the page is not known."""
        return cls("paragraph", escape(text, quote=False), text, element, 0.0)

    @property
    def lines(self) -> list[str]:
        """Give its lines, as line breaks part them, with white space folded."""
        return [" ".join(line.split()) for line in self.text.split("\n")]


def parse(html: str) -> HtmlElement | None:
    """Read a page as a tree, or give None when there is nothing in it.

    Raises UnreadableError when it has more tags than any article.
    """
    html = within_limits(without("svg", html))
    if html.count("<") > MOST_TAGS < without("script", html).count("<"):
        raise UnreadableError(
            _("This page is built of more elements than any article. Copy the text and paste it instead.")
        )
    markup = html.encode("utf-8", "replace")
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        return document_fromstring(markup, parser=parser)
    except (etree.ParserError, ValueError):
        return None


def base_of(tree: HtmlElement, url: str) -> str:
    """Give the address that the links of a page are relative to."""
    for element in tree.iter("base"):
        if href := (element.get("href") or "").strip():
            return urljoin(url, href)
    return url


def absolute(href: str, base: str) -> str:
    """Give an address of a link as the whole web knows it, or nothing when it leads nowhere."""
    href = href.strip()
    if not href or href.startswith("#"):
        return ""
    try:
        address = urljoin(base, href)
    except ValueError:
        return ""
    address = "".join(escape_character(character) for character in address)
    return address if address.startswith(("http://", "https://", "mailto:")) and safe_url(address) else ""


def escape_character(character: str) -> str:
    """Escape what an address may not contain but pages write all the same."""
    if character in _ESCAPED:
        return "".join(f"%{byte:02X}" for byte in character.encode())
    return "" if character in "\t\n\r" else character


def folded(text: str) -> str:
    """Give a text of one line."""
    return " ".join(normalise_text(text).split())


def words_of(text: str) -> str:
    """Give the letters and digits of a text, for comparing."""
    return _NOT_WORDS.sub("", text)


def is_hidden(element: HtmlElement) -> bool:
    """Say whether readers never see an element."""
    return (
        element.get("hidden") is not None
        or bool(_INVISIBLE.search(element.get("style", "")))
        or bool(_FOR_SCREEN_READERS.search(element.get("class", "")))
    )


def is_around(element: HtmlElement) -> bool:
    """Say whether an element stands in what surrounds an article: menus, foot, comments."""
    return any(
        parent.tag in SKIPPED or "comment" in parent.get("class", "").lower()
        for parent in element.iterancestors()
    )


def passages_of(root: HtmlElement, base: str) -> list[Passage]:
    """List the passages below an element."""
    walk = _Walk(root, base)
    steps = etree.iterwalk(root, events=("start", "end"))
    for event, element in steps:
        if event == "start":
            if element.tag in SKIPPED or is_hidden(element):
                steps.skip_subtree()
                walk.skipped = element
            else:
                walk.start(element)
        else:
            walk.end(element)
    return list(walk.finish())


def visible_text(element: HtmlElement) -> str:
    """Give what readers see of an element, on one line."""
    return " ".join(" ".join(passage.lines) for passage in passages_of(element, ""))


class _Walk:
    """Collects text and inline markup until a boundary comes."""

    def __init__(self, root: HtmlElement, base: str) -> None:
        self.skipped: HtmlElement | None = None
        self._root = root
        self._base = base
        self._passages: list[Passage] = []
        self._blocks: list[tuple[HtmlElement, str, str]] = [(root, "paragraph", "list_item")]
        self._inline: list[tuple[str, str]] = []
        self._html: list[str] = []
        self._text: list[str] = []
        self._links = 0
        self._linked = 0

    def start(self, element: HtmlElement) -> None:
        tag = str(element.tag)
        if tag == "br":
            self._break()
        elif tag in INLINE:
            self._links += tag == "a"
            self._open_inline(tag, element)
        else:
            self._end_passage()
            self._open_block(tag, element)
        self._add(element.text)

    def end(self, element: HtmlElement) -> None:
        if element is self.skipped:
            self.skipped = None
            if element.tag not in INLINE:
                self._end_passage()
        elif element.tag in INLINE:
            self._links -= element.tag == "a"
            self._html.append(f"</{name}>" if (name := self._inline.pop()[0]) else "")
        elif element.tag != "br":
            self._end_passage()
            self._blocks.pop()
        if element is not self._root:
            self._add(element.tail)

    def finish(self) -> Iterator[Passage]:
        self._end_passage()
        return iter(self._passages)

    def _open_inline(self, tag: str, element: HtmlElement) -> None:
        name, start = "", ""
        if tag in _KEPT_TAGS:
            name, start = tag, f"<{tag}>"
        elif tag == "a" and (href := absolute(element.get("href", ""), self._base)):
            name, start = "a", f'<a href="{escape(href)}">'
        elif tag in {"span", "bdo"} and (element.get("lang") or element.get("dir")):
            name = "span"
            start = f'<span lang="{escape(element.get("lang", ""))}" dir="{escape(element.get("dir", ""))}">'
        self._inline.append((name, start))
        self._html.append(start)

    def _open_block(self, tag: str, element: HtmlElement) -> None:
        _, kind, item_kind = self._blocks[-1]
        if tag in {"ul", "ol"}:
            item_kind = "list_item" if tag == "ul" else "numbered_item"
        elif tag == "li":
            kind = item_kind
        elif tag == "blockquote":
            kind = "quote"
        elif tag == "hr":
            kind = "rule"
        self._blocks.append((element, _HEADINGS.get(tag, kind), item_kind))
        if tag in _WITHOUT_WORDS:
            self._passages.append(Passage(_WITHOUT_WORDS[tag], "", "", element, 0.0))

    def _break(self) -> None:
        """Part lines at one break, passages at two."""
        if "".join(self._text[-2:]).rstrip(" \t").endswith("\n"):
            self._end_passage()
        elif self._text:
            self._html.append("<br>")
            self._text.append("\n")

    def _add(self, text: str | None) -> None:
        if text:
            folded = _SPACE.sub(" ", text) if text.isspace() else text.replace("\n", " ")
            self._html.append(escape(folded, quote=False))
            self._text.append(folded)
            self._linked += len(text.strip()) if self._links else 0

    def _end_passage(self) -> None:
        text = "".join(self._text).strip()
        if text:
            element, kind, _ = self._blocks[-1]
            closing = "".join(f"</{name}>" for name, _ in reversed(self._inline) if name)
            html = "".join(self._html) + closing
            self._passages.append(Passage(kind, html, text, element, min(1.0, self._linked / len(text))))
        self._html = [start for _, start in self._inline]
        self._text = []
        self._linked = 0
