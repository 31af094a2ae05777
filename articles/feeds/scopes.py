"""What a feed can be of: a whole edition, or one section, tag or person of it."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q
from django.urls import reverse

from articles.languages import language
from articles.listings import sections_in, stories_in, tag_at, tag_link
from articles.models import Person, VersionCredit


@dataclass(frozen=True)
class Scope:
    """One feed's subject: its language, name and page, and which versions belong to it."""

    code: str
    title: str
    path: str
    where: Q
    description: str = ""


def edition(code: str) -> Scope:
    """Everything in one language."""
    title = f"{settings.SITE_NAME} · {language(code).name}"
    return Scope(code, title, reverse("articles:front", args=[code]), Q())


def section(code: str, slug: str) -> Scope | None:
    """One section; None where its page is not there either."""
    here = next((each for each in sections_in(code) if each.slug == slug), None)
    if here is None:
        return None
    return Scope(code, _titled(here.name), here.path, Q(section=here.pk), here.description)


def tag(code: str, slug: str) -> Scope | None:
    """One subject, by any of its slugs; None where nothing about it is live."""
    found = tag_at(code, slug)
    link = tag_link(found, code) if found else None
    if found is None or link is None or not stories_in(code).filter(tags=found).exists():
        return None
    return Scope(code, _titled(link.name), link.path, Q(tags=found))


def person(code: str, slug: str) -> Scope | None:
    """One person, whatever they did; None where nothing of theirs is live."""
    shown = Person.objects.filter(slug=slug).first()
    if shown is None:
        return None
    named = Q(pk__in=VersionCredit.objects.filter(person=shown).values("version"))
    if not stories_in(code).filter(named).exists():
        return None
    return Scope(code, _titled(shown.name), shown.get_absolute_url(code), named)


def _titled(name: str) -> str:
    return f"{name} – {settings.SITE_NAME}"
