"""One translation on the workbench: its rows, how far it is, and who may do what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from articles import rights
from articles.admin.languages import language_name
from articles.languages import Language, language
from articles.models import Article, Event, Original, Snapshot, Status
from articles.workflow import OPENING, STEPS
from translations import relays
from translations.colleagues import name_of
from translations.models import Assignment, Segment
from translations.objections import objections_to
from translations.segments import StaleSegmentError, why_not
from translations.workbench.progress import last_saved, unfinished_of, when
from translations.workbench.rows import Row, rows_of


@dataclass(frozen=True)
class Pending:
    """What somebody typed that is not saved, and why not."""

    segment: int
    text: str
    base: int
    problems: tuple[str, ...] = ()
    conflict: StaleSegmentError | None = None
    reason: str = ""


@dataclass(frozen=True)
class Side:
    """One of the two languages, and its name for whoever works here."""

    language: Language
    name: str


@dataclass
class Bench:
    """What the page shows. `why_not` is why this person may not write, empty when they may.

    `current` is the block whose field is open, `asked` the one that the address names, open or not.
    """

    article: Article
    user: Any
    original: Original
    snapshot: Snapshot
    source: Side
    target: Side
    rows: list[Row]
    why_not: str
    assignment: Assignment | None
    may_take: bool
    sent_back: Event | None
    may_take_over: bool = False
    current: Row | None = None
    asked: Row | None = None
    pending: Pending | None = None

    @property
    def may_submit(self) -> bool:
        """Say whether this person can send the piece for review."""
        return self.article.status == Status.DRAFT and not self.why_not

    @property
    def objected(self) -> list[Row]:
        """Give the blocks for which an editor sent the piece back."""
        return [row for row in self.rows if row.objection]

    @property
    def chain_before(self) -> list[Original]:
        """Give the originals behind the one that is translated, where that is an edition of ours."""
        return relays.chain_of(self.article)[:-1]

    @property
    def holder(self) -> str:
        """Name whoever translates the piece."""
        person = self.assignment.translator if self.assignment else None
        return name_of(person) if person else ""

    @property
    def unfinished(self) -> list[Row]:
        """Give the blocks that somebody must still look at."""
        return unfinished_of(self.rows)

    def after(self, segment: Segment) -> Row | None:
        """Give the next block to be confirmed behind one, from the top again at the end."""
        others = [row for row in self.unfinished if row.segment.pk != segment.pk]
        later = [row for row in others if row.segment.position > segment.position]
        return next(iter([*later, *others]), None)

    @property
    def editor(self) -> Pending | None:
        """Give what stands in the open field: what was typed and not saved, else what is saved."""
        if self.pending or not self.current:
            return self.pending
        segment = self.current.segment
        return Pending(segment.pk, segment.target, segment.revision)

    @property
    def due(self) -> str:
        """Say when the work is due."""
        if self.assignment is None or self.assignment.due_at is None:
            return ""
        return _("due %(moment)s") % {"moment": when(self.assignment.due_at)}

    @property
    def is_late(self) -> bool:
        """Say whether the work should be done by now."""
        moment = self.assignment.due_at if self.assignment else None
        return moment is not None and moment < timezone.now() and self.article.status == Status.DRAFT

    @property
    def saved(self) -> str:
        """Say when anything was last saved."""
        return last_saved(self.rows)


def bench_of(
    article: Article,
    user: Any,
    *,
    block: int | None = None,
    pending: Pending | None = None,
    is_guarded: bool = False,
) -> Bench:
    """Load what the page shows of one translation, in a number of queries that its length does not change.

    `block` is the position of the block that was asked for; what is `pending` comes before it. A page that
    `is_guarded` opens a colleague's draft to be read: nobody edits it by accident.
    """
    original, snapshot = article.source()
    segments = Segment.objects.filter(article=article).select_related("image").order_by("position")
    segments = segments.prefetch_related("image__renditions")
    assignment = getattr(article, "assignment", None)
    last = _last_step(article)
    sent_back = last if last and last.name == "send_back" else None
    problem = why_not(user, article) or (_whose_draft(article, user, last) if is_guarded else "")
    is_free = assignment is None or assignment.translator_id is None
    bench = Bench(
        article=article,
        user=user,
        original=original,
        snapshot=snapshot,
        source=_side(original.language),
        target=_side(article.language),
        rows=rows_of(segments, article, original.language, objections_to(sent_back)),
        why_not=problem,
        assignment=assignment,
        may_take=is_free and article.status == Status.DRAFT and rights.may(user, "take", article.language),
        sent_back=sent_back,
        may_take_over=bool(problem) and _may_take_over(article, user),
        pending=pending,
    )
    bench.current = None if problem else _current(bench, block)
    bench.asked = next((row for row in bench.rows if row.segment.position == block), None)
    return bench


def _is_others_draft(article: Article, user: Any) -> bool:
    assignment = getattr(article, "assignment", None)
    holder = assignment.translator_id if assignment else None
    return article.status == Status.DRAFT and holder not in (None, user.pk)


def _may_take_over(article: Article, user: Any) -> bool:
    return _is_others_draft(article, user) and rights.may(user, "assign", article.language)


def _whose_draft(article: Article, user: Any, last: Event | None) -> str:
    """Say that a colleague translates the piece; not to whoever opened it again after publication."""
    has_opened_it = last is not None and last.name in OPENING and last.by_id == user.pk
    if has_opened_it or not _is_others_draft(article, user):
        return ""
    return _("%(name)s translates this piece.") % {"name": name_of(article.assignment.translator)}


def is_open(row: Row) -> bool:
    """Say whether a block has a text that can be written."""
    segment = row.segment
    return not (segment.is_locked or segment.is_out or segment.is_decorative or row.frozen)


def _side(code: str) -> Side:
    return Side(language(code), language_name(code))


def _current(bench: Bench, block: int | None) -> Row | None:
    """Give the block that is open: the pending one, the one asked for, the first unfinished one."""
    if bench.pending:
        return next((row for row in bench.rows if row.segment.pk == bench.pending.segment), None)
    if block is None:
        return next(iter(bench.unfinished), None)
    return next((row for row in bench.rows if row.segment.position == block and is_open(row)), None)


def _last_step(article: Article) -> Event | None:
    """Give what last happened to a draft; nothing for a piece in another status."""
    if article.status != Status.DRAFT:
        return None
    steps = article.events.filter(name__in=STEPS).select_related("by")
    return steps.order_by("-at", "-pk").first()
