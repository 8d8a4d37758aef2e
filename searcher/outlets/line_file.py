"""Appends notices to a file of JSON lines, each once, whatever became of the process that tried before."""

import datetime
import io
import itertools
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

import msgspec
from msgspec import Struct

from searcher.errors import OutletFailed
from searcher.notices import Notice
from searcher.outlets.data import LINE_SCHEMA, notice_line
from searcher.outlets.moments import moment_of
from searcher.storage import Storage

_START = f'{{"schema": "{LINE_SCHEMA}"'.encode()
_BLOCK = 1 << 16  # bytes read at once, from the end
# A line is written after its notice was found, by a clock that may have been put back in between.
_CLOCK_SLACK = datetime.timedelta(days=1)


class _Line(Struct):
    """What is asked of a line of the file."""

    id: str
    item: str
    written_at: str


class _End(Struct):
    """How a file ends: where half a line begins, if there is one, what a whole one lacks, which notices are there."""

    cut: int | None
    lacks: bytes
    held: frozenset[str]


def append_notices(path: Path, notices: Sequence[Notice], now: str, storage: Storage) -> None:
    """Append what is not in the file yet, and make it last; a half-written last line is finished or taken away.

    Raises OutletFailed for a file of other things, OSError where it cannot be written.
    """
    end = _end(path, notices, storage) if path.exists() else _End(None, b"", frozenset())
    new = {notice.id: notice for notice in notices if notice.id not in end.held}
    content = end.lacks + b"".join(notice_line(notice, now) for notice in new.values())
    # Also when there is nothing to write: what a killed process wrote may not have been made to last.
    if end.cut is not None:
        storage.cut(path, end.cut)
    storage.append(path, content)


def erase_lines(path: Path, items: Collection[str], storage: Storage) -> None:
    """Leave no line of some items in the file. Raises OutletFailed for a file of other things, OSError."""
    with storage.open(path) as file:
        _check_ours(path, file)
        file.seek(0)
        lines = file.readlines()
    left = [line for line in lines if (told := _parsed(line)) is None or told.item not in items]
    if len(left) < len(lines):
        storage.write(path, b"".join(left))


def _end(path: Path, notices: Sequence[Notice], storage: Storage) -> _End:
    """How a file that is there ends. It is read back to what was written before the first of the notices was found."""
    oldest = min((moment_of(notice.noticed_at) for notice in notices), default=moment_of("9999-01-01"))
    with storage.open(path) as file:
        size = file.seek(0, io.SEEK_END)
        _check_ours(path, file)
        lines = _backwards(file, size)
        last = next(lines)
        told = filter(None, map(_parsed, itertools.chain([last], lines)))
        recent = itertools.takewhile(lambda line: moment_of(line.written_at) >= oldest - _CLOCK_SLACK, told)
        held = frozenset(line.id for line in recent)
    if _parsed(last):  # a whole line but for its end
        return _End(None, b"\n", held)
    return _End(size - len(last) if last else None, b"", held)


def _check_ours(path: Path, file: BinaryIO) -> None:
    """Raises OutletFailed for a file of other things, which is not ours to cut."""
    file.seek(0)
    start = file.read(len(_START))
    if not _START.startswith(start):
        raise OutletFailed(
            f"{path} is there already and holds no notices: name another file, or remove it", again=False
        )


def _backwards(file: BinaryIO, size: int) -> Iterator[bytes]:
    """The lines of a file from the last to the first; before them what stands behind the last line's end."""
    pieces: list[bytes] = []  # of a line of which the beginning is not read yet, the last first
    while size > 0:
        start = max(0, size - _BLOCK)
        file.seek(start)
        piece, *lines = file.read(size - start).split(b"\n")
        if lines:
            yield lines.pop() + b"".join(reversed(pieces))
            yield from reversed(lines)
            pieces = []
        pieces.append(piece)
        size = start
    yield b"".join(reversed(pieces))


def _parsed(line: bytes) -> _Line | None:
    """A line of ours; None for half a line, or what somebody else put there."""
    try:
        told = msgspec.json.decode(line, type=_Line)
        moment_of(told.written_at)
    except (msgspec.DecodeError, ValueError):
        return None
    return told
