"""The newsroom's search: over working text, among the articles that a user may see."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from articles.models import WorkingEntry
from articles.search import index
from articles.search.databases import keys_of
from articles.search.queries import LONGEST_QUERY, clauses_of


def found_in(articles: QuerySet[Any], text: str) -> QuerySet[Any]:
    """Leave in a queryset, which is what a user may see, what a query finds; all of it when it holds no word.

    First brings the entries of what was changed last up to date. More than 200 characters are cut off.
    """
    text = text[:LONGEST_QUERY]
    wanted = [(code, clauses_of(text, code)) for code in settings.NEWSROOM_LANGUAGES]
    wanted = [(code, clauses) for code, clauses in wanted if clauses]
    if not wanted:
        return articles
    index.follow_revisions()
    return articles.filter(pk__in=keys_of(WorkingEntry, wanted).as_expression())
