"""Fill the database with published articles for load tests."""

import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from newsroom.seeding import sowing
from newsroom.seeding.progress import ProgressBar


class Command(BaseCommand):
    """Sow articles of one seed, once."""

    help = (
        "Fill the database with realistic published articles and their originals, for load tests. "
        "The same seed gives the same content."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take how many, in which languages, of which seed."""
        parser.add_argument("--articles", type=int, required=True, help="How many published articles to add.")
        parser.add_argument(
            "--languages",
            default=",".join(settings.NEWSROOM_LANGUAGES),
            help="Their languages, such as en,sv,ar. All of the newsroom's, unless you say which.",
        )
        parser.add_argument(
            "--seed", type=int, default=1, help="Which content: a number from 0. 1 by default."
        )

    def handle(self, *, articles: int, languages: str, seed: int, **_options: object) -> None:
        """Check the wishes, sow, and say how long it took."""
        codes = languages_of(languages)
        if articles < 1 or seed < 0:
            message = "--articles counts from 1, --seed from 0."
            raise CommandError(message)
        if sowing.is_sown(seed):
            self.stdout.write(
                f"Seed {seed} has been sown here before; nothing was added. Take another --seed."
            )
            return
        started = time.monotonic()
        with without_statement_log(), ProgressBar(sys.stderr, articles) as bar:
            done = sowing.sow(articles, codes, seed=seed, tell=bar.show)
        seconds = time.monotonic() - started
        self.stdout.write(
            f"{done:,} articles in {', '.join(codes)} were added in {seconds:.1f} seconds "
            f"({done / seconds * 60:,.0f} a minute)."
        )


@contextmanager
def without_statement_log() -> Iterator[None]:
    """Keep Django from writing down every statement, as with DEBUG: that takes longer than running it."""
    before = settings.DEBUG
    settings.DEBUG = False
    try:
        yield
    finally:
        settings.DEBUG = before


def languages_of(text: str) -> tuple[str, ...]:
    """Read codes parted by commas; raise CommandError for one that the newsroom lacks or that comes twice."""
    codes = [code.strip().lower().replace("_", "-") for code in text.split(",") if code.strip()]
    if not codes:
        message = "--languages names no language. Write for example en,sv,ar."
        raise CommandError(message)
    if unknown := [code for code in codes if code not in settings.NEWSROOM_LANGUAGES]:
        message = (
            f"The newsroom does not have {', '.join(unknown)}. "
            f"NEWSROOM_LANGUAGES names {', '.join(settings.NEWSROOM_LANGUAGES)}."
        )
        raise CommandError(message)
    if twice := sorted({code for code in codes if codes.count(code) > 1}):
        message = f"--languages names {', '.join(twice)} twice."
        raise CommandError(message)
    return tuple(codes)
