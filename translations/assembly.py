"""Putting the segments of a translation together: the working text of its article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from django.db.models import F
from django.utils import timezone

from articles.addresses import free_slug
from articles.models import Article, ImageUse
from articles.richtext import Block, html_of
from articles.slugs import make_slug
from translations import marks
from translations.models import Segment

Kind, State = Segment.Kind, Segment.State
TEXT_COLUMNS = ("headline", "standfirst", "body", "blocks", "slug")


def assemble(article: Article) -> Sequence[Segment]:
    """Write headline, standfirst, body, slug and the words of pictures, and count the revision up.

    Runs in the transaction of the change that made it necessary, with the article's row locked.
    Gives the segments that it read.
    """
    segments = list(Segment.objects.filter(article=article).order_by("position"))
    before = article.headline
    article.headline = _line(segments, Kind.HEADLINE)
    article.standfirst = _line(segments, Kind.STANDFIRST)
    article.blocks = blocks_of(segments)
    article.body = html_of(article.blocks)
    if article.headline != before:
        article.slug = _slug(article, before)
    article.revision += 1
    article.updated_at = timezone.now()
    Article.objects.filter(pk=article.pk).update(
        **{name: getattr(article, name) for name in TEXT_COLUMNS},
        revision=F("revision") + 1,
        updated_at=article.updated_at,
    )
    _show_pictures(article, segments)
    return segments


def blocks_of(segments: Iterable[Segment]) -> list[Block]:
    """Give the blocks of the body: what is not translated yet is missing, what was left out is named."""
    blocks: list[Block] = []
    for segment in segments:
        if segment.is_plain:
            continue
        if segment.state == State.MERGED:
            if blocks:
                sources = [*blocks[-1].get("sources", []), *segment.source_numbers]
                blocks[-1]["sources"] = list(dict.fromkeys(sources))
        elif segment.state == State.LEFT_OUT and not segment.source_numbers:
            continue  # what the newsroom added and took away again is nothing that readers miss
        elif segment.state == State.LEFT_OUT:
            blocks.append({**_block(segment, ""), "left_out": True})
        else:
            blocks.extend(_block(segment, html) for html in _contents(segment))
    return blocks


def _contents(segment: Segment) -> list[str]:
    """Give the inline HTML of each paragraph that stands in one segment."""
    if segment.kind == Kind.RULE:
        return [""]
    text = segment.source if segment.is_locked else segment.target
    written = (
        marks.html_of(part, segment.source_links, segment.source_placeholders)
        for part in marks.paragraphs(text)
    )
    return [html for html in written if html]


def _block(segment: Segment, html: str) -> Block:
    block: Block = {
        "kind": segment.kind,
        "html": html,
        "sources": list(segment.source_numbers),
        "origin": segment.origin,
    }
    if not segment.source_numbers:
        block["added"] = True
    return block


def _line(segments: Iterable[Segment], kind: str) -> str:
    """Give the text of the one segment of this kind, nothing when there is none or it is left out."""
    return next((segment.target for segment in segments if segment.kind == kind and not segment.is_out), "")


def _slug(article: Article, former_headline: str) -> str:
    """Make the slug follow the headline until somebody writes another or readers know it."""
    made_before = make_slug(former_headline, article.language)
    is_ours = not article.slug or re.fullmatch(rf"{re.escape(made_before)}(-\d+)?", article.slug)
    if not is_ours or article.versions.exists():
        return article.slug
    return free_slug(article)


def _show_pictures(article: Article, segments: Iterable[Segment]) -> None:
    """Give each picture its words; one whose alternative text is missing or left out is not shown."""
    words: dict[int, dict[str, str]] = {}
    for segment in segments:
        if segment.image_id:
            texts = words.setdefault(segment.image_id, {})
            texts[segment.kind] = "" if segment.is_out else segment.target
    if not words:
        return
    shown = {use.image_id: use for use in article.image_uses.filter(image__in=words)}
    for image, texts in words.items():
        use = shown.get(image)
        if Kind.ALTERNATIVE_TEXT in texts and not texts[Kind.ALTERNATIVE_TEXT]:
            ImageUse.objects.filter(article=article, image=image).delete()
        elif use is None or _differs(use, texts):
            _show(article, image, texts)


def _differs(use: ImageUse, texts: dict[str, str]) -> bool:
    caption = texts.get(Kind.CAPTION, use.caption)
    alternative = texts.get(Kind.ALTERNATIVE_TEXT, use.alternative_text)
    return (use.caption, use.alternative_text) != (caption, alternative)


def _show(article: Article, image: int, texts: dict[str, str]) -> None:
    columns = {Kind.CAPTION: "caption", Kind.ALTERNATIVE_TEXT: "alternative_text"}
    values = {columns[Kind(kind)]: text for kind, text in texts.items()}
    ImageUse.objects.update_or_create(
        article=article,
        image_id=image,
        defaults=values,
        create_defaults={**values, "position": _place(article, image)},
    )


def _place(article: Article, image: int) -> int:
    """Give the place that the picture has in the source edition."""
    snapshot = article.based_on
    pictures = snapshot.version.pictures if snapshot and snapshot.version else []
    places = [place for place, picture in enumerate(pictures) if picture["image"] == image]
    return places[0] if places else len(pictures)
