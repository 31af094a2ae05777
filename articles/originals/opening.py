"""What stands above the text of an article and is not part of it: headline, standfirst, byline, date."""

from __future__ import annotations

import re
from typing import NamedTuple

from lxml.html import HtmlElement

from articles.originals.asides import is_heading
from articles.originals.authors import names_in
from articles.originals.document import Document
from articles.originals.linked_data import text_at
from articles.originals.passages import Passage, folded, visible_text, words_of
from articles.originals.piece import Confidence, Found, Kind, Source
from articles.originals.written_dates import date_in

# So many passages may stand before the first of the text.
_FIRST = 6
_LEAD = re.compile(
    r"(?<![a-z])(?:standfirst|stand-first|lead|lede|dek|ingress|preamble|chapo|vorspann|entradilla|sub-?head(?:line|ing)?"
    r"|sub-?title|intro(?:duction)?)(?![a-z])",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"(?<![a-z])(?:byline|by-line|author|dateline|timestamp|pubdate|publish(?:ed)?-?date)(?![a-z])",
    re.IGNORECASE,
)
_CAPITALISED = r"[^\W\d_a-zß-ÿ][\w.’'-]*"
_NAME = rf"{_CAPITALISED}(?: (?:de|van|von|der|den|la|al|bin|di|da|du)\b)*(?: {_CAPITALISED}){{1,3}}"
_SIGNED = re.compile(
    r"(?:(?:Written |Text )?[Bb]y|(?:Text |Blog ?[Bb]eitrag |Ein Beitrag )?[Vv]on|Av|Af|Par|Por|Di|Door):? "
    rf"{_NAME}(?:(?:,| and| och| und| et| y| e| &) {_NAME})*\.?"
)
_LONGEST_STANDFIRST = 700
_LONGEST_BYLINE = 160
_LONGEST_DATE = 60
# More words than a date has.
_OTHER_WORDS = re.compile(r"(?:[^\W\d_]{2,}\W+){5}|[.!?]$")


class Opening(NamedTuple):
    """What was found above the text, and the passages that are left."""

    standfirst: Found[str] | None
    authors: Found[tuple[str, ...]] | None
    rest: list[Passage]


def part_opening(
    document: Document, passages: list[Passage], headline: str, authors: Found[tuple[str, ...]] | None
) -> Opening:
    """Take from the first passages what the article's own fields say already."""
    standfirst = None
    dropped: set[int] = set()
    for number, passage in enumerate(passages[:_FIRST]):
        if not passage.text:
            continue
        if is_heading(passage) and words_of(passage.text) == words_of(headline):
            dropped.add(number)
        elif signed := _signed(passage, authors.value if authors else ()):
            authors = authors or Found(signed, Source(Kind.MARKUP, Confidence.LIKELY))
            dropped.add(number)
        elif _is_date(passage):
            dropped.add(number)
        elif not standfirst and _is_standfirst(document, passages, number):
            standfirst = Found(folded(passage.text), Source(Kind.MARKUP, Confidence.LIKELY))
            dropped.add(number)
    return Opening(standfirst, authors, [p for number, p in enumerate(passages) if number not in dropped])


def _signed(passage: Passage, authors: tuple[str, ...]) -> tuple[str, ...]:
    """Give the names in a passage that is a byline and nothing else."""
    text = folded(passage.text)
    if len(text) > _LONGEST_BYLINE or is_heading(passage):
        return ()
    names = tuple(names_in(text))
    known = {name.casefold() for name in authors}
    is_byline = bool(names) and {name.casefold() for name in names} <= known
    if is_byline or (not authors and _SIGNED.fullmatch(text)) or _is_marked(passage.element, _BYLINE):
        return names or authors
    return ()


def _is_date(passage: Passage) -> bool:
    """Say whether a passage is only a time."""
    text = folded(passage.text)
    if len(text) <= _LONGEST_DATE and date_in(text) and not _OTHER_WORDS.search(text):
        return True
    times = [folded(visible_text(element)) for element in passage.element.iter("time")]
    return bool(times) and len(words_of(passage.text)) <= 1.5 * len(words_of("".join(times)))


def _is_standfirst(document: Document, passages: list[Passage], number: int) -> bool:
    """Say whether a passage stands apart from the text as its standfirst, marked or described as such."""
    passage = passages[number]
    if not 20 <= len(passage.text) <= _LONGEST_STANDFIRST or passage.kind.endswith("item"):
        return False
    following = [each for each in passages[number + 1 :] if each.text and not is_heading(each)]
    if not following:
        return False
    if _is_marked(passage.element, _LEAD):
        return True
    parents = {each.element.getparent() for each in following[:3]}
    stands_apart = is_heading(passage) or passage.element.getparent() not in parents
    return stands_apart and words_of(passage.text).casefold() in _descriptions(document)


def _descriptions(document: Document) -> set[str]:
    said = (
        document.meta("description"),
        document.meta("og:description"),
        document.meta("twitter:description"),
        text_at(document.data, "description", "alternativeHeadline"),
    )
    return {words_of(text).casefold() for text in said if text}


def _is_marked(element: HtmlElement, pattern: re.Pattern[str]) -> bool:
    """Say whether an element or the one around it bears a name that says what it is."""
    for each in (element, element.getparent()):
        if each is not None and each.tag not in {"body", "article", "main"}:
            label = f"{each.get('class', '')} {each.get('itemprop', '')} {each.get('data-component', '')}"
            if pattern.search(label):
                return True
    return False
