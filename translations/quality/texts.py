"""Cutting a text into words, and what all checks read alike."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache

TAG = re.compile(r"</?[A-Za-z][^<>]{0,2000}>")
ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"'“”«»「」）)\]]+", re.IGNORECASE)
_CODE = re.compile(f"{TAG.pattern}|{ADDRESS.pattern}", re.IGNORECASE)


# Letters, digits, the marks that Python's \\w leaves out, and joiners; an apostrophe may stand between.
_MARKS = "".join(
    chr(code) for code in range(0x300, 0xFFFF) if unicodedata.category(chr(code)).startswith("M")
)
_INSIDE = rf"\w{_MARKS}\u200c\u200d"
WORD = re.compile(f"[{_INSIDE}]+(?:['’ʼ][{_INSIDE}]+)*")


def without_code(text: str) -> str:
    """Blank tags and addresses with spaces of the same length, so that no place moves."""
    if "<" not in text and "://" not in text and "www." not in text.lower():
        return text
    return _CODE.sub(lambda found: " " * len(found[0]), text)


def words(text: str) -> list[str]:
    """Give the words in order; in scripts without spaces, what stands between punctuation."""
    return WORD.findall(text)


@lru_cache(maxsize=4096)
def script_of(character: str) -> str:
    """Give the script of a letter by the first word of its Unicode name: LATIN, CYRILLIC, CJK."""
    return unicodedata.name(character, "").split(" ", 1)[0].split("-", 1)[0]


def letters_by_script(text: str) -> dict[str, int]:
    """Count the letters of each script."""
    found: dict[str, int] = {}
    for character, count in Counter(text).items():
        if character.isalpha():
            script = script_of(character)
            found[script] = found.get(script, 0) + count
    return found
