"""A word or a sentence that stands there twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from django.utils.translation import gettext_lazy as _
from rapidfuzz import fuzz

from translations.quality import data
from translations.quality.base import Check, Finding, Unit
from translations.quality.texts import WORD

# Words that follow themselves in good prose.
RIGHTLY = {language: frozenset(words) for language, words in data.load("doubled").items()}
SHORTEST = 14
ALIKE = 93


class DoubledWord(Check):
    """The same word twice, with nothing but a space between."""

    code = "doubled_word"

    def findings(self, unit: Unit) -> Iterator[Finding]:
        # Letters of an abbreviation are spelled out in Arabic script: بي بي سي.
        least = 2 if unit.target_language.direction == "rtl" else 0
        rightly = RIGHTLY.get(unit.target_language.base, frozenset())
        told = [word.lower() for word in unit.source_words]
        if any(word == following for word, following in pairwise(told)):
            return
        for start, end, word in _doubled(unit.target_prose):
            if word.lower() not in rightly and len(word) > least and not word.isdigit():
                yield self.finding(_("“%(word)s” stands here twice. Remove one."), (start, end), word=word)


def _doubled(text: str) -> Iterator[tuple[int, int, str]]:
    before: re.Match[str] | None = None
    for word in WORD.finditer(text):
        if (
            before
            and before[0].lower() == word[0].lower()
            and text[before.end() : word.start()].isspace()
            and text[word.end() : word.end() + 1] != "-"
        ):
            yield word.start(), word.end(), word[0]
        before = word


class DoubledSentence(Check):
    """The same sentence twice."""

    code = "doubled_sentence"

    def findings(self, unit: Unit) -> Iterator[Finding]:
        if _twice(unit.source_sentences):
            return
        if sentence := _twice(unit.target_sentences):
            yield self.finding(
                _("The sentence “%(sentence)s” stands here twice. Remove one."), sentence=sentence
            )


def _twice(sentences: list[str]) -> str:
    """Give a sentence that comes again in nearly the same words, nothing if none does."""
    long = [sentence for sentence in sentences if len(sentence) >= SHORTEST][:60]
    for place, sentence in enumerate(long):
        for other in long[:place]:
            if fuzz.ratio(sentence, other, score_cutoff=ALIKE):
                return sentence
    return ""
