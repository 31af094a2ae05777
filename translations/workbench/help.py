"""The help column: what is known about the open block, with the page and again when another block opens."""

from __future__ import annotations

from typing import Any

from translations.block_history import sittings_of
from translations.other_languages import published_texts
from translations.workbench.bench import Bench
from translations.workbench.choices import choices_of


def help_of(bench: Bench) -> dict[str, Any] | None:
    """Give what the column shows of the open block, in a number of queries that no length changes."""
    if bench.current is None:
        return None
    segment = bench.current.segment
    return {
        "row": bench.current,
        "choices": choices_of(bench),
        "sittings": sittings_of(segment),
        "elsewhere": published_texts(segment, bench.article),
    }
