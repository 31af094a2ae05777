"""The headline of a page."""

from __future__ import annotations

import re

from articles.originals.document import Document
from articles.originals.linked_data import text_at
from articles.originals.passages import folded, is_hidden, visible_text, words_of
from articles.originals.piece import Confidence, Found, Kind, Source

_TITLES = ("og:title", "twitter:title", "dc.title", "parsely-title", "sailthru.title")
_SEPARATORS = re.compile(r"\s+[|–—»«·•:]+\s+|\s+-+\s+|\s*::\s*|\s*[|]\s*")


def headline_of(document: Document) -> Found[str]:
    """Give the main heading that the head of the page confirms, else what the head says itself."""
    said = text_at(document.data, "headline")
    titles = [without_site(document, title) for name in _TITLES if (title := document.meta(name))]
    confirmed = [words_of(name).casefold() for name in (said, *titles, document.title) if name]
    headings = [text for text in main_headings(document) if words_of(text) and not document.is_site(text)]
    fitting = [text for text in headings if any(words_of(text).casefold() in name for name in confirmed)]
    if fitting:
        return Found(max(fitting, key=len), Source(Kind.MARKUP))
    if said:
        return Found(folded(said), Source(Kind.JSON_LD))
    if titles:
        return Found(titles[0], Source(Kind.META, Confidence.LIKELY))
    if len(headings) == 1:
        return Found(headings[0], Source(Kind.MARKUP, Confidence.LIKELY))
    return Found(without_site(document, document.title), Source(Kind.META, Confidence.DOUBTFUL))


def main_headings(document: Document) -> list[str]:
    """Give the texts of the headings of the first rank that readers see."""
    return [
        text
        for element in document.tree.iter("h1")
        if not is_hidden(element) and (text := folded(visible_text(element)))
    ]


def without_site(document: Document, title: str) -> str:
    """Take the name of the publication off a title; of what is left the longest part is the headline."""
    parts = [part for part in _SEPARATORS.split(folded(title)) if part]
    kept = [part for part in parts if not document.is_site(part)]
    return max(kept or parts, key=len, default="") or folded(title)
