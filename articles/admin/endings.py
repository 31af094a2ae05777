"""What readers see and may not see for long: a page, and the first panel of the first page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.contrib import admin
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_safe

from articles import clearances, rights
from articles.admin.first_desk import Panel, Row, Visit
from articles.admin.languages import language_name
from articles.models import Clearance

ON_A_PAGE = 50
ON_THE_FIRST_PAGE = 10


def panel(visit: Visit) -> Iterator[Panel]:
    """Head the first page with what loses its permission, until a person has renewed it or taken it down."""
    if not visit.languages("retract"):
        return
    versions = clearances.ending_soon(visit.user)[:ON_THE_FIRST_PAGE]
    rows = [
        Row(
            version.headline,
            version.language,
            reverse("admin:articles_article_change", args=[version.article_id]),
            [name, version.source_outlet],
            words,
        )
        for version, name, words in named(versions)
    ]
    if rows:
        yield Panel("ending", gettext("Permissions that end"), rows)


def in_words(day: date | None) -> str:
    """Say when an entry ends, with a sign where somebody must act."""
    if day is None:
        return gettext("without an end")
    left = (day - timezone.localdate()).days
    words = date_format(day, "DATE_FORMAT")
    if left < 0:
        return f"▲ {words} ({gettext('ended')})"
    if left <= clearances.WARNING.days:
        days = ngettext("%(count)d day left", "%(count)d days left", left) % {"count": left}
        return f"▲ {words} ({days})"
    return words


@require_safe
def page(request: HttpRequest, *, site: admin.AdminSite) -> HttpResponse:
    """List what readers see and may not see for long; a person takes it down or renews the permission."""
    if not rights.may(request.user, "clear_rights"):
        raise Http404
    shown = Paginator(clearances.ending_soon(request.user), ON_A_PAGE).get_page(request.GET.get("p", ""))
    context = {
        **site.each_context(request),
        "title": gettext("Permissions that end"),
        "opts": Clearance._meta,
        "page": shown,
        "rows": named(shown.object_list),
    }
    return render(request, "admin/articles/clearance/ending.html", context)


def named(versions: Any) -> list[tuple[Any, str, str]]:
    """Give versions with the names of their languages, and when their permission ends."""
    return [
        (version, language_name(version.language), in_words(getattr(version, "ends_on", None)))
        for version in versions
    ]
