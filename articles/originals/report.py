"""A piece as other programs read it: the object that the import prints as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime
from html import escape
from typing import Any

from articles import languages, richtext
from articles.originals.piece import Piece

# Names of fields where the object has another.
_NAMES = {
    "headline": "title",
    "authors": "author",
    "first_published_at": "published",
    "modified_at": "modified",
}


def as_dict(piece: Piece) -> dict[str, Any]:
    """Write a piece in JSON's types; the standfirst is the first paragraph of the text.

    Times are ISO 8601 with a zone or null, the language a BCP 47 tag or empty; `sources` has the same
    names, each with the kind of place a value was found in and how sure it is.
    """
    blocks = [{"kind": block["kind"], "html": block["html"]} for block in piece.blocks]
    text = richtext.plain_text(piece.blocks)
    if piece.standfirst:
        blocks = [{"kind": "paragraph", "html": escape(piece.standfirst, quote=False)}, *blocks]
        text = f"{piece.standfirst}\n{text}"
    return {
        "title": piece.headline,
        "author": list(piece.authors),
        "published": _iso(piece.first_published_at),
        "modified": _iso(piece.modified_at),
        "language": languages.bcp47(piece.language) if piece.language else "",
        "text": text,
        "canonical_url": piece.canonical_url,
        "standfirst": piece.standfirst,
        "site_name": piece.site_name,
        "picture": asdict(piece.picture) if piece.picture else None,
        "licence": piece.licence,
        "licence_url": piece.licence_url,
        "blocks": blocks,
        "sources": {
            _NAMES.get(name, name): {"kind": source.kind.value, "confidence": source.confidence.value}
            for name, source in piece.sources.items()
        },
    }


def as_json(piece: Piece) -> str:
    return json.dumps(as_dict(piece), ensure_ascii=False)


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
