"""Give the translations that exist a block each for their address and their words for search engines."""

from __future__ import annotations

import hashlib
import re
from typing import Any

from django.db import migrations
from django.db.models import Max

from articles.slugs import make_slug

COLUMNS = ("slug", "seo_title", "seo_description")
BATCH = 500


def chosen(article: Any, column: str) -> str:
    """Give what somebody wrote: an address that the headline does not make, words that are there."""
    text: str = getattr(article, column)
    if column != "slug":
        return text
    made = make_slug(article.headline, article.language)
    return "" if re.fullmatch(rf"{re.escape(made)}(-\d+)?", text) else text


def add_blocks(apps: Any, schema_editor: Any) -> None:
    """Add three blocks behind the last one of every translation."""
    segment_model = apps.get_model("translations", "Segment")
    articles = apps.get_model("articles", "Article").objects.filter(segments__isnull=False)
    articles = articles.annotate(last=Max("segments__position")).order_by("pk")
    blocks = []
    for article in articles.iterator(chunk_size=BATCH):
        for number, column in enumerate(COLUMNS, start=1):
            text = chosen(article, column)
            blocks.append(
                segment_model(
                    article=article,
                    position=article.last + number,
                    kind=column,
                    source_hash=hashlib.sha256(b"").hexdigest(),
                    target=text,
                    state="confirmed" if text else "empty",
                    revision=1 if text else 0,
                )
            )
    segment_model.objects.bulk_create(blocks, batch_size=BATCH)


def take_blocks_away(apps: Any, schema_editor: Any) -> None:
    """Take them away again; the articles keep their words."""
    apps.get_model("translations", "Segment").objects.filter(kind__in=COLUMNS).delete()


class Migration(migrations.Migration):
    dependencies = [("translations", "0003_words_about_the_piece")]

    operations = [migrations.RunPython(add_blocks, take_blocks_away)]
