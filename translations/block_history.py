"""What one block said before: its earlier texts by sitting, each compared with what stands now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from articles import diffs
from translations.colleagues import name_of
from translations.models import Segment, SegmentVersion

# Texts that one person saved with no longer pause between them are one sitting.
PAUSE = timedelta(minutes=30)
MOST_VERSIONS = 60


@dataclass(frozen=True)
class Earlier:
    """One earlier text, its writer, and how it differs from the text that stands now."""

    version: SegmentVersion
    name: str
    parts: tuple[diffs.Part, ...]


@dataclass(frozen=True)
class Sitting:
    """The texts that one person saved in one go, newest first: the last one, and those before it."""

    last: Earlier
    others: list[Earlier]


def sittings_of(segment: Segment) -> list[Sitting]:
    """Give the newest earlier texts of a block, newest first, at most `MOST_VERSIONS`, in one query."""
    versions = segment.versions.select_related("by").order_by("-revision")[:MOST_VERSIONS]
    sittings: list[Sitting] = []
    newer: SegmentVersion | None = None
    for version in versions:
        earlier = Earlier(
            version,
            name_of(version.by) if version.by else "",
            diffs.of_words(version.target, segment.target),
        )
        if newer and newer.by_id == version.by_id and newer.at - version.at <= PAUSE:
            sittings[-1].others.append(earlier)
        else:
            sittings.append(Sitting(earlier, []))
        newer = version
    return sittings
