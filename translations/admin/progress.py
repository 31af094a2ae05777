"""How far a translation is, asked for many articles in one query."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from translations.models import Segment

FINISHED = (Segment.State.CONFIRMED, Segment.State.LEFT_OUT, Segment.State.MERGED)


def with_progress(rows: QuerySet[Any], article: str) -> QuerySet[Any]:
    """Count the blocks of each row's article and those that are finished; `article` names its key."""
    needed = Segment.objects.needed().filter(article=OuterRef(article))
    return rows.annotate(
        blocks_to_translate=_count(needed), blocks_finished=_count(needed.filter(state__in=FINISHED))
    )


def _count(segments: QuerySet[Segment]) -> Coalesce:
    number = segments.order_by().values("article").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(number), 0)
