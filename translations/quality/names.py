"""Names of the source: spelled as there, and not lost on the way."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from translations.quality import data
from translations.quality.base import Check, Finding, Unit

SHORTEST = 4
# Words with a capital letter that are no names, or are translated.
TRANSLATED: dict[str, frozenset[str]] = {
    language: frozenset(words) for language, words in data.load("capitalised").items()
}
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
