"""How people sit at the workbench: where each is, and what each has switched off."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models import Article
from translations.models.segments import Segment


class Presence(models.Model):
    """One person who has a translation open, and the block they are in (`translations.presence`)."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    segment = models.ForeignKey(Segment, on_delete=models.CASCADE, null=True, related_name="+")
    seen_at = models.DateTimeField()

    class Meta:
        verbose_name = _("presence")
        verbose_name_plural = _("presences")
        constraints = [
            models.UniqueConstraint(fields=["article", "user"], name="presence_once_per_article_and_person")
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.segment}"


class Habits(models.Model):
    """One person's own settings of the workbench."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="workbench_habits"
    )
    uses_keys = models.BooleanField(_("keyboard commands"), default=True)

    class Meta:
        verbose_name = _("habits at the workbench")
        verbose_name_plural = _("habits at the workbench")

    def __str__(self) -> str:
        return str(self.user)
