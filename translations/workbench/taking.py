"""The buttons for a translation that is not one's own: take it, take it over, or mend something in it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from translations import claims, handovers
from translations.segments import why_not
from translations.workbench.pages import MENDED, find
from translations.workbench.ways_back import posted_from

# How many drafts of colleagues a session remembers.
MOST_MENDED = 30


@posted_from()
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


@posted_from()
def take_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Put an editor's name on a colleague's work; whoever had it is told."""
    article = find(request, pk)
    assignment = getattr(article, "assignment", None)
    if assignment is None:
        return take(request, pk)
    try:
        number = handovers.take_over(
            [assignment.pk], of=assignment.translator, by=request.user, to=request.user
        )
    except claims.ClaimRefusedError as refusal:
        for problem in refusal.problems:
            messages.error(request, problem)
    else:
        if number:
            messages.success(request, _("It is your work now."))
    return redirect("admin:translations_workbench", pk)


@posted_from()
def mend(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a colleague's draft for writing, as long as the session lasts; it stays the colleague's work."""
    article = find(request, pk)
    if problem := why_not(request.user, article):
        messages.error(request, problem)
    else:
        known = [each for each in request.session.get(MENDED, []) if each != article.pk]
        request.session[MENDED] = [*known, article.pk][-MOST_MENDED:]
    return redirect("admin:translations_workbench", pk)
