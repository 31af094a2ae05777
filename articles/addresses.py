"""Choosing an address that nobody else has."""

from __future__ import annotations

from articles.models import Address, Article
from articles.slugs import LONGEST, make_slug


def free_slug(article: Article) -> str:
    """Make a slug from the headline that no other article has in this language; empty without one.

    Compared with every address ever given, whatever the section, and with unpublished pieces.
    """
    wanted = make_slug(article.headline, article.language)
    if not wanted:
        return ""
    slug, number = wanted, 1
    while is_taken(slug, article):
        number += 1
        slug = f"{wanted[: LONGEST - 4]}-{number}"
    return slug


def is_taken(slug: str, article: Article) -> bool:
    """Say whether another article has, or ever had, this slug in the language."""
    addresses = Address.objects.filter(language=article.language, slug=slug)
    articles = Article.objects.filter(language=article.language, slug=slug)
    return addresses.exclude(article_id=article.pk).exists() or articles.exclude(pk=article.pk).exists()
