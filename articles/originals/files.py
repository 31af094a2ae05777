"""Files that somebody has on their own machine: plain text, a saved page, a Word file."""

from __future__ import annotations

from pathlib import PurePath

from django.utils.translation import gettext as _

from articles import richtext
from articles.originals import pasted
from articles.originals.charset import decode
from articles.originals.detection import language_of
from articles.originals.extract import extract
from articles.originals.piece import Piece, UnreadableError, shortened
from articles.originals.word_files import html_of_word_file
from articles.richtext import TEXT_KINDS, Block, text_of

MOST_BYTES = 5 * 1024 * 1024
# Word files bring their pictures, which are not read.
MOST_BYTES_OF_WORD = 20 * 1024 * 1024
WORD = ".docx"
PAGES = (".html", ".htm", ".xhtml")
ENDINGS = (".txt", *PAGES, WORD)


def most_bytes(name: str) -> int:
    """Say how large a file of this name may be."""
    return MOST_BYTES_OF_WORD if ending(name) == WORD else MOST_BYTES


def ending(name: str) -> str:
    return PurePath(name).suffix.lower()


def refuse_other(name: str, size: int) -> None:
    """Raise UnreadableError for a file that is not worth reading, before anybody reads it."""
    if ending(name) == ".doc":
        raise UnreadableError(_("This is a file of an old Word. Save it as .docx and choose it again."))
    if ending(name) not in ENDINGS:
        raise UnreadableError(_("Only .txt, .html and .docx files can be read."))
    if size > most_bytes(name):
        raise UnreadableError(
            _("The file is larger than %(number)d megabytes.") % {"number": most_bytes(name) // 1024**2}
        )
    if not size:
        raise UnreadableError(_("The file is empty."))


def read_file(content: bytes, name: str, url: str = "") -> Piece:
    """Read a file by its ending; raise UnreadableError with a sentence when there is no article in it.

    `url` is the address of the original. The first line of a text, or the first paragraph of a Word
    file, is the headline.
    """
    refuse_other(name, len(content))
    if ending(name) == WORD:
        return _read_word(content, url)
    if ending(name) in PAGES:
        return extract(content, url)
    if b"\x00" in content and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableError(_("This file is no text, whatever its name says."))
    return pasted.read_text(decode(content), url, has_headline=True)


def _read_word(content: bytes, url: str) -> Piece:
    blocks = [block for block in richtext.blocks_of(html_of_word_file(content)) if _is_text(block)]
    if not blocks:
        raise UnreadableError(_("There is no text in this file."))
    headline = " ".join(text_of(blocks.pop(0)["html"]).split())
    if not blocks:
        raise UnreadableError(_("There is no text here beside the headline."))
    return Piece(
        headline=shortened(headline),
        language=language_of(richtext.plain_text(blocks)),
        canonical_url=url,
        blocks=blocks,
    )


def _is_text(block: Block) -> bool:
    return block["kind"] in TEXT_KINDS or block["kind"] == "rule"
