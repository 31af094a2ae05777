"""The rights register: which licence or permission was cleared, for what, in which languages, until when."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.functions import Concat
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.originals import Original
from articles.models.outlets import Outlet, Permission

# How licences say that nothing may be changed, which a translation does.
NO_CHANGES = r"(^|[^a-z])nd([^a-z]|$)|no ?-?deriv"


def forbids_changes(licence: str) -> bool:
    """Say whether a licence, by its name or its address, allows no derivatives: CC BY-ND and the like."""
    return re.search(NO_CHANGES, licence, re.IGNORECASE) is not None


class ClearanceQuerySet(models.QuerySet["Clearance"]):
    """Questions that the gate and the register ask."""

    def ending(self, day: date) -> ClearanceQuerySet:
        """Select what does not reach beyond a day."""
        return self.filter(ends_on__lte=day)

    def allowing(self, language: Any, day: date) -> ClearanceQuerySet:
        """Select what allows a translation into a language (an expression) on a day."""
        on_day = Q(ends_on=None) | Q(ends_on__gte=day)
        return self.in_language(language).filter(on_day, forbids_changes=False)

    def in_language(self, language: Any) -> ClearanceQuerySet:
        """Select what holds for a language (an expression)."""
        between_commas = Concat(Value(","), language, Value(","))
        return self.filter(Q(languages="") | Q(languages__contains=between_commas))


class Clearance(models.Model):
    """One licence or permission: for all pieces of a publication, or for one original alone.

    `languages` is empty for all, else codes between commas: ",sv,fi,". `warned_at` is when editors were told
    that it ends.
    """

    class Kind(models.TextChoices):
        PERMISSION = "permission", _("permission")
        LICENCE = "licence", _("licence")

    outlet = models.ForeignKey(
        Outlet,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="clearances",
        verbose_name=_("outlet"),
        help_text=_("For all its pieces that have no entry of their own."),
    )
    original = models.ForeignKey(
        Original,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="clearances",
        verbose_name=_("original"),
        help_text=_("For this piece alone; what is entered for its outlet does not count then."),
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.PERMISSION)
    text = models.TextField(
        _("what it allows"), help_text=_("The licence's name, or the words of the permission.")
    )
    forbids_changes = models.BooleanField(
        _("forbids changes (ND)"),
        default=False,
        help_text=_("A translation is a change: such a licence covers none."),
    )
    languages = models.CharField(_("languages"), max_length=400, blank=True)
    granted_by = models.CharField(_("who granted it"), max_length=200, blank=True)
    granted_on = models.DateField(_("granted"), null=True, blank=True)
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    entered_at = models.DateTimeField(_("entered"), auto_now_add=True)
    warned_at = models.DateTimeField(null=True, editable=False)

    objects = ClearanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry of the rights register")
        verbose_name_plural = _("rights register")
        ordering = [F("ends_on").asc(nulls_last=True), "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outlet=None, original__isnull=False) | Q(outlet__isnull=False, original=None),
                name="clearance_is_for_an_outlet_or_an_original",
                violation_error_message=_("Choose an outlet or an original, one of the two."),
            ),
            models.CheckConstraint(condition=~Q(text=""), name="clearance_says_what_it_allows"),
        ]
        indexes = [models.Index(fields=["ends_on"], name="clearance_by_end")]

    def __str__(self) -> str:
        return f"{self.outlet or self.original}: {self.get_kind_display()}"

    def codes(self) -> list[str]:
        """Give the languages for which it holds; none means all."""
        return [code for code in self.languages.split(",") if code]

    def days_left(self) -> int | None:
        """Say how many days are left after today; negative once it has ended, None without an end."""
        return None if self.ends_on is None else (self.ends_on - timezone.localdate()).days


class ClearanceDocument(models.Model):
    """The letter or contract behind one entry.

    Kept in the database, not among the media files: nothing but the register's own page hands it out.
    """

    clearance = models.OneToOneField(Clearance, on_delete=models.PROTECT, related_name="document")
    name = models.CharField(_("name"), max_length=160)
    media_type = models.CharField(max_length=40)
    content = models.BinaryField()
    size = models.PositiveIntegerField(_("size"))
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(_("added"), default=timezone.now)

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        constraints = [
            models.CheckConstraint(condition=Q(size__gt=0), name="clearance_document_is_not_empty")
        ]

    def __str__(self) -> str:
        return self.name


def not_covered(rows: models.QuerySet[Any], day: date) -> models.QuerySet[Any]:
    """Leave articles or versions of somebody else's pieces that no licence and no permission covers on a day.

    A licence that allows changes, and a piece that needs no permission, need no entry. Else the entries of
    the original decide, or those of its outlet where it has none; where the register says nothing, the
    original's own word stands.
    """
    free = Q(root__permission=Permission.NOT_NEEDED) | Q(root__permission=Permission.LICENCE) & ~(
        Q(root__licence__iregex=NO_CHANGES) | Q(root__licence_url__iregex=NO_CHANGES)
    )
    own = Clearance.objects.filter(original=OuterRef("root"))
    of_outlet = Clearance.objects.filter(outlet=OuterRef("root__outlet"))
    language = OuterRef("language")
    has_own, outlet_has = Q(Exists(own)), Q(Exists(of_outlet))
    lapsed = has_own & ~Q(Exists(own.allowing(language, day)))
    lapsed_at_the_outlet = ~has_own & outlet_has & ~Q(Exists(of_outlet.allowing(language, day)))
    unsaid = ~has_own & ~outlet_has & Q(root__permission=Permission.LICENCE)
    return rows.filter(Q(root__own_article=None), ~free, lapsed | lapsed_at_the_outlet | unsaid)
