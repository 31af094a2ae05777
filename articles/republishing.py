"""A piece made ready for other newsrooms: text, whole attribution and licence, where one allows it.

A permission that was given to this newsroom allows nobody else anything. Pictures have rights of their own
and are left out.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from django.conf import settings
from django.template.loader import render_to_string

from articles.attribution import Attribution
from articles.beside import is_licensed
from articles.languages import language
from articles.models import Original, PublishedVersion
from articles.pages import byline_of
from articles.phrases import colon, noun
from articles.plain_text import plain_article
from articles.richtext import html_of, with_absolute_links


class Ready(NamedTuple):
    """What a re-publisher copies: as HTML and as plain text."""

    html: str
    text: str


def may_republish(version: PublishedVersion) -> bool:
    """Say whether the original's licence lets others publish its translation; not once it was withdrawn."""
    return is_licensed(version) and version.root.status != Original.Status.WITHDRAWN


def ready_for_others(
    version: PublishedVersion, attribution: Attribution, *, absolute: Callable[[str], str]
) -> Ready:
    """Write a piece that may be republished; its first line says where it was taken from and under what."""
    site = absolute("/").rstrip("/")
    shown = [block for block in version.blocks if block["kind"] != "image"]
    context = {
        "version": version,
        "body": with_absolute_links(html_of(shown), site),
        "attribution": attribution,
        "byline": byline_of(attribution),
        "page_language": language(version.language),
        "site_address": site,
        "site_name": settings.SITE_NAME,
        "address": absolute(version.get_absolute_url()),
        "licence": noun("licence", version.language).text,
    }
    mark = colon(version.language)
    licence = [version.source_licence, version.source_licence_url]
    first = f"{settings.SITE_NAME}{mark} {context['address']}\n{context['licence']}{mark} {' '.join(licence)}"
    text = f"{first.rstrip()}\n\n{plain_article(version, attribution)}"
    lines = render_to_string("articles/republished.html", context).splitlines()
    return Ready("".join(f"{line}\n" for line in lines if line.strip()), text)
