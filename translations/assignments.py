"""Assignments follow what happens to their article."""

from __future__ import annotations

from django.utils import timezone

from articles.models import Event
from articles.workflow import OPENING, TAKING_AWAY
from translations.models import Assignment


def follow_step(event: Event) -> None:
    """Close the assignment when the piece is published or retracted; open it again for more work."""
    assignments = Assignment.objects.filter(article=event.article)
    if event.name == "publish" or event.name in TAKING_AWAY:
        assignments.filter(closed_at=None).update(closed_at=timezone.now())
    elif event.name == "cancel_schedule" or event.name in OPENING:
        assignments.update(closed_at=None)
