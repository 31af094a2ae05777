"""How long the workbench's page takes, and saving when many translators save at the same moment."""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.test import Client
from django.urls import reverse
from scratch import Crop, sites
from segment_save import make_translator, take_piece
from timing import Case, compare


class Translator:
    """One person with a piece of their own, who saves block after block as the page's script does."""

    def __init__(self, number: int, blocks: int) -> None:
        """Make the account and take the piece."""
        user = make_translator(f"translator{number}")
        article = take_piece(blocks, user, name=f"{number}")
        self.client = Client(SERVER_NAME="localhost")
        self.client.force_login(user)
        self.page = reverse("admin:translations_workbench", args=[article.pk])
        self.segments = list(article.segments.filter(kind="paragraph").order_by("position"))
        self.revisions = {segment.pk: segment.revision for segment in self.segments}
        self.texts: dict[int, str] = {}

    def save(self, number: int) -> float:
        """Save one block; give the milliseconds until the answer."""
        segment = self.segments[number % len(self.segments)]
        text = f"Stycke nummer {number} i den här artikeln handlar om en hamn och en bro."
        sent = {"segment": segment.pk, "base": self.revisions[segment.pk], "target": text, "action": "save"}
        started = time.perf_counter()
        answer = self.client.post(f"{self.page}save/", json.dumps(sent), content_type="application/json")
        took = (time.perf_counter() - started) * 1000
        if answer.status_code != 200:
            message = f"Saving answered {answer.status_code}: {answer.content.decode()[:200]}"
            raise RuntimeError(message)
        self.revisions[segment.pk] += 1
        self.texts[segment.pk] = text
        return took

    def lost(self) -> int:
        """Count the blocks that do not say what was saved last."""
        for segment in self.segments:
            segment.refresh_from_db()
        return sum(segment.target != self.texts.get(segment.pk, "") for segment in self.segments)


def at_once(translators: list[Translator], saves: int, pause: float) -> tuple[list[float], int]:
    """Let all save at the same time; give the times of every save, and the number of lost texts."""
    start = threading.Barrier(len(translators))

    def work(translator: Translator) -> list[float]:
        from django.db import connection  # noqa: PLC0415 - Django is set up by now

        translator.save(0)  # opens this thread's connection, outside the clock
        start.wait()
        times = []
        for number in range(1, saves + 1):
            times.append(translator.save(number))
            time.sleep(pause)
        connection.close()
        return times

    with ThreadPoolExecutor(len(translators)) as pool:
        times = [took for some in pool.map(work, translators) for took in some]
    return times, sum(translator.lost() for translator in translators)


def show(name: str, translator: Translator) -> Case:
    """Make a case that opens the page."""
    run: Callable[[int], Any] = lambda _number: translator.client.get(translator.page)  # noqa: E731
    return Case(name, run)


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=50)
    parser.add_argument("--articles", type=int, default=1_000, help="How many others the database has.")
    parser.add_argument("--translators", type=int, default=8)
    parser.add_argument("--saves", type=int, default=30, help="How many blocks each of them saves.")
    parser.add_argument("--pause", type=float, default=1.5, help="Seconds between two saves of one person.")
    wishes = parser.parse_args()
    with sites([Crop(wishes.articles)]):
        short, long = Translator(100, 6), Translator(101, 60)
        compare("Opening the page", [show("6 blocks", short), show("60 blocks", long)], wishes.requests)
        people = [Translator(number, 60) for number in range(wishes.translators)]
        times, lost = at_once(people, wishes.saves, wishes.pause)
        p95 = statistics.quantiles(times, n=20)[-1]
        sys.stdout.write(
            f"\nSaving, {len(people)} translators at once, {len(times)} saves\n"
            f"median {statistics.median(times):.1f} ms   p95 {p95:.1f} ms   lost {lost}\n"
        )


if __name__ == "__main__":
    main()
