"""The events that stand beside the steps of the workflow, and what follows from any event."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from articles.models import Article, Event, PublishedVersion


def note(
    article: Article, name: str, *, by: Any, reason: str = "", version: PublishedVersion | None = None
) -> Event:
    """Record what happened to an article and changes neither its status nor its revision."""
    return Event.objects.create(
        article=article,
        version=version,
        name=name,
        by=by,
        from_status=article.status,
        to_status=article.status,
        revision=article.revision,
        reason=reason.strip(),
    )


def follow(event: Event) -> None:
    """Write the rows that follow (`settings.AFTER_STEP`), in the transaction of the event."""
    for follower in settings.AFTER_STEP:
        import_string(follower)(event)
