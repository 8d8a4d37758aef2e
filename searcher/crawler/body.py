"""The content of an answer out of the pieces it comes in, never larger than wanted. Pure.

Unpacks gzip itself, bit by bit: 20 kB can hold 20 MB of zeros, and only so much of it is ever unpacked.
"""

import io
import zlib
from collections.abc import Iterable, Iterator

from msgspec import Struct

_PIECE = 1 << 16
_GZIP = 31  # zlib: a gzip header, the largest window


class Body(Struct, frozen=True):
    """The content, and whether that is all of it."""

    content: bytes
    whole: bool


class _Full(Exception):
    """Enough has come."""


def body(chunks: Iterable[bytes], most: int, *, gzipped: bool) -> Body:
    """The first `most` bytes of an answer. Raises EOFError when gzip is cut off, zlib.error when it is broken."""
    content = io.BytesIO()  # gives its content without a copy
    raw = _at_most(chunks, most)
    try:
        for piece in _gunzipped(raw) if gzipped else raw:
            content.write(piece)
            if content.tell() > most:
                raise _Full  # noqa: TRY301 - the packed pieces say so alike
    except _Full:
        content.truncate(most)
        return Body(content.getvalue(), whole=False)
    return Body(content.getvalue(), whole=True)


def _at_most(chunks: Iterable[bytes], most: int) -> Iterator[bytes]:
    """What came, until it is too much: endless gzip members may hold nothing at all."""
    total = 0
    for chunk in chunks:
        yield chunk
        total += len(chunk)
        if total > most:
            raise _Full


def _gunzipped(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """What is packed in one or more gzip members; anything after them is left out, as browsers do."""
    member = None
    for chunk in chunks:
        left = chunk
        while left:
            if member is None or member.eof:
                if member and not left.startswith(b"\x1f"):
                    return
                member = zlib.decompressobj(_GZIP)
            yield member.decompress(left, _PIECE)
            left = member.unused_data if member.eof else member.unconsumed_tail
    if member:
        yield member.flush()
        if not member.eof:
            raise EOFError
