"""Changing the blocks of a translation: cutting one, merging two, adding one of our own, moving one.

Every change starts from the revision that the person saw, keeps every text in a block or in its
history, and puts the article together again in one transaction (`translations.segments` does both).
"""

from __future__ import annotations

import re
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import events
from articles.languages import language
from articles.models import Article
from articles.richtext import TEXT_KINDS
from articles.rights import may
from translations import marks, segments
from translations.assembly import assemble
from translations.models import Segment
from translations.segmentation import hash_of
from translations.segments import Change, NotAllowedError, SegmentRefusedError

State = Segment.State

# Positions are unique in an article, so rows that change places step aside first.
ASIDE = 1_000_000
# What the newsroom may add.
ADDABLE = (Segment.Kind.PARAGRAPH, Segment.Kind.HEADING2, Segment.Kind.QUOTE, Segment.Kind.LIST_ITEM)
_SENTENCE_END = re.compile(r"[.!?…؟۔।]+[\"'”’»)*_]*\s+|[。！？]+[”’」』）*_]*\s*")
_PARAGRAPH_END = "\n\n"


def sentence_ends(text: str, segment: Segment) -> list[int]:
    """Give the places where a text with a segment's marks may be cut: behind a sentence, through no mark."""
    whole = _plain(text, segment)
    return [
        end.end()
        for end in _SENTENCE_END.finditer(text)
        if end.end() < len(text)
        and not text[end.end()].islower()
        and _plain(text[: end.end()], segment) + _plain(text[end.end() :], segment) == whole
    ]


@transaction.atomic
def split(segment: Segment, *, by: Any, sentence: int, base: int) -> Segment:
    """Cut a block behind a sentence of its original, and give the first half.

    The translation is cut at its first empty line, else behind as many sentences; where it has fewer,
    all of it stays in the first half. Raises SegmentRefusedError and its kinds.
    """
    article = segments.locked(segment, by)
    _refuse_unless_movable(segment)
    if _merged_into(segment):
        raise SegmentRefusedError(_("This paragraph was merged from several. Undo the merge instead."))
    ends = sentence_ends(segment.source, segment)
    if not 0 < sentence <= len(ends):
        raise SegmentRefusedError(
            _("The original cannot be cut there. An empty line in the translation makes two paragraphs.")
        )
    sources = [part.strip() for part in _cut(segment.source, ends[sentence - 1])]
    first, second = _halves(segment, sentence)
    _make_room(article, segment.position)
    _second_half(segment, sources[1], second, by=by)
    return segments.record(
        segment, article, Change(first, _state(first)), by=by, base=base, also=_words(segment, sources[0])
    ).segment


@transaction.atomic
def merge_with_next(segment: Segment, *, by: Any, base: int) -> Segment:
    """Let a block say what the next one says too; the next one keeps its own text for undoing it."""
    article = segments.locked(segment, by)
    _refuse_unless_movable(segment)
    following = _next_of(segment)
    if following is None or following.kind != segment.kind or following.is_out or segment.is_out:
        raise SegmentRefusedError(_("Only a paragraph that follows and is of the same kind can be merged."))
    source, target = (_renumbered(text, following, segment) for text in (following.source, following.target))
    joined = _joint(article).join(filter(None, [segment.target, target]))
    links = [*segment.source_links, *following.source_links]
    placeholders = [*segment.source_placeholders, *following.source_placeholders]
    whole = _PARAGRAPH_END.join(filter(None, [segment.source, source]))
    segments.record(
        following,
        article,
        Change(following.target, State.MERGED, origin=following.origin),
        by=by,
        base=following.revision,
    )
    return segments.record(
        segment,
        article,
        Change(joined, _state(joined), origin=segment.origin),
        by=by,
        base=base,
        also={"source": whole, "source_links": links, "source_placeholders": placeholders},
    ).segment


@transaction.atomic
def undo_merge(merged: Segment, *, by: Any, base: int) -> Segment:
    """Take a merged block out of the one before it, with the text that it had.

    What was appended to the other is taken off again if it still stands there; if it was rewritten,
    it stays, so that nothing is lost.
    """
    article = segments.locked(merged, by)
    whole = _before(merged)
    if merged.state != State.MERGED or whole is None:
        return merged
    if _is_merged(_next_of(merged, by_one=True)):
        raise SegmentRefusedError(_("Undo the merge of the paragraph that follows first."))
    links, placeholders = len(merged.source_links), len(merged.source_placeholders)
    whole.source_links = whole.source_links[: len(whole.source_links) - links]
    whole.source_placeholders = whole.source_placeholders[: len(whole.source_placeholders) - placeholders]
    source, target = (_renumbered(text, merged, whole) for text in (merged.source, merged.target))
    left = whole.target.removesuffix(target).rstrip() if target else whole.target
    segments.record(
        whole,
        article,
        Change(left, _state(left), origin=whole.origin),
        by=by,
        base=whole.revision,
        also={
            **_words(whole, whole.source.removesuffix(source).rstrip()),
            "source_links": whole.source_links,
            "source_placeholders": whole.source_placeholders,
        },
    )
    change = Change(merged.target, _state(merged.target), origin=merged.origin)
    return segments.record(merged, article, change, by=by, base=base).segment


@transaction.atomic
def add_after(segment: Segment, *, by: Any, kind: str, base: int) -> Segment:
    """Add an empty block of the newsroom's own behind a block of the body; readers see that it was added."""
    article = segments.locked(segment, by)
    _refuse_if_stale(segment, base)
    if kind not in ADDABLE or not _is_body(segment):
        raise SegmentRefusedError(_("A paragraph can be added behind a paragraph of the text only."))
    last = ([segment, *_merged_into(segment)])[-1]
    _make_room(article, last.position)
    added = Segment.objects.create(
        article=article, position=last.position + 1, kind=kind, source_hash=hash_of("")
    )
    assemble(article)
    return added


