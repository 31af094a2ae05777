"""Inviting somebody: an account without a password, and a signed link that works once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _

from articles import people
from articles.languages import language as language_of
from articles.models import Person
from newsroom import deliveries, pseudonyms
from translations.models import Desk, Membership
from translations.rights import ADMINISTRATOR, is_administrator

User = get_user_model()


class InvitationError(Exception):
    """An invitation that cannot be written; its text is a sentence for whoever invites."""


@dataclass(frozen=True)
class Invitation:
    """Who is invited to do what: roles by language. `real_name` is that of a protected pseudonym."""

    username: str
    name: str
    email: str = ""
    byline: str = ""
    real_name: str = ""
    roles: Mapping[str, str] = field(default_factory=dict)
    is_administrator: bool = False


class InvitationTokens(PasswordResetTokenGenerator):
    """Signed words for links: each falls when the password is set, with the account, and after three days."""

    key_salt = "newsroom.invitations"

    def check_token(self, user: Any, token: str | None) -> bool:
        return bool(user and user.is_active) and super().check_token(user, token)


tokens = InvitationTokens()


@transaction.atomic
def invite(invitation: Invitation, *, by: Any) -> Any:
    """Make the account with its desks, groups and byline; whoever it is for sets the password.

    Raises InvitationError with a sentence.
    """
    if not is_administrator(by):
        raise InvitationError(_("Only administrators invite people."))
    if not (invitation.roles or invitation.is_administrator):
        raise InvitationError(_("Give at least one role."))
    if User.objects.filter(username__iexact=invitation.username).exists():
        raise InvitationError(_("There is an account with this username already."))
    user = User(
        username=invitation.username, first_name=invitation.name, email=invitation.email, is_staff=True
    )
    user.set_unusable_password()
    user.save()
    _give_roles(user, invitation)
    byline = invitation.byline or invitation.name
    Person.objects.create(name=byline, slug=people.free_person_slug(byline), user=user)
    if invitation.real_name:
        pseudonyms.keep_real_name(user, invitation.real_name)
    return user


def _give_roles(user: Any, invitation: Invitation) -> None:
    for code, role in invitation.roles.items():
        desk, _is_new = Desk.objects.get_or_create(language=code, defaults={"name": language_of(code).name})
        Membership.objects.create(desk=desk, user=user, role=role)
    names = {role.capitalize() for role in invitation.roles.values()}
    if invitation.is_administrator:
        names.add(ADMINISTRATOR)
    user.groups.set(Group.objects.filter(name__in=names))


def fresh_path(user: Any) -> str:
    """Give the path of a new link; whoever has never signed in loses the links from before."""
    if not user.has_usable_password():
        user.set_unusable_password()
        user.save(update_fields=["password"])
    return path_for(user)


def path_for(user: Any) -> str:
    """Give the path at which this person chooses a password."""
    key = urlsafe_base64_encode(force_bytes(user.pk))
    return reverse("newsroom-join", args=[key, tokens.make_token(user)])


def mail(user: Any) -> None:
    """Ask for a mail with a link. The link is made when the mail goes: the outbox never holds it."""
    key = f"invitation:{user.pk}:{tokens.make_token(user)[-12:]}"
    deliveries.write("invitation", key, {"user": user.pk})


def send(payload: dict[str, Any]) -> None:
    """Mail a link to whoever has not joined yet. `payload` is {"user"}."""
    user = User.objects.filter(pk=payload["user"], is_active=True).exclude(email="").first()
    if user is None:
        return
    context = {
        "name": user.get_full_name(),
        "site": settings.SITE_NAME,
        "username": user.get_username(),
        "address": settings.SITE_ADDRESS + path_for(user),
    }
    EmailMessage(
        subject=_("%(site)s: your account") % {"site": settings.SITE_NAME},
        body=render_to_string("newsroom/invitation_mail.txt", context),
        to=[user.email],
        headers={"Auto-Submitted": "auto-generated"},
    ).send()
