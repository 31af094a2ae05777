"""Characters that turn the direction of writing: each that is opened is closed."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from translations.quality.base import Check, Finding, Unit

CLOSES = {"\u202a": "\u202c", "\u202b": "\u202c", "\u202d": "\u202c", "\u202e": "\u202c"}
CLOSES |= {"\u2066": "\u2069", "\u2067": "\u2069", "\u2068": "\u2069"}
ENDS = frozenset(CLOSES.values())


class Directions(Check):
    """An open one turns everything behind it around, for readers as well."""

    code = "directions"
    blocking = True

    def findings(self, unit: Unit) -> Iterator[Finding]:
        waiting: list[str] = []
        for character in unit.target_text:
            if character in CLOSES:
                waiting.append(CLOSES[character])
            elif character in ENDS:
                if not waiting or waiting[-1] != character:
                    waiting.append("")
                    break
                waiting.pop()
        if waiting:
            yield self.finding(_("A character that turns the direction of writing is not closed. Remove it."))
