"""Sections and tags in the admin: a name and a slug in every language."""

from __future__ import annotations

from typing import Any

import taggit.admin  # noqa: F401 - registers taggit's own tags, which are not used here
from django import forms
from django.conf import settings
from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from modeltranslation.utils import build_localized_fieldname
from taggit.models import Tag as UnusedTag

from articles.admin.guarded import GuardedAdmin
from articles.admin.languages import language_name
from articles.admin.seen import SeenForm
from articles.languages import bcp47, direction
from articles.models import Address, Section, Tag
from articles.slugs import make_slug

admin.site.unregister(UnusedTag)


class NamedForm(SeenForm):
    """Names per language; an empty slug is made from the name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Give each field the direction of its language, and drop the language from its label."""
        super().__init__(*args, **kwargs)
        for code in settings.NEWSROOM_LANGUAGES:
            for column in ("name", "slug", "description"):
                if field := self.fields.get(build_localized_fieldname(column, code)):
                    field.label = capfirst(self.instance._meta.get_field(column).verbose_name)
                    field.widget.attrs.update(lang=bcp47(code), dir=direction(code))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for code in settings.NEWSROOM_LANGUAGES:
            name = cleaned.get(build_localized_fieldname("name", code))
            column = build_localized_fieldname("slug", code)
            if name and column in cleaned and not cleaned[column]:
                cleaned[column] = make_slug(name, code) or None
        if not self.errors and not any(cleaned.get(column) for column in _name_columns()):
            raise forms.ValidationError(_("Give a name in at least one language."))
        return cleaned


class SectionForm(NamedForm):
    def clean(self) -> dict[str, Any]:
        """Refuse to change a slug that stands in an address which readers know."""
        cleaned = super().clean()
        for code in settings.NEWSROOM_LANGUAGES:
            column = build_localized_fieldname("slug", code)
            before = self.initial.get(column)
            is_changed = before and column in cleaned and cleaned[column] != before
            if is_changed and Address.objects.filter(language=code, section=before).exists():
                self.add_error(column, _("Articles have this slug in their address: it cannot change."))
        return cleaned


def _name_columns() -> list[str]:
    return [build_localized_fieldname("name", code) for code in settings.NEWSROOM_LANGUAGES]


class NamedAdmin(GuardedAdmin):
    """One group of fields per language."""

    can_be_deleted = True
    described: tuple[str, ...] = ()
    general: tuple[str, ...] = ()
    search_fields = tuple(_name_columns())

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        return [
            *([(None, {"fields": self.general})] if self.general else []),
            *((language_name(code), self._group(code)) for code in settings.NEWSROOM_LANGUAGES),
        ]

    def _group(self, code: str) -> dict[str, Any]:
        columns = [build_localized_fieldname(column, code) for column in ("name", "slug", *self.described)]
        return {"fields": columns, "classes": ["in-language"]}

    def formfield_for_dbfield(self, db_field: models.Field, request: HttpRequest, **kwargs: Any) -> Any:
        """Show descriptions as a few lines."""
        if db_field.name.startswith("description_"):
            kwargs["widget"] = forms.Textarea(attrs={"rows": 2, "cols": 40})
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    @admin.display(description=_("missing in"))
    def missing_in(self, named: Any) -> str:
        """List the languages in which no article can bear this name."""
        codes = settings.NEWSROOM_LANGUAGES
        return ", ".join(bcp47(code) for code in codes if not (named.name_in(code) and named.slug_in(code)))


@admin.register(Section)
class SectionAdmin(NamedAdmin):
    form = SectionForm
    list_display = ("__str__", "missing_in", "position")
    general = ("position",)
    described = ("description",)


@admin.register(Tag)
class TagAdmin(NamedAdmin):
    form = NamedForm
    list_display = ("__str__", "missing_in")
