"""Text that somebody pasted or keeps in a file: paragraphs, speech and lists, as they were typed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from itertools import groupby

from django.utils.translation import gettext as _

from articles import richtext
from articles.originals.detection import language_of
from articles.originals.piece import Piece, UnreadableError, shortened

# A bullet begins an item, a dash a line of speech, a hyphen either.
_ITEM = re.compile(r"[-*•‣▪●◦]\s+(?=\S)")
_HYPHEN = re.compile(r"-\s+(?=\S)")
_NUMBERED = re.compile(r"(\d{1,3})[.)]\s+(?=\S)")
_BEGINS = re.compile(rf"{_ITEM.pattern}|{_NUMBERED.pattern}|[–—―]|--")
_ENDS = re.compile(r"""[.!?…:;。！？؟।"'”’»)\]]$""")
_LONGEST_WRAPPED_LINE = 100
_HTML = re.compile(r"<(?:!doctype|html|head|body|article|p|div|h[1-6]|br|span|meta|table)\b", re.IGNORECASE)


def looks_like_html(text: str) -> bool:
    """Say whether a text of unknown kind is markup."""
    return bool(_HTML.search(text[:5000]))


def read_text(
    text: str,
    url: str = "",
    *,
    headline: str = "",
    has_headline: bool = False,
    language: str = "",
    page: bytes = b"",
) -> Piece:
    """Read a plain text as a piece, or raise UnreadableError.

    Blank lines part paragraphs; where there is none, each line is one. `has_headline` says that the
    first paragraph is the headline.
    """
    paragraphs = paragraphs_of(text)
    if has_headline and paragraphs and not headline:
        headline = " ".join(paragraphs.pop(0).split())
    blocks = richtext.blocks_of("".join(_markups(paragraphs)))
    if not blocks:
        raise UnreadableError(
            _("There is no text here beside the headline.") if headline else _("There is no text here.")
        )
    return Piece(
        headline=shortened(headline),
        language=language_of(richtext.plain_text(blocks), language),
        canonical_url=url,
        blocks=blocks,
        page=page,
    )


def paragraphs_of(text: str) -> list[str]:
    """Part a text into paragraphs; items of a list and lines of speech are paragraphs of their own."""
    lines = [line.strip() for line in richtext.normalise_text(text).split("\n")]
    while lines and richtext.is_blank(lines[-1]):
        lines.pop()
    while lines and richtext.is_blank(lines[0]):
        lines.pop(0)
    groups = [list(group) for is_gap, group in groupby(lines, key=richtext.is_blank) if not is_gap]
    if len(groups) == 1:
        return groups[0]
    return [paragraph for group in groups for paragraph in _paragraphs_of_group(group)]


def _paragraphs_of_group(lines: list[str]) -> list[str]:
    """Join lines that a mail program wrapped; leave those that are paragraphs already."""
    if max(map(len, lines)) > _LONGEST_WRAPPED_LINE or all(_ENDS.search(line) for line in lines):
        return lines
    paragraphs: list[str] = []
    for line in lines:
        if not paragraphs or _BEGINS.match(line):
            paragraphs.append(line)
        else:
            paragraphs[-1] += f" {line}"
    return paragraphs


def _markups(paragraphs: list[str]) -> Iterator[str]:
    """Write each paragraph as what it is."""
    before = ""
    for is_hyphened, group in groupby(paragraphs, key=lambda paragraph: bool(_HYPHEN.match(paragraph))):
        lines = list(group)
        is_speech = is_hyphened and not before.endswith(":") and all(_ENDS.search(line) for line in lines)
        for line in lines:
            yield f"<p>{escape(line)}</p>" if is_speech else _markup(line)
        before = lines[-1]


def _markup(paragraph: str) -> str:
    if match := _ITEM.match(paragraph):
        return f"<ul><li>{escape(paragraph[match.end() :])}</li></ul>"
    if match := _NUMBERED.match(paragraph):
        return f"<ol><li>{escape(paragraph[match.end() :])}</li></ol>"
    return f"<p>{escape(paragraph)}</p>"
