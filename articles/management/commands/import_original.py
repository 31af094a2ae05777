"""Import one original: from an address, a file or standard input."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from dataclasses import replace
from datetime import datetime
from html import escape
from pathlib import Path
from typing import NamedTuple

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from articles import languages, richtext
from articles.originals import pasted
from articles.originals.capture import CaptureError, address_for, capture
from articles.originals.charset import decode
from articles.originals.extract import extract
from articles.originals.fetch import MOST_BYTES, FetchError, fetch
from articles.originals.piece import Piece, UnreadableError


class Source(NamedTuple):
    """A piece, the address it is known by (empty when nobody said), and when it was fetched."""

    piece: Piece
    url: str
    fetched_at: datetime | None = None


class Command(BaseCommand):
    help = "Import an original from an address, a file (.html, .txt) or standard input (-)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("source", metavar="SOURCE", help="An address, a file, or - for standard input.")
        parser.add_argument("--url", default="", metavar="ADDRESS", help="The address of the original.")
        parser.add_argument("--language", default="", metavar="CODE", help="The language it is written in.")
        parser.add_argument("--outlet", default="", metavar="NAME", help="The publication it comes from.")
        parser.add_argument("--dry-run", action="store_true", help="Read it, store nothing.")
        parser.add_argument("--json", action="store_true", help="Print what was read as JSON.")

    def handle(
        self,
        *,
        source: str,
        url: str,
        language: str,
        outlet: str,
        dry_run: bool,
        json: bool,
        **options: object,
    ) -> None:
        if language and not languages.is_known(language):
            raise CommandError(_("%(code)s is not the code of a language.") % {"code": language})
        try:
            found = from_address(source, url) if is_address(source) else from_file(source, url)
            piece = found.piece
            if language:
                piece = replace(piece, language=languages.code_of(language))
            message = _("Read: %(headline)s") % {"headline": piece.headline}
            if not dry_run:
                message = stored(found._replace(piece=piece), outlet)
        except (FetchError, UnreadableError, CaptureError) as error:
            raise CommandError(str(error)) from None
        self.stdout.write(as_json(piece) if json else message)


def is_address(source: str) -> bool:
    return source.lower().startswith(("http://", "https://"))


def from_address(source: str, url: str) -> Source:
    """Fetch a page; the address given by hand counts more than what the page says."""
    page = fetch(source)
    piece = extract(page.content, page.url, page.content_type)
    return Source(piece, url or address_for(piece, page.url), page.fetched_at)


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
    captured = capture(source.piece, url=source.url, outlet=outlet, captured_at=source.fetched_at)
    said = (
        _("Imported: %(headline)s (%(url)s)")
        if captured.is_new
        else _("Known already: %(headline)s (%(url)s)")
    )
    return said % {"headline": captured.original.headline, "url": captured.original.url}


def as_json(piece: Piece) -> str:
    """Write a piece as other programs read it; the standfirst is its first paragraph."""
    blocks = [{"kind": block["kind"], "html": block["html"]} for block in piece.blocks]
    text = richtext.plain_text(piece.blocks)
    if piece.standfirst:
        blocks = [{"kind": "paragraph", "html": escape(piece.standfirst, quote=False)}, *blocks]
        text = f"{piece.standfirst}\n{text}"
    return json.dumps(
        {
            "title": piece.headline,
            "author": list(piece.authors),
            "published": piece.first_published_at.isoformat() if piece.first_published_at else None,
            "language": languages.bcp47(piece.language) if piece.language else "",
            "text": text,
            "canonical_url": piece.canonical_url,
            "blocks": blocks,
        },
        ensure_ascii=False,
    )
