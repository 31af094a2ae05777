"""Language desks and who works on them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Desk(models.Model):
    """The desk of one language."""

    language = models.CharField(_("language"), max_length=16)
    name = models.CharField(_("name"), max_length=80)

    class Meta:
        verbose_name = _("desk")
        verbose_name_plural = _("desks")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["language"], name="desk_one_per_language")]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """One person's work on one desk. Rights per language come from here (`translations.rights`)."""

    class Role(models.TextChoices):
        TRANSLATOR = "translator", _("translator")
        EDITOR = "editor", _("editor")

    desk = models.ForeignKey(
        Desk, on_delete=models.CASCADE, related_name="memberships", verbose_name=_("desk")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="memberships",
        verbose_name=_("account"),
    )
    role = models.CharField(_("role"), max_length=12, choices=Role.choices, default=Role.TRANSLATOR)

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["desk", "role", "user"]
        constraints = [
            models.UniqueConstraint(fields=["desk", "user"], name="membership_once_per_desk"),
            models.CheckConstraint(
                condition=Q(role__in=["translator", "editor"]), name="membership_role_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()}, {self.desk}"