@transaction.atomic
def move(segment: Segment, *, by: Any, distance: int, base: int) -> Segment:
    """Change places with the block above (-1) or below (1), merged ones included. Editors only; recorded."""
    article = segments.locked(segment, by)
    if not may(by, "approve", article):
        raise NotAllowedError(_("Only an editor changes the order of paragraphs."))
    _refuse_if_stale(segment, base)
    groups = _groups(article)
    place = next((place for place, group in enumerate(groups) if group[0].pk == segment.pk), None)
    if place is None or not 0 <= place + distance < len(groups):
        raise SegmentRefusedError(_("There is no paragraph of the text to change places with."))
    first, second = sorted((place, place + distance))
    rows = [*groups[first], *groups[second]]
    places = sorted(row.position for row in rows)
    Segment.objects.filter(pk__in=[row.pk for row in rows]).update(position=F("position") + ASIDE)
    for row, position in zip([*groups[second], *groups[first]], places, strict=True):
        row.position = position
    Segment.objects.bulk_update(rows, ["position"])
    assemble(article)
    _note_move(segment, article, by=by, distance=distance)
    segment.refresh_from_db(fields=["position"])
    return segment


def _note_move(segment: Segment, article: Article, *, by: Any, distance: int) -> None:
    words = " ".join(_plain(segment.target or segment.source, segment).split()[:8])
    template = _("“%(words)s …” moved up") if distance < 0 else _("“%(words)s …” moved down")
    events.note(article, "move", by=by, reason=template % {"words": words})


def _second_half(segment: Segment, source: str, target: str, *, by: Any) -> None:
    Segment.objects.create(
        article_id=segment.article_id,
        position=segment.position + 1,
        kind=segment.kind,
        source_links=segment.source_links,
        source_placeholders=segment.source_placeholders,
        source_numbers=segment.source_numbers,
        target=target,
        state=_state(target),
        origin=segment.origin,
        # A text has a revision, so that the history keeps it when it is replaced.
        revision=1 if target else 0,
        first_filled_by=segment.first_filled_by if target else None,
        updated_by=by if target else None,
        updated_at=timezone.now() if target else None,
        **_words(segment, source),
    )


def _halves(segment: Segment, sentence: int) -> list[str]:
    """Cut the translation where its writer did, else behind as many sentences as the original."""
    if len(marks.paragraphs(segment.target)) > 1:
        first, *others = marks.paragraphs(segment.target)
        return [first, _PARAGRAPH_END.join(others)]
    ends = sentence_ends(segment.target, segment)
    if sentence > len(ends):
        return [segment.target, ""]
    return [part.strip() for part in _cut(segment.target, ends[sentence - 1])]


def _cut(text: str, place: int) -> tuple[str, str]:
    return text[:place], text[place:]


def _words(segment: Segment, source: str) -> dict[str, Any]:
    return {"source": source, "source_hash": hash_of(_plain(source, segment))}


def _plain(text: str, segment: Segment) -> str:
    return marks.plain(text, len(segment.source_links), segment.source_placeholders)


def _renumbered(text: str, segment: Segment, before: Segment) -> str:
    """Give a text whose links and placeholders count on from those of the block before."""
    own = (len(segment.source_links), len(segment.source_placeholders))
    return marks.shifted(text, own, (len(before.source_links), len(before.source_placeholders)))


def _joint(article: Article) -> str:
    """Give what stands between two sentences: nothing in scripts that are counted in characters."""
    return " " if language(article.language).has_spaces else ""


def _state(text: str) -> str:
    return State.DRAFT if text else State.EMPTY


def _is_body(segment: Segment) -> bool:
    return not segment.is_plain


def _is_merged(segment: Segment | None) -> bool:
    return segment is not None and segment.state == State.MERGED


def _refuse_unless_movable(segment: Segment) -> None:
    if segment.kind not in TEXT_KINDS or segment.is_out:
        raise SegmentRefusedError(_("Only paragraphs of the text can be cut or merged."))


def _refuse_if_stale(segment: Segment, base: int) -> None:
    if segment.revision != base:
        raise segments.stale(segment, base)


def _make_room(article: Article, position: int) -> None:
    """Leave one position free behind a block."""
    Segment.objects.filter(article=article, position__gt=position).update(position=F("position") + ASIDE)
    Segment.objects.filter(article=article, position__gt=ASIDE).update(position=F("position") - ASIDE + 1)


def _groups(article: Article) -> list[list[Segment]]:
    """Give the blocks of the body in order, each with those that are merged into it."""
    groups: list[list[Segment]] = []
    for segment in Segment.objects.filter(article=article).order_by("position"):
        if segment.state == State.MERGED and groups:
            groups[-1].append(segment)
        elif _is_body(segment):
            groups.append([segment])
    return groups


def _merged_into(segment: Segment) -> list[Segment]:
    groups = (group for group in _groups(segment.article) if group[0].pk == segment.pk)
    return next(groups, [segment])[1:]


def _next_of(segment: Segment, *, by_one: bool = False) -> Segment | None:
    """Give the block that follows, or with `by_one` the very next row, merged or not."""
    rows = Segment.objects.filter(article_id=segment.article_id, position__gt=segment.position)
    return (rows if by_one else rows.exclude(state=State.MERGED)).order_by("position").first()


def _before(segment: Segment) -> Segment | None:
    """Give the block that a merged one belongs to."""
    rows = Segment.objects.filter(article_id=segment.article_id, position__lt=segment.position)
    return rows.exclude(state=State.MERGED).order_by("-position").first()
