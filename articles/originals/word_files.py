"""Text that somebody keeps in a Word file (.docx): its paragraphs, headings, lists, links and emphasis.

A .docx is a zip of XML. Only the parts that hold text are taken out of it, within limits and without
entities, and packed anew: the library that reads them never sees what was sent.
"""

from __future__ import annotations

import logging
import re
import zipfile
import zlib
from io import BytesIO

import mammoth
from django.utils.translation import gettext as _
from lxml import etree

from articles.originals.piece import UnreadableError

logger = logging.getLogger(__name__)

MOST_ENTRIES = 1000
HIGHEST_RATIO = 100
# All parts together when unpacked: a book has two or three megabytes of XML.
MOST_BYTES = 10 * 1024 * 1024
# A few hundred bytes of anything compress better than any bomb needs to.
_TOO_SMALL_TO_HARM = 64 * 1024
_PIECE = 64 * 1024

_PARTS = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels"
    r"|word/(?:document|styles|numbering|footnotes|endnotes)\d*\.xml|word/_rels/document\d*\.xml\.rels"
)
_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
comment-reference =>
"""
# Marks of footnotes and tables of contents lead to places that an article of ours does not have.
_INSIDE_LINK = re.compile(r'<a href="#[^"]*"[^>]*>')


def html_of_word_file(content: bytes) -> str:
    """Give the text of a .docx file as HTML that nobody has cleaned yet, or raise UnreadableError."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as checked:
        for name, part in _parts(content).items():
            checked.writestr(name, part)
    packed.seek(0)
    try:
        read = mammoth.convert_to_html(
            packed, style_map=_STYLES, include_embedded_style_map=False, convert_image=_no_picture
        )
    except Exception:
        # Whatever a broken file does to a foreign reader, the person is told the same.
        logger.exception("mammoth failed on a Word file")
        raise _unreadable() from None
    return _INSIDE_LINK.sub("<a>", read.value)


def _parts(content: bytes) -> dict[str, bytes]:
    """Unpack the parts that hold text: well-formed XML without a document type, all within the limits."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            entries = packed.infolist()
            if len(entries) > MOST_ENTRIES or len({entry.filename for entry in entries}) < len(entries):
                raise _unreadable()
            wanted = [entry for entry in entries if _PARTS.fullmatch(entry.filename)]
            parts: dict[str, bytes] = {}
            for entry in wanted:
                left = MOST_BYTES - sum(map(len, parts.values()))
                parts[entry.filename] = _part(packed, entry, left)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, zlib.error):
        # What zipfile raises for files that are broken, encrypted or packed in a way it does not know.
        raise _unreadable() from None
    return parts


def _part(packed: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> bytes:
    """Unpack one part, counted while it grows: what a zip says of its sizes may be a lie."""
    unpacked = b""
    with packed.open(entry) as source:
        while piece := source.read(_PIECE):
            unpacked += piece
            if len(unpacked) > max(_TOO_SMALL_TO_HARM, HIGHEST_RATIO * entry.compress_size):
                raise _unreadable()
            if len(unpacked) > most:
                raise UnreadableError(_("The Word file holds more than ten megabytes of text."))
    careful = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        tree = etree.fromstring(unpacked, careful).getroottree()
    except etree.XMLSyntaxError:
        raise _unreadable() from None
    if tree.docinfo.doctype:
        raise _unreadable()
    return unpacked


def _no_picture(_image: object) -> list[object]:
    return []


def _unreadable() -> UnreadableError:
    return UnreadableError(
        _("This Word file cannot be read. Save it as .docx once more, or copy the text into the field.")
    )
