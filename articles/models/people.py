"""People who are named, and what they did."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modeltranslation.utils import build_localized_fieldname

from articles.models.articles import Article
from articles.slugs import validate_slug


class Role(models.TextChoices):
    """What somebody did for an article."""

    AUTHOR = "author", _("author")
    TRANSLATOR = "translator", _("translator")
    REVIEWER = "reviewer", _("reviewer")
    PHOTOGRAPHER = "photographer", _("photographer")


class Person(models.Model):
    """Somebody who is named in a byline: one public page whatever the role, with or without an account.

    `name` is in the person's own script; an edition may print another (`Credit.name`). `biography` stands
    in a column per language (`articles.translated_names`).
    """

    name = models.CharField(
        _("name"), max_length=160, help_text=_("In the person's own script; a byline may print another.")
    )
    slug = models.CharField(_("slug"), max_length=120, unique=True, validators=[validate_slug])
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="person",
        verbose_name=_("account"),
    )
    biography = models.TextField(_("about"), blank=True)

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self, language: str) -> str:
        """Give the address of this person's page in a language."""
        return reverse("articles:person", args=[language, self.slug])

    def biography_in(self, language: str) -> str:
        """Give what is said about the person in one language, empty where there is nothing."""
        return getattr(self, build_localized_fieldname("biography", language), None) or ""


class Credit(models.Model):
    """One thing that one person did for one article, in the working text."""

    Role = Role

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="credits")
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="credits", verbose_name=_("person")
    )
    role = models.CharField(_("role"), max_length=12, choices=Role.choices)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    name = models.CharField(
        _("name as printed"),
        max_length=160,
        blank=True,
        help_text=_("Only if it differs here, for example in another script."),
    )

    class Meta:
        verbose_name = _("credit")
        verbose_name_plural = _("credits")
        ordering = ["role", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "person", "role"], name="credit_once_per_person_and_role"
            ),
            models.CheckConstraint(
                condition=Q(role__in=["author", "translator", "reviewer", "photographer"]),
                name="credit_role_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.printed_name()} ({self.get_role_display()})"

    def printed_name(self) -> str:
        """Give the name as this edition prints it."""
        return self.name or self.person.name
