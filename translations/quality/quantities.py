"""Reading the numbers of a text, in every writing of digits, with what each of them may mean.

`1.234` is one thousand and more in German and a decimal in English, so a quantity has readings; two
quantities agree when they share one. A time of day is a reading of its own, ("time", hour % 12, minute).
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from articles.languages import base_of
from translations.quality import data

Reading = float | tuple[str, int, int]
TABLE = data.load("numbers")["languages"]

SPACES = " \u00a0\u202f\u2009"
_DIGITS = {
    code: str(unicodedata.digit(chr(code)))
    for code in range(0x80, 0x1F000)
    if unicodedata.category(chr(code)) == "Nd"
}
_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}
_PLAIN = str.maketrans(
    {**{chr(code): digit for code, digit in _DIGITS.items()}, "٫": ".", "٬": ",", "，": ",", "،": ","}
)
_NUMBER = re.compile(
    r"(?<!\d)(?P<date>\d{1,2}(?P<mark>[./-])\d{1,2}(?P=mark)(?:\d{4}|\d{2}))(?!\d)"
    r"|(?P<clock>\d{1,2}(?::|\s?[時点點時시]\s?|[hH]\s?)\d{2})(?!\d)[分분]?"
    rf"|(?P<grouped>\d{{1,3}}(?:(?P<comma>[,.'’{SPACES}])\d{{3}}(?:(?P=comma)\d{{3}})*|(?:,\d{{2}})+,\d{{3}})"
    r"(?!\d)(?:[.,]\d{1,4}(?![\d]))?)"
    r"|(?P<plain>\d+(?:[.,]\d+)?)"
    r"|(?P<fraction>[½¼¾⅓⅔])"
)
_MERIDIEM = re.compile(r"[\s\u00a0]?([ap])\.?[\s\u00a0]?m\b", re.IGNORECASE)
_MULTIPLIERS = {
    "十": 10,
    "百": 100,
    "千": 1000,
    "万": 10**4,
    "萬": 10**4,
    "亿": 10**8,
    "億": 10**8,
    "兆": 10**12,
}
_MULTIPLIERS |= {"천": 1000, "만": 10**4, "억": 10**8, "조": 10**12}
_MULTIPLYING = re.compile(rf"[{SPACES}]?([{''.join(_MULTIPLIERS)}]+)")
_GOING_ON = re.compile(rf"[{SPACES}]?(\d[\d,]*)(?![\d.])")
_WORD_BEHIND = re.compile(r"[\s\u00a0\u202f-]?([^\W\d_][\w\u0300-\u036f\u0900-\u0903\u093a-\u094f]*)")
_CENTURY_BEFORE = re.compile(r"(\d{2})\d{2}[-–/]$")


@dataclass(frozen=True)
class Quantity:
    """A number as it is written, where it stands, what it may mean, and the whole numbers in it.

    `is_in_a_name` where letters are joined to it (WW1, 247sports): it may be said without digits.
    """

    text: str
    start: int
    end: int
    readings: frozenset[Reading]
    parts: tuple[int, ...]
    is_in_a_name: bool = False

    @property
    def value(self) -> float:
        """The number without its scale: 37 for 37 billion."""
        return min((reading for reading in self.readings if not isinstance(reading, tuple)), default=-1.0)


def quantities(text: str, language: str) -> list[Quantity]:
    """Read the numbers of a text in a language, in order."""
    plain = text.translate(_PLAIN)
    found: list[Quantity] = []
    position = 0
    while match := _NUMBER.search(plain, position):
        quantity = _quantity(match, text, plain, language)
        found.append(quantity)
        position = max(match.end(), quantity.end)
    return found


def _quantity(match: re.Match[str], text: str, plain: str, language: str) -> Quantity:
    kind, written = match.lastgroup or "plain", match[0]
    if match["date"]:
        kind = "date"
    elif match["grouped"]:
        kind = "grouped"
    parts = tuple(int(part) for part in re.findall(r"\d+", written))
    end = match.end()
    if kind == "date":
        readings: set[Reading] = set()
    elif kind == "clock":
        readings = {_time(parts[0], parts[1])}
    elif kind == "fraction":
        readings = {_FRACTIONS[written]}
    else:
        readings = {*_values(written, is_grouped=kind == "grouped"), *_times(written, plain[end : end + 8])}
        scale, end = _scale(plain, end, language)
        if scale != 1:
            readings = {_rounded(value * scale) for value in readings if not isinstance(value, tuple)}
            rest, end = _rest(plain, end, scale)
            readings = {value + rest for value in readings if not isinstance(value, tuple)}
        elif century := _CENTURY_BEFORE.search(plain[max(0, match.start() - 5) : match.start()]):
            readings.add(float(int(century[1]) * 100 + parts[0]))
        if language == "th" and 2400 < parts[0] < 2700:
            readings.add(float(parts[0] - 543))
    before = plain[match.start() - 1 : match.start()]
    named = before.isalpha() and before.isascii()
    return Quantity(text[match.start() : end], match.start(), end, frozenset(readings), parts, named)


def _values(written: str, *, is_grouped: bool) -> Iterator[float]:
    """Give what digits with points, commas and spaces may mean."""
    digits = re.sub(r"[^\d.,]", "", written)
    marks = re.findall(r"[.,]", digits)
    last = re.split(r"[.,]", digits)[-1]
    if is_grouped and (len(marks) != 1 or len(last) == 3 or len(digits) < len(written)):
        if marks and (len(last) != 3 or (len(set(marks)) == 2 and marks[-1] != marks[0])):
            whole = re.sub(r"[.,]", "", digits[: -len(last) - 1])
            yield float(f"{whole[-15:]}.{last}")
        else:
            yield float(re.sub(r"[.,]", "", digits)[-15:])
    if len(marks) <= 1:
        yield _rounded(float(digits.replace(",", ".")[:30]))


def _times(written: str, behind: str) -> Iterator[Reading]:
    """Give the times of day that a plain number may be: 4.40, 11 a.m., 3 pm."""
    parts = re.split(r"[.,]", written)
    if not all(part.isdigit() and len(part) <= 2 for part in parts) or len(parts) > 2 or int(parts[0]) > 24:
        return
    meridiem = _MERIDIEM.match(behind)
    hour = int(parts[0])
    if len(parts) == 2 and len(parts[1]) == 2 and int(parts[1]) < 60:
        yield _time(hour, int(parts[1]))
    elif len(parts) == 1 and meridiem:
        yield _time(hour, 0)
        if meridiem[1] in "pP" and hour < 12:
            yield float(hour + 12)


def _time(hour: int, minute: int) -> Reading:
    return ("time", hour % 12, minute)


def _rounded(value: float) -> float:
    return round(value, 4) if abs(value) < 10**9 else float(round(value))


def _scale(plain: str, end: int, language: str) -> tuple[float, int]:
    """Give what the word behind a number multiplies it by, and where that word ends."""
    if signs := _MULTIPLYING.match(plain, end):
        return math.prod(_MULTIPLIERS[sign] for sign in signs[1]), signs.end()
    found = _WORD_BEHIND.match(plain, end)
    if not found:
        return 1.0, end
    power = power_of(found[1].lower(), base_of(language))
    return (10.0**power, found.end()) if power else (1.0, end)


def _rest(plain: str, end: int, scale: float) -> tuple[float, int]:
    """Read on after 1億 in 1億4千万: what follows is added while its scale becomes smaller."""
    total = 0.0
    while plain[end - 1] in _MULTIPLIERS and (following := _GOING_ON.match(plain, end)):
        signs = _MULTIPLYING.match(plain, following.end())
        smaller = math.prod(_MULTIPLIERS[sign] for sign in signs[1]) if signs else 1
        value = float(following[1].replace(",", "")[:15]) * smaller
        if value >= scale:
            break
        total += value
        scale = float(smaller)
        end = signs.end() if signs else following.end()
    return total, end


@cache
def _scales(language: str) -> tuple[dict[str, int], list[tuple[str, int]]]:
    table = TABLE.get(language, {}).get("scales", {})
    exact = {word: power for word, power in table.items() if not word.endswith("*")}
    return exact, sorted(
        ((word[:-1], power) for word, power in table.items() if word.endswith("*")),
        key=lambda item: -len(item[0]),
    )


def power_of(word: str, language: str) -> int:
    """Give the power of ten that a word multiplies by, 0 for any other word."""
    exact, stems = _scales(language)
    if word in exact:
        return exact[word]
    return next((power for stem, power in stems if word.startswith(stem)), 0)
