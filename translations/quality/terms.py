"""The newsroom's own words: those to use, and those never to use."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from django.utils.translation import gettext_lazy as _
from rapidfuzz import fuzz
from rapidfuzz.distance import Prefix

from translations import inflections
from translations.quality.base import Check, Finding, GlossaryEntry, Unit
from translations.quality.identity import SMALL_WORDS
from translations.quality.number_words import is_number_word

SHORTEST = 3
# How much of the longer of two forms they must share from the beginning.
SHARED = 0.75
# How alike a word must be to be a form of another, of 100.
ALIKE = 50


class Terms(Check):
    """Where the source has a term, the translation has its word, in any form."""

    code = "term"

    def findings(self, unit: Unit) -> Iterator[Finding]:
        for entry in _entries_in(unit):
            if not entry.target or _is_anything_but_a_term(entry.source, unit.source_language.base):
                continue
            if not any(
                _is_used(form, unit) or _is_resembled(form, unit) for form in (entry.target, *entry.forms)
            ):
                yield self.finding(
                    _("The glossary says “%(target)s” for “%(source)s”. Use it, or say why not."),
                    target=entry.target,
                    source=entry.source,
                )


class ForbiddenWords(Check):
    """Where the source has a term, none of the words that must not stand for it is used."""

    code = "forbidden_term"
    blocking = True

    def findings(self, unit: Unit) -> Iterator[Finding]:
        for entry in _entries_in(unit):
            for word in entry.forbidden:
                if _is_used(word, unit):
                    yield self.finding(
                        _("“%(word)s” must not be used for “%(source)s”. Replace it."),
                        word=word,
                        source=entry.source,
                    )


def _entries_in(unit: Unit) -> list[GlossaryEntry]:
    """Give the entries whose term stands in the source."""
    if not unit.glossary:
        return []
    terms = tuple(inflections.Wanted(entry.source, entry.is_case_sensitive) for entry in unit.glossary)
    finder = _finder(terms, unit.source_lang)
    numbers = {
        place.number
        for place in finder.places(unit.source_prose)
        if _is_the_same_word(unit.glossary[place.number].source, unit.source_prose[place.start : place.end])
    }
    return [unit.glossary[number] for number in sorted(numbers)]


def _is_the_same_word(term: str, found: str) -> bool:
    """Say whether what was found is a form of the term: "meetings", but not "meet", of "meeting"."""
    shared = Prefix.similarity(term.lower(), found.lower())
    return shared > SHARED * max(len(term), len(found))


def _is_used(word: str, unit: Unit) -> bool:
    return inflections.has(unit.target_prose, word, unit.target_lang)


def _is_anything_but_a_term(word: str, language: str) -> bool:
    """Say whether a word is a small word or a number, which no glossary can fix.

    Small words have another counterpart in every sentence; numbers have a check of their own.
    """
    lowered = word.lower()
    return lowered in SMALL_WORDS.get(language, ()) or is_number_word(lowered, language)


def _is_resembled(form: str, unit: Unit) -> bool:
    """Say whether the translation has a word that may be an inflected form: no stemmer knows them all."""
    wanted = bare(form)
    if len(wanted) >= SHORTEST and wanted in bare(unit.target_prose):
        return True
    near = (each for each in map(bare, unit.target_words) if each[:2] == wanted[:2])
    return any(fuzz.ratio(wanted, each) >= ALIKE for each in near)


@lru_cache(maxsize=4096)
def bare(text: str) -> str:
    """Give letters without case and without any mark on them: vowel signs, accents, dots."""
    apart = unicodedata.normalize("NFD", text.lower())
    return "".join(letter for letter in apart if not unicodedata.category(letter).startswith("M"))


@lru_cache(maxsize=64)
def _finder(terms: Sequence[inflections.Wanted], language: str) -> inflections.Finder:
    """Prepare the terms of a glossary once for all blocks of a piece."""
    return inflections.Finder(terms, language)
