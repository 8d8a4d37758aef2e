r"""Columns: named arrays of numbers in one file, read by mapping it into memory, without copying and without NumPy.

    "CMSCOL1\n"                          8 bytes
    array, array, …                      each begins at a multiple of 8; little-endian
    directory                            JSON: name → [offset, count, type, CRC-32]; types as in Python's `array` module
    its offset, length and CRC-32        three unsigned numbers of 8 bytes
    "CMSCOL1\n"

A file is written once and never changed. Sizes and bounds are checked when it is opened, checksums by `damaged`.
"""

import mmap
import re
import struct
import sys
import zlib
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from types import TracebackType

    from searcher.storage import Storage

MAGIC = b"CMSCOL1\n"
SIZES = {"B": 1, "H": 2, "I": 4, "Q": 8}
_TRAILER = struct.Struct("<QQQ8s")
_directory_in = msgspec.json.Decoder(dict[str, tuple[int, int, str, int]]).decode
_ALIGNED = 8


class DamagedColumns(ValueError):
    """A file is no file of columns, or not whole; the message says how."""


class Columns:
    """An open file of columns. Raises DamagedColumns, or OSError, when it cannot be used."""

    def __init__(self, path: Path) -> None:
        if sys.byteorder != "little":
            raise DamagedColumns("this machine's numbers have their bytes in another order")
        self.path = path
        with path.open("rb") as file:
            if path.stat().st_size < len(MAGIC) + _TRAILER.size:
                raise DamagedColumns("it is cut")
            self.mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._whole = memoryview(self.mapped)
        self._directory = self._read_directory()
        self._strings: dict[str, Strings] = {}

    def has(self, name: str) -> bool:
        """Whether there is an array of that name."""
        return name in self._directory

    def place(self, name: str) -> tuple[int, int, str]:
        """Where an array begins in the file, how many numbers it has, and their type."""
        offset, count, code, _ = self._directory[name]
        return offset, count, code

    def view(self, name: str) -> memoryview:
        """An array, as it lies in the file."""
        offset, count, code = self.place(name)
        part = self._whole[offset : offset + count * SIZES[code]]
        return part if code == "B" else part.cast(code)  # type: ignore[call-overload] # codes of SIZES

    def strings(self, name: str) -> "Strings":
        """Texts in two arrays: `name.text` and `name.at`."""
        if name not in self._strings:
            self._strings[name] = Strings(self, name)
        return self._strings[name]

    def let_go(self) -> None:
        """Give back the memory that what was read so far takes: whoever reads on has it again from the file."""
        if hasattr(mmap, "MADV_DONTNEED"):
            self.mapped.madvise(mmap.MADV_DONTNEED)

    def damaged(self) -> Iterator[str]:
        """The names of arrays that are not as they were written."""
        for name, (offset, count, code, checksum) in self._directory.items():
            if zlib.crc32(self._whole[offset : offset + count * SIZES[code]]) != checksum:
                yield name

    def _read_directory(self) -> dict[str, tuple[int, int, str, int]]:
        size = len(self._whole)
        at, length, checksum, magic = _TRAILER.unpack(self._whole[size - _TRAILER.size :])
        if bytes(self._whole[: len(MAGIC)]) != MAGIC or magic != MAGIC or at + length != size - _TRAILER.size:
            raise DamagedColumns("it is cut, or no file of ours")
        written = bytes(self._whole[at : at + length])
        if zlib.crc32(written) != checksum:
            raise DamagedColumns("its directory is damaged")
        directory: dict[str, tuple[int, int, str, int]] = _directory_in(written)
        if any(offset + count * SIZES[code] > at for offset, count, code, _ in directory.values()):
            raise DamagedColumns("its directory is damaged")
        return directory


