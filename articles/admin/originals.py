"""Originals in the admin: imported rather than typed; editors put right what a page said wrongly."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils.html import escape, format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles import editing, rights
from articles.admin import families, import_check, rechecks
from articles.admin.guarded import GuardedAdmin, calm
from articles.admin.import_check import CheckForm, answer_check, discarded
from articles.admin.importing import FIELDSETS, ImportForm, answer_import, known_before
from articles.admin.languages import all_languages, language_name
from articles.admin.rich_text import speak
from articles.admin.seen import SeenForm
from articles.admin.standing import SIGNS, standing_of, with_standing
from articles.languages import bcp47, direction, language
from articles.models import Article, ImportDraft, Original, PublishedVersion, Snapshot
from articles.originals import drafts
from articles.originals.provenance import sayings
from articles.richtext import Block, html_of, text_of


class OriginalForm(SeenForm):
    authors = forms.CharField(
        label=_("Authors"),
        required=False,
        help_text=_("One a line, as they are printed."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Show names as lines, and headline and names in the language of the original."""
        super().__init__(*args, **kwargs)
        self.initial["authors"] = "\n".join(self.initial.get("authors") or [])
        for name in ("headline", "authors"):
            if field := self.fields.get(name):
                speak(field.widget, self.instance.language)

    def clean_authors(self) -> list[str]:
        lines = self.cleaned_data["authors"].splitlines()
        return list(dict.fromkeys(" ".join(line.split()) for line in lines if line.strip()))


class LanguageOfOriginalFilter(admin.SimpleListFilter):
    title = _("language")
    parameter_name = "language"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        known = Original.objects.order_by("language").values_list("language", flat=True).distinct()
        return [(code, language_name(code)) for code in known]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any] | None:
        return queryset.filter(language=self.value()) if self.value() else None


