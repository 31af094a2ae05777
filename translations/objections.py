"""Sending a piece back with what should be changed, block by block, and what the translator sees of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from articles import workflow
from articles.models import Article, Event
from articles.richtext import normalise_text
from translations.labels import labels_of
from translations.models import Objection, Segment

LONGEST = 2000


class Objected(NamedTuple):
    """What an editor objects to: one block, or the piece as a whole (None)."""

    segment: Segment | None
    kind: str
    text: str


@transaction.atomic
def send_back(article: Article, *, by: Any, revision: int, objected: Sequence[Objected]) -> Event:
    """Take the step with its reasons. Raises what the workflow raises, and StepRefusedError for no reason.

    The history repeats what was said of the piece as a whole, else what was said of its blocks.
    """
    said = [each._replace(text=acceptable(each.text)) for each in objected]
    if not said:
        raise workflow.StepRefusedError(_("Say what should be changed: in one paragraph, or in the piece."))
    whole = [each.text for each in said if each.segment is None]
    reason = "\n".join(whole) or _reason_of_blocks(article, said)
    event = workflow.take_step(article, "send_back", by=by, revision=revision, reason=reason)
    Objection.objects.bulk_create(
        Objection(
            event=event,
            segment=each.segment,
            kind=each.kind,
            text=each.text,
            revision=each.segment.revision if each.segment else 0,
        )
        for each in said
    )
    return event


def acceptable(typed: str) -> str:
    """Give a reason as it is stored, or refuse it with a sentence."""
    text = normalise_text(typed.replace("\r\n", "\n")).strip()
    if not text:
        raise workflow.StepRefusedError(_("Write a reason."))
    if len(text) > LONGEST:
        raise workflow.StepRefusedError(
            _("A reason may have at most %(limit)d characters; this one has %(length)d.")
            % {"limit": LONGEST, "length": len(text)}
        )
    return text


def objections_to(event: Event | None) -> list[Objection]:
    """Give what was objected to when a piece was sent back, the piece first, then in reading order."""
    if event is None:
        return []
    rows = Objection.objects.filter(event=event).select_related("segment")
    return sorted(rows, key=lambda row: row.segment.position if row.segment else 0)


def _reason_of_blocks(article: Article, said: Sequence[Objected]) -> str:
    labels = labels_of(article)
    return "\n".join(
        _("%(block)s: %(problem)s") % {"block": labels[each.segment.pk], "problem": each.text}
        for each in said
        if each.segment
    )
