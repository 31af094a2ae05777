"""Who must hear of what, and in which words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django.db.models import Case, Q, QuerySet, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles import rights
from translations.colleagues import name_of
from translations.models import Assignment, Comment, Notice, Segment
from translations.rights import EDITOR, colleagues_of

# How much of a remark a notice repeats, in characters.
EXCERPT = 160
MENTION = re.compile(r"(?<![\w@.+-])@([\w@.+-]{1,150})")
SENTENCES = {
    Notice.Kind.COMMENT: _("%(name)s commented: %(excerpt)s"),
    Notice.Kind.REPLY: _("%(name)s answered: %(excerpt)s"),
    Notice.Kind.MENTION: _("%(name)s mentioned you: %(excerpt)s"),
    Notice.Kind.RESOLVED: _("%(name)s resolved your comment: %(excerpt)s"),
    Notice.Kind.PERMISSION_ENDS: _(
        "The permission of %(name)s ends on %(date)s. Pieces that readers see under it: %(count)s"
    ),
}


def tell_of_comment(comment: Comment) -> None:
    """Tell those who are mentioned, those who took part in the talk, and the translator of the piece."""
    mentioned = _mentioned(comment)
    kind = Notice.Kind.REPLY if comment.answers_id else Notice.Kind.COMMENT
    _tell_of(comment, mentioned, Notice.Kind.MENTION)
    _tell_of(comment, _concerned(comment) - mentioned, kind)


def tell_of_mentions(comment: Comment, *, before: str) -> None:
    """Tell those whom a comment mentions now and did not mention `before`."""
    known = _names_in(before)
    _tell_of(comment, _mentioned(comment, without=known), Notice.Kind.MENTION)


def tell(users: Iterable[int], kind: str, *, segment: Segment, by: Any, text: str) -> None:
    """Write one notice for each account (primary keys), in one query."""
    values = {"name": name_of(by), "excerpt": _excerpt(text)}
    Notice.objects.bulk_create(
        Notice(user_id=user, kind=kind, article_id=segment.article_id, segment=segment, values=values)
        for user in sorted(users)
    )


def sentence_of(notice: Notice) -> str:
    """Say what happened, in the language that is active now."""
    return str(SENTENCES[Notice.Kind(notice.kind)]) % notice.values


def notices_of(user: Any) -> QuerySet[Notice]:
    """Give a person's notices of pieces that they may still see, the newest first."""
    return rights.visible(user, Notice.objects.filter(user=user))


def with_places(rows: QuerySet[Notice]) -> QuerySet[Notice]:
    """Load what a list of notices shows, unread first."""
    is_read = Case(When(read_at=None, then=Value(0)), default=Value(1))
    return rows.select_related("article__root").order_by(is_read, "-created_at", "-pk")


def unread_count(user: Any) -> int:
    """Count what a person has not looked at."""
    return notices_of(user).filter(read_at=None).count()


def mark_read(rows: QuerySet[Notice]) -> None:
    """Note that a person has looked at these."""
    rows.filter(read_at=None).update(read_at=timezone.now())


def _tell_of(comment: Comment, users: set[int], kind: str) -> None:
    tell(users - {comment.author_id}, kind, segment=comment.segment, by=comment.author, text=comment.text)


def _concerned(comment: Comment) -> set[int]:
    """Give the translator, who spoke of this block before, and the editors who spoke of the piece."""
    article = comment.segment.article
    earlier = Comment.objects.filter(segment__article=article).exclude(pk=comment.pk)
    is_editor = Q(author__memberships__desk__language=article.language, author__memberships__role=EDITOR)
    talkers = earlier.filter(Q(segment=comment.segment) | is_editor).values_list("author", flat=True)
    translators = Assignment.objects.filter(article=article).values_list("translator", flat=True)
    everybody = {*talkers, *translators} - {None}
    return set(colleagues_of(article.language).filter(pk__in=everybody).values_list("pk", flat=True))


def _mentioned(comment: Comment, *, without: frozenset[str] = frozenset()) -> set[int]:
    names = _names_in(comment.text) - without
    if not names:
        return set()
    colleagues = colleagues_of(comment.segment.article.language)
    return set(colleagues.filter(username__in=names).values_list("pk", flat=True))


def _names_in(text: str) -> frozenset[str]:
    """Give the account names behind an @; the full stop of a sentence may or may not belong to one."""
    found = MENTION.findall(text)
    return frozenset({*found, *(name.rstrip(".-+@") for name in found)})


def _excerpt(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= EXCERPT else f"{line[: EXCERPT - 1].rstrip()}…"
