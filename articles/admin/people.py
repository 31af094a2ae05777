"""People who are named, in the admin."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modeltranslation.utils import build_localized_fieldname

from articles import rights
from articles.admin.guarded import GuardedAdmin
from articles.admin.languages import language_name
from articles.admin.seen import SeenForm
from articles.languages import bcp47, direction
from articles.listings import live_stories
from articles.models import Person
from articles.people import free_person_slug


class PersonForm(SeenForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Let the slug be empty: it is made from the name."""
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields["slug"].help_text = _("For the address. Made from the name when left empty.")
        for code in settings.NEWSROOM_LANGUAGES:
            if field := self.fields.get(build_localized_fieldname("biography", code)):
                field.label = language_name(code)
                field.widget = forms.Textarea({"rows": 3, "lang": bcp47(code), "dir": direction(code)})

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
    readonly_fields = ("account",)

    def view_on_site(self, obj: Person) -> str | None:
        """Lead to the person's page in the first edition that has one; nowhere while none names them."""
        live = live_stories().filter(credits__person=obj.pk).order_by()
        codes = set(live.values_list("language", flat=True).distinct())
        code = next((each for each in settings.NEWSROOM_LANGUAGES if each in codes), None)
        # As it is stored: a form that is refused has written into `obj`.
        return Person.objects.get(pk=obj.pk).get_absolute_url(code) if code else None

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Ask for the name first, then what is said about the person, language by language.

        The account is left to administrators: four eyes are asked of accounts, not of names.
        """
        account = "user" if rights.may(request.user, "manage") else "account"
        about = [build_localized_fieldname("biography", code) for code in settings.NEWSROOM_LANGUAGES]
        return [
            (None, {"fields": ("name", "slug", account)}),
            (_("About the person, in each language"), {"fields": about, "classes": ["in-language"]}),
        ]

    @admin.display(description=_("account"))
    def account(self, person: Person) -> str:
        """Name the account without a link: its page is for administrators."""
        return str(person.user) if person.user else "–"
