"""The buttons that take an original into a language."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from articles.models import Original
from translations import claims


def answer_take(
    request: HttpRequest, original: Original, back: Callable[[Iterable[str]], HttpResponse]
) -> HttpResponse:
    """Take it and go on to the workbench; go `back` with the reasons when it may not be taken."""
    try:
        article = claims.take(original, request.POST.get("language", ""), by=request.user)
    except claims.ClaimRefusedError as refusal:
        return back(refusal.problems)
    return redirect("admin:translations_workbench", article.pk)


def refused(request: HttpRequest, page: str, pk: int, problems: Iterable[str]) -> HttpResponse:
    """Go back to a page with one message for each reason."""
    for problem in problems:
        messages.error(request, problem)
    return redirect(page, pk)
