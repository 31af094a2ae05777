"""The pages of one language that list stories: front, section, tag; and the way to them from `/`."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.http import require_safe

from articles.front_page import front_stories
from articles.languages import code_of, language, lookup_order
from articles.listings import (
    alternates_of,
    section_editions,
    sections_in,
    stories_in,
    tag_at,
    tag_editions,
    tag_link,
)
from articles.pictures import lead_picture_of
from articles.richtext import data_block
from articles.sitemaps import front_pages
from articles.structured_data import website
from articles.views.paging import page_of

ON_THE_FRONT = 21


@require_safe
def choose_language(request: HttpRequest) -> HttpResponse:
    """Send a reader to the front page in their browser's language, else in the newsroom's."""
    wanted = parse_accept_lang_header(request.headers.get("Accept-Language", "")[:500])
    acceptable = (_edition_for(tag) for tag, quality in wanted if quality > 0)
    code = next((code for code in acceptable if code), settings.LANGUAGE_CODE)
    response = redirect("articles:front", code)
    patch_vary_headers(response, ["Accept-Language"])
    return response


def _edition_for(tag: str) -> str | None:
    """Choose the edition that serves a language: itself, what is written alike, its nearest relative."""
    wanted = code_of(tag)
    entry = language(wanted)
    alike = (
        code
        for code in settings.NEWSROOM_LANGUAGES
        if (language(code).base, language(code).script) == (entry.base, entry.script)
    )
    return next(
        (code for code in (*lookup_order(wanted), *alike) if code in settings.NEWSROOM_LANGUAGES), None
    )


@require_safe
def front(request: HttpRequest, language: str) -> HttpResponse:
    """Show the first story with its picture, and the next ones in a list."""
    stories = front_stories(language, ON_THE_FRONT)
    lead = stories[0] if stories else None
    context = {
        "lead": lead,
        "lead_picture": lead_picture_of(lead) if lead else None,
        "stories": stories[1:],
        "canonical": request.build_absolute_uri(request.path),
        "alternates": front_pages(request.build_absolute_uri).items(),
        "data": data_block(website(language, absolute=request.build_absolute_uri)),
    }
    return render(request, "articles/front.html", context)


@require_safe
def section(request: HttpRequest, language: str, section: str) -> HttpResponse:
    """List a section's stories; it exists where something of it is live."""
    sections = sections_in(language)
    here = next((each for each in sections if each.slug == section), None)
    if here is None:
        raise Http404
    context = {
        "section": here,
        "page": page_of(stories_in(language).filter(section=here.pk), request),
        "path": here.path,
        "alternates": _alternates(section_editions(here), request),
        "site_sections": sections,
    }
    return render(request, "articles/section.html", context)


@require_safe
def tag(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """List the stories about one subject; it exists where something about it is live."""
    found = tag_at(language, slug)
    link = tag_link(found, language) if found else None
    if found is None or link is None:
        raise Http404
    page = page_of(stories_in(language).filter(tags=found), request)
    if not page.object_list:
        raise Http404
    if found.slug_in(language) not in {"", slug}:
        return HttpResponsePermanentRedirect(link.path)
    editions = {} if link.language else tag_editions(found)
    context = {"tag": link, "page": page, "path": link.path, "alternates": _alternates(editions, request)}
    return render(request, "articles/tag.html", context)


def _alternates(editions: dict[str, str], request: HttpRequest) -> Any:
    """Write a list's editions for its head; further pages of it have none in other languages."""
    absolute = {code: request.build_absolute_uri(path) for code, path in editions.items()}
    return alternates_of(absolute).items() if editions else ()
