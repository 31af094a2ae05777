"""Sending the piece for review: the unfinished is listed and may go, what must be fixed is refused."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from articles import workflow
from articles.models import Article
from translations import segments
from translations.gates import MustFix, must_fixes_of
from translations.models import Segment
from translations.workbench import entries
from translations.workbench.bench import Bench, bench_of
from translations.workbench.entries import Entry
from translations.workbench.pages import Missing, find, show
from translations.workbench.saving import refused
from translations.workbench.ways_back import posted_from


@posted_from()
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the piece for review; pressed too early, the page lists what is missing, with links.

    What is unfinished may be sent all the same. What a check says must be fixed may not, before it
    is fixed or an editor lets it stand.

    A text that stands in the open field comes along and is saved before.
    """
    article, entry = find(request, pk), entries.read(request)
    try:
        seen = _saved(request, article, entry)
    except segments.SegmentRefusedError as refusal:
        return refused(request, article, entry, refusal)
    bench = bench_of(find(request, pk), request.user)
    must_fixes = must_fixes_of(bench.article) if bench.may_submit else []
    if bench.may_submit and (must_fixes or (bench.unfinished and entry.action != "anyway")):
        bench.current = None
        missing = _missing(bench, must_fixes)
        return show(request, bench, missing=missing, status=400 if must_fixes else 200)
    try:
        workflow.take_step(bench.article, "submit", by=request.user, revision=seen)
    except workflow.StepRefusedError as refusal:
        status = 409 if isinstance(refusal, workflow.StaleRevisionError) else 400
        return show(request, bench, problems=refusal.problems, status=status)
    messages.success(request, _("Sent for review."))
    return redirect("admin:translations_workbench", pk)


def _missing(bench: Bench, must_fixes: Sequence[MustFix]) -> list[Missing]:
    """List what must be fixed and what is unfinished, in reading order."""
    said: dict[int, list[MustFix]] = {}
    for each in must_fixes:
        said.setdefault(each.segment.pk, []).append(each)
    unfinished = {row.segment.pk for row in bench.unfinished}
    missing = []
    for row in bench.rows:
        found = said.get(row.segment.pk, [])
        missing += [Missing(row, each.finding.message, must_fix=True) for each in found]
        if not found and row.segment.pk in unfinished:
            missing.append(Missing(row, row.state, must_fix=False))
    return missing


@transaction.atomic
def _saved(request: HttpRequest, article: Article, entry: Entry) -> int:
    """Save what stands in the open field; give the revision that the person has then seen."""
    if not entry.segment:
        return entry.revision
    segment = get_object_or_404(Segment, article=article, pk=entry.segment)
    before = Article.objects.select_for_update(of=("self",)).get(pk=article.pk)
    saved = segments.save(segment, by=request.user, target=entry.target, base=entry.base).segment
    return entry.revision + saved.article.revision - before.revision
