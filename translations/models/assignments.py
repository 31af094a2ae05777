"""Who translates what, due when."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models import Article, Original


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    """Questions of the desks."""

    def open(self) -> AssignmentQuerySet:
        """Select work that is not finished."""
        return self.filter(closed_at=None)


class Assignment(models.Model):
    """One person's (or nobody's yet) work of translating one original into one language."""

    original = models.ForeignKey(
        Original, on_delete=models.PROTECT, related_name="assignments", verbose_name=_("original")
    )
    language = models.CharField(_("language"), max_length=16)
    article = models.OneToOneField(
        Article, on_delete=models.PROTECT, null=True, editable=False, related_name="assignment"
    )
    translator = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="assignments",
        verbose_name=_("translator"),
    )
    due_at = models.DateTimeField(_("due"), null=True, blank=True)
    is_urgent = models.BooleanField(_("urgent"), default=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    closed_at = models.DateTimeField(_("finished"), null=True, editable=False)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        ordering = ["-is_urgent", "due_at", "created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["original", "language"],
                condition=models.Q(closed_at=None),
                name="assignment_one_open_per_original_and_language",
            )
        ]
        indexes = [
            models.Index(fields=["translator", "closed_at"], name="assignment_of_translator"),
            models.Index(fields=["language"], condition=models.Q(closed_at=None), name="assignment_open"),
        ]

    def __str__(self) -> str:
        return f"{self.original} → {self.language}"
