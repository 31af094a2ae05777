"""Numbers that are said in words, months and Roman numerals included: never read, only looked for."""

from __future__ import annotations

import re
from functools import cache

from articles.languages import base_of, locale_of
from translations.quality import data

TABLE = data.load("numbers")["languages"]
WITHOUT_SPACES = frozenset({"zh", "ja", "th", "lo", "km", "my"})
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_ROMAN_WORD = re.compile(r"(?<![\w.])[IVXLC]{1,7}(?![\w.])")
_HAN = {"〇": 0, "零": 0, "一": 1, "二": 2, "两": 2, "兩": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7}
_HAN |= {"八": 8, "九": 9}
_HAN_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_HAN_NUMERAL = re.compile(f"[{''.join(_HAN)}{''.join(_HAN_SCALES)}]+")


def is_said(value: float, text: str, language: str) -> bool:
    """Say whether a number may be said in words somewhere in a text."""
    base = base_of(language)
    lowered = text.lower()
    if _is_word(value, lowered, base) or value in _romans(text) or is_month(value, text, language):
        return True
    if base in {"zh", "ja", "ko"} and value in _han_values(text):
        return True
    return value > 12 and value == int(value) and _is_composed(int(value), lowered, base)


def is_number_word(word: str, language: str) -> bool:
    """Say whether a word says a number or a scale: three, first, million."""
    table = TABLE.get(base_of(language), {})
    told = {each.rstrip("*") for words in table.get("words", {}).values() for each in words}
    return word in told or word in table.get("scales", {})


def _is_word(value: float, lowered: str, base: str) -> bool:
    pattern = _pattern(base, f"{value:g}")
    return bool(pattern and pattern.search(lowered))


def _is_composed(value: int, lowered: str, base: str) -> bool:
    """Look for twenty and three of 23, four and hundred of 400, eight and thousand of 8000."""
    for step in (1000, 100):
        if value % step == 0 and value // step <= 20:
            return _has_stem(step, lowered, base) and _has_stem(value // step, lowered, base)
    if value > 100:
        return False
    if value % 10 == 0 and _has_stem("decade", lowered, base):
        return _has_stem(value // 10, lowered, base)
    tens, ones = value - value % 10, value % 10
    return _has_stem(tens, lowered, base) and (not ones or _has_stem(ones, lowered, base))


def _has_stem(value: int | str, lowered: str, base: str) -> bool:
    words = TABLE.get(base, {}).get("words", {}).get(str(value), ())
    return any(word.rstrip("*") in lowered for word in words)


@cache
def _pattern(base: str, value: str) -> re.Pattern[str] | None:
    """Make the expression that finds a number in words of a language, None where it is not known."""
    table = TABLE.get(base, {})
    words = table.get("words", {}).get(value, [])
    if not words:
        return None
    if base in WITHOUT_SPACES or base == "ko":
        return re.compile("|".join(re.escape(word.rstrip("*")) for word in words))
    before = "|".join(table.get("glued", "").split())
    stems = "|".join(
        re.escape(word[:-1]) + r"\w*" if word.endswith("*") else re.escape(word) for word in words
    )
    dual = ""
    if value == "2" and "dual" in table:
        dual = rf"|\w{{3,}}(?:{'|'.join(table['dual'].split())})(?!\w)"
    return re.compile(rf"(?<!\w)(?:{before})?(?:(?:{stems})(?!\w){dual})")


def _romans(text: str) -> set[float]:
    return {_roman(word) for word in _ROMAN_WORD.findall(text)}


def _roman(word: str) -> float:
    values = [_ROMAN[letter] for letter in word]
    return float(
        sum(
            -value if value < following else value
            for value, following in zip(values, [*values[1:], 0], strict=True)
        )
    )


def is_month(value: float, text: str, language: str) -> bool:
    """Say whether a text names the month of this number."""
    lowered = text.lower()
    return value in range(1, 13) and any(name in lowered for name in _months(language).get(int(value), ()))


@cache
def _months(language: str) -> dict[int, tuple[str, ...]]:
    """Give the names of the months, as stems that survive a case ending."""
    locale = locale_of(language)
    if locale is None:
        return {}
    names: dict[int, set[str]] = {}
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number, name in locale.months[context][width].items():
                if not any(sign.isdigit() for sign in name):
                    names.setdefault(number, set()).add(_stem(name.lower().strip(".")))
    return {number: tuple(name for name in known if len(name) > 2) for number, known in names.items()}


def _stem(name: str) -> str:
    return name[:-2] if len(name) > 6 else name


def _han_values(text: str) -> set[float]:
    return {float(value) for found in _HAN_NUMERAL.findall(text) for value in _han(found)}


def _han(numeral: str) -> set[int]:
    """Read a numeral in Chinese characters; digits in a row are a year."""
    if all(sign in _HAN for sign in numeral):
        return {int("".join(str(_HAN[sign]) for sign in numeral[:15])), *(_HAN[sign] for sign in numeral)}
    total = section = digit = 0
    for sign in numeral:
        if sign in _HAN:
            digit = _HAN[sign]
        elif _HAN_SCALES[sign] < 10**4:
            section += (digit or 1) * _HAN_SCALES[sign]
            digit = 0
        else:
            total = (total + section + digit or 1) * _HAN_SCALES[sign]
            section = digit = 0
    return {total + section + digit}
