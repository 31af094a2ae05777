"""How much of a translation is as a machine proposed it."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _
from rapidfuzz.distance import Levenshtein

from translations.quality.base import Check, Finding, Unit

# Of 100: from here a block is a warning, and a whole text a must-fix.
BLOCK_LIMIT = 85
ARTICLE_LIMIT = 95
# A shorter block has often only one good translation.
LEAST_WORDS = 5


class Unedited(Check):
    """A block that is, nearly or quite, what the machine wrote."""

    code = "machine"

    def findings(self, unit: Unit) -> Iterator[Finding]:
        if not unit.machine or len(unit.source_words) < LEAST_WORDS:
            return
        share = unmodified_share(unit.machine, unit.target)
        if share >= BLOCK_LIMIT:
            yield self.finding(
                _("%(share)d %% of this text is as the machine wrote it. Read it against the original."),
                share=int(share),
            )


def unmodified_share(machine: str, target: str) -> float:
    """Give how much of a machine's text was kept, of 100, by the letters that had to change."""
    return 100 * Levenshtein.normalized_similarity(machine, target)
