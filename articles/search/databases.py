"""The same search in the words of two databases: SQLite's FTS5 and PostgreSQL's GIN.

Only words that `articles.search.words` made reach a database, each in quotes: nothing that a reader
typed is read as an operator.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import RawSQL

from articles.models import SearchEntry, WorkingEntry
from articles.models.search import Entry, quoted_word
from articles.search import queries
from articles.search.queries import Clause

# Stands before a language's code as the first word of an entry; in no word of a text.
LANGUAGE_SIGN = "\ue000"
ENTRIES: tuple[type[Entry], ...] = (SearchEntry, WorkingEntry)
COLUMNS = ("headline", "words")
OCCASIONS = ("insert", "delete", "update")

Wanted = Sequence[tuple[str, list[Clause]]]


def keys_of(
    entries: type[Entry], wanted: Wanted, *, column: str = "words", newest: int | None = None
) -> RawSQL:
    """Select the keys of the entries that fit; `wanted` pairs languages with clauses, one of which must fit.

    With `newest` only so many, those with the highest keys.
    """
    table, key = _names(entries)
    if connection.vendor == "postgresql":
        asked = " | ".join(_ts_query(code, clauses) for code, clauses in wanted)
        sql = f"SELECT {key} FROM {table} WHERE {column} @@ %s::tsquery"  # noqa: S608 - names of the schema
    else:
        index, key = _index_of(table), "rowid"
        asked = f"{column} : ({' OR '.join(_fts5_query(code, clauses) for code, clauses in wanted)})"
        sql = f"SELECT {key} FROM {index} WHERE {index} MATCH %s"  # noqa: S608 - names of the schema
    # The sum keeps PostgreSQL from walking along the keys and looking into every text on the way.
    order = f"{key} + 0" if connection.vendor == "postgresql" else key
    limit = f" ORDER BY {order} DESC LIMIT {int(newest)}" if newest else ""
    return RawSQL(sql + limit, [asked])  # noqa: S611 - what is searched for is a parameter


def _names(entries: type[Entry]) -> tuple[str, str]:
    return entries._meta.db_table, entries._meta.pk.column


def _index_of(table: str) -> str:
    return f"{table}_fts"


def _ts_query(code: str, clauses: Iterable[Clause]) -> str:
    found = (" | ".join(map(_ts_sequence, clause.sequences)) for clause in clauses)
    return "(" + " & ".join([quoted_word(LANGUAGE_SIGN + code), *(f"({each})" for each in found)]) + ")"


def _ts_sequence(sequence: queries.Sequence) -> str:
    star = ":*" if sequence.is_beginning else ""
    return f"({' <-> '.join(map(quoted_word, sequence.words))}{star})"


def _fts5_query(code: str, clauses: Iterable[Clause]) -> str:
    found = (" OR ".join(map(_fts5_sequence, clause.sequences)) for clause in clauses)
    return "(" + " AND ".join([f'"{LANGUAGE_SIGN}{code}"', *(f"({each})" for each in found)]) + ")"


def _fts5_sequence(sequence: queries.Sequence) -> str:
    words = " ".join(sequence.words).replace('"', '""')
    return f'"{words}"' + (" *" if sequence.is_beginning else "")


def install(connection: BaseDatabaseWrapper) -> None:
    """Put the indexes, and on SQLite what keeps them right, beside every table of entries that exists."""
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        for entries in ENTRIES:
            table, key = _names(entries)
            if table not in tables:
                continue
            if connection.vendor == "postgresql":
                statements = _gin(table)
            else:
                statements = [
                    *_fts5(table, key, is_new=_index_of(table) not in tables),
                    *_triggers(table, key),
                ]
            for statement in statements:
                cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take SQLite's triggers away, which would stand in the way of a migration that remakes a table."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        for entries in ENTRIES:
            for occasion in OCCASIONS:
                cursor.execute(f"DROP TRIGGER IF EXISTS search_{occasion}_{entries._meta.db_table}")


def _gin(table: str) -> list[str]:
    # Texts and vectors go beside the rows: all that is read for every match is the key.
    narrow = f"ALTER TABLE {table} SET (toast_tuple_target = 128)"
    indexes = [
        f"CREATE INDEX IF NOT EXISTS {table}_{column} ON {table} USING gin ({column}) "
        # What is not sorted in yet is read by every search, so it stays short.
        "WITH (gin_pending_list_limit = 512)"
        for column in COLUMNS
    ]
    return [narrow, *indexes]


def _fts5(table: str, key: str, *, is_new: bool) -> list[str]:
    index = _index_of(table)
    if not is_new:
        return []
    options = f"content='{table}', content_rowid='{key}', tokenize='ascii', prefix='2 3'"
    return [
        f"CREATE VIRTUAL TABLE {index} USING fts5({', '.join(COLUMNS)}, {options})",
        f"INSERT INTO {index} ({index}) VALUES ('rebuild')",  # noqa: S608 - names of the schema
    ]


def _triggers(table: str, key: str) -> list[str]:
    """Keep the index as the table is, whoever changes it."""
    index, columns = _index_of(table), ", ".join(COLUMNS)
    new, old = (", ".join(f"{row}.{column}" for column in COLUMNS) for row in ("new", "old"))
    put = f"INSERT INTO {index} (rowid, {columns}) VALUES (new.{key}, {new});"  # noqa: S608 - names of the schema
    take = f"INSERT INTO {index} ({index}, rowid, {columns}) VALUES ('delete', old.{key}, {old});"  # noqa: S608
    done = {"insert": put, "delete": take, "update": f"{take} {put}"}
    return [
        f"CREATE TRIGGER IF NOT EXISTS search_{occasion}_{table} AFTER {occasion} ON {table} "
        f"BEGIN {done[occasion]} END"
        for occasion in OCCASIONS
    ]


def install_after_migrate(using: str, **_kwargs: Any) -> None:
    """Answer Django's post_migrate signal."""
    install(connections[using])


def remove_before_migrate(using: str, **_kwargs: Any) -> None:
    """Answer Django's pre_migrate signal."""
    remove(connections[using])
