"""People who are named, in the admin."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles import rights
from articles.admin.guarded import GuardedAdmin
from articles.admin.seen import SeenForm
from articles.models import Person
from articles.people import free_person_slug


class PersonForm(SeenForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Let the slug be empty: it is made from the name."""
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields["slug"].help_text = _("For the address. Made from the name when left empty.")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not cleaned.get("slug") and cleaned.get("name"):
            cleaned["slug"] = free_person_slug(cleaned["name"])
        return cleaned


@admin.register(Person)
class PersonAdmin(GuardedAdmin):
    form = PersonForm
    list_display = ("name", "user", "slug")
    list_select_related = ("user",)
    search_fields = ("name", "slug")
    autocomplete_fields = ("user",)
    fields = ("name", "slug", "biography", "user")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Leave the account to administrators: four eyes are asked of accounts, not of names."""
        return () if rights.may(request.user, "manage") else ("user",)
