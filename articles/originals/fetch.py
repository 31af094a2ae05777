"""Fetching a page from an address that somebody typed, without becoming a way into the house."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from urllib.parse import urljoin

import httpx2
from django.conf import settings
from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.originals import addresses
from articles.originals.connection import Deadline, ForbiddenTargetError, client

MOST_BYTES = 5 * 1024 * 1024
MOST_SECONDS = 10.0
MOST_REDIRECTS = 5
MOST_ENCODINGS = 2
_PIECE = 64 * 1024


class Reason(TextChoices):
    """Why there is no page: a word for programs and a sentence for people."""

    ADDRESS = "address", _("This is not an address.")
    NOT_FOUND = "not_found", _("There is no page at this address (404).")
    GONE = "gone", _("The page is gone for good (410): the publisher has withdrawn it.")
    LEGAL = "legal", _("The page may not be shown for legal reasons (451).")
    FORBIDDEN = "forbidden", _("The server does not let us read this page.")
    TRY_LATER = "try_later", _("The server cannot answer at the moment. Try again later.")
    ODD_ANSWER = "odd_answer", _("The server answered in a way that holds no page.")
    REDIRECT_LOOP = "redirect_loop", _("The address sends us on and on to other addresses.")
    FORBIDDEN_TARGET = (
        "forbidden_target",
        _("This address, or the one it sends us on to, is not one of the public web."),
    )
    NOT_HTML = "not_html", _("There is no web page at this address, but a file of another kind.")
    EMPTY = "empty", _("The page is empty.")
    TOO_LARGE = "too_large", _("The page is larger than five megabytes.")
    TOO_SLOW = "too_slow", _("The server took longer than ten seconds.")
    NO_ANSWER = "no_answer", _("No server answers at this address.")
    NOT_HTTP = "not_http", _("What answers at this address is not a web server.")
    INCOMPLETE = "incomplete", _("The server broke off in the middle of the page.")
    BROKEN_COMPRESSION = "broken_compression", _("The page is compressed in a way that cannot be read.")


_REASON_OF_STATUS = {
    HTTPStatus.UNAUTHORIZED: Reason.FORBIDDEN,
    HTTPStatus.PAYMENT_REQUIRED: Reason.FORBIDDEN,
    HTTPStatus.FORBIDDEN: Reason.FORBIDDEN,
    HTTPStatus.NOT_FOUND: Reason.NOT_FOUND,
    HTTPStatus.REQUEST_TIMEOUT: Reason.TRY_LATER,
    HTTPStatus.GONE: Reason.GONE,
    HTTPStatus.TOO_EARLY: Reason.TRY_LATER,
    HTTPStatus.TOO_MANY_REQUESTS: Reason.TRY_LATER,
    HTTPStatus.UNAVAILABLE_FOR_LEGAL_REASONS: Reason.LEGAL,
}
_HTML_TYPES = frozenset({"text/html", "application/xhtml+xml", "text/plain", ""})
_XML_TYPES = frozenset({"application/xml", "text/xml"})


class FetchError(Exception):
    """No page came; as text it is a sentence for people."""

    def __init__(self, reason: Reason, message: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self._message = message

    @property
    def message(self) -> str:
        """Say it in the language of whoever reads it."""
        return self._message or str(self.reason.label)

    def __str__(self) -> str:
        return self.message


@dataclass(frozen=True)
class Page:
    """What a server sent: `url` is where it was found after all redirects, `requested` what was asked for."""

    url: str
    requested: str
    content_type: str
    content: bytes
    fetched_at: datetime


def fetch(url: str) -> Page:
    """Fetch one page, or raise FetchError. It may take ten seconds: never inside a transaction."""
    url = url.strip()
    try:
        addresses.url_key(url)
    except ValueError as error:
        raise FetchError(Reason.ADDRESS, str(error)) from None
    deadline = Deadline(MOST_SECONDS)
    headers = {
        "User-Agent": settings.NEWSROOM_USER_AGENT,
        "Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.1",
        "Accept-Encoding": "gzip, deflate",
    }
    try:
        with client(settings.NEWSROOM_FETCH_ALLOW, deadline, headers) as visitor:
            return _visit(visitor, url)
    except (ForbiddenTargetError, httpx2.InvalidURL):
        raise FetchError(Reason.FORBIDDEN_TARGET) from None
    except httpx2.TimeoutException:
        raise FetchError(Reason.TOO_SLOW) from None
    except httpx2.ProtocolError:
        raise FetchError(Reason.NOT_HTTP) from None
    except httpx2.HTTPError:
        raise FetchError(Reason.NO_ANSWER) from None


def _visit(visitor: httpx2.Client, requested: str) -> Page:
    """Follow redirects one by one; the connection checks each target anew."""
    url = requested
    for _hop in range(MOST_REDIRECTS + 1):
        with visitor.stream("GET", url) as response:
            if response.is_redirect and "location" in response.headers:
                url = _next_address(url, response.headers["location"])
                continue
            _refuse_status(response.status_code)
            content = _read(response)
            content_type = response.headers.get("content-type", "")
            refuse_other_than_html(content_type, content)
            return Page(url, requested, content_type, content, timezone.now())
    raise FetchError(Reason.REDIRECT_LOOP)


def _next_address(url: str, location: str) -> str:
    target = urljoin(url, location.strip().replace(" ", "%20"))
    try:
        addresses.url_key(target)
    except ValueError:
        raise FetchError(Reason.FORBIDDEN_TARGET) from None
    return target


def _refuse_status(status: int) -> None:
    if status in _REASON_OF_STATUS:
        raise FetchError(_REASON_OF_STATUS[HTTPStatus(status)])
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise FetchError(Reason.TRY_LATER)
    if status != HTTPStatus.OK:
        raise FetchError(Reason.EMPTY if status == HTTPStatus.NO_CONTENT else Reason.ODD_ANSWER)


def refuse_other_than_html(content_type: str, content: bytes) -> None:
    """Trust the header where it says HTML, unless the bytes cannot be text."""
    media_type = content_type.partition(";")[0].strip().lower()
    top = content[:1024]
    if not content.strip():
        raise FetchError(Reason.EMPTY)
    is_wide = top.startswith((b"\xff\xfe", b"\xfe\xff"))
    is_binary = (b"\x00" in top and not is_wide) or top.startswith(b"%PDF-")
    is_html = media_type in _HTML_TYPES or (media_type in _XML_TYPES and b"<html" in top)
    if is_binary or not is_html:
        raise FetchError(Reason.NOT_HTML)


def _read(response: httpx2.Response) -> bytes:
    """Read the body, counted before and after each decompression, so that nothing large is ever held."""
    media_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type not in _HTML_TYPES | _XML_TYPES:
        raise FetchError(Reason.NOT_HTML)
    length = response.headers.get("content-length", "")
    if length.isdigit() and int(length) > MOST_BYTES:
        raise FetchError(Reason.TOO_LARGE)
    encodings = [word.strip().lower() for word in response.headers.get("content-encoding", "").split(",")]
    encodings = [word for word in encodings if word not in {"", "identity"}]
    if len(encodings) > MOST_ENCODINGS:
        raise FetchError(Reason.BROKEN_COMPRESSION)
    chunks = _counted(response.iter_raw())
    for encoding in reversed(encodings):
        chunks = _counted(_inflated(chunks, encoding))
    try:
        return b"".join(chunks)
    except (httpx2.ProtocolError, httpx2.NetworkError):
        raise FetchError(Reason.INCOMPLETE) from None


def _counted(chunks: Iterator[bytes]) -> Iterator[bytes]:
    total = 0
    for chunk in chunks:
        total += len(chunk)
        if total > MOST_BYTES:
            raise FetchError(Reason.TOO_LARGE)
        yield chunk


def _inflated(chunks: Iterator[bytes], encoding: str) -> Iterator[bytes]:
    """Decompress in small pieces, however much a small chunk may hold."""
    inflater = None
    for chunk in chunks:
        waiting = chunk
        inflater = inflater or _inflater(encoding, chunk)
        while waiting and not inflater.eof:
            try:
                yield inflater.decompress(waiting, _PIECE)
            except zlib.error:
                raise FetchError(Reason.BROKEN_COMPRESSION) from None
            waiting = inflater.unconsumed_tail
            if inflater.eof and inflater.unused_data.startswith(b"\x1f\x8b"):
                waiting = inflater.unused_data
                inflater = _inflater(encoding, waiting)
    if inflater is not None:
        yield inflater.flush(_PIECE)
        if not inflater.eof:
            raise FetchError(Reason.BROKEN_COMPRESSION)


def _inflater(encoding: str, start: bytes) -> zlib._Decompress:
    """Choose by the name; what is called deflate comes with and without the header of zlib."""
    if encoding in {"gzip", "x-gzip"}:
        return zlib.decompressobj(16 + zlib.MAX_WBITS)
    if encoding == "deflate":
        has_header = start[0] & 0x0F == zlib.DEFLATED and int.from_bytes(start[:2]) % 31 == 0
        return zlib.decompressobj(zlib.MAX_WBITS if has_header else -zlib.MAX_WBITS)
    raise FetchError(Reason.BROKEN_COMPRESSION)
