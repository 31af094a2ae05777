"""What the search looks through: words as they are compared, published and working text in tables apart."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.translation import gettext_lazy as _

from articles.models.articles import Article
from articles.models.sections import Section
from articles.models.versions import PublishedVersion

# PostgreSQL counts no further.
LAST_POSITION = 16_383


def quoted_word(word: str) -> str:
    """Write a word as PostgreSQL's text search reads it: as one word, whatever it holds."""
    escaped = word.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"


def vector(words: str) -> str:
    """Write words, parted by spaces, with their positions as PostgreSQL's tsvector."""
    positions: dict[str, list[str]] = {}
    for number, word in enumerate(words.split(), start=1):
        positions.setdefault(word, []).append(str(min(number, LAST_POSITION)))
    return " ".join(f"{quoted_word(word)}:{','.join(found)}" for word, found in positions.items())


class WordsField(models.TextField):
    """Words parted by spaces: a text that FTS5 indexes on SQLite, a `tsvector` on PostgreSQL.

    For writing and matching only: what PostgreSQL gives back is its own notation.
    """

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        """Name the column's type."""
        return "tsvector" if connection.vendor == "postgresql" else "text"

    def get_placeholder(self, value: Any, compiler: Any, connection: BaseDatabaseWrapper) -> str:
        """Say what the value is; also keeps Django from sending whole columns as arrays."""
        return "%s::tsvector" if connection.vendor == "postgresql" else "%s"

    def get_db_prep_value(
        self,
        value: Any,
        connection: BaseDatabaseWrapper,
        prepared: bool = False,  # noqa: FBT001, FBT002 - Django's signature
    ) -> Any:
        """Write the words as the database wants them."""
        return vector(value) if connection.vendor == "postgresql" else value


class Entry(models.Model):
    """The words of one text: those of its headline, and all of them; both begin with its language.

    `articles.search.databases` puts the indexes beside the tables.
    """

    headline = WordsField(editable=False)
    words = WordsField(editable=False)

    class Meta:
        abstract = True


class SearchEntry(Entry):
    """What readers can find: the words of one version that they see or will see, and the text to quote from.

    Whether they see it now is asked when they search. `articles.search.index` is the only writer.
    """

    version = models.OneToOneField(
        PublishedVersion, on_delete=models.CASCADE, primary_key=True, related_name="search_entry"
    )
    text = models.TextField(editable=False)
    # As the version has them, frozen: what PostgreSQL filters by without a look at the version.
    section = models.ForeignKey(
        Section,
        on_delete=models.DO_NOTHING,
        related_name="+",
        db_index=False,
        db_constraint=False,
        editable=False,
    )
    first_published_at = models.DateTimeField(editable=False)

    class Meta:
        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")

    def __str__(self) -> str:
        return f"{self.version_id}"


class WorkingEntry(Entry):
    """What the newsroom can find: the words of one article's working text, as of one revision."""

    article = models.OneToOneField(
        Article, on_delete=models.CASCADE, primary_key=True, related_name="working_entry"
    )
    revision = models.PositiveIntegerField(editable=False)

    class Meta:
        verbose_name = _("search entry of a working text")
        verbose_name_plural = _("search entries of working texts")

    def __str__(self) -> str:
        return f"{self.article_id} ({self.revision})"
