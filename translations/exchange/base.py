"""What all formats share: the refusal with its sentences, and the limits."""

from __future__ import annotations

from collections.abc import Iterable

LARGEST_FILE = 5 * 1024 * 1024  # bytes
MOST_SHOWN = 20


class ExchangeError(Exception):
    """A file that cannot be taken; `problems` are sentences, each with the number of its line."""

    def __init__(self, problems: Iterable[str]) -> None:
        """Keep the first problems: whoever mends these sees the next ones then."""
        self.problems = list(problems)[:MOST_SHOWN]
        super().__init__(*self.problems)
