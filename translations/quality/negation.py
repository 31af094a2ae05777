"""What the source denies, the translation denies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from django.utils.translation import gettext_lazy as _

from translations.quality import data
from translations.quality.base import Check, Finding, Unit
from translations.quality.number_words import WITHOUT_SPACES
from translations.quality.texts import words

TABLE: dict[str, dict[str, list[str]]] = data.load("negation")


class Negation(Check):
    """A sentence that says no, and a translation in which nothing does, there or beside it."""

    code = "negation"

    def findings(self, unit: Unit) -> Iterator[Finding]:
        says_no = _words_of(unit.source_language.base, is_generous=False)
        may_say_no = _words_of(unit.target_language.base, is_generous=True)
        if says_no is None or may_say_no is None:
            return
        target = unit.target_sentences
        for place, sentence in enumerate(unit.source_sentences):
            found = says_no.first_in(sentence)
            counterparts = _counterparts(place, len(unit.source_sentences), target)
            if found and not any(map(may_say_no.first_in, counterparts)):
                yield self.finding(
                    _("The original says “%(word)s”; nothing in the translation says no. Check it."),
                    word=found,
                )
                return


def _counterparts(place: int, count: int, target: list[str]) -> list[str]:
    """Give the sentences that may translate one: itself, or where it may be if there are more or fewer."""
    if count == len(target):
        return [target[place]]
    first = place * len(target) // count - 1
    last = (place + 1) * len(target) // count + 1
    return target[max(0, first) : last + 1]


@dataclass(frozen=True)
class Words:
    """Words that deny: whole ones, beginnings, endings, and what stands inside."""

    whole: frozenset[str]
    beginnings: tuple[str, ...]
    endings: tuple[str, ...]
    inside: tuple[str, ...]
    phrases: re.Pattern[str] | None
    has_spaces: bool

    def first_in(self, sentence: str) -> str:
        """Give the first word of a sentence that denies, nothing if none does."""
        text = sentence.lower().replace("’", "'")
        if self.phrases:
            text = self.phrases.sub(" ", text)
        if not self.has_spaces:
            return next((word for word in self.whole if word in text), "")
        return next((word for word in words(text) if self._denies(word)), "")

    def _denies(self, word: str) -> bool:
        return (
            word in self.whole
            or word.startswith(self.beginnings)
            or word.endswith(self.endings)
            or any(part in word[2:] for part in self.inside)
        )


@cache
def _words_of(language: str, *, is_generous: bool) -> Words | None:
    """Read the table of a language; generously also what only may deny. None where there is none."""
    table = TABLE.get(language)
    if table is None:
        return None
    listed = [*table["clear"], *(table["loose"] if is_generous else [])]
    phrases = [] if is_generous else table.get("phrases", [])
    inside = {word for word in listed if word.startswith("*") and word.endswith("*")}
    return Words(
        whole=frozenset(word for word in listed if "*" not in word),
        beginnings=tuple(word[:-1] for word in listed if word.endswith("*") and word not in inside),
        endings=tuple(word[1:] for word in listed if word.startswith("*") and word not in inside),
        inside=tuple(word.strip("*") for word in inside),
        phrases=re.compile("|".join(map(re.escape, phrases))) if phrases else None,
        has_spaces=language not in WITHOUT_SPACES and language != "ko",
    )
