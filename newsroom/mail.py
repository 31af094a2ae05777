"""Notices by mail: at once or once a day, in the person's language, with links that stop them."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from email.utils import make_msgid
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from newsroom import deliveries
from newsroom.models import Delivery
from translations import mail_wishes, notices
from translations.admin.notices import place_of
from translations.models import MailWishes, Notice

log = logging.getLogger(__name__)
# When the mail of the day goes out, in the newsroom's zone.
MORNING = time(7)
# How far back the mail of a day looks, and how much it lists.
DAYS, MOST = timedelta(days=14), 60
LONGEST_SUBJECT = 120


def follow_notices(rows: Sequence[Notice]) -> None:
    """Write a delivery for each notice that goes by mail; one a day for those that are gathered."""
    if not settings.NEWSROOM_SENDS_MAIL:
        return
    reachable = get_user_model().objects.filter(pk__in={row.user_id for row in rows}).exclude(email="")
    wishes = mail_wishes.wishes_of(reachable.values_list("pk", flat=True))
    due_at = next_morning(timezone.now())
    wanted = []
    for row in rows:
        if row.user_id not in wishes:
            continue
        match mail_wishes.rhythm_of(wishes[row.user_id], row.kind):
            case MailWishes.Rhythm.AT_ONCE:
                wanted.append(Delivery(kind="mail", key=f"notice:{row.pk}", payload={"notice": row.pk}))
            case MailWishes.Rhythm.DAILY:
                key = f"digest:{row.user_id}:{due_at:%Y-%m-%d}"
                wanted.append(Delivery(kind="digest", key=key, payload={"user": row.user_id}, due_at=due_at))
    deliveries.write_all(wanted)


def next_morning(now: datetime) -> datetime:
    """Give the next time at which the mail of the day goes out."""
    local = timezone.localtime(now, timezone.get_default_timezone())
    day = local.date() if local.time() < MORNING else local.date() + timedelta(days=1)
    return timezone.make_aware(datetime.combine(day, MORNING), timezone.get_default_timezone())


def send_one(payload: dict[str, Any]) -> None:
    """Mail one notice, unless it was read or mailed meanwhile. `payload` is {"notice"}."""
    row = Notice.objects.filter(pk=payload["notice"]).select_related("user").first()
    if row is None:
        return
    _send(row.user, notices.notices_of(row.user).filter(pk=row.pk), MailWishes.Rhythm.AT_ONCE)


def send_digest(payload: dict[str, Any]) -> None:
    """Mail a person what they have not read and no mail has said. `payload` is {"user"}."""
    user = get_user_model().objects.filter(pk=payload["user"]).first()
    if user is None:
        return
    recent = notices.notices_of(user).filter(created_at__gt=timezone.now() - DAYS)
    _send(user, recent, MailWishes.Rhythm.DAILY)


def _send(user: Any, rows: Any, rhythm: str) -> None:
    """Say in one mail what these notices say, in the rhythm that the person wants now."""
    wishes = mail_wishes.wishes_of([user.pk])[user.pk]
    kinds = [kind for kind in Notice.Kind.values if mail_wishes.rhythm_of(wishes, kind) == rhythm]
    unsaid = rows.filter(kind__in=kinds, read_at=None, mailed_at=None)
    found = list(unsaid.select_related("article__root", "segment").order_by("created_at", "pk")[:MOST])
    if not (found and user.email and user.is_active and settings.NEWSROOM_SENDS_MAIL):
        return
    with translation.override(mail_wishes.language_of(wishes)):
        message = _message(user, found)
    message.send()
    Notice.objects.filter(pk__in=[row.pk for row in found]).update(mailed_at=timezone.now())
    log.info("Mailed %d notices to account %d", len(found), user.pk)


def _message(user: Any, rows: list[Notice]) -> EmailMessage:
    """Write it in the language that is active now."""
    items = [_item(row) for row in rows]
    single = rows[0] if len(rows) == 1 else None
    stop_all = _absolute("mail-stop", mail_wishes.stop_token(user))
    stop_page = _absolute("mail-stop", mail_wishes.stop_token(user, single.kind)) if single else stop_all
    context = {
        "name": user.get_full_name() or user.get_username(),
        "items": items,
        "site": settings.SITE_NAME,
        "all": _absolute("admin:translations_notice_changelist"),
        "stop": stop_page,
    }
    subject = items[0]["subject"] if single else _count(len(rows))
    return EmailMessage(
        subject=" ".join(f"{settings.SITE_NAME}: {subject}".split())[:LONGEST_SUBJECT],
        body=render_to_string("newsroom/notices_mail.txt", context).strip() + "\n",
        to=[user.email],
        headers={
            "Message-ID": _message_id(rows),
            "List-Unsubscribe": f"<{stop_all}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
        },
    )


def _message_id(rows: list[Notice]) -> str:
    """Give the same name to the same mail, so that one sent twice is seen as one."""
    host = settings.SITE_ADDRESS.partition("://")[2].partition("/")[0].partition(":")[0] or "localhost"
    made = make_msgid(domain=host)
    return f"<notices-{rows[0].pk}-{rows[-1].pk}-{rows[0].user_id}@{made.rpartition('@')[2]}"


def _count(number: int) -> str:
    return ngettext("%(count)d new notice", "%(count)d new notices", number) % {"count": number}


def _item(notice: Notice) -> dict[str, str]:
    """Say what happened and where; of a protected piece a mail says nothing but that."""
    article = notice.article
    root = article.root
    address = settings.SITE_ADDRESS + place_of(notice)
    if root is not None and root.protect_sources:
        text = _("Something is new about a piece whose sources are protected. Sign in to see it.")
        return {"text": text, "headline": "", "address": address, "subject": _count(1)}
    headline = article.headline or (root.headline if root else "")
    sentence = notices.sentence_of(notice)
    return {"text": sentence, "headline": headline, "address": address, "subject": sentence}


def _absolute(name: str, *args: Any) -> str:
    return settings.SITE_ADDRESS + reverse(name, args=args)
