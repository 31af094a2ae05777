"""Dates as people write them, in the language of the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import lru_cache

from babel import Locale, UnknownLocaleError

from articles import languages

_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})(?!\d)")
_YEAR_LAST = re.compile(r"(?<![\d.])(\d{1,2})\s?([./-])\s?(\d{1,2})\s?\2\s?(\d{4})(?!\d)")
_DAY_FIRST = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|º|ª|\.)?\s*(?:de |of |d’|d')?\s*([^\W\d_]{3,})\.?,?\s+"
    r"(?:de |del )?(\d{4})(?!\d)"
)
_MONTH_FIRST = re.compile(r"([^\W\d_]{3,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d)")
_MONTH_BEFORE_DAY = re.compile(r"en(?:[-_]us.*)?", re.IGNORECASE)


def date_in(text: str, language: str = "") -> datetime | None:
    """Give the first day that a text names, as its beginning in UTC.

    Of 5/4/2020 nobody but the page's language can tell which is the month; in plain English it is the first.
    """
    for year, month, day in _numbers_in(text, language):
        try:
            return datetime(year, month, day, tzinfo=UTC)
        except ValueError:
            continue
    return None


def _numbers_in(text: str, language: str) -> Iterator[tuple[int, int, int]]:
    base = languages.base_of(language)
    for found in _YEAR_FIRST.finditer(text):
        yield int(found[1]), int(found[2]), int(found[3])
    for found in _YEAR_LAST.finditer(text):
        one, two, year = int(found[1]), int(found[3]), int(found[4])
        is_month_first = found[2] == "/" and _MONTH_BEFORE_DAY.fullmatch(language)
        yield (year, one, two) if is_month_first else (year, two, one)
        yield (year, two, one) if is_month_first else (year, one, two)
    for names in (months(base), months("en")):
        for found in _DAY_FIRST.finditer(text):
            if month := names.get(found[2].casefold()):
                yield int(found[3]), month, int(found[1])
        for found in _MONTH_FIRST.finditer(text):
            if month := names.get(found[1].casefold()):
                yield int(found[3]), month, int(found[2])


@lru_cache(maxsize=100)
def months(language: str) -> dict[str, int]:
    """Give the number of each month by its names in a language, long and short, without full stops."""
    try:
        locale = Locale.parse(language)
    except (UnknownLocaleError, ValueError, TypeError):
        return {}
    return {
        name.casefold().strip("."): number
        for form in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for number, name in locale.months[form][width].items()
        if len(name.strip(".")) >= 3
    }
