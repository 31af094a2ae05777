"""The figures between the paragraphs of a text: picture, alternative text, caption and credit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html import escape
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from articles.originals.passages import Passage, absolute, folded

_NO_PICTURE = re.compile(
    r"(?<![a-z])(?:logo|placeholder|default|avatar|blank|spacer|sprite|favicon|icon|gravatar|share)(?![a-z])"
    r"|\.svg$",
    re.IGNORECASE,
)
_CREDIT = re.compile(r"(?<![a-z])(?:credit|copyright|photographer|byline|source|fotograf)", re.IGNORECASE)
# Where pages keep the address of a picture; those that load it late have a stand-in at `src`.
SOURCES = ("data-src", "data-original", "data-lazy-src", "src")
# Elements around a figure that hold nothing else.
_WRAPPERS = 3
_NEAR = 3


def is_picture(address: str) -> bool:
    """Say whether an address may be that of a picture of the story, and not of a logo or a stand-in."""
    return bool(address) and not _NO_PICTURE.search(urlsplit(address).path.rpartition("/")[2])


def source_of(image: HtmlElement) -> str:
    return next((value for name in SOURCES if (value := image.get(name))), "")


def caption_and_credit(figure: HtmlElement) -> tuple[str, str]:
    """Part the words of a figure into its caption and the credit that is marked as such."""
    caption = next(figure.iter("figcaption"), None)
    if caption is None:
        return "", ""
    text = folded(caption.text_content())
    for element in caption.iterdescendants():
        if _CREDIT.search(f"{element.get('class', '')} {element.get('itemprop', '')}"):
            credit = folded(element.text_content())
            if credit and credit != text:
                return folded(text.replace(credit, "", 1)), credit
    return text, ""


def with_figures(passages: list[Passage], found: list[Passage]) -> list[Passage]:
    """Put between the passages that were found the figures that stand among them on the page."""
    kept = {id(passage) for passage in found}
    numbers = [number for number, passage in enumerate(passages) if id(passage) in kept]
    if not numbers:
        return found
    boxes = {box for passage in found for box in _around(passage.element)}
    return [
        passage
        for passage in passages[numbers[0] : numbers[-1] + 1]
        if id(passage) in kept or (passage.kind == "image" and _place_of(passage.element) in boxes)
    ]


def _around(element: HtmlElement) -> list[HtmlElement]:
    return [element, *(box for box, _ in zip(element.iterancestors(), range(_NEAR), strict=False))]


def _place_of(figure: HtmlElement) -> HtmlElement | None:
    """Give the element that a figure stands in, beyond those that hold it alone."""
    box = figure.getparent()
    for _ in range(_WRAPPERS):
        if box is None or len(box) != 1:
            break
        box = box.getparent()
    return box


def read_figures(passages: list[Passage], base: str) -> Iterator[Passage]:
    """Write the figures among passages; one without a picture that the web can see is left out."""
    for passage in passages:
        if passage.kind != "image":
            yield passage
        elif html := _html_of(passage.element, base):
            yield replace(passage, html=html)


def _html_of(figure: HtmlElement, base: str) -> str:
    for image in figure.iter("img"):
        address = absolute(source_of(image), base)
        if address.startswith("http") and is_picture(address):
            words = " ".join(filter(None, caption_and_credit(figure)))
            caption = f"<figcaption>{escape(words, quote=False)}</figcaption>" if words else ""
            return f'<img src="{escape(address)}" alt="{escape(folded(image.get("alt", "")))}">{caption}'
    return ""
