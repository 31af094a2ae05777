"""A bar that grows on a terminal, and says nothing anywhere else."""

from __future__ import annotations

from types import TracebackType
from typing import Self, TextIO

WIDTH = 40


class ProgressBar:
    """Shows how much of a whole is done, on one line that is cleared in the end."""

    def __init__(self, stream: TextIO, whole: int) -> None:
        """Take where to show it, and what it grows up to."""
        self._stream = stream
        self._whole = whole
        self._is_shown = stream.isatty()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._write("\r\x1b[K")

    def show(self, done: int) -> None:
        """Draw the bar anew."""
        filled = WIDTH * done // self._whole
        self._write(f"\r{'█' * filled}{'░' * (WIDTH - filled)} {done:,} of {self._whole:,}")

    def _write(self, text: str) -> None:
        if self._is_shown:
            self._stream.write(text)
            self._stream.flush()
