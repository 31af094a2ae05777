"""Cutting, merging, adding and moving blocks: buttons that post, each with what stands in the open field."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from translations import segments, structure
from translations.models import Segment
from translations.segments import SegmentRefusedError
from translations.workbench import entries
from translations.workbench.bench import bench_of
from translations.workbench.entries import Entry
from translations.workbench.pages import find
from translations.workbench.saving import go_on, refused, save_typed
from translations.workbench.ways_back import posted_from


@posted_from()
def arrange(request: HttpRequest, pk: int) -> HttpResponse:
    """Do with a block what the button says; the text in the field is saved before."""
    article, entry = find(request, pk), entries.read(request)
    segment = get_object_or_404(Segment, article=article, pk=entry.segment)
    try:
        with transaction.atomic():
            opened = _arrange(segment, entry, by=request.user)
    except segments.SegmentRefusedError as refusal:
        return refused(request, article, entry, refusal)
    return go_on(bench_of(find(request, pk), request.user), opened, stay=True)


def _arrange(segment: Segment, entry: Entry, *, by: Any) -> Segment:
    if entry.action == "undo_merge":
        return structure.undo_merge(segment, by=by, base=entry.base)
    base = save_typed(segment, entry, by=by)
    if entry.action == "split":
        return structure.split(segment, by=by, sentence=entry.sentence, base=base)
    if entry.action == "merge":
        return structure.merge_with_next(segment, by=by, base=base)
    if entry.action == "add":
        return structure.add_after(segment, by=by, kind=entry.kind, base=base)
    if entry.action in ("up", "down"):
        return structure.move(segment, by=by, distance=-1 if entry.action == "up" else 1, base=base)
    raise SegmentRefusedError(_("The request could not be read."))
