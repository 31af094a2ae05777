"""The lead picture of a page: its address, and the words that go with it."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import unquote, urlsplit

from lxml.html import HtmlElement

from articles.originals.document import Document
from articles.originals.figures import SOURCES, caption_and_credit, is_picture, source_of
from articles.originals.linked_data import listed, text_at
from articles.originals.passages import folded, is_around
from articles.originals.piece import Confidence, Found, Kind, Picture, Source

_META = ("og:image:secure_url", "og:image", "og:image:url", "twitter:image", "twitter:image:src")
_ALTERNATIVE = ("og:image:alt", "twitter:image:alt")
_SIZE = re.compile(r"[-_]\d{2,5}x\d{2,5}(?=\.|$)")
_LONGEST_WORDS = 1000


def picture_of(document: Document) -> Found[Picture] | None:
    """Give the picture that data or head name first, else the first in the figures of the page."""
    for data in listed(document.data.get("image")):
        address = document.web_address(_address_in(data))
        if is_picture(address):
            said = data if isinstance(data, dict) else {}
            return Found(_with_words(document, address, said), Source(Kind.JSON_LD))
    for name in _META:
        address = document.web_address(document.meta(name))
        if is_picture(address):
            return Found(_with_words(document, address, {}), Source(Kind.META))
    for figure in document.tree.iter("figure"):
        image = next(figure.iter("img"), None)
        address = document.web_address(source_of(image)) if image is not None else ""
        if is_picture(address) and not is_around(figure):
            return Found(_with_words(document, address, {}), Source(Kind.MARKUP, Confidence.LIKELY))
    return None


def _address_in(data: Any) -> str:
    if isinstance(data, dict):
        data = data.get("url") or data.get("contentUrl") or data.get("@id")
    return next((text for text in listed(data) if isinstance(text, str)), "")


def _with_words(document: Document, address: str, said: dict[str, Any]) -> Picture:
    """Add to an address what data, the figure on the page and the head say of the picture."""
    image = _image_on_page(document, address)
    figure = next(image.iterancestors("figure"), None) if image is not None else None
    caption, credit = caption_and_credit(figure) if figure is not None else ("", "")
    alternative = folded(image.get("alt", "")) if image is not None else ""
    return Picture(
        url=address,
        alternative_text=(alternative or document.meta(*_ALTERNATIVE))[:_LONGEST_WORDS],
        caption=(caption or text_at(said, "caption", "description"))[:_LONGEST_WORDS],
        credit=(credit or text_at(said, "creditText", "creator", "author", "copyrightHolder"))[
            :_LONGEST_WORDS
        ],
    )


def _image_on_page(document: Document, address: str) -> HtmlElement | None:
    """Find the same picture in the body, perhaps in another size."""
    wanted = file_name(address)
    for image in document.tree.iter("img"):
        if any(file_name(image.get(name, "")) == wanted for name in SOURCES):
            return image
    return None


def file_name(address: str) -> str:
    """Give the name of a file without its size, for comparing."""
    try:
        path = urlsplit(address).path
    except ValueError:
        return ""
    return _SIZE.sub("", unquote(path).rpartition("/")[2]).lower()
