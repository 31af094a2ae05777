"""Every public path that an article ever had, and why some lead nowhere any more."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.articles import Article


class Address(models.Model):
    """One public path, given to one article for ever; all views resolve through it."""

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="addresses")
    language = models.CharField(max_length=16)
    section = models.CharField(max_length=80)
    slug = models.CharField(max_length=120)

    class Meta:
        verbose_name = _("address")
        verbose_name_plural = _("addresses")
        constraints = [
            models.UniqueConstraint(fields=["language", "section", "slug"], name="address_given_once"),
        ]
        indexes = [models.Index(fields=["slug"], name="address_slug")]

    def __str__(self) -> str:
        return self.get_absolute_url()

    def get_absolute_url(self) -> str:
        """Give the path."""
        return reverse("articles:article", args=[self.language, self.section, self.slug])


class Withdrawal(models.Model):
    """Why readers of one article get 410 (or 451) instead of its text.

    Of a legal order readers are told what is known: `authority` is who gave it, `country` a code of two
    letters, `ordered_on` its date, `reference` its number there, which the newsroom keeps.
    """

    class Kind(models.TextChoices):
        DECISION = "decision", _("our decision")
        PERMISSION = "permission", _("the permission has ended")
        SOURCE = "source", _("the original was withdrawn")
        LEGAL = "legal", _("a legal order")

    article = models.OneToOneField(Article, on_delete=models.PROTECT, related_name="withdrawal")
    at = models.DateTimeField(_("time"), default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("class"), max_length=12, choices=Kind.choices, default=Kind.DECISION)
    statement = models.TextField(_("statement for readers"))
    authority = models.CharField(_("ordered by"), max_length=200, blank=True)
    country = models.CharField(
        _("country of the order"),
        max_length=2,
        blank=True,
        validators=[
            RegexValidator("^[A-Z]{2}$", _("Write the two capital letters of the country, as in SE."))
        ],
    )
    ordered_on = models.DateField(_("date of the order"), null=True, blank=True)
    reference = models.CharField(_("reference of the order"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("withdrawal")
        verbose_name_plural = _("withdrawals")
        constraints = [
            models.CheckConstraint(condition=~Q(statement=""), name="withdrawal_has_a_statement"),
            models.CheckConstraint(
                condition=Q(kind__in=["decision", "permission", "source", "legal"]),
                name="withdrawal_class_is_known",
            ),
            models.CheckConstraint(
                condition=Q(kind="legal") | Q(authority="", country="", ordered_on=None, reference=""),
                name="withdrawal_order_is_a_legal_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article}: {self.get_kind_display()}"
