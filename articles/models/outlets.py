"""Publications whose pieces are translated."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Permission(models.TextChoices):
    """Why a piece of somebody else's may be published in translation."""

    UNKNOWN = "unknown", _("not settled yet")
    LICENCE = "licence", _("a licence allows it")
    GRANTED = "granted", _("the publication has granted permission")
    NOT_NEEDED = "not_needed", _("no permission is needed")


class Licensed(models.Model):
    """What an outlet and an original have in common: the licence and the permission."""

    permission = models.CharField(
        _("permission"), max_length=12, choices=Permission.choices, default=Permission.UNKNOWN
    )
    permission_note = models.CharField(_("who granted it, or why none is needed"), max_length=300, blank=True)
    licence = models.CharField(_("licence"), max_length=120, blank=True, help_text=_("Such as CC BY 4.0."))
    licence_url = models.URLField(_("address of the licence"), max_length=500, blank=True)

    class Meta:
        abstract = True


class Outlet(Licensed):
    """One publication whose pieces are translated; its permission is the default for its originals."""

    name = models.CharField(_("name"), max_length=160)
    home_page = models.URLField(_("home page"), max_length=500, blank=True)
    language = models.CharField(_("language"), max_length=16, blank=True)
    feed = models.URLField(_("feed"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("outlet")
        verbose_name_plural = _("outlets")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["name"], name="outlet_one_per_name")]

    def __str__(self) -> str:
        return self.name
