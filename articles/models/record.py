"""What was done, by whom, and what had to be put right."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.append_only import AppendOnlyQuerySet
from articles.models.articles import Article
from articles.models.versions import PublishedVersion


class Correction(models.Model):
    """One thing that was wrong and what is right: shown to readers for ever."""

    class Cause(models.TextChoices):
        US = "us", _("our mistake")
        SOURCE = "source", _("the original's mistake")

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="corrections")
    version = models.OneToOneField(
        PublishedVersion, on_delete=models.PROTECT, null=True, related_name="correction"
    )
    wrong = models.TextField(_("what was wrong"), blank=True)
    right = models.TextField(_("what is right"))
    caused_by = models.CharField(_("caused by"), max_length=8, choices=Cause.choices, default=Cause.US)
    at = models.DateTimeField(_("since"), default=timezone.now)

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(condition=~Q(right=""), name="correction_says_what_is_right"),
        ]

    def __str__(self) -> str:
        return self.right


class Event(models.Model):
    """One step that somebody took with one article. Never changed, never deleted."""

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="events")
    version = models.ForeignKey(PublishedVersion, on_delete=models.PROTECT, null=True, related_name="events")
    name = models.CharField(_("step"), max_length=24)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("time"), default=timezone.now)
    from_status = models.CharField(_("from"), max_length=12, blank=True)
    to_status = models.CharField(_("to"), max_length=12, blank=True)
    revision = models.PositiveIntegerField(_("revision"))
    reason = models.TextField(_("reason"), blank=True)

    objects: Any = AppendOnlyQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["article", "at", "pk"]
        indexes = [
            models.Index(fields=["article", "at"], name="event_history"),
            models.Index(fields=["-at", "-id"], name="event_newest_first"),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.article}"
