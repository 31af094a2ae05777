"""Saving the translation of one block, leaving it out, and putting it back.

Every change carries the revision it started from, keeps the text that it replaces, and puts the
article together again, all in one transaction with the article's row locked.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import people
from articles.addresses import is_taken
from articles.models import Article, Status
from articles.models.people import Role
from articles.richtext import normalise_text
from articles.rights import may
from articles.slugs import make_slug
from translations.assembly import assemble
from translations.colleagues import name_of
from translations.models import Segment, SegmentVersion
from translations.segmentation import one_line

Kind, State = Segment.Kind, Segment.State

# What the columns of an article hold, and for a block more than any paragraph needs.
LONGEST = {
    Kind.HEADLINE: 300,
    Kind.STANDFIRST: 2000,
    Kind.CAPTION: 500,
    Kind.ALTERNATIVE_TEXT: 500,
    Kind.SEO_TITLE: 120,
    Kind.SEO_DESCRIPTION: 300,
}
FROZEN_ADDRESS = gettext_lazy(
    "Readers may know this address since the first publication, so it stays: links to it must go on working."
)
LONGEST_BLOCK = 20_000
LONGEST_REASON = 300


class SegmentRefusedError(Exception):
    """A change that may not be made; `problems` are sentences for the person who tried."""

    def __init__(self, *problems: str) -> None:
        """Take one sentence for each reason."""
        super().__init__(*problems)
        self.problems = problems


class NotAllowedError(SegmentRefusedError):
    """The text is not this person's to change, or not now."""


class TooLongError(SegmentRefusedError):
    """The text is longer than its place."""


class Theirs(NamedTuple):
    """What somebody else has saved meanwhile."""

    text: str
    state: str
    revision: int
    name: str
    at: datetime | None


class StaleSegmentError(SegmentRefusedError):
    """Somebody else saved this block after this person last saw it.

    `theirs` is what stands now, `before` the text that this person started from.
    """

    def __init__(self, theirs: Theirs, before: str) -> None:
        """Say it in one sentence and carry the texts along."""
        super().__init__(_("Somebody else changed this paragraph meanwhile. Nothing of yours is lost."))
        self.theirs = theirs
        self.before = before


class Change(NamedTuple):
    """What one segment is to become."""

    target: str
    state: str
    reason: str = ""
    origin: str = Segment.Origin.HUMAN


class Saved(NamedTuple):
    """A segment as it stands, and with it all of the article in order; none where nothing was changed."""

    segment: Segment
    everything: Sequence[Segment] = ()


@transaction.atomic
def save(
    segment: Segment,
    *,
    by: Any,
    target: str,
    base: int,
    state: str = State.DRAFT,
    origin: str = Segment.Origin.HUMAN,
) -> Saved:
    """Save a translation as a draft or as confirmed, and give what stands then.

    `base` is the revision that the person saw. A text that stands there already changes nothing, but
    for being confirmed. Raises StaleSegmentError, NotAllowedError, TooLongError or, for a text
    that cannot be stored, SegmentRefusedError.
    """
    article = locked(segment, by)
    text = _acceptable(segment, target)
    if segment.kind == Kind.SLUG:
        text = _slug(text, segment, article)
    if segment.is_locked:
        raise SegmentRefusedError(_("There is nothing to translate here."))
    if segment.is_out and segment.revision == base:
        raise SegmentRefusedError(_why_out(segment))
    wanted = State.EMPTY if segment.is_meta and not text else _state_for(text, state)
    if text == segment.target and wanted in (segment.state, State.DRAFT, State.EMPTY) and not segment.is_out:
        return Saved(segment)
    return record(segment, article, Change(text, wanted, origin=origin), by=by, base=base)


