"""Body text: the one allow-list, and the way from HTML to ordered blocks and back.

Cleaned HTML has one form: `html_of(blocks_of(html))` is `html` again, and no text stands outside a block.
Neighbouring quotes share one `blockquote`, neighbouring items one list; two line breaks end a block.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable
from html import escape
from html.parser import HTMLParser
from itertools import groupby
from typing import Any, NotRequired, TypedDict
from urllib.parse import urlsplit

import nh3
from django.utils.safestring import SafeString, mark_safe

from articles.markup_limits import within_limits


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


class Block(TypedDict):
    """One block of a body; `html` is inline markup without the tag of the block itself.

    An image holds its `img` and, perhaps, `figcaption`; an embed is locked and holds a link.
    """

    kind: str
    html: str
    sources: NotRequired[list[int]]
    origin: NotRequired[str]
    added: NotRequired[bool]
    left_out: NotRequired[bool]


TEXT_KINDS = ("paragraph", "heading2", "heading3", "quote", "list_item", "numbered_item")
KINDS = (*TEXT_KINDS, "image", "rule", "embed")

INLINE_TAGS = _names("a em strong sub sup cite br span")
BLOCK_TAGS = _names("p h2 h3 blockquote ul ol li figure img figcaption hr")
ALLOWED_TAGS = INLINE_TAGS | BLOCK_TAGS
ALLOWED_ATTRIBUTES = {"a": {"href"}, "img": {"src", "alt"}, "span": {"lang", "dir"}}

# What is read but never written: old names, and elements that only say where a block ends.
_RENAMED = {"b": "strong", "i": "em", "h1": "h2", "h4": "h3", "h5": "h3", "h6": "h3"}
_BOUNDARIES = _names(
    "div section article main header footer aside nav address pre dl dt dd table thead tbody tfoot tr td th"
    " caption center form fieldset legend details summary hgroup search"
)
_DROPPED_WITH_CONTENT = _names(
    "script style title template noscript iframe object svg math textarea select button audio video canvas"
    " noembed noframes"
)
_KIND_OF_TAG = {
    "h2": "heading2",
    "h3": "heading3",
    "blockquote": "quote",
    "figure": "embed",
    "figcaption": "caption",
}
_TAG_OF_KIND = {"paragraph": "p", "heading2": "h2", "heading3": "h3", "embed": "figure", "image": "figure"}
_GROUP_OF_KIND = {"quote": ("blockquote", "p"), "list_item": ("ul", "li"), "numbered_item": ("ol", "li")}

# A single space need not be replaced by one; in a long text a million replacements take a hundred megabytes.
_WHITE_SPACE = re.compile(r"[ \t\n\r\f]{2,}|[\t\n\r\f]")
_LINE_ENDS = re.compile("\r\n|[\r\u2028\u2029]")
# C0 and C1 but newline and tab, embeddings, overrides, isolates, U+FEFF, tag characters, surrogates.
_REFUSED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff\U000e0000-\U000e007f]"
)
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Zs", "Zl", "Zp"})
# A link or picture of clean HTML that leads to a path of our own; what stands in quotes may hold anything.
_OWN_PATH = re.compile(r'(<(?:a|img)\b(?:[^>"]|"[^"]*")*?\s(?:href|src)=")(?=/)')
_ESCAPED_IN_SCRIPTS = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


def clean(html: str) -> str:
    """Give the body with only what the allow-list holds, every text inside a block."""
    return html_of(blocks_of(html))


def clean_inline(html: str) -> str:
    """Give the markup of one line: blocks are joined by a space, pictures and rules are gone."""
    return " ".join(block["html"] for block in blocks_of(html) if block["kind"] in TEXT_KINDS)


def blocks_of(html: str) -> list[Block]:
    """Read HTML of any origin as a list of clean blocks."""
    reader = _Reader()
    reader.feed(_cleaned(within_limits(html), ALLOWED_TAGS | _RENAMED.keys() | _BOUNDARIES))
    reader.close()
    return reader.blocks


def html_of(blocks: Iterable[Block]) -> str:
    """Write blocks as body HTML, cleaned once more; blocks that were left out are not written."""
    parts: list[str] = []
    shown = (block for block in blocks if not block.get("left_out"))
    for kind, group in groupby(shown, key=lambda block: block["kind"]):
        contents = [block["html"] for block in group]
        if kind in _GROUP_OF_KIND:
            outer, inner = _GROUP_OF_KIND[kind]
            items = "".join(f"<{inner}>{content}</{inner}>" for content in contents if content)
            parts.append(f"<{outer}>{items}</{outer}>" if items else "")
        elif kind == "rule":
            parts.extend("<hr>" for _ in contents)
        else:
            tag = _TAG_OF_KIND[kind]
            parts.extend(f"<{tag}>{content}</{tag}>" for content in contents if content)
    return _cleaned("\n".join(filter(None, parts)), ALLOWED_TAGS).replace("&nbsp;", "\u00a0")


def with_absolute_links(html: str, site: str) -> str:
    """Give a clean body for reading elsewhere: paths of our own become addresses of the site."""
    return _OWN_PATH.sub(lambda found: f"{found[0]}{site}", html)


def data_block(values: dict[str, Any]) -> SafeString:
    """Write linked data as a block that a page may hold: no browser runs it, no value can end it."""
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPED_IN_SCRIPTS)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308 - escaped above


def text_of(html: str) -> str:
    """Give the plain text of inline markup; a line break is a newline."""
    words = _Words()
    words.feed(html)
    words.close()
    return normalise_text("".join(words.parts))


def plain_text(blocks: Iterable[Block]) -> str:
    """Give the words of a body, one block a line, without pictures and embeds."""
    return "\n".join(
        text_of(block["html"]).replace("\n", " ")
        for block in blocks
        if block["kind"] in TEXT_KINDS and block["html"] and not block.get("left_out")
    )


def normalise_text(text: str) -> str:
    """Give the text in NFC without characters that hide or reorder others.

    The marks that scripts need stay: LRM, RLM, ALM, ZWJ and ZWNJ.
    """
    return unicodedata.normalize("NFC", _without_refused(text))


def is_blank(text: str) -> bool:
    """Say whether nothing of a text can be seen."""
    return all(unicodedata.category(character) in _INVISIBLE for character in text)


def safe_url(url: str) -> bool:
    """Say whether an address may stand in a link: http(s), mailto, #fragment or a path of our own."""
    if any(unicodedata.category(character) in _INVISIBLE for character in url):
        return False
    if "\\" in url or url.startswith("//"):
        return False
    if url.startswith(("/", "#")):
        return True
    try:
        parts = urlsplit(url)
        has_user = "@" in parts.netloc
        has_host = bool(parts.hostname)
    except ValueError:
        return False
    if parts.scheme == "mailto":
        return bool(parts.path)
    return parts.scheme in {"http", "https"} and has_host and not has_user


