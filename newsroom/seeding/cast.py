"""What seeded articles share: sections, tags, publications, people and pictures.

What the database has already under the same slug or name is used, so that a demo stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any, NamedTuple, TypeVar

from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import Q
from modeltranslation.utils import build_localized_fieldname

from articles import people
from articles.languages import from_exact_to_base
from articles.models import Image, Outlet, Person, Section, Tag
from newsroom.demo import texts
from newsroom.seeding.pictures import pictures_in, store_pictures
from newsroom.seeding.vocabulary import SOURCE_LANGUAGE, outlets, vocabulary_of

Named = TypeVar("Named", Section, Tag)


class Member(NamedTuple):
    """One of the newsroom: the account and the name in the byline."""

    user: User
    person: Person


@dataclass(frozen=True)
class Publication:
    """One outlet and those who write for it."""

    outlet: Outlet
    writers: list[Person]


@dataclass(frozen=True)
class Cast:
    """Everything that one run of `seed` shares among its articles."""

    sections: list[Section]
    tags: list[Tag]
    publications: list[Publication]
    translators: dict[str, list[Member]]
    editors: dict[str, list[Member]]
    images: dict[int, Image]
    # Each picture as a version describes it, with its words in that language.
    shown_in: dict[str, list[dict[str, Any]]]


def assemble(seed: int, languages: tuple[str, ...]) -> Cast:
    """Find or make what the articles of a seed share; to be called in a transaction."""
    images = store_pictures(seed)
    return Cast(
        sections=[_named(Section, entry, languages) for entry in texts.load("sections")],
        tags=[_named(Tag, entry, languages) for entry in texts.load("tags")],
        publications=list(_publications()),
        translators={
            code: list(_members(code, "translator", vocabulary_of(code).translators)) for code in languages
        },
        editors={code: list(_members(code, "editor", vocabulary_of(code).editors)) for code in languages},
        images={image.pk: image for image in images},
        shown_in={code: pictures_in(code, images) for code in languages},
    )


def _named(model: type[Named], entry: texts.Entry, languages: Iterable[str]) -> Named:
    """Find a section or tag by its slug in any language, else make it; then name it in every language."""
    rows = model._default_manager.all()
    slugs = {
        build_localized_fieldname("slug", code): slug
        for code, slug in entry["slug"].items()
        if code in settings.NEWSROOM_LANGUAGES
    }
    row = None
    if slugs:
        row = rows.filter(reduce(or_, (Q(**{name: slug}) for name, slug in slugs.items()))).first()
    if row is None:
        row = model(**({"position": entry["position"]} if model is Section else {}))
    for code in languages:
        if not row.slug_in(code):
            _name(row, entry, code)
    row.save()
    return row


def _name(row: Named, entry: texts.Entry, language: str) -> None:
    """Name a row in one language, in English where the texts lack it; another row's slug gets a number."""
    code = next((each for each in from_exact_to_base(language) if each in entry["slug"]), SOURCE_LANGUAGE)
    rows = type(row)._default_manager.exclude(pk=row.pk)
    for field in ("name", "slug"):
        column = build_localized_fieldname(field, language)
        value, number = entry[field][code], 1
        while rows.filter(**{column: value}).exists():
            number += 1
            value = f"{entry[field][code]}-{number}"
        setattr(row, column, getattr(row, column) or value)


def _publications() -> Iterator[Publication]:
    for entry in outlets():
        facts: dict[str, Any] = {name: entry[name] for name in entry if name not in {"name", "writers"}}
        outlet, _is_new = Outlet.objects.get_or_create(
            name=entry["name"], defaults={**facts, "language": SOURCE_LANGUAGE}
        )
        yield Publication(outlet, [people.person_named(name) for name in entry["writers"]])


def _members(language: str, role: str, names: Iterable[str]) -> Iterator[Member]:
    """Give accounts that nobody can sign in with."""
    for number, name in enumerate(names, start=1):
        user, is_new = User.objects.get_or_create(
            username=f"seed-{language}-{role}-{number}", defaults={"first_name": name}
        )
        if is_new:
            user.set_unusable_password()
            user.save(update_fields=["password"])
        yield Member(user, people.person_of(user))
