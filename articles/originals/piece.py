"""What a page or a pasted text says, before anybody has stored it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from articles.richtext import Block


class UnreadableError(Exception):
    """Raised with one sentence for people when there is no article in what was given."""


LONGEST_HEADLINE = 300


def shortened(headline: str) -> str:
    """Give a headline that fits; no real one is longer."""
    return headline if len(headline) <= LONGEST_HEADLINE else headline[: LONGEST_HEADLINE - 1] + "…"


@dataclass(frozen=True)
class Piece:
    """One article as its publisher shows it; what the page does not say is empty.

    `canonical_url` is empty only when neither the page nor whoever gave it named an address.
    """

    headline: str
    standfirst: str = ""
    authors: tuple[str, ...] = ()
    first_published_at: datetime | None = None
    language: str = ""
    canonical_url: str = ""
    blocks: list[Block] = field(default_factory=list)
    page: bytes = b""
    site_name: str = ""
