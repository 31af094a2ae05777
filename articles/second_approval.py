"""Four eyes that were set aside: a second editor looks at the version afterwards, and is named then.

What waits is told by `PublishedVersion.objects.without_second_eyes()`. The approval is an `Event` of the
version; its approver becomes a reviewer in the byline by a further row of `VersionCredit`, so that
nothing that readers get asks for events.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from articles import events, people, rights
from articles.models import Article, Event, PublishedVersion, VersionCredit
from articles.models.people import Role
from articles.models.versions import SECOND_APPROVAL
from articles.workflow import StepRefusedError


@transaction.atomic
def approve(version: PublishedVersion, *, by: Any) -> Event:
    """Approve a version that went out without a second editor. Raises StepRefusedError with sentences."""
    article = Article.objects.select_for_update(of=("self",)).get(pk=version.article_id)
    if problems := list(why_not(version, by)):
        raise StepRefusedError(*problems)
    event = events.note(article, SECOND_APPROVAL, by=by, version=version)
    person = people.person_of(by)
    VersionCredit.objects.get_or_create(
        version=version,
        person=person,
        role=Role.REVIEWER,
        defaults={
            "name": person.name,
            "order": version.credits.count(),
            "approved_by": by,
            "override_reason": version.override_reason,
        },
    )
    events.follow(event)
    return event


def why_not(version: PublishedVersion, by: Any) -> Iterator[str]:
    """Say why somebody cannot be the second editor of a version; nothing when they can."""
    if not rights.may(by, "approve", version.article):
        yield _("You may not do this with this article.")
    elif version.approved_by_id == by.pk:
        yield _("You published it yourself, so somebody else must approve it.")
    elif version.credits.filter(user=by).exists():
        yield _("You worked on this text yourself, so somebody else must approve it.")
    if not PublishedVersion.objects.without_second_eyes().filter(pk=version.pk).exists():
        yield _("This version does not wait for a second editor.")
