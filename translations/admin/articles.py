"""What translating adds to the pages of articles: the workbench, whose work it is, and relay translations.

The class of `articles.admin` is replaced by this one, its subclass: the admin's registry is the
place where a later app has its say, and no further mechanism is needed.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_POST

from articles import rights
from articles.admin.articles import ArticleAdmin
from articles.admin.languages import language_name
from articles.admin.steps import visible_article
from articles.models import Article, Status
from articles.originals.own import NotPublishedError, original_of
from translations import review, waivers, workbench
from translations.admin.progress import with_progress
from translations.admin.taking import answer_take, refused
from translations.models import Assignment, Segment

admin.site.unregister(Article)


@admin.register(Article)
class DeskArticleAdmin(ArticleAdmin):
    """Articles as the desks work on them."""

    change_form_template = "admin/translations/article_change_form.html"

    def get_urls(self) -> list[Any]:
        further = self.admin_site.admin_view(require_POST(translate_further))
        return [
            path("<int:pk>/translate-further/", further, name="translations_article_translate"),
            *workbench.urls,
            *review.urls,
            *super().get_urls(),
        ]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Leave what is a block of the workbench to the workbench."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or not obj.segments.filter(kind__in=Segment.META).exists():
            return fieldsets
        kept = [
            (title, {**options, "fields": [name for name in options["fields"] if name not in Segment.META]})
            for title, options in fieldsets
        ]
        return [(title, options) for title, options in kept if options["fields"]]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        if article := kwargs.get("obj"):
            context["assignment"] = _assignment_of(article)
            context["may_review"] = article.status == Status.TRANSLATED and rights.may(
                request.user, "approve", article
            )
            context["waivers"] = waivers.waivers_of(article)
            context["further"] = _further(article, request.user) if article.has_live else []
        return super().render_change_form(request, context, *args, **kwargs)


def _assignment_of(article: Article) -> Assignment | None:
    own = Assignment.objects.filter(article=article).select_related("translator")
    return with_progress(own, "article").first()


def _further(article: Article, user: Any) -> list[tuple[str, str]]:
    """Name the languages into which an edition that readers see may be translated further."""
    taken = {*Article.objects.not_retracted().filter(root=article.root_id).values_list("language", flat=True)}
    taken.add(article.first_original().language)
    codes = [code for code in settings.NEWSROOM_LANGUAGES if code not in taken]
    return [(code, language_name(code)) for code in codes if rights.may(user, "take", code)]


def translate_further(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an edition of ours into a language: the relay says so to readers."""
    article = visible_article(request, pk)
    back = partial(refused, request, "admin:articles_article_change", pk)
    try:
        original = original_of(article)
    except NotPublishedError as refusal:
        return back([str(refusal)])
    return answer_take(request, original, back)
