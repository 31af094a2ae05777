"""What the checks say about a text that is being typed, before it is saved."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from translations import checking
from translations.models import Segment
from translations.quality import Finding
from translations.workbench import entries
from translations.workbench.pages import find


@require_POST
def check(request: HttpRequest, pk: int) -> JsonResponse:
    """Check the text of one block, and save nothing; 404 for whoever may not see the piece."""
    article, entry = find(request, pk), entries.read(request)
    segment = get_object_or_404(Segment, article=article, pk=entry.segment)
    original, _snapshot = article.source()
    found = checking.check_segment(segment, original.language, article.language, target=entry.target)
    return JsonResponse({"findings": [as_data(finding) for finding in found]})


def as_data(finding: Finding) -> dict[str, Any]:
    """Give a finding as the page's script shows it, in the language of whoever works here."""
    return {
        "code": finding.code,
        "message": finding.message,
        "blocking": finding.blocking,
        "start": finding.start,
        "end": finding.end,
    }
