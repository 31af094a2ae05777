"""Two editors at once: what the other did meanwhile, and what this one was about to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from articles import diffs
from articles.models import Article, Event
from translations.labels import labels_of
from translations.models import Objection, Segment, SegmentVersion
from translations.objections import Objected
from translations.review.board import words_of
from translations.review.typed import Typed


@dataclass(frozen=True)
class Changed:
    """One block whose text was changed after the page was opened."""

    label: str
    segment: Segment
    parts: tuple[diffs.Part, ...]


@dataclass(frozen=True)
class Said:
    """One objection, and the block that it is about; empty for the piece."""

    label: str
    kind: str
    text: str


@dataclass(frozen=True)
class Conflict:
    """Theirs: steps, objections and texts. Mine: the decision, and what was written for it."""

    events: list[Event]
    their_objections: list[Said]
    texts: list[Changed]
    decision: str
    my_objections: list[Said]
    my_fields: list[tuple[str, str]]


def conflict_of(article: Article, typed: Typed, form: Any) -> Conflict:
    """Gather what happened since the page was opened; `form` is the bound form of a publication, or None."""
    segments = list(Segment.objects.filter(article=article).order_by("position"))
    labels = labels_of(article)
    since = article.events.select_related("by").filter(revision__gt=typed.revision).order_by("pk")
    events = list(since)
    theirs = Objection.objects.filter(event__in=events).select_related("segment")
    return Conflict(
        events=events,
        their_objections=[
            Said(labels.get(each.segment_id or 0, ""), each.get_kind_display(), each.text) for each in theirs
        ],
        texts=_texts(segments, labels, typed.seen),
        decision=typed.fields.get("decision", ""),
        my_objections=[_said(each, labels) for each in typed.objected(segments)],
        my_fields=_fields(form),
    )


def _said(objected: Objected, labels: dict[int, str]) -> Said:
    label = labels[objected.segment.pk] if objected.segment else ""
    return Said(label, str(Objection.Kind(objected.kind).label), objected.text)


def _texts(segments: list[Segment], labels: dict[int, str], seen: dict[int, int]) -> list[Changed]:
    """Compare the texts that were on the page with those that stand now, in one query."""
    changed = [each for each in segments if each.pk in seen and seen[each.pk] != each.revision]
    wanted = Q(pk=None)
    for segment in changed:
        wanted |= Q(segment=segment, revision=seen[segment.pk])
    rows = SegmentVersion.objects.filter(wanted).values_list("segment", "target") if changed else []
    before = dict(rows)
    return [
        Changed(
            labels[each.pk],
            each,
            diffs.of_words(words_of(each, before.get(each.pk, "")), words_of(each, each.target)),
        )
        for each in changed
    ]


def _fields(form: Any) -> list[tuple[str, str]]:
    """Give what was filled in for a publication, as the person reads it."""
    if form is None:
        return []
    moment = () if form.data.get("when") == form.NOW else ("date", "time")
    names = (*moment, "wrong", "right", "override_reason")
    filled = [
        (str(form.fields[name].label), form.data.get(name, "")) for name in names if name in form.fields
    ]
    when = [(_("When"), _("Now"))] if form.data.get("when") == form.NOW else []
    return [*when, *((label, value) for label, value in filled if value)]
