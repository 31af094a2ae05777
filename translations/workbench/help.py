"""The help column: what is known about the open block, with the page and again when another block opens."""

from __future__ import annotations

from typing import Any

from translations import comments, relays
from translations.block_history import sittings_of
from translations.other_languages import published_texts
from translations.workbench.bench import Bench
from translations.workbench.choices import choices_of
from translations.workbench.findings import findings_of


def help_of(bench: Bench) -> dict[str, Any] | None:
    """Give what the column shows of the open block, in a number of queries that no length changes."""
    row = bench.current or bench.asked
    if row is None:
        return None
    segment = row.segment
    return {
        "row": row,
        "user": bench.user,
        # Whoever writes has one form for everything, so that nothing typed is lost; a reader has another.
        "form": "editor" if bench.current else "aside",
        "terms": row.beside.glossary.entries_in(segment),
        "findings": findings_of(
            segment,
            bench.article,
            row.beside.glossary,
            user=bench.user,
            may_write=not bench.why_not,
        ),
        "threads": comments.threads_of(segment),
        "choices": choices_of(bench),
        "sittings": sittings_of(segment),
        "before": relays.said_before(segment, bench.article),
        "elsewhere": published_texts(segment, bench.article),
    }
