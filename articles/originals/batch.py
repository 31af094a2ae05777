"""Reading many pages in one process: a line of JSON for each page, a line of JSON for each answer."""

from __future__ import annotations

import base64
import binascii
import json
import logging
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

from articles.originals import addresses
from articles.originals.extract import extract
from articles.originals.failures import FetchError, Reason, TeaserError
from articles.originals.inflating import MOST_BYTES
from articles.originals.kinds import refuse_other_than_html
from articles.originals.piece import Piece, UnreadableError
from articles.originals.report import as_dict

logger = logging.getLogger(__name__)

# A page of the largest size in base64, with room for the rest of its line.
LONGEST_LINE = 2 * MOST_BYTES

# Takes a piece and its address, does with it what is to be done, and gives it as it is to be told.
Keep = Callable[[Piece, str], Piece]


def lines_of(stream: BinaryIO) -> Iterator[bytes]:
    """Give line by line; of one that is longer than any page only the beginning, so that it is refused."""
    while line := stream.readline(LONGEST_LINE):
        rest = line
        while len(rest) == LONGEST_LINE and not rest.endswith(b"\n"):
            rest = stream.readline(LONGEST_LINE)
        yield line


def answer(line: bytes, keep: Keep) -> str:
    """Read the page in one line `{"id", "url", "content_type", "html_b64"}` and hand it to `keep`.

    Gives what `report.as_dict` says with the `id`, or the `id` (null where the line has none) and an
    `error`, one sentence for people. The beginning of an article behind a paywall is told with a `notice`
    and not kept. Raises nothing, whatever the line holds.
    """
    request: dict[str, Any] = {}
    try:
        request = _request(line)
        found = as_dict(keep(_piece(request), request["url"]))
    except TeaserError as teaser:
        found = as_dict(teaser.piece) | {"notice": str(teaser)}
    except (FetchError, UnreadableError) as error:
        found = {"error": str(error)}
    except Exception:  # one page that breaks a parser must not take the pages after it along
        logger.exception("A page of a batch could not be read")
        found = {"error": _("This page could not be read. The log says why.")}
    # In ASCII, so that no locale of a terminal can refuse an answer.
    return json.dumps({"id": request.get("id")} | found)


def _request(line: bytes) -> dict[str, Any]:
    if len(line) == LONGEST_LINE:
        raise FetchError(Reason.TOO_LARGE)
    try:
        request = json.loads(line)
    except (ValueError, RecursionError):
        raise UnreadableError(_("This line is not JSON.")) from None
    if not isinstance(request, dict):
        raise UnreadableError(_("This line is not a JSON object."))
    return request | {name: _text(request, name) for name in ("url", "content_type", "html_b64")}


def _text(request: dict[str, Any], name: str) -> str:
    value = request.get(name)
    return value if isinstance(value, str) else ""


def _piece(request: dict[str, Any]) -> Piece:
    try:
        content = base64.b64decode(request["html_b64"], validate=True)
    except (binascii.Error, ValueError):
        raise UnreadableError(_("What “html_b64” holds is not base64.")) from None
    if len(content) > MOST_BYTES:
        raise FetchError(Reason.TOO_LARGE)
    refuse_other_than_html(request["content_type"], content)
    return extract(content, _address(request["url"]), request["content_type"])


def _address(url: str) -> str:
    """Give an address that links can be relative to; a page can be read without one."""
    try:
        addresses.url_key(url)
    except ValueError:
        return ""
    return url
