"""Adding a language is one setting and `migrate`; migrations name no language."""

import json
import os
import re
import subprocess
import sys
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import global_settings
from django.db import IntegrityError, connection, models, transaction
from django.db.migrations.operations import AddField, AlterField, CreateModel, RemoveField
from django.db.migrations.state import ProjectState
from django.utils import translation
from modeltranslation.settings import AVAILABLE_LANGUAGES
from modeltranslation.utils import build_localized_fieldname

from articles.models import Section, Tag
from articles.translation_columns import NeutralAutodetector, SyncTranslationColumns

ROOT = Path(__file__).resolve().parents[2]
ALL = [code for code, _name in global_settings.LANGUAGES]
EIGHT = ["id", "pt-br", "sv", "en", "zh-hans", "sr-latn", "ar", "fa"]

# One process for each set of languages: what it finds before and after `migrate`, as JSON.
SCRIPT = """
import json, sys
import django
django.setup()
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from articles.models import Section, Tag

def columns(table):
    with connection.cursor() as cursor:
        return [row.name for row in connection.introspection.get_table_description(cursor, table)]

def indexes(table):
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, table)
    unique = {name: facts for name, facts in found.items() if facts["unique"] and not facts["primary_key"]}
    return {name: facts["columns"] for name, facts in unique.items()}

def refuses(model, **values):
    try:
        with transaction.atomic():
            model.objects.create(**values)
    except IntegrityError:
        return True
    return False

def migrate(*arguments):
    call_command("migrate", *arguments, verbosity=0)

def refusal_of(*arguments):
    try:
        migrate(*arguments)
    except CommandError as refusal:
        return str(refusal)
    return ""

answer = eval(sys.argv[1])
print(json.dumps(answer))
"""


class Site:
    """A database of its own, and processes that work on it with whatever languages are set."""

    def __init__(self, url):
        self.url = url

    def run(self, *arguments, languages):
        told = {name: value for name, value in os.environ.items() if not name.startswith("NEWSROOM_")}
        told |= {
            "DJANGO_SETTINGS_MODULE": "newsroom.settings",
            "DATABASE_URL": self.url,
            "REDIS_URL": "",
            "NEWSROOM_DEBUG": "True",
            "NEWSROOM_SECRET_KEY": "for this test",
            "NEWSROOM_LANGUAGES": ",".join(languages),
        }
        return subprocess.run(
            [sys.executable, *arguments], cwd=ROOT, env=told, capture_output=True, text=True, check=False
        )

    def ask(self, expression, *, languages):
        """Evaluate an expression in a process with these languages."""
        done = self.run("-c", SCRIPT, expression, languages=languages)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)


@pytest.fixture
def site(tmp_path, django_db_setup):
    """A site on an empty database of the kind that this round is about."""
    if connection.vendor == "sqlite":
        yield Site(f"sqlite:///{tmp_path / 'columns.sqlite3'}")
        return
    import psycopg

    known = connection.settings_dict
    server = {
        "host": known["HOST"],
        "port": known["PORT"],
        "user": known["USER"],
        "password": known["PASSWORD"],
    }
    name = f"columns_{uuid.uuid4().hex}"
    with psycopg.connect(**server, dbname="postgres", autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name}")
        try:
            login = f"{known['USER']}:{known['PASSWORD']}".rstrip(":")
            yield Site(f"postgres://{login}@{known['HOST']}:{known['PORT'] or 5432}/{name}")
        finally:
            admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


def columns_of(*fields, languages):
    return {build_localized_fieldname(field, code) for field in fields for code in languages}


# On a database that lives on ---------------------------------------------------------------


