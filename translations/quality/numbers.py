"""Every number of the source is in the translation, and no other; without a source nothing is asked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext_lazy as _

from translations.quality.base import Check, Finding, Unit
from translations.quality.conversions import without_conversions
from translations.quality.number_words import is_month, is_said
from translations.quality.quantities import Quantity, quantities

DIGIT = re.compile(r"[\d½¼¾⅓⅔]")


class Numbers(Check):
    """Digits, scales, times and words are read as the two languages write them."""

    code = "numbers"
    blocking = True

    def findings(self, unit: Unit) -> Iterator[Finding]:
        if not unit.source.strip():
            return
        if not DIGIT.search(unit.source_prose) and not DIGIT.search(unit.target_prose):
            return
        source = quantities(unit.source_prose, unit.source_lang)
        target = quantities(unit.target_prose, unit.target_lang)
        missing, added = _unmatched(source, target)
        missing, added = _without_parts(missing, added, unit)
        missing, added = without_conversions(missing, added, source, unit.source_prose)
        missing = [each for each in missing if not _is_told(each, unit.target_prose, unit.target_lang)]
        added = [each for each in added if not _is_told(each, unit.source_prose, unit.source_lang)]
        for quantity in missing:
            if added or not quantity.is_in_a_name:
                yield self.finding(
                    _("The number %(number)s of the original is missing. Add it."), number=quantity.text
                )
        for quantity in added:
            if missing or not quantity.is_in_a_name:
                yield self.finding(
                    _("The number %(number)s is not in the original. Correct it."),
                    (quantity.start, quantity.end),
                    number=quantity.text,
                )


def _unmatched(
    source: Sequence[Quantity], target: Sequence[Quantity]
) -> tuple[list[Quantity], list[Quantity]]:
    """Pair quantities that share a reading, in order, and give those without a partner."""
    free = list(target)
    missing = []
    for quantity in source:
        partner = next(
            (each for each in free if each.readings & quantity.readings or _same_parts(each, quantity)), None
        )
        if partner is None:
            missing.append(quantity)
        else:
            free.remove(partner)
    return missing, free


def _same_parts(one: Quantity, other: Quantity) -> bool:
    return len(one.parts) > 1 and sorted(one.parts) == sorted(other.parts)


def _without_parts(
    missing: list[Quantity], added: list[Quantity], unit: Unit
) -> tuple[list[Quantity], list[Quantity]]:
    """Pair a date or a time with the numbers it is made of: 29.9.1918 with 29 September 1918."""
    if not missing or not added:
        return missing, added
    return (
        _unexplained(missing, added, unit.target_prose, unit.target_lang),
        _unexplained(added, missing, unit.source_prose, unit.source_lang),
    )


def _unexplained(these: list[Quantity], others: list[Quantity], text: str, language: str) -> list[Quantity]:
    known = {float(part) for each in others for part in each.parts}
    composed = [set(each.parts) for each in others if len(each.parts) > 1]

    def is_explained(each: Quantity) -> bool:
        if len(each.parts) > 1:
            return all(part in known or part == 0 or is_month(part, text, language) for part in each.parts)
        return any(set(each.parts) <= parts for parts in composed)

    return [each for each in these if not is_explained(each)]


def _is_told(quantity: Quantity, text: str, language: str) -> bool:
    """Say whether the other side may say a number in words."""
    if len(quantity.parts) > 1 and not any(not isinstance(each, tuple) for each in quantity.readings):
        return all(part == 0 or is_said(part, text, language) for part in quantity.parts[:2])
    values = {reading for reading in quantity.readings if not isinstance(reading, tuple)}
    return any(is_said(value, text, language) for value in {*values, *map(float, quantity.parts[:1])})
