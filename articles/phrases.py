"""The words of an attribution: whole phrases and labels, as native editors wrote them in `data/`.

Grammar bends the name of a language ("aus dem Englischen", "englannista"), so a phrase is never
built from parts. Where none is known the label form serves, which is right in every language:
"Original language: Danish".
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from string import Formatter
from typing import NamedTuple

from articles.languages import (
    DATA,
    base_of,
    bcp47,
    direction,
    from_exact_to_base,
    lookup_order,
    name_in,
)

ATTRIBUTION = json.loads((DATA / "attribution.json").read_text(encoding="utf-8"))
LABELS = json.loads((DATA / "labels.json").read_text(encoding="utf-8"))["labels"]
FALLBACK = "en"


class Words(NamedTuple):
    """Words and the code of the language that they are in: not always the one that was asked for."""

    text: str
    language: str


@dataclass(frozen=True)
class Part:
    """A run of text in a sentence, with what a page needs to mark it up.

    `kind` is text, name, title, publication, date or licence. `language` (BCP 47) and `direction` are
    filled where they differ from the sentence around; `person` is the slug of a person's page,
    `machine` the date as machines read it.
    """

    text: str
    kind: str = "text"
    language: str = ""
    direction: str = ""
    person: str = ""
    url: str = ""
    machine: str = ""


@dataclass(frozen=True)
class Sentence:
    """Finished words in parts; as a string they are plain text.

    `language` and `direction` are filled only where the words are not in the edition's language.
    """

    parts: tuple[Part, ...]
    language: str = ""
    direction: str = ""

    def __str__(self) -> str:
        return "".join(part.text for part in self.parts)


def phrase(target: str, source: str) -> Words:
    """Say "translated from X" in the target language, with the label form where no phrase is known."""
    return exact_phrase(target, source) or _label_form(target, source)


def exact_phrase(target: str, source: str) -> Words | None:
    """Give the whole phrase for a pair, of the very languages or of their bases, or None."""
    for reader in lookup_order(target):
        known = ATTRIBUTION["phrases"].get(reader, {})
        for original in dict.fromkeys((*from_exact_to_base(source), *lookup_order(source))):
            if original in known:
                return Words(known[original], reader)
    return None


def relay_phrase(target: str, source: str, first: str) -> Words:
    """Say that a piece came through another language: "Translated from Swedish (original: English)"."""
    near = phrase(target, source)
    template = ATTRIBUTION["relay"][near.language]
    return Words(
        template.format(phrase=near.text, language=language_name(first, near.language)), near.language
    )


def label(key: str, target: str) -> Words:
    """Give a label or a sentence of an attribution, else the base language's, else the English one."""
    reader = next((code for code in lookup_order(target) if code in LABELS), FALLBACK)
    return Words(LABELS[reader][key], reader)


def noun(key: str, target: str) -> Words:
    """Give a label without its name and colon: "Text" of "Text: {name}"."""
    words = label(key, target)
    return words._replace(text=words.text.partition("{name}")[0].rstrip(" :：\u00a0"))


def language_name(code: str, display: str) -> str:
    """Name a source language for readers: without its country or script, which no reader asks for."""
    return name_in(base_of(code), display)


def colon(reader: str) -> str:
    """Give the colon of a phrase's language, with the space that belongs before it."""
    return _mark("colon", reader)


def full_stop(reader: str) -> str:
    """Give what ends a sentence in a phrase's language; nothing in Thai."""
    return _mark("stop", reader)


def _mark(kind: str, reader: str) -> str:
    marks: dict[str, str] = ATTRIBUTION[kind]
    return next((marks[code] for code in lookup_order(reader) if code in marks), marks[FALLBACK])


def _label_form(target: str, source: str) -> Words:
    forms = ATTRIBUTION["language_label"]
    reader = next((code for code in lookup_order(target) if code in forms), FALLBACK)
    return Words(forms[reader].format(language=language_name(source, reader)), reader)


def foreign(code: str, around: str) -> dict[str, str]:
    """Give language and direction for words that stand among those of another language, else nothing."""
    if not code or base_of(code) == base_of(around):
        return {}
    return {"language": bcp47(code), "direction": direction(code)}


def sentence(words: Words, edition: str, **values: Part | Sequence[Part]) -> Sentence:
    """Set parts into the places that a label leaves for them."""
    parts: list[Part] = []
    for literal, field, _spec, _conversion in Formatter().parse(words.text):
        # Dates such as "14 марта 2026 г." bring the full stop that a label would add.
        doubled = parts and parts[-1].text.endswith(".") and literal.startswith(".")
        if text := literal[1:] if doubled else literal:
            parts.append(Part(text))
        if field:
            value = values[field]
            parts.extend([value] if isinstance(value, Part) else value)
    return Sentence(tuple(parts), **foreign(words.language, edition))


def closed(unfinished: Sentence, reader: str) -> Sentence:
    """End a sentence with its language's full stop, unless it ends with one."""
    if not (stop := full_stop(reader)) or str(unfinished).endswith(stop):
        return unfinished
    return replace(unfinished, parts=(*unfinished.parts, Part(stop)))
