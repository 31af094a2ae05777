"""The page of one person, whatever they did."""

from __future__ import annotations

from itertools import groupby

from django.conf import settings
from django.db.models import Case, F, IntegerField, Value, When
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from articles.attribution import role_name
from articles.listings import live_stories, stories_in
from articles.models import Person
from articles.models.people import Role
from articles.models.versions import PublishedVersionQuerySet
from articles.phrases import language_name
from articles.views.paging import page_of

RANKS = {role: rank for rank, role in enumerate(Role)}


@require_safe
def person(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """Show a person's live stories in one language, under what they did; without any there is no page."""
    shown = get_object_or_404(Person, slug=slug)
    page = page_of(_credited(stories_in(language), shown), request)
    if not page.object_list:
        raise Http404
    context = {
        "person": shown,
        "name": _printed_name(shown, language),
        "biography": _biography(shown, language),
        "page": page,
        "roles": [
            (role_name(role, language), list(stories))
            for role, stories in groupby(page.object_list, key=lambda story: story.credited_as)
        ],
        "pairs": _pairs(shown, language),
        "path": shown.get_absolute_url(language),
    }
    return render(request, "articles/person.html", context)


def _printed_name(shown: Person, code: str) -> str:
    """Give the name as this edition printed it last: it may be in another script than the person's own."""
    credited = stories_in(code).filter(credits__person=shown).values_list("credits__name", flat=True)
    return str(credited[:1].get())


def _biography(shown: Person, code: str) -> tuple[str, str] | None:
    """Give what is said about somebody, in this language or the newsroom's next one, and the language."""
    others = (each for each in settings.NEWSROOM_LANGUAGES if each != code)
    return next(((words, each) for each in (code, *others) if (words := shown.biography_in(each))), None)


def _credited(stories: PublishedVersionQuerySet, shown: Person) -> PublishedVersionQuerySet:
    """Select stories once for each role in which a person is named, role by role."""
    rank = Case(
        *(When(credits__role=role.value, then=Value(rank)) for role, rank in RANKS.items()),
        output_field=IntegerField(),
    )
    return (
        stories.filter(credits__person=shown)
        .annotate(credited_as=F("credits__role"), rank=rank)
        .order_by("rank", "-first_published_at", "-pk")
    )


def _pairs(shown: Person, reader: str) -> list[tuple[str, str]]:
    """Name the languages that somebody translates from and into."""
    translated = live_stories().filter(credits__person=shown, credits__role=Role.TRANSLATOR)
    pairs = translated.exclude(source_language="").order_by().values_list("source_language", "language")
    return sorted(
        (language_name(source, reader), language_name(target, reader)) for source, target in pairs.distinct()
    )
