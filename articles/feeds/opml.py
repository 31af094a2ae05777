"""A list of feeds as OPML 2.0, for readers that subscribe to several at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.conf import settings
from django.urls import reverse

from articles.directory import list_pages
from articles.feeds import atom
from articles.languages import language
from articles.xml import Element, add, document, root

MEDIA_TYPE = "text/x-opml"


def write(codes: Iterable[str], *, absolute: Callable[[str], str]) -> bytes:
    """List the feeds of some editions: each edition's own, then its sections, subjects and people."""
    codes = list(codes)
    opml = root("opml", {}, {"version": "2.0"})
    add(add(opml, "head"), "title", settings.SITE_NAME)
    body = add(opml, "body")
    editions = {}
    for code in codes:
        name = language(code).name
        editions[code] = add(body, "outline", text=name)
        front = reverse("articles:front", args=[code])
        _add_feed(editions[code], f"{settings.SITE_NAME} · {name}", absolute(front), language(code).tag)
    for page in list_pages(codes):
        _add_feed(editions[page.language], page.name, absolute(page.path), language(page.language).tag)
    return document(opml)


def _add_feed(edition: Element, name: str, page: str, tag: str) -> None:
    add(
        edition,
        "outline",
        type="rss",
        version="ATOM",
        text=name,
        title=name,
        language=tag,
        htmlUrl=page,
        xmlUrl=f"{page}feed.{atom.NAME}",
    )
