"""What kind of file came: a page, or something that only calls itself one."""

from __future__ import annotations

from articles.originals.charset import is_wide
from articles.originals.failures import FetchError, Reason

_HTML_TYPES = frozenset(
    {"text/html", "application/xhtml+xml", "application/vnd.wap.xhtml+xml", "text/plain", ""}
)
_XML_TYPES = frozenset({"application/xml", "text/xml"})
# How files begin that servers send as pages by mistake.
_MAGIC = (
    *(b"%PDF-", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"RIFF", b"PK\x03\x04", b"\x1f\x8b", b"\x00"),
    *(b"Rar!", b"7z\xbc\xaf", b"\x7fELF", b"ID3", b"OggS", b"fLaC", b"wOFF", b"wOF2", b"\xd0\xcf\x11\xe0"),
    *(b"SQLite format 3", b"%!PS", b"\x28\xb5\x2f\xfd"),
)
_TOP = 1024
# A page may hold a stray NUL; a file of another kind is full of them.
_FEW_NULS = 0.05


def media_type_of(content_type: str) -> str:
    """Give the kind of file that a header names, in lower case and without parameters."""
    return content_type.partition(";")[0].partition(",")[0].strip().lower()


def refuse_other_type(content_type: str) -> None:
    """Refuse by the header alone, before anything is read."""
    if media_type_of(content_type) not in _HTML_TYPES | _XML_TYPES:
        raise FetchError(Reason.NOT_HTML)


def refuse_other_than_html(content_type: str, content: bytes) -> None:
    """Trust the header where it says HTML, unless the bytes cannot be text."""
    refuse_other_type(content_type)
    if not content.strip():
        raise FetchError(Reason.EMPTY)
    top = content[:_TOP]
    is_binary = not is_wide(content, content_type) and (
        top.startswith(_MAGIC) or top.count(0) > _FEW_NULS * len(top)
    )
    is_other_xml = media_type_of(content_type) in _XML_TYPES and b"<html" not in top.lower()
    if is_binary or is_other_xml:
        raise FetchError(Reason.NOT_HTML)
