"""Who wrote a piece, one by one."""

from __future__ import annotations

import re

from articles.originals.document import Document
from articles.originals.linked_data import names_at
from articles.originals.passages import folded, is_around, visible_text
from articles.originals.piece import Confidence, Found, Kind, Source

MOST_AUTHORS = 10
_AUTHORS = (
    "author",
    "article:author",
    "dc.creator",
    "parsely-author",
    "sailthru.author",
    "byl",
    "citation_author",
)
_BY = re.compile(
    r"^\s*(?:(?:written |text )?by|von|par|por|av|af|di|door|autor(?:in)?|author)\b[:\s]\s*", re.IGNORECASE
)
_BETWEEN_NAMES = re.compile(r"\s*[;,|/&]\s*|\s+(?:and|und|et|och|og|y|e|en|ja)\s+")
_NO_NAME = re.compile(r"https?:|www\.|@|\d|^(?:admin|administrator|editor|root|unknown)$", re.IGNORECASE)
_BYLINE = re.compile(r"\b(?:byline|by-line|author(?:s|[-_]name)?)\b", re.IGNORECASE)


def authors_of(document: Document) -> Found[tuple[str, ...]] | None:
    """Name the authors: as the data says, else the head, else the byline."""
    from_data = names_at(document.data, "author") or names_at(document.data, "creator")
    from_head = next((document.metas[name] for name in _AUTHORS if name in document.metas), [])
    for texts, source in (
        (from_data, Source(Kind.JSON_LD)),
        (from_head, Source(Kind.META)),
        (_bylines(document), Source(Kind.MARKUP, Confidence.LIKELY)),
    ):
        if names := _names(document, texts):
            return Found(names, source)
    return None


def names_in(text: str) -> list[str]:
    """Part a byline into names."""
    parts = [] if "://" in text else _BETWEEN_NAMES.split(_BY.sub("", folded(text)))
    return [name for part in parts if (name := part.strip(" .,:–-")) and not _NO_NAME.search(name)]


def _names(document: Document, texts: list[str]) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for text in texts:
        for name in names_in(text):
            if len(name) <= 80 and not document.is_site(name):
                found.setdefault(name.casefold(), name)
    return tuple(found.values())[:MOST_AUTHORS]


def _bylines(document: Document) -> list[str]:
    """Give the texts of elements that are marked as naming the author, the narrowest mark first."""
    marks: list[list[str]] = [[], [], []]
    for element in document.tree.iter(
        "a", "span", "div", "p", "address", "li", "strong", "b", "h2", "h3", "h4"
    ):
        rel = element.get("rel", "").split()
        label = f"{element.get('class', '')} {element.get('id', '')}"
        is_marked = ("author" in rel, "author" in element.get("itemprop", ""), bool(_BYLINE.search(label)))
        if any(is_marked) and not is_around(element):
            text = folded(visible_text(element))
            if 3 < len(text) < 100:
                marks[is_marked.index(True)].append(text)
    return next((texts[:3] for texts in marks if texts), [])
