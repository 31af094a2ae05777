"""How we read other people's sites when no person asked for it: as they wish, and one page after another."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from urllib.parse import urljoin

from django.conf import settings
from django.core.cache import cache

from articles.originals import addresses, robots
from articles.originals.failures import FetchError, Reason

KEPT_SECONDS = 24 * 60 * 60
KEPT_SECONDS_OF_A_FAILURE = 10 * 60
LONGEST_TURN = 60.0
_GLANCE = 0.1

# Answers that mean that there is no robots.txt.
_ABSENT = frozenset(
    {Reason.NOT_FOUND, Reason.GONE, Reason.FORBIDDEN, Reason.PAYWALL, Reason.LEGAL, Reason.EMPTY}
    | {Reason.ODD_ANSWER, Reason.NOT_HTML, Reason.REDIRECT_LOOP}
)

# Reads a small text of another site, or raises FetchError.
Read = Callable[[str], str]


def refuse_unwelcome(url: str, read: Read) -> robots.Rules:
    """Give what a site asks of us, or raise FetchError when it does not want us at this address.

    A site without robots.txt allows everything; one whose robots.txt cannot be had allows nothing
    (RFC 9309, 2.3.1).
    """
    rules = _rules_for(url, read)
    if not rules.allow(url):
        raise FetchError(Reason.ROBOTS)
    return rules


def wait_for_leave(url: str, read: Read) -> None:
    """Wait until it is our turn at a host that wants us there, or raise FetchError."""
    rules = refuse_unwelcome(url, read)
    wait_for_turn(addresses.host_of(url), max(settings.NEWSROOM_FETCH_DELAY, rules.delay))


def _rules_for(url: str, read: Read) -> robots.Rules:
    address = urljoin(url, "/robots.txt")
    key = f"robots:{_key(address)}"
    rules: robots.Rules | None = cache.get(key)
    if rules is None:
        rules, seconds = robots.EVERYTHING, KEPT_SECONDS
        try:
            rules = robots.read(read(address), settings.NEWSROOM_USER_AGENT)
        except FetchError as error:
            if error.reason not in _ABSENT:
                rules, seconds = robots.NOTHING, KEPT_SECONDS_OF_A_FAILURE
        cache.set(key, rules, seconds)
    return rules


def wait_for_turn(host: str, delay: float) -> None:
    """Let `delay` seconds pass between two pages of one host, or raise FetchError when the queue is long."""
    if delay <= 0:
        return
    end = time.monotonic() + LONGEST_TURN
    while not cache.add(f"turn:{_key(host)}", True, delay):  # noqa: FBT003 - the value says nothing
        if time.monotonic() > end:
            raise FetchError(Reason.TRY_LATER)
        time.sleep(_GLANCE)


def _key(text: str) -> str:
    """Give a name that every cache takes."""
    return hashlib.sha256(text.encode()).hexdigest()[:40]
