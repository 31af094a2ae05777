"""What can be done with the open block's place in the text, for the menus of the help column."""

from __future__ import annotations

from typing import NamedTuple

from articles import rights
from articles.richtext import TEXT_KINDS
from translations import structure
from translations.models import Segment
from translations.workbench.bench import Bench

WORDS_SHOWN = 6


class Choice(NamedTuple):
    """One choice of a menu: what is sent, and what it is called."""

    value: str
    label: str


class Choices(NamedTuple):
    """What can be done with the open block's place in the text."""

    sentences: list[Choice]
    merges: bool
    kinds: list[Choice]
    moves: bool


def choices_of(bench: Bench) -> Choices | None:
    """Give what can be done with the open block, without a query; nothing outside the body."""
    row = bench.current
    if row is None or row.segment.kind not in TEXT_KINDS or bench.why_not:
        return None
    segment = row.segment
    later = [each.segment for each in bench.rows if each.segment.position > segment.position]
    is_whole = not later or later[0].state != Segment.State.MERGED
    following = next((each for each in later if each.state != Segment.State.MERGED), None)
    return Choices(
        sentences=_sentences(segment) if is_whole else [],
        merges=following is not None and following.kind == segment.kind and not following.is_out,
        kinds=[Choice(kind, str(kind.label)) for kind in structure.ADDABLE],
        moves=rights.may(bench.user, "approve", bench.article),
    )


def _sentences(segment: Segment) -> list[Choice]:
    """Name the places where the original may be cut by the words before them."""
    ends = structure.sentence_ends(segment.source, segment)
    return [
        Choice(str(number), f"… {' '.join(segment.source[:end].split()[-WORDS_SHOWN:])}")
        for number, end in enumerate(ends, start=1)
    ]
