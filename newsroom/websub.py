"""Telling the WebSub hub which feeds have changed, so that their readers hear of it at once."""

from __future__ import annotations

from typing import Any

import httpx2
from django.conf import settings
from django.urls import reverse

from articles.listings import tag_link
from articles.models import Person, PublishedVersion, Tag
from articles.views.feeds import FORMATS

SECONDS = 10


def ping(payload: dict[str, Any]) -> None:
    """Post the addresses of the feeds that an article is or was in; bears repetition.

    `payload` is {"article", "language"}. Raises `httpx2.HTTPError` when the hub does not take it.
    """
    if not settings.NEWSROOM_WEBSUB_HUB:
        return  # taken away since this was written
    addresses = [
        f"{settings.SITE_ADDRESS}{page}feed.{form}" for page in _pages(**payload) for form in FORMATS
    ]
    answer = httpx2.post(
        settings.NEWSROOM_WEBSUB_HUB,
        data={"hub.mode": "publish", "hub.url": addresses},
        headers={"User-Agent": settings.NEWSROOM_USER_AGENT},
        timeout=SECONDS,
    )
    answer.raise_for_status()


def _pages(article: int, language: str) -> list[str]:
    """List the pages whose feeds an article is in, or was before its last change."""
    seen = PublishedVersion.objects.has_been_live().filter(article=article)
    sections = seen.order_by("section_slug").values_list("section_slug", flat=True).distinct()
    tags = Tag._default_manager.rewrite(mode=False).filter(versions__in=seen).distinct()
    people = Person.objects.filter(version_credits__version__in=seen).distinct()
    links = (tag_link(tag, language) for tag in tags)
    return [
        reverse("articles:front", args=[language]),
        *(reverse("articles:section", args=[language, slug]) for slug in sections),
        *(link.path for link in links if link),
        *(person.get_absolute_url(language) for person in people),
    ]
