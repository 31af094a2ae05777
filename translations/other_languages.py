"""What readers of other languages read at the place of one block: published text, never drafts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from articles.languages import Language, language
from articles.models import Article, PublishedVersion
from articles.richtext import text_of
from translations.models import Segment

Kind = Segment.Kind
COLUMNS = {Kind.HEADLINE: "headline", Kind.STANDFIRST: "standfirst"}
PICTURE_WORDS = {Kind.CAPTION: "caption", Kind.ALTERNATIVE_TEXT: "alternative_text"}


@dataclass(frozen=True)
class Elsewhere:
    """One edition's text of a block."""

    language: Language
    text: str
    url: str


def published_texts(segment: Segment, article: Article) -> list[Elsewhere]:
    """Give what live editions of the same first original say there, in one query, ordered by language.

    A body block is found by its numbers in the snapshot, so only editions made from the same original
    are asked, and of another snapshot only the blocks that read the same in both.
    """
    versions = PublishedVersion.objects.live().filter(root=article.root_id, original=article.original_id)
    versions = versions.exclude(article=article).select_related("snapshot").order_by("language")
    found = ((version, _text(segment, article, version)) for version in versions)
    return [
        Elsewhere(language(version.language), text, version.get_absolute_url())
        for version, text in found
        if text
    ]


def _text(segment: Segment, article: Article, version: PublishedVersion) -> str:
    kind = Kind(segment.kind)
    if kind in COLUMNS:
        return str(getattr(version, COLUMNS[kind]))
    if kind in PICTURE_WORDS:
        words = (
            picture[PICTURE_WORDS[kind]]
            for picture in version.pictures
            if picture["image"] == segment.image_id
        )
        return str(next(words, ""))
    return "\n\n".join(_of_blocks(segment, article, version))


def _of_blocks(segment: Segment, article: Article, version: PublishedVersion) -> Iterator[str]:
    numbers = set(_numbers_in(version, article, segment.source_numbers))
    for block in version.blocks:
        if numbers.intersection(block.get("sources", [])) and block.get("html"):
            yield text_of(block["html"])


def _numbers_in(version: PublishedVersion, article: Article, numbers: list[int]) -> Iterator[int]:
    """Give the places that blocks of the snapshot that is followed here have in the version's snapshot."""
    mine, theirs = article.based_on, version.snapshot
    if mine is None or theirs is None or mine.pk == theirs.pk:
        yield from numbers
        return
    for number in numbers:
        html = mine.blocks[number - 1]["html"]
        yield from (place for place, block in enumerate(theirs.blocks, start=1) if block["html"] == html)
