"""A piece as other programs read it."""

from __future__ import annotations

import json
from html import escape
from typing import Any

from articles import languages, richtext
from articles.originals.piece import Piece


def as_dict(piece: Piece) -> dict[str, Any]:
    """Write a piece in JSON's types; the standfirst is its first paragraph."""
    blocks = [{"kind": block["kind"], "html": block["html"]} for block in piece.blocks]
    text = richtext.plain_text(piece.blocks)
    if piece.standfirst:
        blocks = [{"kind": "paragraph", "html": escape(piece.standfirst, quote=False)}, *blocks]
        text = f"{piece.standfirst}\n{text}"
    return {
        "title": piece.headline,
        "author": list(piece.authors),
        "published": piece.first_published_at.isoformat() if piece.first_published_at else None,
        "language": languages.bcp47(piece.language) if piece.language else "",
        "text": text,
        "canonical_url": piece.canonical_url,
        "blocks": blocks,
    }


def as_json(piece: Piece) -> str:
    return json.dumps(as_dict(piece), ensure_ascii=False)