@pytest.mark.django_db
def test_languages_are_added_by_a_setting_and_migrate(site):
    """Two, then eight, then all that Django knows; Indonesian first, whose columns end in `_ind`."""
    found = site.ask(
        """[migrate(),
            Section.objects.create(name_ind="Dunia", slug_ind="dunia", slug_pt_br="mundo").pk,
            Tag.objects.create(name_ind="iklim", slug_ind="iklim").pk, columns("articles_tag")]""",
        languages=["id", "pt-br"],
    )
    assert set(found[3]) >= columns_of("name", "slug", languages=["id", "pt-br"])
    assert {"name_ind", "slug_pt_br"} <= set(found[3])

    found = site.ask(
        """[migrate(), columns("articles_section"),
            Section.objects.filter(slug_ind="dunia").update(name_zh_hans="世界", slug_zh_hans="世界"),
            refuses(Section, slug_zh_hans="世界"), refuses(Section, slug_ind="dunia"),
            refuses(Section, slug_sr_latn="dunia", name_sr_latn="Svet"), refuses(Tag, name_fa="iklim"),
            refuses(Tag, name_fa="iklim")]""",
        languages=EIGHT,
    )
    assert set(found[1]) >= columns_of("name", "slug", "description", languages=EIGHT)
    assert found[2:] == [1, True, True, False, False, True]

    found = site.ask(
        """[migrate(), columns("articles_section"), indexes("articles_section"), indexes("articles_tag"),
            Section.objects.values_list("name_ind", "slug_pt_br", "name_zh_hans").get(slug_ind="dunia"),
            refuses(Section, slug_zh_hans="世界"),
            refuses(Tag, slug_hsb="klima"), refuses(Tag, slug_hsb="klima"),
            call_command("makemigrations", check=True, dry_run=True, verbosity=0)]""",
        languages=["id", *(code for code in ALL if code != "id")],
    )
    _none, columns, section, tag, row, *refused, _no_drift = found
    assert set(columns) >= columns_of("name", "slug", "description", languages=ALL)
    assert len(columns) == len(set(columns)) == 5 + 3 * len(ALL)
    assert row == ["Dunia", "mundo", "世界"]
    assert refused == [True, False, True]
    # Each column has one unique index of its own, with a name that every database takes.
    assert sorted(section.values()) == sorted(
        [["slug"], *([name] for name in columns_of("slug", languages=ALL))]
    )
    assert len(tag) == 2 + 2 * len(ALL)
    assert max(map(len, [*section, *tag])) <= 63


@pytest.mark.django_db
def test_language_that_settings_no_longer_name_keeps_its_columns(site):
    site.ask(
        """[migrate(), Section.objects.create(name_sv="Världen", name_en="World", slug_en="world").pk]""",
        languages=["sv", "en"],
    )

    found = site.ask(
        """[migrate(), "slug_en" in columns("articles_section"),
            Section.objects.create(name_sv="Ny", slug_sv="ny").name_sv, refusal_of("sessions", "zero")]""",
        languages=["sv", "fa"],
    )

    assert found[:3] == [None, True, "Ny"]
    # SQLite would remake tables from what settings name, whenever something is to be migrated.
    assert found[3] == (
        "articles_person has columns of languages that settings no longer name: biography_en. "
        "SQLite would drop them while migrating. "
        "Put the languages back into NEWSROOM_LANGUAGES."
        if connection.vendor == "sqlite"
        else ""
    )
    row = """[migrate(), Section.objects.values_list("name_en", "slug_en").get(name_sv="Världen")]"""
    assert site.ask(row, languages=["sv", "en", "fa"]) == [None, ["World", "world"]]


# Migrations --------------------------------------------------------------------------------


@pytest.mark.once
def test_no_set_of_languages_makes_a_migration():
    sets = [["en"], ["sv", "pt-br", "sr-latn", "id", "zh-hant"], ["fr", "en", "sv", "ar", "zh-hans"], ALL]
    site = Site("sqlite://:memory:")

    def check(languages):
        return site.run("manage.py", "makemigrations", "--check", "--dry-run", languages=languages)

    with ThreadPoolExecutor(2) as pool:
        answers = [(done.returncode, done.stdout.strip()) for done in pool.map(check, sets)]

    assert answers == [(0, "No changes detected")] * len(sets)


@pytest.mark.parametrize("app", ["articles", "translations", "newsroom"])
def test_migrations_name_no_language(app):
    codes = "|".join(code.replace("-", "_") for code in [*ALL, "ind"])
    for path in (ROOT / app / "migrations").glob("0*.py"):
        named = re.findall(
            rf"[\"'](?:name|slug|description|biography)_(?:{codes})[\"']", path.read_text(encoding="utf-8")
        )
        assert named == []


def columns_in_database(table):
    with connection.cursor() as cursor:
        found = connection.introspection.get_table_description(cursor, table)
    return {row.name: row.display_size for row in found}


def apply(operation, before, *, backwards=False):
    after = before.clone()
    operation.state_forwards("articles", after)
    with connection.schema_editor() as editor:
        if backwards:
            operation.database_backwards("articles", editor, after, before)
        else:
            operation.database_forwards("articles", editor, before, after)
    return after


