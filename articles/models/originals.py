"""Pieces in their source language, and what they said each time they were captured."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.outlets import Licensed, Outlet

if TYPE_CHECKING:
    from articles.models.articles import Article


def random_public_id() -> str:
    """Give an identifier that says nothing about how many there are."""
    return secrets.token_hex(5)


class Original(Licensed):
    """One source-language piece: somebody else's, or an edition of ours that is translated further.

    `lead_picture` is empty or {"url", "alternative_text", "caption", "credit"}, as the page says; the
    file is not fetched. `etag` and `last_modified` are headers of the answer that was read last, as the
    server wrote them. `stopped_at`: when every edition was taken away; none goes out until it is empty.
    What `protect_sources` forbids stands in docs/decisions/0007-protected-sources.md.
    """

    class Status(models.TextChoices):
        LIVE = "live", _("as captured")
        CHANGED = "changed", _("changed")
        CORRECTED = "corrected", _("corrected")
        WITHDRAWN = "withdrawn", _("withdrawn")
        UNREACHABLE = "unreachable", _("unreachable")
        GONE = "gone", _("gone")

    class Priority(models.IntegerChoices):
        """How much the newsroom wants it: the number weighs the days that it waits for translators."""

        NONE = 0, _("not to be translated")
        LOW = 1, _("low")
        NORMAL = 2, _("normal")
        HIGH = 4, _("high")

    public_id = models.CharField(max_length=16, unique=True, default=random_public_id, editable=False)
    outlet = models.ForeignKey(
        Outlet,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="originals",
        verbose_name=_("outlet"),
    )
    url = models.URLField(_("address"), max_length=2000, blank=True)
    archived_url = models.URLField(
        _("archived copy"),
        max_length=2000,
        blank=True,
        help_text=_(
            "The address of a copy in a web archive: readers are led there when the original is gone."
        ),
    )
    url_key = models.CharField(_("normalised address"), max_length=2000, null=True, editable=False)  # noqa: DJ001 - NULL for own pieces, so that the constraint lets many of them be
    own_article = models.OneToOneField(
        "articles.Article",
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="as_original",
    )
    language = models.CharField(_("language"), max_length=16)
    headline = models.CharField(_("headline"), max_length=300)
    authors = models.JSONField(_("authors"), default=list, blank=True)
    first_published_at = models.DateTimeField(_("first published"), null=True, blank=True)
    modified_at = models.DateTimeField(_("last modified, as the page says"), null=True, blank=True)
    lead_picture = models.JSONField(_("lead picture"), default=dict, blank=True, editable=False)
    protect_sources = models.BooleanField(
        _("protect sources"),
        default=False,
        help_text=_(
            "Sensitive material: nothing of it is sent to services outside the newsroom, its page is neither"
            " kept nor fetched again by itself, and everybody who works on it sees this mark."
        ),
    )
    status = models.CharField(_("status"), max_length=12, choices=Status.choices, default=Status.LIVE)
    priority = models.PositiveSmallIntegerField(
        _("priority"),
        choices=Priority.choices,
        default=Priority.NORMAL,
        help_text=_("What is wanted more stands higher on the first page, and what has waited longer."),
    )
    changed_at = models.DateTimeField(_("changed"), null=True, blank=True)
    checked_at = models.DateTimeField(_("last checked"), null=True, blank=True)
    etag = models.CharField(max_length=200, blank=True, editable=False)
    last_modified = models.CharField(max_length=200, blank=True, editable=False)
    created_at = models.DateTimeField(_("imported"), auto_now_add=True)
    stopped_at = models.DateTimeField(_("stopped"), null=True, editable=False)

    class Meta:
        verbose_name = _("original")
        verbose_name_plural = _("originals")
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(fields=["url_key"], name="original_one_per_address"),
            models.CheckConstraint(
                condition=Q(url_key__isnull=False, own_article=None) & ~Q(url="")
                | Q(url_key=None, own_article__isnull=False, url=""),
                name="original_has_an_address_or_is_our_own",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["live", "changed", "corrected", "withdrawn", "unreachable", "gone"]),
                name="original_status_is_known",
            ),
            models.CheckConstraint(condition=Q(priority__in=[0, 1, 2, 4]), name="original_priority_is_known"),
        ]
        indexes = [
            models.Index(fields=["-created_at"], name="original_newest"),
            models.Index(fields=["-priority", "-created_at"], name="original_by_priority"),
            models.Index(fields=["status"], name="original_by_status"),
        ]

    def __str__(self) -> str:
        return self.headline

    def get_absolute_url(self, language: str | None = None) -> str:
        """Give the address of the public record of this original in a language."""
        return reverse("articles:original", args=[language or self.language, self.public_id])

    @property
    def is_external(self) -> bool:
        """Say whether somebody else published this."""
        return self.own_article_id is None

    def own_edition(self) -> Article:
        """Give our own article that this original is; raise ValueError for somebody else's piece."""
        if self.own_article is None:
            message = "Somebody else published this original."
            raise ValueError(message)
        return self.own_article

    def latest_snapshot(self) -> Snapshot:
        """Give what the original said when it was last captured; every original has one."""
        return self.snapshots.latest("number")


class SnapshotQuerySet(models.QuerySet["Snapshot"]):
    """A snapshot is made once and never changed."""

    def update(self, **_kwargs: Any) -> int:
        """Refuse: what an original said at a moment does not change."""
        message = "A snapshot is never changed."
        raise TypeError(message)


class Snapshot(models.Model):
    """What one original said when it was captured.

    `blocks` is the list of blocks that `articles.richtext` describes; `page` is the captured page,
    gzip-compressed, empty for pasted texts, protected sources and own pieces. `record` tells where each
    value stood and what was put right (`articles.originals.provenance`). `text_hash` is the SHA-256 of the
    normalised text, `previous_hash` that of the snapshot before it.
    """

    original = models.ForeignKey(Original, on_delete=models.PROTECT, related_name="snapshots")
    number = models.PositiveIntegerField(_("number"))
    captured_at = models.DateTimeField(_("captured"), default=timezone.now)
    text_hash = models.CharField(max_length=64)
    previous_hash = models.CharField(max_length=64, blank=True)
    headline = models.CharField(_("headline"), max_length=300)
    standfirst = models.TextField(_("standfirst"), blank=True)
    blocks = models.JSONField(_("blocks"), default=list)
    page = models.BinaryField(default=b"")
    record = models.JSONField(default=dict)
    version = models.OneToOneField(
        "articles.PublishedVersion",
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="as_snapshot",
        help_text=_("Our own published version that this was made from."),
    )

    objects = SnapshotQuerySet.as_manager()

    class Meta:
        verbose_name = _("snapshot")
        verbose_name_plural = _("snapshots")
        ordering = ["original", "number"]
        constraints = [
            models.UniqueConstraint(fields=["original", "number"], name="snapshot_numbered_once"),
            models.CheckConstraint(
                condition=~Q(text_hash=F("previous_hash")), name="snapshot_differs_from_the_one_before"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.headline} ({self.number})"
