"""Where an article stands, in the words that people use: more than the four statuses say."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.contrib import admin
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, TextChoices
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.models import Article, Event, PublishedVersion, Status
from articles.workflow import STEPS


class Standing(TextChoices):
    """What people call the state of an article."""

    DRAFT = "draft", _("Draft")
    SENT_BACK = "sent_back", _("Sent back")
    WAITING = "translated", _("Waiting for review")
    PUBLISHED = "published", _("Published")
    SCHEDULED = "scheduled", _("Scheduled")
    RETRACTED = "retracted", _("Retracted")


# A sign beside the word, so that nobody depends on colour.
SIGNS = {
    Standing.DRAFT: "◐",
    Standing.SENT_BACK: "↩\N{VARIATION SELECTOR-15}",  # as a letter, not as a picture
    Standing.WAITING: "◷",
    Standing.PUBLISHED: "●",
    Standing.SCHEDULED: "◔",
    Standing.RETRACTED: "⊘",
}


class Windows(NamedTuple):
    """What readers see now, and what they will see later."""

    live: PublishedVersion | None
    waiting: PublishedVersion | None


def with_standing(articles: QuerySet[Any]) -> QuerySet[Any]:
    """Load with each article what its standing is told from."""
    versions = PublishedVersion.objects.filter(article=OuterRef("pk"))
    events = Event.objects.filter(article=OuterRef("pk"), name__in=STEPS)
    last_step = events.order_by("-pk").values("name")[:1]
    return articles.annotate(
        last_step=Subquery(last_step),
        has_waiting=Exists(versions.waiting()),
        has_live=Exists(versions.live()),
    )


def standing_of(article: Any) -> Standing:
    """Tell the standing of an article that came from `with_standing`."""
    if article.status == Status.DRAFT and article.last_step == "send_back":
        return Standing.SENT_BACK
    if article.status == Status.PUBLISHED and article.has_waiting:
        return Standing.SCHEDULED
    return Standing(article.status)


def windows_of(article: Article) -> Windows:
    """Give the version that readers see and the one that waits for its time."""
    versions = [version for version in article.versions.all() if version.is_live() or version.is_waiting()]
    live = [version for version in versions if version.is_live()]
    waiting = [version for version in versions if version.is_waiting()]
    return Windows(live[0] if live else None, waiting[0] if waiting else None)


class StandingFilter(admin.SimpleListFilter):
    """Choose by what people call the state."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[Any]:
        return list(Standing.choices)

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any] | None:
        is_sent_back = Q(status__in=[Status.DRAFT], last_step="send_back")
        is_scheduled = Q(status__in=[Status.PUBLISHED], has_waiting=True)
        match self.value():
            case None:
                return None
            case Standing.SENT_BACK:
                return queryset.filter(is_sent_back)
            case Standing.SCHEDULED:
                return queryset.filter(is_scheduled)
            case Standing.DRAFT | Standing.PUBLISHED as status:
                # An event may be missing altogether, which no negated comparison finds.
                others = queryset.filter(is_sent_back | is_scheduled).values("pk")
                return queryset.filter(status__in=[status]).exclude(pk__in=others)
            case status:
                return queryset.filter(status__in=[status])
