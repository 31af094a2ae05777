"""What the checks say about a text that is being typed, before it is saved."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.views.decorators.http import require_POST

from translations.colleagues import name_of
from translations.glossary import glossary_of
from translations.models import Segment
from translations.segments import why_not
from translations.workbench import entries
from translations.workbench.findings import Told, findings_of
from translations.workbench.pages import find


@require_POST
def check(request: HttpRequest, pk: int) -> JsonResponse:
    """Check the text of one block, and save nothing; 404 for whoever may not see the piece.

    The answer has the findings as data, and as the fragment that stands under the field.
    """
    article, entry = find(request, pk), entries.read(request)
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
    return JsonResponse({"findings": [as_data(told) for told in found], "html": html})


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
