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
TEXT_COLUMNS = ("headline", "standfirst", "body", "blocks", "slug", "seo_title", "seo_description")
PICTURE_COLUMNS = {Kind.CAPTION: "caption", Kind.ALTERNATIVE_TEXT: "alternative_text"}


def assemble(article: Article) -> Sequence[Segment]:
    """Write every text of the article and the words of its pictures, and count the revision up.

    Runs in the transaction of the change that made it necessary, with the article's row locked.
    Gives the segments that it read.
    """
    segments = list(Segment.objects.filter(article=article).order_by("position"))
    before = article.headline
    article.headline = _line(segments, Kind.HEADLINE)
    article.standfirst = _line(segments, Kind.STANDFIRST)
    article.blocks = blocks_of(segments)
    article.body = html_of(article.blocks)
    article.slug = _slug(article, before, _line(segments, Kind.SLUG))
    article.seo_title = _line(segments, Kind.SEO_TITLE)
    article.seo_description = _line(segments, Kind.SEO_DESCRIPTION)
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


def _slug(article: Article, former_headline: str, chosen: str) -> str:
    """Make the slug follow the headline until somebody writes another or readers know it."""
    if article.slug and (article.slug == chosen or (not chosen and article.headline == former_headline)):
        return article.slug
    if article.versions.exists():
        return article.slug
    if chosen:
        return chosen
    made_before = make_slug(former_headline, article.language)
    is_ours = not article.slug or re.fullmatch(rf"{re.escape(made_before)}(-\d+)?", article.slug)
    return free_slug(article) if is_ours else article.slug


def _show_pictures(article: Article, segments: Iterable[Segment]) -> None:
    """Give each picture its words; one whose alternative text is missing or left out is not shown."""
    words = _words_of_pictures(segments)
    if not words:
        return
    shown = {use.image_id: use for use in article.image_uses.filter(image__in=words)}
    for image, columns in words.items():
        use = shown.get(image)
        is_described = columns.get("alternative_text", True) or columns.get("is_decorative")
        if not is_described:
            ImageUse.objects.filter(article=article, image=image).delete()
        elif use is None or any(getattr(use, name) != value for name, value in columns.items()):
            ImageUse.objects.update_or_create(
                article=article,
                image_id=image,
                defaults=columns,
                create_defaults={**columns, "position": _place(article, image)},
            )


def _words_of_pictures(segments: Iterable[Segment]) -> dict[int, dict[str, str | bool]]:
    """Give the columns of `ImageUse` that the segments decide, by picture."""
    words: dict[int, dict[str, str | bool]] = {}
    for segment in segments:
        if segment.image_id:
            columns = words.setdefault(segment.image_id, {})
            is_silent = segment.is_out or segment.is_decorative
            columns[PICTURE_COLUMNS[Kind(segment.kind)]] = "" if is_silent else segment.target
            if segment.kind == Kind.ALTERNATIVE_TEXT:
                columns["is_decorative"] = segment.is_decorative and not segment.is_out
    return words


def _place(article: Article, image: int) -> int:
    """Give the place that the picture has in the source edition."""
    snapshot = article.based_on
    pictures = snapshot.version.pictures if snapshot and snapshot.version else []
    places = [place for place, picture in enumerate(pictures) if picture["image"] == image]
    return places[0] if places else len(pictures)
