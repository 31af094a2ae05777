"""How the newsroom translates, and everything that it had to put right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet, Value
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.listings import live_stories
from articles.models import Correction, Person, PublishedVersion, VersionCredit, Withdrawal
from articles.models.people import Role
from articles.models.versions import PublishedVersionQuerySet
from articles.pages import visible_corrections
from articles.views.paging import page_of


@dataclass(frozen=True)
class LogEntry:
    """One line of the log: a correction of a live story, or a withdrawal, which names no headline."""

    at: datetime
    correction: Correction | None = None
    story: PublishedVersion | None = None
    withdrawal: Withdrawal | None = None


@require_safe
def about_translation(request: HttpRequest, language: str) -> HttpResponse:
    """Say who translates, how translations are reviewed and how originals are followed."""
    translated = VersionCredit.objects.filter(
        role=Role.TRANSLATOR,
        version__in=live_stories().in_language(language).order_by(),
        person=OuterRef("pk"),
    )
    context = {
        "translators": Person.objects.filter(Exists(translated)).order_by("name"),
        "path": reverse("articles:about-translation", args=[language]),
    }
    return render(request, "articles/about_translation.html", context)


@require_safe
def corrections(request: HttpRequest, language: str) -> HttpResponse:
    """List every correction and withdrawal of one language, newest first, for ever."""
    corrected = _corrections_in(language).values_list("at", "pk", Value("correction"))
    withdrawn = _withdrawals_in(language).values_list("at", "pk", Value("withdrawal"))
    page = page_of(corrected.union(withdrawn, all=True).order_by("-at", "pk"), request)
    context = {
        "page": page,
        "entries": _entries(list(page.object_list)),
        "path": reverse("articles:corrections", args=[language]),
    }
    return render(request, "articles/corrections.html", context)


def _corrections_in(language: str) -> QuerySet[Correction]:
    is_live = Exists(_live_version(language))
    return visible_corrections().filter(is_live, article__language=language).order_by()


def _withdrawals_in(language: str) -> QuerySet[Withdrawal]:
    """Select withdrawals of what readers saw; the headline has gone with the text."""
    was_read = Exists(PublishedVersion.objects.has_been_live().filter(article=OuterRef("article")))
    return Withdrawal.objects.filter(was_read, article__language=language).order_by()


def _live_version(language: str) -> PublishedVersionQuerySet:
    return live_stories().in_language(language).filter(article=OuterRef("article"))


def _entries(rows: Sequence[tuple[datetime, int, str]]) -> list[LogEntry]:
    """Load what a page of the log shows: three queries whatever its length."""
    keys = {kind: [pk for _at, pk, each in rows if each == kind] for kind in ("correction", "withdrawal")}
    corrected = Correction.objects.in_bulk(keys["correction"])
    withdrawn = Withdrawal.objects.in_bulk(keys["withdrawal"])
    articles = {each.article_id for each in corrected.values()}
    stories = {story.article_id: story for story in live_stories().filter(article__in=articles)}
    return [
        LogEntry(at, correction=corrected[pk], story=stories[corrected[pk].article_id])
        if kind == "correction"
        else LogEntry(at, withdrawal=withdrawn[pk])
        for at, pk, kind in rows
    ]
