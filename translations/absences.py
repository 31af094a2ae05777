"""Leaves of absence: who is away when work is handed out, and the warning before it is."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from translations.colleagues import name_of
from translations.models import Absence, Membership
from translations.rights import EDITOR, is_administrator, roles_of

# Whoever leaves within these days is told of too, where the work has no time by which it is due.
SOON = timedelta(days=3)


def with_absences(users: QuerySet[Any]) -> QuerySet[Any]:
    """Load with each account until when it is away: `away_until`, empty for who is here today."""
    today = timezone.localdate()
    now = Absence.objects.filter(user=OuterRef("pk"), starts_on__lte=today, ends_on__gte=today)
    return users.annotate(away_until=Subquery(now.order_by("-ends_on").values("ends_on")[:1]))


def label_of(user: Any) -> str:
    """Name somebody from `with_absences`, and say until when they are away."""
    until = getattr(user, "away_until", None)
    if until is None:
        return name_of(user)
    return _("%(name)s (away until %(date)s)") % {
        "name": name_of(user),
        "date": date_format(until, "DATE_FORMAT"),
    }


def warning_about(user: Any, *, due_at: datetime | None) -> str:
    """Say in a sentence that somebody is away before work is due; nothing when they are here."""
    today = timezone.localdate()
    last = max(timezone.localdate(due_at), today) if due_at else today + SOON
    absence = Absence.objects.filter(user=user, starts_on__lte=last, ends_on__gte=today).first()
    if absence is None:
        return ""
    return _("%(name)s is away from %(first)s to %(last)s. Confirm that they get it all the same.") % {
        "name": name_of(user),
        "first": date_format(absence.starts_on, "DATE_FORMAT"),
        "last": date_format(absence.ends_on, "DATE_FORMAT"),
    }


def whose_leave_may_be_noted(by: Any, users: QuerySet[Any]) -> QuerySet[Any]:
    """Leave oneself, the people of the desks that one edits, and for administrators everybody."""
    if is_administrator(by):
        return users.filter(is_staff=True)
    edited = [code for code, role in roles_of(by).items() if role == EDITOR]
    member = Membership.objects.filter(user=OuterRef("pk"), desk__language__in=edited)
    return users.filter(Q(pk=by.pk) | Q(Exists(member)))
