"""Taking away every edition of one first original at once, and letting editions go out again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import events, rights, workflow
from articles.models import Article, Event, Original, PublishedVersion

# The event of an edition that readers never saw, when all others were taken away.
STOPPED = "family_retracted"


@dataclass(frozen=True)
class Edition:
    """One edition that is not retracted yet, and what readers have of it."""

    article: Article
    live: PublishedVersion | None
    waiting: PublishedVersion | None
    was_read: bool


@dataclass(frozen=True)
class FamilyRetraction:
    """Why every edition goes, and what readers of each are told: statements by the keys of articles.

    `seen` are the revisions that the person saw, by the keys of articles.
    """

    kind: str
    reason: str
    statements: Mapping[int, str]
    seen: Mapping[int, int]


def editions_of(root: Original) -> list[Edition]:
    """List the editions of a first original that may still be read or published, by language."""
    light = PublishedVersion.objects.with_a_window().defer("body", "blocks").order_by("number")
    family = Article.objects.not_retracted().filter(root=root).order_by("language", "pk")
    return [
        _edition(each) for each in family.prefetch_related(Prefetch("versions", light, to_attr="windows"))
    ]


def _edition(article: Any) -> Edition:
    return Edition(
        article=article,
        live=next((version for version in article.windows if version.is_live()), None),
        waiting=next((version for version in article.windows if version.is_waiting()), None),
        was_read=any(not version.is_waiting() for version in article.windows),
    )


@transaction.atomic
def retract_family(root: Original, *, by: Any, order: FamilyRetraction) -> list[Event]:
    """Retract what readers have seen, cancel what waits, and stop the rest; all of it or nothing.

    Raises StepRefusedError with sentences, StaleRevisionError when an edition is not as it was seen.
    """
    Original.objects.select_for_update(no_key=True).get(pk=root.pk)
    if not rights.may(by, "retract_family", root):
        raise workflow.StepRefusedError(_("Only who edits every language of the piece may retract them all."))
    editions = editions_of(root)
    if {each.article.pk: each.article.revision for each in editions} != dict(order.seen):
        raise workflow.StaleRevisionError
    if not any(each.was_read for each in editions):
        raise workflow.StepRefusedError(
            _("Readers have never seen this article; there is nothing to retract.")
        )
    Original.objects.filter(pk=root.pk).update(stopped_at=timezone.now())
    return [_take_away(edition, by, order) for edition in editions]


@transaction.atomic
def reopen_family(root: Original, *, by: Any, reason: str) -> None:
    """Let editions of a stopped piece go out again; raises StepRefusedError with a sentence."""
    if not rights.may(by, "retract_family", root):
        raise workflow.StepRefusedError(_("You may not do this with this original."))
    if not reason.strip():
        raise workflow.StepRefusedError(_("Write a reason."))
    if Original.objects.filter(pk=root.pk, stopped_at__isnull=False).update(stopped_at=None):
        for article in Article.objects.not_retracted().filter(root=root):
            _note(article, "family_reopened", by, reason)


def _take_away(edition: Edition, by: Any, order: FamilyRetraction) -> Event:
    article = edition.article
    if edition.was_read:
        return workflow.retract(
            article,
            by=by,
            revision=article.revision,
            reason=order.reason,
            statement=order.statements.get(article.pk, ""),
            kind=order.kind,
        )
    if edition.waiting:
        workflow.take_step(article, "cancel_schedule", by=by, revision=article.revision)
    return _note(article, STOPPED, by, order.reason)


def _note(article: Article, name: str, by: Any, reason: str) -> Event:
    """Tell the history of an edition, and whom it concerns, what happened to all."""
    event = events.note(article, name, by=by, reason=reason)
    events.follow(event)
    return event
