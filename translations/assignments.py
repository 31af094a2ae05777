"""Assignments follow what happens to their article."""

from __future__ import annotations

from django.utils import timezone

from articles.models import Event
from translations.models import Assignment


def follow_step(event: Event) -> None:
    """Close the assignment when the piece is published or retracted; open it again for more work."""
    assignments = Assignment.objects.filter(article=event.article)
    if event.name in ("publish", "retract"):
        assignments.filter(closed_at=None).update(closed_at=timezone.now())
    elif event.name in ("revise", "cancel_schedule"):
        assignments.update(closed_at=None)
