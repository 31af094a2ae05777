"""For load balancers: alive says that the process answers, ready that it can serve."""

from __future__ import annotations

from django.db import InterfaceError, OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse


def alive(_request: HttpRequest) -> HttpResponse:
    """Answer without looking at anything."""
    return _answer("alive")


def ready(_request: HttpRequest) -> HttpResponse:
    """Answer 200 when the database does and every migration has run, else 503."""
    try:
        executor = MigrationExecutor(connection)
        pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except (OperationalError, InterfaceError):
        return _answer("the database does not answer", status=503)
    if pending:
        return _answer("migrations are waiting", status=503)
    return _answer("ready")


def _answer(text: str, status: int = 200) -> HttpResponse:
    headers = {"Cache-Control": "no-store"}
    return HttpResponse(f"{text}\n", status=status, content_type="text/plain", headers=headers)
