"""Pieces that the newsroom writes itself: the same workflow, and an original from the first minute."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from articles import people
from articles.addresses import free_slug
from articles.models import Article, Original
from articles.models.people import Role
from articles.richtext import blocks_of, clean, html_of


@transaction.atomic
def create_own_piece(*, language: str, by: Any, headline: str, body: str = "", **fields: Any) -> Article:
    """Create an article and its original in one transaction, with the writer as its author.

    `fields` are further columns of the article (standfirst, section, slug …).
    """
    article = Article(language=language, headline=headline, created_by=by, **fields)
    set_body(article, body)
    article.save()
    article.root = Original.objects.create(own_article=article, language=language, headline=headline)
    article.save(update_fields=["root"])
    people.credit(article, people.person_of(by), Role.AUTHOR)
    return article


def set_body(article: Article, body: str) -> None:
    """Put rich text into an article, cleaned, and as blocks; the caller saves."""
    blocks = blocks_of(clean(body))
    article.blocks = [{**block, "sources": [], "origin": "human"} for block in blocks]
    article.body = html_of(blocks)
    if not article.slug:
        article.slug = free_slug(article)
