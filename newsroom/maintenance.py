"""What readers get while the database is away: one page for every language, made of nothing that can fail.

A server in front shows the same page, as a file, while the site itself is down
(`manage.py maintenance_page`).
"""

from __future__ import annotations

import sys
from typing import NamedTuple

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext
from django.views.defaults import server_error

from articles.languages import Language, language

SECONDS = 60
DATABASE_IS_AWAY = (OperationalError, InterfaceError)


class Notice(NamedTuple):
    """The sentence in one language."""

    language: Language
    title: str
    sentence: str


def fault(request: HttpRequest) -> HttpResponse:
    """Answer what a view did not: 503 when it was the database, else 500. Django calls it in the `except`."""
    if not isinstance(sys.exc_info()[1], DATABASE_IS_AWAY):
        return server_error(request)
    code = getattr(request, "LANGUAGE_CODE", settings.LANGUAGE_CODE)
    headers = {"Retry-After": str(SECONDS), "Cache-Control": "no-store"}
    return HttpResponse(page(code), status=503, headers=headers)


def page(first: str = settings.LANGUAGE_CODE) -> str:
    """Write the page: in one language first, then in all others."""
    codes = dict.fromkeys([first, *settings.NEWSROOM_LANGUAGES])
    notices = [_notice(code) for code in codes]
    return render_to_string(
        "503.html", {"first": notices[0], "others": notices[1:], "site": settings.SITE_NAME}
    )


def _notice(code: str) -> Notice:
    with translation.override(code):
        title = gettext("The site cannot be reached at the moment")
        return Notice(language(code), title, gettext("It will be back soon. Try again in a few minutes."))
