"""Every step that anybody took, to be searched and handed out: by person, piece, step, language and day."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ERROR_FLAG
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from articles import rights
from articles.admin.guarded import GuardedAdmin
from articles.admin.history import EVENTS, name_of_step
from articles.admin.languages import LanguageFilter, editions, language_name
from articles.languages import bcp47, direction
from articles.models import Event
from articles.tables import table_lines

COLUMNS = (
    *("at", "step", "person", "piece", "headline", "language"),
    *("version", "from", "to", "revision", "reason"),
)
IN_ONE_GO = 500
DAYS = frozenset(f"at__{part}" for part in ("year", "month", "day", "gte", "lt"))


class StepFilter(admin.SimpleListFilter):
    title = _("step")
    parameter_name = "step"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[Any]:
        return [(name, capfirst(str(words))) for name, words in EVENTS.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any] | None:
        return queryset.filter(name=self.value()) if self.value() else None


class PersonFilter(admin.SimpleListFilter):
    """Choose one of those who did anything on the user's desks, by the name that colleagues know."""

    title = _("person")
    parameter_name = "person"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[Any]:
        did = Exists(rights.visible(request.user, Event.objects.filter(by=OuterRef("pk"))))
        people = get_user_model().objects.filter(did).order_by("first_name", "last_name", "username")
        return [(str(user.pk), user.get_full_name() or user.get_username()) for user in people]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any] | None:
        key = self.value()
        return queryset.filter(by=int(key)) if key and key.isdecimal() else None


class LanguageOfPieceFilter(LanguageFilter):
    """Choose one language among those whose events the user sees."""

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[Any]:
        return editions(request.user, "audit")

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any] | None:
        return queryset.filter(article__language=self.value()) if self.value() else None


@admin.register(Event)
class EventAdmin(GuardedAdmin):
    """The log of everything, to look at: nobody writes or deletes here."""

    list_display = ("at", "step", "person", "piece", "in_language", "version", "reason_shown")
    list_display_links = None
    list_filter = (StepFilter, PersonFilter, LanguageOfPieceFilter)
    list_select_related = ("by", "article__root", "version")
    search_fields = ("article__headline", "by__username")  # shows the field; `get_search_results` searches
    date_hierarchy = "at"
    ordering = ("-at", "-pk")

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.export)
        return [path("export/<slug:form>/", view, name="articles_event_export"), *super().get_urls()]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Answer a day that no calendar reaches like any other question that makes no sense."""
        if any(len(request.GET.get(f"at__{part}", "")) > len("9999") for part in ("year", "month", "day")):
            return redirect(f"{request.path}?{ERROR_FLAG}=1")
        return super().changelist_view(request, extra_context)

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        return lookup in DAYS or super().lookup_allowed(lookup, value, request)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Look for each word in the headline, the original's headline, the person's names, and the reason."""
        for word in search_term.split()[:10]:
            queryset = queryset.filter(
                Q(article__headline__icontains=word)
                | Q(article__root__headline__icontains=word)
                | Q(by__username__icontains=word)
                | Q(by__first_name__icontains=word)
                | Q(by__last_name__icontains=word)
                | Q(reason__icontains=word)
            )
        return queryset, False

    def export(self, request: HttpRequest, form: str) -> StreamingHttpResponse:
        """Hand out the list as it is filtered and searched now, however long it is."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        if form not in FORMS:
            raise Http404
        changelist = self.get_changelist_instance(request)
        rows = changelist.get_queryset(request).iterator(IN_ONE_GO)
        content_type, lines = FORMS[form]
        response = StreamingHttpResponse(lines(rows), content_type=content_type)
        response.headers["Content-Disposition"] = f'attachment; filename="events.{form}"'
        return response

    @admin.display(description=_("step"), ordering="name")
    def step(self, event: Event) -> str:
        return name_of_step(event)

    @admin.display(description=_("person"), ordering="by")
    def person(self, event: Event) -> str:
        return _person(event) or "–"

    @admin.display(description=_("piece"), ordering="article")
    def piece(self, event: Event) -> str:
        address = reverse("admin:articles_article_history", args=[event.article_id])
        headline, code = _headline(event)
        return format_html(
            '<a href="{}" lang="{}" dir="{}">{}</a>', address, bcp47(code), direction(code), headline
        )

    @admin.display(description=_("language"), ordering="article__language")
    def in_language(self, event: Event) -> str:
        return language_name(event.article.language)

    @admin.display(description=_("reason"))
    def reason_shown(self, event: Event) -> str:
        return format_html('<span class="reason" dir="auto">{}</span>', event.reason)


def _person(event: Event) -> str:
    return str(event.by.get_full_name() or event.by.get_username()) if event.by else ""


def _headline(event: Event) -> tuple[str, str]:
    """Give the edition's headline and its language, the original's until there is one."""
    article = event.article
    if article.headline or not article.root:
        return article.headline, article.language
    return article.root.headline, article.root.language


def _cells(event: Event) -> tuple[Any, ...]:
    return (
        event.at.isoformat(),
        event.name,
        _person(event),
        event.article_id,
        _headline(event)[0],
        bcp47(event.article.language),
        event.version.number if event.version else None,
        event.from_status,
        event.to_status,
        event.revision,
        event.reason,
    )


def _as_table(rows: Iterator[Event]) -> Iterator[bytes]:
    return table_lines(COLUMNS, map(_cells, rows))


def _as_json(rows: Iterator[Event]) -> Iterator[bytes]:
    for event in rows:
        line = dict(zip(COLUMNS, _cells(event), strict=True))
        yield json.dumps(line, ensure_ascii=False).encode() + b"\n"


FORMS: dict[str, tuple[str, Any]] = {
    "csv": ("text/csv; charset=utf-8", _as_table),
    "jsonl": ("application/x-ndjson", _as_json),
}
