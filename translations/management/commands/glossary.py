"""The glossary to a file and back."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from translations import glossary_files
from translations.exchange.base import ExchangeError


class Command(BaseCommand):
    help = "Import the glossary from a file (CSV or TBX), or export it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=["import", "export"])
        parser.add_argument("file", type=Path, help="A file in CSV or TBX (version 2 or 3).")
        parser.add_argument(
            "--format",
            choices=glossary_files.FORMATS,
            help="What to export; without it the ending of the file decides. tbx2 is TBX of 2008.",
        )
        parser.add_argument("--source", default="", metavar="CODE", help="Only terms of this language.")
        parser.add_argument(
            "--target",
            action="append",
            metavar="CODE",
            help="Export only words of this language; repeatable.",
        )

    def handle(self, *, what: str, file: Path, source: str, target: list[str] | None, **options: Any) -> None:
        try:
            if what == "import":
                self.take(file, source)
            else:
                form = options["format"] or ("csv" if file.suffix.lower() == ".csv" else "tbx")
                file.write_bytes(glossary_files.export(form, source=source, languages=target))
        except OSError as problem:
            message = _("The file %(file)s cannot be opened: %(why)s.")
            raise CommandError(message % {"file": file, "why": problem.strerror}) from None

    def take(self, file: Path, source: str) -> None:
        """Import a file, or say what is wrong with it, line by line."""
        try:
            taken = glossary_files.take(glossary_files.read(file.read_bytes(), source=source))
        except ExchangeError as refusal:
            raise CommandError("\n".join([_("Nothing was imported."), *refusal.problems])) from None
        added = ngettext("%(count)d word added", "%(count)d words added", taken.added)
        changed = ngettext("%(count)d changed", "%(count)d changed", taken.changed)
        self.stdout.write(f"{added % {'count': taken.added}}, {changed % {'count': taken.changed}}.")
