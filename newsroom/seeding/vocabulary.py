"""The words that seeded articles are made of: the same sentences in each language, in one order."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from articles.languages import from_exact_to_base

FOLDER = Path(__file__).parent
SOURCE_LANGUAGE = "en"


@dataclass(frozen=True)
class Vocabulary:
    """One language's words; the same place of a list means the same in every language.

    `sentences` may hold {year}, {percent} and {count}; `between` stands between two of them.
    """

    between: str
    headline: str
    places: tuple[str, ...]
    clauses: tuple[str, ...]
    standfirsts: tuple[str, ...]
    sentences: tuple[str, ...]
    headings: tuple[str, ...]
    quotes: tuple[str, ...]
    captions: tuple[str, ...]
    alternatives: tuple[str, ...]
    translators: tuple[str, ...]
    editors: tuple[str, ...]


@cache
def vocabulary_of(language: str) -> Vocabulary:
    """Give the words of a language, else of its base, else the English ones."""
    for code in (*from_exact_to_base(language), SOURCE_LANGUAGE):
        path = FOLDER / "texts" / f"{code}.json"
        if path.is_file():
            words = json.loads(path.read_text(encoding="utf-8"))
            lists = {name: tuple(value) for name, value in words.items() if isinstance(value, list)}
            return Vocabulary(**{**words, **lists})
    raise FileNotFoundError(FOLDER / "texts")


@cache
def outlets() -> list[dict[str, Any]]:
    """List the publications that seeded originals come from, with those who write for them."""
    found: list[dict[str, Any]] = json.loads((FOLDER / "outlets.json").read_text(encoding="utf-8"))
    return found
