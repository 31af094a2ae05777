"""Rows that are written once: querysets that refuse, and database triggers that stand behind them.

SQLite drops a table's triggers whenever a migration remakes it, so they are taken away before and
put back after every `migrate` (`articles.apps`).
"""

from __future__ import annotations

from typing import Any, NamedTuple, TypeVar

from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper

Row = TypeVar("Row", bound=models.Model)


class AppendOnlyQuerySet(models.QuerySet[Row]):
    """Refuses change and deletion of rows, but for the columns named in `changeable`."""

    changeable: frozenset[str] = frozenset()

    def update(self, **kwargs: Any) -> int:
        """Change what may be changed; raise TypeError for the rest."""
        if frozen := sorted(kwargs.keys() - self.changeable):
            message = f"{self.model.__name__} is written once: {', '.join(frozen)} cannot be changed."
            raise TypeError(message)
        return super().update(**kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        """Refuse."""
        message = f"{self.model.__name__} is written once and never deleted."
        raise TypeError(message)


class Guard(NamedTuple):
    """One table and what may be done to its rows after they were written."""

    table: str
    changeable: frozenset[str] = frozenset()
    may_be_deleted: bool = False


GUARDS = (
    Guard("articles_publishedversion", frozenset({"visible_until", "announced_at"})),
    Guard("articles_publishedversion_tags"),
    Guard("articles_versioncredit"),
    Guard("articles_event"),
    Guard("articles_snapshot", may_be_deleted=True),
)


def triggers_of(connection: BaseDatabaseWrapper) -> set[str]:
    """Name the triggers of ours that stand in the database."""
    if connection.vendor == "sqlite":
        query = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'frozen_%%'"
    else:
        query = "SELECT tgname FROM pg_trigger WHERE tgname LIKE 'frozen_%%'"
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {row[0] for row in cursor.fetchall()}


def expected_triggers() -> set[str]:
    """Name the triggers that must stand once every migration has run."""
    changes = {f"frozen_change_{guard.table}" for guard in GUARDS}
    return changes | {f"frozen_delete_{guard.table}" for guard in GUARDS if not guard.may_be_deleted}


def install(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers on every guarded table that exists."""
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        for guard in GUARDS:
            if guard.table in tables:
                description = connection.introspection.get_table_description(cursor, guard.table)
                columns = [row.name for row in description if row.name not in guard.changeable]
                for statement in _statements(connection.vendor, guard, columns):
                    cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away, for a migration or the flush of a test."""
    standing = triggers_of(connection)
    with connection.cursor() as cursor:
        for guard in GUARDS:
            for name in (f"frozen_change_{guard.table}", f"frozen_delete_{guard.table}"):
                if name in standing:
                    on_table = "" if connection.vendor == "sqlite" else f" ON {guard.table}"
                    cursor.execute(f"DROP TRIGGER {name}{on_table}")


def _statements(vendor: str, guard: Guard, columns: list[str]) -> list[str]:
    """Write the SQL for one table; every name in it comes from this module or the schema."""
    message = f"{guard.table} is written once"
    listed = ", ".join(f'"{column}"' for column in columns)
    occasions = [("change", f"UPDATE OF {listed}")]
    if not guard.may_be_deleted:
        occasions.append(("delete", "DELETE"))
    if vendor == "sqlite":
        return [
            f"CREATE TRIGGER IF NOT EXISTS frozen_{name}_{guard.table} BEFORE {occasion} ON {guard.table} "
            f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
            for name, occasion in occasions
        ]
    function = (
        "CREATE OR REPLACE FUNCTION refuse_change_of_frozen_row() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '% is written once', TG_TABLE_NAME "
        "USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    return [
        function,
        *(
            f"CREATE OR REPLACE TRIGGER frozen_{name}_{guard.table} BEFORE {occasion} ON {guard.table} "
            "FOR EACH ROW EXECUTE FUNCTION refuse_change_of_frozen_row()"
            for name, occasion in occasions
        ),
    ]


def remove_before_migrate(using: str, **_kwargs: Any) -> None:
    """Answer Django's pre_migrate signal."""
    remove(connections[using])


def install_after_migrate(using: str, **_kwargs: Any) -> None:
    """Answer Django's post_migrate signal."""
    install(connections[using])
