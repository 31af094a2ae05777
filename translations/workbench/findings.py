"""What the checks say about one block, and what each person can do about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from articles.models import Article
from articles.rights import may
from translations.checking import check_segment
from translations.glossary import Glossary
from translations.models import Segment, Waiver
from translations.quality import Finding
from translations.waivers import fingerprint_of


@dataclass(frozen=True)
class Told:
    """One finding, who lets it stand (None for nobody), and whether this person may decide that."""

    finding: Finding
    fingerprint: str
    waiver: Waiver | None
    may_decide: bool


def findings_of(
    segment: Segment,
    article: Article,
    glossary: Glossary,
    *,
    user: Any,
    may_write: bool,
    target: str | None = None,
) -> list[Told]:
    """Check a block as it is saved, or with a `target` that is being typed; one query.

    `may_write` says whether this person may change the translation now.
    """
    found = check_segment(
        segment,
        article.source()[0].language,
        article.language,
        target=target,
        glossary=glossary.for_checks(),
    )
    known = {waiver.fingerprint: waiver for waiver in segment.waivers.select_related("by")}
    may_override = may_write and may(user, "approve", article)
    told = []
    for finding in found:
        fingerprint = fingerprint_of(finding)
        may_decide = may_override if finding.blocking else may_write
        told.append(Told(finding, fingerprint, known.get(fingerprint), may_decide))
    return told
