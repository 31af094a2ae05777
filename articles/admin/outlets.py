"""Publications whose pieces are translated, in the admin."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.admin.guarded import GuardedAdmin
from articles.admin.languages import all_languages, language_name
from articles.admin.seen import SeenForm
from articles.models import Outlet


def languages_or_none() -> list[tuple[str, str]]:
    """Offer all languages, and none."""
    return [("", "—"), *all_languages()]


class OutletForm(SeenForm):
    language = forms.ChoiceField(label=_("Language"), choices=languages_or_none, required=False)


@admin.register(Outlet)
class OutletAdmin(GuardedAdmin):
    form = OutletForm
    list_display = ("name", "in_language", "permission", "licence", "originals_known")
    ordering = ("name",)
    list_filter = ("permission",)
    search_fields = ("name", "home_page")
    fieldsets = (
        (None, {"fields": ("name", "home_page", "language", "feed")}),
        (
            _("May we translate its pieces?"),
            {
                "fields": ("permission", "permission_note", "licence", "licence_url"),
                "description": _("The default for every original of this publication."),
            },
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).annotate(count_of_originals=Count("originals"))

    @admin.display(description=_("language"), ordering="language")
    def in_language(self, outlet: Outlet) -> str:
        return language_name(outlet.language)

    @admin.display(description=_("originals"), ordering="count_of_originals")
    def originals_known(self, outlet: Any) -> int:
        return int(outlet.count_of_originals)
