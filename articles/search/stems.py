"""Stems: what different forms of one word have in common, by language.

The algorithms are those of the language table: Snowball's, with what they leave on in Arabic and Persian
taken off before, and one of ours for Ukrainian.
"""

from __future__ import annotations

import re
from functools import lru_cache

import snowballstemmer

from articles.languages import language

WORDS_REMEMBERED = 50_000
JOINER = "\u200c"

# "and", "so" before the article: والجسر is the same bridge as الجسر.
_ARABIC_CONJUNCTION = re.compile("^[وف](?=(?:ال|بال|كال|لل)..)")
# The plural and what may be tied to it, with or without a joiner.
_PERSIAN_PLURAL = re.compile(f"(?<=..){JOINER}?ها(?:ی|یی|یم|یت|یش|یمان|یتان|یشان)?$")
_PERSIAN_ENDING = re.compile(f"{JOINER}(?:ی|ای|ام|ات|اش|اند|ایم|اید|تر|ترین)$")
_PERSIAN_LETTERS = str.maketrans({"ي": "ی", "ى": "ی", "ك": "ک"})
_ARABIC_LETTERS = str.maketrans({"ی": "ي", "ک": "ك"})
# No algorithm of Snowball's; the endings of nouns and adjectives go a long way.
_UKRAINIAN_ENDING = re.compile(
    "(?<=...)(?:ами|ями|ові|еві|ого|ому|ими|іми|ах|ях|ів|їв|ей|ом|ем|єм|ам|ям|ою|ею|єю|ої|ій|их|им"
    "|[аяоеєиіїуюйь])$"
)
# An accent that was not typed, at the only place where it decides about the stem.
_FRENCH_PARTICIPLE = re.compile("e(?=es?$)")
_PORTUGUESE_PLURAL = re.compile("(?:[õo]|[ãa])es$")
# Scandinavian words of one syllable that end in a vowel are too short for the algorithm: bro, bron, broarna.
_SHORT_NOUN = re.compile(
    "^([^aeiouyåäöæø]{0,3}[aeiouyåäöæø])(?:e?[nt]s?|s|r|(?:ar|er)(?:na)?s?|er?ne)$",
)
_SCANDINAVIAN = frozenset({"da", "nb", "nn", "no", "sv"})
# Endings that Snowball leaves on, or takes off another way than from the rest of the word: skolan, skola;
# قرارات, قرار; ciudades, ciudad; luces, luz; jornais, jornal. What is left is cut to its stem anew.
_OTHER_ENDINGS = {
    "ar": [(re.compile("(?<=...)ات$"), "")],
    "es": [(re.compile("(?<=[aiu]d)es$"), ""), (re.compile("(?<=..)ces$"), "z")],
    "pt": [(re.compile("(?<=..)ais$"), "al")],
    "sv": [
        # But for what is no noun, and as common as can be.
        (re.compile("(?<=...a)(?<!^anna)(?<!^inna)(?<!^meda)(?<!^reda)(?<!^seda)(?<!^nästa)ns?$"), ""),
        (re.compile("^gammalt?$"), "gamla"),
    ],
}
# Finnish consonants change with the ending: kaupunki, kaupungin; katu, kadun.
_STRONG_GRADE = re.compile("(nk|lt|nt|rt|mp|kk|pp|tt|(?<=[aeiouyäö])[tp])[aeiouyäö]?$")
_WEAK_GRADES = {"nk": "ng", "lt": "ll", "nt": "nn", "rt": "rr", "mp": "mm", "t": "d", "p": "v"}
_FINAL_VOWEL = re.compile("(?<=...)[aeiouyäö]$")


def other_stem_of(word: str, base: str) -> str:
    """Give a second stem where the algorithm parts forms that belong together, else nothing."""
    if base in _SCANDINAVIAN:
        match = _SHORT_NOUN.match(word)
        if match and len(match[1]) > 1:
            return match[1]
    if base == "fi":
        weak = _STRONG_GRADE.sub(lambda match: _WEAK_GRADES.get(match[1], match[1][0]), stem_of(word, base))
        return _FINAL_VOWEL.sub("", weak)
    for ending, instead in _OTHER_ENDINGS.get(base, ()):
        if ending.search(word):
            return stem_of(ending.sub(instead, word), base)
    return ""


@lru_cache(maxsize=WORDS_REMEMBERED)
def stem_of(word: str, base: str) -> str:
    """Give the stem of a word in lower case, in a base language (`sv`); the word where none is known."""
    if any(map(str.isdigit, word)):
        return word
    match base:
        case "ar":
            word = _ARABIC_CONJUNCTION.sub("", word.translate(_ARABIC_LETTERS))
        case "fr":
            word = _FRENCH_PARTICIPLE.sub("é", word)
        case "pt":
            word = _PORTUGUESE_PLURAL.sub("ão", word)
        case "fa" | "prs":
            word = _PERSIAN_PLURAL.sub("", word.translate(_PERSIAN_LETTERS))
            word = _PERSIAN_ENDING.sub("", word)
        case "uk":
            return _UKRAINIAN_ENDING.sub("", word)
    algorithm = language(base).stemmer
    # A stemmer keeps the word it works on, so threads may not share one; making one costs less than a lock.
    return snowballstemmer.stemmer(algorithm).stemWord(word) or word if algorithm else word


def base_for_stems(code: str) -> str:
    """Give the base language whose stems serve a code."""
    return language(code).base
