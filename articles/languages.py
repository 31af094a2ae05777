"""Languages: code, own name, direction, script and marks, from a table that is ours (`data/languages.json`).

Codes are lower case in settings, database and addresses (`zh-hans`); outside Python they are
canonical (`zh-Hans`): `bcp47` converts. No function here raises for a code that nobody knows.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.core import get_global

DATA = Path(__file__).parent / "data"
TABLE = json.loads((DATA / "languages.json").read_text(encoding="utf-8"))
UNKNOWN = "und"
RIGHT_TO_LEFT = frozenset({"Adlm", "Arab", "Aran", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa"})
# CLDR writes the names of languages for a list here; inside a sentence they are lower case.
CAPITALISED_BY_CLDR = frozenset({"el", "vi"})
CALENDARS = frozenset({"gregorian", "persian", "buddhist"})
# The digits that `data/dates.json` has, by the name that CLDR gives them.
NUMERALS = frozenset({"latn", "arab", "arabext", "beng", "deva", "mymr"})
# How much is read in a minute: words where spaces part them, else characters.
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


@dataclass(frozen=True)
class Language:
    """What a page must know about one language.

    `quotes` and `inner_quotes` are (opening, closing), with the spaces that belong inside; `dash`
    opens a line of speech, with its space, and is empty where speech is quoted. `calendar` is
    `gregorian`, `persian` or `buddhist`, `numerals` a numbering system of CLDR (`latn`, `arabext`);
    `reading_speed` counts words a minute, characters where `has_spaces` is false. `stemmer` is the algorithm
    by which the search brings the forms of a word together, empty where none is known.
    """

    code: str
    tag: str
    name: str
    direction: str
    script: str
    base: str
    quotes: tuple[str, str]
    inner_quotes: tuple[str, str]
    dash: str
    calendar: str
    numerals: str
    stemmer: str

    @property
    def has_spaces(self) -> bool:
        """Say whether spaces part the words."""
        return self.script not in CHARACTERS_A_MINUTE

    @property
    def reading_speed(self) -> int:
        """Give the words, or the characters, that are read in a minute."""
        return CHARACTERS_A_MINUTE.get(self.script, WORDS_A_MINUTE)


def language(code: str) -> Language:
    """Give the entry of a code, else its base language's under this code, else a neutral one."""
    return _language(_normalised(code))


def bcp47(code: str) -> str:
    """Write a code as HTML, feeds and JSON want it: `zh-hans` becomes `zh-Hans`."""
    first, *others = _normalised(code).split("-")
    return "-".join([first, *(_subtag(other) for other in others)])


def code_of(tag: str) -> str:
    """Give the code of a tag that was met in a page or a feed: `zh-Hans` becomes `zh-hans`."""
    return _normalised(tag)


def base_of(code: str) -> str:
    """Give the language alone: `pt` for `pt-br`."""
    return _normalised(code).split("-")[0]


def direction(code: str) -> str:
    """Give `rtl` or `ltr`."""
    return language(code).direction


def is_known(code: str) -> bool:
    """Say whether the table has this very code."""
    return _normalised(code) in TABLE["languages"]


def lookup_order(code: str) -> tuple[str, ...]:
    """List the codes whose words serve a language, best first: itself, what is written alike, its base.

    Traditional Chinese never falls back to simplified, nor Serbian in one script to the other.
    """
    exact, *shorter = from_exact_to_base(code)
    alike = TABLE["resembles"].get(exact)
    candidates = [*([alike, *_shorter(alike)] if alike else []), *shorter]
    script = _language(exact).script
    return tuple(dict.fromkeys([exact, *(each for each in candidates if _language(each).script == script)]))


def from_exact_to_base(code: str) -> tuple[str, ...]:
    """List a code and its shorter forms: `zh-hant-hk`, `zh-hant`, `zh`."""
    code = _normalised(code)
    return (code, *_shorter(code))


