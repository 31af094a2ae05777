"""Snapshots of an original: what it said at a moment, known by the hash of its text."""

from __future__ import annotations

import gzip
import hashlib
import unicodedata
from datetime import datetime
from typing import Any

from django.utils import timezone

from articles.models import Original, Snapshot
from articles.originals.piece import Piece
from articles.richtext import Block, text_of


def text_hash(headline: str, standfirst: str, blocks: list[Block]) -> str:
    """Give the SHA-256 of the normalised text: NFC, white space folded, one block a line, no marks.

    A change of links, emphasis, white space or pictures alone gives the same hash.
    """
    lines = [headline, standfirst, *(text_of(block["html"]) for block in blocks if block["kind"] != "image")]
    folded = "\n".join(" ".join(unicodedata.normalize("NFC", line).split()) for line in lines)
    return hashlib.sha256(folded.encode()).hexdigest()


def hash_of(piece: Piece) -> str:
    return text_hash(piece.headline, piece.standfirst, piece.blocks)


def take_snapshot(
    original: Original,
    piece: Piece,
    *,
    captured_at: datetime | None,
    record: dict[str, Any],
    before: Snapshot | None = None,
) -> Snapshot:
    """Keep what a piece says, as the first snapshot of its original or as the one that follows another.

    The page of protected sources is not kept.
    """
    page = b"" if original.protect_sources else piece.page
    return Snapshot.objects.create(
        original=original,
        number=before.number + 1 if before else 1,
        captured_at=captured_at or timezone.now(),
        text_hash=hash_of(piece),
        previous_hash=before.text_hash if before else "",
        headline=piece.headline,
        standfirst=piece.standfirst,
        blocks=piece.blocks,
        page=gzip.compress(page, mtime=0) if page else b"",
        record=record,
    )
