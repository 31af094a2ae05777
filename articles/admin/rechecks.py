"""Looking at an original again from its page, and what was found to differ."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from articles import diffs, rights
from articles.models import Original, Snapshot
from articles.originals.failures import FetchError
from articles.originals.piece import UnreadableError
from articles.originals.rechecking import differences, recheck

LABELS = {"headline": _("Headline"), "standfirst": _("Standfirst"), "blocks": _("Body")}


def pages(model_admin: admin.ModelAdmin) -> list[Any]:
    """Give the address that looks again."""
    view = model_admin.admin_site.admin_view(require_POST(partial(look_again, model_admin=model_admin)))
    return [path("<int:pk>/recheck/", view, name="articles_original_recheck")]


def look_again(request: HttpRequest, pk: int, *, model_admin: admin.ModelAdmin) -> HttpResponse:
    """Fetch the original again, outside any transaction, and lead back to its page with what was found."""
    original = get_object_or_404(rights.visible(request.user, Original.objects.all()), pk=pk)
    if not model_admin.has_change_permission(request, original):
        raise Http404
    try:
        found = recheck(original, by=request.user)
    except (FetchError, UnreadableError) as error:
        messages.warning(request, str(error))
    else:
        if found.is_changed:
            messages.warning(request, gettext("The original says something else now. See what differs."))
        else:
            messages.success(request, gettext("The original says what it said when it was captured."))
    return redirect("admin:articles_original_change", pk)


def changes_of(snapshots: list[Snapshot]) -> list[tuple[str, list[diffs.Fold]]]:
    """Compare the newest of some snapshots, newest first, with the one before it, part by part."""
    if len(snapshots) < 2:
        return []
    found = differences(snapshots[1], snapshots[0])
    return [(str(LABELS[part]), diffs.folded(paragraphs)) for part, paragraphs in found.items()]
