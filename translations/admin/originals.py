"""What translating adds to the pages of originals: taking them into a language."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path
from django.views.decorators.http import require_POST

from articles import rights
from articles.admin.originals import OriginalAdmin
from articles.models import Original
from translations.admin.coverage import editions_of, missing_editions
from translations.admin.taking import answer_take, refused

admin.site.unregister(Original)


@admin.register(Original)
class DeskOriginalAdmin(OriginalAdmin):
    """Originals as the desks take them."""

    change_form_template = "admin/translations/original_change_form.html"

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(require_POST(take))
        return [path("<int:pk>/take/", view, name="translations_original_take"), *super().get_urls()]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        if original := kwargs.get("obj"):
            mine = [code for code in settings.NEWSROOM_LANGUAGES if rights.may(request.user, "take", code)]
            first = _first_of(original)
            editions = editions_of([first]).get(first.pk, {})
            context["missing"] = missing_editions(first, editions, mine)
        return super().render_change_form(request, context, *args, **kwargs)


def _first_of(original: Original) -> Original:
    return original if original.is_external else original.own_edition().first_original()


def take(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an original into the language that was posted."""
    original = get_object_or_404(rights.visible(request.user, Original.objects.all()), pk=pk)
    return answer_take(request, original, partial(refused, request, "admin:articles_original_change", pk))
