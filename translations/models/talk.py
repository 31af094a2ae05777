"""What colleagues say about a block, and who must hear of it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import Article, Event
from translations.models.segments import Segment


class Comment(models.Model):
    """One remark about a segment, or the answer to one (`answers` is the remark that began the thread).

    Remarks are resolved, their answers with them: only a remark has `resolved_at`.
    """

    segment = models.ForeignKey(Segment, on_delete=models.CASCADE, related_name="comments")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(_("comment"))
    answers = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="replies")
    created_at = models.DateTimeField(_("written"), default=timezone.now)
    edited_at = models.DateTimeField(_("edited"), null=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    resolved_at = models.DateTimeField(_("resolved"), null=True)

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["segment", "created_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="comment_has_a_text"),
            models.CheckConstraint(
                condition=Q(resolved_at=None, resolved_by=None)
                | Q(resolved_at__isnull=False, resolved_by__isnull=False),
                name="comment_resolved_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(answers=None) | Q(resolved_at=None), name="comment_resolved_with_its_thread"
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]


class Notice(models.Model):
    """One thing that one person should know: what happened (`kind`), to which article and segment.

    `values` fill the sentence of the kind (`translations.notices`), so that each reads it in their
    own language. `event` is the step that caused it: nobody is told twice of one. `mailed_at` is when
    a mail said it.
    """

    class Kind(models.TextChoices):
        COMMENT = "comment", _("comment")
        REPLY = "reply", _("answer")
        MENTION = "mention", _("mention")
        RESOLVED = "resolved", _("resolved")
        PERMISSION_ENDS = "permission_ends", _("permission ends")
        ASSIGNED = "assigned", _("work for you")
        TAKEN_AWAY = "taken_away", _("work that was yours")
        SUBMITTED = "submitted", _("handed in")
        SENT_BACK = "sent_back", _("sent back")
        CORRECTING = "correcting", _("to be corrected")
        PUBLISHED = "published", _("published or scheduled")
        RETRACTED = "retracted", _("taken away from readers")
        ORIGINAL = "original", _("original changed or gone")
        REPORT = "report", _("error reported")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(_("kind"), max_length=24)
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="notices")
    segment = models.ForeignKey(Segment, on_delete=models.CASCADE, null=True, related_name="notices")
    event = models.ForeignKey(Event, on_delete=models.PROTECT, null=True, related_name="notices")
    values = models.JSONField(default=dict)
    created_at = models.DateTimeField(_("time"), default=timezone.now)
    read_at = models.DateTimeField(_("read"), null=True)
    mailed_at = models.DateTimeField(_("mailed"), null=True)

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(kind=""), name="notice_has_a_kind"),
            models.UniqueConstraint(fields=["user", "event"], name="notice_once_per_person_and_event"),
        ]
        indexes = [models.Index(fields=["user", "read_at"], name="notice_unread_of_user")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.article}"


class MailWishes(models.Model):
    """How one person wants to hear of their notices by mail (`translations.mail_wishes`).

    `rhythms` maps kinds of notices to a rhythm, where it is not the usual one. `language` is empty until
    the person has chosen one.
    """

    class Rhythm(models.TextChoices):
        AT_ONCE = "at_once", _("at once")
        DAILY = "daily", _("in one mail a day")
        NEVER = "never", _("not by mail")

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="mail_wishes"
    )
    rhythms = models.JSONField(default=dict)
    language = models.CharField(_("language"), max_length=16, blank=True)
    stopped_at = models.DateTimeField(_("all mail stopped"), null=True)

    class Meta:
        verbose_name = _("wishes about mail")
        verbose_name_plural = _("wishes about mail")

    def __str__(self) -> str:
        return str(self.user)
