"""Measuring two or more things in turns, so that a busy or slow machine weighs on all of them alike."""

from __future__ import annotations

import itertools
import statistics
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any, NamedTuple

WARM_UP = 10


class Case(NamedTuple):
    """One thing to measure: its name and what to do; the number says how often it was done before."""

    name: str
    run: Callable[[int], Any]


class Measured(NamedTuple):
    """What came out for one case, in milliseconds."""

    name: str
    median: float
    p95: float
    queries: int


def compare(title: str, cases: list[Case], requests: int) -> list[Measured]:
    """Run the cases in turns, print a table, and give its rows; the last column compares with the first."""
    for case, number in itertools.product(cases, range(WARM_UP)):
        case.run(number)
    times: dict[str, list[float]] = {case.name: [] for case in cases}
    for number in range(WARM_UP, WARM_UP + requests):
        # Whoever comes first changes from turn to turn.
        for case in cases if number % 2 else reversed(cases):
            started = time.perf_counter()
            case.run(number)
            times[case.name].append((time.perf_counter() - started) * 1000)
    rows = [
        Measured(
            case.name,
            statistics.median(times[case.name]),
            statistics.quantiles(times[case.name], n=20)[-1],
            _queries_of(case, WARM_UP + requests),
        )
        for case in cases
    ]
    _print(title, rows, requests)
    return rows


def _queries_of(case: Case, number: int) -> int:
    """Count what the case asks of the databases, outside the clock."""
    from django.db import connections  # noqa: PLC0415 - Django is set up by now

    count = itertools.count()

    def counted(execute: Any, sql: str, *arguments: Any) -> Any:
        if not sql.startswith(("SAVEPOINT", "RELEASE")):
            next(count)
        return execute(sql, *arguments)

    with ExitStack() as stack:
        for connection in connections.all():
            stack.enter_context(connection.execute_wrapper(counted))
        case.run(number)
    return next(count)


def _print(title: str, rows: list[Measured], requests: int) -> None:
    width = max(len(row.name) for row in rows)
    lines = [
        f"\n{title}: {requests} requests each, in turns",
        f"{'':{width}}   median      p95  queries   × first",
        *(
            f"{row.name:{width}} {row.median:6.1f} ms {row.p95:6.1f} ms {row.queries:6}"
            f" {row.median / rows[0].median:9.2f}"
            for row in rows
        ),
    ]
    sys.stdout.write("\n".join(lines) + "\n")
