"""Versions that went out with four eyes set aside: which of them wait, and the second editor's page."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles import rights, second_approval
from articles.admin.first_desk import Panel, Row, Visit
from articles.admin.languages import language_name
from articles.admin.steps import visible_article
from articles.languages import language
from articles.models import Article, PublishedVersion
from articles.richtext import html_of
from articles.workflow import StepRefusedError

MOST = 20


def pages(model_admin: admin.ModelAdmin) -> list[Any]:
    """Give the address of the second editor's page of a version."""
    view = model_admin.admin_site.admin_view(partial(second_look, site=model_admin.admin_site))
    return [path("<int:pk>/versions/<int:number>/approve/", view, name="articles_article_second_look")]


def panel(visit: Visit) -> Iterator[Panel]:
    """Show editors what waits for a second one, the oldest first; nothing when nothing does."""
    approving = visit.languages("approve")
    rows = [_row(version, visit) for version in (waiting(approving) if approving else ())]
    if rows:
        yield Panel("second-look", _("Published without a second editor"), rows)


def waiting(languages: list[str]) -> Any:
    """Give the versions of these languages that wait for a second editor, the oldest first."""
    found = PublishedVersion.objects.without_second_eyes().filter(language__in=languages)
    shown = ("headline", "language", "number", "article_id", "approved_at", "override_reason", "approved_by")
    return found.select_related("approved_by").only(*shown, *NAMES).order_by("approved_at", "pk")[:MOST]


NAMES = ("approved_by__first_name", "approved_by__last_name", "approved_by__username")


def _row(version: PublishedVersion, visit: Visit) -> Row:
    is_mine = version.approved_by_id == visit.user.pk
    moment = date_format(timezone.localtime(version.approved_at), "SHORT_DATETIME_FORMAT")
    return Row(
        version.headline,
        version.language,
        reverse("admin:articles_article_second_look", args=[version.article_id, version.number]),
        [
            language_name(version.language),
            _("%(name)s, %(moment)s") % {"name": _name(version.approved_by), "moment": moment},
            version.override_reason,
        ],
        _("somebody else must look at it") if is_mine else "",
    )


def _name(user: Any) -> str:
    return str(user.get_full_name() or user.get_username())


def second_look(request: HttpRequest, pk: int, number: int, *, site: admin.AdminSite) -> HttpResponse:
    """Show a version, why nobody else had approved it, and the button of the second editor."""
    article = visible_article(request, pk)
    if not rights.may(request.user, "approve", article):
        raise Http404
    versions = article.versions.exclude(override_reason="").select_related("approved_by", "article")
    version = get_object_or_404(versions, number=number)
    if request.method == "POST":
        try:
            second_approval.approve(version, by=request.user)
        except StepRefusedError as refusal:
            return _page(request, article, version, site, problems=refusal.problems, status=409)
        messages.success(request, _("Approved. Readers see you named as reviewer."))
        return redirect("admin:articles_article_change", pk)
    problems = tuple(second_approval.why_not(version, request.user))
    return _page(request, article, version, site, problems=problems)


def _page(
    request: HttpRequest,
    article: Article,
    version: PublishedVersion,
    site: admin.AdminSite,
    *,
    problems: tuple[str, ...],
    status: int = 200,
) -> HttpResponse:
    context = {
        **site.each_context(request),
        "title": _("Second editor"),
        "opts": Article._meta,
        "article": article,
        "language": language(article.language),
        "version": version,
        "approved_by": _name(version.approved_by),
        "body": html_of(version.blocks),
        "problems": problems,
        "reviewer": _name(request.user),
    }
    return render(request, "admin/articles/article/second_look.html", context, status=status)
