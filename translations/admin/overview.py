"""The first desk: what waits for this person when they come in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Case, Count, Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery, Value, When
from django.utils import timezone

from articles import rights
from articles.admin.languages import language_name
from articles.models import Article, Event, Original, PublishedVersion, Status
from translations.admin.progress import with_progress
from translations.models import Assignment

MOST = 20
NEWEST = 10


@dataclass(frozen=True)
class Overview:
    """The three lists of the first page, and who they are for."""

    my_work: QuerySet[Any]
    waiting: QuerySet[Any]
    untranslated: list[tuple[Original, list[tuple[str, str]]]]
    is_editor: bool
    now: Any


def overview_of(user: Any) -> Overview:
    """Gather the lists of one person."""
    approving = _languages(user, "approve")
    return Overview(
        my_work=my_work(user),
        waiting=waiting_for_review(approving),
        untranslated=untranslated(_languages(user, "take")),
        is_editor=bool(approving),
        now=timezone.now(),
    )


def _languages(user: Any, verb: str) -> list[str]:
    return [code for code in settings.NEWSROOM_LANGUAGES if rights.may(user, verb, code)]


def _last_event(article: str, **which: str) -> QuerySet[Any]:
    return Event.objects.filter(article=OuterRef(article), **which).order_by("-pk")


def my_work(user: Any) -> QuerySet[Any]:
    """Give a translator's open work: what was sent back first, then by urgency and due time."""
    mine = Assignment.objects.open().filter(translator=user).select_related("original__outlet", "article")
    sent_back = Q(article__status=Status.DRAFT, last_step="send_back")
    return (
        with_progress(mine, "article__segments")
        .annotate(
            last_step=Subquery(_last_event("article").values("name")[:1]),
            is_sent_back=Case(When(sent_back, then=Value(1)), default=Value(0)),
        )
        .order_by("-is_sent_back", "-is_urgent", F("due_at").asc(nulls_last=True), "pk")[:MOST]
    )


def waiting_for_review(languages: list[str]) -> QuerySet[Any]:
    """Give what was handed in on an editor's desks, the oldest first."""
    handed_in = _last_event("pk", name="submit")
    return (
        Article.objects.waiting_for_review()
        .filter(language__in=languages)
        .select_related("root", "original__outlet")
        .annotate(handed_in_at=Subquery(handed_in.values("at")[:1]))
        .order_by("handed_in_at", "pk")[:MOST]
    )


def untranslated(languages: list[str]) -> list[tuple[Original, list[tuple[str, str]]]]:
    """Give the newest originals that lack an edition in one of the user's languages, and which."""
    ours_is_live = PublishedVersion.objects.live().filter(article=OuterRef("own_article"))
    roots = Original.objects.filter(
        Q(own_article=None) | Q(own_article__original=None) & Exists(ours_is_live)
    )
    counts = Q(family__language__in=languages) & ~Q(family__status=Status.RETRACTED)
    in_its_own_language = Case(
        When(own_article=None, language__in=languages, then=Value(1)), default=Value(0)
    )
    editions = Article.objects.not_retracted().only("language", "root_id")
    newest = (
        roots.annotate(settled=Count("family", filter=counts) + in_its_own_language)
        .filter(settled__lt=len(languages))
        .select_related("outlet")
        .prefetch_related(Prefetch("family", editions))
        .order_by("-created_at", "-pk")[:NEWEST]
    )
    return [(original, missing_editions(original, languages)) for original in newest]


def missing_editions(original: Original, languages: list[str]) -> list[tuple[str, str]]:
    """Name the languages into which a first original may still be taken."""
    taken = {original.language, *(edition.language for edition in original.family.all())}
    return [(code, language_name(code)) for code in languages if code not in taken]
