"""The search page: hits in the page's language, and apart from them those in the other ones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.context import EditionLink, by_own_name
from articles.languages import language as language_of
from articles.listings import sections_in
from articles.models import PublishedVersion
from articles.search.finding import find, find_in_others, stories_at
from articles.search.forms import SearchForm
from articles.search.queries import clauses_of
from articles.search.snippets import Marker, Piece
from articles.views.paging import page_of

BAD_REQUEST = 400


@dataclass(frozen=True)
class Hit:
    """One story that was found, with the words marked that were searched for."""

    story: PublishedVersion
    headline: list[Piece]
    quotation: list[Piece] = field(default_factory=list)


@dataclass(frozen=True)
class OtherLanguage:
    """Hits in another language, of which no text is quoted, and the search for the same words there."""

    link: EditionLink
    hits: list[Hit]


@require_safe
def search(request: HttpRequest, language: str) -> HttpResponse:
    """Show the form and what was found; 400 with the form as it was typed when it cannot be read."""
    sections = sections_in(language)
    form = SearchForm(request.GET, sections=sections, language=language)
    path = reverse("articles:search", args=[language])
    context: dict[str, Any] = {"form": form, "path": path, "site_sections": sections}
    if not form.is_valid():
        return render(request, "articles/search.html", context, status=BAD_REQUEST)
    text = form.cleaned_data["q"]
    context["has_words"] = bool(clauses_of(text, language))
    if context["has_words"]:
        context |= _found(request, text, language, form)
    return render(request, "articles/search.html", context)


def _found(request: HttpRequest, text: str, language: str, form: SearchForm) -> dict[str, Any]:
    filters = form.filters()
    found = find(text, language, filters)
    page = page_of(found.keys, request)
    others = find_in_others(text, language) if page.number == 1 and not filters else []
    stories = stories_at(page.object_list, others)
    is_here = set(page.object_list)
    return {
        "page": page,
        "is_all": found.is_all,
        "is_filtered": bool(filters),
        "is_nobody": filters.people == (),
        "hits": _hits([story for story in stories if story.pk in is_here], text, language),
        "others": _others([story for story in stories if story.pk not in is_here], text),
        "query": _query(request.GET),
    }


def _hits(stories: Iterable[PublishedVersion], text: str, code: str) -> list[Hit]:
    marker = Marker(clauses_of(text, code), code)
    return [
        Hit(story, marker.marked(story.headline), marker.quoted(getattr(story, "quotable", None) or ""))
        for story in stories
    ]


def _others(stories: list[PublishedVersion], text: str) -> list[OtherLanguage]:
    query = QueryDict(mutable=True)
    query["q"] = text
    groups = []
    for code in {story.language for story in stories}:
        path = f"{reverse('articles:search', args=[code])}?{query.urlencode()}"
        marker = Marker(clauses_of(text, code), code)
        hits = [Hit(story, marker.marked(story.headline)) for story in stories if story.language == code]
        groups.append(OtherLanguage(EditionLink(language_of(code), path), hits))
    return sorted(groups, key=lambda group: by_own_name(group.link))


def _query(asked: QueryDict) -> str:
    """Give what a link to another page of the hits repeats: what the form asked, without what is empty."""
    kept = QueryDict(mutable=True)
    for name in SearchForm.base_fields:
        if value := asked.get(name):
            kept[name] = value
    return kept.urlencode()
