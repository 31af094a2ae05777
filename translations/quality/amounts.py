"""What is counted: the same number with another unit or in other money than in the original.

Units are those of the Unicode CLDR (`babel.units`), money is read by sign, code or word. A number is
asked about only where both texts say what they count; another number is the business of `numbers`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.units import format_unit
from django.utils.translation import gettext_lazy as _

from articles.languages import base_of
from translations.quality import data
from translations.quality.base import Check, Finding, Unit
from translations.quality.quantities import Quantity, quantities

# CLDR's names; those in one line are one thing to a reader, or share their word in some language.
UNITS = (
    ("length-kilometer", "speed-kilometer-per-hour"),
    ("length-meter",),
    ("length-centimeter",),
    ("length-millimeter",),
    ("length-mile", "speed-mile-per-hour"),
    ("length-mile-scandinavian",),
    ("length-nautical-mile",),
    ("length-yard",),
    ("length-foot",),
    ("length-inch",),
    ("mass-kilogram",),
    ("mass-gram",),
    ("mass-tonne", "mass-ton"),
    ("mass-pound",),
    ("mass-ounce",),
    ("volume-liter",),
    ("volume-milliliter",),
    ("volume-gallon",),
    ("area-hectare",),
    ("area-acre",),
    ("area-square-kilometer",),
    ("area-square-meter",),
    ("area-square-mile",),
    ("area-square-foot",),
    ("duration-year", "duration-year-person"),
    ("duration-month", "duration-month-person"),
    ("duration-week", "duration-week-person"),
    ("duration-day", "duration-day-person"),
    ("duration-hour",),
    ("duration-minute",),
    ("duration-second",),
)
# CLDR's spelling of kilometre in British newspapers is not that of its "en".
VARIANTS = {"en": ("en", "en_GB"), "pt": ("pt", "pt_PT")}
COUNTS = (1, 2, 3, 5, 11, 100)
NUMBER = re.compile(r"\d+")
# What may stand between a number and its unit: a hyphen, and the "of" of many languages.
BETWEEN = re.compile(r"^[\s\u00a0\u202f-]*(?:(?:de|of|di)\s|d['’])?", re.IGNORECASE)
# Short forms that are no word of any language, as "in" is; scripts without spaces use all of theirs.
SIGNS = frozenset(
    ("km", "cm", "mm", "kg", "ml", "ha", "km²", "m²", "km/h", "км", "см", "мм", "кг", "км/ч", "км²")
)
# In Arabic, Hindi and others CLDR's short forms are whole words, and often the only ones.
AFTER_CYRILLIC = "\u0530"
# How many letters a case may add to a word: kilometri, kilometrin; and from which length on.
ENDING, SHORTEST = 3, 4
CLOSE = 24
STOP = re.compile(r"[\d.,;:!?()\n。、，；：！？]")
MONEY: dict[str, list[str]] = data.load("currencies")


class _Counted(Check):
    """Compares what stands beside the numbers that both texts have."""

    def kind_of(self, text: str, quantity: Quantity, language: str) -> str:
        """Name what a number counts; empty where that is not known."""
        raise NotImplementedError

    def sentence(self) -> object:
        """Give the sentence with places for `theirs` and `ours`."""
        raise NotImplementedError

    def findings(self, unit: Unit) -> Iterator[Finding]:
        source = self._counted(unit.source_prose, unit.source_lang)
        if not any(kind for _quantity, kind in source):
            return
        target = self._counted(unit.target_prose, unit.target_lang)
        for quantity, kind in source:
            same = [each for each in target if each[0].readings & quantity.readings]
            kinds = {each[1] for each in same}
            expected = {one for each, one in source if each.readings & quantity.readings}
            if not kind or not kinds or "" in kinds or kind in kinds or "" in expected:
                continue
            ours = next((each for each in same if each[1] not in expected), None)
            if ours:
                yield self._finding(unit, quantity, ours[0])

    def _counted(self, text: str, language: str) -> list[tuple[Quantity, str]]:
        return [(each, self.kind_of(text, each, language)) for each in quantities(text, language)]

    def _finding(self, unit: Unit, theirs: Quantity, ours: Quantity) -> Finding:
        return self.finding(
            self.sentence(),
            (ours.start, ours.end),
            theirs=_phrase(unit.source_prose, theirs),
            ours=_phrase(unit.target_prose, ours),
        )


class Measures(_Counted):
    """Five kilometres are not five miles, and three weeks not three months."""

    code = "unit"

    def kind_of(self, text: str, quantity: Quantity, language: str) -> str:
        """Read the unit behind a number."""
        behind = text[quantity.end : quantity.end + CLOSE].casefold()
        behind = behind[BETWEEN.match(behind).end() :]  # type: ignore[union-attr] # it matches nothing too
        for phrase, kind in _units(base_of(language)):
            if behind.startswith(phrase) and _ends(behind[len(phrase) :], phrase):
                return kind
        return ""

    def sentence(self) -> object:
        """Say that the unit is another."""
        return _("The original counts this in another unit (%(theirs)s). Check “%(ours)s”.")


class Currencies(_Counted):
    """Dollars are not euros: money may be converted, but then its number changes as well."""

    code = "currency"

    def kind_of(self, text: str, quantity: Quantity, language: str) -> str:
        """Read the sign before a number, or the sign, code or word close behind it."""
        before = text[max(0, quantity.start - 4) : quantity.start].casefold().strip()
        for kind, names in MONEY.items():
            if any(before.endswith(name) for name in names if len(name) == 1 or name.isascii()):
                return kind
        behind = STOP.split(text[quantity.end : quantity.end + CLOSE].casefold())[0]
        places = [
            (place, -len(name), kind)
            for kind, names in MONEY.items()
            for name in names
            if (place := _word_at(behind, name)) >= 0
        ]
        return min(places)[2] if places else ""

    def sentence(self) -> object:
        """Say that the money is another."""
        return _("The original speaks of other money (%(theirs)s). Check “%(ours)s”.")


def _word_at(text: str, name: str) -> int:
    """Find a name at the beginning of a word, a short one only as a whole word; -1 where it is not."""
    for match in re.finditer(re.escape(name), text):
        before, after = text[: match.start()][-1:], text[match.end() :][:1]
        if not name[0].isalpha() or _has_no_spaces(name):
            return match.start()
        is_whole = len(name) > 3 or not after.isalpha()
        if not before.isalpha() and is_whole:
            return match.start()
    return -1


def _has_no_spaces(name: str) -> bool:
    """Say whether words of this script stand without spaces: kana, Han, Hangul behind a number, Thai."""
    return name[0] >= "\u0e00" and not name[0].isascii()


def _ends(rest: str, phrase: str) -> bool:
    """Say whether a word ends here, a case ending apart."""
    if _has_no_spaces(phrase):
        return True
    letters = len(rest) - len(rest.lstrip("abcdefghijklmnopqrstuvwxyz")) if rest[:1].isascii() else 0
    while letters < len(rest) and rest[letters].isalpha():
        letters += 1
    return letters == 0 or (letters <= ENDING and len(phrase) >= SHORTEST)


def _phrase(text: str, quantity: Quantity) -> str:
    """Give a number with what stands around it, for the sentence."""
    before = re.search(r"[^\s\w]{0,2}$", text[: quantity.start])
    behind = re.match(r"[\s\u00a0-]?[^\s.,;:!?()]*", text[quantity.end :])
    return f"{before[0] if before else ''}{quantity.text}{behind[0] if behind else ''}".strip()


@cache
def _units(language: str) -> Sequence[tuple[str, str]]:
    """Give the words for each unit in a language, longest first; none for a language CLDR does not know."""
    try:
        names = VARIANTS.get(language, (language.replace("-", "_"),))
        locales = [Locale.parse(name) for name in names]
    except (UnknownLocaleError, ValueError):
        return ()
    found: dict[str, set[str]] = {}
    for same in UNITS:
        for phrase in {phrase for name in same for each in locales for phrase in _phrases(name, each)}:
            found.setdefault(phrase, set()).add(same[0])
    certain = [(phrase, kinds.pop()) for phrase, kinds in found.items() if len(kinds) == 1]
    return sorted(certain, key=lambda item: (-len(item[0]), item[0]))


def _phrases(name: str, locale: Locale) -> Iterator[str]:
    forms: Callable[[int, str], str] = lambda count, length: format_unit(count, name, length, locale=locale)  # type: ignore[arg-type] # noqa: E731 - "long" or "short"
    for length in ("long", "short"):
        for count in COUNTS:
            written = NUMBER.sub("", forms(count, length)).casefold()
            phrase = written.strip(" \u00a0\u202f\u200e\u200f-")
            is_certain = length == "long" or phrase in SIGNS or phrase >= AFTER_CYRILLIC
            if phrase and (_has_no_spaces(phrase) or (len(phrase) > 1 and is_certain)):
                yield phrase
