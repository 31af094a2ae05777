"""Days of the Persian and the Buddhist calendar, in words, for the languages that date by them.

The months of the Persian calendar have other names in Persian, Dari and Pashto; a language without
names of its own keeps the Gregorian calendar. The Buddhist year is the Gregorian one and 543.
"""

from __future__ import annotations

import json
from datetime import date

from django.conf import settings
from persiantools.jdatetime import JalaliDate

from articles.languages import DATA, language, lookup_order

TABLE = json.loads((DATA / "dates.json").read_text(encoding="utf-8"))
BUDDHIST_YEARS = 543
# `persiantools` counts Persian years from 1 to 9377.
FIRST_PERSIAN_DAY = date(622, 3, 22)


def calendar_of(code: str) -> str:
    """Give the calendar that an edition dates by: what the settings say, else the language's own."""
    return settings.NEWSROOM_CALENDARS.get(language(code).code, language(code).calendar)


def persian_day(day: date, code: str, *, with_year: bool) -> str:
    """Write a day as `23 اسفند 1404`, in plain digits; empty where the months have no name."""
    names = _persian_names(code)
    if not names or day < FIRST_PERSIAN_DAY:
        return ""
    persian = JalaliDate(day)  # type: ignore[no-untyped-call] # the library has types, but for its constructor
    words = f"{persian.day} {names[persian.month - 1]}"
    return f"{words} {persian.year}" if with_year else words


def persian_months(first: date, last: date, code: str) -> str:
    """Name the months that two days are in: `اسفند 1404 – فروردین 1405`, `دی – بهمن 1404`; or nothing."""
    names = _persian_names(code)
    if not names or first < FIRST_PERSIAN_DAY:
        return ""
    begin, end = JalaliDate(first), JalaliDate(last)  # type: ignore[no-untyped-call] # as above
    from_month, to_month = names[begin.month - 1], names[end.month - 1]
    if begin.year != end.year:
        return f"{from_month} {begin.year} – {to_month} {end.year}"
    months = from_month if from_month == to_month else f"{from_month} – {to_month}"
    return f"{months} {end.year}"


def _persian_names(code: str) -> list[str]:
    known = TABLE["persian_months"]
    return next((known[each] for each in lookup_order(code) if each in known), [])


def with_buddhist_year(text: str, year: int, code: str) -> str:
    """Turn the Gregorian year of a text, and its era where one is written, into the Buddhist one."""
    gregorian, buddhist = TABLE["buddhist_eras"].get(language(code).base, ("", ""))
    if gregorian:
        text = text.replace(gregorian, buddhist)
    return text.replace(str(year), str(year + BUDDHIST_YEARS))
