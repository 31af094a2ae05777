"""What a load balancer is told."""

import pytest
from django.db import InterfaceError, OperationalError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from newsroom import health


def test_alive_asks_nothing(client):
    """A test without the database: any query would fail."""
    answer = client.get("/healthz")

    assert (answer.status_code, answer.content) == (200, b"alive\n")
    assert (answer.headers["Cache-Control"], len(answer.cookies)) == ("no-store", 0)


@pytest.mark.django_db
def test_ready_when_every_migration_has_run(client):
    answer = client.get("/readyz")

    assert (answer.status_code, answer.content) == (200, b"ready\n")
    assert (answer.headers["Cache-Control"], len(answer.cookies)) == ("no-store", 0)


@pytest.mark.django_db
def test_not_ready_while_a_migration_waits(client):
    [newest] = MigrationLoader(connection).graph.leaf_nodes("newsroom")
    MigrationRecorder(connection).record_unapplied(*newest)

    answer = client.get("/readyz")

    assert (answer.status_code, answer.content) == (503, b"migrations are waiting\n")


@pytest.mark.parametrize("fault", [OperationalError, InterfaceError])
def test_not_ready_without_the_database(client, monkeypatch, fault):
    def refuse(_connection):
        raise fault

    monkeypatch.setattr(health, "MigrationExecutor", refuse)

    answer = client.get("/readyz")

    assert (answer.status_code, answer.content) == (503, b"the database does not answer\n")
    assert client.get("/healthz").status_code == 200
