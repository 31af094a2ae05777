"""What readers see: frozen copies that an editor approved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.append_only import AppendOnlyQuerySet
from articles.models.articles import Article
from articles.models.originals import Original, Snapshot
from articles.models.people import Person, Role
from articles.models.sections import Section, Tag

if TYPE_CHECKING:
    from datetime import datetime

# The event of an editor who looks at a version that went out with four eyes set aside.
SECOND_APPROVAL = "second_approval"


class PublishedVersionQuerySet(AppendOnlyQuerySet["PublishedVersion"]):
    """Questions that a public page asks, and the few changes that a version's window knows."""

    changeable = frozenset({"visible_until", "announced_at"})

    def live(self, at: datetime | None = None) -> PublishedVersionQuerySet:
        """Select what readers may see at a moment (now, if none is given)."""
        moment = at or timezone.now()
        ends_later = Q(visible_until=None) | Q(visible_until__gt=moment)
        return self.filter(ends_later, visible_from__lte=moment)

    def waiting(self, at: datetime | None = None) -> PublishedVersionQuerySet:
        """Select what is scheduled and not cancelled."""
        return self.with_a_window().filter(visible_from__gt=at or timezone.now())

    def with_a_window(self) -> PublishedVersionQuerySet:
        """Leave out what was cancelled before anybody saw it."""
        return self.filter(Q(visible_until=None) | Q(visible_until__gt=F("visible_from")))

    def has_been_live(self, at: datetime | None = None) -> PublishedVersionQuerySet:
        """Select what readers see or have seen."""
        return self.with_a_window().filter(visible_from__lte=at or timezone.now())

    def readable_or_waiting(self, at: datetime | None = None) -> PublishedVersionQuerySet:
        """Select what readers see or will see, unless somebody decides otherwise."""
        ends_later = Q(visible_until=None) | Q(visible_until__gt=at or timezone.now())
        return self.with_a_window().filter(ends_later)

    def without_second_eyes(self) -> PublishedVersionQuerySet:
        """Select what readers see, or will see, with four eyes set aside and no second editor since."""
        # By itself and by length, which has an index: few rows among all that readers see.
        overridden = PublishedVersion.objects.alias(words=Length("override_reason")).filter(words__gt=0)
        rows = self.readable_or_waiting().filter(pk__in=overridden.values("pk"))
        return rows.exclude(events__name=SECOND_APPROVAL)

    def to_announce(self) -> PublishedVersionQuerySet:
        """Select what became visible and of which the world was not told yet."""
        return self.has_been_live().filter(announced_at=None)

    def in_language(self, language: str) -> PublishedVersionQuerySet:
        """Select one language's edition of the site."""
        return self.filter(language=language)

    def newest_first(self) -> PublishedVersionQuerySet:
        """Order by first publication, so that a correction does not jump to the top."""
        return self.order_by("-first_published_at", "-pk")

    def with_credits(self) -> PublishedVersionQuerySet:
        """Load the byline's rows in one further query."""
        return self.prefetch_related("credits__person")

    def editions_of(self, version: PublishedVersion) -> PublishedVersionQuerySet:
        """Select all editions of the same first original, in every language."""
        return self.filter(root_id=version.root_id)


