"""What a snapshot is known by: the hash of its text."""

from __future__ import annotations

import hashlib
import unicodedata

from articles.richtext import Block, text_of


def text_hash(headline: str, standfirst: str, blocks: list[Block]) -> str:
    """Give the SHA-256 of the normalised text: NFC, white space folded, one block a line, no marks.

    A change of links, emphasis or white space alone gives the same hash.
    """
    lines = [headline, standfirst, *(text_of(block["html"]) for block in blocks)]
    folded = "\n".join(" ".join(unicodedata.normalize("NFC", line).split()) for line in lines)
    return hashlib.sha256(folded.encode()).hexdigest()
