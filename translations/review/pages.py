"""The page of the review: what differs, what was let stand, what is said, and the decision below it."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Prefetch, prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timesince import timesince
from django.utils.translation import gettext as _

from articles import rights
from articles.admin.standing import windows_of
from articles.admin.step_forms import PublishForm
from articles.models import Article, Event, PublishedVersion
from translations.colleagues import name_of
from translations.habits import uses_keys
from translations.models import Objection
from translations.review.board import Board, board_of
from translations.review.typed import NOTHING, WHOLE, Typed, seen_of, typed_in
from translations.workbench.pages import find
from translations.workbench.progress import when
from translations.workbench.rows import size_text


def reviewed(request: HttpRequest, pk: int) -> Article:
    """Give a translation that this person may judge; 404 for any other, and for none alike."""
    article = find(request, pk)
    if not rights.may(request.user, "approve", article):
        raise Http404
    versions = PublishedVersion.objects.defer("body", "blocks").order_by("number")
    prefetch_related_objects([article], Prefetch("versions", versions))
    return article


def review(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the review; a POST brings back what was typed."""
    article = reviewed(request, pk)
    return show(request, article, typed=typed_in(request.POST) if request.method == "POST" else NOTHING)


def show(
    request: HttpRequest,
    article: Article,
    *,
    typed: Typed = NOTHING,
    form: PublishForm | None = None,
    conflict: Any = None,
    problems: tuple[str, ...] = (),
    status: int = 200,
) -> HttpResponse:
    """Render the page with everything that was typed."""
    shown = request.GET or request.POST
    asked = {"changed": False, "all": True}.get(shown.get("show", ""))
    board = board_of(article, request.user, view=shown.get("view", ""), shows_all=asked)
    context = {
        **admin.site.each_context(request),
        "is_nav_sidebar_enabled": False,
        "title": _("Review"),
        "board": board,
        "facts": facts_of(board),
        "typed": typed,
        "whole": WHOLE,
        "kinds": Objection.Kind.choices,
        "seen": seen_of(board.segments),
        "form": form or publish_form(article, request.user, typed),
        "windows": windows_of(article),
        "conflict": conflict,
        "problems": problems,
        "has_keys": uses_keys(request.user),
        "waivers": board.waivers,
        "address": reverse("admin:translations_review", args=[article.pk]),
    }
    return render(request, "translations/review/page.html", context, status=status)


def publish_form(article: Article, user: Any, typed: Typed) -> PublishForm:
    """Give the form that asks when and as what the piece goes out, with what was typed into it."""
    form = PublishForm(None, article=article, by=user)
    form.initial.update({name: typed.fields[name] for name in form.fields if typed.fields.get(name)})
    form.initial["revision"] = article.revision
    return form


def facts_of(board: Board) -> dict[str, Any]:
    """Say who did it, how long it is, and how long it took."""
    article = board.article
    begun, handed_in = _moments(article)
    size = sum(row.source_size for row in board.bench.rows)
    assignment = board.bench.assignment
    holder = assignment.translator if assignment else None
    return {
        "translator": name_of(holder) if holder else "",
        "size": size_text(size, board.bench.original.language),
        "handed_in": when(handed_in.at) if handed_in else "",
        "handed_in_by": name_of(handed_in.by) if handed_in and handed_in.by else "",
        "time_in_work": timesince(begun.at, handed_in.at) if begun and handed_in else "",
        "followed": when(board.bench.snapshot.captured_at),
        "original": board.bench.original.get_status_display(),
    }


def _moments(article: Article) -> tuple[Event | None, Event | None]:
    """Give the first time that the piece was taken, and the last time that it was handed in; one query."""
    rows = article.events.filter(name__in=("take", "submit")).select_related("by").order_by("pk")
    events = list(rows)
    taken = [event for event in events if event.name == "take"]
    submitted = [event for event in events if event.name == "submit"]
    return (taken[0] if taken else None, submitted[-1] if submitted else None)
