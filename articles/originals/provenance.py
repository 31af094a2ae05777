"""Who says so: where each value of an original stood, and what a person put right."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from articles.originals.piece import Confidence, Kind, Picture, Piece
from articles.richtext import Block, text_of

LABELS = {
    "headline": _("Headline"),
    "standfirst": _("Standfirst"),
    "authors": _("Authors"),
    "first_published_at": _("First published"),
    "modified_at": _("Last modified"),
    "language": _("Language"),
    "canonical_url": _("Address"),
    "picture": _("Lead picture"),
    "licence": _("Licence"),
    "licence_url": _("Address of the licence"),
}
FIELDS = tuple(LABELS)


class Saying(NamedTuple):
    """Who says one value: the page, at a place and so surely, or whoever put it right.

    `read` is what the page said instead, empty where it said nothing.
    """

    label: str
    place: str
    confidence: str
    is_put_right: bool
    read: str


def sayings(record: dict[str, Any]) -> list[Saying]:
    """Read a record for people."""
    values = record.get("values", {})
    return [
        Saying(
            label=str(label),
            place=str(Kind(said["kind"]).label) if "kind" in said else "",
            confidence=str(Confidence(said["confidence"]).label) if "confidence" in said else "",
            is_put_right="read" in said,
            read=_in_words(said.get("read")),
        )
        for name, label in LABELS.items()
        if (said := values.get(name))
    ]


def _in_words(value: Any) -> str:
    if isinstance(value, dict):
        value = [each for each in value.values() if each]
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value or "")


def in_json(value: Any) -> Any:
    """Write one value of a piece in JSON's types; a time keeps the zone that the page gave it."""
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Picture):
        return asdict(value)
    return list(value) if isinstance(value, tuple) else value


def record_of(read: Piece, kept: Piece, *, by: str = "", way: str = "") -> dict[str, Any]:
    """Compare what was read with what was kept.

    Gives {"by", "way", "values": {field: {"kind", "confidence", "read"}}, "left_out": [texts]}: kind and
    confidence for what a page said, `read` only where a person put something else in its place.
    """
    values: dict[str, dict[str, Any]] = {}
    for name in FIELDS:
        said: dict[str, Any] = {}
        if source := read.sources.get(name):
            said = {"kind": source.kind.value, "confidence": source.confidence.value}
        if getattr(read, name) != getattr(kept, name):
            said["read"] = in_json(getattr(read, name))
        if said:
            values[name] = said
    return {"by": by, "way": way, "values": values, "left_out": _left_out(read.blocks, kept.blocks)}


def _left_out(read: list[Block], kept: list[Block]) -> list[str]:
    """Give the texts of the blocks that were read and not kept; those that were kept are in order."""
    left: list[str] = []
    waiting = iter(kept)
    following = next(waiting, None)
    for block in read:
        if block == following:
            following = next(waiting, None)
        else:
            left.append(text_of(block["html"]))
    return left
