"""Handing work out and over: an editor decides who translates what, and until when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from articles.models import Event
from articles.rights import may
from translations import notices
from translations.claims import ClaimRefusedError, refuse_who_is_away
from translations.colleagues import name_of
from translations.models import Assignment, Membership
from translations.rights import ADMINISTRATOR


def left_behind() -> Q:
    """Tell the assignments of somebody who does not work on the desk of the language any more."""
    member = Membership.objects.filter(user=OuterRef("translator"), desk__language=OuterRef("language"))
    runs_all = get_user_model().objects.filter(pk=OuterRef("translator"), groups__name=ADMINISTRATOR)
    is_allowed = Q(Exists(member)) | Q(Exists(runs_all)) | Q(translator__is_superuser=True)
    is_here = Q(translator__is_active=True, translator__is_staff=True) & is_allowed
    return Q(translator__isnull=False) & ~is_here


@transaction.atomic
def hand_over(
    assignment: Assignment,
    *,
    by: Any,
    translator: Any,
    due_at: datetime | None,
    is_urgent: bool,
    although_away: bool = False,
) -> None:
    """Give an assignment to somebody else, or to nobody, and say when it is due.

    Somebody who is away before then gets it only with `although_away`. A change of translator is an event
    of the article. Raises ClaimRefusedError with a sentence.
    """
    locked = Assignment.objects.select_for_update(of=("self",)).get(pk=assignment.pk)
    _refuse_without_rights(locked.language, by=by, to=translator)
    if not although_away and translator and translator.pk != locked.translator_id:
        refuse_who_is_away(translator, by=by, due_at=due_at)
    locked.due_at, locked.is_urgent = due_at, is_urgent
    _give(locked, by=by, to=translator)


@transaction.atomic
def take_over(chosen: Iterable[int], *, of: Any, by: Any, to: Any, although_away: bool = False) -> int:
    """Give open work (keys of assignments) of one person to another, or to nobody; say how many they were.

    What that person does not have any more is left alone: somebody else was faster. Raises
    ClaimRefusedError with a sentence for each language in which it may not be, and changes nothing then.
    """
    rows = Assignment.objects.open().filter(pk__in=chosen, translator=of)
    locked = list(rows.select_for_update(of=("self",)).select_related("article", "translator").order_by("pk"))
    problems: list[str] = []
    for language in sorted({row.language for row in locked}):
        try:
            _refuse_without_rights(language, by=by, to=to)
        except ClaimRefusedError as refusal:
            problems += refusal.problems
    if to and locked and not (problems or although_away):
        last = max((row.due_at for row in locked if row.due_at), default=None)
        refuse_who_is_away(to, by=by, due_at=last)
    if problems:
        raise ClaimRefusedError(*dict.fromkeys(problems))
    for row in locked:
        _give(row, by=by, to=to)
    return len(locked)


def _refuse_without_rights(language: str, *, by: Any, to: Any) -> None:
    if not may(by, "assign", language):
        raise ClaimRefusedError(_("Only an editor of the desk hands work to somebody else."))
    if to is not None and not may(to, "take", language):
        raise ClaimRefusedError(
            _("%(name)s does not work on the desk of this language.") % {"name": name_of(to)}
        )


def _give(locked: Assignment, *, by: Any, to: Any) -> None:
    """Put another name on the work, and record it where there is a piece."""
    before, is_news = locked.translator, locked.translator_id != (to.pk if to else None)
    locked.translator = to
    locked.save(update_fields=["translator", "due_at", "is_urgent"])
    if is_news and locked.article is not None:
        event = Event.objects.create(
            article=locked.article,
            name="assign",
            by=by,
            from_status=locked.article.status,
            to_status=locked.article.status,
            revision=locked.article.revision,
            reason=name_of(to) if to else "",
        )
        notices.tell_of_handover(event, before=before, to=to)
