"""What hits must have besides the words, and how each database is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection

from articles.models import PublishedVersion, VersionCredit


@dataclass(frozen=True)
class Filters:
    """A section, days and people; `until` is the first moment that is too late."""

    section: int | None = None
    since: datetime | None = None
    until: datetime | None = None
    people: tuple[int, ...] | None = None

    def __bool__(self) -> bool:
        return self != NO_FILTERS


NO_FILTERS = Filters()


class Conditions(NamedTuple):
    """What stands in SQL after a condition on the words: nothing, or ANDs."""

    sql: str = ""
    params: tuple[Any, ...] = ()

    def __add__(self, other: Any) -> Conditions:
        return Conditions(self.sql + other.sql, self.params + other.params)


NO_CONDITIONS = Conditions()


def conditions_of(filters: Filters, code: str) -> Conditions:
    """Put filters into conditions on entries of versions of a language."""
    conditions = NO_CONDITIONS
    columns = {
        "section": filters.section,
        "first_published_at__gte": filters.since,
        "first_published_at__lt": filters.until,
    }
    if lookups := {name: value for name, value in columns.items() if value is not None}:
        if connection.vendor == "postgresql":
            conditions += _in_the_entry(lookups)
        else:
            # An index holds all that is asked for; the entry's own columns stand behind its texts.
            conditions += _in(PublishedVersion.objects.filter(language=code, **lookups))
    if filters.people:
        conditions += _in(VersionCredit.objects.filter(person__in=filters.people), "version")
    return conditions


def _in_the_entry(lookups: dict[str, Any]) -> Conditions:
    written = {
        "section": "section_id = %s",
        "first_published_at__gte": "first_published_at >= %s",
        "first_published_at__lt": "first_published_at < %s",
    }
    return Conditions("".join(f" AND {written[name]}" for name in lookups), tuple(lookups.values()))


def _in(rows: Any, column: str = "pk") -> Conditions:
    """Look for the key in a column; the sign keeps SQLite from running the search anew for each row."""
    key = "version_id" if connection.vendor == "postgresql" else "rowid"
    sql, params = rows.order_by().values(column).query.sql_with_params()
    return Conditions(f" AND +{key} IN ({sql})", tuple(params))
