"""What a seed grows into: a family of editions for each number, always the same for the same seed.

Nothing here asks the database, the clock or chance; families do not depend on each other.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import NamedTuple

from articles.richtext import Block, html_of
from articles.slugs import make_slug
from newsroom.seeding.vocabulary import SOURCE_LANGUAGE, vocabulary_of

# The newest family is of this day, each further one a little older.
DAY = datetime(2025, 11, 1, 6, tzinfo=UTC)
BETWEEN_FAMILIES = timedelta(minutes=11)
BETWEEN_EDITIONS = timedelta(hours=3)
SENTENCES_IN_A_PARAGRAPH = 3
LONGEST_SLUG = 60


class PlannedBlock(NamedTuple):
    """One block, not yet in any language: which sentences, and the numbers in them."""

    kind: str
    places: tuple[int, ...]
    year: int
    percent: int
    amount: int


@dataclass(frozen=True)
class Family:
    """One piece with its editions: somebody else's in English, or our own.

    The numbers are draws without an end; whoever uses one takes the remainder for its list.
    `languages` are those of the editions that are published; an own piece's own comes first.
    """

    seed: int
    number: int
    is_own: bool
    languages: tuple[str, ...]
    blocks: tuple[PlannedBlock, ...]
    place: int
    clause: int
    standfirst: int
    subject: int
    picture: int
    staff: int

    @property
    def public_id(self) -> str:
        """Give the identifier of the family's original."""
        return public_id(self.seed, self.number)

    @property
    def first_published_at(self) -> datetime:
        """Give the time of the first edition."""
        return DAY - self.number * BETWEEN_FAMILIES - timedelta(seconds=self.seed % 600)

    def published_at(self, language: str) -> datetime:
        """Give the time of one edition, a few hours after the one before it."""
        return self.first_published_at + self.languages.index(language) * BETWEEN_EDITIONS


@dataclass(frozen=True)
class Text:
    """One edition's words."""

    headline: str
    slug: str
    standfirst: str
    blocks: list[Block]
    body: str


def public_id(seed: int, number: int) -> str:
    """Give an identifier that the seed decides and that says nothing about how many there are."""
    return hashlib.blake2b(f"{seed}/{number}".encode(), digest_size=8).hexdigest()


def families(seed: int, languages: tuple[str, ...], articles: int) -> Iterator[Family]:
    """Plan families until they hold so many editions; the last may lack some of its languages.

    Pieces of other publications and own ones take turns. An own piece is in English where the
    newsroom has it, else in the first language; without a second language there are only own ones.
    """
    own_language = SOURCE_LANGUAGE if SOURCE_LANGUAGE in languages else languages[0]
    own_first = (own_language, *(code for code in languages if code != own_language))
    others = tuple(code for code in languages if code != SOURCE_LANGUAGE)
    number = planned = 0
    while planned < articles:
        number += 1
        is_own = not others or number % 2 == 0
        editions = (own_first if is_own else others)[: articles - planned]
        planned += len(editions)
        yield _family(seed, number, is_own=is_own, languages=editions)


def _family(seed: int, number: int, *, is_own: bool, languages: tuple[str, ...]) -> Family:
    chance = random.Random(f"{seed}/{number}")  # noqa: S311 - a load test, nothing secret
    place, clause, standfirst, subject, picture, staff = (chance.getrandbits(16) for _ in range(6))
    return Family(
        seed=seed,
        number=number,
        is_own=is_own,
        languages=languages,
        blocks=tuple(_blocks(chance)),
        place=place,
        clause=clause,
        standfirst=standfirst,
        subject=subject,
        picture=picture,
        staff=staff,
    )


def _blocks(chance: random.Random) -> Iterator[PlannedBlock]:
    """Deal out the sentences over six to twelve paragraphs, with a heading and perhaps a quote."""
    order = list(range(len(vocabulary_of(SOURCE_LANGUAGE).sentences)))
    chance.shuffle(order)
    for number in range(6 + chance.getrandbits(8) % 7):
        if number == 3:
            yield _block(chance, "heading2", (chance.getrandbits(8),))
        if number == 5 and chance.getrandbits(1):
            yield _block(chance, "quote", (chance.getrandbits(8),))
        first = number * SENTENCES_IN_A_PARAGRAPH
        dealt = order[first : first + SENTENCES_IN_A_PARAGRAPH - chance.getrandbits(1)]
        yield _block(chance, "paragraph", tuple(dealt))


def _block(chance: random.Random, kind: str, places: tuple[int, ...]) -> PlannedBlock:
    """Draw numbers that every language can count without bending the word behind them."""
    draw = chance.getrandbits(24)
    return PlannedBlock(
        kind, places, year=1921 + draw % 98, percent=5 + draw // 98 % 16, amount=300 + draw // 1568 % 7 * 100
    )


def text_of(family: Family, language: str) -> Text:
    """Write a family in one language."""
    words = vocabulary_of(language)
    headline, slug = _headline(language, family.place % len(words.places), family.clause % len(words.clauses))
    blocks: list[Block] = [{"kind": block.kind, "html": _html(block, language)} for block in family.blocks]
    return Text(
        headline=headline,
        slug=f"{slug}-{family.seed}-{family.number}",
        standfirst=words.standfirsts[family.standfirst % len(words.standfirsts)],
        blocks=blocks,
        body=html_of(blocks),
    )


@cache
def _headline(language: str, place: int, clause: int) -> tuple[str, str]:
    words = vocabulary_of(language)
    headline = words.headline.format(place=words.places[place], clause=words.clauses[clause])
    return headline, make_slug(headline, language, longest=LONGEST_SLUG)


def _html(block: PlannedBlock, language: str) -> str:
    words = vocabulary_of(language)
    match block.kind:
        case "heading2":
            return words.headings[block.places[0] % len(words.headings)]
        case "quote":
            return words.quotes[block.places[0] % len(words.quotes)]
    return words.between.join(words.sentences[place] for place in block.places).format(
        year=block.year, percent=block.percent, count=block.amount
    )
