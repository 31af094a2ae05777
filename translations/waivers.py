"""Letting findings of the checks stand: a warning for a translator's reason, a must-fix for an editor's."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import override

from articles import events
from articles.models import Article
from articles.richtext import normalise_text
from articles.rights import may
from translations.checking import Checked, check_segment
from translations.glossary import glossary_of
from translations.models import Segment, Waiver
from translations.quality import Finding

LONGEST_REASON = 300


class WaiverRefusedError(Exception):
    """A finding that this person may not let stand, or not so; the sentence says why."""


def fingerprint_of(finding: Finding) -> str:
    """Tell a finding from any other: by its check, its weight and what it says, in no language."""
    with override(None):
        said = f"{finding.code}\n{finding.blocking}\n{finding.message}"
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


def waivers_of(article: Article) -> QuerySet[Waiver]:
    """Give what was let stand in a piece, overridden must-fixes first, then in reading order."""
    rows = Waiver.objects.filter(segment__article=article).select_related("segment", "by")
    return rows.order_by("-is_override", "segment__position", "at", "pk")


def unwaived(article: Article, checked: Iterable[Checked]) -> list[Checked]:
    """Leave out the findings that somebody lets stand; blocks without any are gone. One query."""
    known = set(Waiver.objects.filter(segment__article=article).values_list("segment", "fingerprint"))
    left = (
        Checked(
            segment,
            [finding for finding in findings if (segment.pk, fingerprint_of(finding)) not in known],
        )
        for segment, findings in checked
    )
    return [each for each in left if each.findings]


@transaction.atomic
def waive(segment: Segment, *, by: Any, fingerprint: str, reason: str) -> Waiver:
    """Let one finding about the saved text stand, for a reason.

    A must-fix takes an editor of the desk and is an event of the article. Raises WaiverRefusedError.
    A finding that was let stand already keeps its first reason.
    """
    article = Article.objects.select_for_update(of=("self",)).get(pk=segment.article_id)
    segment.refresh_from_db()
    finding = _finding(segment, article, fingerprint)
    why = _acceptable(reason)
    if not may(by, "translate", article):
        raise WaiverRefusedError(_("You cannot change this translation now."))
    if finding.blocking and not may(by, "approve", article):
        raise WaiverRefusedError(
            _("This must be mended. Only an editor of the desk can let it stand, with a written reason.")
        )
    waiver, is_new = Waiver.objects.get_or_create(
        segment=segment,
        code=finding.code,
        fingerprint=fingerprint,
        defaults={"message": finding.message, "is_override": finding.blocking, "reason": why, "by": by},
    )
    if is_new and finding.blocking:
        events.note(article, "override_check", by=by, reason=f"{finding.message} – {why}")
    return waiver


@transaction.atomic
def take_back(waiver: Waiver, *, by: Any) -> None:
    """Let a finding count again; whoever may let it stand may."""
    article = Article.objects.select_for_update(of=("self",)).get(pk=waiver.segment.article_id)
    verb = "approve" if waiver.is_override else "translate"
    if not may(by, verb, article):
        raise WaiverRefusedError(_("You cannot change this translation now."))
    if waiver.is_override:
        events.note(article, "restore_check", by=by, reason=waiver.message)
    waiver.delete()


def _finding(segment: Segment, article: Article, fingerprint: str) -> Finding:
    source = article.source()[0].language
    glossary = glossary_of(article).for_checks()
    for finding in check_segment(segment, source, article.language, glossary=glossary):
        if fingerprint_of(finding) == fingerprint:
            return finding
    raise WaiverRefusedError(_("The text has changed, and the check no longer says this."))


def _acceptable(reason: str) -> str:
    why = " ".join(normalise_text(reason).split())
    if not why:
        raise WaiverRefusedError(_("Write why this may stand."))
    if len(why) > LONGEST_REASON:
        raise WaiverRefusedError(
            _("The reason may have at most %(limit)d characters.") % {"limit": LONGEST_REASON}
        )
    return why
