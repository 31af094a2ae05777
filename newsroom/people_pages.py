"""Pages for administrators about people: invite, hand a link over, protect a pseudonym."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from newsroom import invitations, pseudonyms
from newsroom.invitations import InvitationError
from newsroom.people_forms import InvitationForm, ProtectionForm
from translations.rights import is_administrator

User = get_user_model()


def pages(model_admin: admin.ModelAdmin) -> list[Any]:
    """Give the addresses of these pages."""
    site = model_admin.admin_site
    view = site.admin_view
    new_link = view(require_POST(partial(link, model_admin=model_admin)))
    return [
        path("invite/", view(partial(invite, model_admin=model_admin)), name="auth_user_invite"),
        path("<int:pk>/link/", new_link, name="auth_user_link"),
        path("<int:pk>/protect/", view(partial(protect, model_admin=model_admin)), name="auth_user_protect"),
    ]


def _refuse_others(request: HttpRequest) -> None:
    if not is_administrator(request.user):
        raise PermissionDenied


def _account(request: HttpRequest, pk: int) -> Any:
    """Give an account that this administrator may change; superusers are left to superusers."""
    _refuse_others(request)
    accounts = User.objects.all() if request.user.is_superuser else User.objects.filter(is_superuser=False)
    return get_object_or_404(accounts, pk=pk)


def _context(request: HttpRequest, model_admin: admin.ModelAdmin, **values: Any) -> dict[str, Any]:
    return {**model_admin.admin_site.each_context(request), "opts": User._meta, **values}


def invite(request: HttpRequest, *, model_admin: admin.ModelAdmin) -> HttpResponse:
    """Ask who is invited, make the account, and send the link or show it."""
    _refuse_others(request)
    form = InvitationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            user = invitations.invite(form.invitation(), by=request.user)
        except InvitationError as error:
            form.add_error(None, str(error))
        else:
            model_admin.log_addition(request, user, [{"added": {}}])
            if form.cleaned_data["how"] == InvitationForm.BY_MAIL:
                return _mailed(request, user)
            return _shown(request, user, model_admin)
    context = _context(request, model_admin, title=gettext("Invite somebody"), form=form)
    return render(request, "newsroom/invite.html", context)


def link(request: HttpRequest, pk: int, *, model_admin: admin.ModelAdmin) -> HttpResponse:
    """Give a new link: to somebody who has not joined, or who has forgotten the password."""
    user = _account(request, pk)
    model_admin.log_change(request, user, gettext("A new link was made."))
    if "mail" in request.POST and settings.NEWSROOM_SENDS_MAIL and user.email:
        return _mailed(request, user)
    return _shown(request, user, model_admin)


def _mailed(request: HttpRequest, user: Any) -> HttpResponse:
    invitations.mail(user)
    messages.success(
        request, gettext("A mail with the link is on its way to %(email)s.") % {"email": user.email}
    )
    return redirect("admin:auth_user_change", user.pk)


def _shown(request: HttpRequest, user: Any, model_admin: admin.ModelAdmin) -> HttpResponse:
    base = settings.SITE_ADDRESS or request.build_absolute_uri("/").rstrip("/")
    context = _context(
        request,
        model_admin,
        title=gettext("A link to hand over"),
        account=user,
        address=base + invitations.fresh_path(user),
    )
    return render(request, "newsroom/link.html", context)


def protect(request: HttpRequest, pk: int, *, model_admin: admin.ModelAdmin) -> HttpResponse:
    """Put a name away behind a pseudonym, after saying what stays as it was."""
    user = _account(request, pk)
    form = ProtectionForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        pseudonyms.protect(user, **form.cleaned_data)
        model_admin.log_change(request, user, gettext("The name was put behind a pseudonym."))
        messages.success(request, gettext("Only administrators see the real name from now on."))
        return redirect("admin:auth_user_change", pk)
    context = _context(
        request,
        model_admin,
        title=gettext("Protect by a pseudonym"),
        account=user,
        form=form,
        published=pseudonyms.published_under_the_name(user),
    )
    return render(request, "newsroom/protect.html", context)
