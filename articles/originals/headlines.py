"""The headline of a page."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from articles.originals.document import Document
from articles.originals.linked_data import text_at
from articles.originals.passages import folded, is_hidden, visible_text, words_of
from articles.originals.piece import Confidence, Found, Kind, Source

_TITLES = ("og:title", "twitter:title", "dc.title", "dc:title", "parsely-title", "sailthru.title")
_SEPARATORS = re.compile(r"\s+[|–—»«·•:]+\s+|\s+-+\s+|\s*::\s*|\s*[|]\s*")
_LOGO = re.compile(r"(?<![a-z])(?:logo|site-?(?:name|title)|brand)(?![a-z])", re.IGNORECASE)
# Addresses of articles are longer.
_FRONT = re.compile(r"/?[\w-]{0,8}/?")
# From so many bytes on a heading that nothing confirms tells more than the title of the window.
_TELLING = 30
# Words in the name of a site.
_LONGEST_NAME = 3


def headline_of(document: Document) -> Found[str]:
    """Give the main heading that the head of the page confirms, else what the head says itself."""
    said = text_at(document.data, "headline")
    titles = [title for name in _TITLES if (title := document.meta(name))]
    confirmed = [words_of(name).casefold() for name in (said, *titles, document.title) if name]
    headings = [text for text in main_headings(document) if words_of(text) and not document.is_site(text)]
    fitting = [text for text in headings if any(words_of(text).casefold() in name for name in confirmed)]
    if fitting:
        return Found(max(fitting, key=len), Source(Kind.MARKUP))
    if said:
        return Found(folded(said), Source(Kind.JSON_LD))
    if titles:
        return Found(without_site(document, titles[0]), Source(Kind.META, Confidence.LIKELY))
    heading = headings[0] if len(headings) == 1 else ""
    title = without_tail(without_site(document, document.title))
    if len(heading.encode()) >= _TELLING or not title or document.is_site(title):
        return Found(heading or title, Source(Kind.MARKUP, Confidence.DOUBTFUL))
    return Found(title, Source(Kind.META, Confidence.DOUBTFUL))


def main_headings(document: Document) -> list[str]:
    """Give the texts of the headings of the first rank that readers see and that do not name the site."""
    return [
        text
        for element in document.tree.iter("h1")
        if not is_hidden(element)
        and not _names_site(document, element)
        and (text := folded(visible_text(element)))
    ]


def _names_site(document: Document, heading: HtmlElement) -> bool:
    """Say whether a heading is marked as a logo, or is nothing but a link to the front of a site or part."""
    if any(_LOGO.search(f"{each.get('class', '')} {each.get('id', '')}") for each in heading.iter("h1", "a")):
        return True
    link = next(heading.iter("a"), None)
    if link is None or words_of(link.text_content()) != words_of(heading.text_content()):
        return False
    address = document.web_address(link.get("href", ""))
    return bool(address) and bool(_FRONT.fullmatch(urlsplit(address).path))


def without_site(document: Document, title: str) -> str:
    """Take the name of the publication off the ends of a title."""
    title = folded(title)
    breaks = list(_SEPARATORS.finditer(title))
    if breaks and document.is_site(title[breaks[-1].end() :]):
        return without_site(document, title[: breaks[-1].start()])
    if breaks and document.is_site(title[: breaks[0].start()]):
        return without_site(document, title[breaks[0].end() :])
    return title


def without_tail(title: str) -> str:
    """Take off what stands last in the title of a window and is short: there sites name themselves."""
    breaks = list(_SEPARATORS.finditer(title))
    if not breaks:
        return title
    head, tail = title[: breaks[-1].start()], title[breaks[-1].end() :]
    is_name = len(tail.split()) <= _LONGEST_NAME <= len(head.split())
    return without_tail(head) if is_name else title
