"""Which language a text is in: what its page says, checked against the words."""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import cache
from typing import NamedTuple

from articles import languages
from articles.originals.piece import Confidence, Found, Kind, Source

# Where the same language is written in two ways, the code says which; other regions do not matter here.
WRITTEN_APART = frozenset({"pt-br", "zh-hans", "zh-hant", "sr-latn"})
# Detectors cannot tell these apart; the page can.
_ALIKE = (
    frozenset({"nb", "nn", "no", "da"}),
    frozenset({"hr", "sr", "bs", "sh"}),
    frozenset({"id", "ms"}),
    frozenset({"gl", "pt"}),
    frozenset({"ur", "fa"}),
    frozenset({"az", "tr"}),
)
_ENOUGH = 100
_SAMPLE = 4000
_TRADITIONAL = frozenset({"zh-tw", "zh-hk", "zh-mo"})

# Scripts that one language of the web is written in.
_LANGUAGE_OF_SCRIPT = {
    "ko": "\uac00-\ud7a3",
    "th": "\u0e00-\u0e7f",
    "lo": "\u0e80-\u0eff",
    "my": "\u1000-\u109f",
    "km": "\u1780-\u17ff",
    "el": "\u0370-\u03ff\u1f00-\u1fff",
    "he": "\u0590-\u05ff",
    "hy": "\u0530-\u058f",
    "ka": "\u10a0-\u10ff",
    "pa": "\u0a00-\u0a7f",
    "gu": "\u0a80-\u0aff",
    "or": "\u0b00-\u0b7f",
    "ta": "\u0b80-\u0bff",
    "te": "\u0c00-\u0c7f",
    "kn": "\u0c80-\u0cff",
    "ml": "\u0d00-\u0d7f",
    "si": "\u0d80-\u0dff",
    "bn": "\u0980-\u09ff",
    "am": "\u1200-\u137f",
    "bo": "\u0f00-\u0fff",
    "dv": "\u0780-\u07bf",
}
_KANA, _HAN = re.compile("[\u3040-\u30ff]"), re.compile("[\u4e00-\u9fff]")
# A twentieth of Japanese at least is kana; Chinese quotes some.
_LEAST_KANA = 0.05
# Letters with the vowel signs that Indian scripts and Arabic hang on them.
_WORD = re.compile(r"(?:[^\W\d_][\u0300-\u036f\u064b-\u065f\u0900-\u0d7f\u200c\u200d]*)+")
# Below this share of common words a text is a list of names, or in a language without a list.
_LEAST_SHARE = 0.05
_COMMON_WORDS = languages.DATA / "common_words.json"


class Detected(NamedTuple):
    """A language (`zh` and `sr` without their way of writing), and how much of the text speaks for it."""

    code: str
    share: float

    @property
    def is_sure(self) -> bool:
        return self.share >= _LEAST_SHARE


def language_of(text: str, stated: str = "") -> str:
    """Give a lower-case code; `stated` wins where the text is short or agrees, empty when nobody knows."""
    code = code_of(stated)
    if sum(character.isalpha() for character in text) < _ENOUGH:
        return code
    sign = detected(text)
    found = sign.code
    base = languages.base_of(code) if code else ""
    if found in {"zh", "sr"} and base in {found, ""}:
        return written(found, text)
    if not sign.is_sure or base == found or any({base, found} <= group for group in _ALIKE):
        return code or found
    return written(found, text)


def language_found(text: str, stated: Found[str] | None) -> Found[str] | None:
    """Give the code with where it comes from: the page's word where it stands, else the text itself."""
    code = language_of(text, stated.value if stated else "")
    if not code:
        return None
    if stated and code_of(stated.value) == code:
        return Found(code, stated.source)
    return Found(code, Source(Kind.GUESS, Confidence.LIKELY))


def code_of(stated: str) -> str:
    """Give our code for what a page calls its language: `en-GB` is `en`, `zh-TW` is `zh-hant`."""
    code = languages.code_of(stated)
    if code == languages.UNKNOWN:
        return ""
    if languages.base_of(code) == "zh":
        return "zh-hant" if "hant" in code or code in _TRADITIONAL else "zh-hans"
    return next((each for each in (code, *_shorter(code)) if each in WRITTEN_APART), languages.base_of(code))


def detected(text: str) -> Detected:
    """Tell the language from script and most common words alone; no code when neither says anything."""
    text = text[:_SAMPLE].lower()
    letters = sum(map(str.isalpha, text))
    kana, han = len(_KANA.findall(text)), len(_HAN.findall(text))
    if kana + han > letters / 2:
        return Detected("ja" if kana > _LEAST_KANA * (kana + han) else "zh", 1)
    for code, letters_of in _LANGUAGE_OF_SCRIPT.items():
        if len(re.findall(f"[{letters_of}]", text)) > letters / 2:
            return Detected(code, 1)
    words = _WORD.findall(text)
    score: Counter[str] = Counter()
    for word in words:
        speaking = _common_words().get(word, ())
        for code in speaking:
            score[code] += 1 / len(speaking) ** 0.5
    if not score:
        return Detected("", 0)
    code, points = score.most_common(1)[0]
    return Detected(code, points / len(words))


@cache
def _common_words() -> dict[str, tuple[str, ...]]:
    """Say of each of the most common words in which languages it is one."""
    known: dict[str, tuple[str, ...]] = {}
    for code, words in json.loads(_COMMON_WORDS.read_text(encoding="utf-8")).items():
        for word in words.split():
            known[word] = (*known.get(word, ()), code)
    return known


def written(base: str, text: str) -> str:
    """Add to a language the way in which a text is written, where that makes another code."""
    if base == "zh":
        strange = {name: len(text.encode(name, "ignore")) for name in ("big5", "gb2312")}
        return "zh-hant" if strange["big5"] > strange["gb2312"] else "zh-hans"
    if base == "sr" and not any("\u0400" <= character <= "\u04ff" for character in text):
        return "sr-latn"
    return base


def _shorter(code: str) -> list[str]:
    parts = code.split("-")
    return ["-".join(parts[:length]) for length in range(len(parts) - 1, 0, -1)]
