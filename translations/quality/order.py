"""The sentences of a block stand in the order of the source."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import combinations

from django.utils.translation import gettext_lazy as _

from articles.languages import Language
from translations.quality.anchors import Anchors, anchors, likeness
from translations.quality.base import Check, Finding, Unit

# By how much two sentences must fit better the other way round.
LEAD = 0.6
WEIGHT_OF_LENGTH = 1.2
MOST_SENTENCES = 12
# Letters that every sentence is given, so that short ones do not seem very unlike.
EVENING = 8


class Swapped(Check):
    """Two sentences that fit those of the source better when they change places."""

    code = "order"

    def findings(self, unit: Unit) -> Iterator[Finding]:
        source, target = unit.source_sentences, unit.target_sentences
        if not 2 <= len(source) == len(target) <= MOST_SENTENCES:
            return
        scores = _scores(unit, _anchors(source, unit.source_language), _anchors(target, unit.target_language))
        for one, other in combinations(range(len(source)), 2):
            gain = scores[one][other] + scores[other][one] - scores[one][one] - scores[other][other]
            if gain > LEAD:
                yield self.finding(
                    _("Two sentences seem to stand in another order than in the original. Check it.")
                )
                return


def _anchors(sentences: Sequence[str], language: Language) -> list[Anchors]:
    return [anchors(sentence, language.code, language.script) for sentence in sentences]


def _scores(unit: Unit, source: list[Anchors], target: list[Anchors]) -> list[list[float]]:
    """Say how well each sentence of the source fits each of the target."""
    ratio = len(unit.target_prose) / max(1, len(unit.source_prose))
    return [
        [
            likeness(one, other)
            - WEIGHT_OF_LENGTH * abs(math.log((theirs + EVENING) / (ours + EVENING) / ratio))
            for other, theirs in zip(target, map(len, unit.target_sentences), strict=True)
        ]
        for one, ours in zip(source, map(len, unit.source_sentences), strict=True)
    ]
