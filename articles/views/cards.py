"""An article for other sites to show: the page that they embed, and the oEmbed answer that names it."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect, JsonResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils.html import format_html
from django.views.decorators.http import require_safe

from articles.attribution import attribution_of
from articles.languages import language as language_of
from articles.models import PublishedVersion
from articles.models.people import Role
from articles.pages import byline_of, live_version_at, load_corrections
from articles.pictures import lead_picture_of
from articles.structured_data import names_of, translation_facts
from articles.views.openness import may_be_framed, open_to_others
from articles.views.refusals import withdrawn
from articles.views.stories import is_primary

WIDTH, HEIGHT = 600, 700
NARROWEST, LOWEST = 260, 300
SIZE = re.compile(r"[0-9]{1,5}")
NOT_IMPLEMENTED = 501


@require_safe
def embedded_article(request: HttpRequest, language: str, section: str, slug: str) -> HttpResponse:
    """Show the text and where it comes from, without the site around it; any page may frame it."""
    response = _embedded(request, language, section, slug)
    may_be_framed(response)
    open_to_others(response)
    return response


def _embedded(request: HttpRequest, language: str, section: str, slug: str) -> HttpResponse:
    version = live_version_at(language, section, slug)
    if version is None:
        return withdrawn(request, language, section, slug)
    if not is_primary(version, language, section, slug):
        return HttpResponsePermanentRedirect(f"{version.get_absolute_url()}embed/")
    load_corrections([version])
    attribution = attribution_of(version, absolute=request.build_absolute_uri)
    context = {
        "version": version,
        "attribution": attribution,
        "byline": byline_of(attribution),
        "canonical": request.build_absolute_uri(version.get_absolute_url()),
        "page_language": language_of(language),
        "lead_picture": lead_picture_of(version),
    }
    return render(request, "articles/embed.html", context)


@require_safe
def oembed(request: HttpRequest) -> HttpResponse:
    """Answer oEmbed 1.0 for the address of a live article; 404 for any other, 501 for another format."""
    if request.GET.get("format", "json") != "json":
        return HttpResponse(status=NOT_IMPLEMENTED)
    version = _version_at(request.GET.get("url", ""), request)
    if version is None:
        raise Http404
    load_corrections([version])
    width = _at_most(request.GET.get("maxwidth", ""), WIDTH, NARROWEST)
    height = _at_most(request.GET.get("maxheight", ""), HEIGHT, LOWEST)
    response = JsonResponse(_card(version, request, width=width, height=height))
    open_to_others(response)
    return response


def _version_at(address: str, request: HttpRequest) -> PublishedVersion | None:
    """Find the live article at an address of this site."""
    try:
        parts = urlsplit(address)
        match = resolve(unquote(parts.path))
    except (ValueError, Resolver404):
        return None
    if parts.netloc != request.get_host() or match.view_name != "articles:article":
        return None
    return live_version_at(match.kwargs["language"], match.kwargs["section"], match.kwargs["slug"])


def _card(version: PublishedVersion, request: HttpRequest, *, width: int, height: int) -> dict[str, Any]:
    absolute = request.build_absolute_uri
    attribution = attribution_of(version, absolute=absolute)
    address = absolute(f"{version.get_absolute_url()}embed/")
    picture = lead_picture_of(version)
    thumbnail = (
        {
            "thumbnail_url": absolute(picture.shared.path),
            "thumbnail_width": picture.shared.width,
            "thumbnail_height": picture.shared.height,
        }
        if picture
        else {}
    )
    return {
        "version": "1.0",
        "type": "rich",
        "title": version.headline,
        "author_name": ", ".join(names_of(attribution, Role.AUTHOR)),
        "provider_name": settings.SITE_NAME,
        "provider_url": absolute("/"),
        "html": format_html(
            '<iframe src="{}" title="{}" width="{}" height="{}" loading="lazy"></iframe>',
            address,
            version.headline,
            width,
            height,
        ),
        "width": width,
        "height": height,
        **thumbnail,
        "translation": translation_facts(version, attribution),
    }


def _at_most(wanted: str, usual: int, least: int) -> int:
    """Give a size that a consumer's limit allows; what is no number is no limit."""
    return (
        max(least, min(usual, int(wanted)))
        if wanted.isascii() and wanted.isdigit() and len(wanted) < 6
        else usual
    )
