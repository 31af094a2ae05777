"""Where a page sends its readers on to: by the server's header, or by a refresh at its top."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import urljoin

from articles.markup_limits import without
from articles.originals import addresses
from articles.originals.charset import decode
from articles.originals.failures import FetchError, Reason

# A page that is only there to send people on is small and does it at once.
_LARGEST = 16 * 1024
_SOONEST = 5
_META = re.compile(r"<meta\s([^<>]{0,2000})>", re.IGNORECASE)
_IS_REFRESH = re.compile(r"""http-equiv\s{0,9}=\s{0,9}["']?refresh""", re.IGNORECASE)
_WAIT_AND_ADDRESS = re.compile(
    r"""content\s{0,9}=\s{0,9}["']?\s{0,9}(\d{1,4})(?:\.\d{0,9})?\s{0,9}[;,]\s{0,9}url\s{0,9}=\s{0,9}"""
    r"""["']?([^"'<>]{1,2000})""",
    re.IGNORECASE,
)


def next_address(url: str, location: str) -> str:
    """Give the address that a header Location means, or raise FetchError for one that is not of the web."""
    try:
        target = urljoin(url, location.strip().replace(" ", "%20"))
        addresses.url_key(target)
    except ValueError:
        raise FetchError(Reason.FORBIDDEN_TARGET) from None
    return target


def refreshed_address(url: str, content: bytes, content_type: str) -> str:
    """Give the address that a small page sends its readers on to by itself, or nothing."""
    if len(content) > _LARGEST:
        return ""
    for attributes in _META.findall(without("noscript", decode(content, content_type))):
        found = _WAIT_AND_ADDRESS.search(attributes) if _IS_REFRESH.search(attributes) else None
        if found and int(found[1]) <= _SOONEST:
            target = next_address(url, unescape(found[2]))
            return target if addresses.url_key(target) != addresses.url_key(url) else ""
    return ""
