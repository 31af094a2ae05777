"""Words as the search compares them: the same for what is stored and for what is asked.

Upper and lower case, compatibility forms (full width, ligatures), diacritics and digits of every
script are one; words are cut to their stems. Scripts that leave no space between words are cut into
pairs of neighbouring characters, the last character of a run standing for itself.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from articles.search.stems import WORDS_REMEMBERED, base_for_stems, other_stem_of, stem_of

# Longer ones are no words; databases have limits of their own.
LONGEST_WORD = 64


def _marks() -> Iterator[str]:
    """Write all marks of Unicode as ranges: the expressions would look through single ones one by one."""
    codes = (*range(0x300, 0x1E950), *range(0xE0100, 0xE01F0))
    for is_mark, run in groupby(codes, lambda code: unicodedata.category(chr(code))[0] == "M"):
        if is_mark:
            first, *others = run
            yield f"{chr(first)}-{chr(others[-1] if others else first)}"


_MARKS = "".join(_marks())
_HAN = "\u2e80-\u2fd5\u3005-\u3007\u3021-\u3029\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_HIRAGANA = "\u3041-\u3096\u309d-\u309f"
_KATAKANA = "\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f"
_HANGUL = "\u1100-\u11ff\u3131-\u318e\ua960-\ua97c\uac00-\ud7fb\uffa0-\uffdc"
# Thai, Lao, Burmese, Khmer.
_SOUTH_EAST = (
    "\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0ece\u0edc-\u0edf\u1000-\u103f\u1050-\u109f"
    "\u1780-\u17d3\u17dc-\u17dd\uaa60-\uaa7f"
)
_PAIRED = re.compile(f"[{_HAN}{_HIRAGANA}{_KATAKANA}{_HANGUL}{_SOUTH_EAST}]")
_INSIDE = f"{_MARKS}\u00ad\u00b7\u200c\u200d"
# Letters and digits without a space, sign or line end between them; then those of one script. The look
# ahead spares looking through the marks for every space.
TOGETHER = re.compile(f"[^\\W_](?:[^\\W_]+|(?![\\0-\\x7f])[{_INSIDE}]+)*")
_SCRIPTS = re.compile(
    f"(?P<han>(?:[{_HAN}][{_INSIDE}]*)+)"
    f"|(?P<hiragana>(?:[{_HIRAGANA}][{_INSIDE}ー]*)+)"
    f"|(?P<katakana>(?:[{_KATAKANA}][{_INSIDE}]*)+)"
    f"|(?P<hangul>(?:[{_HANGUL}][{_INSIDE}]*)+)"
    f"|(?P<southeast>(?:[{_SOUTH_EAST}][{_INSIDE}]*)+)"
    f"|(?P<word>(?:(?!{_PAIRED.pattern}).)+)"
)
_MARK = re.compile(f"[{_MARKS}\uff9e\uff9f]")
_CHARACTER = re.compile(f"[^{_MARKS}\uff9e\uff9f][{_MARKS}\uff9e\uff9f]*|.", re.DOTALL)
_APOSTROPHES = "'’ʼ＇"
NEEDS_A_CLOSER_LOOK = re.compile(f"[{_APOSTROPHES}]|{_PAIRED.pattern}")

# What is taken off a letter: accents of Latin, Greek, Cyrillic; vowel signs of Hebrew, Arabic; the nukta.
_DIACRITICS = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640"
    "\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u093c\u09bc\u1ab0-\u1aff"
    "\u1dc0-\u1dff\u20d0-\u20f0\ufe00-\ufe0f\ufe20-\ufe2f\U000e0100-\U000e01ef]"
)
# й is a letter of its own, not an и with a sign.
_SHORT_I = re.compile("и\u0306")
# Letters that have no mark to take off; Arabic and Persian write the same letters with different signs;
# chandrabindu and anusvara are written for each other.
_LETTERS = str.maketrans("øđðłħŧıŋĸςىیئکةۀہھؤأإآٱँ", "oddlhtinkσيييكههههوااااं") | str.maketrans(
    {"æ": "ae", "œ": "oe", "þ": "th"}
)
_TURKIC = frozenset({"tr", "az"})
_TURKIC_I = str.maketrans({"I": "ı", "İ": "i"})


class Word(NamedTuple):
    """One word or pair of characters of a text, and where it stands.

    `forms` is how it is compared: its stem, and a second one where the stem of the word without its
    diacritics is another. `script` is `word`, or the name of a script that is cut into pairs.
    """

    start: int
    end: int
    forms: tuple[str, ...]
    script: str = "word"


def words_in(text: str, code: str) -> Iterator[Word]:
    """Find the words of a text in a language."""
    base = base_for_stems(code)
    for run in runs_in(text, base):
        if run.script != "word":
            yield from pairs_in(run, text)
        elif forms := forms_of(text[run.start : run.end], base):
            yield Word(run.start, run.end, forms)


def forms_in(text: str, code: str) -> Iterator[tuple[str, ...]]:
    """Find the forms of a text's words: what `words_in` does, several times as fast for most lines."""
    base = base_for_stems(code)
    for line in text.splitlines():
        if NEEDS_A_CLOSER_LOOK.search(line):
            yield from (word.forms for word in words_in(line, code))
        else:
            yield from filter(None, [forms_of(word, base) for word in TOGETHER.findall(line)])


