"""What an editor found at review, and what each editor has read."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import Event
from translations.models.segments import Segment


class Objection(models.Model):
    """One reason for which a piece was sent back: about one segment, or about the piece (no segment).

    `revision` is the segment's when it was read; a newer one has been worked on since.
    """

    class Kind(models.TextChoices):
        ACCURACY = "accuracy", _("Meaning")
        OMISSION = "omission", _("Something missing or added")
        TERMINOLOGY = "terminology", _("Terminology")
        FLUENCY = "fluency", _("Language: grammar, spelling, punctuation")
        STYLE = "style", _("Style")
        LOCALE = "locale", _("Conventions: numbers, dates, quotation marks")
        LEGAL = "legal", _("Legal")
        OTHER = "other", _("Something else")

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="objections")
    segment = models.ForeignKey(Segment, on_delete=models.CASCADE, null=True, related_name="objections")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    text = models.TextField(_("what should be changed"))
    revision = models.PositiveIntegerField(_("revision"), default=0)

    class Meta:
        verbose_name = _("objection")
        verbose_name_plural = _("objections")
        ordering = ["event", "segment", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["event", "segment"], name="objection_once_per_segment"),
            models.UniqueConstraint(
                fields=["event"], condition=Q(segment=None), name="objection_once_about_the_piece"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="objection_has_a_text"),
            models.CheckConstraint(
                condition=Q(
                    kind__in=[
                        "accuracy",
                        "omission",
                        "terminology",
                        "fluency",
                        "style",
                        "locale",
                        "legal",
                        "other",
                    ]
                ),
                name="objection_kind_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.text[:80]}"

    @property
    def is_mended(self) -> bool:
        """Say whether the block was changed after it was objected to."""
        return self.segment is not None and self.revision < self.segment.revision


class Reading(models.Model):
    """One person has read one segment as it stood at a revision, and had nothing against it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    segment = models.ForeignKey(Segment, on_delete=models.CASCADE, related_name="readings")
    revision = models.PositiveIntegerField(_("revision"))
    at = models.DateTimeField(_("time"), default=timezone.now)

    class Meta:
        verbose_name = _("reading")
        verbose_name_plural = _("readings")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "segment", "revision"], name="reading_once_per_person_and_revision"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.segment}, {self.revision}"
