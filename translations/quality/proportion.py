"""How long a translation is, beside what is usual between two languages."""

from __future__ import annotations

import math
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from translations.quality import data
from translations.quality.base import Check, Finding, Unit

TABLE = data.load("lengths")
# Characters for one English character, and how far translations of one text differ (Gale and Church:
# the difference grows with the root of the length).
RATIO: dict[str, float] = TABLE["ratio"]
SPREAD: dict[str, float] = TABLE["spread"]
USUAL_SPREAD = 2.0
# In spreads: how far off alone is too far, and how far when a sentence is missing or too many as well.
TOO_SHORT, TOO_LONG, SHORT_BY_A_SENTENCE, LONG_BY_A_SENTENCE = -3.1, 4.5, -0.8, 3.0
SHORTEST = 20


class Proportion(Check):
    """A sentence that is missing, or one that nobody wrote in the source."""

    code = "length"

    def findings(self, unit: Unit) -> Iterator[Finding]:
        deviation = deviation_of(unit)
        sentences = len(unit.target_sentences) - len(unit.source_sentences)
        if deviation < (SHORT_BY_A_SENTENCE if sentences < 0 else TOO_SHORT):
            yield self.finding(_("The translation is much shorter than the original. Is something missing?"))
        elif deviation > (LONG_BY_A_SENTENCE if sentences > 0 else TOO_LONG):
            yield self.finding(_("The translation is much longer than the original. Is something added?"))


def deviation_of(unit: Unit) -> float:
    """Give how far the length is from the usual one, in spreads; 0 where nobody knows or little stands."""
    wanted = RATIO.get(unit.source_language.base), RATIO.get(unit.target_language.base)
    if wanted[0] is None or wanted[1] is None or len(unit.source_prose) < SHORTEST * wanted[0]:
        return 0.0
    # Both lengths as if the texts were English, so that one spread serves every pair.
    source, target = len(unit.source_prose) / wanted[0], len(unit.target_prose) / wanted[1]
    spread = max(SPREAD.get(side.base, USUAL_SPREAD) for side in (unit.source_language, unit.target_language))
    return (target - source) / (math.sqrt(source) * spread)
