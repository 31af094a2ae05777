"""What a person should know: their own list, on which a button leads to the place and marks as read."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from articles.admin.guarded import GuardedAdmin
from translations import notices
from translations.models import Notice

ON_A_PAGE = 50


@admin.register(Notice)
class NoticeAdmin(GuardedAdmin):
    """One's own notices; nobody sees or changes anybody else's."""

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view
        return [
            path("", view(self.list_of_mine), name="translations_notice_changelist"),
            path("<int:pk>/open/", view(require_POST(follow)), name="translations_notice_open"),
            path("read/", view(require_POST(read_all)), name="translations_notice_read"),
        ]

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Keep it out of the list of tables: it has its place in the head of every page."""
        return False

    def list_of_mine(self, request: HttpRequest) -> HttpResponse:
        """Show what this person should know, unread first."""
        return show(request, self.admin_site)


@require_safe
def show(request: HttpRequest, site: admin.AdminSite) -> HttpResponse:
    """List the notices, the unread ones first."""
    rows = notices.with_places(notices.notices_of(request.user))
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("p", ""))
    context = {**site.each_context(request), "title": _("Notices"), "page": page}
    return TemplateResponse(request, "admin/translations/notices.html", context)


def follow(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark a notice as read and lead to what it is about."""
    rows = notices.notices_of(request.user)
    notice = get_object_or_404(rows.select_related("segment"), pk=pk)
    notices.mark_read(rows.filter(pk=pk))
    if notice.segment is None:
        return redirect("admin:articles_article_change", notice.article_id)
    page = reverse("admin:translations_workbench", args=[notice.article_id])
    return redirect(f"{page}?block={notice.segment.position}#comments")


def read_all(request: HttpRequest) -> HttpResponse:
    """Mark everything as read."""
    notices.mark_read(notices.notices_of(request.user))
    return redirect("admin:translations_notice_changelist")
