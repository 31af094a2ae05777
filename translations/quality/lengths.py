"""How long a headline and a standfirst may be: a limit to keep to, and one that is kept."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from translations.quality.base import Check, Finding, Unit

SOFT_LIMITS = {"headline": 70, "standfirst": 200}
HARD_LIMITS = {"headline": 110, "standfirst": 300}


class HardLength(Check):
    """More characters than there is room for."""

    code = "too_long"
    blocking = True

    def findings(self, unit: Unit) -> Iterator[Finding]:
        limit = HARD_LIMITS.get(unit.kind)
        if limit and len(unit.target_text) > limit:
            yield self.finding(
                _("The text has %(length)d characters; at most %(limit)d fit here. Shorten it."),
                length=len(unit.target_text),
                limit=limit,
            )


class SoftLength(Check):
    """More characters than look well."""

    code = "long"

    def findings(self, unit: Unit) -> Iterator[Finding]:
        length, limit = len(unit.target_text), SOFT_LIMITS.get(unit.kind, 0)
        if limit and limit < length <= HARD_LIMITS[unit.kind]:
            yield self.finding(
                _("The text has %(length)d characters; it should keep to %(limit)d."),
                length=length,
                limit=limit,
            )
