"""An article beside its original."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.attribution import attribution_of
from articles.beside import may_show_original, pairs_of
from articles.languages import language as language_of
from articles.pages import live_version_at, load_corrections
from articles.views.refusals import withdrawn
from articles.views.stories import is_primary


@require_safe
def beside(request: HttpRequest, language: str, section: str, slug: str) -> HttpResponse:
    """Show a translation beside its original; where that may not be shown, say so and lead to it.

    404 for what was never translated, 410 for what was withdrawn.
    """
    version = live_version_at(language, section, slug)
    if version is None:
        return withdrawn(request, language, section, slug)
    if version.original is None:
        raise Http404
    if not is_primary(version, language, section, slug):
        return HttpResponsePermanentRedirect(f"{version.get_absolute_url()}original/")
    load_corrections([version])
    context = {
        "version": version,
        "attribution": attribution_of(version, absolute=request.build_absolute_uri),
        "source": language_of(version.original.language),
        "source_headline": version.snapshot.headline if version.snapshot else version.source_headline,
        "pairs": pairs_of(version) if may_show_original(version) else [],
    }
    return render(request, "articles/beside.html", context)
