"""Processes that never outlive the command that started them."""

from __future__ import annotations

import ctypes
import signal
from typing import Callable  # noqa: UP035 - `run.py` has to be readable by an older Python

SET_PARENT_DEATH_SIGNAL = 1


def die_with_parent(end: signal.Signals = signal.SIGTERM) -> Callable[[], None]:
    """Give what a child calls before it becomes the program: Linux then ends it when its parent is gone.

    That covers `kill -9` of the parent, which no `finally` does.
    """

    def ask_linux() -> None:
        ctypes.CDLL(None).prctl(SET_PARENT_DEATH_SIGNAL, end)

    return ask_linux
