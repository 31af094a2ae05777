"""What editors put at the head of a front page, before the newest stories."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.articles import Article


class Placement(models.Model):
    """One story that stands at a chosen place of its language's front page, while it is live."""

    article = models.OneToOneField(Article, on_delete=models.CASCADE, related_name="placement")
    position = models.PositiveSmallIntegerField(_("position"))
    placed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    placed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("place on the front page")
        verbose_name_plural = _("front page")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return f"{self.position}: {self.article}"