@admin.register(Original)
class OriginalAdmin(GuardedAdmin):
    form = OriginalForm
    change_verb = "edit_original"
    change_form_template = "admin/articles/original/change_form.html"
    add_form_template = "admin/articles/original/import.html"
    list_display = (
        "headline_shown",
        "in_language",
        "outlet",
        "first_published_at",
        "status",
        "editions_shown",
        "is_protected",
    )
    list_display_links = ("headline_shown",)
    list_filter = ("status", "priority", "permission", "protect_sources", LanguageOfOriginalFilter, "outlet")
    list_select_related = ("outlet",)
    search_fields = ("headline", "url", "outlet__name")
    readonly_fields = ("address", "checked_at")
    autocomplete_fields = ("outlet",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        editions = Article.objects.not_retracted().only("language", "original_id").order_by("language")
        return super().get_queryset(request).prefetch_related(Prefetch("editions", editions))

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        fixed = [] if obj and obj.editions.all() else ["language"]
        return [
            (
                _("Facts about the original"),
                {
                    "fields": [
                        "address",
                        "headline",
                        *fixed,
                        "authors",
                        "first_published_at",
                        "outlet",
                        "archived_url",
                        "status",
                        "priority",
                        "protect_sources",
                    ]
                },
            ),
            (
                _("May we translate it?"),
                {"fields": ["permission", "permission_note", "licence", "licence_url"]},
            ),
        ]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and rights.may(request.user, "import")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Leave editions of our own to the workflow: their facts follow what is published."""
        return super().has_change_permission(request, obj) and (obj is None or obj.is_external)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "language":
            return forms.ChoiceField(label=_("Language"), choices=all_languages)
        if db_field.name == "headline":
            kwargs["widget"] = forms.Textarea(attrs={"rows": 2})
        return calm(super().formfield_for_dbfield(db_field, request, **kwargs), may_add=True)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: Any) -> None:
        super().save_model(request, obj, form, change)
        editing.reopen_review_of_editions(obj)

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """Import instead of adding, outside any transaction: a page may take ten seconds to come."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = ImportForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid() and (answer := answer_import(self, request, form)):
            return answer
        return self.render_free_form(
            request,
            form,
            fieldsets=FIELDSETS,
            title=gettext("Import an original"),
            unfinished=drafts.unfinished(request.user)[:10],
        )

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.check_view)
        check = path("add/<int:pk>/", view, name="articles_original_check")
        return [check, *rechecks.pages(self), *families.pages(self), *super().get_urls()]

    def check_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Let whoever read a piece look it over and import it; 404 for everybody else."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        draft = get_object_or_404(ImportDraft, pk=pk, by=request.user)
        if known := draft.original or drafts.known_at(request.POST.get("url", draft.url)):
            return known_before(request, known)
        if "_discard" in request.POST:
            return discarded(request, draft)
        form = CheckForm(request.POST or None, draft)
        if request.method == "POST" and form.is_valid() and (answer := answer_check(self, request, form)):
            return answer
        return self.render_free_form(
            request,
            form,
            fieldsets=import_check.FIELDSETS,
            title=gettext("Look over what was read"),
            template="admin/articles/original/import_check.html",
            draft=draft,
            source_language=language(form.read.language) if form.read.language else None,
        )

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        if original := kwargs.get("obj"):
            context.update(_reading(original, request))
            context["may_retract_family"] = rights.may(request.user, "retract_family", original)
            context["may_recheck"] = original.is_external and self.has_change_permission(request, original)
        return super().render_change_form(request, context, *args, **kwargs)

    @admin.display(description=_("headline"), ordering="headline")
    def headline_shown(self, original: Original) -> str:
        code = original.language
        return format_html(
            '<span lang="{}" dir="{}">{}</span>', bcp47(code), direction(code), original.headline
        )

    @admin.display(description=_("language"), ordering="language")
    def in_language(self, original: Original) -> str:
        return language_name(original.language)

    @admin.display(description=_("editions"))
    def editions_shown(self, original: Original) -> str:
        return ", ".join(bcp47(edition.language) for edition in original.editions.all()) or "–"

    @admin.display(description=_("sources"))
    def is_protected(self, original: Original) -> str:
        return f"▲ {gettext('protected')}" if original.protect_sources else ""

    @admin.display(description=_("address"))
    def address(self, original: Original) -> str:
        if not original.url:
            return str(_("our own edition"))
        if original.protect_sources:
            return format_html("<bdi>{}</bdi>", original.url)
        return format_html('<a href="{}" rel="external noreferrer"><bdi>{}</bdi></a>', *[original.url] * 2)


def _reading(original: Original, request: HttpRequest) -> dict[str, Any]:
    """Gather what stands above the form: the captured text, and what was made of it."""
    # Of a piece of our own what readers have seen: a version that waits is its desk's business alone.
    captured = original.snapshots.filter(
        Q(version=None) | Q(version__in=PublishedVersion.objects.has_been_live())
    )
    newest = list(captured.defer("page").order_by("-number")[:2])
    snapshot = newest[0] if newest else None
    editions = with_standing(rights.visible(request.user, Article.objects.filter(original=original)))
    return {
        "snapshot": snapshot,
        "text": _text(snapshot),
        "captured": captured.count(),
        "changes": rechecks.changes_of(newest) if original.is_external else [],
        "sayings": sayings(snapshot.record) if snapshot else [],
        "source_language": language(original.language),
        "source_name": language_name(original.language),
        "editions": [
            (edition, language_name(edition.language), standing_of(edition), SIGNS[standing_of(edition)])
            for edition in editions.order_by("language", "pk")
        ],
    }


def _text(snapshot: Snapshot | None) -> str:
    """Give the captured text; of a picture only its words, because the file lies on another site."""
    blocks: list[Block] = snapshot.blocks if snapshot else []
    return html_of(_without_picture(block) for block in blocks)


def _without_picture(block: Block) -> Block:
    return (
        {"kind": "paragraph", "html": escape(text_of(block["html"]))} if block["kind"] == "image" else block
    )
