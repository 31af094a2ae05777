"""What must reach the outside once, who is behind a protected pseudonym, and who tries to sign in."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from datetime import datetime


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    """Questions of the worker."""

    def due(self, at: datetime | None = None) -> DeliveryQuerySet:
        """Select what may be tried now: due, not delivered, not given up, under nobody's lease."""
        moment = at or timezone.now()
        is_free = Q(lease_until=None) | Q(lease_until__lt=moment)
        return self.filter(
            is_free, due_at__lte=moment, delivered_at=None, attempts__lt=Delivery.MOST_ATTEMPTS
        ).order_by("due_at", "pk")

    def given_up(self) -> DeliveryQuerySet:
        """Select the dead letters."""
        return self.filter(delivered_at=None, attempts__gte=Delivery.MOST_ATTEMPTS)

    def claim(self, delivery: Delivery, *, seconds: int) -> bool:
        """Take the lease of one row unless somebody else was faster."""
        until = timezone.now() + timedelta(seconds=seconds)
        return (
            self.due().filter(pk=delivery.pk).order_by().update(lease_until=until, attempts=F("attempts") + 1)
            == 1
        )


class Delivery(models.Model):
    """One thing that must reach the outside once: written with the step that causes it, sent by the worker.

    Delivered at least once, so a handler of `settings.DELIVERY_HANDLERS` must bear a repetition.
    """

    MOST_ATTEMPTS = 8

    kind = models.CharField(_("kind"), max_length=40)
    payload = models.JSONField(_("payload"), default=dict)
    key = models.CharField(_("key"), max_length=160)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    due_at = models.DateTimeField(_("due"), default=timezone.now)
    lease_until = models.DateTimeField(_("lease until"), null=True, editable=False)
    delivered_at = models.DateTimeField(_("delivered"), null=True)
    last_error = models.TextField(_("last error"), blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        ordering = ["-created_at"]
        constraints = [models.UniqueConstraint(fields=["key"], name="delivery_once_per_key")]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(delivered_at=None), name="delivery_due"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.key}"


class RealName(models.Model):
    """Who is behind one protected pseudonym: read by administrators alone, never joined by any other page."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="real_name")
    name = models.CharField(_("real name"), max_length=160)

    class Meta:
        verbose_name = _("real name")
        verbose_name_plural = _("real names")

    def __str__(self) -> str:
        return str(self.user)


class SignInTry(models.Model):
    """One password that somebody tried, to be counted (`newsroom.sign_in`): names nobody and no address."""

    account = models.CharField(max_length=32)
    sender = models.CharField(max_length=32)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("try to sign in")
        verbose_name_plural = _("tries to sign in")
        indexes = [
            models.Index(fields=["account", "at"], name="sign_in_by_account"),
            models.Index(fields=["sender", "at"], name="sign_in_by_sender"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S}"
