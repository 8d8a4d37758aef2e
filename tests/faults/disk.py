"""A disk that fails at a chosen moment, in a chosen way: broken, full, not ours to write to, or the process is killed.

As in SQLite's anomaly tests (https://www.sqlite.org/testing.html, 4) and Lucene's MockDirectoryWrapper, every call that
goes through the storage is counted, and the n-th fails.
"""

import contextlib
import errno
import os
import signal
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

from searcher.errors import ArchiveError
from searcher.storage import Database, Row, Storage

T = TypeVar("T")


class Kind(StrEnum):
    """How a call fails."""

    BROKEN = "I/O error"
    FULL = "no space"
    DENIED = "no permission"
    SHORT = "short write"
    LATE = "done, told failed"
    KILLED = "kill"


_ERRORS = {
    Kind.BROKEN: (errno.EIO, sqlite3.SQLITE_IOERR, "disk I/O error"),
    Kind.FULL: (errno.ENOSPC, sqlite3.SQLITE_FULL, "database or disk is full"),
    Kind.DENIED: (errno.EACCES, sqlite3.SQLITE_READONLY, "attempt to write a readonly database"),
    Kind.SHORT: (errno.ENOSPC, sqlite3.SQLITE_FULL, "database or disk is full"),
    Kind.LATE: (errno.EIO, sqlite3.SQLITE_IOERR, "disk I/O error"),
}
_READING = ("read", "open", "entries", "SELECT", "PRAGMA", "lock", "ROLLBACK", "remove", "cut")
_LASTING = ("COMMIT", "rename", "link", "copy", "VACUUM", "make folder")


class Failing(Storage):
    """Fails at the n-th call; `calls` counts them, `told` names them. A full disk stays full, all else fails once.

    `committed` is called after each transaction.
    """

    def __init__(self, at: int, kind: Kind = Kind.BROKEN, committed: Callable[[], object] | None = None) -> None:
        self.committed = committed
        self.at = at
        self.kind = kind
        self.told: list[str] = []

    @property
    def calls(self) -> int:
        """How many calls there were."""
        return len(self.told)

    @property
    def changing(self) -> list[int]:
        """The calls so far that change the disk, by their numbers; of a file its making and sync, not each write."""
        return [at for at, what in enumerate(self.told, 1) if what not in (*_READING, "write")]

    def fails(self, what: str) -> bool:
        """One more call: whether it is to fail. Ends the process at the chosen one where that is how it fails."""
        self.told.append(what)
        if self.kind is Kind.FULL and 0 < self.at <= self.calls:
            return meets(self.kind, what)
        if self.calls == self.at and self.kind is Kind.KILLED:
            os.kill(os.getpid(), signal.SIGKILL)
        return self.calls == self.at

    def call(self, what: str, do: Callable[..., T], *given: Any) -> T:
        """One more call, done. Raises OSError instead at the chosen one, or afterwards."""
        fails = self.fails(what)
        if fails and self.kind is not Kind.LATE:
            raise self.error()
        done = do(*given)
        if fails:
            raise self.error()
        return done

    def error(self) -> OSError:
        """What the system tells."""
        code = _ERRORS[self.kind][0]
        return OSError(code, os.strerror(code))

    def open(self, path: Path) -> BinaryIO:
        return self.call("open", super().open, path)

    def entries(self, folder: Path) -> list[Path]:
        return self.call("entries", super().entries, folder)

    def create(self, path: Path) -> BinaryIO:
        return _FailingFile(self.call("create", super().create, path), self)  # type: ignore[return-value] # it stands for one

    def extend(self, path: Path) -> BinaryIO:
        return _FailingFile(self.call("extend", super().extend, path), self)  # type: ignore[return-value] # as above

    def cut(self, path: Path, at: int) -> None:
        self.call("cut", super().cut, path, at)

    def sync(self, file: BinaryIO) -> None:
        self.call("sync", super().sync, file)

    def sync_path(self, path: Path) -> None:
        self.call("sync", super().sync_path, path)

    def sync_folder(self, path: Path) -> None:
        self.call("sync", super().sync_folder, path)

    def rename(self, path: Path, to: Path) -> None:
        self.call("rename", super().rename, path, to)

    def remove(self, path: Path) -> None:
        self.call("remove", super().remove, path)

    def link(self, path: Path, to: Path) -> None:
        self.call("link", super().link, path, to)

    def narrow(self, path: Path, *others: Path) -> None:
        self.call("narrow", super().narrow, path, *others)

    def make_folder(self, path: Path) -> None:
        self.call("make folder", super().make_folder, path)

    def remove_folder(self, path: Path) -> None:
        """Silent, as the real one is: what fails is left, half of it."""
        files = sorted(file for file in path.rglob("*") if not file.is_dir())
        for file in files:
            if self.fails("remove"):
                return
            file.unlink()
        super().remove_folder(path)

    @contextlib.contextmanager
    def lock(self, folder: Path) -> Iterator[None]:
        try:
            self.call("lock", bool)
        except OSError as error:
            raise ArchiveError(f"{folder} cannot be written to ({error.strerror})") from error
        with super().lock(folder):
            yield

    def database(self, path: Path, options: str) -> Database:
        if self.fails("connect"):
            raise sql_error(self.kind, path)
        return FailingDatabase(path, options, self)


