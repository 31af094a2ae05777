"""Migrations without languages: they name translated fields, settings name the languages.

django-modeltranslation gives a model one column per language. Here a migration says only
`SyncTranslationColumns("section", ["name", "slug"])`; the operation makes the columns of the
languages in settings, the autodetector overlooks language columns on both sides, and `reconcile`
adds the columns of languages that were added to settings since the last `migrate`.
See docs/decisions/0004-migrations-without-languages.md.
"""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError
from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ModelState, ProjectState
from modeltranslation.settings import AVAILABLE_LANGUAGES
from modeltranslation.translator import translator
from modeltranslation.utils import build_localized_fieldname

Key = tuple[str, str]
COLUMN_OF = "column_of"  # marks a field that settings' languages brought: the name of its base


def _column_field(base: models.Field, name: str, language: str) -> models.Field:
    """Make the nullable field that holds one language's value of a translated field."""
    _name, _path, args, kwargs = base.deconstruct()
    field = base.__class__(*args, **{**kwargs, "null": True})
    field.name = build_localized_fieldname(name, language)
    setattr(field, COLUMN_OF, name)
    return field


def _without_columns(fields: dict[str, models.Field]) -> dict[str, models.Field]:
    return {name: field for name, field in fields.items() if not getattr(field, COLUMN_OF, None)}


class SyncTranslationColumns(Operation):
    """Give every language in settings its column of each translated field of one model."""

    reduces_to_sql = True
    reversible = True

    def __init__(self, model_name: str, fields: list[str]) -> None:
        """Take the model and the fields that are translated from here on."""
        self.model_name = model_name
        self.fields = tuple(fields)

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """Write the operation without naming a language."""
        return self.__class__.__name__, [], {"model_name": self.model_name, "fields": list(self.fields)}

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Put the columns of today's languages into the state."""
        key = app_label, self.model_name.lower()
        fields = _without_columns(state.models[key].fields)
        for name in self.fields:
            for language in AVAILABLE_LANGUAGES:
                field = _column_field(fields[name], name, language)
                fields[field.name] = field
        state.models[key].fields = fields
        state.reload_model(*key, delay=True)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Remove, add and alter columns until the table is what the state says.

        SQLite remakes a table from the model that it is given, so that one must have the columns
        that the table has at that moment, no more and no less.
        """
        old = from_state.apps.get_model(app_label, self.model_name)
        new = to_state.apps.get_model(app_label, self.model_name)
        if not self.allow_migrate_model(schema_editor.connection.alias, new):
            return
        before = {field.name: field for field in old._meta.local_fields}
        after = {field.name: field for field in new._meta.local_fields}
        state = from_state.clone()
        for name in (name for name in before if name not in after):
            model = state.apps.get_model(app_label, self.model_name)
            schema_editor.remove_field(model, model._meta.get_field(name))
            state.remove_field(app_label, self.model_name.lower(), name)
        for name, field in after.items():
            if name not in before:
                _add_column(schema_editor, new, field)
        for name, field in after.items():
            if name in before and before[name].deconstruct()[1:] != field.deconstruct()[1:]:
                schema_editor.alter_field(new, before[name], field)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Go back the same way."""
        self.database_forwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        """Say it in the words of `migrate`."""
        return f"Columns per language of {self.model_name}: {', '.join(self.fields)}"

    @property
    def migration_name_fragment(self) -> str:
        """Name a migration after it."""
        return f"{self.model_name.lower()}_translations"


