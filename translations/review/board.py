"""All that the review page shows of one translation; its length does not change the number of queries."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from articles import diffs
from articles.models import Article, Event, PublishedVersion, Status
from translations import baselines, comments, marks, waivers
from translations.checking import check_article, unit_of
from translations.comments import Thread
from translations.glossary import glossary_of
from translations.models import Objection, Segment, Waiver
from translations.objections import objections_to
from translations.quality import Finding
from translations.readings import revisions_read
from translations.review.strip import Strip, strip_of
from translations.workbench.bench import Bench, bench_of
from translations.workbench.rows import Row

ORIGINAL, PUBLISHED, SINCE = "original", "published", "since"
NUMBERS = "numbers"


@dataclass(frozen=True)
class View:
    """One comparison: its name in the address, and the moment with which it compares (none: the original)."""

    name: str
    label: str
    moment: datetime | None = None


@dataclass(frozen=True)
class Block:
    """One block at review. `parts` are the words that differ from what the view compares with, or none."""

    row: Row
    parts: tuple[diffs.Part, ...] | None
    is_changed: bool
    is_read: bool
    findings: list[Finding]
    threads: list[Thread]
    objection: Objection | None

    @property
    def must_fixes(self) -> list[Finding]:
        """Give what keeps the piece from going out."""
        return [finding for finding in self.findings if finding.blocking]

    @property
    def can_be_read(self) -> bool:
        """Say whether there is a text to read."""
        segment = self.row.segment
        return bool(segment.target) and not (segment.is_locked or segment.is_out)


@dataclass(frozen=True)
class Board:
    """The whole page. `shown` are the blocks that the chosen view shows, `folded` counts the others."""

    bench: Bench
    view: View
    views: list[View]
    blocks: list[Block]
    shows_all: bool
    waivers: list[Waiver]
    strip: Strip
    judged: Event | None
    seen_by_readers: PublishedVersion | None

    @property
    def article(self) -> Article:
        """Give the piece."""
        return self.bench.article

    @property
    def is_open(self) -> bool:
        """Say whether the piece waits for a decision."""
        return self.article.status == Status.TRANSLATED

    @property
    def changed(self) -> list[Block]:
        """Give what differs in this view."""
        return [block for block in self.blocks if block.is_changed]

    @property
    def shown(self) -> list[Block]:
        """Give the blocks that stand on the page."""
        return self.blocks if self.shows_all else self.changed

    @property
    def folded(self) -> int:
        """Count the blocks that are left out because nothing differs there."""
        return len(self.blocks) - len(self.shown)

    @property
    def must_fixes(self) -> list[tuple[Block, Finding]]:
        """Give what must be mended, in reading order."""
        return [(block, finding) for block in self.blocks for finding in block.must_fixes]

    @property
    def unread(self) -> list[Block]:
        """Give the changed blocks that this editor has not marked as read."""
        return [block for block in self.changed if block.can_be_read and not block.is_read]

    @property
    def read_text(self) -> str:
        """Say how much of what differs was read."""
        readable = [block for block in self.changed if block.can_be_read]
        return _("%(done)d of %(total)d changed paragraphs read") % {
            "done": len(readable) - len(self.unread),
            "total": len(readable),
        }

    @property
    def open_talk(self) -> int:
        """Count the remarks that nobody has settled."""
        return sum(thread.remark.resolved_at is None for block in self.blocks for thread in block.threads)

    @cached_property
    def segments(self) -> list[Segment]:
        """Give the segments in their order."""
        return [block.row.segment for block in self.blocks]


def board_of(article: Article, user: Any, *, view: str = "", shows_all: bool | None = None) -> Board:
    """Load the page: the asked view, else what changed since somebody judged the piece, else all of it."""
    bench = bench_of(article, user)
    judged, seen = baselines.last_judged(article), baselines.last_read(article)
    views = _views(judged, seen)
    usual = views[-1] if article.status == Status.TRANSLATED else views[0]
    chosen = next((each for each in views if each.name == view), usual)
    checked, units = _checked(article, bench.rows)
    return Board(
        bench=bench,
        view=chosen,
        views=views,
        blocks=_blocks(bench, chosen, user, checked, judged),
        shows_all=chosen.moment is None if shows_all is None else shows_all,
        waivers=list(waivers.waivers_of(article)),
        strip=strip_of(article, user, units, {pk for pk, found in checked.items() if _has_numbers(found)}),
        judged=judged,
        seen_by_readers=seen,
    )


def _views(judged: Event | None, seen: PublishedVersion | None) -> list[View]:
    views = [View(ORIGINAL, _("Against the original"))]
    if seen:
        views.append(View(PUBLISHED, _("Against what readers see"), seen.approved_at))
    if judged:
        is_sent_back = judged.name == "send_back"
        label = _("Since it was sent back") if is_sent_back else _("Since the last review")
        views.append(View(SINCE, label, judged.at))
    return views


def _checked(article: Article, rows: Sequence[Row]) -> tuple[dict[int, list[Finding]], list[Any]]:
    """Give the findings that nobody lets stand, by block, and the blocks as the checks see them."""
    glossary = (rows[0].beside.glossary if rows else glossary_of(article)).for_checks()
    left = waivers.unwaived(article, check_article(article, glossary))
    source = article.source()[0].language
    units = [
        (row, unit_of(row.segment, source, article.language))
        for row in rows
        if not (row.segment.is_locked or row.segment.is_out)
    ]
    return {each.segment.pk: each.findings for each in left}, units


def _has_numbers(found: Sequence[Finding]) -> bool:
    return any(finding.code == NUMBERS for finding in found)


def _blocks(
    bench: Bench, view: View, user: Any, checked: dict[int, list[Finding]], judged: Event | None
) -> list[Block]:
    article = bench.article
    compared = _comparison(article, view)
    read, threads = revisions_read(article, user), comments.threads_in(article)
    sent_back = judged if judged and judged.name == "send_back" else None
    objections = {each.segment_id: each for each in objections_to(sent_back)}
    blocks = []
    for row in bench.rows:
        segment = row.segment
        parts, is_changed = compared(segment)
        blocks.append(
            Block(
                row=row,
                parts=parts,
                is_changed=is_changed or segment.state == Segment.State.CHANGED,
                is_read=(segment.pk, segment.revision) in read,
                findings=checked.get(segment.pk, []),
                threads=threads.get(segment.pk, []),
                objection=objections.get(segment.pk),
            )
        )
    return blocks


Compared = tuple[tuple[diffs.Part, ...] | None, bool]


def _comparison(article: Article, view: View) -> Callable[[Segment], Compared]:
    """Give what compares one block: with the original everything is new."""
    if view.moment is None:
        return lambda segment: (None, bool(segment.target) or segment.is_out)
    then = baselines.texts_at(article, view.moment)

    def compare(segment: Segment) -> Compared:
        before, now = then[segment.pk], "" if segment.is_out else segment.target
        if before == now:
            return None, False
        return diffs.of_words(words_of(segment, before), words_of(segment, now)), True

    return compare


def words_of(segment: Segment, text: str) -> str:
    """Give the words of a text of a block, without its marks."""
    return (
        text
        if segment.is_plain
        else marks.plain(text, len(segment.source_links), segment.source_placeholders)
    )
