"""What the checks say about a text that is being typed, and which blocks must be fixed."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.views.decorators.http import require_http_methods

from translations.colleagues import name_of
from translations.gates import must_fixes_of
from translations.glossary import glossary_of
from translations.models import Segment
from translations.segments import why_not
from translations.workbench import entries
from translations.workbench.findings import Told, findings_of
from translations.workbench.pages import find


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, pk: int) -> JsonResponse:
    """Check the text of one block, and save nothing; 404 for whoever may not see the piece.

    The answer has the findings as data, and as the fragment that stands under the field, and says
    whether the block must be fixed. Asked without a text, it names the blocks that must be.
    """
    article = find(request, pk)
    if request.method != "POST":
        blocked = {each.segment.pk for each in must_fixes_of(article)}
        return JsonResponse({"blocked": sorted(blocked)})
    entry = entries.read(request)
    segment = get_object_or_404(Segment, article=article, pk=entry.segment)
    found = findings_of(
        segment,
        article,
        glossary_of(article),
        user=request.user,
        may_write=not why_not(request.user, article),
        target=entry.target,
    )
    context = {"bench": {"article": article}, "help": {"form": "editor"}, "findings": found}
    html = render_to_string("translations/workbench/_findings.html", context, request)
    blocks = any(told.finding.blocking and told.waiver is None for told in found)
    return JsonResponse({"findings": [as_data(told) for told in found], "blocks": blocks, "html": html})


def as_data(told: Told) -> dict[str, Any]:
    """Give a finding in the language of whoever works here; a waiver of 0 is none."""
    finding, waiver = told.finding, told.waiver
    return {
        "code": finding.code,
        "message": finding.message,
        "blocking": finding.blocking,
        "start": finding.start,
        "end": finding.end,
        "fingerprint": told.fingerprint,
        "waiver": waiver.pk if waiver else 0,
        "reason": waiver.reason if waiver else "",
        "waivedBy": name_of(waiver.by) if waiver else "",
    }
