"""Measures that a translator gives in the units of the readers: 85 miles per hour, 137 km/h."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from translations.quality import data
from translations.quality.quantities import Quantity

TABLE = data.load("numbers")
IMPERIAL: dict[str, list[float]] = TABLE["conversions"]
EVERY_UNIT: dict[str, list[float]] = IMPERIAL | TABLE["metric"]
# How far a converted measure may be from the exact one: 100 feet are "about 30 metres", 3 inches 7 cm.
ROUNDING = 0.09
ROUNDED_DOWN = 0.65
# A foot and the inches behind it are one height: 6-foot-6.
FEET = re.compile(r"^[\s-]?(?:foot|feet|ft|')[\s-]?(\d{1,2})")
BEHIND_FEET = re.compile(r"\d[\s-]?(?:foot|feet|ft|')[\s-]?$")
WORD = re.compile(r"[a-z]+")


def without_conversions(
    missing: list[Quantity], added: list[Quantity], source: Sequence[Quantity], text: str
) -> tuple[list[Quantity], list[Quantity]]:
    """Take away measures that are converted, and those that the source gives in both units."""
    measures = [(each, list(_converted(each, text, EVERY_UNIT))) for each in source]
    if not any(values for _each, values in measures):
        return missing, added
    kept = [each for each in source if each not in missing]
    left = [
        each
        for each, values in measures
        if each in missing
        and not any(_is_about(values, other) for other in added)
        and not _is_given_twice(each, kept, text)
        and not (added and BEHIND_FEET.search(text[: each.start]))
    ]
    return left, [each for each in added if not any(_is_about(values, each) for _each, values in measures)]


def _is_given_twice(quantity: Quantity, kept: Sequence[Quantity], text: str) -> bool:
    """Say whether the source gives this measure in metres as well, and the translation kept those."""
    values = list(_converted(quantity, text, IMPERIAL))
    return any(_is_about(values, other) for other in kept)


def _converted(quantity: Quantity, text: str, units: dict[str, list[float]]) -> Iterator[float]:
    """Give what a quantity is in other units, by the nearest unit behind it: 2 to 4 inches."""
    behind = text[quantity.end : quantity.end + 28].lower()
    inches = FEET.match(behind)
    factors = next((found for word in WORD.findall(behind) if (found := _factors(word, units))), ())
    for value in quantity.readings:
        if isinstance(value, tuple) or not value:
            continue
        for factor in factors:
            yield value * factor
            if inches:
                yield (value + int(inches[1]) / 12) * factor


def _factors(word: str, units: dict[str, list[float]]) -> Sequence[float]:
    if word in units:
        return units[word]
    stems = (unit[:-1] for unit in units if unit.endswith("*"))
    return next((units[f"{stem}*"] for stem in stems if word.startswith(stem)), ())


def _is_about(values: Sequence[float], quantity: Quantity) -> bool:
    return any(
        abs(reading - value) <= max(ROUNDING * value, ROUNDED_DOWN if value > 1 else 0)
        for reading in quantity.readings
        if not isinstance(reading, tuple)
        for value in values
    )