class _FailingFile:
    """A file on such a disk: of a write that fails half is written."""

    def __init__(self, file: BinaryIO, disk: Failing) -> None:
        self._file, self._disk = file, disk

    def write(self, content: Any) -> int:
        if self._disk.fails("write"):
            if self._disk.kind is Kind.SHORT:
                whole = bytes(content)
                self._file.write(whole[: len(whole) // 2])
            raise self._disk.error()
        return self._file.write(content)

    def writelines(self, lines: Any) -> None:
        for line in lines:
            self.write(line)

    def __enter__(self) -> "_FailingFile":
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


class FailingDatabase(Database):
    """A database on such a disk. A full one takes the transaction back by itself, as SQLite does."""

    def __init__(self, path: Path, options: str, disk: Failing) -> None:
        super().__init__(path, options)
        self._disk = disk

    def execute(self, statement: str, values: Sequence[Any] = ()) -> list[Row]:
        fails = self._disk.fails(word_of(statement))
        if fails and self._disk.kind is not Kind.LATE:
            if self._disk.kind is Kind.FULL and self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise sql_error(self._disk.kind, self.path)
        found = super().execute(statement, values)
        if statement == "COMMIT" and self._disk.committed is not None:
            self._disk.committed()
        if fails:
            raise sql_error(self._disk.kind, self.path)
        return found

    def copy_to(self, other: Database) -> None:
        fails = self._disk.fails("copy")
        if not fails or self._disk.kind is Kind.LATE:
            super().copy_to(other)
        if fails:
            raise sql_error(self._disk.kind, self.path)


def word_of(statement: str) -> str:
    """What a statement does, by its first word that is no comment."""
    lines = [line for line in statement.splitlines() if line.strip() and not line.lstrip().startswith("--")]
    return lines[0].split()[0].upper() if lines else ""


def meets(kind: Kind, what: str) -> bool:
    """Whether a call can fail so: a full disk is still read from, only a write can be cut, only what lasts be done."""
    if kind is Kind.SHORT:
        return what == "write"
    if kind is Kind.LATE:
        return what in _LASTING
    return kind is not Kind.FULL or what not in _READING


def sql_error(kind: Kind, path: Path) -> ArchiveError:
    """The error that a database tells, with the cause that SQLite gives it."""
    _, code, text = _ERRORS[kind]
    cause = sqlite3.OperationalError(text)
    cause.sqlite_errorcode = code
    error = ArchiveError(f"{path}: {text}")
    error.__cause__ = cause
    return error
