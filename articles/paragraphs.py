"""The paragraphs of a published text, counted from 1 as readers see them: each has an address on the page.

A heading, a quote and an item of a list count as paragraphs; pictures, rules and embeds do not. The count
belongs to one version, which never changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import count

from articles.richtext import TEXT_KINDS, Block, text_of

# Clean markup: a block's tag bears no attribute; what stands inside another tag's quotes may hold anything.
_BLOCK_OR_QUOTES = re.compile(r'<(?:a|img|span)\b(?:[^>"]|"[^"]*")*>|<(p|h2|h3|li)>')


def paragraphs_of(blocks: Iterable[Block]) -> list[str]:
    """List the words of each paragraph, in their order."""
    return [
        text_of(block["html"]).replace("\n", " ")
        for block in blocks
        if block["kind"] in TEXT_KINDS and block["html"] and not block.get("left_out")
    ]


def with_places(body: str) -> str:
    """Give each paragraph of a clean body the name `p` and its number, to which a link can lead."""
    numbers = count(1)

    def named(found: re.Match[str]) -> str:
        return f'<{found[1]} id="p{next(numbers)}">' if found[1] else found[0]

    return _BLOCK_OR_QUOTES.sub(named, body)
