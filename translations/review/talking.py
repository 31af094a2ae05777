"""What is done beside the decision: blocks marked as read, and talk; what was typed elsewhere stays."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.models import Article
from articles.typed_numbers import is_number
from translations import comments, readings
from translations.comments import CommentRefusedError
from translations.models import Comment, Segment
from translations.review.pages import reviewed, show
from translations.review.typed import Typed, typed_in
from translations.segments import SegmentRefusedError
from translations.workbench.entries import field as sent
from translations.workbench.entries import wants_json
from translations.workbench.ways_back import posted_from


@posted_from("admin:translations_review")
def read(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark a block as read at the revision that was on the page ("12:3"), or take the mark away ("-12:3")."""
    article = reviewed(request, pk)
    mark = sent(request, "mark")
    key, _colon, base = mark.removeprefix("-").partition(":")
    if not (is_number(key) and is_number(base)):
        return _refused(request, article, _("The request could not be read."), status=400)
    segment = get_object_or_404(Segment, article=article, pk=int(key))
    try:
        if mark.startswith("-"):
            readings.take_back(segment, by=request.user)
        else:
            segment = readings.mark_read(segment, by=request.user, base=int(base))
    except SegmentRefusedError as refusal:
        return _refused(request, article, refusal.problems[0], status=409)
    if wants_json(request):
        is_read = not mark.startswith("-")
        return JsonResponse(
            {
                "mark": f"{'-' if is_read else ''}{segment.pk}:{segment.revision}",
                # How far the article went on by this very mark.
                "steps": segment.revision - int(base),
            }
        )
    return _go_on(request, reviewed(request, pk), segment, typed_in(request.POST))


@posted_from("admin:translations_review")
def talk(request: HttpRequest, pk: int) -> HttpResponse:
    """Say something about a block ("say 12"), answer, resolve or take up a thread ("reply 5")."""
    article, typed = reviewed(request, pk), typed_in(request.POST)
    verb, _space, key = typed.fields.get("act", "").partition(" ")
    number = int(key) if is_number(key) else 0
    comment = None
    if verb != "say":
        comment = get_object_or_404(Comment, segment__article=article, pk=number)
    segment = get_object_or_404(Segment, article=article, pk=comment.segment_id if comment else number)
    segment.article = article
    try:
        _speak(verb, segment, comment, typed.of(verb, key), request)
    except CommentRefusedError as refusal:
        return show(request, article, typed=typed, problems=(str(refusal),), status=400)
    return _go_on(request, article, segment, typed.without(verb, key))


def _speak(verb: str, segment: Segment, comment: Comment | None, text: str, request: HttpRequest) -> None:
    if comment is not None:
        comment.segment = segment
    if verb == "say":
        comments.write(segment, by=request.user, text=text)
    elif comment is not None and verb == "reply":
        comments.write(segment, by=request.user, text=text, answers=comment)
    elif comment is not None and verb in ("resolve", "reopen"):
        {"resolve": comments.resolve, "reopen": comments.reopen}[verb](comment, by=request.user)
    else:
        raise CommentRefusedError(_("The request could not be read."))


def _go_on(request: HttpRequest, article: Article, segment: Segment, typed: Typed) -> HttpResponse:
    """Lead back to the block; where something is typed that is not stored, show the page with it at once."""
    if typed.has_words:
        return show(request, article, typed=typed)
    page = reverse("admin:translations_review", args=[article.pk])
    query = urlencode({name: typed.fields.get(name, "") for name in ("view", "show")})
    return redirect(f"{page}?{query}#block-{segment.position}")


def _refused(request: HttpRequest, article: Article, problem: str, *, status: int) -> HttpResponse:
    if wants_json(request):
        return JsonResponse({"problem": problem}, status=status)
    return show(request, article, typed=typed_in(request.POST), problems=(problem,), status=status)
