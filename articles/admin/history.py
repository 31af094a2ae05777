"""What happened to an article: every step, every version, and the words that differ between two of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles import diffs, versions
from articles.admin.steps import visible_article
from articles.languages import language
from articles.models import Article, Event, PublishedVersion, Withdrawal
from articles.models.people import Role

# What stands beside a text, by its label.
Facts = dict[str, str]
# The working text among the numbers of versions.
WORKING = "work"
EVENTS = {
    "take": _("Taken"),
    "assign": _("Assigned"),
    "move": _("Paragraph moved"),
    "submit": _("Handed in"),
    "send_back": _("Sent back"),
    "publish": _("Published"),
    "cancel_schedule": _("Schedule cancelled"),
    "revise": _("Opened for revision"),
    "correct": _("Opened for a correction"),
    "retract": _("Retracted"),
    "second_approval": _("Approved by a second editor afterwards"),
    "legal_order": _("Taken away by legal order"),
    "family_retracted": _("Stopped with every edition of the piece"),
    "family_reopened": _("May go out again"),
    "override_check": _("Check overridden"),
    "restore_check": _("Check restored"),
    "original_changed": _("The original changed"),
    "original_gone": _("The original is gone"),
}


@dataclass(frozen=True)
class Row:
    """One line of the history."""

    event: Event
    name: str


@dataclass(frozen=True)
class Text:
    """One state of the text that can be compared: a version, or the working text."""

    key: str
    label: str
    headline: str
    standfirst: str
    blocks: list[Any]
    version: PublishedVersion | None = None


def pages(model_admin: admin.ModelAdmin) -> list[Any]:
    """Give the address of the comparison; the history has the admin's own."""
    view = model_admin.admin_site.admin_view(partial(compare, site=model_admin.admin_site))
    return [path("<int:pk>/compare/", view, name="articles_article_compare")]


def history(request: HttpRequest, article: Article, *, site: admin.AdminSite = admin.site) -> HttpResponse:
    """List every step and every version."""
    events = article.events.select_related("by", "version").order_by("-pk")
    approved = article.versions.select_related("approved_by", "correction").defer("body", "blocks")
    context = {
        **_context(request, article, site),
        "title": gettext("History"),
        "rows": [Row(event, name_of_step(event)) for event in events],
        "versions": approved.order_by("-number"),
        "withdrawal": Withdrawal.objects.filter(article=article).select_related("by").first(),
        "texts": _texts(article),
    }
    return render(request, "admin/articles/article/history.html", context)


def compare(request: HttpRequest, pk: int, *, site: admin.AdminSite) -> HttpResponse:
    """Show what differs between two versions, or between one and the working text."""
    article = visible_article(request, pk)
    texts = _texts(article)
    known = {text.key: text for text in texts}
    try:
        old, new = (known[request.GET.get(side, "")] for side in ("old", "new"))
    except KeyError:
        raise Http404 from None
    fields = [
        (gettext("Headline"), diffs.of_lines(old.headline, new.headline)),
        (gettext("Standfirst"), diffs.of_lines(old.standfirst, new.standfirst)),
        (gettext("Body"), diffs.of_blocks(old.blocks, new.blocks)),
        *_differences_beside_the_text(_facts(article, old), _facts(article, new)),
    ]
    context = {
        **_context(request, article, site),
        "title": gettext("Compare"),
        "texts": texts,
        "old": old,
        "new": new,
        "fields": [(label, diffs.folded(found)) for label, found in fields if diffs.is_different(found)],
    }
    return render(request, "admin/articles/article/compare.html", context)


def _context(request: HttpRequest, article: Article, site: admin.AdminSite) -> dict[str, Any]:
    return {
        **site.each_context(request),
        "opts": Article._meta,
        "article": article,
        "language": language(article.language),
    }


def name_of_step(event: Event) -> str:
    """Say what was done, in the words of the interface."""
    if event.name == "publish" and event.version and event.version.visible_from > event.at:
        return gettext("Scheduled")
    return str(EVENTS.get(event.name, event.name))


def _differences_beside_the_text(old: Facts, new: Facts) -> Iterator[tuple[str, list[diffs.Paragraph]]]:
    for (label, before), (_label, after) in zip(old.items(), new.items(), strict=True):
        yield label, diffs.of_lines(before, after)


def _facts(article: Article, text: Text) -> Facts:
    """Say what stands beside a text, a line for each thing: byline, captions, address, tags.

    Reviewers are left out: the approver is named by the version alone.
    """
    source: Any = text.version or article
    named = source.credits.exclude(role=Role.REVIEWER).select_related("person")
    shown = text.version.pictures if text.version else versions.pictures_of(article)
    section = article.section.slug_in(article.language) if article.section else ""
    if text.version:
        section = text.version.section_slug
    return {
        gettext("Byline"): "\n".join(f"{_name_in(entry)} ({Role(entry.role).label})" for entry in named),
        gettext("Pictures"): "\n".join(
            f"{each['caption']} [{each['alternative_text']}] {each['credit']}" for each in shown
        ),
        gettext("Address"): f"{section}/{source.slug}",
        gettext("Tags"): "\n".join(sorted(map(str, source.tags.all()))),
    }


def _name_in(entry: Any) -> str:
    return str(entry.printed_name() if hasattr(entry, "printed_name") else entry.name)


def _texts(article: Article) -> list[Text]:
    """Give all texts that can be compared, the oldest first, the working text last."""
    texts = [_of_version(version) for version in article.versions.order_by("number")]
    working = gettext("working text")
    return [
        *texts,
        Text(WORKING, working, article.headline, article.standfirst, article.blocks),
    ]


def _of_version(version: PublishedVersion) -> Text:
    label = gettext("version %(number)d") % {"number": version.number}
    return Text(str(version.number), label, version.headline, version.standfirst, version.blocks, version)
