"""What the head of an article says to search engines, link previews and pages that embed it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote

from babel.core import get_global
from django.urls import reverse

from articles.attribution import Attribution, origin_of
from articles.beside import path_beside
from articles.dates import list_in
from articles.languages import bcp47
from articles.listings import alternates_of
from articles.models import PublishedVersion
from articles.models.people import Role
from articles.pictures import Picture
from articles.plain_text import mail_text
from articles.richtext import data_block
from articles.structured_data import names_of, news_article

Absolute = Callable[[str], str]


def head_of(
    version: PublishedVersion,
    attribution: Attribution,
    editions: Mapping[str, str],
    picture: Picture | None,
    absolute: Absolute,
) -> dict[str, Any]:
    """Give what `articles/_article_head.html` writes; all addresses but three are absolute.

    `editions` are the paths of all live editions by language, this one included.
    """
    here = absolute(version.get_absolute_url())
    addresses = {code: absolute(path) for code, path in editions.items()} | {version.language: here}
    return {
        "canonical": here,
        "text": f"{here}index.txt",
        "beside": path_beside(version),
        "alternates": alternates_of(addresses).items(),
        "oembed": f"{absolute(reverse('articles:oembed'))}?url={quote(here, safe='')}",
        "description": _description(version),
        "picture": absolute(picture.shared.path) if picture else "",
        "authors": names_of(attribution, Role.AUTHOR),
        "facts": _facts(version, attribution),
        "locale": locale_tag(version.language),
        "other_locales": [locale_tag(code) for code in sorted(addresses) if code != version.language],
        "data": data_block(news_article(version, attribution, picture=picture, absolute=absolute)),
        "record": version.root.get_absolute_url(version.language) if attribution.is_external else "",
        "report": reverse("articles:report", args=[version.language, version.section_slug, version.slug]),
        "republish": reverse(
            "articles:republish", args=[version.language, version.section_slug, version.slug]
        ),
        "mail": mail_link(version, attribution, address=here),
    }


def _description(version: PublishedVersion) -> str:
    """Describe the piece where somebody shares it, and say there too where it comes from."""
    where_from = origin_of(version)
    source = f"{where_from} ({version.source_outlet})" if where_from else ""
    return " ".join(filter(None, [version.seo_description or version.standfirst, source]))


def _facts(version: PublishedVersion, attribution: Attribution) -> list[tuple[str, str]]:
    """Give the two facts that link previews show under a card: the translators, the original's headline."""
    translated = [
        (entry.label, list_in([name.printed for name in entry.names], version.language))
        for entry in attribution.byline
        if entry.role == Role.TRANSLATOR
    ]
    headlines = (row for row in attribution.rows if row.key == "headline")
    return [*translated, *((row.label, version.source_headline) for row in headlines)]


def mail_link(version: PublishedVersion, attribution: Attribution, *, address: str) -> str:
    """Give the link that opens a reader's mail program with the piece's e-mail text in it."""
    body = mail_text(version, attribution, address=address).replace("\n", "\r\n")
    return f"mailto:?subject={quote(version.headline, safe='')}&body={quote(body, safe='')}"


def locale_tag(code: str) -> str:
    """Write a language with its likely country, as link previews want it: `sv_SE`."""
    parts = bcp47(code).split("-")
    if not any(len(part) == 2 for part in parts[1:]):
        known = get_global("likely_subtags")
        likely = known.get("_".join(parts)) or known.get(parts[0]) or parts[0]
        parts = [parts[0], likely.rpartition("_")[2]]
    return f"{parts[0]}_{parts[-1]}" if parts[-1].isupper() else parts[0]
