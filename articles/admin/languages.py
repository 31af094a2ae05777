"""Languages as the admin shows them: choices, columns and filters, named in the interface language."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from articles import rights
from articles.languages import TABLE, language, name_in

Choice = tuple[str, str]


def language_name(code: str) -> str:
    """Name a language in the language of whoever works here."""
    return str(capfirst(name_in(code, get_language() or settings.LANGUAGE_CODE))) if code else ""


def all_languages() -> list[Choice]:
    """Offer every language that an original may be written in."""
    return _offered({*TABLE["languages"], *settings.NEWSROOM_LANGUAGES})


def editions(user: Any, verb: str = "view") -> list[Choice]:
    """Offer the languages of the newsroom in which this user may do something."""
    return _offered({code for code in settings.NEWSROOM_LANGUAGES if rights.may(user, verb, code)})


def all_editions() -> list[Choice]:
    """Offer every language that the newsroom publishes in."""
    return _offered(set(settings.NEWSROOM_LANGUAGES))


def _offered(codes: set[str]) -> list[Choice]:
    choices = [(code, _with_own_name(code)) for code in codes]
    return sorted(choices, key=lambda choice: choice[1])


def _with_own_name(code: str) -> str:
    """Tell apart what a translated name does not: Serbian (srpski), Serbian (српски)."""
    name, own_name = language_name(code), language(code).name
    return name if name.casefold() == own_name.casefold() else f"{name} ({own_name})"


class LanguageFilter(admin.SimpleListFilter):
    """Choose one language among those of the user's desks."""

    title = _("language")
    parameter_name = "language"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[Choice]:
        return editions(request.user)

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any] | None:
        return queryset.filter(language=self.value()) if self.value() else None
