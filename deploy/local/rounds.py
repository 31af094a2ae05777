"""`make test`: the suite on SQLite, again on PostgreSQL with Redis, the journeys in a real browser.

Tests that measure come last, one after the other.

With arguments it is one round of pytest on SQLite: `make test ARGS="tests/articles -k slug"`.
What could not run is said in the last line, and is a failure when CI=true, except for tests that
need what is not part of the product.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from environment import PYTHON, ROOT, RefusedError, check_python, install, one_at_a_time, say
from programs import PROGRAMS, postgresql, provide, redis

# Tests that need the folder beside the checkout skip with a reason that names it.
BESIDE = "../shared"
WORKERS = str(min(os.cpu_count() or 1, 4))
SERVERS = {"PostgreSQL": ("DATABASE_URL", postgresql), "Redis": ("REDIS_URL", redis)}
PARALLEL = ("--numprocesses", WORKERS, "--dist", "worksteal")


class Result(NamedTuple):
    """What one round came to."""

    title: str
    is_good: bool
    counts: Counter[str]
    passed: set[str]
    skipped: dict[str, str]


def run_round(title: str, name: str, *arguments: str, **variables: str) -> Result:
    """Run pytest once; the tests see by `NEWSROOM_TEST_ROUND` which of them are meant."""
    say(f"\n── {title} " + "─" * max(0, 90 - len(title)))
    with tempfile.TemporaryDirectory(prefix="newsroom-round-") as folder:
        report = Path(folder) / "report.json"
        told = {"NEWSROOM_TEST_ROUND": name, "NEWSROOM_TEST_REPORT": str(report), **variables}
        status = pytest(*arguments, **told)
        found = json.loads(report.read_text("utf-8")) if report.exists() else {}
    # Pytest says 5 when a round has no test; the whole run still fails when no round has one.
    is_good = bool(found) and status in {0, 5}
    counts = Counter(found.get("counts", {}))
    return Result(title, is_good, counts, set(found.get("passed", ())), found.get("skipped", {}))


def pytest(*arguments: str, **variables: str) -> int:
    process = subprocess.Popen(
        [PYTHON, "-m", "pytest", "-q", *arguments], cwd=ROOT, env={**os.environ, **variables}
    )
    try:
        return process.wait()
    except KeyboardInterrupt:
        process.terminate()
        process.wait()
        raise


def all_rounds(found: dict[str, Path]) -> tuple[list[Result], list[str]]:
    """Run what this machine can run; give the results, and a clause for each thing it cannot."""
    results = [run_round("SQLite", "sqlite", *PARALLEL)]
    lacking = [f"{name} is not installed" for name in PROGRAMS if name not in found]
    with contextlib.ExitStack() as servers:
        variables = {}
        for name, (variable, start) in SERVERS.items():
            try:
                if name in found:
                    variables[variable] = servers.enter_context(start(found[name]))
            except RefusedError as refusal:
                lacking.append(str(refusal))
        if variables:
            results.append(run_round("PostgreSQL and Redis", "postgresql", *PARALLEL, **variables))
    if "Chromium" in found:
        chromium = str(found["Chromium"])
        results.append(run_round("Browser", "browser", *PARALLEL, NEWSROOM_CHROMIUM=chromium))
    results.append(run_round("Measuring", "alone"))
    return results, lacking


def never_run(results: list[Result]) -> tuple[Counter[str], Counter[str]]:
    """Count by reason the tests that no round ran: those that matter, and those that need `../shared`."""
    passed = set().union(*(result.passed for result in results))
    reasons = {test: reason for result in results for test, reason in result.skipped.items()}
    mattering, beside = Counter[str](), Counter[str]()
    for test, reason in reasons.items():
        if test not in passed:
            (beside if BESIDE in reason else mattering)[reason.removeprefix("Skipped: ")] += 1
    return mattering, beside


def conclude(results: list[Result], lacking: list[str]) -> int:
    """Print the two closing lines and give the exit status."""
    mattering, beside = never_run(results)
    lacking = [*lacking, *(f"{count} × {reason}" for reason, count in mattering.items())]
    allowed = [f"{count} × {reason}" for reason, count in beside.items()]
    total = sum((result.counts for result in results), Counter[str]())
    rounds = ", ".join(f"{result.title} {result.counts['passed']}" for result in results)
    say(f"\n{total['passed']} passed, {total['failed'] + total['error']} failed, {total['skipped']} skipped")
    say(f"Rounds: {rounds}. Could not run: {'; '.join([*lacking, *allowed]) or 'nothing'}.")
    is_complete = not lacking or os.environ.get("CI", "").lower() != "true"
    is_good = all(result.is_good for result in results) and total["passed"] > 0
    return 0 if is_good and is_complete else 1


def main(arguments: list[str]) -> int:
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        check_python()
        with one_at_a_time():
            install("development")
            messages = ROOT / "deploy" / "local" / "messages.py"
            subprocess.run([PYTHON, messages, "compile"], cwd=ROOT, check=True)
        if arguments:
            return pytest(*arguments)
        return conclude(*all_rounds(provide()))
    except RefusedError as refusal:
        sys.stderr.write(f"{refusal}\n")
    except subprocess.CalledProcessError:
        sys.stderr.write("The messages could not be compiled. The reason stands above.\n")
    except KeyboardInterrupt:
        sys.stderr.write("\nStopped: not all tests have run.\n")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
