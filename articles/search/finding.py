"""The one search over published text: what readers may see at this moment, and nothing else.

Hits whose headline fits come first, then the newest. A query costs about the same however much it
fits: only the newest entries that fit are looked at.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import Any

from django.conf import settings
from django.db.models import Case, F, IntegerField, Q, TextField, Value, When

from articles.models import PublishedVersion, SearchEntry
from articles.search.databases import keys_of
from articles.search.filters import NO_FILTERS, Filters, conditions_of
from articles.search.queries import clauses_of

# What a reader can page through.
MOST_HITS = 1_000
NEWEST_HEADLINES = 300
IN_EACH_OTHER_LANGUAGE = 3
# More than are shown: some may have to wait for their time.
LOOKED_AT_IN_OTHERS = 30


@dataclass(frozen=True)
class Found:
    """The keys of versions that fit, best first; `is_all` is False when there are more than `MOST_HITS`."""

    keys: list[int] = field(default_factory=list)
    is_all: bool = True


def find(text: str, code: str, filters: Filters = NO_FILTERS) -> Found:
    """Find what readers of a language may see now; nothing when the query holds no word."""
    clauses = clauses_of(text, code)
    if not clauses or filters.people == ():
        return Found()
    wanted, conditions = [(code, clauses)], conditions_of(filters, code)
    headlines, texts = (
        keys_of(SearchEntry, wanted, column=column, newest=newest, conditions=conditions)
        for column, newest in (("headline", NEWEST_HEADLINES), ("words", MOST_HITS + 1))
    )
    # The entries say the language; to ask for it anew would lead SQLite through all of its versions.
    stories = PublishedVersion.objects.live().filter(pk__in=(headlines | texts).as_expression())
    in_headline = Q(pk__in=headlines.as_expression())
    rank = Case(When(in_headline, then=Value(0)), default=Value(1), output_field=IntegerField())
    ordered = stories.order_by(rank, "-first_published_at", "-pk").values_list("pk", flat=True)
    keys = list(ordered[: MOST_HITS + 1])
    return Found(keys[:MOST_HITS], is_all=len(keys) <= MOST_HITS)


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


def stories_at(keys: Iterable[int], others: Iterable[int] = ()) -> list[PublishedVersion]:
    """Load what a list shows of hits, in the order of their keys: `quotable` is the text to quote from.

    Nothing is quoted of `others`.
    """
    quoted = list(keys)
    order = {key: place for place, key in enumerate([*quoted, *others])}
    stories = PublishedVersion.objects.live().filter(pk__in=order).order_by()
    quotable = Case(
        When(pk__in=quoted, then=F("search_entry__text")), default=Value(""), output_field=TextField()
    )
    stories = stories.defer("body", "blocks", "pictures").annotate(quotable=quotable)
    return sorted(stories, key=lambda story: order[story.pk])