@transaction.atomic
def leave_out(segment: Segment, *, by: Any, reason: str, base: int) -> Segment:
    """Leave a block out of the translation, with a reason; its text is kept for putting it back."""
    article = locked(segment, by)
    reason = one_line(_without_refused(reason))
    if segment.kind == Kind.HEADLINE:
        raise SegmentRefusedError(_("A piece needs its headline; it cannot be left out."))
    if not reason:
        raise SegmentRefusedError(_("Write why the paragraph is left out."))
    if len(reason) > LONGEST_REASON:
        raise TooLongError(_("The reason may have at most %(limit)d characters.") % {"limit": LONGEST_REASON})
    if (segment.state, segment.reason) == (State.LEFT_OUT, reason):
        return segment
    change = Change(segment.target, State.LEFT_OUT, reason, segment.origin)
    return record(segment, article, change, by=by, base=base).segment


@transaction.atomic
def set_decorative(segment: Segment, *, by: Any, is_decorative: bool, base: int) -> Segment:
    """Say that a picture needs no alternative text, or that it does; a text that stands there is kept."""
    article = locked(segment, by)
    if segment.kind != Kind.ALTERNATIVE_TEXT:
        raise SegmentRefusedError(_("Only a picture can be decorative."))
    if segment.is_decorative == is_decorative:
        return segment
    change = Change(segment.target, segment.state, segment.reason, segment.origin)
    return record(segment, article, change, by=by, base=base, also={"is_decorative": is_decorative}).segment


@transaction.atomic
def put_back(segment: Segment, *, by: Any, base: int) -> Segment:
    """Take a block that was left out into the translation again, as a draft."""
    article = locked(segment, by)
    if segment.state != State.LEFT_OUT:
        return segment
    change = Change(segment.target, State.DRAFT if segment.target else State.EMPTY, origin=segment.origin)
    return record(segment, article, change, by=by, base=base).segment


@transaction.atomic
def restore(segment: Segment, *, by: Any, revision: int, base: int) -> Segment:
    """Bring an earlier text of a block back as a new draft; what stands there goes into the history."""
    article = locked(segment, by)
    if segment.is_locked or segment.is_out:
        raise SegmentRefusedError(_("Put the paragraph back before you restore a text of it."))
    version = SegmentVersion.objects.filter(segment=segment, revision=revision).first()
    if version is None:
        raise SegmentRefusedError(_("This paragraph has no such earlier text."))
    if version.target == segment.target:
        return segment
    change = Change(version.target, _state_for(version.target, State.DRAFT))
    return record(segment, article, change, by=by, base=base).segment


@transaction.atomic
def give_way(segment: Segment, *, by: Any, target: str, base: int) -> Segment:
    """Keep what somebody else saved and put one's own text into the block's history."""
    article = locked(segment, by)
    text = _acceptable(segment, target)
    if text == segment.target:
        return segment
    theirs = Change(segment.target, segment.state, segment.reason, segment.origin)
    mine = Change(text, _state_for(text, State.DRAFT))
    record(segment, article, mine, by=by, base=base)
    return record(segment, article, theirs, by=by, base=segment.revision).segment


def why_not(user: Any, article: Article) -> str:
    """Say why this person may not write in this translation now; nothing when they may."""
    if may(user, "translate", article):
        return ""
    if article.status == Status.PUBLISHED:
        return _("This piece is published. Revise it first; readers keep what they see meanwhile.")
    if article.status == Status.RETRACTED:
        return _("This piece was retracted. Its text is not changed any more.")
    if article.status == Status.TRANSLATED:
        return _("This piece waits for review. An editor can send it back to you.")
    holder = article.assignment.translator if hasattr(article, "assignment") else None
    if holder is not None and may(user, "take", article.language):
        return _("%(name)s translates this piece.") % {"name": name_of(holder)}
    return _("You do not work on the desk of this language.")


def locked(segment: Segment, by: Any) -> Article:
    """Lock the article, look at the segment again, and refuse whoever may not write (NotAllowedError)."""
    # Body and blocks are written anew by `assemble`, so they are not read.
    row = Article.objects.select_for_update(of=("self",)).defer("body", "blocks")
    article = row.get(pk=segment.article_id)
    if problem := why_not(by, article):
        raise NotAllowedError(problem)
    segment.refresh_from_db()
    segment.article = article
    return article


def _why_out(segment: Segment) -> str:
    if segment.state == State.MERGED:
        return _("This paragraph was merged into the one before. Undo the merge before you translate it.")
    return _("This paragraph is left out. Put it back before you translate it.")


