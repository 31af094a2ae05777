"""Fetching a page from an address that somebody typed, without becoming a way into the house."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from http import HTTPStatus
from typing import NamedTuple, TypeVar

import httpx2
from django.conf import settings
from django.utils import timezone

from articles.originals import addresses, politeness
from articles.originals.connection import Deadline, ForbiddenTargetError, client
from articles.originals.failures import FetchError, Reason, failure_of
from articles.originals.inflating import MOST_BYTES, body_of
from articles.originals.kinds import refuse_other_than_html, refuse_other_type
from articles.originals.redirects import next_address, refreshed_address

MOST_SECONDS = 10.0
MOST_REDIRECTS = 5
LONGEST_VALIDATOR = 200

Result = TypeVar("Result")


class Validators(NamedTuple):
    """What a server called a page when it last sent it; sent back, it need not send the same again."""

    etag: str = ""
    last_modified: str = ""


NO_VALIDATORS = Validators()


@dataclass(frozen=True)
class Page:
    """What a server sent: `url` is where it was found after all redirects, `requested` what was asked for."""

    url: str
    requested: str
    content_type: str
    content: bytes
    fetched_at: datetime
    validators: Validators = NO_VALIDATORS


def fetch(url: str, *, automatic: bool = False) -> Page:
    """Fetch one page, or raise FetchError. It may take ten seconds: never inside a transaction.

    With `automatic` no person waits for it: robots.txt and the delay between two pages of a host hold,
    which may take another minute.
    """
    page = fetch_if_changed(url, NO_VALIDATORS, automatic=automatic)
    if page is None:
        raise FetchError(Reason.ODD_ANSWER)  # 304, although we have nothing that could be the same
    return page


def fetch_if_changed(url: str, known: Validators, *, automatic: bool = False) -> Page | None:
    """Fetch one page as `fetch` does, or give None when the server says that it is still what we know."""
    url = url.strip()
    try:
        addresses.url_key(url)
    except ValueError as error:
        raise FetchError(Reason.ADDRESS, str(error)) from None
    said = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    headers = {"Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.1"}
    headers |= {name: value for name, value in said.items() if value}
    if not automatic:
        return _guarded(_visit_page, url, headers)
    politeness.wait_for_leave(url, _text_at)
    return _guarded(partial(_visit_page, is_automatic=True), url, headers)


def _text_at(url: str) -> str:
    """Give the text of robots.txt, or raise FetchError."""
    return _guarded(_visit_text, url, {})


def _guarded(visit: Callable[[httpx2.Client, str], Result], url: str, headers: dict[str, str]) -> Result:
    """Visit with a client that connects to checked addresses only; what goes wrong is a FetchError."""
    deadline = Deadline(MOST_SECONDS)
    headers |= {"User-Agent": settings.NEWSROOM_USER_AGENT, "Accept-Encoding": "gzip, deflate"}
    try:
        with client(settings.NEWSROOM_FETCH_ALLOW, deadline, headers) as visitor:
            return visit(visitor, url)
    except (ForbiddenTargetError, httpx2.InvalidURL):
        raise FetchError(Reason.FORBIDDEN_TARGET) from None
    except httpx2.TimeoutException:
        raise FetchError(Reason.TOO_SLOW) from None
    except httpx2.ProtocolError:
        raise FetchError(Reason.NOT_HTTP) from None
    except httpx2.HTTPError:
        raise FetchError(Reason.NO_ANSWER) from None


def _visit_page(visitor: httpx2.Client, requested: str, *, is_automatic: bool = False) -> Page | None:
    """Follow redirects of servers and pages one by one; the connection checks each target anew."""
    url = requested
    for hop in range(MOST_REDIRECTS + 1):
        if is_automatic and hop:
            politeness.refuse_unwelcome(url, _text_at)
        with visitor.stream("GET", url) as response:
            if target := _location(url, response):
                url = target
                continue
            if response.status_code == HTTPStatus.NOT_MODIFIED:
                return None
            content_type = response.headers.get("content-type", "")
            content = _body(response, content_type)
            refuse_other_than_html(content_type, content)
        if target := refreshed_address(url, content, content_type):
            url = target
            continue
        validators = Validators(*(_short(response, name) for name in ("etag", "last-modified")))
        return Page(url, requested, content_type, content, timezone.now(), validators)
    raise FetchError(Reason.REDIRECT_LOOP)


def _visit_text(visitor: httpx2.Client, url: str) -> str:
    for _hop in range(MOST_REDIRECTS + 1):
        with visitor.stream("GET", url) as response:
            if target := _location(url, response):
                url = target
                continue
            return _body(response, "").decode("utf-8", "replace")
    raise FetchError(Reason.REDIRECT_LOOP)


def _location(url: str, response: httpx2.Response) -> str:
    """Give where the server sends us, or nothing."""
    if response.is_redirect and "location" in response.headers:
        return next_address(url, response.headers["location"])
    return ""


def _body(response: httpx2.Response, content_type: str) -> bytes:
    """Read a body that is there and not too large, or say by a FetchError why not."""
    if response.status_code != HTTPStatus.OK:
        raise failure_of(response.status_code, response.headers.get("retry-after", ""))
    refuse_other_type(content_type)
    length = response.headers.get("content-length", "")
    if length.isascii() and length.isdigit() and int(length) > MOST_BYTES:
        raise FetchError(Reason.TOO_LARGE)
    try:
        return body_of(response.iter_raw(), response.headers.get("content-encoding", ""))
    except (httpx2.ProtocolError, httpx2.NetworkError):
        raise FetchError(Reason.INCOMPLETE) from None


def _short(response: httpx2.Response, name: str) -> str:
    """Give a header, or nothing where it is longer than any honest one."""
    value = response.headers.get(name, "")
    return value if len(value) <= LONGEST_VALIDATOR else ""
