"""When a piece was first published and last changed, as the page says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from articles.originals.bylines import Mark
from articles.originals.document import Document
from articles.originals.linked_data import text_at
from articles.originals.piece import Confidence, Found, Kind, Source
from articles.originals.written_dates import date_in

_FIRST_YEAR = 1990
_PUBLISHED = (
    *("article:published_time", "og:published_time", "og:article:published_time", "datepublished"),
    *("parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.created", "dc.date", "date", "pubdate"),
    *("publish-date", "publishdate", "publication_date", "article.published", "citation_publication_date"),
    *(
        "datecreated",
        "date.created",
        "dcterms.date",
        "dcterms.issued",
        "dc.date.created",
        "cxenseparse:recs:publishtime",
    ),
    *("og:pubdate", "article:published", "published_at", "publication-date", "last-publication-date"),
)
_MODIFIED = (
    *("article:modified_time", "og:updated_time", "og:article:modified_time", "datemodified"),
    *("dcterms.modified", "dc.date.modified", "article.updated", "revised", "last-modified"),
)
_SPACE_BEFORE_ZONE = re.compile(r"(?<=\d) ?(?:(?=[+-]\d\d:?\d\d$)|(?:UTC|GMT)$)")
_IN_ADDRESS = re.compile(r"/(\d{4})[/-](\d{1,2})[/-](\d{1,2})(?=[/-])|/(\d{4})(\d\d)(\d\d)(?=[/-])")
_CHANGED = re.compile(
    r"updat|aktuali[sz]|modif|actuali[sz]|atuali[sz]|uppdat|oppdat|opdat|päivitet|mis à jour|aggiorna|edited"
    r"|обновл|更新|guncel|güncel",
    re.IGNORECASE,
)


def first_published(document: Document, marks: list[Mark], language: str) -> Found[datetime] | None:
    """Give the time of first publication that the page states, a day alone as its beginning in UTC."""
    return (
        _first(
            _in_data(document, "datePublished", "dateCreated", "uploadDate"), language, Source(Kind.JSON_LD)
        )
        or _first((document.meta(name) for name in _PUBLISHED), language, Source(Kind.META))
        or _first(_stated(marks), language, Source(Kind.MARKUP, Confidence.LIKELY))
        or _first([_date_in_address(document.url)], language, Source(Kind.ADDRESS, Confidence.LIKELY))
        or _first(_shown(marks), language, Source(Kind.MARKUP, Confidence.DOUBTFUL))
    )


def last_modified(document: Document) -> Found[datetime] | None:
    """Give the time of the last change that the page states."""
    return _first(_in_data(document, "dateModified"), "", Source(Kind.JSON_LD)) or _first(
        (document.meta(name) for name in _MODIFIED), "", Source(Kind.META)
    )


def _first(texts: Iterable[str], language: str, source: Source) -> Found[datetime] | None:
    return next((Found(moment, source) for text in texts if (moment := moment_of(text, language))), None)


def _in_data(document: Document, *keys: str) -> Iterator[str]:
    """Give what the article says in JSON-LD, then what its page says there."""
    for data in (document.data, {} if document.is_front_page else document.page_data):
        for key in keys:
            yield text_at(data, key)


def _stated(marks: list[Mark]) -> Iterator[str]:
    """Give the times that elements state for machines or are marked for."""
    for mark in sorted(marks, key=lambda mark: not mark.is_exact):
        if mark.is_exact or mark.element.tag == "time":
            stated = mark.element.get("datetime") or mark.element.get("content") or mark.element.get("title")
            if not _is_change(mark):
                yield stated or ""
                yield mark.text


def _shown(marks: list[Mark]) -> Iterator[str]:
    """Give the short lines that hold a date."""
    for mark in marks:
        if not _is_change(mark):
            yield mark.text


def _is_change(mark: Mark) -> bool:
    """Say whether a mark tells of a change; many write both days into one line, the first one first."""
    label = mark.element.get("class", "") + mark.element.get("itemprop", "")
    words = _CHANGED.search(mark.text)
    return bool(words and not any(character.isdigit() for character in mark.text[: words.start()])) or (
        "modified" in label.lower() and "publish" not in label.lower()
    )


def _date_in_address(url: str) -> str:
    found = _IN_ADDRESS.search(urlsplit(url).path)
    return "-".join(part.zfill(2) for part in found.groups() if part) if found else ""


def moment_of(text: str, language: str = "") -> datetime | None:
    """Read a time as pages write it for machines or people; give None for anything else."""
    text = _SPACE_BEFORE_ZONE.sub("", " ".join(text.split()))
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            moment: datetime | None = read(text)
            break
        except (ValueError, TypeError, OverflowError):
            continue
    else:
        moment = date_in(text, language)
    if moment is None:
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return aware if aware.year >= _FIRST_YEAR and aware < datetime.now(UTC) + timedelta(days=2) else None
