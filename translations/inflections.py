"""Finding words in a text whatever their endings: terms of the glossary, in every language.

Two words are the same when one of their keys is: the word itself without case and marks of
reading, its stem where there is a stemmer (Snowball), else its beginnings, a little shorter than
the word. In scripts without spaces a term is found as it stands.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, NamedTuple

import snowballstemmer

from articles.languages import language as language_of
from translations.quality.texts import WORD

STEMMERS = {
    "ar": "arabic",
    "ca": "catalan",
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "et": "estonian",
    "eu": "basque",
    "fa": "persian",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hi": "hindi",
    "hu": "hungarian",
    "hy": "armenian",
    "id": "indonesian",
    "it": "italian",
    "lt": "lithuanian",
    "nb": "norwegian",
    "ne": "nepali",
    "nl": "dutch",
    "nn": "norwegian",
    "no": "norwegian",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
    "yi": "yiddish",
}
# What Arabic and Hebrew write together with the word that follows: article, "and", "in", "to".
PREFIXES = {
    "ar": ("وال", "بال", "كال", "فال", "ال", "لل"),
    "he": ("וה", "שה", "ה", "ו", "ב", "כ", "ל", "מ", "ש"),
}
# Endings that the stemmers leave: of the definite form in the North, of particles in Korean.
ENDINGS = {
    "da": "n t en et ene erne ens ets er ers ernes s",
    "fi": "a ä n t ssa ssä sta stä lla llä lta ltä lle na nä ksi",
    "ko": "은 는 이 가 을 를 의 에 에서 로 으로 와 과 도 만 들 들은 들이 들을 들의",
    "nb": "n t en et ene er a ens ets s",
    "nn": "n t en et ene ane ar er a s",
    "no": "n t en et ene er a ens ets s",
    "sv": "n t en et ar or er na arna orna erna ns ts ens ets ars arnas ornas ernas s",
}
# Where words are written together, a term may be a part of one: "färjetrafik", "klaffbron".
COMPOUNDING = frozenset({"da", "de", "et", "fi", "hu", "is", "nb", "nl", "nn", "no", "sv"})
SHORTEST_STEM = 3
SHORTEST_PART = 4
# Without a stemmer: a beginning must be this long, and an ending may be that long.
SHORTEST_BEGINNING = 4
LONGEST_ENDING = 4
# Letters that are written with a mark in one text and without it in another (Arabic vowels, tatweel).
_UNWRITTEN = frozenset("ـ")


class Place(NamedTuple):
    """Where a term stands in a text: from `start` up to `end`; `number` counts the terms from 0."""

    start: int
    end: int
    number: int


@dataclass(frozen=True)
class Wanted:
    """One term to look for; with `is_case_sensitive` a capital letter is another letter."""

    text: str
    is_case_sensitive: bool = False


class _Word(NamedTuple):
    start: int
    end: int
    text: str
    keys: frozenset[str]


class Finder:
    """Finds many terms of one language in texts, each text read once."""

    def __init__(self, terms: Iterable[Wanted], language: str) -> None:
        """Prepare the terms; those that hold no letter are never found."""
        self.language = language
        self.terms = list(terms)
        self.has_spaces = language_of(language).has_spaces
        self._by_first: dict[str, list[tuple[int, Sequence[_Word]]]] = {}
        self._texts = [folded(term.text) for term in self.terms]
        for number, term in enumerate(self.terms if self.has_spaces else []):
            found = _words(term.text, language, is_term=True)
            for key in found[0].keys if found else ():
                self._by_first.setdefault(key, []).append((number, found))

    def places(self, text: str) -> list[Place]:
        """Give where terms stand, in order; of those that overlap the longest."""
        found = self._by_words(text) if self.has_spaces else self._by_letters(text)
        kept: list[Place] = []
        taken: set[int] = set()
        for place in sorted(found, key=lambda each: (each.start - each.end, each)):
            letters = range(place.start, place.end)
            if taken.isdisjoint(letters):
                taken.update(letters)
                kept.append(place)
        return sorted(kept)

    def _by_words(self, text: str) -> Iterable[Place]:
        words = _words(text, self.language)
        for first, word in enumerate(words):
            candidates = {
                number: wanted for key in word.keys for number, wanted in self._by_first.get(key, ())
            }
            for number, wanted in candidates.items():
                there = words[first : first + len(wanted)]
                if self._is(number, wanted, there):
                    yield Place(word.start, there[-1].end, number)

    def _is(self, number: int, wanted: Sequence[_Word], there: Sequence[_Word]) -> bool:
        if len(there) < len(wanted):
            return False
        is_strict = self.terms[number].is_case_sensitive
        return all(
            not one.keys.isdisjoint(other.keys) and (not is_strict or _is_cased_alike(one.text, other.text))
            for one, other in zip(wanted, there, strict=True)
        )

    def _by_letters(self, text: str) -> Iterable[Place]:
        """Find terms as they stand; `origins` leads from a folded letter to its place in the text."""
        letters, origins = [], []
        for place, character in enumerate(text):
            for letter in folded(character):
                letters.append(letter)
                origins.append(place)
        whole = "".join(letters)
        for number, (term, wanted) in enumerate(zip(self.terms, self._texts, strict=True)):
            at = whole.find(wanted) if wanted.strip() else -1
            while at >= 0:
                start, end = origins[at], origins[at + len(wanted) - 1] + 1
                if not term.is_case_sensitive or term.text in text[start:end]:
                    yield Place(start, end, number)
                at = whole.find(wanted, at + 1)


def has(text: str, term: str, language: str) -> bool:
    """Say whether a text holds a term: whatever its endings, alone or as a part of a compound word."""
    if Finder([Wanted(term)], language).places(text):
        return True
    parts = WORD.findall(term)
    if language_of(language).base not in COMPOUNDING or len(parts) != 1 or len(term) < SHORTEST_PART:
        return False
    keys = keys_of(parts[0], language, is_term=True)
    return any(_is_part(keys, word, language) for word in WORD.findall(text))


def _is_part(keys: frozenset[str], word: str, language: str) -> bool:
    """Say whether a compound word begins with a term's stem, or ends with one of its forms."""
    whole = folded(word)
    if any(len(key) >= SHORTEST_PART and whole.startswith(key) for key in keys):
        return True
    ends = (whole[place:] for place in range(SHORTEST_STEM, len(whole) - SHORTEST_STEM))
    return any(not keys.isdisjoint(keys_of(end, language)) for end in ends)


