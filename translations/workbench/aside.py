"""What is done beside the text: talk about a block, forms for the glossary, findings that may stand.

A button is named `action` and says what, and with which row: "reply 12". What was written for it
is in the field `text reply 12`; the page's script sends both as `action` and `text`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.models import Article
from articles.typed_numbers import is_number
from translations import comments, glossary, waivers
from translations.comments import CommentRefusedError
from translations.glossary import GlossaryRefusedError
from translations.models import Comment, Segment, TermTranslation, Waiver
from translations.segments import SegmentRefusedError, why_not
from translations.waivers import WaiverRefusedError
from translations.workbench import entries
from translations.workbench.bench import Pending, bench_of
from translations.workbench.entries import Entry, UnreadableEntryError
from translations.workbench.pages import Said, find, show
from translations.workbench.saving import refused, save_typed
from translations.workbench.ways_back import posted_from

Refusals = (CommentRefusedError, GlossaryRefusedError, WaiverRefusedError)


class Act(NamedTuple):
    """What somebody wants to do: the row it is about (a primary key or a fingerprint), and their words."""

    segment: Segment
    key: str
    text: str
    by: Any


@posted_from()
def act(request: HttpRequest, pk: int) -> HttpResponse:
    """Do one thing beside the text; what stands in the open field comes along and is saved before."""
    article, entry = find(request, pk), entries.read(request)
    segment = get_object_or_404(Segment, article=article, pk=entry.segment)
    segment.article = article
    said = _said(request, entry)
    try:
        _save(request, segment, entry)
        verb, _space, key = entry.action.partition(" ")
        if verb not in VERBS:
            raise UnreadableEntryError(_("The request could not be read."))
        VERBS[verb](Act(segment, key, said.text, request.user))
    except SegmentRefusedError as refusal:
        return refused(request, article, entry, refusal, said=said)
    except Refusals as refusal:
        return _refused(request, article, entry, said, str(refusal))
    if entries.wants_json(request):
        return JsonResponse({})
    page = reverse("admin:translations_workbench", args=[pk])
    return redirect(f"{page}?block={segment.position}#help")


def _said(request: HttpRequest, entry: Entry) -> Said:
    name = f"text {entry.action}"
    return Said(name, entries.field(request, "text" if entries.wants_json(request) else name))


def _save(request: HttpRequest, segment: Segment, entry: Entry) -> None:
    """Save the text of the open field, if the form has one and this person may."""
    if "target" in request.POST and not why_not(request.user, segment.article):
        save_typed(segment, entry, by=request.user)
        segment.refresh_from_db()


def _refused(request: HttpRequest, article: Article, entry: Entry, said: Said, problem: str) -> HttpResponse:
    """Answer with the sentence, and with everything that was typed."""
    if entries.wants_json(request):
        return JsonResponse({"problem": problem}, status=400)
    segment = Segment.objects.get(pk=entry.segment)
    is_open = "target" in request.POST and not why_not(request.user, article)
    pending = Pending(segment.pk, segment.target, segment.revision) if is_open else None
    bench = bench_of(find(request, article.pk), request.user, block=segment.position, pending=pending)
    return show(request, bench, problems=(problem,), said=said, status=400)


def _say(act: Act) -> None:
    comments.write(act.segment, by=act.by, text=act.text)


def _reply(act: Act) -> None:
    comments.write(act.segment, by=act.by, text=act.text, answers=_comment(act))


def _edit(act: Act) -> None:
    comments.edit(_comment(act), by=act.by, text=act.text)


def _resolve(act: Act) -> None:
    comments.resolve(_comment(act), by=act.by)


def _reopen(act: Act) -> None:
    comments.reopen(_comment(act), by=act.by)


def _learn(act: Act) -> None:
    words = [row for entry in glossary.glossary_of(act.segment.article).entries for row in entry.words]
    row = get_object_or_404(TermTranslation, pk=_number(act.key), pk__in=[word.pk for word in words])
    glossary.learn(row, segment=act.segment, by=act.by, form=act.text)


def _waive(act: Act) -> None:
    waivers.waive(act.segment, by=act.by, fingerprint=act.key, reason=act.text)


def _take_back(act: Act) -> None:
    row = get_object_or_404(Waiver, segment=act.segment, pk=_number(act.key))
    waivers.take_back(row, by=act.by)


def _comment(act: Act) -> Comment:
    comment = get_object_or_404(Comment, segment=act.segment, pk=_number(act.key))
    comment.segment = act.segment
    return comment


def _number(key: str) -> int:
    return int(key) if is_number(key) else 0


VERBS: dict[str, Callable[[Act], None]] = {
    "say": _say,
    "reply": _reply,
    "edit": _edit,
    "resolve": _resolve,
    "reopen": _reopen,
    "learn": _learn,
    "waive": _waive,
    "take_back": _take_back,
}
