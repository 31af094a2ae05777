"""Nothing stands there, or much less or more than the source says."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from translations.quality.base import Check, Finding, Unit


class Empty(Check):
    """A block without a translation."""

    code = "empty"
    blocking = True

    def findings(self, unit: Unit) -> Iterator[Finding]:
        if unit.source.strip() and not unit.target.strip():
            yield self.finding(_("Nothing is translated here. Translate it, or leave it out with a reason."))
