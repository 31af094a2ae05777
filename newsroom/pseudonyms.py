"""Protected pseudonyms: the account itself bears the pseudonym, the real name lies in a row of its own.

So nothing that shows, searches or exports accounts can give the name away: it is not there. Only pages
for administrators read that row.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction

from articles import people
from articles.models import VersionCredit
from newsroom.models import RealName
from translations.models import Notice

User = get_user_model()


@transaction.atomic
def protect(user: Any, *, pseudonym: str, username: str) -> None:
    """Put the account's name away and give account and byline the pseudonym.

    What was published before keeps its byline: a version is never changed (`published_under_the_name`).
    """
    name = user.get_full_name() or user.get_username()
    keep_real_name(user, name)
    _rename_in_notices(name, pseudonym)
    user.username, user.first_name, user.last_name = username, pseudonym, ""
    user.save(update_fields=["username", "first_name", "last_name"])
    person = people.person_of(user)
    person.name, person.slug = pseudonym, people.free_person_slug(pseudonym)
    person.save(update_fields=["name", "slug"])


def keep_real_name(user: Any, name: str) -> None:
    """Note who is behind an account."""
    RealName.objects.update_or_create(user=user, defaults={"name": name})


def _rename_in_notices(name: str, pseudonym: str) -> None:
    """Let the notices that colleagues have not thrown away say the pseudonym."""
    rows = list(Notice.objects.filter(values__name=name))
    for row in rows:
        row.values["name"] = pseudonym
    Notice.objects.bulk_update(rows, ["values"], batch_size=500)


def published_under_the_name(user: Any) -> int:
    """Count bylines of published versions that bear the name as it is now: they stay as they are."""
    return VersionCredit.objects.filter(person__user=user).count()
