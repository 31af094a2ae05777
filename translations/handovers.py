"""Handing work out and over: an editor decides who translates what, and until when."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import Event
from articles.rights import may
from translations.claims import ClaimRefusedError
from translations.colleagues import name_of
from translations.models import Assignment


@transaction.atomic
def hand_over(
    assignment: Assignment, *, by: Any, translator: Any, due_at: datetime | None, is_urgent: bool
) -> None:
    """Give an assignment to somebody else, or to nobody, and say when it is due.

    A change of translator is an event of the article. Raises ClaimRefusedError with a sentence.
    """
    locked = Assignment.objects.select_for_update(of=("self",)).get(pk=assignment.pk)
    if not may(by, "assign", locked.language):
        raise ClaimRefusedError(_("Only an editor of the desk hands work to somebody else."))
    if translator is not None and not may(translator, "take", locked.language):
        raise ClaimRefusedError(
            _("%(name)s does not work on the desk of this language.") % {"name": name_of(translator)}
        )
    is_news = locked.translator_id != (translator.pk if translator else None)
    locked.translator, locked.due_at, locked.is_urgent = translator, due_at, is_urgent
    locked.save(update_fields=["translator", "due_at", "is_urgent"])
    if is_news and locked.article is not None:
        Event.objects.create(
            article=locked.article,
            name="assign",
            by=by,
            from_status=locked.article.status,
            to_status=locked.article.status,
            revision=locked.article.revision,
            reason=name_of(translator) if translator else "",
        )
