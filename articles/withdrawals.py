"""What was taken away from readers: why, and which feeds must say so."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import PublishedVersion, Withdrawal
from articles.models.versions import PublishedVersionQuerySet

# Why the newsroom itself takes something away, with the words for whoever chooses.
OWN_REASONS = [choice for choice in Withdrawal.Kind.choices if choice[0] != Withdrawal.Kind.LEGAL]
# How long feeds tell those who copied a piece that it is gone.
TOLD_FOR = timedelta(days=90)


def reason_of(withdrawal: Withdrawal) -> str:
    """Say in a sentence which class of reason it was."""
    match withdrawal.kind:
        case Withdrawal.Kind.PERMISSION:
            return _("Withdrawn: the permission to publish it has ended.")
        case Withdrawal.Kind.SOURCE:
            return _("Withdrawn: the original was withdrawn.")
        case Withdrawal.Kind.LEGAL:
            return _("Withdrawn by legal order.")
        case _other:
            return _("Withdrawn by our own decision.")


def usual_statement() -> str:
    """Say in the active language what readers are told when every edition is taken away."""
    return _("We have withdrawn this article in all languages.")


def lately_withdrawn(code: str, where: Q) -> PublishedVersionQuerySet:
    """Select what readers of a language last saw of pieces that were taken away, newest first."""
    ended_by_it = Q(visible_until=F("article__withdrawal__at"))
    is_recent = Q(article__withdrawal__at__gt=timezone.now() - TOLD_FOR)
    seen = PublishedVersion.objects.has_been_live().in_language(code)
    return (
        seen.filter(ended_by_it, is_recent, where)
        .select_related("article__withdrawal", "root")
        .only(
            "language",
            "first_published_at",
            "root__public_id",
            "root__language",
            "article__withdrawal__at",
            "article__withdrawal__kind",
            "article__withdrawal__statement",
        )
        .order_by("-article__withdrawal__at", "-pk")
    )
