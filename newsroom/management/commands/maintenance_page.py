"""Write the page that a server in front shows while the site is down."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand

from newsroom import maintenance


class Command(BaseCommand):
    """Write the page to a file; it asks no database, and must be written anew when static files are."""

    help = "Write the page that a web server shows while the site is down."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file."""
        parser.add_argument("path", type=Path, help="The file to write, as var/static/503.html.")

    def handle(self, *, path: Path, **_options: object) -> None:
        """Write it."""
        path.write_text(maintenance.page(), encoding="utf-8")
        self.stdout.write(f"Written to {path}.")
