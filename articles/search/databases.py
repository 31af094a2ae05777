"""The same search in the words of two databases: SQLite's FTS5 and PostgreSQL's GIN.

Only words that `articles.search.words` made reach a database, each in quotes: nothing that a reader
typed is read as an operator.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import RawSQL

from articles.models import SearchEntry, WorkingEntry
from articles.models.search import Entry, quoted_word
from articles.search import queries
from articles.search.filters import NO_CONDITIONS, Conditions
from articles.search.queries import Clause

# Stands before a language's code as the first word of an entry; in no word of a text.
LANGUAGE_SIGN = "\ue000"
ENTRIES: tuple[type[Entry], ...] = (SearchEntry, WorkingEntry)
COLUMNS = ("headline", "words")
OCCASIONS = ("insert", "delete", "update")
# How many of the newest texts that hold all words of a phrase PostgreSQL looks into for their order.
MOST_REREAD = 3_000

Wanted = Sequence[tuple[str, list[Clause]]]


@dataclass(frozen=True)
class Keys:
    """A query for the keys of entries, in SQL of the database at hand."""

    sql: str
    params: tuple[Any, ...]

    def __or__(self, other: Keys) -> Keys:
        """Select what either query selects: short lists, each with its own limit."""
        return Keys(
            f"SELECT * FROM ({self.sql}) AS one UNION ALL SELECT * FROM ({other.sql}) AS other",  # noqa: S608 - as both
            (*self.params, *other.params),
        )

    def as_expression(self) -> RawSQL:
        """Give what a queryset's `pk__in` takes."""
        return RawSQL(self.sql, self.params)  # noqa: S611 - what is searched for is a parameter


def keys_of(
    entries: type[Entry],
    wanted: Wanted,
    *,
    column: str = "words",
    newest: int | None = None,
    conditions: Conditions = NO_CONDITIONS,
) -> Keys:
    """Select the keys of the entries that fit; `wanted` pairs languages with clauses, one of which must fit.

    With `newest` only so many, those with the highest keys.
    """
    if connection.vendor == "postgresql":
        return _keys_on_postgresql(entries, wanted, column, newest, conditions)
    index = _index_of(_names(entries)[0])
    asked = f"{column} : ({' OR '.join(_fts5_query(code, clauses) for code, clauses in wanted)})"
    sql = f"SELECT rowid FROM {index} WHERE {index} MATCH %s{conditions.sql}"  # noqa: S608 - names of the schema
    limit = f" ORDER BY rowid DESC LIMIT {newest:d}" if newest else ""
    return Keys(sql + limit, (asked, *conditions.params))


def _keys_on_postgresql(
    entries: type[Entry], wanted: Wanted, column: str, newest: int | None, conditions: Conditions
) -> Keys:
    table, key = _names(entries)
    loose, exact = (
        " | ".join(_ts_query(code, clauses, between) for code, clauses in wanted) for between in ("&", "<->")
    )
    # The index knows which words a text holds, not where: what a phrase needs is looked up in the texts, of
    # the newest only, until there are enough.
    is_phrase = loose != exact
    sql = f"SELECT {key}, {column} FROM {table} WHERE {column} @@ %s::tsquery{conditions.sql}"  # noqa: S608 - as above
    if not newest:
        return Keys(f"SELECT {key} FROM ({sql}) AS fitting", (exact, *conditions.params))  # noqa: S608 - as above
    # The sum keeps PostgreSQL from walking along the keys and looking into every text on the way.
    sql = f"{sql} ORDER BY {key} + 0 DESC LIMIT {MOST_REREAD if is_phrase else newest:d}"
    found = Keys(f"SELECT {key} FROM ({sql}) AS newest", (loose, *conditions.params))  # noqa: S608 - as above
    if not is_phrase:
        return found
    in_order = f" WHERE {column} @@ %s::tsquery LIMIT {newest:d}"
    return Keys(found.sql + in_order, (*found.params, exact))


def _names(entries: type[Entry]) -> tuple[str, str]:
    return entries._meta.db_table, entries._meta.pk.column


def _index_of(table: str) -> str:
    return f"{table}_fts"


def _ts_query(code: str, clauses: Iterable[Clause], between: str) -> str:
    """Write a query; `between` the words of a sequence stands that they follow each other, or only AND."""
    found = (" | ".join(_ts_sequence(each, between) for each in clause.sequences) for clause in clauses)
    return "(" + " & ".join([quoted_word(LANGUAGE_SIGN + code), *(f"({each})" for each in found)]) + ")"


def _ts_sequence(sequence: queries.Sequence, between: str) -> str:
    star = ":*" if sequence.is_beginning else ""
    return f"({f' {between} '.join(map(quoted_word, sequence.words))}{star})"


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
                # An index of many texts takes longer than any page may.
                statements = ["SET statement_timeout = 0", *_gin(table), "RESET statement_timeout"]
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
    # No scan of all rows in parallel: it seems cheap, for that it looks into every text counts for nothing.
    narrow = f"ALTER TABLE {table} SET (toast_tuple_target = 128, parallel_workers = 0)"
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
