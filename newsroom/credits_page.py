"""Credits of a month for payment: who did what, as a page and as a table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from articles import rights
from articles.admin.languages import language_name
from articles.languages import bcp47
from articles.models import Person
from articles.models.people import Role
from articles.tables import table_response
from newsroom import payments
from newsroom.payments import Line

COLUMNS = (
    *("month", "person", "role", "language", "headline", "address"),
    *("first_published", "words", "characters"),
)


@require_safe
def credits_of_month(request: HttpRequest) -> HttpResponse:
    """Show what was first published in a month on the desks that this person edits."""
    languages = rights.languages(request.user, "approve")
    if not languages:
        raise Http404
    month = payments.first_of(request.GET.get("month", ""))
    sees_names = rights.may(request.user, "manage")
    lines = payments.lines_of(month, languages, with_real_names=sees_names)
    if "csv" in request.GET:
        columns = (*COLUMNS, "real_name") if sees_names else COLUMNS
        rows = (row if sees_names else row[:-1] for line in lines for row in _rows(f"{month:%Y-%m}", line))
        return table_response(f"credits-{month:%Y-%m}", columns, rows)
    context = {
        **admin.site.each_context(request),
        "title": gettext("Credits of a month"),
        "opts": Person._meta,
        "month": month,
        "lines": [(line, Role(line.role).label, language_name(line.language)) for line in lines],
        "sees_names": sees_names,
    }
    return render(request, "newsroom/credits.html", context)


def _rows(month: str, line: Line) -> Iterator[tuple[Any, ...]]:
    for version, words, characters in line.pieces:
        yield (
            *(month, line.person.name, line.role, bcp47(line.language), version.headline),
            *(version.get_absolute_url(), timezone.localdate(version.first_published_at), words, characters),
            line.real_name,
        )
