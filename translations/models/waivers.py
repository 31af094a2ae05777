"""Findings of the checks that a person overrode."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from translations.models.segments import Segment


class Waiver(models.Model):
    """One finding about one segment that somebody lets stand, with the reason.

    It holds for this very finding: `fingerprint` tells it from any other of the same check
    (`translations.waivers.fingerprint_of`), so a text that changes into a different finding is not
    covered. `message` is what the finding said to whoever decided. `is_override` marks a must-fix
    that an editor let pass.
    """

    segment = models.ForeignKey(Segment, on_delete=models.CASCADE, related_name="waivers")
    code = models.CharField(_("check"), max_length=40)
    fingerprint = models.CharField(max_length=64)
    message = models.TextField(_("finding"))
    is_override = models.BooleanField(_("override"), default=False)
    reason = models.CharField(_("reason"), max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("time"), default=timezone.now)

    class Meta:
        verbose_name = _("waiver")
        verbose_name_plural = _("waivers")
        ordering = ["segment", "at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["segment", "code", "fingerprint"], name="waiver_once_per_finding"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="waiver_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.reason}"