def folded(text: str) -> str:
    """Give a text without case, width and marks that may be left out, for comparison only."""
    wide = unicodedata.normalize("NFKC", text).casefold()
    return "".join(
        letter
        for letter in wide
        if letter not in _UNWRITTEN and not (letter.isascii() is False and _is_vowel_mark(letter))
    )


def _is_vowel_mark(letter: str) -> bool:
    """Say whether a sign is a vowel that Arabic and Hebrew may leave out."""
    return "\u064b" <= letter <= "\u0652" or letter == "\u0670" or "\u05b0" <= letter <= "\u05c7"


def _words(text: str, language: str, *, is_term: bool = False) -> list[_Word]:
    return [
        _Word(found.start(), found.end(), found[0], keys_of(found[0], language, is_term=is_term))
        for found in WORD.finditer(text)
    ]


@lru_cache(maxsize=16384)
def keys_of(word: str, language: str, *, is_term: bool = False) -> frozenset[str]:
    """Give what a word is known by. The word of a term gives up less of its end than one of a text."""
    base = language_of(language).base
    whole = folded(word).replace("’", "'")
    # What an apostrophe parts stands for itself too: "l'île", "ferry's".
    parts = {whole, *(part for part in whole.split("'") if len(part) > 1)}
    bare = {_without_prefix(part, base) for part in parts}
    shorter = set() if is_term else {cut for part in bare for cut in _without_endings(part, base)}
    everything = parts | bare | shorter
    if base not in STEMMERS:
        return frozenset(everything).union(*(_beginnings(part, is_term=is_term) for part in bare))
    stems = {stem for each in everything for stem in _stems(each, base, is_term=is_term)}
    return frozenset(everything | {stem for stem in stems if len(stem) >= SHORTEST_STEM})


def _stems(word: str, base: str, *, is_term: bool) -> list[str]:
    """Give the stem. The German one loses its umlaut, which tells "Fähre" from "fahren"."""
    stem = str(_stemmer(STEMMERS[base]).stemWord(word))
    if base != "de" or {"ä", "ö", "ü"}.isdisjoint(word):
        return [stem]
    return [f"{stem}¨"] if is_term else [stem, f"{stem}¨"]


def _without_endings(word: str, base: str) -> list[str]:
    shortest = SHORTEST_STEM if base != "ko" else 1
    return [
        word[: -len(ending)]
        for ending in ENDINGS.get(base, "").split()
        if word.endswith(ending) and len(word) - len(ending) >= shortest
    ]


def _without_prefix(word: str, base: str) -> str:
    for prefix in PREFIXES.get(base, ()):
        if word.startswith(prefix) and len(word) - len(prefix) >= SHORTEST_STEM:
            return word[len(prefix) :]
    return word


def _beginnings(word: str, *, is_term: bool) -> set[str]:
    most = 1 if is_term else LONGEST_ENDING
    shortest = max(SHORTEST_BEGINNING, len(word) - most)
    return {word, *(word[:length] for length in range(shortest, len(word)))}


def _is_cased_alike(term: str, word: str) -> bool:
    """Compare the letters that both have, up to the first that is another one."""
    for one, other in zip(term, word, strict=False):
        if one.casefold() != other.casefold():
            return True
        if one != other:
            return False
    return True


@cache
def _stemmer(name: str) -> Any:
    return snowballstemmer.stemmer(name)
