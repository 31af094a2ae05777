"""The rounds of `make test`: which tests run where, and what could not run."""

import json
import os
from pathlib import Path

import pytest

# "sqlite", "postgresql", "browser" or "alone" when `make test` says so, else empty.
ROUND = os.environ.get("NEWSROOM_TEST_ROUND", "")
DATABASE_FIXTURES = {"db", "transactional_db", "django_db_reset_sequences", "live_server"}


def uses_database(item):
    return item.get_closest_marker("django_db") is not None or bool(
        DATABASE_FIXTURES & set(item.fixturenames)
    )


def belongs(item):
    """The SQLite round runs nearly all, the PostgreSQL round what asks the database.

    Journeys in a browser have a round of their own, and tests that measure the last one.
    """
    marks = {mark.name for mark in item.iter_markers()}
    has_own_round = bool(marks & {"browser", "alone"})
    match ROUND:
        case "sqlite":
            return not has_own_round
        case "postgresql":
            return not has_own_round and uses_database(item) and "once" not in marks
        case "browser" | "alone":
            return ROUND in marks
    return True


@pytest.fixture(autouse=True)
def cold_cache(request):
    """No test finds what another one left in the cache."""
    if uses_database(request.node):
        from django.core.cache import cache  # needs settings, which a test without Django lacks

        cache.clear()


def pytest_collection_modifyitems(config, items):
    chosen = [item for item in items if belongs(item)]
    if len(chosen) < len(items):
        config.hook.pytest_deselected(items=[item for item in items if not belongs(item)])
        items[:] = chosen


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter):
    """Leave what happened where `make test` can add it up."""
    path = os.environ.get("NEWSROOM_TEST_REPORT")
    if not path:
        return
    stats = terminalreporter.stats
    reasons = {
        report.nodeid: report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        for report in stats.get("skipped", [])
    }
    counts = {outcome: len(stats.get(outcome, [])) for outcome in ("passed", "failed", "error", "skipped")}
    passed = sorted({report.nodeid for report in stats.get("passed", [])})
    found = {"counts": counts, "passed": passed, "skipped": reasons}
    Path(path).write_text(json.dumps(found), encoding="utf-8")


@pytest.fixture(autouse=True)
def _rows_that_are_written_once_can_be_flushed(request):
    """Take the append-only triggers away before a transactional test's flush; the flush puts them back."""
    marker = request.node.get_closest_marker("django_db")
    is_transactional = (marker is not None and marker.kwargs.get("transaction", False)) or bool(
        {"transactional_db", "live_server"} & set(request.fixturenames)
    )
    if not is_transactional:
        yield
        return
    request.getfixturevalue("transactional_db")
    yield
    from django.db import connection

    from articles import append_only

    append_only.remove(connection)
