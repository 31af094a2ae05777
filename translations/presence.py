"""Who else has a translation open, and in which block: told by their browsers, forgotten in a minute."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from articles.models import Article
from translations.models import Presence, Segment

# A browser tells every 20 seconds; somebody who missed two turns has gone.
LASTS = timedelta(seconds=60)


def tell(article: Article, *, by: Any, segment: Segment | None) -> None:
    """Note where somebody is."""
    Presence.objects.update_or_create(
        article=article, user=by, defaults={"segment": segment, "seen_at": timezone.now()}
    )


def others(article: Article, *, than: Any) -> QuerySet[Presence]:
    """Give who else is in a block of this translation now, in one query."""
    recent = Presence.objects.filter(article=article, seen_at__gt=timezone.now() - LASTS)
    return recent.exclude(user=than).exclude(segment=None).select_related("user").order_by("pk")
