"""Where a reader takes a piece from here: its address, an e-mail, and its text for other newsrooms."""

from __future__ import annotations

from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.attribution import attribution_of
from articles.pages import live_version_at, load_corrections
from articles.republishing import may_republish, ready_for_others
from articles.sharing import mail_link
from articles.views.refusals import withdrawn
from articles.views.stories import is_primary


@require_safe
def republish(request: HttpRequest, language: str, section: str, slug: str) -> HttpResponse:
    """Give what others may publish, ready to copy; where no licence allows it, say who is to be asked."""
    version = live_version_at(language, section, slug)
    if version is None:
        return withdrawn(request, language, section, slug)
    if not is_primary(version, language, section, slug):
        return HttpResponsePermanentRedirect(f"{version.get_absolute_url()}republish/")
    load_corrections([version])
    absolute = request.build_absolute_uri
    attribution = attribution_of(version, absolute=absolute)
    address = absolute(version.get_absolute_url())
    ready = ready_for_others(version, attribution, absolute=absolute) if may_republish(version) else None
    context = {
        "version": version,
        "attribution": attribution,
        "ready": ready,
        "canonical": address,
        "mail": mail_link(version, attribution, address=address),
        "message": f"sms:?body={quote(f'{version.headline} {address}', safe='')}",
        "contact": settings.NEWSROOM_CONTACT,
    }
    return render(request, "articles/republish.html", context)
