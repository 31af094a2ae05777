"""How each person wants to hear of their notices by mail, and the link that stops it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core import signing
from django.utils import timezone

from translations.models import MailWishes, Membership, Notice

Rhythm = MailWishes.Rhythm
# What somebody must act on comes at once, everything else once a day.
AT_ONCE = frozenset(
    {
        *(Notice.Kind.ASSIGNED, Notice.Kind.TAKEN_AWAY, Notice.Kind.SENT_BACK, Notice.Kind.CORRECTING),
        Notice.Kind.MENTION,
    }
)
SALT = "translations.mail_wishes"


class Stop(NamedTuple):
    """What a signed link asks for: no more mail of one kind to one person, or of any (`kind` empty)."""

    user: Any
    kind: str


def wishes_of(users: Iterable[int]) -> dict[int, MailWishes]:
    """Give the wishes of accounts (primary keys) in one query; who has said nothing has the usual ones."""
    wanted = set(users)
    known = {row.user_id: row for row in MailWishes.objects.filter(user__in=wanted)}
    return {user: known.get(user) or MailWishes(user_id=user) for user in wanted}


def rhythm_of(wishes: MailWishes, kind: str) -> str:
    """Say how a person hears of one kind of notice."""
    if wishes.stopped_at:
        return Rhythm.NEVER
    usual = Rhythm.AT_ONCE if kind in AT_ONCE else Rhythm.DAILY
    chosen = wishes.rhythms.get(kind)
    return str(chosen) if chosen in Rhythm.values else usual


def language_of(wishes: MailWishes) -> str:
    """Give the language of somebody's mail: the chosen one, that of a desk of theirs, or the first."""
    known = settings.INTERFACE_LANGUAGES
    if wishes.language in known:
        return wishes.language
    desks = Membership.objects.filter(user=wishes.user_id, desk__language__in=known)
    codes = set(desks.values_list("desk__language", flat=True))
    return next((code for code in reversed(known) if code in codes), known[0])


def store(user: Any, *, rhythms: dict[str, str], language: str) -> None:
    """Keep what a person chose on the page; choosing anything starts stopped mail again."""
    kept = {kind: rhythm for kind, rhythm in rhythms.items() if rhythm in Rhythm.values}
    values = {"rhythms": kept, "language": language, "stopped_at": None}
    MailWishes.objects.update_or_create(user=user, defaults=values)


def stop(user: Any, kind: str = "") -> None:
    """Send no more mail of a kind, or none at all; a second time changes nothing."""
    wishes, _is_new = MailWishes.objects.get_or_create(user=user)
    if kind:
        wishes.rhythms = {**wishes.rhythms, kind: Rhythm.NEVER}
    else:
        wishes.stopped_at = wishes.stopped_at or timezone.now()
    wishes.save()


def stop_token(user: Any, kind: str = "") -> str:
    """Sign the part of a link that stops mail without signing in; it does nothing else, and never expires."""
    return signing.dumps([user.pk, kind], salt=SALT)


def read_token(token: str) -> Stop | None:
    """Read a signed link; nothing for one that was not signed here or names nobody."""
    try:
        key, kind = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    user = get_user_model().objects.filter(pk=key).first()
    if user is None or kind not in ("", *Notice.Kind.values):
        return None
    return Stop(user, kind)
