"""The checks of a whole translation: those of each block, and those that need all of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from articles.models import Article
from translations.models import Segment
from translations.quality import Finding, GlossaryEntry, Unit, findings
from translations.quality.whole import findings_of_all


class Checked(NamedTuple):
    """One block and what the checks say about it."""

    segment: Segment
    findings: list[Finding]


def check_article(article: Article, glossary: Sequence[GlossaryEntry] = ()) -> list[Checked]:
    """Check every block that has a text of its own, in reading order, with one query for all blocks.

    What is said about the whole text stands with the block that it is about, or with the first one.
    """
    rows = Segment.objects.filter(article=article).order_by("position")
    segments = [segment for segment in rows if not (segment.is_locked or segment.is_out)]
    source_lang = article.source()[0].language
    units = [unit_of(segment, source_lang, article.language, glossary=glossary) for segment in segments]
    together = findings_of_all(units)
    return [
        Checked(segment, [*findings(unit), *together.get(number, ())])
        for number, (segment, unit) in enumerate(zip(segments, units, strict=True))
    ]


def check_segment(
    segment: Segment,
    source_lang: str,
    target_lang: str,
    *,
    target: str | None = None,
    glossary: Sequence[GlossaryEntry] = (),
) -> list[Finding]:
    """Check one block as it is saved, or with the `target` that somebody is typing."""
    return findings(unit_of(segment, source_lang, target_lang, target=target, glossary=glossary))


def unit_of(
    segment: Segment,
    source_lang: str,
    target_lang: str,
    *,
    target: str | None = None,
    glossary: Sequence[GlossaryEntry] = (),
) -> Unit:
    """Give a block as the checks want it; what came from a machine counts as its text until it is edited."""
    return Unit(
        source=segment.source,
        target=segment.target if target is None else target,
        source_lang=source_lang,
        target_lang=target_lang,
        kind=segment.kind,
        links=len(segment.source_links),
        placeholders=segment.source_placeholders,
        glossary=glossary,
        machine=segment.target if segment.origin == Segment.Origin.MACHINE else "",
    )
