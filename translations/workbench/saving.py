"""Saving one block, leaving it out, restoring it: forms answer with a page, the script with JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import reverse

from articles.languages import language
from articles.models import Article
from translations import segments
from translations.models import Segment
from translations.workbench import entries
from translations.workbench.bench import Bench, Pending, bench_of, is_open
from translations.workbench.entries import Entry
from translations.workbench.pages import NOTHING_SAID, Said, conflict_of, find, find_for_saving, show
from translations.workbench.progress import last_saved, progress_of
from translations.workbench.rows import rows_of
from translations.workbench.ways_back import posted_from

State = Segment.State
WHAT_A_SAVE_CHANGES = ("status", "revision", "headline", "slug", "standfirst", "updated_at")
STEPS = {"previous": -1, "next": 1}
STATUS = {segments.StaleSegmentError: 409, segments.NotAllowedError: 403, segments.TooLongError: 413}


@posted_from()
def save(request: HttpRequest, pk: int) -> HttpResponse:
    """Save a block as a draft or as confirmed; with `copy` show the original in the field."""
    if entries.wants_json(request):
        return _save_by_script(request, pk)
    article, entry = find(request, pk), entries.read(request)
    segment = get_object_or_404(Segment, article=article, pk=entry.segment)
    try:
        saved = _save(segment, entry, by=request.user).segment
    except segments.SegmentRefusedError as refusal:
        return refused(request, article, entry, refusal)
    article.refresh_from_db(fields=WHAT_A_SAVE_CHANGES)
    bench = bench_of(article, request.user, block=saved.position)
    if entry.action in STEPS:
        return _step(bench, saved, STEPS[entry.action])
    if entry.action == "copy":
        bench.pending = Pending(saved.pk, saved.source, saved.revision)
        return show(request, bench)
    return go_on(bench, saved, stay=entry.action not in ("confirm", "draft"))


def _save_by_script(request: HttpRequest, pk: int) -> HttpResponse:
    """Save what is sent all day long, and read no more of the piece than the answer tells."""
    article, source = find_for_saving(request, pk)
    entry = entries.read(request)
    segment = get_object_or_404(Segment, article=article, pk=entry.segment)
    try:
        saved, everything = _save(segment, entry, by=request.user)
    except segments.SegmentRefusedError as refusal:
        return refused(request, article, entry, refusal)
    return JsonResponse(_told(request, saved, everything, source))


@posted_from()
def leave_out(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave a block out with a reason, or put it back; a text in the field is kept for later."""
    article, entry = find(request, pk), entries.read(request)
    segment = get_object_or_404(Segment, article=article, pk=entry.segment)
    try:
        with transaction.atomic():
            saved = _leave_out(segment, entry, by=request.user)
    except segments.SegmentRefusedError as refusal:
        return refused(request, article, entry, refusal)
    bench = bench_of(find(request, pk), request.user)
    return go_on(bench, saved, stay=entry.action == "put_back")


