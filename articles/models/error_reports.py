"""What readers say is wrong in a published piece."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.articles import Article
from articles.models.versions import PublishedVersion

if TYPE_CHECKING:
    from datetime import datetime


class ErrorReportQuerySet(models.QuerySet["ErrorReport"]):
    """Questions of the desk, and of the limits."""

    def open(self) -> ErrorReportQuerySet:
        """Select what nobody has dealt with."""
        return self.filter(done_at=None)

    def since(self, moment: datetime) -> ErrorReportQuerySet:
        """Select what came in at a moment or later."""
        return self.filter(at__gte=moment)


class ErrorReport(models.Model):
    """One thing that one reader says is wrong in one paragraph of one version.

    `paragraph` counts as `articles.paragraphs` does; 0 is the headline, a picture or the whole. `sender`
    tells senders of one day apart, never who they are (`articles.senders`), and is forgotten after it.
    """

    LONGEST = 2000

    article = models.ForeignKey(
        Article, on_delete=models.PROTECT, related_name="error_reports", verbose_name=_("article")
    )
    version = models.ForeignKey(
        PublishedVersion, on_delete=models.PROTECT, related_name="error_reports", verbose_name=_("version")
    )
    language = models.CharField(_("language"), max_length=16)
    paragraph = models.PositiveIntegerField(_("paragraph"), default=0)
    text = models.TextField(_("what is wrong"))
    email = models.EmailField(_("e-mail for an answer"), blank=True)
    sender = models.CharField(max_length=32, blank=True, editable=False)
    at = models.DateTimeField(_("time"), default=timezone.now)
    done_at = models.DateTimeField(_("dealt with"), null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("dealt with by"),
    )

    objects = ErrorReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("error report")
        verbose_name_plural = _("error reports")
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="error_report_says_something"),
            models.CheckConstraint(
                condition=Q(done_at=None, done_by=None) | Q(done_at__isnull=False, done_by__isnull=False),
                name="error_report_dealt_with_by_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=["at"], name="error_report_time"),
            models.Index(fields=["language", "-at"], condition=Q(done_at=None), name="error_report_open"),
        ]

    def __str__(self) -> str:
        return self.text[:80]

    def get_absolute_url(self) -> str:
        """Give the place that readers see: the paragraph, while the version is the live one."""
        return f"{self.version.get_absolute_url()}{f'#p{self.paragraph}' if self.paragraph else ''}"
