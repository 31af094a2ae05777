"""Make the site ready to be served: messages, tables, static files, the demo newsroom.

Started by `run.py` with the Python of `.venv`. What has not changed since the last start is
skipped: a second start has to take less than five seconds. What `run.py` tells the person at the
keyboard is left in `var/prepared.json`, beside the stamps of what was done.
"""

import hashlib
import io
import json
import logging
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import django
import messages
from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from environment import ROOT, VAR, say

PREPARED = VAR / "prepared.json"
PACKAGES = ("articles", "translations", "newsroom")


def digest(parts: Iterable[str]) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def states_of(paths: Iterable[Path]) -> Iterable[str]:
    """Tell a file that was changed from one that was not, without reading it."""
    for path in sorted(paths):
        state = path.stat()
        yield f"{path} {state.st_size} {state.st_mtime_ns}"


def database() -> str:
    """Name the database, without its password."""
    where = connection.settings_dict
    return f"{where['ENGINE']} {where['HOST']} {where['PORT']} {where['NAME']}"


def schema_inputs() -> str:
    """Name all that `migrate` depends on, the roles and language columns that follow it included."""
    sources = [path for package in PACKAGES for path in (ROOT / package).rglob("*.py")]
    locks = (ROOT / "requirements").glob("*.lock")
    return digest([database(), *settings.NEWSROOM_LANGUAGES, *states_of([*sources, *locks])])


def static_inputs() -> str:
    """Name all that `collectstatic` depends on."""
    paths = [
        Path(storage.path(name))
        for finder in get_finders()
        for name, storage in finder.list(ignore_patterns=None)
    ]
    return digest([settings.STORAGES["staticfiles"]["BACKEND"], str(settings.STATIC_ROOT), *states_of(paths)])


def has_pending_migrations() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def database_is_empty() -> bool:
    models = ("auth.User", "articles.Original", "articles.Article")
    return not any(apps.get_model(model)._default_manager.exists() for model in models)


def prepare(done: dict[str, Any]) -> dict[str, Any]:
    """Do what is due; `done` is what the last start left, the answer what this one leaves."""
    paths = [path for path in messages.catalog_paths() if path.exists()]
    messages.compile_stale(paths)
    schema = schema_inputs()
    if schema != done.get("schema") or has_pending_migrations():
        say("Bringing the database up to date …")
        call_command("migrate", interactive=False, verbosity=0)
    accounts = done.get("accounts", {})
    if settings.DEMO and database_is_empty():
        say("Filling the empty database with the demo newsroom …")
        told = io.StringIO()
        logging.disable(logging.INFO)  # a line for every piece would hide the few that matter
        call_command("demo", stdout=told)
        accounts[database()] = told.getvalue()
    static = static_inputs()
    if static != done.get("static"):
        say("Collecting static files …")
        call_command("collectstatic", interactive=False, verbosity=0)
    return {
        "schema": schema,
        "static": static,
        "accounts": accounts,
        "told": accounts.get(database(), "") if settings.DEMO else "",
        "languages": settings.LANGUAGES,
        "name": settings.SITE_NAME,
        "hosts": settings.ALLOWED_HOSTS,
    }


def main() -> int:
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    done = json.loads(PREPARED.read_text("utf-8")) if PREPARED.exists() else {}
    try:
        django.setup()
        left = prepare(done)
    except (ImproperlyConfigured, CommandError) as mistake:
        sys.stderr.write(f"{mistake}\n")
        return 1
    unfinished = PREPARED.with_suffix(".new")
    unfinished.touch(mode=0o600)  # the demo's passwords are in it
    unfinished.write_text(json.dumps(left, ensure_ascii=False, indent=1), "utf-8")
    unfinished.replace(PREPARED)
    return 0


if __name__ == "__main__":
    sys.exit(main())
