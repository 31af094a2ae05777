"""The admin as a whole, the accounts with their desks, and the outbox."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import UserChangeForm
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from articles.admin.guarded import GuardedAdmin, calm
from articles.admin.languages import language_name
from articles.admin.seen import SeenForm
from articles.models import Person
from newsroom import people_pages
from newsroom.models import Delivery, RealName
from newsroom.sign_in import SignInForm
from translations.models import Membership
from translations.rights import is_administrator

User = get_user_model()


admin.site.login_form = SignInForm
admin.site.site_header = settings.SITE_NAME
admin.site.site_title = settings.SITE_NAME
admin.site.index_title = settings.ADMIN_TITLE
admin.site.unregister(User)


class AccountForm(SeenForm, UserChangeForm):
    """Django's form for accounts, with the house's care for what others saved meanwhile."""


class DesksInline(admin.StackedInline):
    model = Membership
    extra = 0
    fields = ("desk", "role")
    verbose_name_plural = _("desks")
    classes = ("in-a-row",)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        return calm(super().formfield_for_dbfield(db_field, request, **kwargs))


@admin.register(User)
class AccountAdmin(GuardedAdmin, UserAdmin):
    """Accounts: groups give the admin's pages, desks the languages. Nobody makes themselves a superuser."""

    form = AccountForm
    list_display = ("username", "first_name", "last_name", "byline", "works_on", "is_active")
    list_filter = ("is_active", "groups")
    list_select_related = ()
    search_fields = ("username", "first_name", "last_name", "email", "real_name__name")
    inlines = (DesksInline,)
    change_form_template = "newsroom/account.html"
    filter_horizontal = ()
    actions = None

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("person").prefetch_related("memberships__desk")

    def get_urls(self) -> list[Any]:
        return [*people_pages.pages(self), *super().get_urls()]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Show who is behind a pseudonym, and what an administrator can do with the account."""
        if account := kwargs.get("obj"):
            context["real_name"] = RealName.objects.filter(user=account).first()
            context["byline"] = Person.objects.filter(user=account).first()
            context["may_act"] = is_administrator(request.user) and self.has_change_permission(
                request, account
            )
            context["sends_mail"] = settings.NEWSROOM_SENDS_MAIL and account.email
        return super().render_change_form(request, context, *args, **kwargs)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return super().get_fieldsets(request, obj)
        above = ("is_superuser",) if request.user.is_superuser else ()
        return (
            (None, {"fields": ("username", "password")}),
            (_("Who it is"), {"fields": ("first_name", "last_name", "email")}),
            (_("Rights"), {"fields": ("is_active", "is_staff", *above, "groups")}),
            (_("Dates"), {"fields": ("last_login", "date_joined")}),
        )

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("last_login", "date_joined")

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        return self.inlines if obj else ()

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Leave superusers to superusers."""
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or request.user.is_superuser or not obj.is_superuser)

    @admin.display(description=_("byline"))
    def byline(self, user: Any) -> str:
        return user.person.name if hasattr(user, "person") else "–"

    @admin.display(description=_("desks"))
    def works_on(self, user: Any) -> str:
        rows = sorted(
            f"{language_name(each.desk.language)} ({each.get_role_display()})"
            for each in user.memberships.all()
        )
        return ", ".join(rows) or "–"


class StateFilter(admin.SimpleListFilter):
    """Choose by what became of a delivery; what was given up is a dead letter."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[Any]:
        return [("waiting", _("waiting")), ("delivered", _("delivered")), ("given_up", _("given up"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any] | None:
        match self.value():
            case "waiting":
                return queryset.filter(delivered_at=None, attempts__lt=Delivery.MOST_ATTEMPTS)
            case "delivered":
                return queryset.exclude(delivered_at=None)
            case "given_up":
                return queryset.filter(delivered_at=None, attempts__gte=Delivery.MOST_ATTEMPTS)
        return None


@admin.register(Delivery)
class DeliveryAdmin(GuardedAdmin):
    """The outbox, to look at: the worker writes it."""

    list_display = ("key", "kind", "state", "attempts", "created_at", "due_at", "delivered_at")
    list_filter = (StateFilter, "kind")
    search_fields = ("key",)
    readonly_fields = ("state",)
    fields = (
        "key",
        "kind",
        "state",
        "payload",
        "attempts",
        "created_at",
        "due_at",
        "delivered_at",
        "last_error",
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description=_("state"))
    def state(self, delivery: Delivery) -> str:
        if delivery.delivered_at:
            return str(_("delivered"))
        is_dead = delivery.attempts >= Delivery.MOST_ATTEMPTS
        return str(_("given up")) if is_dead else str(_("waiting"))
