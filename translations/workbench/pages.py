"""The page of the workbench, with two columns, and the preview."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles import diffs, rights
from articles.admin import previews
from articles.models import Article
from translations import waivers
from translations.colleagues import name_of
from translations.habits import uses_keys
from translations.workbench import entries
from translations.workbench.bench import Bench, Pending, bench_of, is_open
from translations.workbench.characters import characters_of
from translations.workbench.help import help_of
from translations.workbench.progress import progress_of, when
from translations.workbench.rows import Row
from translations.workbench.sentences import sentences

# Where a session keeps which drafts of colleagues somebody has said they mend.
MENDED = "mended_drafts"


class Said(NamedTuple):
    """What somebody wrote beside the text that was not taken: the name of the field, and the words."""

    name: str
    text: str


class Missing(NamedTuple):
    """One block that is listed when the piece is sent, and why."""

    row: Row
    why: str
    must_fix: bool


NOTHING_SAID = Said("", "")


def find(request: HttpRequest, pk: int) -> Article:
    """Give a translation of the user's desks; 404 for one of another desk and for none alike."""
    everything = Article.objects.select_related(
        "original__outlet", "original__own_article", "based_on", "root", "assignment__translator"
    )
    return _theirs(request, everything.defer("based_on__page"), pk)


def find_for_saving(request: HttpRequest, pk: int) -> tuple[Article, str]:
    """Give the same with its language alone, and the code of the original's: a save reads the rest locked."""
    slim = Article.objects.select_related("original").only("language", "original__language")
    article = _theirs(request, slim, pk)
    return article, article.original.language if article.original else article.language


def _theirs(request: HttpRequest, articles: QuerySet[Article], pk: int) -> Article:
    return get_object_or_404(rights.visible(request.user, articles.filter(original__isnull=False)), pk=pk)


@require_safe
def workbench(request: HttpRequest, pk: int) -> HttpResponse:
    """Show original and translation side by side, one block open."""
    article = find(request, pk)
    is_guarded = article.pk not in request.session.get(MENDED, [])
    bench = bench_of(article, request.user, block=entries.position(request), is_guarded=is_guarded)
    return show(request, bench)


@require_safe
def block_help(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer the page's script with the help column of the block that was opened."""
    article = find(request, pk)
    is_guarded = article.pk not in request.session.get(MENDED, [])
    bench = bench_of(article, request.user, block=entries.position(request), is_guarded=is_guarded)
    context = {"bench": bench, "help": help_of(bench), "said": NOTHING_SAID}
    return render(request, "translations/workbench/_help.html", context)


@require_safe
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the working text on the real page: never kept, never indexed."""
    response = previews.preview(request, find(request, pk).pk)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def show(
    request: HttpRequest,
    bench: Bench,
    *,
    problems: tuple[str, ...] = (),
    missing: Sequence[Missing] = (),
    said: Said = NOTHING_SAID,
    status: int = 200,
) -> HttpResponse:
    """Render the page."""
    has_keys = uses_keys(request.user)
    context = {
        **admin.site.each_context(request),
        # The two columns need the room.
        "is_nav_sidebar_enabled": False,
        "title": bench.original.headline,
        "bench": bench,
        "followed": when(bench.snapshot.captured_at),
        "sent_back_by": name_of(bench.sent_back.by) if bench.sent_back and bench.sent_back.by else "",
        "sent_back_at": when(bench.sent_back.at) if bench.sent_back else "",
        "progress": progress_of(bench.rows, bench.original.language),
        "problems": problems,
        "editor": bench.editor,
        "missing": missing,
        "has_must_fixes": any(each.must_fix for each in missing),
        "characters": characters_of(bench.article.language),
        "conflict": conflict_of(bench.pending),
        "help": help_of(bench),
        "said": said,
        "waivers": waivers.waivers_of(bench.article),
        "has_keys": has_keys,
        "data": _data(request, bench, has_keys=has_keys) if not bench.why_not else None,
    }
    return render(request, "translations/workbench/page.html", context, status=status)


def conflict_of(pending: Pending | None) -> dict[str, Any] | None:
    """Give the three texts of a conflict, with what differs between theirs and what was before."""
    if pending is None or pending.conflict is None:
        return None
    theirs = pending.conflict.theirs
    return {
        "theirs": theirs.text,
        "revision": theirs.revision,
        "name": theirs.name,
        "time": when(theirs.at) if theirs.at else "",
        "before": pending.conflict.before,
        "parts": [
            {"kind": part.kind, "text": part.text}
            for part in diffs.of_words(pending.conflict.before, theirs.text)
        ],
        "problem": pending.conflict.problems[0],
    }


def _data(request: HttpRequest, bench: Bench, *, has_keys: bool) -> dict[str, Any]:
    """Give the page's script all it needs to know."""
    pk = bench.article.pk
    return {
        "user": request.user.pk,
        "article": pk,
        "save": reverse("admin:translations_workbench_save", args=[pk]),
        "help": reverse("admin:translations_workbench_help", args=[pk]),
        "aside": reverse("admin:translations_workbench_aside", args=[pk]),
        "check": reverse("admin:translations_workbench_check", args=[pk]),
        "presence": reverse("admin:translations_workbench_presence", args=[pk]),
        "hasKeys": has_keys,
        "cookie": settings.CSRF_COOKIE_NAME,
        "language": bench.target.name,
        "current": bench.current.segment.pk if bench.current else None,
        "rows": [{**row.as_data(), "isOpen": is_open(row)} for row in bench.rows],
        "sentences": sentences(bench),
    }


def not_saved(request: HttpRequest, problem: str, *, status: int) -> HttpResponse:
    """Answer an entry that no block could take: nothing typed is lost, it is shown again."""
    if entries.wants_json(request):
        return JsonResponse({"problem": problem, "code": "csrf" if status == 403 else ""}, status=status)
    fields = entries.raw_fields(request)
    context = {
        **admin.site.each_context(request),
        "is_nav_sidebar_enabled": False,
        "title": _("Not saved yet"),
        "problem": problem,
        "fields": fields,
        "is_signed_out": status == 401,
    }
    html = render_to_string("translations/workbench/not_saved.html", context, request)
    return HttpResponse(html, status=status)