class NeutralAutodetector(MigrationAutodetector):
    """Compares states without language columns; adds SyncTranslationColumns where they must follow."""

    generated_operations: dict[str, list[Operation]]

    def __init__(self, from_state: ProjectState, to_state: ProjectState, questioner: Any = None) -> None:
        """Strip both states and remember which fields are, and were, translated."""
        from_state, to_state = from_state.clone(), to_state.clone()
        self._wanted: dict[Key, tuple[str, ...]] = {}
        self._standing: dict[Key, tuple[str, ...]] = {}
        for model in translator.get_registered_models(abstract=False):
            key = model._meta.app_label, model._meta.model_name or ""
            options = translator.get_options_for_model(model)
            if key in to_state.models and options.all_fields:
                columns = {field.name for fields in options.all_fields.values() for field in fields}
                state: ModelState = to_state.models[key]
                state.fields = {name: field for name, field in state.fields.items() if name not in columns}
                self._wanted[key] = tuple(sorted(options.all_fields))
        for key, state in from_state.models.items():
            bases = {getattr(field, COLUMN_OF, "") for field in state.fields.values()} - {""}
            if bases:
                self._standing[key] = tuple(sorted(bases))
                state.fields = _without_columns(state.fields)
        super().__init__(from_state, to_state, questioner)

    def generate_altered_db_table(self) -> None:
        """Follow Django's last generator with the operations for language columns."""
        super().generate_altered_db_table()
        touched = {
            (app, str(getattr(operation, "model_name", None) or getattr(operation, "name", "")).lower())
            for app, operations in self.generated_operations.items()
            for operation in operations
        }
        for key, wanted in self._wanted.items():
            is_changed = key in touched and self._base_has_changed(key, wanted)
            if self._standing.get(key) != wanted or is_changed:
                self.add_operation(key[0], SyncTranslationColumns(key[1], list(wanted)))
        for key in self._standing.keys() - self._wanted.keys():
            if key in self.to_state.models:
                self.add_operation(key[0], SyncTranslationColumns(key[1], []))

    def _base_has_changed(self, key: Key, wanted: tuple[str, ...]) -> bool:
        old = self.from_state.models.get(key)
        if old is None:
            return True
        new = self.to_state.models[key]
        return any(
            name not in old.fields
            or self.deep_deconstruct(old.fields[name]) != self.deep_deconstruct(new.fields[name])
            for name in wanted
        )


def reconcile(
    using: str, apps: Any = None, plan: Any = None, verbosity: int = 1, stdout: Any = None, **_kwargs: Any
) -> None:
    """Add the columns of languages that were added to settings (Django's pre_migrate signal).

    Runs before pending migrations, so that a table that SQLite remakes has every column. `apps` is
    the state after the migrations that were applied. Raises CommandError where SQLite would drop
    the columns of a language that settings no longer name.
    """
    if apps is None or getattr(apps, "columns_are_reconciled", False):
        return
    apps.columns_are_reconciled = True  # the signal comes once per application; one pass is enough
    connection = connections[using]
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
    for model in apps.get_models():
        if model._meta.db_table in tables:
            _reconcile_table(connection, model, plan, verbosity, stdout)


def _reconcile_table(
    connection: BaseDatabaseWrapper, model: type[models.Model], plan: Any, verbosity: int, stdout: Any
) -> None:
    names = {field.name for field in model._meta.local_fields}
    bases = {
        name
        for name in names
        if any(build_localized_fieldname(name, language) in names for language in AVAILABLE_LANGUAGES)
    }
    if not bases:
        return
    table = model._meta.db_table
    with connection.cursor() as cursor:
        standing = {row.name for row in connection.introspection.get_table_description(cursor, table)}
    known = {field.column for field in model._meta.local_fields}
    retired = sorted(
        column for column in standing - known if any(column.startswith(f"{base}_") for base in bases)
    )
    if retired and plan and connection.vendor == "sqlite":
        message = (
            f"{table} has columns of languages that settings no longer name: {', '.join(retired)}. "
            "SQLite would drop them while migrating. Put the languages back into NEWSROOM_LANGUAGES."
        )
        raise CommandError(message)
    missing = [field for field in model._meta.local_fields if field.column not in standing]
    if not missing:
        return
    with connection.schema_editor() as editor:
        for field in missing:
            if verbosity and stdout:
                stdout.write(f"  Adding language column {table}.{field.column}\n")
            _add_column(editor, model, field)


def _add_column(editor: BaseDatabaseSchemaEditor, model: type[models.Model], field: models.Field) -> None:
    """Add one nullable column; SQLite must not remake the table, which may lack others of the model."""
    if editor.connection.vendor != "sqlite":
        editor.add_field(model, field)
        return
    table, column = editor.quote_name(model._meta.db_table), editor.quote_name(field.column)
    editor.execute(
        f"ALTER TABLE {table} ADD COLUMN {column} {field.db_parameters(editor.connection)['type']} NULL"
    )
    if field.unique:
        index = editor.quote_name(f"{model._meta.db_table}_{field.column}_uniq")
        editor.execute(f"CREATE UNIQUE INDEX {index} ON {table} ({column})")
