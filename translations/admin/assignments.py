"""Who translates what: seen by the desk, handed out by its editors."""

from __future__ import annotations

from functools import partial
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from articles.admin.guarded import GuardedAdmin
from articles.admin.languages import LanguageFilter, editions, language_name
from articles.admin.seen import SeenForm
from articles.languages import bcp47, direction
from translations import absences, claims
from translations.admin import coverage_page, takeover
from translations.admin.progress import with_progress
from translations.colleagues import name_of
from translations.handovers import hand_over
from translations.models import Assignment


class ColleagueField(forms.ModelChoiceField):
    """Somebody of the desk, under their name."""

    def label_from_instance(self, obj: Any) -> str:
        return absences.label_of(obj)


class AssignmentForm(SeenForm):
    """Who, and until when.

    The action is asked while the form is checked, inside the transaction of the page, so that its
    refusal stands on the form beside what was typed.
    """

    user: ClassVar[Any] = None
    translator = ColleagueField(
        label=_("Translator"), queryset=get_user_model().objects.none(), required=False, empty_label="—"
    )

    although_away = forms.BooleanField(
        label=_("Also to somebody who is away"), required=False, help_text=_("Confirms the warning.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the people of the desk; before it is known, those of every desk that the user edits."""
        super().__init__(*args, **kwargs)
        codes = [self.instance.language] if self.instance.pk else [code for code, _name in _mine(self.user)]
        people = get_user_model().objects.filter(is_active=True, memberships__desk__language__in=codes)
        translator: Any = self.fields.get("translator")
        if translator:
            translator.queryset = absences.with_absences(people.distinct()).order_by(
                "first_name", "last_name", "username"
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors:
            try:
                self.act(cleaned)
            except claims.ClaimRefusedError as refusal:
                raise forms.ValidationError(list(refusal.problems)) from None
        return cleaned

    def act(self, cleaned: dict[str, Any]) -> None:
        """Hand the work over."""
        chosen = {name: cleaned[name] for name in ("translator", "due_at", "is_urgent", "although_away")}
        hand_over(self.instance, by=self.user, **chosen)


class NewAssignmentForm(AssignmentForm):
    language = forms.ChoiceField(label=_("Language"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the languages of the editor's desks, and ask for somebody."""
        super().__init__(*args, **kwargs)
        language: Any = self.fields["language"]
        language.choices = _mine(self.user)
        self.fields["translator"].required = True

    def act(self, cleaned: dict[str, Any]) -> None:
        """Hand the work out; what was stored is known by its article."""
        article = claims.take(
            cleaned["original"],
            cleaned["language"],
            by=self.user,
            translator=cleaned["translator"],
            due_at=cleaned["due_at"],
            is_urgent=cleaned["is_urgent"],
            although_away=cleaned["although_away"],
        )
        self.stored = Assignment.objects.get(article=article)


def _mine(user: Any) -> list[tuple[str, str]]:
    return editions(user, "assign")


class IsOpenFilter(admin.SimpleListFilter):
    title = _("work")
    parameter_name = "work"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[Any]:
        return [("open", _("open")), ("late", _("late")), ("free", _("nobody’s")), ("closed", _("finished"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any] | None:
        match self.value():
            case "open":
                return queryset.filter(closed_at=None)
            case "late":
                return queryset.filter(closed_at=None, due_at__lt=timezone.now())
            case "free":
                return queryset.filter(closed_at=None, translator=None)
            case "closed":
                return queryset.exclude(closed_at=None)
        return None


@admin.register(Assignment)
class AssignmentAdmin(GuardedAdmin):
    list_display = ("piece", "in_language", "holder", "progress", "due_at", "is_urgent", "closed_at")
    list_of_translators = ("piece", "in_language", "holder_name", *list_display[3:])
    list_display_links = ("piece",)
    list_filter = (IsOpenFilter, LanguageFilter, "is_urgent")
    list_select_related = ("original", "translator")
    search_fields = ("original__headline",)
    change_verb = "assign"
    readonly_fields = ("piece", "in_language", "progress", "holder_name")

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view
        matrix = view(partial(coverage_page.show, site=self.admin_site))
        of_person = view(partial(takeover.work_of, site=self.admin_site))
        return [
            path("coverage/", matrix, name="translations_coverage"),
            path("of/<int:pk>/", of_person, name="translations_work_of"),
            *super().get_urls(),
        ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return with_progress(super().get_queryset(request), "article")

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return ("original", "language", "translator", "although_away", "due_at", "is_urgent")
        known = ("piece", "in_language", "progress")
        if not self.has_change_permission(request, obj):
            return (*known, "holder_name", "due_at", "is_urgent")
        return (*known, "translator", "although_away", "due_at", "is_urgent")

    def get_autocomplete_fields(self, request: HttpRequest) -> Any:
        return ("original",)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:  # noqa: FBT001, FBT002 - Django's signature
        kwargs["form"] = AssignmentForm if obj else NewAssignmentForm
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.user = request.user
        return form

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and bool(_mine(request.user))

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: Any) -> None:
        """Store nothing: the form has asked the action."""
        if not change:
            obj.pk = form.stored.pk

    @admin.display(description=_("original"), ordering="original__headline")
    def piece(self, assignment: Assignment) -> str:
        code = assignment.original.language
        return format_html(
            '<span lang="{}" dir="{}">{}</span>', bcp47(code), direction(code), assignment.original.headline
        )

    @admin.display(description=_("language"), ordering="language")
    def in_language(self, assignment: Assignment) -> str:
        return language_name(assignment.language)

    def get_list_display(self, request: HttpRequest) -> tuple[str, ...]:
        """Lead to all the work of a person whoever may see it: editors."""
        return self.list_display if _mine(request.user) else self.list_of_translators

    @admin.display(description=_("translator"))
    def holder_name(self, assignment: Assignment) -> str:
        return name_of(assignment.translator) if assignment.translator else "–"

    @admin.display(description=_("translator"))
    def holder(self, assignment: Assignment) -> str:
        """Lead from each person to all their work."""
        name = self.holder_name(assignment)
        if assignment.translator is None:
            return name
        page = reverse("admin:translations_work_of", args=[assignment.translator_id])
        return format_html('<a href="{}">{}</a>', page, name)

    @admin.display(description=_("finished"))
    def progress(self, assignment: Any) -> str:
        return _progress(assignment)


def _progress(row: Any) -> str:
    return _("%(done)d of %(total)d") % {"done": row.blocks_finished, "total": row.blocks_to_translate}
