"""How long a search takes among 100,000 articles in eight languages: what the view asks, and the page."""

from __future__ import annotations

import argparse
import os
import random
import statistics
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.test import Client
from django.urls import reverse
from queries import WORDS, Query, queries
from scratch import Crop, filled, sites

DAYS = 30
A_PAGE = 20


class Asked(NamedTuple):
    """A query with the form's fields as a browser sends them, and the filters that they mean."""

    query: Query
    fields: dict[str, str]
    filters: Any


def asked() -> list[Asked]:
    """Fill in the form for every query, with a section, a day and a name of the scratch site."""
    from articles.listings import sections_in  # noqa: PLC0415 - Django is set up first
    from articles.models import PublishedVersion  # noqa: PLC0415 - as above
    from articles.search.forms import SearchForm  # noqa: PLC0415 - as above

    newest = PublishedVersion.objects.live().latest("first_published_at").first_published_at
    found = []
    for query in queries():
        sections = sections_in(query.language)
        choices = {
            "section": sections[0].slug,
            "since": str((newest - timedelta(days=DAYS)).date()),
            "person": WORDS[query.language].name,
        }
        fields = {"q": query.text}
        if query.chosen:
            fields[query.chosen] = choices[query.chosen]
        form: Any = SearchForm(fields, sections=sections, language=query.language)
        if not form.is_valid():
            raise RuntimeError(form.errors.as_text())
        found.append(Asked(query, fields, form.filters()))
    return found


def search(one: Asked) -> int:
    """Ask what the view asks for the first page: hits, those in other languages, what the list shows."""
    from articles.search.finding import find, find_in_others, stories_at  # noqa: PLC0415 - Django is set up first

    hits = find(one.query.text, one.query.language, one.filters).keys
    others = [] if one.filters else find_in_others(one.query.text, one.query.language)
    stories_at(hits[:A_PAGE], others)
    return len(hits)


def page(client: Client, one: Asked) -> None:
    """Ask for the page."""
    address = f"{reverse('articles:search', args=[one.query.language])}?{urlencode(one.fields)}"
    answer = client.get(address)
    if answer.status_code != 200:
        message = f"{address} answered {answer.status_code}"
        raise RuntimeError(message)


class Took(NamedTuple):
    """What one request took, in milliseconds: by the clock, and of processors, the database's included."""

    clock: float
    processors: float


def measured(questions: list[Asked], rounds: int, run: Callable[[Asked], object]) -> dict[Query, list[Took]]:
    """Ask every question so many times, in an order that changes."""
    took: dict[Query, list[Took]] = {one.query: [] for one in questions}
    for one in questions:
        run(one)
    for number in range(rounds):
        order = random.Random(number).sample(questions, len(questions))  # noqa: S311 - an order, no secret
        for one in order:
            worked, started = time.process_time_ns() + database_ns(), time.perf_counter_ns()
            run(one)
            clock = time.perf_counter_ns() - started
            worked = time.process_time_ns() + database_ns() - worked
            took[one.query].append(Took(clock / 1e6, worked / 1e6))
    return took


def database_ns() -> int:
    """Give what PostgreSQL's process has worked for us so far, where it runs on this machine."""
    from django.db import connection  # noqa: PLC0415 - Django is set up by now

    if connection.vendor != "postgresql" or connection.connection is None:
        return 0
    with suppress(OSError):
        process = connection.connection.info.backend_pid
        return int(Path(f"/proc/{process}/schedstat").read_text().split()[0])
    return 0


def table(title: str, took: dict[Query, list[Took]]) -> None:
    """Print a line for each kind of query and one for all."""
    sys.stdout.write(f"\n{title}\n{'':20}   median      p95   of processors: median      p95\n")
    for kind in dict.fromkeys(query.kind for query in took):
        line(kind, [each for query in took if query.kind == kind for each in took[query]])
    line("all", [each for query in took for each in took[query]])


def line(name: str, took: list[Took]) -> None:
    """Print what came out; the right half hardly depends on what else the machine does."""
    clock, processors = [each.clock for each in took], [each.processors for each in took]
    sys.stdout.write(
        f"{name:20} {statistics.median(clock):6.1f} ms {p95(clock):6.1f} ms"
        f" {statistics.median(processors):21.1f} ms {p95(processors):6.1f} ms\n"
    )


def p95(values: list[float]) -> float:
    """Give what 19 of 20 values do not exceed."""
    return sorted(values)[max(0, -(-len(values) * 19 // 20) - 1)]


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=10, help="How often each query is asked.")
    parser.add_argument(
        "--filled", metavar="URL", help="A database that `manage.py seed` has filled, to read."
    )
    wishes = parser.parse_args()
    crop = Crop(wishes.articles, languages=",".join(WORDS))
    with filled(wishes.filled) if wishes.filled else sites([crop]):
        from django.db import connection  # noqa: PLC0415 - Django is set up by now

        questions = asked()
        hits = {one.query: search(one) for one in questions}
        client = Client(SERVER_NAME="localhost")
        sys.stdout.write(
            f"{connection.vendor}: {len(questions)} queries, {wishes.rounds} rounds; "
            f"{sum(map(bool, hits.values()))} find something, "
            f"{sum(count >= 1000 for count in hits.values())} more than 1,000; "
            f"load {os.getloadavg()[0]:.1f}\n"
        )
        table("What the view asks", measured(questions, wishes.rounds, search))
        table("The whole page", measured(questions, wishes.rounds, lambda one: page(client, one)))


if __name__ == "__main__":
    main()