@pytest.mark.django_db(transaction=True)
def test_operation_makes_alters_and_takes_back_columns():
    empty = ProjectState()
    table = CreateModel(
        "Motto",
        [
            ("id", models.AutoField(primary_key=True)),
            ("text", models.CharField(max_length=80, null=True, unique=True)),
        ],
    )
    sync = SyncTranslationColumns("motto", ["text"])
    longer = AlterField("motto", "text", models.CharField(max_length=120, null=True, unique=True))
    in_each = columns_of("text", languages=AVAILABLE_LANGUAGES)

    created = apply(table, empty)
    try:
        created.apps.get_model("articles", "motto").objects.create(text="first")
        created.apps.get_model("articles", "motto").objects.create(text="second")
        synced = apply(sync, created)
        rows = synced.apps.get_model("articles", "motto").objects.order_by("pk")
        assert list(rows.values_list("text", "text_en", "text_zh_hans")) == [
            ("first", None, None),
            ("second", None, None),
        ]
        rows.filter(text="first").update(text_sv="första")
        assert columns_in_database("articles_motto").keys() == {"id", "text", *in_each}
        altered = apply(longer, synced)
        apply(sync, altered)
        if connection.vendor == "postgresql":
            assert {size for name, size in columns_in_database("articles_motto").items() if name != "id"} == {
                120
            }
        assert rows.get(text="first").text_sv == "första"
        apply(longer, synced, backwards=True)
        apply(sync, created, backwards=True)
        assert columns_in_database("articles_motto").keys() == {"id", "text"}
    finally:
        apply(table, empty, backwards=True)


def changes(before, after):
    """What `makemigrations` would write for `articles`."""
    found = NeutralAutodetector(before, after)._detect_changes()
    return [operation for migration in found.get("articles", []) for operation in migration.operations]


def without(state, *fields):
    """The same project before these fields were translated, or were there."""
    old = state.clone()
    model = old.models["articles", "section"]
    model.fields = {
        name: field
        for name, field in model.fields.items()
        if name not in columns_of(*fields, languages=AVAILABLE_LANGUAGES) | set(fields)
    }
    return old


def as_migrated(state):
    """The same project as migrations build it, where columns are marked as such."""
    old = without(state, "name", "slug", "description")
    for name in ("name", "slug", "description"):
        old.models["articles", "section"].fields[name] = state.models["articles", "section"].fields[name]
    SyncTranslationColumns("section", ["description", "name", "slug"]).state_forwards("articles", old)
    old.models["articles", "tag"] = migrated("tag", ["name", "slug"], state)
    old.models["articles", "person"] = migrated("person", ["biography"], state)
    return old


def migrated(name, fields, state):
    old = state.clone()
    model = old.models["articles", name]
    in_each = columns_of(*fields, languages=AVAILABLE_LANGUAGES)
    model.fields = {name: field for name, field in model.fields.items() if name not in in_each}
    SyncTranslationColumns(name, fields).state_forwards("articles", old)
    return old.models["articles", name]


def test_nothing_to_migrate_is_no_operation():
    now = ProjectState.from_apps(apps)

    assert changes(as_migrated(now), now) == []


def test_new_translated_field_is_added_then_given_its_columns():
    now = ProjectState.from_apps(apps)
    before = as_migrated(now)
    without_it = without(before, "description")

    added, synced = changes(without_it, now)

    assert isinstance(added, AddField)
    assert (added.model_name, added.name) == ("section", "description")
    assert synced.deconstruct()[2] == {"model_name": "section", "fields": ["description", "name", "slug"]}


def test_changed_base_field_changes_its_columns_too():
    now = ProjectState.from_apps(apps)
    before = as_migrated(now)
    before.models["articles", "section"].fields["name"] = models.CharField(max_length=7, null=True)

    altered, synced = changes(before, now)

    assert isinstance(altered, AlterField)
    assert isinstance(synced, SyncTranslationColumns)


def test_change_beside_translated_fields_leaves_columns_alone():
    now = ProjectState.from_apps(apps)
    before = as_migrated(now)
    before.models["articles", "section"].fields["colour"] = models.CharField(max_length=7)

    (removed,) = changes(before, now)

    assert isinstance(removed, RemoveField)
    assert removed.name == "colour"


# One row, many languages -------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("active", ["en", "sv", "ar"])
def test_text_of_one_language_may_be_anothers_in_another_language(active):
    """As “gift”, which is a present in English and poison in Swedish."""
    with translation.override(active):
        Tag.objects.create(name_en="gift", slug_en="gift", name_sv="gåva", slug_sv="gava")
        Tag.objects.create(name_en="poison", slug_en="poison", name_sv="gift", slug_sv="gift")
        Tag.objects.create(name_de="Gift", slug_de="gift")
        with pytest.raises(IntegrityError), transaction.atomic():
            Tag.objects.create(name_sv="gift")

    assert Tag.objects.count() == 3


@pytest.mark.django_db
def test_several_rows_may_lack_a_language():
    Section.objects.create(name_sv="Nyheter", slug_sv="nyheter")
    second = Section.objects.create(name_sv="Sport", slug_sv="sport")

    second.refresh_from_db()
    assert [second.slug_in(code) for code in ("sv", "en", "zh-hans")] == ["sport", "", ""]
    assert Section.objects.filter(slug_en=None).count() == 2
