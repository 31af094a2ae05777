"""Talk about a block: written, answered, mended by its author, resolved; told to whom it concerns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Count, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article
from articles.richtext import normalise_text
from articles.rights import may
from translations import notices
from translations.models import Comment, Notice, Segment

LONGEST_COMMENT = 4000


class CommentRefusedError(Exception):
    """A remark that may not be made or changed; the sentence says why."""


@transaction.atomic
def write(segment: Segment, *, by: Any, text: str, answers: Comment | None = None) -> Comment:
    """Write a remark about a block, or answer one; whoever may see the piece may.

    An answer opens a thread that was resolved again. Raises CommentRefusedError.
    """
    _may_speak(segment, by)
    if answers is not None and (answers.segment_id != segment.pk or answers.answers_id):
        raise CommentRefusedError(_("This remark cannot be answered. Write a remark of your own."))
    comment = Comment.objects.create(segment=segment, author=by, text=_acceptable(text), answers=answers)
    if answers is not None:
        Comment.objects.filter(pk=answers.pk).update(resolved_at=None, resolved_by=None)
    notices.tell_of_comment(comment)
    return comment


@transaction.atomic
def edit(comment: Comment, *, by: Any, text: str) -> None:
    """Mend one's own remark; whoever is mentioned now and was not before is told."""
    _may_speak(comment.segment, by)
    if comment.author_id != by.pk:
        raise CommentRefusedError(_("Only who wrote a remark can change it. Answer it instead."))
    before = comment.text
    wanted = _acceptable(text)
    if wanted == before:
        return
    comment.text, comment.edited_at = wanted, timezone.now()
    comment.save(update_fields=["text", "edited_at"])
    notices.tell_of_mentions(comment, before=before)


@transaction.atomic
def resolve(comment: Comment, *, by: Any) -> None:
    """Call a thread settled; a second time changes nothing."""
    _may_speak(comment.segment, by)
    if comment.answers_id:
        raise CommentRefusedError(_("An answer is resolved with the remark that it answers."))
    is_news = Comment.objects.filter(pk=comment.pk, resolved_at=None).update(
        resolved_at=timezone.now(), resolved_by=by
    )
    if is_news:
        notices.tell(
            {comment.author_id} - {by.pk},
            Notice.Kind.RESOLVED,
            article=comment.segment.article,
            segment=comment.segment,
            by=by,
            text=comment.text,
        )


@transaction.atomic
def reopen(comment: Comment, *, by: Any) -> None:
    """Take a settled thread up again."""
    _may_speak(comment.segment, by)
    Comment.objects.filter(pk=comment.pk).update(resolved_at=None, resolved_by=None)


def _may_speak(segment: Segment, by: Any) -> None:
    if not may(by, "view", segment.article):
        raise CommentRefusedError(_("You do not work on the desk of this language."))


def _acceptable(typed: str) -> str:
    text = normalise_text(typed.replace("\r\n", "\n")).strip()
    if not text:
        raise CommentRefusedError(_("Write something first."))
    if len(text) > LONGEST_COMMENT:
        raise CommentRefusedError(
            _("A comment may have at most %(limit)d characters; this one has %(length)d.")
            % {"limit": LONGEST_COMMENT, "length": len(text)}
        )
    return text


@dataclass(frozen=True)
class Thread:
    """One remark and its answers, in the order in which they were written."""

    remark: Comment
    replies: list[Comment]

    @property
    def all(self) -> list[Comment]:
        """Give the remark and its answers."""
        return [self.remark, *self.replies]


def threads_of(segment: Segment) -> list[Thread]:
    """Give the talk about one block in one query, what is not settled first."""
    return _threads(list(_with_names(segment.comments.all())))


def threads_in(article: Article) -> dict[int, list[Thread]]:
    """Give the talk about every block of a piece (by primary key) in one query."""
    found: dict[int, list[Comment]] = {}
    for row in _with_names(Comment.objects.filter(segment__article=article)):
        found.setdefault(row.segment_id, []).append(row)
    return {segment: _threads(rows) for segment, rows in found.items()}


def _with_names(rows: QuerySet[Comment]) -> QuerySet[Comment]:
    return rows.select_related("author", "resolved_by").order_by("created_at", "pk")


def _threads(rows: list[Comment]) -> list[Thread]:
    threads = [
        Thread(row, [reply for reply in rows if reply.answers_id == row.pk])
        for row in rows
        if row.answers_id is None
    ]
    return sorted(threads, key=lambda thread: thread.remark.resolved_at is not None)


def open_counts(article: Article) -> dict[int, int]:
    """Count the remarks of each block (by primary key) that are not settled, in one query."""
    waiting = Comment.objects.filter(segment__article=article, answers=None, resolved_at=None)
    counts = waiting.order_by().values_list("segment").annotate(Count("pk"))
    return dict(counts)