class PublishedVersion(models.Model):
    """A frozen copy of an article that an editor approved: the only text readers see.

    `articles.workflow` is the only writer. After that only `visible_until` and `announced_at`
    change; the database's triggers (`articles.append_only`) stand behind that. `source_*` are the
    facts of the first original as they were at approval, empty for an own piece in its own language.
    `relay` lists our editions in between, nearest first: {"language", "headline", "path"}.
    `pictures` lists what is shown: {"image", "caption", "alternative_text", "credit", "width",
    "height", "focal_x", "focal_y", "shared", "renditions": [{"format", "width", "height", "name"}]}; the
    first leads, `shared` names the file that link previews show.
    """

    class Kind(models.TextChoices):
        FIRST = "first", _("first publication")
        UPDATE = "update", _("update")
        CORRECTION = "correction", _("correction")

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("version"))
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.FIRST)
    language = models.CharField(_("language"), max_length=16)
    visible_from = models.DateTimeField(_("visible from"))
    visible_until = models.DateTimeField(_("visible until"), null=True)
    first_published_at = models.DateTimeField(_("first published"))
    announced_at = models.DateTimeField(_("announced"), null=True)
    headline = models.CharField(_("headline"), max_length=300)
    slug = models.CharField(_("slug"), max_length=120)
    standfirst = models.TextField(_("standfirst"), blank=True)
    body = models.TextField(_("body"))
    blocks = models.JSONField(_("blocks"), default=list)
    seo_title = models.CharField(max_length=120, blank=True)
    seo_description = models.CharField(max_length=300, blank=True)
    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="versions")
    section_slug = models.CharField(max_length=80)
    tags = models.ManyToManyField(Tag, related_name="versions", blank=True)
    pictures = models.JSONField(default=list)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("approved by")
    )
    approved_at = models.DateTimeField(_("approved"))
    override_reason = models.TextField(_("why four eyes were not asked for"), blank=True)
    original = models.ForeignKey(Original, on_delete=models.PROTECT, null=True, related_name="versions")
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, null=True, related_name="versions")
    root = models.ForeignKey(Original, on_delete=models.PROTECT, related_name="family_versions")
    source_headline = models.CharField(max_length=300, blank=True)
    source_authors = models.JSONField(default=list)
    source_outlet = models.CharField(max_length=160, blank=True)
    source_url = models.CharField(max_length=2000, blank=True)
    source_language = models.CharField(max_length=16, blank=True)
    source_first_published_at = models.DateTimeField(null=True)
    source_captured_at = models.DateTimeField(null=True)
    source_permission = models.CharField(max_length=12, blank=True)
    source_permission_note = models.CharField(max_length=300, blank=True)
    source_licence = models.CharField(max_length=120, blank=True)
    source_licence_url = models.CharField(max_length=500, blank=True)
    relay = models.JSONField(default=list)

    objects = PublishedVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("published version")
        verbose_name_plural = _("published versions")
        ordering = ["article", "number"]
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="version_numbered_once"),
            models.UniqueConstraint(
                fields=["article"], condition=Q(visible_until=None), name="version_one_open_per_article"
            ),
            models.CheckConstraint(
                condition=Q(visible_until=None) | Q(visible_until__gte=F("visible_from")),
                name="version_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=~Q(headline="") & ~Q(slug="") & ~Q(section_slug="") & ~Q(body=""),
                name="version_text_is_complete",
            ),
            models.CheckConstraint(
                condition=Q(original=None, snapshot=None, source_url="")
                | Q(original__isnull=False, snapshot__isnull=False)
                & ~Q(source_headline="")
                & ~Q(source_url="")
                & ~Q(source_language="")
                & ~Q(source_outlet=""),
                name="version_attribution_is_complete",
            ),
        ]
        indexes = [
            models.Index(fields=["language", "-first_published_at"], name="version_front_page"),
            models.Index(fields=["section", "language", "-first_published_at"], name="version_section_page"),
            models.Index(fields=["visible_from"], condition=Q(announced_at=None), name="version_to_announce"),
            models.Index(Length("override_reason"), name="version_overridden"),
        ]

    def __str__(self) -> str:
        return f"{self.headline} ({self.language}, {self.number})"

    def get_absolute_url(self) -> str:
        """Give the primary path: frozen language, section slug and slug."""
        return reverse("articles:article", args=[self.language, self.section_slug, self.slug])

    @property
    def is_translation(self) -> bool:
        """Say whether this was translated from something."""
        return self.original_id is not None

    def is_live(self, at: datetime | None = None) -> bool:
        """Say whether readers may see this at a moment."""
        moment = at or timezone.now()
        return self.visible_from <= moment and (self.visible_until is None or self.visible_until > moment)

    def is_waiting(self, at: datetime | None = None) -> bool:
        """Say whether this is scheduled for later and not cancelled."""
        has_a_window = self.visible_until is None or self.visible_until > self.visible_from
        return has_a_window and self.visible_from > (at or timezone.now())

    def has_been_live(self, at: datetime | None = None) -> bool:
        """Say whether readers see or have seen this at a moment."""
        has_a_window = self.visible_until is None or self.visible_until > self.visible_from
        return has_a_window and self.visible_from <= (at or timezone.now())

    @property
    def is_abridged(self) -> bool:
        """Say whether blocks of the original were left out."""
        return any(block.get("left_out") for block in self.blocks)


class VersionCredit(models.Model):
    """One name in the byline of one version.

    `user` is filled only where four eyes bind (translators, an own piece's author): the database
    refuses a version whose approver is one of them, unless a reason is given.
    """

    version = models.ForeignKey(PublishedVersion, on_delete=models.PROTECT, related_name="credits")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="version_credits")
    name = models.CharField(max_length=160)
    role = models.CharField(max_length=12, choices=Role.choices)
    order = models.PositiveSmallIntegerField(default=0)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    override_reason = models.TextField(blank=True)

    objects: Any = AppendOnlyQuerySet.as_manager()

    class Meta:
        ordering = ["role", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "person", "role"], name="version_credit_once_per_person_and_role"
            ),
            models.CheckConstraint(
                condition=Q(user=None) | ~Q(user=F("approved_by")) | ~Q(override_reason=""),
                name="version_credit_four_eyes",
            ),
        ]
        # The version too: the search asks for all that somebody is named in, and finds it in the index alone.
        indexes = [models.Index(fields=["person", "role", "version"], name="version_credit_of_person")]

    def __str__(self) -> str:
        return f"{self.name} ({self.role})"
