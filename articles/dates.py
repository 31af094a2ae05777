"""Dates, numbers, lists of names and reading times, written as an edition's language writes them.

Dates are absolute and in the newsroom's zone. A language that CLDR cannot date in gets ISO dates,
never another language's months.
"""

from __future__ import annotations

import math
import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date, datetime

from babel import Locale
from babel.dates import format_date, format_skeleton, format_time
from django.conf import settings
from django.utils import timezone

from articles.calendars import TABLE, calendar_of, persian_day, persian_months, with_buddhist_year
from articles.languages import base_of, from_exact_to_base, language, locale_of, lookup_order

SEPARATED = dict.fromkeys(("2", "start", "middle", "end"), "{0}, {1}")


def date_in(moment: datetime, code: str) -> str:
    """Write the day in full: `14 mars 2026`; after a Persian day, the Gregorian one too.

    The original is dated by the Gregorian calendar, and readers compare.
    """
    day = _local(moment).date()
    words = day_in(day, code)
    if calendar_of(code) == "persian" and _dating_locale(code) is not None:
        return f"{words} ({_full_day(day, code, 'gregorian')})"
    return words


def day_in(day: date, code: str) -> str:
    """Write a day in the edition's calendar alone: `14 mars 2026`, `۲۳ اسفند ۱۴۰۴`."""
    return _full_day(day, code, calendar_of(code))


def short_date_in(moment: datetime, code: str) -> str:
    """Write the day without its year: `14 mars`."""
    local = _local(moment)
    locale = _dating_locale(code)
    if locale is None:
        return local.date().isoformat()
    if calendar_of(code) == "persian" and (words := persian_day(local.date(), code, with_year=False)):
        return _digits(words, code)
    day = format_skeleton("MMMMd", local, tzinfo=local.tzinfo, locale=locale)
    return _digits(_first_of_month(day, code), code)


def month_in(day: date, code: str) -> str:
    """Write the Gregorian month of a day with its year: `mars 2026`.

    A Buddhist edition counts its own years, a Persian one names the months that it is part of beside it.
    """
    locale = _dating_locale(code)
    if locale is None:
        return f"{day:%Y-%m}"
    words = format_skeleton("yMMMM", day, locale=locale)
    if calendar_of(code) == "buddhist":
        words = with_buddhist_year(words, day.year, code)
    if calendar_of(code) == "persian":
        last = day.replace(day=monthrange(day.year, day.month)[1])
        months = persian_months(day.replace(day=1), last, code)
        words = f"{words} ({months})" if months else words
    return _digits(words, code)


def moment_in(moment: datetime, code: str) -> str:
    """Write the day, as `date_in` does, and the time: `14 mars 2026 kl. 09.05`."""
    local = _local(moment)
    locale = _dating_locale(code)
    if locale is None:
        return f"{local:%Y-%m-%d %H:%M}"
    time = format_time(local, _format("time", code) or "short", tzinfo=local.tzinfo, locale=locale)
    pattern = _format("moment", code) or _cldr_moment(locale)
    return pattern.format(date=date_in(moment, code), time=_digits(time, code))


def _full_day(day: date, code: str, calendar: str) -> str:
    locale = _dating_locale(code)
    if locale is None:
        return day.isoformat()
    if calendar == "persian" and (words := persian_day(day, code, with_year=True)):
        return _digits(words, code)
    words = _first_of_month(format_date(day, "long", locale=locale), code)
    return _digits(with_buddhist_year(words, day.year, code) if calendar == "buddhist" else words, code)


def list_in(names: Sequence[str], code: str) -> str:
    """Join names as the language does: `Ann, Bo och Cia`."""
    return "".join(list_pieces(names, code))


def list_pieces(names: Sequence[str], code: str) -> list[str]:
    """Give the names with what stands between them, so that each name can still be a link.

    Names are at the even places.
    """
    pieces: list[str] = []
    for place, name in enumerate(names):
        if place:
            pieces.append(_fitted(_separator(place, len(names), code), name, code))
        pieces.append(name)
    return pieces


def reading_minutes(text: str, code: str) -> int:
    """Say how long a reader takes: words, or characters where nothing stands between words; at least 1."""
    entry = language(code)
    amount = len(text.split()) if entry.has_spaces else len("".join(text.split()))
    return max(1, math.ceil(amount / entry.reading_speed))


def number_in(number: int, code: str) -> str:
    """Write a number in the edition's digits: `12`, `۱۲`."""
    return _digits(str(number), code)


def _local(moment: datetime) -> datetime:
    return timezone.localtime(moment, timezone.get_default_timezone())


def _dating_locale(code: str) -> Locale | None:
    locale = locale_of(code)
    # CLDR's root calls March "M03".
    if locale is None or locale.months["format"]["wide"][3] == "M03":
        return None
    return locale


def _format(part: str, code: str) -> str:
    candidates = dict.fromkeys((*lookup_order(code), *from_exact_to_base(code)))
    formats = (TABLE["formats"].get(candidate, {}) for candidate in candidates)
    return next((known[part] for known in formats if part in known), "")


def _first_of_month(text: str, code: str) -> str:
    """French counts the first day only: `1er mars`, `2 mars`."""
    return f"1er{text[1:]}" if base_of(code) == "fr" and text.startswith("1 ") else text


def _cldr_moment(locale: Locale) -> str:
    pattern = str(locale.datetime_formats["medium"]).replace("'", "")
    return pattern.replace("{1}", "{date}").replace("{0}", "{time}")


def _digits(text: str, code: str) -> str:
    entry = language(code)
    digits = TABLE["digits"].get(settings.NEWSROOM_NUMERALS.get(entry.code, entry.numerals))
    return text.translate(str.maketrans("0123456789", digits)) if digits else text


def _separator(place: int, count: int, code: str) -> str:
    if count == 2:
        position = "2"
    elif place == 1:
        position = "start"
    else:
        position = "end" if place == count - 1 else "middle"
    before, between, after = re.split(r"\{[01]\}", str(_list_patterns(code)[position]))
    # A few languages also close a list with a word; names alone, with commas, are right there too.
    return between if not (before or after) else ", "


def _list_patterns(code: str) -> dict[str, str]:
    if own := TABLE["lists"].get(base_of(code)):
        return dict(own)
    locale = locale_of(code)
    return dict(locale.list_patterns["standard"]) if locale else SEPARATED


def _fitted(separator: str, following: str, code: str) -> str:
    """Bend the word for "and" where the next name's first sound asks for it."""
    base = base_of(code)
    if (
        base == "es"
        and separator.endswith(" y ")
        and re.match(r"h?[ií](?![aeouáéóú])", following, re.IGNORECASE)
    ):
        return f"{separator.removesuffix('y ')}e "
    if base == "he" and separator.endswith("ו") and not re.match(r"[\u05d0-\u05ea]", following):
        return f"{separator}-"
    return separator
