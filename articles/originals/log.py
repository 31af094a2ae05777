"""What readers may know of how an original changed: when it was captured, and how much was another then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.diffs import count_changed
from articles.models import Original, PublishedVersion, Snapshot

# How many captures, the newest ones, are compared with those before them.
COMPARED = 20


@dataclass(frozen=True)
class LogEntry:
    """One capture: its number, its time, and what changed since the one before, in words."""

    number: int
    captured_at: datetime
    change: str = ""


def log_of(record: Original) -> list[LogEntry]:
    """List captures without their texts, newest first; of our own pieces only what readers have seen."""
    seen = PublishedVersion.objects.has_been_live().filter(pk=OuterRef("version"))
    shown = record.snapshots.filter(Q(version=None) | Exists(seen), captured_at__lte=timezone.now())
    captures = list(shown.only("number", "captured_at", "original").order_by("-number"))
    texts = shown.only("blocks", "original").order_by("-number")[: COMPARED + 1]
    changes = [_in_words(before, after) for after, before in pairwise(texts)]
    changes += [""] * (len(captures) - len(changes))
    return [
        LogEntry(capture.number, capture.captured_at, change)
        for capture, change in zip(captures, changes, strict=True)
    ]


def _in_words(before: Snapshot, after: Snapshot) -> str:
    number = count_changed(before.blocks, after.blocks)
    if not number:
        return _("The headline or the introduction was changed.")
    return ngettext("%(number)d paragraph was changed.", "%(number)d paragraphs were changed.", number) % {
        "number": number
    }