@posted_from()
def decorate(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that a picture needs no alternative text, or that it does."""
    article, entry = find(request, pk), entries.read(request)
    segment = get_object_or_404(Segment, article=article, pk=entry.segment)
    is_decorative = entry.action == "decorative"
    try:
        with transaction.atomic():
            base = save_typed(segment, entry, by=request.user) if is_decorative else entry.base
            saved = segments.set_decorative(segment, by=request.user, is_decorative=is_decorative, base=base)
    except segments.SegmentRefusedError as refusal:
        return refused(request, article, entry, refusal)
    return go_on(bench_of(find(request, pk), request.user), saved, stay=not is_decorative)


@posted_from()
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring an earlier text back; a text in the field is saved before, and can be restored in its turn."""
    article, entry = find(request, pk), entries.read(request)
    segment = get_object_or_404(Segment, article=article, pk=entry.segment)
    try:
        with transaction.atomic():
            base = save_typed(segment, entry, by=request.user)
            saved = segments.restore(segment, by=request.user, revision=entry.version, base=base)
    except segments.SegmentRefusedError as refusal:
        return refused(request, article, entry, refusal)
    return go_on(bench_of(find(request, pk), request.user), saved, stay=True)


def _step(bench: Bench, segment: Segment, distance: int) -> HttpResponse:
    """Lead to the block before or behind one; the first and the last stay."""
    rows = [row for row in bench.rows if is_open(row)]
    place = next(place for place, row in enumerate(rows) if row.segment.pk == segment.pk)
    row = rows[min(max(place + distance, 0), len(rows) - 1)]
    return go_on(bench, row.segment, stay=True)


def save_typed(segment: Segment, entry: Entry, *, by: Any) -> int:
    """Save what stands in the open field of a form that does something else; give the block's revision."""
    if segment.is_locked or segment.is_out:
        return entry.base
    return segments.save(segment, by=by, target=entry.target, base=entry.base).segment.revision


def _save(segment: Segment, entry: Entry, *, by: Any) -> segments.Saved:
    if entry.action == "use_theirs":
        return segments.Saved(segments.give_way(segment, by=by, target=entry.target, base=entry.base))
    state = State.CONFIRMED if entry.action == "confirm" else State.DRAFT
    return segments.save(segment, by=by, target=entry.target, base=entry.base, state=state)


def _leave_out(segment: Segment, entry: Entry, *, by: Any) -> Segment:
    if entry.action == "put_back":
        return segments.put_back(segment, by=by, base=entry.base)
    base = save_typed(segment, entry, by=by)
    return segments.leave_out(segment, by=by, reason=entry.reason, base=base)


def _told(
    request: HttpRequest, segment: Segment, everything: Sequence[Segment], source: str
) -> dict[str, Any]:
    """Give the block as it is shown, and how far the piece is: all that the page's script changes."""
    article = segment.article  # as the save has left it
    blocks = everything or Segment.objects.filter(article=article).order_by("position")
    rows = rows_of(blocks, article, source)
    row = next(row for row in rows if row.segment.pk == segment.pk)
    context = {
        "bench": {"article": article, "why_not": ""},
        "row": row,
        "segment": segment,
        "target": language(article.language),
    }
    html = render_to_string("translations/workbench/_reading.html", context, request)
    facts = {**row.as_data(), "html": html}
    return {"row": facts, "progress": progress_of(rows, source), "saved": last_saved(rows)}


def _told_of_conflict(request: HttpRequest, article: Article, pending: Pending) -> dict[str, Any]:
    """Give the three texts as the panel that the page's script shows."""
    conflict = conflict_of(pending)
    context = {"conflict": conflict, "target": language(article.language), "by_script": True}
    html = render_to_string("translations/workbench/_conflict.html", context, request)
    return {**(conflict or {}), "html": html}


def go_on(bench: Bench, segment: Segment, *, stay: bool) -> HttpResponse:
    """Lead to the next block that is not finished, or back to the same one."""
    page = reverse("admin:translations_workbench", args=[bench.article.pk])
    following = bench.after(segment)
    if stay:
        return redirect(f"{page}?block={segment.position}#target")
    return redirect(f"{page}?block={following.segment.position}#target" if following else page)


def refused(
    request: HttpRequest,
    article: Article,
    entry: Entry,
    refusal: segments.SegmentRefusedError,
    *,
    said: Said = NOTHING_SAID,
) -> HttpResponse:
    """Answer with the sentences, and with everything that was typed."""
    conflict = refusal if isinstance(refusal, segments.StaleSegmentError) else None
    pending = Pending(
        segment=entry.segment,
        text=entry.target,
        base=conflict.theirs.revision if conflict else entry.base,
        problems=refusal.problems,
        conflict=conflict,
        reason=entry.reason,
    )
    status = STATUS.get(type(refusal), 400)
    if entries.wants_json(request):
        told = (
            _told_of_conflict(request, article, pending)
            if conflict
            else {"problem": " ".join(refusal.problems), "code": "refused"}
        )
        return JsonResponse(told, status=status)
    bench = bench_of(find(request, article.pk), request.user, pending=pending)
    return show(request, bench, said=said, status=status)
