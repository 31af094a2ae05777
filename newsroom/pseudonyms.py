"""Protected pseudonyms: the account itself bears the pseudonym, the real name lies in a row of its own.

So nothing that shows, searches or exports accounts can give the name away: it is not there. Only pages
for administrators read that row.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from modeltranslation.utils import build_localized_fieldname

from articles import people
from articles.models import Credit, VersionCredit
from newsroom.models import RealName
from translations.models import Notice

User = get_user_model()


@transaction.atomic
def protect(user: Any, *, pseudonym: str, username: str) -> None:
    """Put the account's name away and give account and byline the pseudonym.

    What is said about the person goes, and so do names that bylines at work print in another form.
    What was published before keeps its byline: a version is never changed (`published_under_the_name`).
    """
    name = user.get_full_name() or user.get_username()
    keep_real_name(user, name)
    _rename_in_notices(name, pseudonym)
    user.username, user.first_name, user.last_name = username, pseudonym, ""
    user.save(update_fields=["username", "first_name", "last_name"])
    person = people.person_of(user)
    person.name, person.slug = pseudonym, people.free_person_slug(pseudonym)
    words = [build_localized_fieldname("biography", code) for code in settings.NEWSROOM_LANGUAGES]
    for column in words:
        setattr(person, column, "")
    person.save(update_fields=["name", "slug", *words])
    Credit.objects.filter(person=person).update(name="")


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