class Strings:
    """Texts in a column of bytes: `text` has them one after another, `at` where each begins."""

    def __init__(self, columns: Columns, name: str) -> None:
        self._text = columns.view(f"{name}.text")
        self._at = columns.view(f"{name}.at")
        self.count = len(self._at) - 1

    def __getitem__(self, i: int) -> bytes:
        return self._text[self._at[i] : self._at[i + 1]].tobytes()

    def text(self, i: int) -> str:
        """One of the texts."""
        return self[i].decode()

    def all(self) -> list[bytes]:
        """Every text, in order."""
        whole, at = self._text.tobytes(), self._at.tolist()
        return [whole[start:end] for start, end in pairwise(at)]

    def holding(self, wanted: bytes) -> list[int]:
        """The texts that hold another, by their numbers."""
        whole, found, at = self._text.tobytes(), [], -1
        while (at := whole.find(wanted, at + 1)) >= 0:
            number = bisect_right(self._at, at) - 1
            if at + len(wanted) <= self._at[number + 1]:
                found.append(number)
                at = self._at[number + 1] - 1
        return found

    def standing(self, wanted: bytes) -> Iterator[tuple[int, int, int]]:
        """Wherever another text stands in one of the texts: its number, after how many bytes, how many it has."""
        whole, at = self._text.tobytes(), -1
        while (at := whole.find(wanted, at + 1)) >= 0:
            number = bisect_right(self._at, at) - 1
            start, end = self._at[number], self._at[number + 1]
            if at + len(wanted) <= end:
                yield number, at - start, end - start

    def matching(self, pattern: re.Pattern[bytes]) -> Iterator[int]:
        """The texts in which a pattern begins, by their numbers, as often as it does."""
        return (bisect_right(self._at, match.start()) - 1 for match in pattern.finditer(self._text.tobytes()))

    def find(self, wanted: bytes) -> int | None:
        """Where a text stands among texts that are in order of their bytes; None where it is not."""
        at = self.first_from(wanted)
        return at if at < self.count and self[at] == wanted else None

    def first_from(self, wanted: bytes) -> int:
        """The first of texts in order that is not before a given one."""
        return bisect_left(range(self.count), wanted, key=self.__getitem__)

    def beginning(self, prefix: bytes) -> tuple[int, int]:
        """The first of texts in order that begin so, and the first after them that does not."""
        last = prefix.rstrip(b"\xff")
        after = self.first_from(last[:-1] + bytes((last[-1] + 1,))) if last else self.count
        return self.first_from(prefix), after


class ColumnWriter:
    """Writes a file of columns. Use as a context manager: the file is whole once it is left; it is yet to be synced."""

    def __init__(self, path: Path, storage: "Storage") -> None:
        self._file = storage.create(path)
        self._file.write(MAGIC)
        self._end = len(MAGIC)
        self._directory: dict[str, list[Any]] = {}

    def __enter__(self) -> "ColumnWriter":
        return self

    def __exit__(
        self, kind: "type[BaseException] | None", error: BaseException | None, trace: "TracebackType | None"
    ) -> None:
        with self._file:
            if error is None:
                self._finish()

    def put(self, name: str, values: Any, code: str = "B") -> None:
        """Write an array: bytes, or anything with a buffer of numbers of a type."""
        region = self.reserve(name, code, memoryview(values).nbytes // SIZES[code])
        region.add(values)

    def put_numbers(self, name: str, numbers: Sequence[int], code: str | None = None) -> None:
        """Write numbers, in the narrowest type that holds them unless one is told."""
        code = code or narrowest(max(numbers, default=0))
        self.put(name, array(code, numbers), code)

    def put_strings(self, name: str, texts: Sequence[bytes]) -> None:
        """Write texts as `Strings` reads them."""
        at, ends = 0, array("Q", [0])
        for text in texts:
            at += len(text)
            ends.append(at)
        code = "I" if at < 1 << 32 else "Q"
        self.put(f"{name}.text", b"".join(texts))
        self.put(f"{name}.at", array(code, ends), code)

    def reserve(self, name: str, code: str, count: int) -> "Region":
        """Room for an array that is written piece by piece."""
        start = -(-self._end // _ALIGNED) * _ALIGNED
        self._end = start + count * SIZES[code]
        self._directory[name] = [start, count, code, 0]
        return Region(self, name, start)

    def write(self, name: str, at: int, values: Any) -> int:
        """Write the next piece of an array at its place; where that ends."""
        self._file.seek(at)
        piece = memoryview(values).cast("B") if memoryview(values).nbytes else b""
        self._file.write(piece)
        entry = self._directory[name]
        entry[3] = zlib.crc32(piece, entry[3])
        return at + len(piece)

    def _finish(self) -> None:
        directory = msgspec.json.encode(self._directory)
        self._file.seek(self._end)
        self._file.write(directory)
        self._file.write(_TRAILER.pack(self._end, len(directory), zlib.crc32(directory), MAGIC))


class Region:
    """An array while it is being written, from its beginning to its end."""

    def __init__(self, writer: ColumnWriter, name: str, start: int) -> None:
        self._writer, self._name, self._next = writer, name, start

    def add(self, values: Any) -> None:
        """Write what comes next."""
        self._next = self._writer.write(self._name, self._next, values)


def narrowest(most: int) -> str:
    """The type of the fewest bytes that holds numbers from 0 to `most`."""
    return next(code for code, size in SIZES.items() if most < 1 << 8 * size)
