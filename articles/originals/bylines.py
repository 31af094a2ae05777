"""What stands close to the text of an article and is marked as its byline or its date."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from lxml.html import HtmlElement

from articles.originals.document import Document
from articles.originals.passages import Passage, folded, is_hidden, visible_text, words_of

_AUTHOR = re.compile(
    r"(?<![a-z])(?:by-?lines?|author|autor(?:en|in)?|auteur|writer|reporter|journalist|verfasser|redakteur"
    r"|vcard|skribent|forfatter|kirjoittaja)s?(?![a-z])|author-?name",
    re.IGNORECASE,
)
_NOT_AUTHOR = re.compile(
    r"bio|avatar|image|img|photo|descri|comment|social|twitter|follow|count|jobtitle|role|date|time|related"
    r"|licen[cs]e|copyright|caption|views",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"(?<![a-z])(?:date|datum|fecha|data|dato|time|timestamp|publish(?:ed|date|-date)?|pubdate|posted|posted-on"
    r"|dateline|created|meta|byline|author|info)(?![a-z])|date(?:time)?(?![a-z])|-meta",
    re.IGNORECASE,
)
_AROUND = re.compile(
    r"(?<![a-z])(?:comments?|respond|sidebar|related|teasers?|recommend(?:ed|ations)?|popular|most-?read|widget"
    r"|newsletter|promo|carousel|trending|latest)(?![a-z])",
    re.IGNORECASE,
)
_SAYS_PUBLISHED = re.compile(
    r"^\W*(?:first )?(?:published|posted|publicado|publicada|publié|publicato|pubblicato|veröffentlicht"
    r"|erschienen|mise en ligne|publicerad|publisert|offentliggjort|udgivet|gepubliceerd|opublikowano|yayın"
    r"|опубликовано|дата публикации|发布|發佈|公開)",
    re.IGNORECASE,
)
_HEADINGS = frozenset({"h1", "h2", "h3"})
_TAG_NAMES = (
    "a span div p address li ul strong b em i cite small td dd time abbr h2 h3 h4 h5 h6 section header font"
)
_TAGS = frozenset(_TAG_NAMES.split())
# How many elements before the headline and after the text a byline may stand.
_BEFORE, _AFTER = 60, 40
_BEFORE_COSTS = 3
_LONGEST = 160
# A line with a date is about this long; a longer one tells of a day.
LONGEST_LINE = 90


class Mark(NamedTuple):
    """An element that is marked, with the text in it; `is_exact` when rel or itemprop mark it."""

    element: HtmlElement
    text: str
    is_exact: bool


class Bylines(NamedTuple):
    """The marks of both kinds, the nearest to the headline first."""

    authors: list[Mark]
    dates: list[Mark]


def bylines_of(document: Document, headline: str, passages: list[Passage]) -> Bylines:
    """Find what is marked as byline or date between headline and end of the text, or close to them."""
    if not passages:
        return Bylines([], [])
    found: dict[str, list[tuple[int, Mark]]] = {"author": [], "date": []}
    places: dict[HtmlElement, int] = {}
    top = None
    ends = {passages[0].element, passages[-1].element}
    wanted = words_of(headline).casefold()
    for place, element in enumerate(document.tree.iter()):
        if top is None and element.tag in _HEADINGS and _words(element) == wanted:
            top = place
            ends.add(element)
        if element in ends:
            places[element] = place
        if element.tag in _TAGS and (mark := _author_mark(element)):
            found["author"].append((place, mark))
        if element.tag in _TAGS and (mark := _date_mark(element)):
            found["date"].append((place, mark))
    top = min(places.values(), default=0) if top is None else top
    bounds = range(top - _BEFORE, max(top, *places.values()) + _AFTER)
    holders = {holder for end in ends for holder in end.iterancestors()}
    return Bylines(*(_nearest(marks, top, bounds, holders) for marks in found.values()))


def _words(element: HtmlElement) -> str:
    return words_of(element.text_content()).casefold()


def _nearest(
    marks: Iterable[tuple[int, Mark]], top: int, bounds: range, holders: set[HtmlElement]
) -> list[Mark]:
    """Order marks by their distance from the headline; before it distance counts more."""
    close = [
        (place, mark) for place, mark in marks if place in bounds and not is_around(mark.element, holders)
    ]
    close.sort(key=lambda pair: pair[0] - top if pair[0] >= top else _BEFORE_COSTS * (top - pair[0]))
    return [mark for _, mark in close]


def _author_mark(element: HtmlElement) -> Mark | None:
    label = _label(element)
    is_exact = "author" in element.get("rel", "").split() or "author" in element.get("itemprop", "")
    if not is_exact and (not _AUTHOR.search(label) or _NOT_AUTHOR.search(label)):
        return None
    if not is_short(element):  # a box with more in it: its first link leads to the author
        element = next(element.iter("a"), element)
    text = folded(visible_text(element)) if is_short(element) else ""
    return Mark(element, text, is_exact) if len(text) > 2 else None


def _date_mark(element: HtmlElement) -> Mark | None:
    is_exact = "datepublished" in element.get("itemprop", "").lower()
    if _SAYS_PUBLISHED.match(element.text or "") and is_short(element):
        following = element.getnext()
        texts = [element, following] if following is not None and is_short(following) else [element]
        return Mark(element, folded(" ".join(each.text_content() for each in texts)), is_exact=False)
    if not is_exact and element.tag != "time" and not _DATE.search(_label(element)):
        return None
    text = folded(element.text_content())
    if len(text) <= LONGEST_LINE:
        return Mark(element, text, is_exact)
    own = folded(" ".join([element.text or "", *(child.tail or "" for child in element)]))
    return Mark(element, own, is_exact) if len(own) <= LONGEST_LINE else None


def is_short(element: HtmlElement) -> bool:
    return len(folded(element.text_content())) <= _LONGEST


def is_around(element: HtmlElement, holders: set[HtmlElement]) -> bool:
    """Say whether an element stands in what surrounds an article.

    `holders` are the boxes that hold its text.
    """
    for each in (element, *element.iterancestors()):
        if each in holders:
            break
        if (
            each.tag in {"nav", "figure"}
            or is_hidden(each)
            or (each is not element and _AROUND.search(_label(each)))
        ):
            return True
    return False


def _label(element: HtmlElement) -> str:
    return f"{element.get('class', '')} {element.get('id', '')}"
