"""Which language a text is in, guessed from small words and letters: only for saying "not this one".

Deliberately small. A detector that knows every language costs a web process 130 MB; here the expected
language is known, and only a clear lead of another one counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache

from translations.quality import data
from translations.quality.texts import letters_by_script

SMALL_WORDS: dict[str, frozenset[str]] = {
    language: frozenset(words) for language, words in data.load("function_words").items()
}
# ISO 15924 as `articles.languages` has it: the names that Unicode gives to these letters.
SCRIPTS = {
    "Latn": {"LATIN"},
    "Cyrl": {"CYRILLIC"},
    "Grek": {"GREEK"},
    "Arab": {"ARABIC"},
    "Aran": {"ARABIC"},
    "Hebr": {"HEBREW"},
    "Deva": {"DEVANAGARI"},
    "Beng": {"BENGALI"},
    "Guru": {"GURMUKHI"},
    "Gujr": {"GUJARATI"},
    "Orya": {"ORIYA"},
    "Taml": {"TAMIL"},
    "Telu": {"TELUGU"},
    "Knda": {"KANNADA"},
    "Mlym": {"MALAYALAM"},
    "Sinh": {"SINHALA"},
    "Thai": {"THAI"},
    "Laoo": {"LAO"},
    "Khmr": {"KHMER"},
    "Mymr": {"MYANMAR"},
    "Geor": {"GEORGIAN"},
    "Armn": {"ARMENIAN"},
    "Ethi": {"ETHIOPIC"},
    "Tibt": {"TIBETAN"},
    "Thaa": {"THAANA"},
    "Mong": {"MONGOLIAN"},
    "Hans": {"CJK"},
    "Hant": {"CJK"},
    "Jpan": {"CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA"},
    "Kore": {"HANGUL", "CJK"},
}
# Letters that a language has and its neighbour of the same script has not.
OWN_LETTERS = {"fa": "پچگژکی", "ar": "يكةىأإ", "ur": "ٹڈڑںےہ", "uk": "іїєґ", "ru": "ыэъё"}
NEIGHBOURS = {"fa": ("ar",), "ar": ("fa", "ur"), "ur": ("ar",), "uk": ("ru",), "ru": ("uk",)}
# How many small words, and how clear a lead, say that a text is in another language.
LEAST_HITS = 2
LEAD = 2


def small_words(words: Iterable[str]) -> Counter[str]:
    """Count the words that are small words of each language."""
    found: Counter[str] = Counter()
    for word in words:
        found.update(_languages_of(word.lower()))
    return found


@cache
def _by_word() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for language, words in SMALL_WORDS.items():
        for word in words:
            found.setdefault(word, []).append(language)
    return {word: tuple(languages) for word, languages in found.items()}


def _languages_of(word: str) -> tuple[str, ...]:
    return _by_word().get(word, ())


def share_in_script(text: str, script: str) -> float:
    """Give the share of letters that are of a script; 1 where there are none or nobody knows."""
    wanted = SCRIPTS.get(script)
    letters = letters_by_script(text)
    total = sum(letters.values())
    if not wanted or not total:
        return 1.0
    return sum(count for name, count in letters.items() if name in wanted) / total


def neighbour_of(language: str, text: str) -> str:
    """Give the neighbour in the same script whose own letters a text has, instead of its language's."""
    mine = sum(text.count(letter) for letter in OWN_LETTERS.get(language, ""))
    for neighbour in NEIGHBOURS.get(language, ()):
        if sum(text.count(letter) for letter in OWN_LETTERS[neighbour]) > LEAD * mine + LEAST_HITS:
            return neighbour
    return ""


def rival_of(language: str, words: Iterable[str]) -> str:
    """Give the language that a text is rather in than in the expected one; nothing if none leads clearly.

    What two languages share speaks for neither.
    """
    mine = SMALL_WORDS.get(language)
    if not mine:
        return ""
    told = Counter(word.lower() for word in words)
    found = small_words(told.elements())
    own = found.pop(language, 0)
    for rival, hits in found.most_common(3):
        shared = sum(count for word, count in told.items() if word in mine and word in SMALL_WORDS[rival])
        if hits - shared >= LEAST_HITS and hits - shared > LEAD * (own - shared):
            return rival
    return ""
