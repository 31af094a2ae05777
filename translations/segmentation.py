"""Cutting what an original said into the blocks that are translated one by one."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from articles.models import Image, Snapshot
from articles.richtext import TEXT_KINDS, Block, normalise_text
from translations import marks
from translations.models import Segment

Kind = Segment.Kind


def segments_of(snapshot: Snapshot) -> list[Segment]:
    """Give the segments of a snapshot in reading order, not saved yet and without their article.

    Headline, standfirst, then every block. The pictures of an edition of ours give their captions
    and alternative texts, the leading one before the body, the others behind it. Pictures of other
    publications are not ours to show: they give nothing. Address and words for search engines come last.
    """
    leading, others = _words_of_pictures(snapshot)
    segments = [
        _plain(Kind.HEADLINE, snapshot.headline),
        *([_plain(Kind.STANDFIRST, snapshot.standfirst)] if snapshot.standfirst.strip() else []),
        *leading,
        *(_of_block(block, number) for number, block in _translatable(snapshot.blocks)),
        *others,
        *_meta(snapshot),
    ]
    for position, segment in enumerate(segments, start=1):
        segment.position = position
    return segments


def hash_of(text: str) -> str:
    """Give the SHA-256 of a block's words: NFC, white space folded, without marks."""
    folded = " ".join(unicodedata.normalize("NFC", text).split())
    return hashlib.sha256(folded.encode()).hexdigest()


def one_line(text: str) -> str:
    """Fold white space as a headline or a caption has it; spaces that do not break stay."""
    return re.sub(r"[ \t\n]+", " ", normalise_text(text)).strip()


def _translatable(blocks: list[Block]) -> Iterator[tuple[int, Block]]:
    for number, block in enumerate(blocks, start=1):
        if block["kind"] in TEXT_KINDS or block["kind"] in Segment.LOCKED:
            yield number, block


def _of_block(block: Block, number: int) -> Segment:
    source = marks.marked(block["html"])
    return Segment(
        kind=block["kind"],
        source=source.text,
        source_links=list(source.links),
        source_placeholders=list(source.placeholders),
        source_numbers=[number],
        source_hash=hash_of(marks.plain(source.text, len(source.links), source.placeholders)),
    )


def _plain(kind: str, text: str, image: Image | None = None) -> Segment:
    source = one_line(text)
    return Segment(kind=kind, source=source, source_hash=hash_of(source), image=image)


def _meta(snapshot: Snapshot) -> list[Segment]:
    """Give address and words for search engines; only an edition of ours has its own."""
    version = snapshot.version
    return [_plain(kind, str(getattr(version, kind)) if version else "") for kind in Segment.META]


def _words_of_pictures(snapshot: Snapshot) -> tuple[list[Segment], list[Segment]]:
    """Give captions and alternative texts of the leading picture, and of all others."""
    pictures: list[dict[str, Any]] = snapshot.version.pictures if snapshot.version else []
    images = Image.objects.in_bulk([picture["image"] for picture in pictures])
    groups = [
        [
            _plain(kind, picture[name], images[picture["image"]])
            for kind, name in ((Kind.CAPTION, "caption"), (Kind.ALTERNATIVE_TEXT, "alternative_text"))
            if picture[name].strip()
        ]
        for picture in pictures
        if picture["image"] in images
    ]
    return (groups[0] if groups else []), [segment for group in groups[1:] for segment in group]
