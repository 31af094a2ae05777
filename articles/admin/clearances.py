"""The rights register in the admin: entries with their documents, what ends soon, and the table to keep."""

from __future__ import annotations

from functools import partial
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.http import content_disposition_header
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles import clearances, rights
from articles.admin import endings
from articles.admin.guarded import GuardedAdmin, calm
from articles.admin.languages import all_editions, language_name
from articles.admin.seen import SeenForm
from articles.clearances import DocumentError, read_document
from articles.languages import bcp47, direction
from articles.models import Clearance, ClearanceDocument
from articles.models.clearances import forbids_changes
from articles.tables import table_response

ON_A_PAGE = 50
DAY = "%Y-%m-%d"


class ClearanceForm(SeenForm):
    """An entry and its document; the document is kept in the database, never among the public files."""

    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        help_text=_("None means all."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    document = forms.FileField(
        label=_("Document"),
        help_text=_(
            "The letter or contract: PDF, JPEG, PNG or plain text, up to 10 MB. A new one replaces the old."
        ),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the languages of the newsroom, and those that the entry names already."""
        super().__init__(*args, **kwargs)
        if field := self.fields.get("languages"):
            known = self.instance.codes()
            self.initial["languages"] = known
            offered = [(code, name) for code, name in all_editions() if code not in known]
            choices: Any = field
            choices.choices = [*((code, language_name(code)) for code in known), *offered]

    def clean_languages(self) -> str:
        codes = self.cleaned_data["languages"]
        return f",{','.join(codes)}," if codes else ""

    def clean_document(self) -> Any:
        file = self.cleaned_data["document"]
        if not file:
            return None
        try:
            return read_document(file.name, file.read(clearances.MOST_BYTES + 1))
        except DocumentError as error:
            raise forms.ValidationError(str(error)) from None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("kind") == Clearance.Kind.LICENCE and forbids_changes(cleaned.get("text", "")):
            cleaned["forbids_changes"] = True
        return cleaned


class EndFilter(admin.SimpleListFilter):
    """Choose by how long an entry holds."""

    title = _("validity")
    parameter_name = "end"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[Any]:
        return [
            ("soon", _("ends within 14 days")),
            ("ended", _("has ended")),
            ("later", _("ends later")),
            ("open", _("without an end")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any] | None:
        today = timezone.localdate()
        match self.value():
            case "soon":
                return queryset.filter(ends_on__range=(today, today + clearances.WARNING))
            case "ended":
                return queryset.filter(ends_on__lt=today)
            case "later":
                return queryset.filter(ends_on__gt=today + clearances.WARNING)
            case "open":
                return queryset.filter(ends_on=None)
        return None


class LanguageOfEntryFilter(admin.SimpleListFilter):
    title = _("language")
    parameter_name = "language"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[Any]:
        return all_editions()

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any] | None:
        code = self.value()
        return queryset.filter(Q(languages="") | Q(languages__contains=f",{code},")) if code else None


class DocumentFilter(admin.SimpleListFilter):
    title = _("document")
    parameter_name = "document"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[Any]:
        return [("yes", _("attached")), ("no", _("none attached"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any] | None:
        match self.value():
            case "yes":
                return queryset.filter(document__isnull=False)
            case "no":
                return queryset.filter(document__isnull=True)
        return None


@admin.register(Clearance)
class ClearanceAdmin(GuardedAdmin):
    form = ClearanceForm
    change_verb = "clear_rights"
    change_list_template = "admin/articles/clearance/change_list.html"
    change_form_template = "admin/articles/clearance/change_form.html"
    list_display = ("holds_for", "kind", "in_languages", "granted_by", "ends", "has_document")
    list_display_links = ("holds_for",)
    list_filter = (EndFilter, "kind", LanguageOfEntryFilter, DocumentFilter)
    list_select_related = ("outlet", "original__outlet")
    search_fields = ("outlet__name", "original__headline", "original__outlet__name", "granted_by", "text")
    autocomplete_fields = ("outlet", "original")
    fields = (
        "outlet",
        "original",
        "kind",
        "text",
        "forbids_changes",
        "languages",
        "granted_by",
        "granted_on",
        "ends_on",
        "document",
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        named = ClearanceDocument.objects.filter(clearance=OuterRef("pk")).values("name")
        return super().get_queryset(request).annotate(document_name=Subquery(named))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and rights.may(request.user, "clear_rights")

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view
        ending = view(partial(endings.page, site=self.admin_site))
        return [
            path("table/", view(self.table), name="articles_clearance_table"),
            path("ending/", ending, name="articles_clearance_ending"),
            path("<int:pk>/document/", view(self.document), name="articles_clearance_document"),
            *super().get_urls(),
        ]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        words = {"title": capfirst(Clearance._meta.verbose_name_plural), **(extra_context or {})}
        return super().changelist_view(request, words)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in {"granted_on", "ends_on"}:
            kwargs["widget"] = forms.DateInput(attrs={"type": "date"}, format=DAY)
        return calm(super().formfield_for_dbfield(db_field, request, **kwargs))

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: Any) -> None:
        obj.languages = form.cleaned_data["languages"]
        clearances.enter(obj, by=request.user, document=form.cleaned_data["document"])

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Show the document, and what readers see under the entry."""
        if entry := kwargs.get("obj"):
            mine = clearances.without_cover_after(entry).filter(
                language__in=rights.languages(request.user, "view")
            )
            context["document_name"] = entry.document_name
            context["rows"] = endings.named(mine[:ON_A_PAGE])
        return super().render_change_form(request, context, *args, **kwargs)

    def document(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Hand out the document of an entry, never to be shown in the page."""
        entry = get_object_or_404(self.get_queryset(request), pk=pk)
        kept = get_object_or_404(ClearanceDocument, clearance=entry)
        response = HttpResponse(bytes(kept.content), content_type=kept.media_type)
        response.headers["Content-Disposition"] = (
            content_disposition_header(as_attachment=True, filename=kept.name) or ""
        )
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response

    def table(self, request: HttpRequest) -> HttpResponse:
        """Hand out the list as it is filtered and searched now."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        rows = self.get_changelist_instance(request).get_queryset(request)
        return table_response("rights-register", COLUMNS, map(_cells, rows))

    @admin.display(description=_("holds for"))
    def holds_for(self, entry: Clearance) -> str:
        if entry.original is None:
            return str(entry.outlet)
        code = entry.original.language
        return format_html(
            '<span lang="{}" dir="{}">{}</span>', bcp47(code), direction(code), entry.original.headline
        )

    @admin.display(description=_("languages"))
    def in_languages(self, entry: Clearance) -> str:
        return ", ".join(map(language_name, entry.codes())) or gettext("all")

    @admin.display(description=_("last day"), ordering="ends_on")
    def ends(self, entry: Clearance) -> str:
        return endings.in_words(entry.ends_on)

    @admin.display(description=_("document"))
    def has_document(self, entry: Any) -> str:
        if not entry.document_name:
            return "–"
        address = reverse("admin:articles_clearance_document", args=[entry.pk])
        return format_html('<a href="{}">{}</a>', address, entry.document_name)


COLUMNS = (
    *("outlet", "original", "address", "kind", "allows", "forbids_changes", "languages"),
    *("granted_by", "granted_on", "ends_on", "document"),
)


def _cells(entry: Any) -> tuple[object, ...]:
    original = entry.original
    return (
        entry.outlet or (original.outlet if original else ""),
        original.headline if original else "",
        original.url if original else "",
        entry.kind,
        entry.text,
        "yes" if entry.forbids_changes else "no",
        " ".join(map(bcp47, entry.codes())),
        entry.granted_by,
        entry.granted_on,
        entry.ends_on,
        entry.document_name,
    )
