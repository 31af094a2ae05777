"""From reading a piece to importing it: what was read is kept until its reader has looked it over."""

from __future__ import annotations

import gzip
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from articles.models import ImportDraft, Original, Outlet
from articles.originals.addresses import url_key
from articles.originals.capture import Captured, address_for, capture
from articles.originals.extract import extract
from articles.originals.fetch import fetch
from articles.originals.files import read_file
from articles.originals.pasted import read_text
from articles.originals.piece import Confidence, Kind, Picture, Piece, Source
from articles.originals.provenance import FIELDS, in_json, record_of

KEPT = timedelta(days=7)
_MOMENTS = ("first_published_at", "modified_at")


def known_at(url: str) -> Original | None:
    """Give the original that has this address already, however it is written; none for no address."""
    try:
        key = url_key(url)
    except ValueError:
        return None
    return Original.objects.filter(url_key=key).first()


def from_address(url: str, *, by: Any) -> ImportDraft:
    """Fetch and read a page; raise FetchError or UnreadableError. Never inside a transaction."""
    page = fetch(url)
    piece = extract(page.content, page.url, page.content_type)
    address = address_for(piece, page.url)
    return _keep(piece, ImportDraft.Way.ADDRESS, url=address, by=by, captured_at=page.fetched_at)


def from_text(text: str, url: str, *, by: Any) -> ImportDraft:
    """Read a pasted text, the headline on its first line; raise UnreadableError."""
    return _keep(read_text(text, url, has_headline=True), ImportDraft.Way.TEXT, url=url, by=by)


def from_file(content: bytes, name: str, url: str, *, by: Any) -> ImportDraft:
    """Read a file, of which a saved page may name its own address; raise UnreadableError."""
    piece = read_file(content, name, url)
    return _keep(piece, ImportDraft.Way.FILE, url=url or piece.canonical_url, by=by)


def _keep(piece: Piece, way: str, *, url: str, by: Any, captured_at: datetime | None = None) -> ImportDraft:
    return ImportDraft.objects.create(
        by=by,
        way=way,
        url=url,
        headline=piece.headline,
        captured_at=captured_at or timezone.now(),
        piece={
            **{name: in_json(getattr(piece, name)) for name in (*FIELDS, "site_name")},
            "blocks": piece.blocks,
            "sources": {name: [*source] for name, source in piece.sources.items()},
        },
        page=gzip.compress(piece.page, mtime=0) if piece.page else b"",
    )


def piece_of(draft: ImportDraft) -> Piece:
    """Give what was read, as it was read."""
    values: dict[str, Any] = {**draft.piece}
    for name in _MOMENTS:
        values[name] = datetime.fromisoformat(values[name]) if values[name] else None
    return Piece(
        **values
        | {
            "authors": tuple(values["authors"]),
            "picture": Picture(**values["picture"]) if values["picture"] else None,
            "sources": {
                name: Source(Kind(kind), Confidence(confidence))
                for name, (kind, confidence) in values["sources"].items()
            },
            "page": gzip.decompress(draft.page) if draft.page else b"",
        }
    )


@transaction.atomic
def finish(
    draft: ImportDraft, kept: Piece, *, by: Any, outlet: Outlet, protect_sources: bool, **terms: str
) -> Captured:
    """Import what was kept of a draft, under the canonical address of `kept`; raise CaptureError.

    An unsaved `outlet` is saved with it. The same draft makes one original, however often it is sent.
    `terms` are permission, permission_note, licence and licence_url.
    """
    draft = ImportDraft.objects.select_for_update(of=("self",)).get(pk=draft.pk)
    known = draft.original or known_at(kept.canonical_url)
    if known is not None:
        captured = Captured(known, known.latest_snapshot(), is_new=False)
    else:
        if outlet.pk is None:
            outlet.save()
        captured = capture(
            kept,
            url=kept.canonical_url,
            by=by,
            outlet=outlet,
            captured_at=draft.captured_at,
            protect_sources=protect_sources,
            record=record_of(piece_of(draft), kept, by=str(by), way=draft.way),
            **terms,
        )
    ImportDraft.objects.filter(pk=draft.pk).update(original=captured.original, piece={}, page=b"")
    return captured


def unfinished(user: Any) -> Any:
    """List what somebody has read and not imported, the newest first."""
    return ImportDraft.objects.filter(by=user, original=None).defer("piece", "page")


def forget_old() -> int:
    """Delete drafts after a week; give how many there were."""
    old = ImportDraft.objects.filter(created_at__lt=timezone.now() - KEPT)
    return old.delete()[0] if old.exists() else 0
