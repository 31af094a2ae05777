"""Terms of the glossary in the original, underlined where they stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from translations.glossary import Entry, Glossary
from translations.inflections import Place
from translations.marks import Run


def underlined(runs: Sequence[Run], glossary: Glossary) -> list[Run]:
    """Cut runs of words at the terms that stand in them; `term` of a run says the rule.

    A term may run over several runs, when a part of it is bold: each part is underlined.
    """
    if not glossary.entries:
        return list(runs)
    places = glossary.finder.places("".join(_words(run) for run in runs))
    cut: list[Run] = []
    start = 0
    for run in runs:
        end = start + len(_words(run))
        inside = [place for place in places if place.start < end and start < place.end]
        cut += _cut(run, start, inside, glossary.entries) if inside else [run]
        start = end
    return cut


def _words(run: Run) -> str:
    return "" if run.is_placeholder else run.text


def _cut(run: Run, start: int, places: Sequence[Place], entries: Sequence[Entry]) -> Iterator[Run]:
    """Cut one run; what ends its link stays at its last piece."""
    done = 0
    pieces: list[Run] = []
    for place in places:
        first, last = max(place.start - start, 0), min(place.end - start, len(run.text))
        if first > done:
            pieces.append(replace(run, text=run.text[done:first], ends_link=False))
        rule = rule_of(entries[place.number])
        pieces.append(replace(run, text=run.text[first:last], ends_link=False, term=rule))
        done = last
    if done < len(run.text):
        pieces.append(replace(run, text=run.text[done:], ends_link=False))
    yield from pieces[:-1]
    yield replace(pieces[-1], ends_link=run.ends_link)


def rule_of(entry: Entry) -> str:
    """Say in a line what to write for a term."""
    words = " / ".join(row.text for row in entry.words)
    never = ", ".join(f"“{row.text}”" for row in entry.forbidden)
    if not never:
        return words
    rule = _("never %(words)s") % {"words": never}
    return f"{words}, {rule}" if words else rule
