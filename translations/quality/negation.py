"""What the source denies, the translation denies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from django.utils.translation import gettext_lazy as _

from articles.languages import base_of
from translations.quality import data
from translations.quality.base import Check, Finding, Unit
from translations.quality.number_words import WITHOUT_SPACES

TABLE: dict[str, dict[str, list[str]]] = data.load("negation")
# An ending or a beginning that denies stands at a word of some length.
REST = 4


class Negation(Check):
    """A sentence that says no, and a translation in which nothing does."""

    code = "negation"

    def findings(self, unit: Unit) -> Iterator[Finding]:
        says_no = _pattern(unit.source_language.base, is_generous=False)
        may_say_no = _pattern(unit.target_language.base, is_generous=True)
        if says_no is None or may_say_no is None:
            return
        source, target = unit.source_sentences, unit.target_sentences
        if len(source) != len(target):
            source, target = [unit.source_prose], [unit.target_prose]
        for sentence, translation in zip(source, target, strict=True):
            found = says_no.search(sentence.lower().replace("’", "'"))
            if found and not may_say_no.search(translation.lower().replace("’", "'")):
                yield self.finding(
                    _("The original says “%(word)s”; nothing in the translation says no. Check it."),
                    word=found[0],
                )
                return


@cache
def _pattern(language: str, *, is_generous: bool) -> re.Pattern[str] | None:
    """Make the expression that finds words that deny; generously also those that may."""
    table = TABLE.get(base_of(language))
    if table is None:
        return None
    words = [*table["clear"], *(table["loose"] if is_generous else [])]
    if language in WITHOUT_SPACES or language == "ko":
        return re.compile("|".join(map(re.escape, words)))
    return re.compile("|".join(_expression(word) for word in words))


def _expression(word: str) -> str:
    """Write a word of the table: `un*` begins a word, `*los` ends one, `n't` follows one."""
    stem = re.escape(word.strip("*"))
    if word.startswith("*") and word.endswith("*"):
        return rf"\w{{2,}}{stem}\w"
    if word.startswith("*"):
        return rf"\w{{2,}}{stem}(?!\w)"
    if word == "n't":
        return r"\wn't"
    if word.endswith("*"):
        return rf"(?<!\w){stem}\w*" if len(word) > REST else rf"(?<!\w){stem}\w{{{REST},}}"
    return rf"(?<!\w){stem}(?!\w)"
