"""Cutting a block into sentences, well enough for comparing two texts: never for showing them."""

from __future__ import annotations

import re

from translations.quality import data

_CLOSERS = "\"'“”’»«›)\\]」』）〉》"
# A full stop ends a sentence before white space and something that can begin one.
_END = re.compile(
    rf"(?:[.!?…]+|[؟۔।॥։።])[{_CLOSERS}\u00a0\u202f]{{0,3}}(?=\s|$)|[。！？｡]+[{_CLOSERS}]{{0,3}}|\n+"
)
# What ends with a full stop and ends no sentence, in any of the languages met so far.
_SHORT = frozenset(data.load("abbreviations"))
# What is looked at before a full stop: the last word and the marks behind it.
LONGEST_TAIL = 20
_LAST_WORD = re.compile(r"([^\s\"'“”«»(\[]{1,12})\.$")


def sentences(text: str) -> list[str]:
    """Give the sentences of a text, without the space around them."""
    found: list[str] = []
    start = 0
    for end in _END.finditer(text):
        tail = text[max(start, end.end() - LONGEST_TAIL) : end.end()].strip()
        if tail and not _goes_on(tail, text[end.end() : end.end() + 4]):
            found.append(text[start : end.end()].strip())
            start = end.end()
    rest = text[start:].strip()
    return [*found, rest] if rest else found


def _goes_on(tail: str, following: str) -> bool:
    """Say whether the sentence only seems to end here."""
    following = following.lstrip(" \u00a0\"'“«„")
    if following[:1].islower() or following[:1] in {"-", "–", "—", ","}:
        return True
    found = _LAST_WORD.search(tail)
    if not found:
        return False
    last = found[1]
    return (
        last.lower() in _SHORT or (len(last) == 1 and last.isupper()) or bool(re.fullmatch(r"\w\.\w", last))
    )
