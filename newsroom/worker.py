"""The worker: looks again and again for what is due, in the rows themselves."""

from __future__ import annotations

import logging
import signal
import threading
from types import FrameType

from django.db import InterfaceError, OperationalError, close_old_connections

from articles import error_reports
from articles.originals import drafts
from articles.search import index
from newsroom import deliveries, sign_in
from translations import expiry

log = logging.getLogger(__name__)


def tick() -> int:
    """Announce what became visible, deliver what is due, warn of ends, forget what is old; give how much."""
    told = deliveries.announce_due() + deliveries.deliver_due()
    return told + expiry.warn_of_endings() + _forget()


def _forget() -> int:
    return drafts.forget_old() + error_reports.forget_old() + sign_in.forget_old()


def run(seconds: float) -> None:
    """Tick until SIGTERM or SIGINT; a database that does not answer is waited for."""
    ended = threading.Event()

    def end(_signal: int, _frame: FrameType | None) -> None:
        ended.set()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    while not ended.is_set():
        close_old_connections()
        try:
            if not tick():
                index.catch_up()
        except (OperationalError, InterfaceError):
            log.exception("The database does not answer; trying again")
        ended.wait(seconds)
