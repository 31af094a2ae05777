"""Checks that need all blocks of a piece: one spelling for a name, and a text that somebody edited."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext_lazy as _
from rapidfuzz import fuzz

from translations.quality.base import Finding, Unit
from translations.quality.machine import ARTICLE_LIMIT, unmodified_share
from translations.quality.names import SHORTEST

ALIKE = 75


def findings_of_all(units: Sequence[Unit]) -> dict[int, list[Finding]]:
    """Give what is wrong with the blocks together, by the number of the block it is about."""
    found: dict[int, list[Finding]] = {}
    for number, finding in [*_spellings(units), *_unedited(units)]:
        found.setdefault(number, []).append(finding)
    return found


def _unedited(units: Sequence[Unit]) -> Iterator[tuple[int, Finding]]:
    """Ask that a person has worked on a text that a machine translated; said with the first block."""
    total = sum(len(unit.target) for unit in units)
    kept = sum(
        len(unit.target) * unmodified_share(unit.machine, unit.target) for unit in units if unit.machine
    )
    if total and kept / total >= ARTICLE_LIMIT:
        sentence = _("%(share)d %% of the whole text is as the machine wrote it. Edit it before it goes on.")
        yield 0, Finding("machine_article", sentence, {"share": int(kept / total)}, blocking=True)


def _spellings(units: Sequence[Unit]) -> Iterator[tuple[int, Finding]]:
    """Find names of the source that one block has as they are, and another nearly so."""
    words = [{word.lower(): word for word in unit.target_words} for unit in units]
    names = [
        {word for word in unit.source_words if len(word) >= SHORTEST and word.istitle()} for unit in units
    ]
    as_they_are = {
        name for mine, told in zip(names, words, strict=True) for name in mine if name.lower() in told
    }
    for number, (mine, told) in enumerate(zip(names, words, strict=True)):
        for name in sorted(mine & as_they_are):
            if any(word.startswith(name.lower()) for word in told):
                continue
            other = _nearest(name.lower(), told)
            if other and other.lower() not in units[number].source_prose.lower():
                sentence = _("“%(name)s” is spelled “%(other)s” in other paragraphs. Choose one.")
                yield number, Finding("name_variant", sentence, {"name": other, "other": name})


def _nearest(name: str, told: dict[str, str]) -> str:
    """Give the word with a capital letter that is most like a name, nothing if none is."""
    near = [(fuzz.ratio(name, word), written) for word, written in told.items() if written[:1].isupper()]
    score, written = max(near, default=(0, ""))
    return written if score >= ALIKE else ""
