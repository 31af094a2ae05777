"""The checks of a whole translation: those of each block, and those that need all of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from articles.models import Article
from translations.models import Segment
from translations.quality import Finding, GlossaryEntry, Unit, findings


class Checked(NamedTuple):
    """One block and what the checks say about it."""

    segment: Segment
    findings: list[Finding]


def check_article(article: Article, glossary: Sequence[GlossaryEntry] = ()) -> list[Checked]:
    """Check every block that has a text of its own, in reading order, with one query for all blocks."""
    segments = Segment.objects.filter(article=article).order_by("position")
    source_lang = article.source()[0].language
    return [
        Checked(segment, check_segment(segment, source_lang, article.language, glossary=glossary))
        for segment in segments
        if not (segment.is_locked or segment.is_out)
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
    return findings(
        Unit(
            source=segment.source,
            target=segment.target if target is None else target,
            source_lang=source_lang,
            target_lang=target_lang,
            kind=segment.kind,
            links=len(segment.source_links),
            placeholders=segment.source_placeholders,
            glossary=glossary,
        )
    )
