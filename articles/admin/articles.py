"""Articles in the admin: facts and own text in the admin's form, every step a button that posts.

What belongs to the work of translating (workbench, assignment) is added by `translations.admin`.
"""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from articles import editing, own_pieces, rights
from articles.admin import history, previews, second_looks, steps
from articles.admin.article_forms import (
    ArticleForm,
    CreditInline,
    NewPieceForm,
    OwnPieceForm,
    PictureInline,
)
from articles.admin.guarded import GuardedAdmin, calm
from articles.admin.languages import LanguageFilter, language_name
from articles.admin.panel import panel_of
from articles.admin.standing import SIGNS, StandingFilter, standing_of, with_standing
from articles.languages import bcp47, direction
from articles.models import Article
from articles.search import working_texts
from articles.workflow import StaleRevisionError

TEXT = (_("Text"), {"fields": ("headline", "standfirst", "body"), "classes": ["article-text"]})
FACTS = (_("Where it stands"), {"fields": ("section", "tags", "slug")})
SEARCH_ENGINES = (
    _("For search engines"),
    {
        "fields": ("seo_title", "seo_description"),
        "classes": ["collapse"],
        "description": _("When empty, the headline and the standfirst are used."),
    },
)
NEW = (
    None,
    {"fields": ("language", "section", "headline", "standfirst", "body"), "classes": ["article-text"]},
)


@admin.register(Article)
class ArticleAdmin(GuardedAdmin):
    """Editions of every language that the user works with."""

    list_display = ("headline_shown", "in_language", "state", "from_outlet", "readers_see", "updated_at")
    list_display_links = ("headline_shown",)
    list_filter = (StandingFilter, LanguageFilter, "section")
    list_select_related = ("original__outlet", "root", "section")
    search_fields = ("headline",)  # shows the field; `get_search_results` searches
    inlines = (PictureInline, CreditInline)
    change_form_template = "admin/articles/article/change_form.html"
    add_form_template = "admin/change_form.html"

    def get_urls(self) -> list[Any]:
        added = (steps, history, previews, second_looks)
        pages = [page for module in added for page in module.pages(self)]
        return [*pages, *super().get_urls()]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return with_standing(super().get_queryset(request))

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Search the working text as readers search what is published, among what the user may see."""
        return working_texts.found_in(queryset, search_term), False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and rights.may(request.user, "view")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or editing.may_edit(request.user, obj))

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return [NEW]
        return [*([TEXT] if _is_written_here(obj, request) else []), FACTS, SEARCH_ENGINES]

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:  # noqa: FBT001, FBT002 - Django's signature
        if obj is None:
            kwargs["form"] = NewPieceForm
        else:
            kwargs["form"] = OwnPieceForm if _is_written_here(obj, request) else ArticleForm
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.user = request.user
        return form

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        return calm(super().formfield_for_dbfield(db_field, request, **kwargs))

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        return self.inlines if obj else ()

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        words = {"title": _("Write a piece of our own"), **(extra_context or {})}
        return super().add_view(request, form_url, words)

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Look twice when somebody was faster between the comparison and the saving."""
        try:
            return super().changeform_view(request, object_id, *args, **kwargs)
        except StaleRevisionError:
            return super().changeform_view(request, object_id, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: Any) -> None:
        """Store through the actions: an own piece with its blocks, anything else column by column."""
        values = form.cleaned_data
        if not change:
            words = {name: values[name] for name in ("language", "headline", "standfirst", "body", "section")}
            obj.pk = own_pieces.create_own_piece(by=request.user, **words).pk
            obj._state.adding = False
            obj.refresh_from_db()
            return
        columns = set(form.own_fields())
        if "body" in values:
            own_pieces.set_body(obj, values["body"])
            columns |= {"body", "blocks"}
        revision = int(form.newest.partition(" ")[0])
        editing.store(obj, by=request.user, revision=revision, columns=columns)

    def response_post_save_add(self, request: HttpRequest, obj: Any) -> HttpResponseRedirect:
        return redirect("admin:articles_article_change", obj.pk)

    def response_post_save_change(self, request: HttpRequest, obj: Any) -> HttpResponseRedirect:
        return redirect("admin:articles_article_change", obj.pk)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        if article := kwargs.get("obj"):
            context["panel"] = panel_of(article, request.user)
        return super().render_change_form(request, context, *args, **kwargs)

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Show what happened to the text rather than the admin's own log."""
        article: Any = self.get_object(request, object_id)
        return history.history(request, article)

    @admin.display(description=_("headline"), ordering="headline")
    def headline_shown(self, article: Article) -> str:
        """Show the edition's own headline, the original's in its own language until there is one."""
        code = article.language if article.headline or not article.root else article.root.language
        headline = article.headline or (article.root.headline if article.root else "")
        return format_html('<span lang="{}" dir="{}">{}</span>', bcp47(code), direction(code), headline)

    @admin.display(description=_("language"), ordering="language")
    def in_language(self, article: Article) -> str:
        return language_name(article.language)

    @admin.display(description=_("state"), ordering="status")
    def state(self, article: Article) -> str:
        standing = standing_of(article)
        return format_html(
            '<span class="state"><span aria-hidden="true">{}</span> {}</span>',
            SIGNS[standing],
            standing.label,
        )

    @admin.display(description=_("original in"))
    def from_outlet(self, article: Article) -> str:
        if article.original is None:
            return str(_("our own piece"))
        return str(article.original.outlet or _("our edition"))

    @admin.display(description=_("online"), boolean=True)
    def readers_see(self, article: Any) -> bool:
        return bool(article.has_live)


def _is_written_here(article: Article, request: HttpRequest) -> bool:
    """Say whether the page has an editor for the text: translations are written in the workbench."""
    return article.is_own_piece and editing.may_edit(request.user, article)
