"""Every list that readers can open, of every edition: sections, subjects and people with something live.

For lists of feeds and site maps: a fixed number of queries, however many editions there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Max
from django.urls import reverse

from articles.listings import live_stories
from articles.models import Person, Section, Tag


@dataclass(frozen=True)
class ListPage:
    """One list: its name and page in one language, and when something of it last came out."""

    language: str
    name: str
    path: str
    changed_at: datetime


def list_pages(codes: Iterable[str]) -> list[ListPage]:
    """Give all lists of some languages: sections in their order, then subjects and people by name.

    A subject without a name of its own in a language is left out there, as search engines do.
    """
    wanted = set(codes)
    every = (*_named("section", Section, "section"), *_named("tags", Tag, "tag"), *_people())
    return [page for page in every if page.language in wanted]


def _named(field: str, model: Any, view: str) -> Iterator[ListPage]:
    rows = {row.pk: row for row in model._default_manager.rewrite(mode=False)}
    places = {pk: place for place, pk in enumerate(rows)}
    found = [each for each in _latest_by(field) if each[0] in rows]
    for pk, code, changed_at in sorted(found, key=lambda each: places[each[0]]):
        name, slug = rows[pk].name_in(code), rows[pk].slug_in(code)
        if name and slug:
            yield ListPage(code, name, reverse(f"articles:{view}", args=[code, slug]), changed_at)


def _people() -> Iterator[ListPage]:
    latest = _latest_by("credits__person")
    people = Person.objects.only("name", "slug").in_bulk({pk for pk, _code, _at in latest})
    for pk, code, changed_at in sorted(latest, key=lambda each: people[each[0]].name):
        yield ListPage(code, people[pk].name, people[pk].get_absolute_url(code), changed_at)


def _latest_by(field: str) -> list[tuple[int, str, datetime]]:
    """Give what live stories belong to, in which language, and when the newest of them appeared."""
    stories = live_stories().order_by().exclude(**{field: None})
    return list(stories.values_list(field, "language").annotate(Max("visible_from")))
