"""Blocks of the source and their translation."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import Article, Image


class SegmentQuerySet(models.QuerySet["Segment"]):
    """Questions about a translation's progress; locked blocks have nothing to translate."""

    def unsettled(self) -> SegmentQuerySet:
        """Select what must still be translated, merged or left out before publication."""
        settled = [Segment.State.LEFT_OUT, Segment.State.MERGED]
        return self.needed().filter(target="").exclude(state__in=settled)

    def unconfirmed(self) -> SegmentQuerySet:
        """Select what nobody has called finished."""
        finished = [Segment.State.CONFIRMED, Segment.State.LEFT_OUT, Segment.State.MERGED]
        return self.needed().exclude(state__in=finished)

    def needed(self) -> SegmentQuerySet:
        """Leave out what has nothing to translate, or may stay empty."""
        return self.exclude(kind__in=(*Segment.LOCKED, *Segment.META)).filter(is_decorative=False)


class Segment(models.Model):
    """One block of the source and its translation, both as text with inline marks.

    Marks: `**strong**`, `_em_`, `[text](n)` where n counts `source_links` from 1, and protected
    placeholders ⟦1⟧…⟦/1⟧ that count `source_placeholders` ({"open", "close"} HTML) from 1
    (`translations.marks` writes and reads them). What is `PLAIN` is one line without marks. What is
    `META` may stay empty: the address is then made from the headline, and search engines are told
    headline and standfirst. `source_numbers` are the 1-based places of the block in the snapshot,
    empty for what is plain and for added blocks.
    """

    class Kind(models.TextChoices):
        HEADLINE = "headline", _("Headline")
        STANDFIRST = "standfirst", _("Standfirst")
        PARAGRAPH = "paragraph", _("Paragraph")
        HEADING2 = "heading2", _("Subheading")
        HEADING3 = "heading3", _("Smaller subheading")
        QUOTE = "quote", _("Quote")
        LIST_ITEM = "list_item", _("List item")
        NUMBERED_ITEM = "numbered_item", _("Numbered item")
        CAPTION = "caption", _("Caption")
        ALTERNATIVE_TEXT = "alternative_text", _("Alternative text")
        RULE = "rule", _("Rule")
        EMBED = "embed", _("Embed")
        SLUG = "slug", _("Address")
        SEO_TITLE = "seo_title", _("Title for search engines")
        SEO_DESCRIPTION = "seo_description", _("Description for search engines")

    class State(models.TextChoices):
        EMPTY = "empty", _("Empty")
        DRAFT = "draft", _("Draft")
        CONFIRMED = "confirmed", _("Confirmed")
        CHANGED = "changed", _("Original changed")
        LEFT_OUT = "left_out", _("Left out")
        MERGED = "merged", _("Merged into previous")

    class Origin(models.TextChoices):
        HUMAN = "human", _("translated by a person")
        MEMORY = "memory", _("from the translation memory")
        MACHINE = "machine", _("from machine translation")

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="segments")
    position = models.PositiveIntegerField(_("position"))
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.PARAGRAPH)
    image = models.ForeignKey(Image, on_delete=models.PROTECT, null=True, related_name="+")
    source = models.TextField(_("source"), blank=True)
    source_links = models.JSONField(default=list)
    source_placeholders = models.JSONField(default=list)
    source_numbers = models.JSONField(default=list)
    source_hash = models.CharField(max_length=64, blank=True)
    target = models.TextField(_("translation"), blank=True)
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.EMPTY)
    is_decorative = models.BooleanField(_("decorative, needs no alternative text"), default=False)
    origin = models.CharField(max_length=12, choices=Origin.choices, default=Origin.HUMAN)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    revision = models.PositiveIntegerField(_("revision"), default=0)
    first_filled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    updated_at = models.DateTimeField(null=True)

    # What goes into the translation as it is, and what is one line without marks.
    LOCKED = (Kind.RULE, Kind.EMBED)
    META = (Kind.SLUG, Kind.SEO_TITLE, Kind.SEO_DESCRIPTION)
    PLAIN = (Kind.HEADLINE, Kind.STANDFIRST, Kind.CAPTION, Kind.ALTERNATIVE_TEXT, *META)

    objects = SegmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("segment")
        verbose_name_plural = _("segments")
        ordering = ["article", "position"]
        constraints = [
            models.UniqueConstraint(fields=["article", "position"], name="segment_one_per_position"),
            models.CheckConstraint(
                condition=Q(state__in=["empty", "draft", "confirmed", "changed", "left_out", "merged"]),
                name="segment_state_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(state="left_out") | ~Q(reason=""), name="segment_left_out_with_a_reason"
            ),
            models.CheckConstraint(
                condition=~Q(state="confirmed") | ~Q(target=""), name="segment_confirmed_with_a_text"
            ),
            models.CheckConstraint(
                condition=Q(target="")
                | Q(first_filled_by__isnull=False)
                | Q(kind__in=["slug", "seo_title", "seo_description"]),
                name="segment_text_has_a_translator",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.position}"

    @property
    def is_locked(self) -> bool:
        """Say whether there is nothing to translate."""
        return self.kind in self.LOCKED

    @property
    def is_plain(self) -> bool:
        """Say whether the text is one line without marks."""
        return self.kind in self.PLAIN

    @property
    def is_meta(self) -> bool:
        """Say whether this may stay empty, because something else is used then."""
        return self.kind in self.META

    @property
    def is_out(self) -> bool:
        """Say whether the block has no text of its own in the translation."""
        return self.state in (self.State.LEFT_OUT, self.State.MERGED)

    @property
    def is_finished(self) -> bool:
        """Say whether nobody has to look at it any more."""
        is_needed = not (self.is_locked or self.is_meta or self.is_decorative)
        return self.is_out or not is_needed or self.state == self.State.CONFIRMED


class SegmentVersion(models.Model):
    """An earlier text of one segment: what it said, by whom, and why it was replaced."""

    segment = models.ForeignKey(Segment, on_delete=models.CASCADE, related_name="versions")
    revision = models.PositiveIntegerField()
    target = models.TextField(blank=True)
    state = models.CharField(max_length=12, choices=Segment.State.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["segment", "-revision"]
        constraints = [
            models.UniqueConstraint(fields=["segment", "revision"], name="segment_version_once_per_revision")
        ]

    def __str__(self) -> str:
        return f"{self.segment}, {self.revision}"
