"""What readers report to be wrong: taken in within limits, shown to editors of the language."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from articles import rights
from articles.models import ErrorReport, PublishedVersion
from articles.models.error_reports import ErrorReportQuerySet

LIMIT_WINDOW = timedelta(hours=1)
MOST_OF_ONE_SENDER = 5
MOST_ABOUT_ONE_ARTICLE = 30
# How long an open page may be sent.
TICKET_SECONDS = 12 * 3600
SENDER_KEPT = timedelta(days=1)
EMAIL_KEPT = timedelta(days=30)
_SALT = "articles.error_reports"


class ReportRefusedError(Exception):
    """A report that is not taken in; says why to the reader. `status` is HTTP's, `wait` in seconds."""

    def __init__(self, sentence: str, *, status: int, wait: int = 0) -> None:
        """Take one sentence."""
        super().__init__(sentence)
        self.status = status
        self.wait = wait


def ticket_for(version: PublishedVersion) -> str:
    """Give what the form carries: which version was read, when, and our signature."""
    return signing.dumps(version.pk, salt=_SALT)


def version_of(ticket: str, live: PublishedVersion) -> PublishedVersion:
    """Give the version that was read with a form, the live one or one before it.

    Raises ReportRefusedError for a ticket that is old or not ours.
    """
    try:
        key = signing.loads(ticket, salt=_SALT, max_age=TICKET_SECONDS)
    except signing.BadSignature:
        raise ReportRefusedError(
            _("This form has been open for too long. What you wrote is still here: send it once more."),
            status=400,
        ) from None
    if key == live.pk:
        return live
    read = PublishedVersion.objects.has_been_live().filter(pk=key, article=live.article_id).first()
    return read or live


def receive(
    version: PublishedVersion, *, paragraph: int, text: str, email: str = "", sender: str
) -> ErrorReport:
    """Take in a report; the same words about the same paragraph are taken once while it is open.

    `settings.AFTER_REPORT` follows. Raises ReportRefusedError when too many came from one sender, or about
    one article.
    """
    with transaction.atomic():
        # Reports about one piece queue up here, so that many at once are counted one after the other.
        PublishedVersion.objects.select_for_update(of=("self",)).get(pk=version.pk)
        said = {"article": version.article, "version": version, "paragraph": paragraph, "text": text}
        known = ErrorReport.objects.open().filter(**said).first()
        if known:
            return known
        _keep_within_limits(version, sender)
        report = ErrorReport.objects.create(**said, language=version.language, email=email, sender=sender)
        for follower in settings.AFTER_REPORT:
            import_string(follower)(report)
        return report


def _keep_within_limits(version: PublishedVersion, sender: str) -> None:
    lately = ErrorReport.objects.since(timezone.now() - LIMIT_WINDOW)
    if lately.filter(sender=sender).count() >= MOST_OF_ONE_SENDER:
        sentence = _(
            "Many reports have come from your connection. What you wrote is still here: send it in an hour."
        )
    elif lately.filter(article=version.article_id).count() >= MOST_ABOUT_ONE_ARTICLE:
        sentence = _(
            "Many reports about this article have come in. What you wrote is still here: send it in an hour."
        )
    else:
        return
    raise ReportRefusedError(sentence, status=429, wait=int(LIMIT_WINDOW.total_seconds()))


def reports_for(user: Any) -> ErrorReportQuerySet:
    """Select the reports about editions that this user edits."""
    codes = [code for code in settings.NEWSROOM_LANGUAGES if rights.may(user, "approve", code)]
    return ErrorReport.objects.filter(language__in=codes)


def open_reports(user: Any) -> ErrorReportQuerySet:
    """Select what waits for this user's desks, the oldest first, for lists and for counting."""
    return reports_for(user).open().select_related("version").order_by("at", "pk")


def deal_with(reports: Iterable[ErrorReport], *, by: Any) -> int:
    """Mark reports as dealt with; give how many were open."""
    keys = [report.pk for report in reports]
    return ErrorReport.objects.open().filter(pk__in=keys).update(done_at=timezone.now(), done_by=by)


def open_again(reports: Iterable[ErrorReport]) -> int:
    """Take back that reports were dealt with; give how many were."""
    keys = [report.pk for report in reports]
    return ErrorReport.objects.exclude(done_at=None).filter(pk__in=keys).update(done_at=None, done_by=None)


def forget_old() -> int:
    """Forget senders after a day, e-mail addresses a month after the report was dealt with."""
    now = timezone.now()
    senders = ErrorReport.objects.exclude(sender="").filter(at__lt=now - SENDER_KEPT)
    answered = ErrorReport.objects.exclude(email="").filter(done_at__lt=now - EMAIL_KEPT)
    return senders.update(sender="") + answered.update(email="")
