"""Repairing what the search looks through."""

from __future__ import annotations

from argparse import ArgumentParser

from django.core.management.base import BaseCommand

from articles.search import index


class Command(BaseCommand):
    """Write the entries of published text and of working text anew."""

    help = "Write what the search looks through anew, from what is published and what is being worked on."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the one thing there is to do."""
        parser.add_argument("what", choices=["rebuild"])

    def handle(self, **_options: object) -> None:
        """Rebuild, and say how much there is."""
        published = index.rebuild()
        working = index.rebuild_working_texts()
        self.stdout.write(f"{published:,} published and {working:,} working texts can be searched.")
