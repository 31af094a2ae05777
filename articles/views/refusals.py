"""What readers get instead of a page: 404 with a way on, 410 and 451 with the reason."""

from __future__ import annotations

import unicodedata

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from articles.context import EditionLink, by_own_name
from articles.dates import day_in
from articles.languages import country_in
from articles.languages import language as language_of
from articles.listings import live_stories, stories_in
from articles.models import Address, PublishedVersion, Withdrawal
from articles.pages import WORKING_TEXT, language_links, versions_read_at
from articles.slugs import is_slug
from articles.withdrawals import reason_of

NEWEST = 5
GONE = 410
UNAVAILABLE_FOR_LEGAL_REASONS = 451


def withdrawn(request: HttpRequest, language: str, section: str, slug: str) -> HttpResponse:
    """Say why an article that readers once saw is gone; 404 for one that they never saw."""
    addresses = Address.objects.select_related("article__withdrawal", "article__root")
    was_read = Exists(versions_read_at(section, slug).filter(article=OuterRef("article")))
    address = (
        addresses.defer(*(f"article__{field}" for field in WORKING_TEXT))
        .filter(was_read, language=language, section=section, slug=slug, article__withdrawal__isnull=False)
        .first()
    )
    if address is None or address.article.root is None:
        raise Http404
    withdrawal = address.article.withdrawal
    is_legal = withdrawal.kind == Withdrawal.Kind.LEGAL
    context = {
        "withdrawal": withdrawal,
        "reason": reason_of(withdrawal),
        "country": country_in(withdrawal.country, language),
        "ordered_on": day_in(withdrawal.ordered_on, language) if withdrawal.ordered_on else "",
        "record": address.article.root.get_absolute_url(language),
    }
    status = UNAVAILABLE_FOR_LEGAL_REASONS if is_legal else GONE
    response = render(request, "articles/withdrawn.html", context, status=status)
    if is_legal:
        # RFC 7725: who carries the order out, which is this site.
        front = request.build_absolute_uri(reverse("articles:front", args=[language]))
        response["Link"] = f'<{front}>; rel="blocked-by"'
    return response


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that there is no such page, and where the story can be read that bears its last part."""
    code = getattr(request, "LANGUAGE_CODE", settings.LANGUAGE_CODE)
    stories = _stories_with_slug(request.path_info)
    is_one = len({story.root_id for story in stories}) == 1
    editions = list(live_stories().editions_of(stories[0])) if is_one else stories
    context = {
        "story": stories[0] if is_one else None,
        "is_here": any(story.language == code for story in editions),
        "languages": language_links(stories[0], editions, reader=code) if is_one else _plain_links(stories),
        "newest": stories_in(code)[:NEWEST],
    }
    return render(request, "404.html", context, status=404)


def _stories_with_slug(path: str) -> list[PublishedVersion]:
    """Find live stories that bear the last part of a path as their slug, in any language."""
    parts = unicodedata.normalize("NFC", path).removesuffix("index.txt").strip("/").split("/")
    if len(parts) != 3 or not is_slug(parts[-1]):
        return []
    return list(live_stories().filter(slug=parts[-1])[:NEWEST])


def _plain_links(stories: list[PublishedVersion]) -> list[EditionLink]:
    links = [EditionLink(language_of(story.language), story.get_absolute_url()) for story in stories]
    return sorted(links, key=by_own_name)
