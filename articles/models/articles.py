"""The working text of one language edition."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager

from articles.models.originals import Original, Snapshot
from articles.models.sections import Section, TaggedArticle
from articles.slugs import validate_slug
from articles.tagging import AnyLanguageTagManager


class Status(models.TextChoices):
    """Where an article stands; live, scheduled, stale and late are computed."""

    DRAFT = "draft", _("Draft")
    TRANSLATED = "translated", _("Waiting for review")
    PUBLISHED = "published", _("Published")
    RETRACTED = "retracted", _("Retracted")


class ArticleQuerySet(models.QuerySet["Article"]):
    """Questions that the newsroom asks about its articles."""

    def in_language(self, language: str) -> ArticleQuerySet:
        """Select one language's editions."""
        return self.filter(language=language)

    def waiting_for_review(self) -> ArticleQuerySet:
        """Select what was handed in, oldest first."""
        return self.filter(status=Status.TRANSLATED).order_by("updated_at")

    def not_retracted(self) -> ArticleQuerySet:
        """Select what may still become, or is, an edition."""
        return self.exclude(status=Status.RETRACTED)


class Article(models.Model):
    """The working text of one language edition. Readers never see it.

    `original` and `based_on` are empty for an own piece; `root` is the first original of the chain
    and never empty after commit (`articles.own_pieces` and `translations.claims` create articles).
    `revision` grows with every change of text or status, so that nobody overwrites what they have
    not seen. `body` is what `articles.richtext.html_of(blocks)` gives.
    """

    language = models.CharField(_("language"), max_length=16)
    status = models.CharField(
        _("status"), max_length=12, choices=Status.choices, default=Status.DRAFT, editable=False
    )
    revision = models.PositiveIntegerField(_("revision"), default=1, editable=False)
    headline = models.CharField(_("headline"), max_length=300, blank=True)
    slug = models.CharField(
        _("slug"),
        max_length=120,
        blank=True,
        validators=[validate_slug],
        help_text=_("The last part of the address. Made from the headline when left empty."),
    )
    standfirst = models.TextField(_("standfirst"), blank=True)
    body = models.TextField(_("body"), blank=True)
    blocks = models.JSONField(default=list, editable=False)
    seo_title = models.CharField(_("title for search engines"), max_length=120, blank=True)
    seo_description = models.CharField(_("description for search engines"), max_length=300, blank=True)
    section = models.ForeignKey(
        Section,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="articles",
        verbose_name=_("section"),
    )
    original = models.ForeignKey(
        Original, on_delete=models.PROTECT, null=True, editable=False, related_name="editions"
    )
    based_on = models.ForeignKey(
        Snapshot, on_delete=models.PROTECT, null=True, editable=False, related_name="editions"
    )
    root = models.ForeignKey(
        Original, on_delete=models.PROTECT, null=True, editable=False, related_name="family"
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("last changed"), auto_now=True)
    tags = TaggableManager(
        through=TaggedArticle, manager=AnyLanguageTagManager, blank=True, verbose_name=_("tags")
    )

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering = ["-updated_at"]
        permissions = [("override_four_eyes", _("Can set four eyes aside, with a reason"))]
        constraints = [
            models.UniqueConstraint(
                fields=["root", "language"],
                condition=~Q(status="retracted"),
                name="article_one_per_root_and_language",
                violation_error_message=_("There is an edition in this language already."),
            ),
            models.CheckConstraint(
                condition=Q(original=None, based_on=None) | Q(original__isnull=False, based_on__isnull=False),
                name="article_follows_a_snapshot_of_its_original",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "translated", "published", "retracted"]),
                name="article_status_is_known",
            ),
        ]
        indexes = [models.Index(fields=["status", "language", "updated_at"], name="article_desk")]

    def __str__(self) -> str:
        return f"{self.headline or self.root} ({self.language})"

    def first_original(self) -> Original:
        """Give the first original of the chain; only an article that is being created has none."""
        if self.root is None:
            message = "This article has no original yet."
            raise ValueError(message)
        return self.root

    def source(self) -> tuple[Original, Snapshot]:
        """Give what a translation was made from; raise ValueError for an own piece."""
        if self.original is None or self.based_on is None:
            message = "An own piece was not translated from anything."
            raise ValueError(message)
        return self.original, self.based_on

    @property
    def is_own_piece(self) -> bool:
        """Say whether the newsroom wrote this itself."""
        return self.original_id is None
