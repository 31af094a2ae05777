"""From the address of an answer back to the page: the browser's bar keeps what a form was sent to.

A form that is refused is answered with its page, at the form's own address. Links like `?block=2`
start from there, and so does whoever reloads it or sends it to a colleague.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from translations.workbench.pages import find

View = Callable[[HttpRequest, int], HttpResponse]
WORKBENCH = "admin:translations_workbench"


def posted_from(page: str = WORKBENCH) -> Callable[[View], View]:
    """Let a view of one translation be asked by POST; whoever only looks is led to `page`, with the query.

    Nothing is done by looking. A translation of another desk answers 404, as everywhere.
    """

    def decorate(view: View) -> View:
        @require_http_methods(["GET", "HEAD", "POST"])
        @wraps(view)
        def answer(request: HttpRequest, pk: int) -> HttpResponse:
            if request.method == "POST":
                return view(request, pk)
            question = request.META.get("QUERY_STRING", "")
            path = reverse(page, args=[find(request, pk).pk])
            return redirect(f"{path}?{question}" if question else path)

        return answer

    return decorate
