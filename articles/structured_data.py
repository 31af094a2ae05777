"""What machines read about a piece, in their own words (schema.org and the feeds' extensions)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone

from articles.attribution import Attribution, Byline
from articles.languages import bcp47
from articles.models import PublishedVersion
from articles.models.people import Role
from articles.pictures import Picture

Absolute = Callable[[str], str]
SCHEMA = "https://schema.org"


def news_article(
    version: PublishedVersion, attribution: Attribution, *, picture: Picture | None, absolute: Absolute
) -> dict[str, Any]:
    """Describe a version as a schema.org NewsArticle, with the work that it translates."""
    here = absolute(version.get_absolute_url())
    return _without_empty(
        {
            "@context": SCHEMA,
            "@type": "NewsArticle",
            "url": here,
            "mainEntityOfPage": here,
            "inLanguage": bcp47(version.language),
            "headline": version.headline,
            "description": version.standfirst,
            "image": _images(picture, absolute),
            "datePublished": _moment(version.first_published_at),
            "dateModified": _moment(version.visible_from),
            "author": _people(version, attribution, Role.AUTHOR, absolute),
            "translator": _people(version, attribution, Role.TRANSLATOR, absolute),
            "editor": _people(version, attribution, Role.REVIEWER, absolute),
            "publisher": organisation(absolute),
            "publishingPrinciples": absolute(reverse("articles:about-translation", args=[version.language])),
            "isAccessibleForFree": True,
            "license": version.source_licence_url,
            "isBasedOn": attribution.last_line_url,
            "translationOfWork": _original(version, attribution, absolute),
            "correction": [
                {"@type": "CorrectionComment", "text": str(correction)}
                for correction in attribution.corrections
            ],
        }
    )


def organisation(absolute: Absolute) -> dict[str, Any]:
    """Describe the newsroom as a publisher."""
    return {
        "@type": "NewsMediaOrganization",
        "name": settings.SITE_NAME,
        "url": absolute("/"),
        "logo": {"@type": "ImageObject", "url": absolute(static("img/icon-512.png"))},
    }


def website(code: str, *, absolute: Absolute) -> dict[str, Any]:
    """Describe one edition's front page."""
    return {
        "@context": SCHEMA,
        "@type": "WebSite",
        "url": absolute(reverse("articles:front", args=[code])),
        "name": settings.SITE_NAME,
        "inLanguage": bcp47(code),
        "publisher": organisation(absolute),
    }


def translation_facts(version: PublishedVersion, attribution: Attribution) -> dict[str, Any]:
    """Say in names and values where a translation comes from; nothing for a piece in its own language."""
    if not version.is_translation:
        return {}
    captured_at = version.source_captured_at
    return {
        "from": attribution.source_language,
        "original_title": version.source_headline,
        "original_url": attribution.last_line_url,
        "outlet": version.source_outlet,
        "authors": names_of(attribution, Role.AUTHOR),
        "translators": names_of(attribution, Role.TRANSLATOR),
        "version": _moment(captured_at) if captured_at else "",
        "statement": attribution.last_line,
    }


def names_of(attribution: Attribution, role: Role) -> list[str]:
    """Name those who did something, as the edition prints them."""
    return [name.printed for entry in _bylines(attribution, role) for name in entry.names]


def _original(
    version: PublishedVersion, attribution: Attribution, absolute: Absolute
) -> dict[str, Any] | None:
    if not version.is_translation:
        return None
    published_at = version.source_first_published_at
    return _without_empty(
        {
            "@type": "NewsArticle",
            "headline": version.source_headline,
            "inLanguage": attribution.source_language,
            "url": attribution.last_line_url,
            "author": _people(version, attribution, Role.AUTHOR, absolute),
            "publisher": _outlet(version, attribution),
            "datePublished": _moment(published_at) if published_at else "",
        }
    )


def _outlet(version: PublishedVersion, attribution: Attribution) -> dict[str, Any]:
    """Describe the publication of the original; its address is the host that published it."""
    host = urlsplit(attribution.last_line_url)
    return {
        "@type": "NewsMediaOrganization",
        "name": version.source_outlet,
        "url": f"{host.scheme}://{host.netloc}/",
    }


def _people(
    version: PublishedVersion, attribution: Attribution, role: Role, absolute: Absolute
) -> list[dict[str, Any]]:
    """Describe those who did something; an original without a known author is its publication's."""
    names = [name for entry in _bylines(attribution, role) for name in entry.names]
    if role == Role.AUTHOR and [name.printed for name in names] == [version.source_outlet]:
        return [_outlet(version, attribution)]
    return [
        _without_empty(
            {
                "@type": "Person",
                "name": name.printed,
                "alternateName": name.own,
                "url": absolute(reverse("articles:person", args=[version.language, name.person]))
                if name.person
                else "",
            }
        )
        for name in names
    ]


def _bylines(attribution: Attribution, role: Role) -> list[Byline]:
    return [entry for entry in attribution.byline if entry.role == role]


def _images(picture: Picture | None, absolute: Absolute) -> list[dict[str, Any]]:
    if picture is None:
        return []
    sizes = {(picture.shared.path, picture.shared.width, picture.shared.height)}
    return [
        _without_empty(
            {
                "@type": "ImageObject",
                "url": absolute(path),
                "width": width,
                "height": height,
                "caption": picture.caption,
                "creditText": picture.credit,
            }
        )
        for path, width, height in sizes
    ]


def _moment(moment: datetime) -> str:
    return timezone.localtime(moment, timezone.get_default_timezone()).isoformat(timespec="seconds")


def _without_empty(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value or value is False}
