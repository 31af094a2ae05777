"""Numbers that come from outside: keys and revisions that a page of ours wrote, or that somebody made up."""

from __future__ import annotations

from collections.abc import Iterable

# What every column of keys holds, on every database.
MOST_DIGITS = 9


def is_number(text: str) -> bool:
    """Say whether a text is a number that a page of ours writes."""
    return text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS


def numbers_in(texts: Iterable[object]) -> list[int]:
    """Give the numbers among what was sent, and leave out everything else."""
    return [int(text) for text in map(str, texts) if is_number(text)]
