"""What the blocks of a translation said at a moment, for comparing them with what they say now."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from articles.models import Article, Event, PublishedVersion
from translations.models import Segment, SegmentVersion

OUT = (Segment.State.LEFT_OUT, Segment.State.MERGED)


def texts_at(article: Article, moment: datetime) -> dict[int, str]:
    """Give the text of every block (by primary key) as it stood then, in one query.

    A block that was left out or merged, or did not exist, had none.
    """
    earlier = SegmentVersion.objects.filter(segment=OuterRef("pk"), at__lte=moment).order_by("-revision")
    rows: Any = Segment.objects.filter(article=article).annotate(
        then_target=Subquery(earlier.values("target")[:1]), then_state=Subquery(earlier.values("state")[:1])
    )
    texts = {}
    for segment in rows:
        stood = segment.updated_at is None or segment.updated_at <= moment
        target = segment.target if stood else segment.then_target
        state = segment.state if stood else segment.then_state
        texts[segment.pk] = "" if state in OUT else target or ""
    return texts


def last_judged(article: Article) -> Event | None:
    """Give the step by which an editor last judged the piece: sent it back or published it."""
    judged = article.events.filter(name__in=("send_back", "publish")).select_related("by")
    return judged.order_by("-pk").first()


def last_read(article: Article) -> PublishedVersion | None:
    """Give the version that readers see, or saw last; asks nothing when the versions are loaded."""
    now = timezone.now()
    seen = [version for version in article.versions.all() if version.has_been_live(now)]
    return max(seen, key=lambda version: version.number, default=None)