def _state_for(text: str, wanted: str) -> str:
    if wanted == State.CONFIRMED:
        if not text:
            raise SegmentRefusedError(
                _("Write a translation first, or leave the paragraph out with a reason.")
            )
        return State.CONFIRMED
    return State.DRAFT if text else State.EMPTY


def _slug(typed: str, segment: Segment, article: Article) -> str:
    """Give the last part of the address that was typed, in its form, or refuse it."""
    slug = make_slug(typed, article.language)
    if typed and not slug:
        raise SegmentRefusedError(_("An address needs letters or digits."))
    if slug == segment.target:
        return slug
    if article.versions.exists():
        raise SegmentRefusedError(str(FROZEN_ADDRESS))
    if slug and is_taken(slug, article):
        raise SegmentRefusedError(_("Another piece has this address. Choose other words."))
    if not slug:
        article.slug = ""  # so that it is made from the headline again
    return slug


def _acceptable(segment: Segment, typed: str) -> str:
    """Give the text as it is stored, or refuse it with a sentence."""
    text = _without_refused(typed)
    text = one_line(text) if segment.is_plain else text.strip()
    limit = LONGEST.get(Kind(segment.kind), LONGEST_BLOCK)
    if len(text) > limit:
        raise TooLongError(
            _("The text may have at most %(limit)d characters; it has %(length)d.")
            % {"limit": limit, "length": len(text)}
        )
    return text


def _without_refused(typed: str) -> str:
    """Normalise a text; refuse characters that hide or turn others, and name the first of them."""
    text = normalise_text(typed)
    composed = unicodedata.normalize("NFC", typed)
    if text == composed:
        return text
    for place, character in enumerate(composed):
        if not normalise_text(character):
            before = normalise_text(composed[max(0, place - 20) : place])
            raise SegmentRefusedError(
                _("After “%(before)s” stands a character that nobody can see (%(code)s). Remove it.")
                % {"before": before, "code": f"U+{ord(character):04X}"}
            )
    return text


def record(
    segment: Segment,
    article: Article,
    change: Change,
    *,
    by: Any,
    base: int,
    also: dict[str, Any] | None = None,
) -> Saved:
    """Change one segment if it is still the revision that the person saw, and follow through.

    `article` is what `locked` gave. `also` are further columns that change along. Raises StaleSegmentError.
    """
    if segment.revision != base:
        raise stale(segment, base)
    _keep(segment)
    is_first_text = bool(change.target) and segment.first_filled_by_id is None and not segment.is_meta
    values: dict[str, Any] = {
        **change._asdict(),
        **(also or {}),
        "revision": base + 1,
        "updated_by": by,
        "updated_at": timezone.now(),
        **({"first_filled_by": by} if is_first_text else {}),
    }
    if not Segment.objects.filter(pk=segment.pk, revision=base).update(**values):
        segment.refresh_from_db()
        raise stale(segment, base)
    for name, value in values.items():
        setattr(segment, name, value)
    if is_first_text:
        people.credit(article, people.person_of(by), Role.TRANSLATOR)
    return Saved(segment, assemble(article))


def _keep(segment: Segment) -> None:
    """Put what stands in a segment into its history; nothing was there before the first text."""
    if segment.revision:
        SegmentVersion.objects.create(
            segment=segment,
            revision=segment.revision,
            target=segment.target,
            state=segment.state,
            by_id=segment.updated_by_id,
            at=segment.updated_at or timezone.now(),
            reason=segment.reason,
        )


def stale(segment: Segment, base: int) -> StaleSegmentError:
    """Give the conflict between a segment as it stands and somebody who saw the revision `base`."""
    before = SegmentVersion.objects.filter(segment=segment, revision=base).values_list("target", flat=True)
    theirs = Theirs(
        text=segment.target,
        state=segment.state,
        revision=segment.revision,
        name=name_of(segment.updated_by) if segment.updated_by else "",
        at=segment.updated_at,
    )
    return StaleSegmentError(theirs, before.first() or "")
