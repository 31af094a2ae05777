"""Quotation marks: in pairs as in the source, and those of the language; the dash of speech."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from articles import languages
from translations.quality import data
from translations.quality.base import Check, Finding, Unit

# Pairs that pass in print, for each language; where it is not listed nothing is said about style.
PASSING: dict[str, frozenset[str]] = {
    code: frozenset(pairs.split()) for code, pairs in data.load("quotes").items()
}
MARK = re.compile(r"[\"“”„‟«»「」『』＂]|(?<!\w)''|''(?!\w)")
# Inches and minutes of arc.
MEASURE = re.compile(r"\d\s?[\"”″]")
# Quoted 'so'; an apostrophe stands behind a letter, or before a year.
SINGLE = re.compile(r"(?<!\w)['‘](?=[^\W\d])")
OPENING = {"“": "”", "„": "“”", "«": "»", "»": "«", "「": "」", "『": "』"}
INNER = frozenset("『』")
SPEECH = re.compile(r"^\s*([-–—―])\s")


class QuotesInPairs(Check):
    """As many marks open as close, unless the source leaves one open across paragraphs."""

    code = "quotes"

    def findings(self, unit: Unit) -> Iterator[Finding]:
        source, target = _marks(unit.source_prose), _marks(unit.target_prose)
        if len(source) % 2 == len(target) % 2 or MEASURE.search(unit.source_prose):
            return
        if SINGLE.search(unit.source_prose) or (len(source) % 2 and _is_well_formed(target)):
            return
        yield self.finding(_("A quotation mark lacks its partner. Add or remove one."))


class QuoteStyle(Check):
    """Marks that the language does not use."""

    code = "quote_style"

    def findings(self, unit: Unit) -> Iterator[Finding]:
        passing = _passing(unit.target_lang)
        if not passing or MEASURE.search(unit.target_prose):
            return
        allowed = {sign for pair in passing for sign in pair} | INNER
        marks = [sign for sign in _marks(unit.target_prose) if sign not in INNER]
        inner = set("".join(unit.target_language.inner_quotes).strip())
        for place, sign in enumerate(marks):
            inside = sign in inner and 0 < place < len(marks) - 1
            if sign not in allowed and not inside:
                yield self._foreign(unit, sign)
                return
        if len(marks) == 2 and "".join(marks) not in passing:
            yield self._foreign(unit, "".join(marks))

    def _foreign(self, unit: Unit, sign: str) -> Finding:
        opening, closing = unit.target_language.quotes
        return self.finding(
            _("“%(sign)s” is no quotation mark of this language. Use %(opening)s…%(closing)s."),
            sign=sign,
            opening=opening,
            closing=closing,
        )


class SpeechDash(Check):
    """A line of speech opens with the dash of the language."""

    code = "speech_dash"

    def findings(self, unit: Unit) -> Iterator[Finding]:
        wanted = unit.target_language.dash.strip()
        found = SPEECH.match(unit.target_prose)
        if wanted and found and SPEECH.match(unit.source_prose) and found[1] != wanted:
            yield self.finding(
                _("Speech opens with “%(sign)s” here; this language uses “%(wanted)s”."),
                found.span(1),
                sign=found[1],
                wanted=wanted,
            )


def _marks(text: str) -> list[str]:
    return ['"' if len(mark) == 2 else mark for mark in MARK.findall(text)]


def _is_well_formed(marks: list[str]) -> bool:
    """Say whether marks stand in pairs; of marks that open and close alike nobody can tell."""
    waiting: list[str] = []
    for mark in marks:
        if waiting and mark in OPENING.get(waiting[-1], waiting[-1]):
            waiting.pop()
        else:
            waiting.append(mark)
    return not waiting


def _passing(code: str) -> frozenset[str]:
    return next(
        (PASSING[each] for each in languages.from_exact_to_base(code) if each in PASSING), frozenset()
    )
