"""What a page says about its article: headline, authors, time, address. Nothing is guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import cached_property
from typing import Any

from lxml.html import HtmlElement

from articles.originals import addresses
from articles.originals.body import words_of
from articles.originals.linked_data import article_data, names_at, text_at
from articles.originals.passages import SKIPPED, absolute, is_hidden, visible_text
from articles.richtext import normalise_text

MOST_AUTHORS = 10
_FIRST_YEAR = 1990

_TITLES = ("og:title", "twitter:title", "dc.title", "parsely-title", "sailthru.title")
_AUTHORS = (
    "author",
    "article:author",
    "dc.creator",
    "parsely-author",
    "sailthru.author",
    "byl",
    "citation_author",
)
_DATES = (
    *("article:published_time", "og:published_time", "og:article:published_time", "datepublished"),
    *("parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.created", "dc.date", "date", "pubdate"),
    *("publish-date", "publishdate", "publication_date", "article.published", "citation_publication_date"),
)
_SEPARATORS = re.compile(r"\s+[|–—»«·•:]+\s+|\s+-+\s+|\s*::\s*|\s*[|]\s*")
_BY = re.compile(
    r"^\s*(?:(?:written |text )?by|von|par|por|av|af|di|door|autor(?:in)?|author)\b[:\s]\s*", re.IGNORECASE
)
_SPACE_BEFORE_ZONE = re.compile(r"(?<=\d) (?=[+-]\d\d:?\d\d$)")
_BETWEEN_NAMES = re.compile(r"\s*[;,|/&]\s*|\s+(?:and|und|et|och|og|y|e|en|ja)\s+")
_NO_NAME = re.compile(r"https?:|www\.|@|\d|^(?:admin|administrator|editor|root|unknown)$", re.IGNORECASE)
_BYLINE = re.compile(r"\b(?:byline|by-line|author(?:s|[-_]name)?)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Document:
    """A page that was read as a tree, with the address it came from."""

    tree: HtmlElement
    url: str
    data: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, tree: HtmlElement, url: str) -> Document:
        return cls(tree, url, article_data(tree))

    @cached_property
    def metas(self) -> dict[str, list[str]]:
        """What the head says, by lower-case name."""
        found: dict[str, list[str]] = {}
        for element in self.tree.iter("meta"):
            content = " ".join(element.get("content", "").split())
            for key in ("property", "name", "itemprop", "http-equiv"):
                if content and (name := element.get(key)):
                    found.setdefault(name.strip().lower(), []).append(content)
        return found

    def meta(self, *names: str) -> str:
        """Give the first value under one of some names."""
        return next((values[0] for name in names if (values := self.metas.get(name))), "")

    @cached_property
    def host(self) -> str:
        """Give the host that the page was found at, empty when that is not known."""
        try:
            return addresses.host_of(self.url).removeprefix("www.")
        except ValueError:
            return ""

    @property
    def title(self) -> str:
        return folded(self.tree.findtext(".//title") or "")


def folded(text: str) -> str:
    """Give a text of one line."""
    return " ".join(normalise_text(text).split())


def headline_of(document: Document) -> str:
    """Give the main heading that the head of the page confirms, else what the head says itself."""
    named = [text_at(document.data, "headline"), *(document.meta(name) for name in _TITLES), document.title]
    confirmed = [words_of(name).casefold() for name in named if name]
    headings = [text for text in main_headings(document) if words_of(text) and not _is_site(document, text)]
    fitting = [text for text in headings if any(words_of(text).casefold() in name for name in confirmed)]
    if fitting:
        return max(fitting, key=len)
    for text in (named[0], *(without_site(document, name) for name in named[1:-1] if name)):
        if text:
            return folded(text)
    if len(headings) == 1:
        return headings[0]
    return without_site(document, document.title)


def main_headings(document: Document) -> list[str]:
    return [
        text
        for element in document.tree.iter("h1")
        if not is_hidden(element) and (text := folded(visible_text(element)))
    ]


def site_name_of(document: Document) -> str:
    """Give the name of the publication, where the page says it."""
    return folded(
        document.meta("og:site_name")
        or text_at(document.data, "publisher")
        or document.meta("application-name")
    )[:160]


def without_site(document: Document, title: str) -> str:
    """Take the name of the publication off a title."""
    parts = [part for part in _SEPARATORS.split(folded(title)) if part]
    kept = [part for part in parts if not _is_site(document, part)]
    if len(kept) == len(parts):
        return folded(title) if len(parts) == 1 else _titles_own(title, parts)
    return _titles_own(title, kept) if kept else folded(title)


def _titles_own(title: str, parts: list[str]) -> str:
    """Choose among parts of a title: the headline is the longest of them."""
    return max(parts, key=len) if parts else folded(title)


def _is_site(document: Document, text: str) -> bool:
    words = words_of(text).casefold()
    host = words_of(document.host).casefold()
    site = words_of(site_name_of(document)).casefold()
    return bool(words) and (words in {site, host} or (len(words) > 3 and host.startswith(words)))


def authors_of(document: Document) -> tuple[str, ...]:
    """Name the authors one by one: as the data says, else the head, else the byline."""
    from_data = names_at(document.data, "author") or names_at(document.data, "creator")
    from_head = next((document.metas[name] for name in _AUTHORS if name in document.metas), [])
    for texts in (from_data, from_head, _bylines(document)):
        if names := _names(document, texts):
            return names
    return ()


def names_in(text: str) -> list[str]:
    """Part a byline into names."""
    parts = [] if "://" in text else _BETWEEN_NAMES.split(_BY.sub("", folded(text)))
    return [name for part in parts if (name := part.strip(" .,:–-")) and not _NO_NAME.search(name)]


def _names(document: Document, texts: list[str]) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for text in texts:
        for name in names_in(text):
            if len(name) <= 80 and not _is_site(document, name):
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
        if any(is_marked) and not _is_around(element):
            text = folded(visible_text(element))
            if 3 < len(text) < 100:
                marks[is_marked.index(True)].append(text)
    return next((texts[:3] for texts in marks if texts), [])


def _is_around(element: HtmlElement) -> bool:
    return any(
        parent.tag in SKIPPED or "comment" in parent.get("class", "").lower()
        for parent in element.iterancestors()
    )


def first_published(document: Document) -> datetime | None:
    """Give the time of first publication that the page states, a day alone as its beginning in UTC."""
    for text in (
        text_at(document.data, "datePublished", "dateCreated"),
        *(document.meta(name) for name in _DATES),
    ):
        if moment := moment_of(text):
            return moment
    stated = [
        element for element in document.tree.iter("time", "span", "abbr", "meta") if _states_date(element)
    ]
    for element in stated:
        if moment := moment_of(
            element.get("datetime") or element.get("content") or element.get("title") or ""
        ):
            return moment
    return None


def _states_date(element: HtmlElement) -> bool:
    if "datepublished" in element.get("itemprop", "").lower():
        return True
    return element.tag == "time" and bool(element.get("datetime")) and not _is_around(element)


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


def canonical_of(document: Document) -> str:
    """Give the address that the page calls its own, else the one it was found at."""
    links = [
        element.get("href", "")
        for element in document.tree.iter("link")
        if "canonical" in element.get("rel", "").lower()
    ]
    found_below_front = document.host and addresses.split(document.url).path not in {"", "/"}
    for href in (*links, document.meta("og:url")):
        address = absolute(href, document.url)
        try:
            is_front = addresses.split(address).path in {"", "/"}
        except ValueError:
            continue
        if not (is_front and found_below_front):
            return address
    return document.url
