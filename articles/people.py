"""Finding and crediting people."""

from __future__ import annotations

from typing import Any

from articles.models import Article, Credit, Person
from articles.slugs import make_slug


def free_person_slug(name: str, language: str = "en") -> str:
    """Make a slug that no other person has."""
    wanted = make_slug(name, language) or "person"
    slug, number = wanted, 1
    while Person.objects.filter(slug=slug).exists():
        number += 1
        slug = f"{wanted}-{number}"
    return slug


def person_of(user: Any) -> Person:
    """Give the person behind an account, made from its name when there is none yet."""
    person = Person.objects.filter(user=user).first()
    if person is None:
        name = user.get_full_name() or user.get_username()
        person = Person.objects.create(name=name, slug=free_person_slug(name), user=user)
    return person


def person_named(name: str, language: str = "en") -> Person:
    """Give the person of this name, the oldest if there are several, or a new one."""
    person = Person.objects.filter(name=name).order_by("pk").first()
    if person is None:
        person = Person.objects.create(name=name, slug=free_person_slug(name, language))
    return person


def credit(article: Article, person: Person, role: str) -> Credit:
    """Name a person in a role, behind those who are named already; once only."""
    order = Credit.objects.filter(article=article, role=role).count()
    entry, _is_new = Credit.objects.get_or_create(
        article=article, person=person, role=role, defaults={"order": order}
    )
    return entry


def credited_users(article: Article, role: str) -> set[int]:
    """Give the accounts that are named in a role (primary keys)."""
    rows = Credit.objects.filter(article=article, role=role, person__user__isnull=False)
    return set(rows.values_list("person__user_id", flat=True))
