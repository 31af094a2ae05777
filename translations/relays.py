"""Translations of translations: the chain from the first original, and what it says at one block."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from articles.languages import Language, language
from articles.models import Article, Original, Snapshot
from articles.richtext import text_of
from translations.models import Segment

Kind = Segment.Kind
# Nobody translates a translation of a translation of a translation for long.
LONGEST = 6


@dataclass(frozen=True)
class Before:
    """What an original further back in the chain says where one block stands."""

    original: Original
    language: Language
    text: str


def chain_of(article: Article) -> list[Original]:
    """Give the originals that led to a translation, the first one first; asks once more for each relay."""
    chain: list[Original] = []
    original = article.original
    while original is not None and len(chain) < LONGEST:
        chain.insert(0, original)
        edition = original.own_article
        original = edition.original if edition is not None else None
    return chain


def said_before(segment: Segment, article: Article) -> list[Before]:
    """Give what the originals behind the one that is translated say at a block, the first one first."""
    found: list[Before] = []
    numbers = set(segment.source_numbers)
    version = article.based_on.version if article.based_on else None
    while version is not None and version.snapshot is not None and len(found) < LONGEST:
        passed = (block for place, block in enumerate(version.blocks, start=1) if place in numbers)
        numbers = {number for block in passed for number in block.get("sources", [])}
        snapshot, original = version.snapshot, version.snapshot.original
        text = "\n\n".join(_texts(segment, snapshot, numbers))
        if text:
            found.insert(0, Before(original, language(original.language), text))
        version = snapshot.version
    return found


def _texts(segment: Segment, snapshot: Snapshot, numbers: set[int]) -> Iterator[str]:
    if segment.kind == Kind.HEADLINE:
        yield snapshot.headline
    elif segment.kind == Kind.STANDFIRST:
        yield snapshot.standfirst
    else:
        for place, block in enumerate(snapshot.blocks, start=1):
            if place in numbers and block.get("html"):
                yield text_of(block["html"])
