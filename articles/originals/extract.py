"""From the page of a publisher to the piece it shows."""

from __future__ import annotations

from django.utils.translation import gettext as _

from articles import richtext
from articles.originals import facts, pasted
from articles.originals.body import article_of
from articles.originals.charset import decode
from articles.originals.detection import language_of
from articles.originals.linked_data import text_at
from articles.originals.opening import part_opening
from articles.originals.passages import Passage, base_of, parse
from articles.originals.piece import Piece, UnreadableError, shortened
from articles.richtext import Block

_MARKUP = {
    "paragraph": "<p>{}</p>",
    "heading2": "<h2>{}</h2>",
    "heading3": "<h3>{}</h3>",
    "quote": "<blockquote>{}</blockquote>",
    "list_item": "<ul><li>{}</li></ul>",
    "numbered_item": "<ol><li>{}</li></ol>",
    "rule": "<hr>",
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
    document = facts.Document.of(tree, url)
    headline = facts.headline_of(document)
    passages = article_of(tree, base_of(tree, url))
    opening = part_opening(document, passages, headline, facts.authors_of(document))
    blocks = blocks_from(opening.rest)
    if not blocks:
        raise UnreadableError(_("There is no article on this page: no paragraph of text could be found."))
    words = richtext.plain_text(blocks)
    return Piece(
        headline=shortened(headline),
        standfirst=opening.standfirst,
        authors=opening.authors,
        first_published_at=facts.first_published(document),
        language=language_of(words, stated_language(document)),
        canonical_url=facts.canonical_of(document),
        blocks=blocks,
        page=content,
        site_name=facts.site_name_of(document),
    )


def blocks_from(passages: list[Passage]) -> list[Block]:
    """Write passages as clean blocks; rules at either end are gone."""
    blocks = richtext.blocks_of("".join(_MARKUP[passage.kind].format(passage.html) for passage in passages))
    while blocks and blocks[-1]["kind"] == "rule":
        blocks.pop()
    while blocks and blocks[0]["kind"] == "rule":
        blocks.pop(0)
    return blocks


def stated_language(document: facts.Document) -> str:
    """Give the language that the page says it is in."""
    html = next(document.tree.iter("html"), document.tree)
    return (
        html.get("lang", "")
        or html.get("xml:lang", "")
        or text_at(document.data, "inLanguage")
        or document.meta("og:locale", "content-language", "dc.language", "language")
    )
