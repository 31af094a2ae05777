"""What a reader typed, as things that must all be found: words, “phrases”, beginnings with a star*."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from articles.search.stems import base_for_stems
from articles.search.words import Word, fold, lowered, words_in

LONGEST_QUERY = 200
SHORTEST_BEGINNING = 2

_OPENING, _CLOSING = '"“”„«»「『', '"“”«»」』'
_PART = re.compile(
    f"[{_OPENING}](?P<phrase>[^{_OPENING}{_CLOSING}]+)[{_CLOSING}]"
    f"|(?P<beginning>[^\\s{_OPENING}{_CLOSING}*]+)\\*"
    f"|(?P<words>[^\\s{_OPENING}{_CLOSING}*]+)"
)
# Neighbouring characters of these say little unless they stand next to each other.
_ALPHABETIC_PAIRS = frozenset({"southeast", "hiragana", "katakana"})
# What Korean ties to a noun, longest first.
_KOREAN_PARTICLE = re.compile("(?<=..)(?:에서|에게|으로|까지|부터|은|는|이|가|을|를|의|에|로|와|과|도|만)$")


@dataclass(frozen=True)
class Sequence:
    """Words that stand one after the other; the last may be only the beginning of a word."""

    words: tuple[str, ...]
    is_beginning: bool = False


@dataclass(frozen=True)
class Clause:
    """One thing that must be found, in any of these forms."""

    sequences: tuple[Sequence, ...]


def clauses_of(text: str, code: str) -> list[Clause]:
    """Read a query for one language; empty when it holds no letter and no digit. Never raises."""
    found: list[Clause] = []
    for part in _PART.finditer(text):
        if phrase := part["phrase"]:
            found += _phrase(phrase, code)
        elif beginning := part["beginning"]:
            found += _beginning(beginning, code)
        else:
            found += _words(part["words"], code)
    is_hiragana = [_is_hiragana(clause) for clause in found]
    if not all(is_hiragana):
        # Japanese endings and particles: what is written with them is found in every form.
        found = [clause for clause, is_ending in zip(found, is_hiragana, strict=True) if not is_ending]
    return list(dict.fromkeys(found))


def _is_hiragana(clause: Clause) -> bool:
    return all(
        "\u3041" <= letter <= "\u309f" or letter == "ー"
        for sequence in clause.sequences
        for word in sequence.words
        for letter in word
    )


def _phrase(text: str, code: str) -> Iterator[Clause]:
    """Give the words as one sequence; the last character of a run in pairs stands in no other place."""
    words = list(words_in(text, code))
    kept = [
        word.forms[0]
        for number, word in enumerate(words)
        if not (_is_last_character(words, number) and number + 1 == len(words) and len(words) > 1)
    ]
    if kept:
        is_beginning = len(words) == 1 and words[0].script != "word"
        yield Clause((Sequence(tuple(kept), is_beginning),))


def _is_last_character(words: list[Word], number: int) -> bool:
    word = words[number]
    return (
        word.script != "word"
        and number > 0
        and words[number - 1].script == word.script
        and words[number - 1].end == word.end
    )


def _beginning(text: str, code: str) -> Iterator[Clause]:
    """Give every word but the last as it is, and the last as a beginning or by its stem."""
    words = list(words_in(text, code))
    if not words or words[-1].script != "word":
        # Pairs of characters are found inside of words anyway.
        yield from _words(text, code)
        return
    *before, last = words
    yield from (_clause(word) for word in before)
    plain = fold(lowered(text[last.start : last.end], base_for_stems(code)))
    sequences = [Sequence((form,)) for form in last.forms]
    if len(plain) >= SHORTEST_BEGINNING:
        sequences.insert(0, Sequence((plain,), is_beginning=True))
    yield Clause(tuple(sequences))


def _words(text: str, code: str) -> Iterator[Clause]:
    """Give each word on its own, runs in pairs as their script wants it."""
    words = list(words_in(text, code))
    for run in _runs(words):
        if run[0].script == "word":
            yield from (_clause(word) for word in run)
        elif len(run) == 1:
            yield Clause((Sequence(run[0].forms, is_beginning=True),))
        elif run[0].script in _ALPHABETIC_PAIRS:
            yield Clause((Sequence(tuple(word.forms[0] for word in run[:-1])),))
        elif run[0].script == "hangul":
            yield from _korean(text[run[0].start : run[-1].end], code)
        else:
            yield from (_clause(word) for word in run[:-1])


def _korean(text: str, code: str) -> Iterator[Clause]:
    pairs = list(words_in(_KOREAN_PARTICLE.sub("", text), code))
    yield from (_clause(pair) for pair in pairs[:-1])


def _runs(words: Iterable[Word]) -> Iterator[list[Word]]:
    """Put the pairs of one run together; each word is a run of its own."""
    run: list[Word] = []
    for word in words:
        continues = bool(run) and word.script == run[-1].script != "word" and word.start < run[-1].end
        if run and not continues:
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def _clause(word: Word) -> Clause:
    return Clause(tuple(Sequence((form,)) for form in word.forms))
