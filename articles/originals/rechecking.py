"""Looking at an original again: whether it is still there, and still says what was captured."""

from __future__ import annotations

import gzip
from contextlib import suppress
from typing import Any, NamedTuple

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import diffs, events
from articles.models import Article, Original, Snapshot
from articles.originals.extract import extract
from articles.originals.failures import FetchError, Reason
from articles.originals.fetch import Page, Validators, fetch_if_changed
from articles.originals.piece import Piece, UnreadableError
from articles.originals.provenance import record_of
from articles.originals.snapshots import hash_of, take_snapshot

_LOST = frozenset({Original.Status.UNREACHABLE, Original.Status.GONE})


class Recheck(NamedTuple):
    """What an original said before, and what it says now; the same snapshot twice when nothing changed."""

    before: Snapshot
    after: Snapshot

    @property
    def is_changed(self) -> bool:
        return self.before != self.after

    @property
    def differences(self) -> dict[str, list[diffs.Paragraph]]:
        """Give the comparison of each part that differs: headline, standfirst, blocks."""
        return differences(self.before, self.after)


def differences(before: Snapshot, after: Snapshot) -> dict[str, list[diffs.Paragraph]]:
    """Compare two snapshots; parts that are the same have no entry."""
    found = {
        "headline": diffs.of_lines(before.headline, after.headline),
        "standfirst": diffs.of_lines(before.standfirst, after.standfirst),
        "blocks": diffs.of_blocks(before.blocks, after.blocks),
    }
    return {part: paragraphs for part, paragraphs in found.items() if diffs.is_different(paragraphs)}


def recheck(original: Original, *, by: Any = None, automatic: bool = False) -> Recheck:
    """Fetch an original of somebody else again and keep what it says now, if that is something else.

    It may take ten seconds: never inside a transaction. Raises FetchError or UnreadableError; when the
    page is gone for good (410), the original is marked and its desks are told first. Protected sources
    are read again by a person alone.
    """
    if automatic and original.protect_sources:
        raise FetchError(Reason.FORBIDDEN, _("Only a person reads the page of protected sources again."))
    try:
        page = fetch_if_changed(
            original.url, Validators(original.etag, original.last_modified), automatic=automatic
        )
    except FetchError as error:
        if error.reason == Reason.GONE:
            _mark_gone(original, by)
        raise
    if page is None:
        return _unchanged(original)
    return compare(original, extract(page.content, page.url, page.content_type), page, by=by)


@transaction.atomic
def compare(original: Original, piece: Piece, page: Page, *, by: Any = None) -> Recheck:
    """Keep a piece as a new snapshot of its original, unless it says the same as the newest.

    A text that somebody pasted differs from its page in ways that mean nothing: then the page is kept
    and a person says whether the original has changed.
    """
    locked = Original.objects.select_for_update(of=("self",)).get(pk=original.pk)
    before = after = locked.latest_snapshot()
    locked.checked_at = page.fetched_at
    locked.etag, locked.last_modified = page.validators
    if hash_of(piece) in _hashes_of(before, locked.url):
        locked.status = _found_again(locked, before)
    else:
        record = record_of(piece, piece, by=str(by or ""))
        after = take_snapshot(locked, piece, captured_at=page.fetched_at, record=record, before=before)
        if before.page:
            locked.status, locked.changed_at = Original.Status.CHANGED, page.fetched_at
            _tell_desks(locked, "original_changed", by)
    locked.save(update_fields=["checked_at", "etag", "last_modified", "status", "changed_at"])
    original.refresh_from_db()
    return Recheck(before, after)


def remember(original: Original, page: Page) -> None:
    """Keep what the server called the page that an original was read from."""
    original.etag, original.last_modified = page.validators
    original.save(update_fields=["etag", "last_modified"])


def _unchanged(original: Original) -> Recheck:
    newest = original.latest_snapshot()
    original.status, original.checked_at = _found_again(original, newest), timezone.now()
    original.save(update_fields=["status", "checked_at"])
    return Recheck(newest, newest)


def _found_again(original: Original, newest: Snapshot) -> str:
    """Give the status of an original that can be read: what a person said stays."""
    if original.status not in _LOST:
        return original.status
    return Original.Status.CHANGED if newest.number > 1 else Original.Status.LIVE


def _hashes_of(snapshot: Snapshot, url: str) -> set[str]:
    """Give what a snapshot is known by, and what its page would be now that pages are read better."""
    known = {snapshot.text_hash}
    if snapshot.page:
        with suppress(UnreadableError):
            known.add(hash_of(extract(gzip.decompress(snapshot.page), url)))
    return known


@transaction.atomic
def _mark_gone(original: Original, by: Any) -> None:
    """Mark an original once; whether its publication has withdrawn it, a person says."""
    known = {Original.Status.GONE, Original.Status.WITHDRAWN}
    marked = Original.objects.filter(pk=original.pk).exclude(status__in=known)
    if marked.update(status=Original.Status.GONE, changed_at=timezone.now(), checked_at=timezone.now()):
        _tell_desks(original, "original_gone", by)
    original.refresh_from_db()


def _tell_desks(original: Original, name: str, by: Any) -> None:
    """Record it with every edition that is made or was made from an original."""
    for article in Article.objects.not_retracted().filter(root=original).order_by("pk"):
        events.follow(events.note(article, name, by=by))
