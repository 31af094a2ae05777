"""Accounts, desks, people, sections, tags and outlets of the demo newsroom."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group, User
from modeltranslation.utils import build_localized_fieldname

from articles import people
from articles.languages import language as language_of
from articles.models import Outlet, Section, Tag
from newsroom import roles
from newsroom.demo import texts
from translations.models import Desk, Membership

PASSWORD = "demo"  # noqa: S105 - known on purpose, and printed


def make_accounts() -> dict[str, User]:
    """Make one account per entry of people.json, with groups, memberships and a byline."""
    roles.set_up()
    accounts = {}
    password = make_password(PASSWORD)  # once: hashing is slow on purpose
    for entry in texts.load("people"):
        desks = [desk for desk in entry["desks"] if texts.is_known(desk["language"])]
        if not desks and not entry["administrator"]:
            continue
        # The whole name in one field: not every name has a first and a last part.
        user = User.objects.create(
            username=entry["key"], password=password, first_name=entry["name"], is_staff=True
        )
        groups = (
            {"Administrator"} if entry["administrator"] else {desk["role"].capitalize() for desk in desks}
        )
        user.groups.set(Group.objects.filter(name__in=groups))
        for desk in desks:
            _join(user, desk["language"], desk["role"])
        person = people.person_of(user)
        if texts.is_known(entry["biography_language"]):
            column = build_localized_fieldname("biography", entry["biography_language"])
            setattr(person, column, entry["biography"])
            person.save(update_fields=[column])
        accounts[entry["key"]] = user
    return accounts


def _join(user: User, language: str, role: str) -> None:
    desk, _is_new = Desk.objects.get_or_create(
        language=language, defaults={"name": language_of(language).name}
    )
    Membership.objects.create(desk=desk, user=user, role=role)


def make_outlets() -> dict[str, Outlet]:
    """Make the publications whose pieces are translated."""
    return {
        entry["key"]: Outlet.objects.create(**{name: value for name, value in entry.items() if name != "key"})
        for entry in texts.load("outlets")
    }


def make_sections() -> dict[str, Section]:
    """Make the sections with their names in the site's languages."""
    sections = {}
    for entry in texts.load("sections"):
        columns = _columns(entry, "name", "slug", "description")
        sections[entry["key"]] = Section.objects.create(position=entry["position"], **columns)
    return sections


def make_tags() -> dict[str, Tag]:
    """Make the tags with their names in the site's languages."""
    return {
        entry["key"]: Tag.objects.create(**_columns(entry, "name", "slug")) for entry in texts.load("tags")
    }


def _columns(entry: texts.Entry, *fields: str) -> dict[str, Any]:
    return {
        build_localized_fieldname(field, language): value
        for field in fields
        for language, value in entry[field].items()
        if texts.is_known(language)
    }
