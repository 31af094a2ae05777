"""What a sentence and its translation have in common whatever the languages: numbers, names, marks.

Used to see whether two texts belong together. Names are compared by the sound of their consonants,
so that Doyle, Дойл and دويل are alike.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii

from translations.quality.quantities import Reading, quantities
from translations.quality.texts import words

CAPITALS = frozenset({"Latn", "Cyrl", "Grek", "Armn", "Geor"})
QUOTES = re.compile(r"[\"“”„«»「」『』]|(?<!\w)['‘](?=\w)")
# Sounds that writing systems keep apart in different ways: p and b, t and d, k and g, f and v, l and r.
SOUNDS = str.maketrans("bdgqcvzxl", "ptkkkfskr")
VOWELS = re.compile(r"[aeiouhyw\s'`^.-]")
REPEATED = re.compile(r"(.)\1+")
QUESTIONS = "?？؟"
SHORTEST = 2


@dataclass(frozen=True)
class Anchors:
    """What is looked for: numbers, the sounds of names, and whether there is a question or a quotation."""

    numbers: frozenset[Reading]
    names: frozenset[str]
    sounds: str
    asks: bool
    quotes: bool


@lru_cache(maxsize=4096)
def anchors(text: str, language: str, script: str) -> Anchors:
    """Read the anchors of a sentence; the first word of it is a name only where it looks like one."""
    told = words(text)
    capital = [word for word in told[1:] if word[:1].isupper()] if script in CAPITALS else []
    return Anchors(
        numbers=frozenset(
            reading for quantity in quantities(text, language) for reading in quantity.readings
        ),
        names=frozenset(filter(None, map(sounds_of, capital))),
        sounds=" ".join(filter(None, map(sounds_of, told))),
        asks=any(sign in text for sign in QUESTIONS),
        quotes=bool(QUOTES.search(text)),
    )


@lru_cache(maxsize=16384)
def sounds_of(word: str) -> str:
    """Give the consonants of a word in classes: "Doyle" and "Дойл" both give "tr"."""
    latin = (
        anyascii(word)
        .lower()
        .replace("dzh", "j")
        .replace("ph", "f")
        .replace("ch", "k")
        .replace("sh", "s")
        .replace("th", "t")
    )
    bare = VOWELS.sub("", latin.translate(SOUNDS))
    return REPEATED.sub(r"\1", bare)


def likeness(one: Anchors, other: Anchors) -> float:
    """Score how much two sentences share: a point for a number or a name of two sounds and more."""
    score = 2.0 * len(one.numbers & other.numbers)
    padded = f" {other.sounds}"
    score += sum(
        min(len(name), 4) / 3
        for name in one.names
        if len(name) >= SHORTEST and (name in other.names or f" {name}" in padded)
    )
    score += 0.7 if one.asks and other.asks else 0
    score -= 0.7 if one.asks != other.asks else 0
    score -= 0.3 if one.quotes != other.quotes else 0
    return score
