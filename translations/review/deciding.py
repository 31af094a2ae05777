"""The decision: first a page that says exactly what will happen, then the button that does it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from articles import gates, workflow
from articles.admin.step_forms import WORDS, PublishForm
from articles.models import Article, Event
from translations import objections
from translations.models import Segment
from translations.review.conflicts import conflict_of
from translations.review.pages import review, reviewed, show
from translations.review.summary import summary_of
from translations.review.typed import NOT_KEPT, Typed, typed_in
from translations.workbench.ways_back import posted_from

Take = Callable[[], Event]


@posted_from("admin:translations_review")
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what a decision will do, or do it; whoever saw an older text gets 409 and both sides."""
    article, typed = reviewed(request, pk), typed_in(request.POST)
    decision = typed.fields.get("decision", "")
    if decision not in DECISIONS:
        return review(request, pk)
    return DECISIONS[decision](request, article, typed)


def _publish(request: HttpRequest, article: Article, typed: Typed) -> HttpResponse:
    form = PublishForm(request.POST, article=article, by=request.user)
    if typed.revision != article.revision:
        return _stale(request, article, typed, form)
    if not form.is_valid():
        return show(request, article, typed=typed, form=form, status=400)
    if problems := _problems(article, request.user, form):
        return show(request, article, typed=typed, form=form, problems=problems, status=400)
    return _go_on(request, article, typed, form.take, form)


def _problems(article: Article, user: Any, form: PublishForm) -> tuple[str, ...]:
    """Say what keeps the piece from going out as it is asked for, and when."""
    reason, at = form.cleaned_data.get("override_reason", ""), form.cleaned_data["at"]
    if not reason and at is None:
        return tuple(form.problems)
    asked = gates.Publication(article=article, by=user, override_reason=reason, at=at)
    return tuple(gates.problems_with(asked))


def _send_back(request: HttpRequest, article: Article, typed: Typed) -> HttpResponse:
    segments = list(Segment.objects.filter(article=article).order_by("position"))
    said = typed.objected(segments)
    if typed.revision != article.revision:
        return _stale(request, article, typed)
    if not said:
        problem = _("Say what should be changed: in one paragraph, or in the piece.")
        return show(request, article, typed=typed, problems=(problem,), status=400)

    def take() -> Event:
        return objections.send_back(article, by=request.user, revision=typed.revision, objected=said)

    return _go_on(request, article, typed, take)


def _cancel_schedule(request: HttpRequest, article: Article, typed: Typed) -> HttpResponse:
    if typed.revision != article.revision:
        return _stale(request, article, typed)

    def take() -> Event:
        return workflow.take_step(article, "cancel_schedule", by=request.user, revision=typed.revision)

    return _go_on(request, article, typed, take)


DECISIONS: dict[str, Callable[[HttpRequest, Article, Typed], HttpResponse]] = {
    "publish": _publish,
    "send_back": _send_back,
    "cancel_schedule": _cancel_schedule,
}


def _go_on(
    request: HttpRequest, article: Article, typed: Typed, take: Take, form: PublishForm | None = None
) -> HttpResponse:
    """Ask once more with all that will happen, or take the step when that was read."""
    if typed.fields.get("confirmed") != "yes":
        return _confirm(request, article, typed, form)
    try:
        event = take()
    except workflow.StaleRevisionError:
        article.refresh_from_db()
        return _stale(request, article, typed, form)
    except workflow.StepRefusedError as refusal:
        article.refresh_from_db()
        return show(request, article, typed=typed, form=form, problems=refusal.problems, status=400)
    messages.success(request, form.done(event) if form else str(WORDS[event.name].done))
    return redirect("admin:articles_article_change", article.pk)


def _stale(request: HttpRequest, article: Article, typed: Typed, form: Any = None) -> HttpResponse:
    """Show both sides; the revision on the new page is the newest, so that the next click is on purpose."""
    conflict = conflict_of(article, typed, form)
    return show(request, article, typed=typed, conflict=conflict, status=409)


def _confirm(request: HttpRequest, article: Article, typed: Typed, form: PublishForm | None) -> HttpResponse:
    decision = typed.fields["decision"]
    context = {
        **admin.site.each_context(request),
        "is_nav_sidebar_enabled": False,
        "title": WORDS[decision].title,
        "article": article,
        "summary": summary_of(article, request.user, typed, form),
        "decision": decision,
        "kept": [each for each in typed.fields.items() if each[1] and each[0] not in NOT_KEPT],
    }
    return render(request, "translations/review/confirm.html", context)
