"""Who must hear of what, and in which words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Case, Q, QuerySet, Value, When
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from articles import rights
from articles.families import STOPPED
from articles.models import Article, ErrorReport, Event
from articles.workflow import TAKING_AWAY
from translations.colleagues import name_of
from translations.models import Assignment, Comment, Membership, Notice, Segment
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
    Notice.Kind.ASSIGNED: _("%(name)s gave you this to translate."),
    Notice.Kind.TAKEN_AWAY: _("%(name)s handed this on; it is not yours any more."),
    Notice.Kind.SUBMITTED: _("%(name)s handed this in for review."),
    Notice.Kind.SENT_BACK: _("%(name)s sent this back: %(excerpt)s"),
    Notice.Kind.CORRECTING: _("%(name)s opened this for a correction: %(excerpt)s"),
    Notice.Kind.PUBLISHED: _("%(name)s published this."),
    Notice.Kind.RETRACTED: _("%(name)s took this away from readers: %(excerpt)s"),
    Notice.Kind.ORIGINAL: _("The original says something else than before, or is gone."),
    Notice.Kind.REPORT: _("A reader reports an error: %(excerpt)s"),
}
SCHEDULED = _("%(name)s scheduled this for %(excerpt)s.")
SOMEBODY = _("Somebody")


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


def tell(
    users: Iterable[int],
    kind: str,
    *,
    article: Article,
    by: Any,
    text: str = "",
    segment: Segment | None = None,
    event: Event | None = None,
) -> None:
    """Write one notice for each account (primary keys)."""
    values = {"name": name_of(by) if by else "", "excerpt": _excerpt(text)}
    write(
        Notice(user_id=user, kind=kind, article=article, segment=segment, event=event, values=values)
        for user in sorted(users)
    )


def write(notices: Iterable[Notice]) -> None:
    """Store new notices in one query, and let `settings.AFTER_NOTICES` follow."""
    rows = Notice.objects.bulk_create(notices)
    for follower in settings.AFTER_NOTICES if rows else ():
        import_string(follower)(rows)


def follow_step(event: Event) -> None:
    """Tell whom a step concerns, but not who took it; runs in the step's transaction."""
    article, reason = event.article, event.reason
    match event.name:
        case "submit":
            users, kind, reason = _editors(article), Notice.Kind.SUBMITTED, ""
        case "send_back":
            users, kind = _makers(article), Notice.Kind.SENT_BACK
        case "publish":
            users, kind, reason = _makers(article), Notice.Kind.PUBLISHED, _moment_of(event)
        case "original_changed" | "original_gone":
            users, kind = _makers(article) | _editors(article), Notice.Kind.ORIGINAL
        case "correct":
            users, kind = _makers(article), Notice.Kind.CORRECTING
        case name if name in {*TAKING_AWAY, STOPPED}:
            users, kind = _makers(article) | _editors(article), Notice.Kind.RETRACTED
        case _:
            return
    tell(users - {event.by_id}, kind, article=article, by=event.by, text=reason, event=event)


def tell_of_handover(event: Event, *, before: Any, to: Any) -> None:
    """Tell those whose work it becomes and was (accounts or None), unless they did it themselves."""
    for person, kind in ((to, Notice.Kind.ASSIGNED), (before, Notice.Kind.TAKEN_AWAY)):
        if person is not None and person.pk != event.by_id and person.is_active:
            tell({person.pk}, kind, article=event.article, by=event.by, event=event)


def tell_of_report(report: ErrorReport) -> None:
    """Tell the editors of the piece's desk what a reader says is wrong; runs in the report's transaction."""
    tell(_editors(report.article), Notice.Kind.REPORT, article=report.article, by=None, text=report.text)


def _editors(article: Article) -> set[int]:
    """Give the active editors of the piece's desk."""
    rows = Membership.objects.filter(desk__language=article.language, role=EDITOR)
    return set(rows.filter(user__is_active=True, user__is_staff=True).values_list("user", flat=True))


def _makers(article: Article) -> set[int]:
    """Give whoever translates the piece, or wrote a piece of our own."""
    if article.is_own_piece:
        found = {article.created_by_id} - {None}
    else:
        rows = Assignment.objects.filter(article=article, translator__isnull=False)
        found = set(rows.values_list("translator", flat=True))
    return set(get_user_model().objects.filter(pk__in=found, is_active=True).values_list("pk", flat=True))


def _moment_of(event: Event) -> str:
    """Say when a version goes out, where that is later."""
    version = event.version
    if version is None or not version.is_waiting():
        return ""
    return f"{timezone.localtime(version.visible_from):%Y-%m-%d %H:%M}"


def sentence_of(notice: Notice) -> str:
    """Say what happened, in the language that is active now."""
    sentence = SENTENCES[Notice.Kind(notice.kind)]
    if notice.kind == Notice.Kind.PUBLISHED and notice.values.get("excerpt"):
        sentence = SCHEDULED
    return str(sentence) % {**notice.values, "name": notice.values.get("name") or SOMEBODY}


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


def mark_unread(rows: QuerySet[Notice]) -> None:
    """Keep these for later."""
    rows.update(read_at=None)


def _tell_of(comment: Comment, users: set[int], kind: str) -> None:
    segment = comment.segment
    told = users - {comment.author_id}
    tell(told, kind, article=segment.article, segment=segment, by=comment.author, text=comment.text)


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
