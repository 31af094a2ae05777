"""One article, as a page and as plain text; 301 from its former paths, 410 or 451 when it is gone."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.attribution import attribution_of
from articles.models import PublishedVersion
from articles.pages import article_context, byline_of, live_version_at, load_corrections
from articles.richtext import TEXT_KINDS, text_of
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
    text = plain_article(version, request)
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


def is_primary(version: PublishedVersion, language: str, section: str, slug: str) -> bool:
    """Say whether a path is the one that a version is known by now."""
    return (version.language, version.section_slug, version.slug) == (language, section, slug)


def plain_article(version: PublishedVersion, request: HttpRequest) -> str:
    """Write headline, byline and text, each block a paragraph, and at last where it comes from."""
    attribution = attribution_of(version, absolute=request.build_absolute_uri)
    shown = (block for block in version.blocks if not block.get("left_out"))
    paragraphs = [
        version.headline,
        "   ".join(str(entry.sentence) for entry in byline_of(attribution)),
        version.standfirst,
        *(text_of(block["html"]) for block in shown if block["kind"] in TEXT_KINDS),
        attribution.last_line or "",
    ]
    return "\n\n".join(filter(None, paragraphs)) + "\n"
