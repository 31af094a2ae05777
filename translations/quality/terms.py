"""The newsroom's own words: those to use, and those never to use."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from django.utils.translation import gettext_lazy as _

from translations import inflections
from translations.quality.base import Check, Finding, GlossaryEntry, Unit


class Terms(Check):
    """Where the source has a term, the translation has its word, in any form."""

    code = "term"

    def findings(self, unit: Unit) -> Iterator[Finding]:
        for entry in _entries_in(unit):
            forms = (entry.target, *entry.forms)
            if entry.target and not any(_is_used(form, unit) for form in forms):
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
    finder = _finder(tuple(entry.source for entry in unit.glossary), unit.source_lang)
    numbers = {place.number for place in finder.places(unit.source_prose)}
    return [unit.glossary[number] for number in sorted(numbers)]


def _is_used(word: str, unit: Unit) -> bool:
    return inflections.has(unit.target_prose, word, unit.target_lang)


@lru_cache(maxsize=64)
def _finder(terms: Sequence[str], language: str) -> inflections.Finder:
    """Prepare the terms of a glossary once for all blocks of a piece."""
    return inflections.Finder([inflections.Wanted(term) for term in terms], language)
