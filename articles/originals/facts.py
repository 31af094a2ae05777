"""What a page says about itself: its address, its language, its licence."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from articles.originals import addresses
from articles.originals.document import Document
from articles.originals.linked_data import address_at, text_at
from articles.originals.passages import folded, visible_text
from articles.originals.piece import Confidence, Found, Kind, Source

_CREATIVE_COMMONS = re.compile(r"/(?:licenses/([a-z-]+)/(\d\.\d)|publicdomain/(zero|mark)/(\d\.\d))")
_PUBLIC_DOMAIN = {"zero": "CC0", "mark": "Public Domain Mark"}


def canonical_of(document: Document) -> Found[str] | None:
    """Give the address that the page calls its own, else the one it was found at."""
    links = [
        element.get("href", "")
        for element in document.tree.iter("link")
        if "canonical" in element.get("rel", "").lower()
    ]
    found_below_front = document.host and addresses.split(document.url).path not in {"", "/"}
    for href in (*links, document.meta("og:url")):
        address = document.web_address(href)
        if address and not (found_below_front and addresses.split(address).path in {"", "/"}):
            return Found(address, Source(Kind.META))
    return Found(document.url, Source(Kind.ADDRESS)) if document.url else None


def stated_language(document: Document) -> Found[str] | None:
    """Give the language that the page says it is in."""
    html = next(document.tree.iter("html"), document.tree)
    stated = (
        (html.get("lang", "") or html.get("xml:lang", ""), Kind.MARKUP),
        (text_at(document.data, "inLanguage"), Kind.JSON_LD),
        (document.meta("og:locale", "content-language", "dc.language", "language"), Kind.META),
    )
    return next((Found(text, Source(kind)) for text, kind in stated if text.strip()), None)


def licence_of(document: Document) -> dict[str, Found[str] | None]:
    """Give the fields `licence` and `licence_url` as the page declares them.

    Data for machines and links that say `rel=license` count; another link to Creative Commons is
    doubtful, for it may belong to a picture.
    """
    if address := document.web_address(address_at(document.data, "license")):
        return _licence(licence_name(address), address, Source(Kind.JSON_LD))
    doubtful: dict[str, Found[str] | None] = {}
    for element in document.tree.iter("a", "link"):
        is_declared = "license" in element.get("rel", "").lower().split()
        if not (is_declared or "creativecommons.org" in element.get("href", "").lower()):
            continue
        address = document.web_address(element.get("href", ""))
        if is_declared and address:
            name = licence_name(address) or folded(visible_text(element))[:120]
            return _licence(name, address, Source(Kind.MARKUP))
        if not doubtful and _is_creative_commons(address):
            doubtful = _licence(licence_name(address), address, Source(Kind.MARKUP, Confidence.DOUBTFUL))
    return doubtful


def _licence(name: str, address: str, source: Source) -> dict[str, Found[str] | None]:
    return {"licence": Found(name, source) if name else None, "licence_url": Found(address, source)}


def licence_name(address: str) -> str:
    """Name a licence of Creative Commons by its address; give nothing for another."""
    found = _CREATIVE_COMMONS.search(address.lower())
    if not (found and _is_creative_commons(address)):
        return ""
    kind, version, domain, domain_version = found.groups()
    return f"CC {kind.upper()} {version}" if kind else f"{_PUBLIC_DOMAIN[domain]} {domain_version}"


def _is_creative_commons(address: str) -> bool:
    parts = urlsplit(address.lower())
    return (parts.hostname or "").removeprefix("www.") == "creativecommons.org" and bool(
        _CREATIVE_COMMONS.match(parts.path)
    )
