"""Pieces that were read and wait for somebody to look them over."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.models.originals import Original


class ImportDraft(models.Model):
    """What one person read and has not imported yet; nobody else sees it, and it is gone after a week.

    `piece` is what `articles.originals.drafts` writes, `page` the page as it came, gzip-compressed.
    Both are emptied once the piece is an original.
    """

    class Way(models.TextChoices):
        ADDRESS = "address", pgettext_lazy("where an original came from", "its address")
        TEXT = "text", pgettext_lazy("where an original came from", "pasted text")
        FILE = "file", pgettext_lazy("where an original came from", "a file")

    # Whoever goes takes along what they never finished.
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    way = models.CharField(max_length=8, choices=Way.choices)
    url = models.CharField(_("address"), max_length=2000, blank=True)
    headline = models.CharField(_("headline"), max_length=300, blank=True)
    captured_at = models.DateTimeField()
    piece = models.JSONField(default=dict)
    page = models.BinaryField(default=b"")
    original = models.ForeignKey(
        Original, on_delete=models.CASCADE, null=True, related_name="+", verbose_name=_("original")
    )

    class Meta:
        verbose_name = _("unfinished import")
        verbose_name_plural = _("unfinished imports")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(way__in=["address", "text", "file"]), name="import_draft_way_is_known"
            )
        ]

    def __str__(self) -> str:
        return self.headline or self.url
