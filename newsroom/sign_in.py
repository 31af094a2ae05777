"""Signing in: how often somebody may try a password, counted in the database.

Counted are tries, each written down before the password is looked at, so that many at once cannot
slip past together. Who gets in clears their own tries at that account. Whoever has had too many is
answered without a look at the password, right or wrong, until the oldest of them is old enough.
"""

from __future__ import annotations

import math
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.contrib import admin
from django.contrib.admin.forms import AdminAuthenticationForm
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import ngettext

from articles.richtext import normalise_text
from articles.senders import sender_of
from newsroom.models import SignInTry

WINDOW = timedelta(minutes=15)
KEPT = timedelta(days=1)
# Within the window: from one sender at one account, at one account from everywhere, from one sender at all.
MOST_AT_ONE_ACCOUNT = 5
MOST_AT_AN_ACCOUNT_FROM_ANYWHERE = 30
MOST_FROM_ONE_SENDER = 50


class TooManyTriesError(Exception):
    """No password is looked at now; `seconds` are left until one is again."""

    def __init__(self, seconds: int) -> None:
        """Take the whole seconds to wait."""
        super().__init__(seconds)
        self.seconds = seconds


class Limit(NamedTuple):
    """The tries that are counted together, and how many of them there may be."""

    tries: QuerySet[SignInTry]
    most: int


def begin(request: HttpRequest, username: str) -> SignInTry:
    """Write down a try before the password is looked at; raises TooManyTriesError where there were too many.

    A try that is refused is not counted, so that waiting is enough.
    """
    account, sender = account_of(username), sender_of(request)
    this = SignInTry.objects.create(account=account, sender=sender)
    lately = SignInTry.objects.filter(at__gt=timezone.now() - WINDOW)
    limits = (
        Limit(lately.filter(account=account, sender=sender), MOST_AT_ONE_ACCOUNT),
        Limit(lately.filter(account=account), MOST_AT_AN_ACCOUNT_FROM_ANYWHERE),
        Limit(lately.filter(sender=sender), MOST_FROM_ONE_SENDER),
    )
    waits = [wait for limit in limits if (wait := _wait(limit))]
    if waits:
        this.delete()
        raise TooManyTriesError(max(waits))
    return this


def succeed(this: SignInTry) -> None:
    """Forget what this sender tried at the account before the right password came."""
    SignInTry.objects.filter(account=this.account, sender=this.sender).delete()


def account_of(username: str) -> str:
    """Give a word for an account from which nobody can tell it: people type passwords into the name."""
    name = normalise_text(username).casefold()
    return salted_hmac("newsroom.sign_in", name, algorithm="sha256").hexdigest()[:32]


def forget_old() -> int:
    """Forget tries after a day; give how many."""
    return SignInTry.objects.filter(at__lt=timezone.now() - KEPT).delete()[0]


def _wait(limit: Limit) -> int:
    """Give the seconds until one more may be tried; 0 for now."""
    moments: list[datetime] = list(limit.tries.order_by("-at").values_list("at", flat=True)[: limit.most + 1])
    if len(moments) <= limit.most:
        return 0
    # The newest is this one; once the oldest of the others is gone there is room again.
    left = moments[limit.most] + WINDOW - timezone.now()
    return max(1, math.ceil(left.total_seconds()))


class SignInForm(AdminAuthenticationForm):
    """Django's form with the limit, and without a focus of its own: a keyboard starts at the skip link.

    `wait` is the number of seconds until a password is looked at again, 0 for now.
    """

    wait = 0

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Take the focus away from the name."""
        super().__init__(*args, **kwargs)
        self.fields["username"].widget.attrs.pop("autofocus", None)

    def clean(self) -> dict[str, Any]:
        """Count the try, then let Django look at the password."""
        username = self.cleaned_data.get("username")
        if self.request is None or not (username and self.cleaned_data.get("password")):
            return super().clean()
        try:
            this = begin(self.request, username)
        except TooManyTriesError as problem:
            self.wait = problem.seconds
            minutes = math.ceil(problem.seconds / 60)
            sentence = ngettext(
                "Too many passwords were tried. Wait %(count)d minute, then try again.",
                "Too many passwords were tried. Wait %(count)d minutes, then try again.",
                minutes,
            )
            raise ValidationError(sentence % {"count": minutes}, code="too_many") from None
        cleaned = super().clean()
        succeed(this)
        return cleaned


def sign_in(request: HttpRequest) -> HttpResponse:
    """Show the admin's own page; 429 while nothing is looked at."""
    answer = admin.site.login(request)
    form = (
        answer.context_data["form"] if isinstance(answer, TemplateResponse) and answer.context_data else None
    )
    if isinstance(form, SignInForm) and form.wait:
        answer.status_code = 429
        answer.headers["Retry-After"] = str(form.wait)
    return answer
