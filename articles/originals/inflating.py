"""Bodies of answers, counted before and after each decompression, so that nothing large is ever held."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

import brotli

from articles.originals.failures import FetchError, Reason

MOST_BYTES = 5 * 1024 * 1024
MOST_ENCODINGS = 2
_PIECE = 64 * 1024
_GZIP = b"\x1f\x8b"


def body_of(chunks: Iterable[bytes], content_encoding: str) -> bytes:
    """Put a body together and undo what its header Content-Encoding says, or raise FetchError.

    We ask for gzip and deflate and read Brotli where it comes all the same. Whoever sends anything else,
    or three layers, cannot be read.
    """
    encodings = [word.strip().lower() for word in content_encoding.split(",")]
    encodings = [word for word in encodings if word not in {"", "identity"}]
    if len(encodings) > MOST_ENCODINGS:
        raise FetchError(Reason.BROKEN_COMPRESSION)
    counted = _counted(chunks)
    for encoding in reversed(encodings):
        undone = _unbrotlied(counted) if encoding == "br" else _inflated(counted, encoding)
        counted = _counted(undone)
    return b"".join(counted)


def _counted(chunks: Iterable[bytes]) -> Iterator[bytes]:
    total = 0
    for chunk in chunks:
        total += len(chunk)
        if total > MOST_BYTES:
            raise FetchError(Reason.TOO_LARGE)
        yield chunk


def _inflated(chunks: Iterator[bytes], encoding: str) -> Iterator[bytes]:
    """Decompress in small pieces, however much a small chunk may hold."""
    inflater = None
    for chunk in chunks:
        waiting = chunk
        inflater = inflater or _inflater(encoding, chunk)
        while waiting and not inflater.eof:
            try:
                yield inflater.decompress(waiting, _PIECE)
            except zlib.error:
                raise FetchError(Reason.BROKEN_COMPRESSION) from None
            waiting = inflater.unconsumed_tail
            if inflater.eof and inflater.unused_data.startswith(_GZIP):
                waiting = inflater.unused_data
                inflater = _inflater(encoding, waiting)
    if inflater is not None:
        yield inflater.flush(_PIECE)
        if not inflater.eof:
            raise FetchError(Reason.BROKEN_COMPRESSION)


def _unbrotlied(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Decompress Brotli in small pieces."""
    inflater = brotli.Decompressor()
    for chunk in chunks:
        waiting = chunk
        while not inflater.is_finished() and (waiting or not inflater.can_accept_more_data()):
            try:
                yield inflater.process(waiting, output_buffer_limit=_PIECE)
            except brotli.error:
                raise FetchError(Reason.BROKEN_COMPRESSION) from None
            waiting = b""
    if not inflater.is_finished():
        raise FetchError(Reason.BROKEN_COMPRESSION)


def _inflater(encoding: str, start: bytes) -> zlib._Decompress:
    """Choose by the name; what is called deflate comes with and without the header of zlib."""
    if encoding in {"gzip", "x-gzip"}:
        return zlib.decompressobj(16 + zlib.MAX_WBITS)
    if encoding == "deflate":
        has_header = start[0] & 0x0F == zlib.DEFLATED and int.from_bytes(start[:2]) % 31 == 0
        return zlib.decompressobj(zlib.MAX_WBITS if has_header else -zlib.MAX_WBITS)
    raise FetchError(Reason.BROKEN_COMPRESSION)
