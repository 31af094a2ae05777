"""Dates, lists of names and reading times, written as an edition's language writes them.

Dates are absolute and in the newsroom's zone. A language that CLDR cannot date in gets ISO dates,
never another language's months.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Sequence
from datetime import datetime

from babel import Locale
from babel.dates import format_date, format_skeleton, format_time
from django.utils import timezone

from articles.languages import DATA, base_of, from_exact_to_base, language, locale_of, lookup_order

TABLE = json.loads((DATA / "dates.json").read_text(encoding="utf-8"))
WORDS_A_MINUTE = 200
CHARACTERS_A_MINUTE = {
    "Hans": 400,
    "Hant": 400,
    "Jpan": 400,
    "Thai": 500,
    "Laoo": 500,
    "Khmr": 500,
    "Mymr": 500,
    "Tibt": 500,
}
SEPARATED = dict.fromkeys(("2", "start", "middle", "end"), "{0}, {1}")


def date_in(moment: datetime, code: str) -> str:
    """Write the day in full: `14 mars 2026`."""
    local = _local(moment)
    locale = _dating_locale(code)
    if locale is None:
        return local.date().isoformat()
    return _digits(_first_of_month(format_date(local.date(), "long", locale=locale), code), locale)


def short_date_in(moment: datetime, code: str) -> str:
    """Write the day without its year: `14 mars`."""
    local = _local(moment)
    locale = _dating_locale(code)
    if locale is None:
        return local.date().isoformat()
    day = format_skeleton("MMMMd", local, tzinfo=local.tzinfo, locale=locale)
    return _digits(_first_of_month(day, code), locale)


def moment_in(moment: datetime, code: str) -> str:
    """Write the day and the time: `14 mars 2026 kl. 09.05`."""
    local = _local(moment)
    locale = _dating_locale(code)
    if locale is None:
        return f"{local:%Y-%m-%d %H:%M}"
    time = format_time(local, _format("time", code) or "short", tzinfo=local.tzinfo, locale=locale)
    pattern = _format("moment", code) or _cldr_moment(locale)
    return pattern.format(date=date_in(moment, code), time=_digits(time, locale))


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
    speed = CHARACTERS_A_MINUTE.get(language(code).script)
    amount = len("".join(text.split())) if speed else len(text.split())
    return max(1, math.ceil(amount / (speed or WORDS_A_MINUTE)))


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


def _digits(text: str, locale: Locale) -> str:
    digits = TABLE["digits"].get(locale.default_numbering_system)
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
