"""What every page of the newsroom's admin has in common: it shows what a person may see, and no more."""

from __future__ import annotations

from typing import Any

import js_asset
from django import forms
from django.contrib import admin
from django.contrib.admin.exceptions import DisallowedModelAdminToField
from django.contrib.admin.helpers import AdminErrorList, AdminForm
from django.contrib.admin.options import IS_POPUP_VAR, TO_FIELD_VAR, BaseModelAdmin
from django.contrib.admin.widgets import AutocompleteSelect, RelatedFieldWidgetWrapper
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import DateTimeField, Model, QuerySet, URLField
from django.http import Http404, HttpRequest, HttpResponse

from articles import rights
from articles.admin.seen import SeenForm
from articles.typed_numbers import is_number


def calm(field: Any, *, may_add: bool = False) -> Any:
    """Leave a choice alone: no pencils, eyes and crosses beside it, perhaps a plus."""
    widget = getattr(field, "widget", None)
    if isinstance(widget, RelatedFieldWidgetWrapper):
        widget.can_change_related = widget.can_delete_related = widget.can_view_related = False
        widget.can_add_related = widget.can_add_related and may_add
    return field


class RowSelect(AutocompleteSelect):
    """Django's search field for a row; a key that no page of ours wrote selects nothing."""

    def optgroups(self, name: str, value: Any, attr: Any = None) -> Any:
        return super().optgroups(name, [each for each in value if is_number(str(each))], attr)


class RowsField(forms.ModelMultipleChoiceField):
    """Django's choice of several rows, which asks the database for keys that it can hold alone."""

    def clean(self, value: Any) -> Any:
        for each in value or ():
            if not is_number(str(each)):
                message = self.error_messages["invalid_pk_value"]
                raise ValidationError(message, code="invalid_pk_value", params={"pk": each})
        return super().clean(value)


class RowChoices(BaseModelAdmin):
    """Choices of rows, on a page or in a list within one."""

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        kwargs.setdefault("form_class", RowsField)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", RowSelect(db_field, self.admin_site, using=kwargs.get("using")))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class MomentInput(forms.DateTimeInput):
    """One field of the browser's own for date and time, which has a label."""

    input_type = "datetime-local"

    def __init__(self, attrs: Any = None) -> None:
        """Show seconds too, so that saving a form never rounds a moment."""
        super().__init__({"step": "1", **(attrs or {})}, format="%Y-%m-%dT%H:%M:%S")


class GuardedAdmin(RowChoices, admin.ModelAdmin):
    """An admin that answers 404 for what is not this person's business, and filters by listed fields only.

    A form that was opened before somebody else saved is answered with 409 and both texts
    (`articles.admin.seen`).
    """

    actions: Any = None
    form = SeenForm
    # Verb of `articles.rights`; an empty one leaves the question to the groups' permissions.
    change_verb = ""
    can_be_deleted = False
    list_per_page = 50
    show_full_result_count = False
    formfield_overrides = {
        DateTimeField: {"form_class": forms.DateTimeField, "widget": MomentInput},
        URLField: {"assume_scheme": "https"},
    }

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return rights.visible(request.user, super().get_queryset(request))

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Model:
        """Give the row, or 404 for an unknown and a forbidden one alike; locked while a form is saved."""
        found = super().get_object(request, object_id, from_field)
        if found is None:
            raise Http404
        if request.method == "POST" and connection.in_atomic_block:
            # What the form compares with must stay as it is until the form is saved.
            self.model._default_manager.select_for_update(of=("self",)).get(pk=found.pk)
            found.refresh_from_db(from_queryset=self.get_queryset(request))
        return found

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        """Allow the filters of the list and nothing else."""
        allowed = set()
        filters: Any = self.list_filter
        for entry in filters:
            if isinstance(entry, str):
                allowed |= {f"{entry}__exact", f"{entry}__id__exact", f"{entry}__isnull"}
            else:
                allowed.add(entry.parameter_name)
        return lookup in allowed

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        if not super().has_change_permission(request, obj):
            return False
        return obj is None or not self.change_verb or rights.may(request.user, self.change_verb, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.can_be_deleted and super().has_delete_permission(request, obj)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Give the page's scripts their nonce, and a stale form its status."""
        context.setdefault("show_save_and_add_another", False)
        context.setdefault("show_save_and_continue", False)
        nonce = getattr(request, "csp_nonce", "")
        context["media"] = js_asset.Media.from_media(context["media"], nonce=nonce)
        response = super().render_change_form(request, context, *args, **kwargs)
        if getattr(context["adminform"].form, "is_stale", False):
            response.status_code = 409
        return response

    def refuse_hidden_column(self, request: HttpRequest) -> None:
        """Let a pop-up ask for the columns that the stock views would give it, as they do."""
        column = request.POST.get(TO_FIELD_VAR, request.GET.get(TO_FIELD_VAR))
        if column and not self.to_field_allowed(request, column):
            raise DisallowedModelAdminToField

    def render_free_form(
        self,
        request: HttpRequest,
        form: forms.BaseForm,
        *,
        fieldsets: Any,
        title: str,
        template: str = "",
        **extra: Any,
    ) -> HttpResponse:
        """Show a form of ours on the admin's own page for adding, or by a template that extends it.

        For what must not happen inside the transaction of the stock view: network and pictures.
        """
        adminform = AdminForm(form, fieldsets, {}, (), model_admin=self)  # type: ignore[arg-type]
        context = {
            **self.admin_site.each_context(request),
            "title": title,
            "adminform": adminform,
            "object_id": None,
            "original": None,
            "is_popup": IS_POPUP_VAR in request.POST or IS_POPUP_VAR in request.GET,
            "to_field": None,
            "media": self.media + adminform.media,
            "inline_admin_formsets": [],
            "errors": AdminErrorList(form, []),  # type: ignore[arg-type]
            "preserved_filters": self.get_preserved_filters(request),
            **extra,
        }
        response: Any = self.render_change_form(request, context, add=True)
        if template:
            response.template_name = template
        return response
