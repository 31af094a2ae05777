"""From the page of a publisher to the piece it shows."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from articles import richtext
from articles.originals import facts, pasted, walls
from articles.originals.authors import authors_of
from articles.originals.body import article_of
from articles.originals.bylines import bylines_of
from articles.originals.charset import decode
from articles.originals.dates import first_published, last_modified
from articles.originals.detection import language_found
from articles.originals.document import Document
from articles.originals.headlines import headline_of
from articles.originals.opening import part_opening
from articles.originals.passages import Passage, parse
from articles.originals.pictures import picture_of
from articles.originals.piece import Found, Piece, UnreadableError, shortened
from articles.richtext import Block

_MARKUP = {
    "paragraph": "<p>{}</p>",
    "heading2": "<h2>{}</h2>",
    "heading3": "<h3>{}</h3>",
    "quote": "<blockquote>{}</blockquote>",
    "list_item": "<ul><li>{}</li></ul>",
    "numbered_item": "<ol><li>{}</li></ol>",
    "rule": "<hr>",
    "image": "<figure>{}</figure>",
}


def extract(html: bytes | str, url: str = "", content_type: str = "") -> Piece:
    """Read the article in a page, or raise UnreadableError with a sentence when there is none."""
    content = html.encode("utf-8", "replace") if isinstance(html, str) else html
    text = html if isinstance(html, str) else decode(html, content_type)
    if content_type.partition(";")[0].strip().lower() == "text/plain":
        return pasted.read_text(text, url, has_headline=True, page=content)
    tree = parse(text)
    if tree is None:
        raise UnreadableError(_("The page is empty."))
    document = Document.of(tree, url)
    headline = headline_of(document)
    passages = article_of(tree, document.base)
    bylines = bylines_of(document, headline.value, passages)
    opening = part_opening(document, passages, headline.value, authors_of(document, bylines.authors))
    blocks = blocks_from(opening.rest)
    stated = facts.stated_language(document)
    language = language_found(richtext.plain_text(blocks), stated)
    written_in = stated or language
    piece = _piece(
        {
            "headline": headline._replace(value=shortened(headline.value)) if headline.value else None,
            "standfirst": opening.standfirst,
            "authors": opening.authors,
            "first_published_at": first_published(
                document, bylines.dates, written_in.value if written_in else ""
            ),
            "modified_at": last_modified(document),
            "language": language,
            "canonical_url": facts.canonical_of(document),
            "picture": picture_of(document),
            **facts.licence_of(document),
        },
        blocks=blocks,
        page=content,
        site_name=document.site_name,
    )
    walls.refuse(document, piece)
    return piece


def _piece(found: dict[str, Found[Any] | None], **others: Any) -> Piece:
    """Make a piece of what was found; what was not found stays empty."""
    values = {"headline": ""} | {name: each.value for name, each in found.items() if each}
    return Piece(**values, **others, sources={name: each.source for name, each in found.items() if each})


def blocks_from(passages: list[Passage]) -> list[Block]:
    """Write passages as clean blocks; rules at either end are gone."""
    blocks = richtext.blocks_of("".join(_MARKUP[passage.kind].format(passage.html) for passage in passages))
    while blocks and blocks[-1]["kind"] == "rule":
        blocks.pop()
    while blocks and blocks[0]["kind"] == "rule":
        blocks.pop(0)
    return blocks
