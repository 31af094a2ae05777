"""The outbox: written with the step that causes it, delivered by the worker at least once."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from articles.models import Event, PublishedVersion
from articles.models.versions import SECOND_APPROVAL
from articles.workflow import TAKING_AWAY
from newsroom.models import Delivery

log = logging.getLogger(__name__)
LEASE_SECONDS = 60


def write(kind: str, key: str, payload: dict[str, Any]) -> None:
    """Ask for one delivery; a second call with the same key changes nothing."""
    Delivery.objects.get_or_create(key=key, defaults={"kind": kind, "payload": payload})


def write_all(rows: Iterable[Delivery]) -> None:
    """Ask for many deliveries in one query; a key that is known already changes nothing."""
    Delivery.objects.bulk_create(rows, ignore_conflicts=True)


def follow_step(event: Event) -> None:
    """Tell the world of a retraction or another byline; what becomes visible is found by `announce_due`."""
    if event.name in TAKING_AWAY or event.name == SECOND_APPROVAL:
        _tell(f"event:{event.pk}", article=event.article_id, language=event.article.language)


def _tell(key: str, **payload: Any) -> None:
    """Ask for all that the outside is told when readers see something else than before."""
    write("announce", key, payload)
    if settings.NEWSROOM_WEBSUB_HUB:
        write("websub", f"websub:{key}", payload)


def announce_due(limit: int = 200) -> int:
    """Find versions that became visible and write their delivery; give how many there were."""
    found = PublishedVersion.objects.to_announce().order_by("visible_from")[:limit]
    count = 0
    for version in found:
        with transaction.atomic():
            mine = PublishedVersion.objects.filter(pk=version.pk, announced_at=None)
            if mine.update(announced_at=timezone.now()):
                _tell(f"version:{version.pk}", article=version.article_id, language=version.language)
                count += 1
    return count


def deliver_due(limit: int = 50) -> int:
    """Try what is due, each under its own lease; give how many arrived."""
    delivered = 0
    for delivery in Delivery.objects.due()[:limit]:
        if Delivery.objects.claim(delivery, seconds=LEASE_SECONDS):
            delivered += _deliver(delivery)
    return delivered


def _deliver(delivery: Delivery) -> bool:
    """Call the handler. What it raises is kept with the row and tried again later, at longer intervals."""
    row = Delivery.objects.filter(pk=delivery.pk)
    try:
        import_string(settings.DELIVERY_HANDLERS[delivery.kind])(delivery.payload)
    except Exception as error:
        log.exception("Delivery %s failed", delivery.key)
        wait = timedelta(seconds=30 * 2**delivery.attempts)
        row.update(last_error=str(error), lease_until=None, due_at=timezone.now() + wait)
        return False
    row.update(delivered_at=timezone.now(), lease_until=None, last_error="")
    return True
