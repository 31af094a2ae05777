"""Storing working text: only what nobody else changed meanwhile, only while the piece is at work."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import rights
from articles.addresses import free_slug
from articles.models import Article, Original, Status
from articles.workflow import StaleRevisionError, StepRefusedError

AT_WORK = (Status.DRAFT, Status.TRANSLATED)
EDITABLE = frozenset(
    {"headline", "slug", "standfirst", "body", "blocks", "seo_title", "seo_description", "section"}
)


def may_edit(user: Any, article: Article) -> bool:
    """Say whether this user may change the working text now; published text is revised first."""
    return article.status in AT_WORK and rights.may(user, "edit", article)


@transaction.atomic
def store(article: Article, *, by: Any, revision: int, columns: Iterable[str]) -> None:
    """Write the named columns as they stand on the object, and count the revision up.

    Raises StaleRevisionError when `revision` is not the newest, StepRefusedError when this user may
    not edit the piece now; nothing is stored then.
    """
    stored = Article.objects.select_for_update(of=("self",)).get(pk=article.pk)
    if stored.revision != revision:
        raise StaleRevisionError
    if not may_edit(by, stored):
        raise StepRefusedError(_("You may not change this article now."))
    if article.headline and not article.slug:
        article.slug = free_slug(article)
        columns = {*columns, "slug"}
    values = {name: getattr(article, name) for name in EDITABLE.intersection(columns)}
    changed = Article.objects.filter(pk=article.pk, revision=revision, status__in=AT_WORK).update(
        **values, revision=F("revision") + 1, updated_at=timezone.now()
    )
    if not changed:
        raise StaleRevisionError
    article.revision = revision + 1


def reopen_review_of_editions(original: Original) -> None:
    """Count up the editions that wait for review: who approves must have seen the original's new facts.

    A version freezes them, so a page for publishing that was opened before is answered with 409.
    """
    waiting = Article.objects.waiting_for_review().order_by().filter(root=original)
    waiting.update(revision=F("revision") + 1)