def _cleaned(html: str, tags: frozenset[str]) -> str:
    """Let nh3 take away whatever the list does not hold."""
    return nh3.clean(
        html,
        tags=set(tags),
        clean_content_tags=set(_DROPPED_WITH_CONTENT),
        attributes=ALLOWED_ATTRIBUTES,
        attribute_filter=_attribute,
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )


def _attribute(tag: str, name: str, value: str) -> str | None:
    """Give the value of one attribute, or nothing when it may not stand there."""
    if name not in ALLOWED_ATTRIBUTES.get(tag, ()):
        return None
    match name:
        case "href" | "src":
            return value if safe_url(value) and not (name == "src" and value.startswith("mailto:")) else None
        case "lang":
            return value if _LANGUAGE_TAG.fullmatch(value) else None
        case "dir":
            return value.lower() if value.lower() in {"ltr", "rtl", "auto"} else None
        case _:
            return normalise_text(value)


def _without_refused(text: str) -> str:
    return _REFUSED.sub("", _LINE_ENDS.sub("\n", text))


class _Words(HTMLParser):
    """Collects text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.parts.append("\n")


class _Line:
    """The inline markup of the block that is being read.

    Elements are written when their first word comes, so none is empty; white space between words is
    written before such an element and after one that closes, so none begins or ends with it.
    """

    def __init__(self) -> None:
        self.breaks = 0
        self.has_words = False
        self._open: list[tuple[str, str]] = []
        self._written = 0
        self._parts: list[str] = []
        self._text: list[str] = []
        self._gap = ""

    def open(self, tag: str, attributes: dict[str, str]) -> None:
        wanted = " ".join(f'{name}="{escape(value)}"' for name, value in sorted(attributes.items()))
        is_useless = tag in {"a", "span"} and not wanted
        is_repeated = tag != "span" and any(name == tag and start for name, start in self._open)
        start = "" if is_useless or is_repeated else f"<{tag} {wanted}>" if wanted else f"<{tag}>"
        self._open.append((tag, start))

    def close(self, tag: str) -> None:
        while any(name == tag for name, _ in self._open):
            name, start = self._open.pop()
            if self._written > len(self._open):
                self._written -= 1
                if start:
                    self._write_tag(f"</{name}>")
            if name == tag:
                return

    def add(self, text: str) -> None:
        text = _WHITE_SPACE.sub(" ", _without_refused(text))
        words = text.strip()
        if not words:
            self._gap += text
            return
        before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
        self._fill_gap(before)
        for _, start in self._open[self._written :]:
            if start:
                self._write_tag(start)
        self._written = len(self._open)
        self._text.append(words)
        self._gap = after
        self.has_words = self.has_words or not is_blank(words)

    def finish(self) -> str:
        """Give the line and begin the next; elements that are still open go on in it."""
        for name, start in reversed(self._open[: self._written]):
            if start:
                self._write_tag(f"</{name}>")
        self._write_tag("")
        html = "".join(self._parts) if self.has_words else ""
        self._parts, self._gap, self.breaks, self._written, self.has_words = [], "", 0, 0, False
        return html

    def _fill_gap(self, space: str) -> None:
        if self._parts or self._text:
            if self.breaks:
                self._write_tag("<br>")
            else:
                self._text.append(_WHITE_SPACE.sub(" ", self._gap + space))
        self.breaks = 0

    def _write_tag(self, tag: str) -> None:
        """Write the text so far, composed as one, and a tag behind it."""
        text = unicodedata.normalize("NFC", "".join(self._text))
        self._parts.append(escape(text, quote=False))
        self._parts.append(tag)
        self._text = []


class _Reader(HTMLParser):
    """Turns markup that nh3 has put in order into blocks."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self._line = _Line()
        # The open block elements: tag, kind of a text in it, kind of an item in it.
        self._open: list[tuple[str, str, str]] = [("", "paragraph", "list_item")]
        self._pictures: list[str] = []
        self._captions: list[Block] = []
        self._figures = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        tag = _RENAMED.get(tag, tag)
        attributes = {name: value for name, value in attrs if value}
        if tag == "br":
            self._line.breaks += 1
        elif tag in INLINE_TAGS:
            self._line.open(tag, attributes)
        elif tag == "img":
            self._add_picture(attributes)
        elif tag == "hr":
            self._end_block()
            self.blocks.append({"kind": "rule", "html": ""})
        else:
            self._end_block()
            self._open_block(tag)

    def handle_endtag(self, tag: str) -> None:
        tag = _RENAMED.get(tag, tag)
        if tag in INLINE_TAGS:
            self._line.close(tag)
        elif any(name == tag for name, _, _ in self._open):
            self._end_block()
            while self._open.pop()[0] != tag:
                pass
            if tag == "figure":
                self._figures -= 1
                self._end_figure()

    def handle_data(self, data: str) -> None:
        if self._line.breaks > 1 and data.strip():
            self._end_block()
        self._line.add(data)

    def close(self) -> None:
        super().close()
        self._end_block()

    def _open_block(self, tag: str) -> None:
        _, kind, item_kind = self._open[-1]
        if tag in {"ul", "ol"}:
            item_kind = "list_item" if tag == "ul" else "numbered_item"
        if kind != "caption":
            kind = item_kind if tag == "li" else _KIND_OF_TAG.get(tag, kind)
        self._figures += tag == "figure"
        self._open.append((tag, kind, item_kind))

    def _end_block(self) -> None:
        html = self._line.finish()
        kind = self._open[-1][1]
        if not html:
            return
        block: Block = {"kind": kind, "html": html}
        if kind in TEXT_KINDS:
            self.blocks.append(block)
        else:
            self._captions.append(block)
            self._end_figure()

    def _add_picture(self, attributes: dict[str, str]) -> None:
        if "src" in attributes:
            self._end_block()
            alt, src = escape(attributes.get("alt", "")), escape(attributes["src"])
            self._pictures.append(f'<img src="{src}" alt="{alt}">')
            self._end_figure()

    def _end_figure(self) -> None:
        """Write what the outermost figure held: its pictures, the last of them with every caption."""
        if self._figures:
            return
        if self._pictures:
            caption = "<br>".join(block["html"] for block in self._captions)
            self._pictures[-1] += f"<figcaption>{caption}</figcaption>" if caption else ""
            self.blocks.extend({"kind": "image", "html": picture} for picture in self._pictures)
        else:
            for block in self._captions:
                is_embed = block["kind"] == "embed" and "<a " in block["html"]
                self.blocks.append({"kind": "embed" if is_embed else "paragraph", "html": block["html"]})
        self._pictures, self._captions = [], []
