"""What waits for a person when they come in: the questions behind the panels of the first page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When

from articles.models import Article, Event, Original, PublishedVersion, Snapshot, Status
from articles.workflow import STEPS
from translations.admin.progress import with_progress
from translations.handovers import left_behind
from translations.models import Assignment

MOST = 20
# Of the work itself: one's own first, then what nobody works on.
MOST_WORK = 50
SOON = timedelta(hours=48)
WORST_FIRST = (
    Original.Status.WITHDRAWN,
    Original.Status.GONE,
    Original.Status.CORRECTED,
    Original.Status.CHANGED,
)


def _last_event(article: str, **which: Any) -> QuerySet[Any]:
    return Event.objects.filter(article=OuterRef(article), **which).order_by("-pk")


def open_work(user: Any, *, takes: Sequence[str], hands_out: Sequence[str]) -> QuerySet[Any]:
    """Give what this person has, then what nobody works on in the languages that they take or hand out.

    Of their own what was sent back comes first, then what is urgent, then what is due.
    """
    is_mine = Q(translator=user)
    is_free = Q(translator=None, language__in=takes)
    is_left = Q(language__in=hands_out) & left_behind()
    sent_back = is_mine & Q(article__status=Status.DRAFT, last_step="send_back")
    rows = (
        Assignment.objects.open()
        .filter(is_mine | is_free | is_left)
        .select_related("original__outlet", "article__root", "translator")
        .defer("article__body", "article__blocks")
        .annotate(
            last_step=Subquery(_last_event("article", name__in=STEPS).values("name")[:1]),
            is_mine=Case(When(is_mine, then=Value(1)), default=Value(0)),
            is_sent_back=Case(When(sent_back, then=Value(1)), default=Value(0)),
        )
        .order_by("-is_mine", "-is_sent_back", "-is_urgent", F("due_at").asc(nulls_last=True), "pk")
    )
    return with_progress(rows, "article")[:MOST_WORK]


def waiting_for_review(languages: Sequence[str]) -> QuerySet[Any]:
    """Give what was handed in on an editor's desks, the oldest first."""
    return (
        Article.objects.waiting_for_review()
        .filter(language__in=languages)
        .select_related("root", "original__outlet", "assignment__translator")
        .defer("body", "blocks")
        .annotate(handed_in_at=Subquery(_last_event("pk", name="submit").values("at")[:1]))
        .order_by("handed_in_at", "pk")[:MOST]
    )


def scheduled(languages: Sequence[str], now: datetime) -> QuerySet[Any]:
    """Give the versions that readers will see within two days, the next one first."""
    # By itself, for the index of what is not announced: few rows, where a language has thousands.
    soon = PublishedVersion.objects.filter(
        announced_at=None, visible_from__gt=now, visible_from__lte=now + SOON
    )
    return (
        PublishedVersion.objects.waiting(now)
        .filter(pk__in=soon.values("pk"), language__in=languages)
        .only("headline", "language", "visible_from", "article_id", "kind")
        .order_by("visible_from", "pk")[:MOST]
    )


def changed_originals(languages: Sequence[str]) -> QuerySet[Any]:
    """Give published pieces whose original is gone or says something else than they follow, worst first."""
    newer = Snapshot.objects.filter(original=OuterRef("original"), number__gt=OuterRef("based_on__number"))
    is_lost = Q(root__status__in=(Original.Status.WITHDRAWN, Original.Status.GONE))
    # From the originals to their editions: few of them are not as they were captured.
    concerned = Original.objects.filter(status__in=WORST_FIRST).values("family")
    how_bad = Case(
        *(When(root__status=status, then=Value(place)) for place, status in enumerate(WORST_FIRST))
    )
    return (
        Article.objects.filter(
            is_lost | Exists(newer),
            pk__in=concerned,
            status__in=[Status.PUBLISHED],
            language__in=languages,
        )
        .select_related("root__outlet")
        .defer("body", "blocks")
        .order_by(how_bad, "root__changed_at", "pk")[:MOST]
    )
