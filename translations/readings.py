"""What each editor has read, block by block: a mark holds for the text that stood there."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import Article
from articles.rights import may
from translations import segments
from translations.models import Reading, Segment
from translations.segments import NotAllowedError


@transaction.atomic
def mark_read(segment: Segment, *, by: Any, base: int) -> Segment:
    """Note that an editor has read a block at the revision `base`; a second time changes nothing.

    A block whose original changed is confirmed along with it: its text is still correct. Raises
    StaleSegmentError when the text is a newer one, NotAllowedError for whoever does not review.
    """
    article = Article.objects.select_for_update(of=("self",)).get(pk=segment.article_id)
    if not may(by, "approve", article):
        raise NotAllowedError(_("Only an editor of the desk reviews this piece."))
    segment.refresh_from_db()
    if segment.revision != base:
        raise segments.stale(segment, base)
    if segment.state == Segment.State.CHANGED:
        confirmed = Segment.State.CONFIRMED
        segment = segments.save(segment, by=by, target=segment.target, base=base, state=confirmed).segment
    Reading.objects.get_or_create(user=by, segment=segment, revision=segment.revision)
    return segment


@transaction.atomic
def take_back(segment: Segment, *, by: Any) -> None:
    """Take the mark away again."""
    Reading.objects.filter(user=by, segment=segment, revision=segment.revision).delete()


def revisions_read(article: Article, user: Any) -> set[tuple[int, int]]:
    """Give what a person has read of a piece: (primary key of the block, its revision), in one query."""
    rows = Reading.objects.filter(segment__article=article, user=user)
    return set(rows.values_list("segment", "revision"))
