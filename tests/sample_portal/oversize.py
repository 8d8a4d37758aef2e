"""Bodies that are too big, made at next to no cost."""

import zlib
from functools import cache

MEGABYTE = 1 << 20
BOMB_MEGABYTES = 1024
HUGE_MEGABYTES = 300


@cache
def bomb(megabytes: int = BOMB_MEGABYTES) -> bytes:
    """Zeros, gzipped as one member. The same block is used again and again, so that making it takes no time."""
    zeros, block = bytes(MEGABYTE), zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = block.compress(zeros) + block.flush(zlib.Z_FULL_FLUSH)
    check = 0
    for _ in range(megabytes):
        check = zlib.crc32(zeros, check)
    size = megabytes * MEGABYTE
    trailer = check.to_bytes(4, "little") + (size & 0xFFFFFFFF).to_bytes(4, "little")
    return b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff" + packed * megabytes + b"\x03\x00" + trailer


@cache
def filling() -> bytes:
    """One megabyte of HTML that says nothing."""
    return (b"<p>" + b"lorem ipsum " * 84 + b"\n" + b"</p>").ljust(1024) * 1024
