"""The one search over published text: what readers may see at this moment, and nothing else.

Hits whose headline fits come first, then the newest. A query costs about the same however much it
fits: without filters only the newest entries that fit are looked at.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any

from django.conf import settings
from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, Value, When

from articles.listings import live_stories
from articles.models import PublishedVersion, SearchEntry, VersionCredit
from articles.search.databases import keys_of
from articles.search.queries import clauses_of

# What a reader can page through.
MOST_HITS = 1_000
NEWEST_HEADLINES = 300
IN_EACH_OTHER_LANGUAGE = 3
# More than are shown: some may have to wait for their time.
LOOKED_AT_IN_OTHERS = 30


@dataclass(frozen=True)
class Filters:
    """What hits must have besides the words; `until` is the first moment that is too late."""

    section: int | None = None
    since: datetime | None = None
    until: datetime | None = None
    people: tuple[int, ...] | None = None

    def __bool__(self) -> bool:
        return self != NO_FILTERS


NO_FILTERS = Filters()


@dataclass(frozen=True)
class Found:
    """The keys of versions that fit, best first; `is_all` is False when there are more than `MOST_HITS`."""

    keys: list[int] = field(default_factory=list)
    is_all: bool = True


def find(text: str, code: str, filters: Filters = NO_FILTERS) -> Found:
    """Find what readers of a language may see now; nothing when the query holds no word."""
    clauses = clauses_of(text, code)
    if not clauses:
        return Found()
    wanted = [(code, clauses)]
    headlines = keys_of(SearchEntry, wanted, column="headline", newest=NEWEST_HEADLINES)
    # With filters all that fit: the newest of them may lack what the filters ask for.
    fitting = keys_of(SearchEntry, wanted)
    if not filters:
        fitting = headlines | keys_of(SearchEntry, wanted, newest=MOST_HITS + 1)
    stories = _filtered(PublishedVersion.objects.live().in_language(code), filters)
    stories = stories.filter(pk__in=fitting.as_expression())
    in_headline = Q(pk__in=headlines.as_expression())
    rank = Case(When(in_headline, then=Value(0)), default=Value(1), output_field=IntegerField())
    ordered = stories.order_by(rank, "-first_published_at", "-pk").values_list("pk", flat=True)
    keys = list(ordered[: MOST_HITS + 1])
    return Found(keys[:MOST_HITS], is_all=len(keys) <= MOST_HITS)


def _filtered(stories: Any, filters: Filters) -> Any:
    if filters.section is not None:
        stories = stories.filter(section=filters.section)
    if filters.since:
        stories = stories.filter(first_published_at__gte=filters.since)
    if filters.until:
        stories = stories.filter(first_published_at__lt=filters.until)
    if filters.people is not None:
        credit = VersionCredit.objects.filter(version=OuterRef("pk"), person__in=filters.people)
        stories = stories.filter(Exists(credit))
    return stories


def find_in_others(text: str, code: str) -> list[int]:
    """Find the newest hits in each of the site's other languages, a few keys for each."""
    others = [each for each in settings.NEWSROOM_LANGUAGES if each != code]
    wanted = [(each, clauses) for each in others if (clauses := clauses_of(text, each))]
    if not wanted:
        return []
    fitting = reduce(or_, (keys_of(SearchEntry, [each], newest=LOOKED_AT_IN_OTHERS) for each in wanted))
    return _few_of_each(PublishedVersion.objects.live().filter(pk__in=fitting.as_expression()))


def _few_of_each(stories: Any) -> list[int]:
    few: dict[str, list[int]] = defaultdict(list)
    for key, language in stories.order_by("-first_published_at", "-pk").values_list("pk", "language"):
        if len(few[language]) < IN_EACH_OTHER_LANGUAGE:
            few[language].append(key)
    return [key for keys in few.values() for key in keys]


def stories_at(keys: Iterable[int]) -> list[PublishedVersion]:
    """Load what a list shows of hits, in the order of their keys, with `quotable`, the text to quote from."""
    order = {key: place for place, key in enumerate(keys)}
    stories = live_stories().filter(pk__in=order).order_by().annotate(quotable=F("search_entry__text"))
    return sorted(stories, key=lambda story: order[story.pk])
