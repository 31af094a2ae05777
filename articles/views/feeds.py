"""Feeds of an edition, a section, a subject or a person; and the list of all of them."""

from __future__ import annotations

from datetime import timedelta
from types import ModuleType

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from articles.feeds import atom, json_feed, opml, rss, scopes
from articles.feeds.channel import Channel, channel_of
from articles.feeds.scopes import Scope
from articles.views.openness import open_to_others

FORMATS: dict[str, ModuleType] = {"atom": atom, "rss": rss, "json": json_feed}


@require_safe
def edition_feed(request: HttpRequest, language: str, form: str) -> HttpResponse:
    """Give the newest stories of one language."""
    return _feed(request, scopes.edition(language), form)


@require_safe
def section_feed(request: HttpRequest, language: str, section: str, form: str) -> HttpResponse:
    """Give the newest stories of one section."""
    return _feed(request, scopes.section(language, section), form)


@require_safe
def tag_feed(request: HttpRequest, language: str, slug: str, form: str) -> HttpResponse:
    """Give the newest stories about one subject."""
    return _feed(request, scopes.tag(language, slug), form)


@require_safe
def person_feed(request: HttpRequest, language: str, slug: str, form: str) -> HttpResponse:
    """Give the newest stories that one person wrote, translated or reviewed."""
    return _feed(request, scopes.person(language, slug), form)


@require_safe
def feeds_of_edition(request: HttpRequest, language: str) -> HttpResponse:
    """List every feed of one language."""
    return _list_of_feeds(request, [language])


@require_safe
def feeds_of_site(request: HttpRequest) -> HttpResponse:
    """List every feed there is."""
    return _list_of_feeds(request, settings.NEWSROOM_LANGUAGES)


def _list_of_feeds(request: HttpRequest, codes: list[str] | tuple[str, ...]) -> HttpResponse:
    text = opml.write(codes, absolute=request.build_absolute_uri)
    response = HttpResponse(text, content_type=f"{opml.MEDIA_TYPE}; charset=utf-8")
    open_to_others(response)
    return response


def _feed(request: HttpRequest, scope: Scope | None, form: str) -> HttpResponse:
    if scope is None:
        raise Http404
    address = request.build_absolute_uri(f"{scope.path}feed.{form}")
    channel = channel_of(scope, absolute=request.build_absolute_uri, address=address)
    writer = FORMATS[form]
    response = HttpResponse(writer.write(channel), content_type=f"{writer.MEDIA_TYPE}; charset=utf-8")
    response["Cache-Control"] = "public, max-age=0, must-revalidate"
    _say_when(response, channel)
    _link(response, channel)
    open_to_others(response)
    return response


def _say_when(response: HttpResponse, channel: Channel) -> None:
    """Date the answer once the second of its last change is over: another change may share it."""
    if channel.updated_at < timezone.now() - timedelta(seconds=2):
        response["Last-Modified"] = http_date(channel.updated_at.timestamp())


def _link(response: HttpResponse, channel: Channel) -> None:
    """Name the feed and its hub where WebSub looks first."""
    if channel.hub:
        response["Link"] = f'<{channel.hub}>; rel="hub", <{channel.address}>; rel="self"'
