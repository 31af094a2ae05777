"""Import originals: one from an address, a file or standard input, or many, one a line."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, NamedTuple

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from articles import diffs, languages
from articles.models import Original
from articles.originals import batch, pasted
from articles.originals.capture import CaptureError, address_for, capture
from articles.originals.charset import decode
from articles.originals.drafts import known_at
from articles.originals.extract import extract
from articles.originals.failures import FetchError
from articles.originals.fetch import Page, fetch
from articles.originals.inflating import MOST_BYTES
from articles.originals.piece import Piece, UnreadableError
from articles.originals.rechecking import Recheck, compare, recheck, remember
from articles.originals.report import as_json


class Source(NamedTuple):
    """A piece, the address it is known by (empty when nobody said), and the page if it was fetched."""

    piece: Piece
    url: str
    page: Page | None = None


class Command(BaseCommand):
    help = (
        "Import an original from an address, a file (.html, .txt) or standard input (-); many with --jsonl."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        source = parser.add_mutually_exclusive_group(required=True)
        source.add_argument(
            "source", metavar="SOURCE", nargs="?", help="An address, a file, or - for standard input."
        )
        source.add_argument(
            "--jsonl", action="store_true", help="Read pages from standard input, one JSON object a line."
        )
        parser.add_argument("--url", default="", metavar="ADDRESS", help="The address of the original.")
        parser.add_argument("--language", default="", metavar="CODE", help="The language it is written in.")
        parser.add_argument("--outlet", default="", metavar="NAME", help="The publication it comes from.")
        parser.add_argument("--dry-run", action="store_true", help="Read it, store nothing.")
        parser.add_argument("--json", action="store_true", help="Print what was read as JSON.")

    def handle(self, *, source: str | None, language: str, **options: Any) -> None:
        if language and not languages.is_known(language):
            raise CommandError(_("%(code)s is not the code of a language.") % {"code": language})
        if source is None:
            self.answer_lines(language, options["outlet"], is_stored=not options["dry_run"])
        else:
            self.import_one(source, language, options)

    def import_one(self, source: str, language: str, options: dict[str, Any]) -> None:
        url, is_stored = options["url"], not options["dry_run"]
        try:
            known = known_at(url or source) if is_stored and is_address(source) else None
            if known and not options["json"]:
                self.stdout.write(told(known, recheck(known)))
                return
            found = from_address(source, url) if is_address(source) else from_file(source, url)
            found = found._replace(piece=in_language(found.piece, language))
            message = _("Read: %(headline)s") % {"headline": found.piece.headline}
            if is_stored:
                message = stored(found, options["outlet"])
        except (FetchError, UnreadableError) as error:
            raise CommandError(str(error)) from None
        self.stdout.write(as_json(found.piece) if options["json"] else message)

    def answer_lines(self, language: str, outlet: str, *, is_stored: bool) -> None:
        """Answer each line before the next is read, so that another program can take turns with this."""

        def keep(piece: Piece, url: str) -> Piece:
            spoken = in_language(piece, language)
            if is_stored:
                stored(Source(spoken, url or piece.canonical_url), outlet)
            return spoken

        for line in batch.lines_of(sys.stdin.buffer):
            self.stdout.write(batch.answer(line, keep))
            self.stdout.flush()


def in_language(piece: Piece, language: str) -> Piece:
    """Give the piece in the language that a person named, if somebody did."""
    return piece.with_given(language=languages.code_of(language)) if language else piece


def is_address(source: str) -> bool:
    return source.lower().startswith(("http://", "https://"))


def from_address(source: str, url: str) -> Source:
    """Fetch a page; the address given by hand counts more than what the page says."""
    page = fetch(source)
    piece = extract(page.content, page.url, page.content_type)
    return Source(piece, url or address_for(piece, page.url), page)


def from_file(source: str, url: str) -> Source:
    """Read a file or standard input, HTML or plain text by its name, else by what it holds."""
    content = sys.stdin.buffer.read(MOST_BYTES + 1) if source == "-" else content_of(Path(source))
    if len(content) > MOST_BYTES:
        raise UnreadableError(_("The file is larger than five megabytes."))
    text = decode(content)
    suffix = Path(source).suffix.lower()
    if suffix in {".html", ".htm", ".xhtml"} or (suffix != ".txt" and pasted.looks_like_html(text)):
        piece = extract(content, url)
    else:
        piece = pasted.read_text(text, url, has_headline=True)
    return Source(piece, url or piece.canonical_url)


def content_of(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except (OSError, ValueError):
        message = _("%(source)s is neither an address nor a file that can be read.") % {"source": path}
        raise UnreadableError(message) from None


def stored(source: Source, outlet: str) -> str:
    """Store a piece and say what became of it."""
    if not source.url:
        raise CaptureError(_("The address of the original is not known. Give it with --url."))
    page = source.page
    captured = capture(
        source.piece, url=source.url, outlet=outlet, captured_at=page.fetched_at if page else None
    )
    original = captured.original
    if captured.is_new:
        if page:
            remember(original, page)
        said = {"headline": original.headline, "url": original.url}
        return _("Imported: %(headline)s (%(url)s)") % said
    unchanged = Recheck(captured.snapshot, captured.snapshot)
    return told(original, compare(original, source.piece, page) if page else unchanged)


def told(original: Original, found: Recheck) -> str:
    """Say whether an original that is known has changed, and what differs, a paragraph a line."""
    said = {"headline": original.headline, "url": original.url}
    if not found.is_changed:
        return _("Known already: %(headline)s (%(url)s)") % said
    lines = [_("Changed since it was captured: %(headline)s (%(url)s)") % said]
    for paragraphs in found.differences.values():
        for paragraph in paragraphs:
            for sign, left_out in (("-", diffs.ADDED), ("+", diffs.REMOVED)):
                text = "".join(part.text for part in paragraph.parts if part.kind != left_out)
                if text and paragraph.kind not in {diffs.SAME, left_out}:
                    lines.append(f"{sign} {text}")
    return "\n".join(lines)
