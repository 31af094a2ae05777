"""Run the worker."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand

from newsroom import worker


class Command(BaseCommand):
    """Announce what becomes visible and deliver what must reach the outside."""

    help = "Announce what becomes visible and deliver what must reach the outside, until stopped."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the pace."""
        parser.add_argument("--seconds", type=float, default=2.0, help="How long to wait between looks.")
        parser.add_argument("--once", action="store_true", help="Look once and end.")

    def handle(self, *, seconds: float, once: bool, **_options: object) -> None:
        """Tick once, or until stopped."""
        if once:
            self.stdout.write(f"{worker.tick()} done.")
        else:
            self.stdout.write("The worker is running. Stop it with Ctrl-C.")
            worker.run(seconds)
