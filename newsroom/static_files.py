"""How style sheets, scripts and icons are sent."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol


class Headers(Protocol):
    """What WhiteNoise hands over."""

    def __setitem__(self, name: str, value: str) -> None:
        """Set a header."""


def name_version(headers: Headers, path: str, url: str) -> None:
    """Give a file a weak version: it is sent compressed and as it is (RFC 9110, section 8.8.1)."""
    state = Path(path).stat()
    headers["ETag"] = f'W/"{state.st_mtime_ns:x}-{state.st_size:x}"'
