"""How long the workbench's page takes, and saving when many translators save at the same moment."""

from __future__ import annotations

import argparse
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
from served import Browser, served
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

    def sit_down(self, port: int) -> None:
        """Open the page in a browser of one's own."""
        self.browser = Browser(port, self.client, self.page)

    def save(self, number: int) -> float:
        """Save one block; give the milliseconds until the answer."""
        segment = self.segments[number % len(self.segments)]
        text = f"Stycke nummer {number} i den här artikeln handlar om en hamn och en bro."
        sent = {"segment": segment.pk, "base": self.revisions[segment.pk], "target": text, "action": "save"}
        started = time.perf_counter()
        status, told = self.browser.post(f"{self.page}save/", sent)
        took = (time.perf_counter() - started) * 1000
        if status != 200:
            message = f"Saving answered {status}: {told[:200]}"
            raise RuntimeError(message)
        self.revisions[segment.pk] += 1
        self.texts[segment.pk] = text
        return took

    def lost(self) -> int:
        """Count the blocks that do not say what was saved last."""
        for segment in self.segments:
            segment.refresh_from_db()
        return sum(segment.target != self.texts.get(segment.pk, "") for segment in self.segments)


def at_once(translators: list[Translator], saves: int, pause: float, *, in_step: bool) -> list[float]:
    """Let all of them save again and again, with a pause between; give the times of every save.

    People begin somewhere within the pause; `in_step` they save in the same instant, time after time.
    """
    start = threading.Barrier(len(translators))

    def work(place: int, translator: Translator) -> list[float]:
        translator.save(0)  # outside the clock
        start.wait()
        began = time.monotonic() + (0 if in_step else pause * place / len(translators))
        times = []
        for number in range(1, saves + 1):
            time.sleep(max(0.0, began + pause * number - time.monotonic()))
            times.append(translator.save(number))
        return times

    with ThreadPoolExecutor(len(translators)) as pool:
        found = list(pool.map(work, range(len(translators)), translators))
    return [took for times in found for took in times]


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
        with served() as port:
            for person in people:
                person.sit_down(port)
            for name, in_step in (("as people do", False), ("in the same instant", True)):
                times = at_once(people, wishes.saves, wishes.pause, in_step=in_step)
                p95 = statistics.quantiles(times, n=20)[-1]
                sys.stdout.write(
                    f"\nSaving through gunicorn, {len(people)} translators {name}, {len(times)} saves\n"
                    f"median {statistics.median(times):.1f} ms   p95 {p95:.1f} ms\n"
                )
        sys.stdout.write(f"lost: {sum(person.lost() for person in people)}\n")


if __name__ == "__main__":
    main()
