"""The panels of the first page: what waits for this person, in the order of `settings.FIRST_DESK`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import groupby
from typing import Any, NamedTuple

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timesince import timesince
from django.utils.translation import gettext as _

from articles.admin.first_desk import Panel, Row, Visit
from articles.admin.languages import language_name
from articles.models import Article
from translations.admin import coverage, overview
from translations.admin.coverage import Looker, Untranslated
from translations.colleagues import name_of

# A piece that has waited so long for an editor is late.
PATIENCE = timedelta(days=2)
# How much of what nobody has is listed, and how many pieces are named of what somebody left behind.
MOST_FREE, NAMED = 10, 3


class Left(NamedTuple):
    """Open work of one person who does not work here any more: some of it, as much as the page shows."""

    person: Any
    name: str
    work: list[Any]
    is_cut: bool


class Matrix(NamedTuple):
    """The newest rows of the coverage matrix, and its languages (code, name)."""

    columns: list[tuple[str, str]]
    is_cut: bool


def changed_originals(visit: Visit) -> Iterator[Panel]:
    """Show published pieces whose original is gone or has changed; nothing when there is none."""
    approving = visit.languages("approve")
    rows = [
        Row(
            article.headline,
            article.language,
            reverse("admin:articles_article_change", args=[article.pk]),
            _facts(language_name(article.language), article.root.outlet, _since(article.root.changed_at)),
            _("original %(status)s") % {"status": article.root.get_status_display()},
        )
        for article in (overview.changed_originals(approving) if approving else ())
    ]
    if rows:
        yield Panel("changed", _("Originals that changed"), rows)


def work(visit: Visit) -> Iterator[Panel]:
    """Show a person's own work, then what nobody works on, then what somebody left behind."""
    takes = visit.languages("take")
    rows = overview.open_work(visit.user, takes=takes, hands_out=visit.languages("assign"))
    mine: list[Any] = []
    free: list[Any] = []
    left: list[Any] = []
    for row in rows:
        kind = mine if row.translator_id == visit.user.pk else left if row.translator_id else free
        kind.append(row)
    yield Panel("my-work", _("My work"), mine, "admin/translations/_my_work.html", further=visit.now)
    if free:
        title = _("Work that nobody has")
        yield Panel(
            "free-work", title, free[:MOST_FREE], "admin/translations/_free_work.html", further=visit.now
        )
    if left:
        title = _("Work that somebody left behind")
        yield Panel("left-work", title, _by_person(left), "admin/translations/_left_work.html")


def _by_person(rows: Sequence[Any]) -> list[Left]:
    rows = sorted(rows, key=lambda row: row.translator_id)
    groups = [list(group) for _key, group in groupby(rows, key=lambda row: row.translator_id)]
    return [
        Left(group[0].translator, name_of(group[0].translator), group[:NAMED], len(group) > NAMED)
        for group in groups
    ]


def waiting_for_review(visit: Visit) -> Iterator[Panel]:
    """Show editors what was handed in, with the word "late" where it has waited too long."""
    approving = visit.languages("approve")
    if not approving:
        return
    rows = [_waiting(article, visit) for article in overview.waiting_for_review(approving)]
    yield Panel("waiting", _("Waiting for review"), rows, nothing=_("Nothing waits."))


def _waiting(article: Any, visit: Visit) -> Row:
    assignment = getattr(article, "assignment", None)
    since = article.handed_in_at or article.updated_at
    is_due = assignment is not None and assignment.due_at is not None and assignment.due_at < visit.now
    is_urgent = assignment is not None and assignment.is_urgent
    return Row(
        article.headline or article.root.headline,
        article.language if article.headline else article.root.language,
        reverse(_review_of(article), args=[article.pk]),
        _facts(
            _("urgent") if is_urgent else "",
            language_name(article.language),
            _from(article),
            name_of(assignment.translator) if assignment and assignment.translator else "",
            _("for %(time)s") % {"time": timesince(since, visit.now)},
        ),
        _("late") if is_due or since < visit.now - PATIENCE else "",
    )


def _review_of(article: Article) -> str:
    """Name the page on which a piece is judged; one of our own has nothing to be compared with."""
    return "admin:articles_article_change" if article.is_own_piece else "admin:translations_review"


def _from(article: Article) -> str:
    if article.original is None:
        return _("our own piece")
    return str(article.original.outlet or _("our edition"))


def scheduled(visit: Visit) -> Iterator[Panel]:
    """Show what readers will see within two days."""
    rows = [
        Row(
            version.headline,
            version.language,
            reverse("admin:articles_article_change", args=[version.article_id]),
            _facts(
                _moment(version.visible_from), language_name(version.language), version.get_kind_display()
            ),
        )
        for version in overview.scheduled(visit.seen, visit.now)
    ]
    if rows:
        yield Panel("scheduled", _("Going out within 48 hours"), rows)


def originals(visit: Visit) -> Iterator[Panel]:
    """Show what waits for translators, and the newest rows of the matrix; both share one query."""
    takes = visit.languages("take")
    waiting = coverage.untranslated(takes, visit.now) if takes else []
    newest = list(coverage.newest()[: coverage.SHOWN + 1])
    editions = coverage.editions_of([*waiting, *newest])
    rows = [
        Untranslated(each, coverage.missing_editions(each, editions.get(each.pk, {}), takes))
        for each in waiting
    ]
    yield Panel(
        "untranslated",
        _("Untranslated originals"),
        rows,
        "admin/translations/_untranslated.html",
        further=visit.now,
    )
    columns = list(settings.NEWSROOM_LANGUAGES)
    looker = Looker(visit.seen, takes, visit.now)
    yield Panel(
        "coverage",
        _("Originals and their editions"),
        coverage.matrix(newest[: coverage.SHOWN], editions, columns, looker),
        "admin/translations/_coverage_panel.html",
        further=Matrix([(code, language_name(code)) for code in columns], len(newest) > coverage.SHOWN),
    )


def _facts(*facts: Any) -> list[str]:
    return [str(fact) for fact in facts if fact]


def _since(moment: Any) -> str:
    return _("since %(moment)s") % {"moment": _moment(moment)} if moment else ""


def _moment(moment: Any) -> str:
    return date_format(timezone.localtime(moment), "SHORT_DATETIME_FORMAT")
