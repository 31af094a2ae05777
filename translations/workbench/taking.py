"""The button that puts one's name on a translation that nobody has."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from translations import claims
from translations.workbench.pages import find


@require_POST
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the work; somebody else may have been faster, which the page then says."""
    article = find(request, pk)
    original, _snapshot = article.source()
    try:
        claims.take(original, article.language, by=request.user)
    except claims.ClaimRefusedError as refusal:
        for problem in refusal.problems:
            messages.error(request, problem)
    return redirect("admin:translations_workbench", pk)
