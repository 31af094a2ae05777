"""A translation beside what it was made from, paragraph by paragraph, where the original may be shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from articles.models import Original, Permission, PublishedVersion, Snapshot
from articles.richtext import TEXT_KINDS, Block, html_of


@dataclass(frozen=True)
class Pair:
    """One paragraph of ours and what it translates, both as cleaned HTML; one side may be empty."""

    original: str
    translation: str


def path_beside(version: PublishedVersion) -> str:
    """Give the path of the page beside the original where, by the row alone, that is worth a link."""
    is_own = bool(version.relay) or version.source_url.startswith("/")
    is_shown = version.is_translation and (is_own or is_licensed(version))
    return f"{version.get_absolute_url()}original/" if is_shown else ""


def is_licensed(version: PublishedVersion) -> bool:
    """Say whether a licence lets anybody publish the original, as it stood when the version was approved."""
    return version.source_permission == Permission.LICENCE and bool(version.source_licence)


def may_show_original(version: PublishedVersion) -> bool:
    """Say whether readers may read the source here: a licence allows it, or it is live and our own.

    A permission to translate is none to publish the original. Asks the database once for our own.
    """
    if version.original is None or version.snapshot is None:
        return False
    if not version.original.is_external:
        source = version.snapshot.version
        return source is not None and source.article.versions.live().exists()
    is_withdrawn = version.original.status in {Original.Status.WITHDRAWN, Original.Status.GONE}
    return is_licensed(version) and not is_withdrawn


def pairs_of(version: PublishedVersion) -> list[Pair]:
    """List what stands beside what, in the order of the translation; what was left out stands alone.

    `sources` of a block are the 1-based places of what it translates.
    """
    snapshot = cast("Snapshot", version.snapshot)
    return list(_pairs([block for block in version.blocks if block["kind"] in TEXT_KINDS], snapshot.blocks))


def _pairs(blocks: list[Block], originals: list[Block]) -> Iterator[Pair]:
    shown: set[int] = set()
    for block in blocks:
        places = [place for place in block.get("sources", []) if 0 < place <= len(originals)]
        fresh = [originals[place - 1] for place in places if place not in shown]
        shown.update(places)
        pair = Pair(html_of(fresh), html_of([block]))
        if pair.original or pair.translation:
            yield pair
