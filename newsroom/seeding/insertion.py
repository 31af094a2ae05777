"""Storing many rows that hold a text's blocks."""

from __future__ import annotations

from typing import TypeVar

from django.db.models import JSONField, Value

from articles.models import Article, PublishedVersion, Snapshot

WithBlocks = TypeVar("WithBlocks", Article, PublishedVersion, Snapshot)


def insert(rows: list[WithBlocks]) -> None:
    """Store the rows, all of one model, and give them their keys.

    On PostgreSQL Django would hand over each column as one array, in which the driver escapes JSON
    letter by letter, in Python; one expression among the values lets it write plain rows instead.
    """
    if not rows:
        return
    first, blocks = rows[0], rows[0].blocks
    first.blocks = Value(blocks, JSONField())
    type(first)._default_manager.bulk_create(rows)
    first.blocks = blocks