class Run(NamedTuple):
    """Characters of one script without a space, sign or line end between them."""

    start: int
    end: int
    script: str


def runs_in(text: str, base: str) -> Iterator[Run]:
    """Find the runs of a text, without what is tied to a word by an apostrophe: l’, ’s, Turkish endings."""
    for match in TOGETHER.finditer(text):
        start, end = match.span()
        if _PAIRED.search(text, start, end):
            for part in _SCRIPTS.finditer(text, start, end):
                yield Run(part.start(), part.end(), part.lastgroup or "word")
        elif not _is_tied(text, start, end, base):
            yield Run(start, end, "word")


def _is_tied(text: str, start: int, end: int, base: str) -> bool:
    is_short = end - start <= 2
    follows = start > 1 and text[start - 1] in _APOSTROPHES and text[start - 2].isalnum()
    leads = end + 1 < len(text) and text[end] in _APOSTROPHES and text[end + 1].isalnum()
    return (follows and (is_short or base in _TURKIC)) or (leads and is_short)


def pairs_in(run: Run, text: str) -> Iterator[Word]:
    """Cut a run into pairs of neighbouring characters, and its last character; a sign at its end is none."""
    for start, end, form in spans_in(run, text):
        yield Word(start, end, (form,), run.script)


def spans_in(run: Run, text: str) -> Iterator[tuple[int, int, str]]:
    """Give where each pair of a run stands, and how it is compared."""
    inside = text[run.start : run.end]
    if _MARK.search(inside):
        starts = [run.start + match.start() for match in _CHARACTER.finditer(inside)]
    else:
        starts = list(range(run.start, run.end))
    ends = [*starts[1:], run.end]
    for start, end in [*zip(starts, ends[1:], strict=False), (starts[-1], run.end)]:
        if form := _pair(text[start:end]):
            yield start, end, form


@lru_cache(maxsize=WORDS_REMEMBERED)
def _pair(characters: str) -> str:
    return fold(characters)


@lru_cache(maxsize=WORDS_REMEMBERED)
def forms_of(word: str, base: str) -> tuple[str, ...]:
    """Give how a word of a base language is compared; nothing when no letter or digit is left of it."""
    plain = lowered(word, base)
    stems = (stem_of(plain, base), stem_of(fold(plain), base), other_stem_of(plain, base))
    return tuple(dict.fromkeys(form for stem in stems if (form := fold(stem))))


def lowered(word: str, base: str) -> str:
    """Write a word in lower case and in one form of Unicode, its diacritics kept."""
    if base in _TURKIC:
        word = word.translate(_TURKIC_I)
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKC", word).casefold())


@lru_cache(maxsize=WORDS_REMEMBERED)
def fold(word: str) -> str:
    """Write a word without case, diacritics, joiners and signs, digits as 0–9; twice is as good as once."""
    if word.isascii() and word.isalnum():
        return word.lower()[:LONGEST_WORD]
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", word).casefold())
    folded = _DIACRITICS.sub("", _SHORT_I.sub("й", folded))
    folded = unicodedata.normalize("NFC", folded).casefold().translate(_LETTERS)
    kept = "".join(_plain(character) for character in folded)
    return unicodedata.normalize("NFC", kept[:LONGEST_WORD])


def _plain(character: str) -> str:
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    return character if character.isalnum() or unicodedata.category(character)[0] == "M" else ""
