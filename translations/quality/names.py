"""Names of the source: spelled as there, and not lost on the way."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _
from rapidfuzz import fuzz

from translations.quality import data
from translations.quality.base import Check, Finding, Unit
from translations.quality.identity import SMALL_WORDS
from translations.quality.texts import WORD

SHORTEST = 4
# Words with a capital letter that are no names, or are translated.
TRANSLATED: dict[str, frozenset[str]] = {
    language: frozenset(words) for language, words in data.load("capitalised").items()
}
# Endings of English words that are seldom names of people or places.
ABSTRACT = (
    "tion",
    "tions",
    "ment",
    "ity",
    "ness",
    "ence",
    "ance",
    "ship",
    "ical",
    "ism",
    "ing",
    "ies",
    "ary",
    "ly",
)
# How much of a name may be another letter where the two languages spell it differently: Moscow, Moskva.
ALIKE = 62


class NamesMisspelt(Check):
    """A name with two letters in the wrong order, or with one wrong letter beside its right spelling."""

    code = "name_spelling"

    def findings(self, unit: Unit) -> Iterator[Finding]:
        if unit.source_language.script != unit.target_language.script:
            return
        source = {_bare(word) for word in unit.source_words}
        names = {word for word in source if len(word) >= SHORTEST and word[:1].isupper()}
        target = {_bare(word) for word in unit.target_words}
        for name in sorted(names):
            for word in sorted(target - source):
                if word[:1].isupper() and _is_misspelt(name, word):
                    yield self.finding(
                        _("In the original, “%(name)s” is spelled so; here it is “%(found)s”. Check it."),
                        name=name,
                        found=word,
                    )
                    return


def _is_misspelt(name: str, word: str) -> bool:
    """Say whether two neighbouring letters changed places, endings aside."""
    return any(
        abs(len(stem) - len(name)) <= 1 and _is_swapped(name, stem) for stem in (word, word[: len(name)])
    )


def _is_swapped(name: str, word: str) -> bool:
    if len(name) != len(word) or name == word:
        return False
    places = [place for place, (one, other) in enumerate(zip(name, word, strict=True)) if one != other]
    return (
        len(places) == 2
        and places[1] == places[0] + 1
        and name[places[0]].lower() == word[places[1]].lower()
        and name[places[1]].lower() == word[places[0]].lower()
    )


def _bare(word: str) -> str:
    """Give a word without the 's or the case ending behind an apostrophe."""
    return word.replace("’", "'").split("'")[0] if len(word.split("'", maxsplit=1)[0]) > 2 else word


class NamesDropped(Check):
    """A name of the source that the translation lacks, while it kept the others."""

    code = "name_missing"

    def findings(self, unit: Unit) -> Iterator[Finding]:
        common = TRANSLATED.get(unit.source_language.base)
        if common is None or {unit.source_language.script, unit.target_language.script} != {"Latn"}:
            return
        names = _names(unit.source_prose, common | SMALL_WORDS.get(unit.source_language.base, frozenset()))
        target = " ".join(unit.target_words).lower()
        words = [word.lower() for word in unit.target_words]
        missing = [name for name in names if not _is_told(name.lower(), target, words)]
        if len(missing) == 1 < len(names):
            yield self.finding(
                _("The name “%(name)s” of the original is missing. Add it, or say why not."), name=missing[0]
            )


def _names(text: str, common: frozenset[str]) -> list[str]:
    """Give the words that are names beyond doubt: a capital letter in the middle of a sentence."""
    found: dict[str, None] = {}
    begins = True
    end = 0
    for word in WORD.finditer(text):
        between = text[end : word.start()]
        begins = end == 0 or any(sign in BEGINNING for sign in between)
        end = word.end()
        name = _bare(word[0])
        is_name = len(name) >= SHORTEST and name[0].isupper() and name[1:].isalpha() and name[1:].islower()
        if is_name and not begins and name.lower() not in common and not name.endswith(ABSTRACT):
            found[name] = None
    return list(found)


def _is_told(name: str, target: str, words: list[str]) -> bool:
    """Say whether a name stands in a text, whatever its ending and however the language spells it."""
    return name in target or any(fuzz.ratio(name, word[: len(name) + 2]) >= ALIKE for word in words)


# What may stand before a word that has a capital letter without being a name.
BEGINNING = frozenset(".!?…:;\"“”'‘’(«\n")
