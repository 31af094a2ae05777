"""Desks and who works on them: the business of administrators."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.admin.guarded import GuardedAdmin, RowChoices, calm
from articles.admin.languages import Choice, language_name
from articles.admin.seen import SeenForm
from translations.models import Desk, Membership


def every_edition() -> list[Choice]:
    """Offer the languages of the newsroom."""
    return [(code, language_name(code)) for code in settings.NEWSROOM_LANGUAGES]


class DeskForm(SeenForm):
    language = forms.ChoiceField(label=_("Language"), choices=every_edition)


class MembershipInline(RowChoices, admin.StackedInline):
    model = Membership
    extra = 0
    autocomplete_fields = ("user",)
    fields = ("user", "role")
    classes = ("in-a-row",)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        return calm(super().formfield_for_dbfield(db_field, request, **kwargs))


@admin.register(Desk)
class DeskAdmin(GuardedAdmin):
    form = DeskForm
    can_be_deleted = True
    ordering = ("name",)
    list_display = ("name", "in_language", "people")
    search_fields = ("name",)
    fields = ("name", "language")
    inlines = (MembershipInline,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).annotate(count_of_people=Count("memberships"))

    @admin.display(description=_("language"), ordering="language")
    def in_language(self, desk: Desk) -> str:
        return language_name(desk.language)

    @admin.display(description=_("people"), ordering="count_of_people")
    def people(self, desk: Any) -> int:
        return int(desk.count_of_people)
