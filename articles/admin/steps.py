"""The pages of the steps: each shows what it is about, posts, and answers 409 to who saw an older text."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext

from articles import rights, workflow
from articles.admin.step_forms import FORMS, WORDS, PublishForm, StepForm
from articles.languages import Language, language
from articles.models import Article, Event, PublishedVersion


def pages(model_admin: admin.ModelAdmin) -> list[Any]:
    """Give the address of every step."""
    view = model_admin.admin_site.admin_view(partial(step, site=model_admin.admin_site))
    return [path("<int:pk>/step/<slug:name>/", view, name="articles_article_step")]


def visible_article(request: HttpRequest, pk: int) -> Article:
    """Give an article of the user's desks; 404 for one of another desk and for none alike."""
    mine = rights.visible(request.user, Article.objects.select_related("original", "root", "section"))
    return get_object_or_404(mine, pk=pk)


def step(request: HttpRequest, pk: int, name: str, *, site: admin.AdminSite) -> HttpResponse:
    """Show what a step asks for, or take it."""
    article = visible_article(request, pk)
    if name not in FORMS:
        raise Http404
    verb = workflow.STEPS[name].verb
    if not rights.may(request.user, verb, article) and not _had_the_right(request, verb, article):
        raise Http404
    if request.method == "POST":
        form = FORMS[name](request.POST, article=article, by=request.user)
        return _take(request, form, site)
    if name not in workflow.steps_open_to(article, request.user):
        messages.warning(request, gettext("This step is not open now."))
        return redirect("admin:articles_article_change", pk)
    return _page(request, FORMS[name](None, article=article, by=request.user), site)


def _had_the_right(request: HttpRequest, verb: str, article: Article) -> bool:
    """Say whether somebody posts from a page that was opened when the piece was still theirs to work on.

    They are told what happened meanwhile; no other right depends on the state of a piece.
    """
    is_stale = request.method == "POST" and request.POST.get("revision", "") != str(article.revision)
    return is_stale and verb == "translate"


def _take(request: HttpRequest, form: StepForm, site: admin.AdminSite) -> HttpResponse:
    if not form.is_valid():
        return _page(request, form, site)
    try:
        event = form.take()
    except workflow.StaleRevisionError as refusal:
        form.look_again()
        seen = form.cleaned_data["revision"]
        return _page(request, form, site, problems=refusal.problems, seen=seen, status=409)
    except workflow.StepRefusedError as refusal:
        return _page(request, form, site, problems=refusal.problems, status=400)
    messages.success(request, _done(form, event))
    return redirect("admin:articles_article_change", form.article.pk)


def _done(form: StepForm, event: Event) -> str:
    """Say what happened, and lead to the page that readers see."""
    version = event.version
    if version is None or event.name != "publish" or not version.is_live():
        return form.done(event)
    return format_html(
        '{} <a href="{}">{}</a>', form.done(event), version.get_absolute_url(), gettext("See the page")
    )


def _page(
    request: HttpRequest,
    form: StepForm,
    site: admin.AdminSite,
    *,
    problems: tuple[str, ...] = (),
    seen: int | None = None,
    status: int = 200,
) -> HttpResponse:
    article = form.article
    since = article.events.select_related("by").filter(revision__gt=seen) if seen is not None else ()
    context = {
        **site.each_context(request),
        "title": WORDS[form.name].title,
        "words": WORDS[form.name],
        "opts": Article._meta,
        "article": article,
        "language": language(article.language),
        "form": form,
        "problems": problems,
        "is_stale": status == 409,
        "since": since,
        "summary": _summary(form) if isinstance(form, PublishForm) else None,
        "can_be_taken": form.name in workflow.steps_open_to(article, request.user),
    }
    return render(request, f"admin/articles/article/{_template(form)}.html", context, status=status)


def _template(form: StepForm) -> str:
    return "publish" if isinstance(form, PublishForm) else "step"


def _summary(form: PublishForm) -> dict[str, Any]:
    """Say what readers will get: the address, and the editions that it will link to."""
    article = form.article
    return {
        "address": address_of(article),
        "problems": form.problems,
        "editions": other_editions(article),
        "credits": article.credits.select_related("person"),
        "pictures": article.image_uses.select_related("image"),
    }


def address_of(article: Article) -> str:
    """Give the path at which readers will find the working text; empty while something of it is missing."""
    section = article.section.slug_in(article.language) if article.section else ""
    if not (section and article.slug):
        return ""
    return reverse("articles:article", args=[article.language, section, article.slug])


def other_editions(article: Article) -> list[Language]:
    """Name the languages of the live editions to which the page will link."""
    live = PublishedVersion.objects.live().filter(root=article.root_id).exclude(article=article.pk)
    codes = live.order_by("language").values_list("language", flat=True)
    return [language(code) for code in codes]
