"""Leaves of absence in the admin: seen by the desks, noted by oneself, one's editors, and administrators."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.admin.guarded import GuardedAdmin, calm
from articles.admin.seen import SeenForm
from translations import absences
from translations.colleagues import name_of
from translations.models import Absence


class PersonField(forms.ModelChoiceField):
    """Somebody, under the name that colleagues know."""

    def label_from_instance(self, obj: Any) -> str:
        return name_of(obj)


class AbsenceForm(SeenForm):
    by: ClassVar[Any] = None
    user = PersonField(label=_("Person"), queryset=get_user_model().objects.none())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer those whose leave this person may note, and begin with themselves."""
        super().__init__(*args, **kwargs)
        if self.fields.get("user"):
            field: Any = self.fields["user"]
            active = get_user_model().objects.filter(is_active=True)
            field.queryset = absences.whose_leave_may_be_noted(self.by, active).order_by(
                "first_name", "username"
            )
            self.initial.setdefault("user", self.by.pk)


class WhenFilter(admin.SimpleListFilter):
    title = _("when")
    parameter_name = "when"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[Any]:
        return [("now", _("away now")), ("later", _("away later")), ("over", _("over"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any] | None:
        today = timezone.localdate()
        match self.value():
            case "now":
                return queryset.filter(starts_on__lte=today, ends_on__gte=today)
            case "later":
                return queryset.filter(starts_on__gt=today)
            case "over":
                return queryset.filter(ends_on__lt=today)
        return None


@admin.register(Absence)
class AbsenceAdmin(GuardedAdmin):
    form = AbsenceForm
    can_be_deleted = True
    change_verb = "note_leave"
    list_display = ("person", "starts_on", "ends_on")
    list_filter = (WhenFilter,)
    list_select_related = ("user",)
    search_fields = ("user__first_name", "user__last_name", "user__username")
    fields = ("user", "starts_on", "ends_on")
    ordering = ("-ends_on", "pk")

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:  # noqa: FBT001, FBT002 - Django's signature
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.by = request.user
        return form

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or self.has_change_permission(request, obj))

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in {"starts_on", "ends_on"}:
            kwargs["widget"] = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        return calm(super().formfield_for_dbfield(db_field, request, **kwargs))

    @admin.display(description=_("person"), ordering="user__first_name")
    def person(self, absence: Absence) -> str:
        return name_of(absence.user)
