"""How far a translation is, asked for many articles in one query."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q, QuerySet

from translations.models import Segment

FINISHED = (Segment.State.CONFIRMED, Segment.State.LEFT_OUT, Segment.State.MERGED)


def with_progress(rows: QuerySet[Any], path: str) -> QuerySet[Any]:
    """Count the blocks of each row's article and those that are finished; `path` leads to the segments."""
    nothing_to_do = Q(**{f"{path}__kind__in": (*Segment.LOCKED, *Segment.META)})
    nothing_to_do |= Q(**{f"{path}__is_decorative": True})
    to_translate = ~nothing_to_do & Q(**{f"{path}__isnull": False})
    finished = Q(**{f"{path}__state__in": FINISHED})
    return rows.annotate(
        blocks_to_translate=Count(path, filter=to_translate),
        blocks_finished=Count(path, filter=to_translate & finished),
    )
