"""What search engines ask for first: robots.txt and the site maps that it names."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles import sitemaps

XML = "application/xml; charset=utf-8"


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Keep crawlers out of the newsroom, and show them the site maps."""
    maps = (reverse(f"articles:{name}") for name in ("sitemap", "sitemap-news"))
    lines = [
        "User-agent: *",
        f"Disallow: {reverse('admin:index')}",
        *(f"Sitemap: {request.build_absolute_uri(path)}" for path in maps),
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """Name every site map."""
    return HttpResponse(sitemaps.index(request.build_absolute_uri), content_type=XML)


@require_safe
def sitemap_of_lists(request: HttpRequest) -> HttpResponse:
    """List front pages, sections, subjects and people."""
    return HttpResponse(sitemaps.lists(request.build_absolute_uri), content_type=XML)


@require_safe
def sitemap_of_news(request: HttpRequest) -> HttpResponse:
    """List the news of two days."""
    return HttpResponse(sitemaps.news(request.build_absolute_uri), content_type=XML)


@require_safe
def sitemap_of_stories(request: HttpRequest, chunk: int) -> HttpResponse:
    """List the stories of one chunk."""
    found = sitemaps.stories(chunk, request.build_absolute_uri)
    if found is None:
        raise Http404
    return HttpResponse(found, content_type=XML)
