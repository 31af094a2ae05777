"""Filling an empty database with the demo newsroom."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from articles.models import Article, Original
from newsroom.demo import pieces, staff, talk, texts
from newsroom.demo.clearances import make_clearances


class NotEmptyError(Exception):
    """Raised where somebody's own newsroom stands already."""


def fill() -> dict[str, User]:
    """Make everything, and give the accounts by name.

    Raises NotEmptyError, and changes nothing, when there are accounts, originals or articles.
    """
    if User.objects.exists() or Original.objects.exists() or Article.objects.exists():
        raise NotEmptyError
    pictures = pieces.draw_pictures()  # drawing and encoding happen outside the transaction
    with transaction.atomic():
        newsroom = pieces.Newsroom(
            accounts=staff.make_accounts(),
            outlets=staff.make_outlets(),
            sections=staff.make_sections(),
            tags=staff.make_tags(),
            pictures=pictures,
        )
        for entry in texts.originals():
            original = pieces.make_original(newsroom, entry)
            for language, article in pieces.make_editions(newsroom, entry, original).items():
                talk.make_comments(entry["key"], language, article.pk, newsroom.accounts)
        for number, entry in enumerate(texts.own_pieces()):
            pieces.make_own_edition(newsroom, entry, at=_own_moment(number))
        talk.make_glossary()
        make_clearances(newsroom.outlets, by=newsroom.accounts["astrid"])
    return newsroom.accounts


def _own_moment(number: int) -> datetime:
    """Spread the own pieces over the last nine days; a translation of the last one is news for a while."""
    day = timezone.localtime() - timedelta(days=8 - 3 * number)
    return day.replace(hour=8, minute=20 + number, second=0, microsecond=0)