@lru_cache(maxsize=2048)
def name_in(code: str, display: str) -> str:
    """Name a language in another one: nominative, as CLDR writes it inside a sentence.

    In English where CLDR lacks the language to write in; the code itself where it lacks the name.
    """
    code = _normalised(code)
    shown_in = _normalised(display)
    for reader, names in ((shown_in, _names(shown_in)), ("en", _names("en"))):
        for candidate in from_exact_to_base(code):
            if name := names.get(bcp47(candidate).replace("-", "_")):
                return name[0].lower() + name[1:] if base_of(reader) in CAPITALISED_BY_CLDR else name
    return bcp47(code)


def country_in(code: str, display: str) -> str:
    """Name a country, by its two letters, in a language; the letters where CLDR has no name."""
    for locale in (locale_of(display), locale_of("en")):
        if name := locale and locale.territories.get(code):
            return str(name)
    return code


@cache
def locale_of(code: str) -> Locale | None:
    """Give Babel's locale for a code, else for what is written alike or its base, else None."""
    # CLDR's English without a country is American, its Portuguese Brazilian: this house dates as the
    # rest of the world does, and its Portuguese sentences are written as in Portugal.
    exact, *shorter = from_exact_to_base(code)
    alike = TABLE["resembles"].get(exact, exact)
    for candidate in ({"en": "en-gb", "pt": "pt-pt"}.get(exact, exact), alike, *shorter):
        try:
            return Locale.parse(bcp47(candidate), sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return None


def _normalised(code: str) -> str:
    cleaned = code.strip().lower().replace("_", "-")[:35].strip("-")
    if not re.fullmatch(r"[a-z]{2,8}(-[a-z0-9]{1,8})*", cleaned):
        return UNKNOWN
    first, *others = cleaned.split("-")
    return "-".join([TABLE["renamed"].get(first, first), *others])


def _subtag(text: str) -> str:
    if len(text) == 4 and text.isalpha():
        return text.title()
    return text.upper() if len(text) == 2 else text


def _shorter(code: str) -> list[str]:
    """Cut a code from its end: `zh-hant-hk` gives `zh-hant`, `zh`."""
    parts = code.split("-")
    return ["-".join(parts[:length]) for length in range(len(parts) - 1, 0, -1)]


@lru_cache(maxsize=1024)
def _language(code: str) -> Language:
    entry = TABLE["languages"].get(code)
    if entry:
        return _entry(code, **entry)
    for candidate in _shorter(code):
        if candidate in TABLE["languages"]:
            return _under(code, _language(candidate))
    return _neutral(code)


def _entry(
    code: str,
    *,
    name: str,
    script: str,
    quotes: list[str],
    dash: str,
    calendar: str = "gregorian",
    stemmer: str = "",
) -> Language:
    opening, closing, inner_opening, inner_closing = quotes
    return Language(
        code=code,
        tag=bcp47(code),
        name=name,
        direction=_direction(script),
        script=script,
        base=base_of(code),
        quotes=(opening, closing),
        inner_quotes=(inner_opening, inner_closing),
        dash=dash,
        calendar=calendar,
        numerals=_numerals(code),
        stemmer=stemmer or TABLE["languages"].get(base_of(code), {}).get("stemmer", ""),
    )


def _under(code: str, nearest: Language) -> Language:
    script = _script_in(code) or nearest.script
    return replace(
        nearest,
        code=code,
        tag=bcp47(code),
        script=script,
        direction=_direction(script),
        numerals=_numerals(code),
    )


def _neutral(code: str) -> Language:
    likely = get_global("likely_subtags").get(base_of(code), "")
    script = _script_in(code) or (likely.split("_")[1] if likely.count("_") == 2 else "Zyyy")
    return _entry(code, name=_own_name(code), script=script, quotes=["“", "”", "‘", "’"], dash="")


def _own_name(code: str) -> str:
    locale = locale_of(code)
    return (locale and locale.languages.get(base_of(code))) or bcp47(code)


def _script_in(code: str) -> str:
    return next((part.title() for part in code.split("-")[1:] if len(part) == 4 and part.isalpha()), "")


def _numerals(code: str) -> str:
    locale = locale_of(code)
    return locale.default_numbering_system if locale else "latn"


def _direction(script: str) -> str:
    return "rtl" if script in RIGHT_TO_LEFT else "ltr"


def _names(code: str) -> dict[str, str]:
    locale = locale_of(code)
    return dict(locale.languages) if locale else {}
