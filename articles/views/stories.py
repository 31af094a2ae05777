"""One article, as a page and as plain text; 301 from its former paths, 410 or 451 when it is gone."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.attribution import attribution_of
from articles.models import PublishedVersion
from articles.pages import article_context, live_version_at, load_corrections
from articles.plain_text import plain_article
from articles.views.refusals import withdrawn


@require_safe
def article(request: HttpRequest, language: str, section: str, slug: str) -> HttpResponse:
    """Show one article, with the attribution to its original."""
    version = live_version_at(language, section, slug)
    if version is None:
        return withdrawn(request, language, section, slug)
    if not is_primary(version, language, section, slug):
        return HttpResponsePermanentRedirect(version.get_absolute_url())
    return render(request, "articles/article.html", article_context(version, request=request))


@require_safe
def article_text(request: HttpRequest, language: str, section: str, slug: str) -> HttpResponse:
    """Give the same article as plain text, ending in where it comes from."""
    version = live_version_at(language, section, slug)
    if version is None:
        return withdrawn(request, language, section, slug)
    if not is_primary(version, language, section, slug):
        return HttpResponsePermanentRedirect(f"{version.get_absolute_url()}index.txt")
    load_corrections([version])
    attribution = attribution_of(version, absolute=request.build_absolute_uri)
    return HttpResponse(plain_article(version, attribution), content_type="text/plain; charset=utf-8")


def is_primary(version: PublishedVersion, language: str, section: str, slug: str) -> bool:
    """Say whether a path is the one at which readers find a version now."""
    return (version.language, version.section_slug, version.slug) == (language, section, slug)
