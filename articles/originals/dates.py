"""When a piece was first published and last changed, as the page says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from lxml.html import HtmlElement

from articles.originals.document import Document
from articles.originals.linked_data import text_at
from articles.originals.passages import is_around
from articles.originals.piece import Confidence, Found, Kind, Source

_FIRST_YEAR = 1990
_PUBLISHED = (
    *("article:published_time", "og:published_time", "og:article:published_time", "datepublished"),
    *("parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.created", "dc.date", "date", "pubdate"),
    *("publish-date", "publishdate", "publication_date", "article.published", "citation_publication_date"),
)
_MODIFIED = (
    *("article:modified_time", "og:updated_time", "og:article:modified_time", "datemodified"),
    *("dcterms.modified", "dc.date.modified", "article.updated", "revised"),
)
_SPACE_BEFORE_ZONE = re.compile(r"(?<=\d) (?=[+-]\d\d:?\d\d$)")


def first_published(document: Document) -> Found[datetime] | None:
    """Give the time of first publication that the page states, a day alone as its beginning in UTC."""
    if moment := moment_of(text_at(document.data, "datePublished", "dateCreated")):
        return Found(moment, Source(Kind.JSON_LD))
    for name in _PUBLISHED:
        if moment := moment_of(document.meta(name)):
            return Found(moment, Source(Kind.META))
    for text in _marked(document, "datepublished"):
        if moment := moment_of(text):
            return Found(moment, Source(Kind.MARKUP, Confidence.LIKELY))
    return None


def last_modified(document: Document) -> Found[datetime] | None:
    """Give the time of the last change that the page states."""
    if moment := moment_of(text_at(document.data, "dateModified")):
        return Found(moment, Source(Kind.JSON_LD))
    for name in _MODIFIED:
        if moment := moment_of(document.meta(name)):
            return Found(moment, Source(Kind.META))
    return None


def _marked(document: Document, mark: str) -> Iterator[str]:
    """Give the times that the markup states, in the order of the page."""
    for element in document.tree.iter("time", "span", "abbr", "meta"):
        if _states_date(element, mark):
            yield element.get("datetime") or element.get("content") or element.get("title") or ""


def _states_date(element: HtmlElement, mark: str) -> bool:
    if mark in element.get("itemprop", "").lower():
        return True
    return element.tag == "time" and bool(element.get("datetime")) and not is_around(element)


def moment_of(text: str) -> datetime | None:
    """Read a time as pages write it for machines; give None for anything else."""
    text = _SPACE_BEFORE_ZONE.sub("", " ".join(text.split()))
    for read in (datetime.fromisoformat, parsedate_to_datetime, _in_words):
        try:
            moment = read(text)
        except (ValueError, TypeError, OverflowError):
            continue
        aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        if aware.year >= _FIRST_YEAR and aware < datetime.now(UTC) + timedelta(days=2):
            return aware
    return None


def _in_words(text: str) -> datetime:
    for form in ("%B %d, %Y", "%d %B %Y", "%b %d, %Y", "%Y/%m/%d"):
        try:
            return datetime.strptime(text, form).replace(tzinfo=UTC)
        except ValueError:
            continue
    raise ValueError(text)
