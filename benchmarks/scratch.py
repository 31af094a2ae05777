"""Scratch sites for benchmarks: databases of their own, filled by `manage.py seed`, gone afterwards.

SQLite in a temporary folder, or PostgreSQL on the server of DATABASE_URL; the database that
DATABASE_URL names is not touched.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import django
import psycopg

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = "en,sv,ar,de,fi,fr,es,ru,zh-hans"


@dataclass(frozen=True)
class Crop:
    """One run of `manage.py seed`."""

    articles: int
    languages: str = LANGUAGES
    seed: int = 1


class Router:
    """Lets the pages of this process read from one of two databases."""

    alias = "default"

    def db_for_read(self, _model: Any, **_hints: Any) -> str:
        """Answer Django."""
        return Router.alias

    db_for_write = db_for_read


@contextlib.contextmanager
def sites(*crops: list[Crop]) -> Iterator[None]:
    """Make and fill one or two databases, and set Django up to read from them; drop them at the end."""
    with contextlib.ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="newsroom-benchmark-"))
        urls = [stack.enter_context(_database(Path(folder), number)) for number in range(len(crops))]
        _set_environment(folder, *urls)
        for url, sown in zip(urls, crops, strict=True):
            _manage("migrate", "--verbosity=0", url=url)
            for crop in sown:
                _say(f"Seeding {crop.articles:,} articles …")
                options = (f"--articles={crop.articles}", f"--languages={crop.languages}")
                _manage("seed", *options, f"--seed={crop.seed}", url=url)
            _tidy(url)
        django.setup()
        stack.callback(_disconnect)
        yield


@contextlib.contextmanager
def filled(url: str) -> Iterator[None]:
    """Set Django up to read from a database that was filled before, and leave it as it is."""
    with tempfile.TemporaryDirectory(prefix="newsroom-benchmark-") as folder:
        _set_environment(folder, url)
        _tidy(url)
        django.setup()
        try:
            yield
        finally:
            _disconnect()


def _tidy(url: str) -> None:
    """Do what autovacuum does on a server within minutes: count rows, sort in what is new in the indexes."""
    if url.startswith("postgres"):
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("VACUUM ANALYZE")


@contextlib.contextmanager
def _database(folder: Path, number: int) -> Iterator[str]:
    """Make an empty database and give its address."""
    given = os.environ.get("DATABASE_URL", "")
    if not given.startswith("postgres"):
        yield f"sqlite:///{folder}/{number}.sqlite3"
        return
    name = f"benchmark_{secrets.token_hex(6)}"
    server = urlunsplit(urlsplit(given)._replace(path="/postgres", query=""))
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    try:
        yield urlunsplit(urlsplit(given)._replace(path=f"/{name}"))
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


def _set_environment(folder: str, first: str, second: str = "") -> None:
    """Hide what this machine's environment and `var/local.env` say."""
    for name in [name for name in os.environ if name.startswith("NEWSROOM_")]:
        del os.environ[name]
    os.environ.update(
        {
            "DJANGO_SETTINGS_MODULE": "scratch_settings",
            "BENCHMARK_FOLDER": folder,
            "BENCHMARK_SECOND_DATABASE": second,
            "DATABASE_URL": first,
            "REDIS_URL": "",
            "NEWSROOM_SECRET_KEY": "for benchmarks only",
            "NEWSROOM_DEBUG": "False",
            "NEWSROOM_DEMO": "False",
            "NEWSROOM_HTTPS": "False",
            "NEWSROOM_ALLOWED_HOSTS": "localhost",
            "NEWSROOM_LANGUAGES": LANGUAGES,
        }
    )
    sys.path.insert(0, str(ROOT))


def _manage(*arguments: str, url: str) -> None:
    told = {"DATABASE_URL": url, "BENCHMARK_SECOND_DATABASE": "", "PYTHONPATH": str(Path(__file__).parent)}
    subprocess.run(  # noqa: S603 - a program of this repository
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={**os.environ, **told},
        check=True,
        stdout=subprocess.DEVNULL,
    )


def _disconnect() -> None:
    from django.db import connections  # noqa: PLC0415 - Django is set up by now

    connections.close_all()
    for connection in connections.all():
        if hasattr(connection, "close_pool"):
            connection.close_pool()


def _say(sentence: str) -> None:
    sys.stderr.write(f"{sentence}\n")
