"""The page on which editors order the front page of a language: place, move, take away."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from articles import rights
from articles.admin.guarded import GuardedAdmin
from articles.admin.languages import language_name
from articles.front_page import OrderRefusedError, placed_stories, reorder
from articles.languages import bcp47, direction
from articles.listings import stories_in
from articles.models.front_page import Placement
from articles.typed_numbers import is_number, numbers_in

OFFERED = 30


@admin.register(Placement)
class FrontPageAdmin(GuardedAdmin):
    """One page per language; an editor orders those of their desks."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return bool(_editable(request.user))

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(_editable(request.user))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return obj is None and bool(_editable(request.user))

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show a language's order, or change it and show it again."""
        codes = _editable(request.user)
        code = request.GET.get("language", codes[0] if codes else "")
        if code not in codes:
            raise Http404
        if request.method == "POST":
            return self._reorder(request, code)
        placed = placed_stories(code)
        chosen = [story.article_id for story in placed]
        context = {
            **self.admin_site.each_context(request),
            "title": _("Front page: %(language)s") % {"language": language_name(code)},
            "opts": self.opts,
            "language": {"code": code, "tag": bcp47(code), "direction": direction(code)},
            "languages": [(each, language_name(each), each == code) for each in codes],
            "placed": placed,
            "newest": [story for story in stories_in(code)[:OFFERED] if story.article_id not in chosen],
            "seen": ",".join(map(str, chosen)),
        }
        return TemplateResponse(request, "admin/articles/front_page.html", context)

    def _reorder(self, request: HttpRequest, code: str) -> HttpResponse:
        seen = _keys(request.POST.get("seen", ""))
        action, _colon, key = request.POST.get("do", "").partition(":")
        try:
            reorder(code, _moved(seen, action, _keys(key)), seen=seen, by=request.user)
        except OrderRefusedError as refusal:
            messages.error(request, str(refusal))
        return redirect(f"{reverse('admin:articles_placement_changelist')}?language={code}")


def _editable(user: Any) -> list[str]:
    return [code for code in settings.NEWSROOM_LANGUAGES if rights.may(user, "approve", code)]


def _keys(text: str) -> list[int]:
    """Read keys parted by commas; 404 for what no form of ours sends."""
    parts = [part for part in text.split(",") if part]
    if not all(map(is_number, parts)):
        raise Http404
    return numbers_in(parts)


def _moved(order: list[int], action: str, keys: list[int]) -> list[int]:
    """Give the order after one button: `top`, `up`, `down` or `away` with one key."""
    if len(keys) != 1:
        raise Http404
    key = keys[0]
    others = [each for each in order if each != key]
    place = order.index(key) if key in order else len(order)
    match action:
        case "top":
            return [key, *others]
        case "up":
            return [*others[: max(place - 1, 0)], key, *others[max(place - 1, 0) :]]
        case "down":
            return [*others[: place + 1], key, *others[place + 1 :]]
        case "away":
            return others
    raise Http404
