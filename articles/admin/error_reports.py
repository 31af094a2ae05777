"""What readers reported, for the editors of the language: to read, and to mark as dealt with."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from articles.admin.guarded import GuardedAdmin
from articles.admin.languages import LanguageFilter, language_name
from articles.error_reports import deal_with, open_again, reports_for
from articles.languages import bcp47, direction
from articles.models import ErrorReport
from articles.paragraphs import paragraphs_of

SHOWN = 120


class DealtWithFilter(admin.SimpleListFilter):
    """Choose what waits, which is shown first, or what is done."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[Any]:
        return [("done", _("dealt with")), ("all", _("all"))]

    def choices(self, changelist: Any) -> Any:
        """Call the first choice what it is: not all, but what waits."""
        first, *others = super().choices(changelist)
        yield {**first, "display": _("waiting")}
        yield from others

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        match self.value():
            case "done":
                return queryset.exclude(done_at=None)
            case "all":
                return queryset
        return queryset.filter(done_at=None)


@admin.register(ErrorReport)
class ErrorReportAdmin(GuardedAdmin):
    """Readers write them; nobody changes what they wrote."""

    list_display = ("said", "about", "in_language", "at", "answer_to", "is_done")
    list_filter = (DealtWithFilter, LanguageFilter)
    search_fields = ("text", "email")
    actions = ("mark_as_dealt_with", "take_back")
    fields = ("said_in_full", "place", "quoted", "article_link", "answer_to", "at", "done_at", "done_by")
    readonly_fields = ("said_in_full", "place", "quoted", "article_link", "answer_to")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Show what concerns the editions that this person edits: readers may have left an address."""
        found = super().get_queryset(request).filter(pk__in=reports_for(request.user).values("pk"))
        return found.select_related("version", "done_by").defer("version__body", "version__blocks")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.action(description=_("Mark as dealt with"), permissions=["view"])
    def mark_as_dealt_with(self, request: HttpRequest, chosen: QuerySet[Any]) -> None:
        number = deal_with(chosen, by=request.user)
        words = ngettext("%d report is dealt with.", "%d reports are dealt with.", number)
        self.message_user(request, words % number)

    @admin.action(description=_("Not dealt with after all"), permissions=["view"])
    def take_back(self, request: HttpRequest, chosen: QuerySet[Any]) -> None:
        number = open_again(chosen)
        words = ngettext("%d report waits again.", "%d reports wait again.", number)
        self.message_user(request, words % number)

    @admin.display(description=_("what is wrong"))
    def said(self, report: ErrorReport) -> str:
        return report.text if len(report.text) <= SHOWN else f"{report.text[:SHOWN]}…"

    @admin.display(description=_("what is wrong"))
    def said_in_full(self, report: ErrorReport) -> SafeString:
        return format_html('<span class="words" dir="auto">{}</span>', report.text)

    @admin.display(description=_("article"))
    def about(self, report: ErrorReport) -> SafeString:
        return _link(report.get_absolute_url(), report.version.headline, report.language)

    @admin.display(description=_("language"), ordering="language")
    def in_language(self, report: ErrorReport) -> str:
        return language_name(report.language)

    @admin.display(description=_("answer"))
    def answer_to(self, report: ErrorReport) -> SafeString | str:
        return format_html('<a href="mailto:{0}">{0}</a>', report.email) if report.email else "–"

    @admin.display(description=_("dealt with"), boolean=True)
    def is_done(self, report: ErrorReport) -> bool:
        return report.done_at is not None

    @admin.display(description=_("where"))
    def place(self, report: ErrorReport) -> SafeString:
        number = report.paragraph
        words = _("Paragraph %d") % number if number else _("The headline, a picture or the whole article")
        return format_html('<a href="{}">{}</a>', report.get_absolute_url(), words)

    @admin.display(description=_("the paragraph as the reader saw it"))
    def quoted(self, report: ErrorReport) -> SafeString | str:
        words = paragraphs_of(report.version.blocks)[report.paragraph - 1 : report.paragraph]
        if not report.paragraph or not words:
            return "–"
        tag, side = bcp47(report.language), direction(report.language)
        return format_html('<q lang="{}" dir="{}">{}</q>', tag, side, words[0])

    @admin.display(description=_("to put it right"))
    def article_link(self, report: ErrorReport) -> SafeString:
        address = reverse("admin:articles_article_change", args=[report.article_id])
        return _link(address, report.version.headline, report.language)


def _link(address: str, words: str, code: str) -> SafeString:
    tag, side = bcp47(code), direction(code)
    return format_html('<a href="{}"><bdi lang="{}" dir="{}">{}</bdi></a>', address, tag, side, words)
