"""What was published when: all months with their counts, and the stories of one month or one day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from django.db.models import Count
from django.db.models.functions import TruncDay, TruncMonth
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.dates import day_in, month_in
from articles.listings import stories_in
from articles.models.versions import PublishedVersionQuerySet
from articles.views.paging import page_of


@dataclass(frozen=True)
class Period:
    """A month or a day of the newsroom's zone; `count` says how much of it is still live."""

    name: str
    path: str
    count: int = 0


@require_safe
def archive(request: HttpRequest, language: str) -> HttpResponse:
    """List every month in which something came out, newest first, year by year."""
    months = _counted(stories_in(language), TruncMonth)
    years = [
        (year, [_month(first, language, count) for first, count in group])
        for year, group in groupby(months, lambda month: month[0].year)
    ]
    context = {"years": years, "path": reverse("articles:archive", args=[language])}
    return render(request, "articles/archive.html", context)


@require_safe
def archive_month(request: HttpRequest, language: str, year: int, month: int) -> HttpResponse:
    """List the stories of one month, and its days that have some; without any there is no page."""
    first = _midnight(year, month, 1)
    stories = _between(language, first, _midnight(year + month // 12, month % 12 + 1, 1))
    days = [_day(day, language, count) for day, count in reversed(_counted(stories, TruncDay))]
    return _period(request, stories, _month(first, language), days=days)


@require_safe
def archive_day(request: HttpRequest, language: str, year: int, month: int, day: int) -> HttpResponse:
    """List the stories of one day; without any there is no page."""
    begin = _midnight(year, month, day)
    following = begin.date() + timedelta(days=1)
    stories = _between(language, begin, _midnight(following.year, following.month, following.day))
    return _period(request, stories, _day(begin, language), above=_month(begin, language))


def _period(
    request: HttpRequest, stories: PublishedVersionQuerySet, here: Period, **around: Any
) -> HttpResponse:
    page = page_of(stories, request)
    if not page.object_list:
        raise Http404
    return render(
        request, "articles/archive_period.html", {"here": here, "page": page, "path": here.path, **around}
    )


def _counted(
    stories: PublishedVersionQuerySet, span: type[TruncMonth | TruncDay]
) -> list[tuple[datetime, int]]:
    """Count stories by month or day of the newsroom's zone, newest first."""
    begin = span("first_published_at", tzinfo=timezone.get_default_timezone())
    counted = stories.order_by().annotate(begin=begin).values("begin").annotate(count=Count("pk"))
    return list(counted.order_by("-begin").values_list("begin", "count"))


def _between(language: str, begin: datetime, end: datetime) -> PublishedVersionQuerySet:
    return stories_in(language).filter(first_published_at__gte=begin, first_published_at__lt=end)


def _midnight(year: int, month: int, day: int) -> datetime:
    """Give the beginning of a day in the newsroom's zone; 404 for a day that no calendar has."""
    try:
        return datetime(year, month, day, tzinfo=timezone.get_default_timezone())
    except ValueError as error:
        raise Http404 from error


def _month(first: datetime, language: str, count: int = 0) -> Period:
    path = reverse("articles:archive-month", args=[language, first.year, first.month])
    return Period(month_in(first.date(), language), path, count)


def _day(begin: datetime, language: str, count: int = 0) -> Period:
    path = reverse("articles:archive-day", args=[language, begin.year, begin.month, begin.day])
    return Period(day_in(begin.date(), language), path, count)
