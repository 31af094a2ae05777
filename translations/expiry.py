"""Warning editors that a permission ends while readers still see what it allowed."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.db import transaction
from django.utils import timezone

from articles import clearances
from articles.models import Clearance
from translations import notices
from translations.models import Membership, Notice
from translations.rights import EDITOR


def warn_of_endings(limit: int = 20) -> int:
    """Write notices for entries of the register that end within 14 days; give how many entries there were.

    One notice for each editor of a desk that loses pieces; it leads to the first of them. Each entry warns
    once, until its last day is changed.
    """
    horizon = timezone.localdate() + clearances.WARNING
    due = (
        Clearance.objects.ending(horizon).filter(warned_at=None).select_related("outlet", "original")[:limit]
    )
    return sum(_warn(entry) for entry in due)


@transaction.atomic
def _warn(entry: Clearance) -> bool:
    mine = Clearance.objects.filter(pk=entry.pk, warned_at=None)
    if not mine.update(warned_at=timezone.now()):
        return False
    pieces = list(clearances.without_cover_after(entry).values_list("language", "article"))
    firsts = dict(reversed(pieces))
    counts = Counter(language for language, _article in pieces)
    notices.write(
        Notice(
            user_id=user,
            kind=Notice.Kind.PERMISSION_ENDS,
            article_id=firsts[language],
            values={
                "name": str(entry.outlet or entry.original),
                "date": str(entry.ends_on),
                "count": counts[language],
            },
        )
        for user, language in _editors_of(set(counts))
    )
    return True


def _editors_of(languages: set[str]) -> Any:
    rows = Membership.objects.filter(role=EDITOR, user__is_active=True, desk__language__in=languages)
    return rows.order_by("user", "desk__language").values_list("user", "desk__language")
