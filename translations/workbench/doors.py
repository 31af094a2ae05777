"""The way into the workbench: the admin's own doors, which lose nothing of what was typed.

The stock admin sends whoever is signed out to the sign-in page, and answers a stale form token with
a bare 403: in both cases the text is gone. Here it is shown again.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import admin
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.middleware.csrf import CsrfViewMiddleware
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from translations.workbench.entries import UnreadableEntryError
from translations.workbench.pages import not_saved

View = Callable[..., HttpResponse]


class FormToken(CsrfViewMiddleware):
    """Django's own check of the form token, asked by `door` instead of before it."""

    def _reject(self, request: HttpRequest, reason: str) -> HttpResponseForbidden:
        return HttpResponseForbidden(reason)


def door(view: View) -> View:
    """Let a view of the workbench be reached by staff only, with a form token for every POST."""
    inner = admin.site.admin_view(csrf_exempt(view))

    @csrf_exempt  # not without the check: it is made below, where its refusal can show the text again
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return _refusal(request) or inner(request, *args, **kwargs)
        except UnreadableEntryError as problem:
            return not_saved(request, str(problem), status=400)
        except RequestDataTooBig:
            return HttpResponse(_("The text is too long to be sent."), status=413)

    return answer


def _refusal(request: HttpRequest) -> HttpResponse | None:
    """Refuse a POST without a session or a form token, with the text that it carried."""
    if request.method != "POST":
        return None
    if not admin.site.has_permission(request):
        return not_saved(
            request, _("You are signed out. Nothing is lost: your text stands here."), status=401
        )
    token = FormToken(_nothing)
    token.process_request(request)
    if token.process_view(request, _nothing, (), {}) is None:
        return None
    problem = _("You signed in anew since this page was opened. Nothing is lost: press Save again.")
    return not_saved(request, problem, status=403)


def _nothing(_request: HttpRequest) -> HttpResponse:
    """Stand where the check wants a view: it goes no further."""
    return HttpResponse()
