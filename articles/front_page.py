"""The order of a front page: what editors placed, then the newest."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from articles import rights
from articles.listings import stories_in
from articles.models import PublishedVersion
from articles.models.front_page import Placement

MOST_PLACED = 12


class OrderRefusedError(Exception):
    """Raised with one sentence when the front page stays as it is."""


def front_stories(code: str, amount: int) -> list[PublishedVersion]:
    """List the live stories of a front page, placed ones first: two queries, whatever the amount."""
    placed = placed_stories(code)
    chosen = {story.pk for story in placed}
    newest = (story for story in stories_in(code)[: amount + len(placed)] if story.pk not in chosen)
    return [*placed, *newest][:amount]


def placed_stories(code: str) -> list[PublishedVersion]:
    """List the live stories that editors placed, in their order."""
    placed = stories_in(code).filter(article__placement__isnull=False)
    return list(placed.order_by("article__placement__position", "article__placement"))


def reorder(code: str, wanted: list[int], *, seen: list[int], by: Any) -> None:
    """Place articles (their keys, first on top) at the head of a language's front page, and no others.

    `seen` is the order that the editor started from. Raises OrderRefusedError, and changes nothing,
    when it is not the present one, when an article is not live in this language, for too many, and
    for who may not.
    """
    if not rights.may(by, "approve", code):
        raise OrderRefusedError(_("You may not change this front page."))
    if len(wanted) > MOST_PLACED:
        raise OrderRefusedError(_("The front page has no more places. Take a story away first."))
    with transaction.atomic():
        # Every reordering of a language waits here for the one before it.
        list(Placement.objects.select_for_update().filter(article__language=code).values_list("pk"))
        if [story.article_id for story in placed_stories(code)] != seen:
            raise OrderRefusedError(_("Somebody else changed the front page meanwhile. Look at it again."))
        live = set(stories_in(code).filter(article__in=wanted).values_list("article", flat=True))
        if len(set(wanted)) < len(wanted) or not live.issuperset(wanted):
            raise OrderRefusedError(_("Only stories that readers can see stand on the front page."))
        Placement.objects.filter(article__language=code).delete()
        Placement.objects.bulk_create(
            Placement(article_id=key, position=position, placed_by=by)
            for position, key in enumerate(wanted, start=1)
        )
