"""Who else is here, and whether somebody wants keyboard commands."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from translations import presence
from translations.colleagues import name_of
from translations.habits import set_uses_keys
from translations.models import Segment
from translations.segments import why_not
from translations.workbench import entries
from translations.workbench.pages import find


@require_POST
def tell(request: HttpRequest, pk: int) -> JsonResponse:
    """Note in which block somebody is who may write, and answer where the others are."""
    article, entry = find(request, pk), entries.read(request)
    if not why_not(request.user, article):
        segment = Segment.objects.filter(article=article, pk=entry.segment).first()
        presence.tell(article, by=request.user, segment=segment)
    others = [
        {"segment": each.segment_id, "text": _("%(name)s is here") % {"name": name_of(each.user)}}
        for each in presence.others(article, than=request.user)
    ]
    return JsonResponse({"others": others})


@require_POST
def set_keys(request: HttpRequest, pk: int) -> HttpResponse:
    """Turn keyboard commands on or off for this person, on every translation."""
    article, entry = find(request, pk), entries.read(request)
    set_uses_keys(request.user, uses_keys=entry.action == "on")
    return redirect("admin:translations_workbench", article.pk)
