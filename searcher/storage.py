"""The one thin layer under everything that lasts: files and SQL pass through here, so that faults can be put in.

Knows how to make bytes survive a crash (fsync, rename); nothing about what they mean.
"""

import contextlib
import os
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from searcher.errors import ArchiveBusy, ArchiveError

Row = sqlite3.Row
_BUSY_SECONDS = 30
_OWN = 0o600  # what the owner may do with a file


class Storage:
    """Files, folders, locks and databases. Replace it to see what a failing disk does."""

    def read(self, path: Path, most: int = -1) -> bytes:
        """The content of a file, or its first bytes: as many as `most`."""
        with self.open(path) as file:
            return file.read(most)

    def open(self, path: Path) -> BinaryIO:
        """A file, open to read."""
        return path.open("rb")

    def entries(self, folder: Path) -> list[Path]:
        """What is in a folder, in order. Raises OSError when it cannot be listed."""
        return sorted(folder.iterdir())

    def write(self, path: Path, content: bytes) -> None:
        """Put a file in place whole or not at all: written beside it, synced, renamed over it."""
        new = path.with_name(f".{path.name}.{os.getpid()}.new")
        try:
            with self.create(new) as file:
                file.write(content)
                self.sync(file)
            self.rename(new, path)
        finally:
            self.remove(new)
        with contextlib.suppress(OSError):  # the file is in place: an error would say that it is not
            self.sync_folder(path.parent)

    def append(self, path: Path, content: bytes) -> None:
        """Put content behind what a file holds, and make all of it last; the file is made if need be.

        When this fails nothing was added; when the process is killed, a part of the content may have been.
        """
        at = None
        try:
            with self.extend(path) as file:
                at = file.tell()
                file.write(content)
                self.sync(file)
        except BaseException:
            if at is not None:
                with contextlib.suppress(OSError):
                    self.cut(path, at)
            raise
        if at == 0:
            with contextlib.suppress(OSError):  # as in `write`
                self.sync_folder(path.parent)

    def extend(self, path: Path) -> BinaryIO:
        """A file, open for writing behind what it holds; made if need be."""
        return path.open("ab")

    def cut(self, path: Path, at: int) -> None:
        """Leave the first `at` bytes of a file and no more."""
        os.truncate(path, at)

    def create(self, path: Path) -> BinaryIO:
        """A new file, open for writing; an old one of that name is emptied."""
        return path.open("wb")

    def sync(self, file: BinaryIO) -> None:
        """Make what was written to a file last."""
        file.flush()
        os.fsync(file.fileno())

    def sync_path(self, path: Path) -> None:
        """Make a file that somebody else wrote last."""
        with path.open("rb") as file:
            os.fsync(file.fileno())

    def sync_folder(self, path: Path) -> None:
        """Make the names in a folder last."""
        if os.name == "nt":  # Windows has no handle on a folder to sync
            return
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def rename(self, path: Path, to: Path) -> None:
        """Give a file another name, over an older file of that name."""
        path.replace(to)

    def link(self, path: Path, to: Path) -> None:
        """A second name for an unchanging file that lasts; a copy that lasts where the file system has no links."""
        try:
            os.link(path, to)
        except OSError:
            import shutil  # noqa: PLC0415 - readers need none of it

            shutil.copyfile(path, to)
            self.sync_path(to)

    def narrow(self, path: Path, *others: Path) -> None:
        """Let nobody but its owner do with a file what they may not do with others, as far as these are there."""
        allowed = path.stat().st_mode
        for other in others:
            allowed &= other.stat().st_mode if other.exists() else allowed
        path.chmod((allowed & 0o777) | _OWN)

    def free(self, folder: Path) -> int:
        """How many bytes there is room for in a folder."""
        import shutil  # noqa: PLC0415 - readers need none of it

        return shutil.disk_usage(folder).free

    def remove(self, path: Path) -> None:
        """Remove a file, if it is there."""
        path.unlink(missing_ok=True)

    def make_folder(self, path: Path) -> None:
        """A folder, with those above it."""
        path.mkdir(parents=True, exist_ok=True)

    def remove_folder(self, path: Path) -> None:
        """Remove a folder and what is in it; what cannot be removed stays, and is for the caller to see."""
        import shutil  # noqa: PLC0415 - readers need none of it

        shutil.rmtree(path, ignore_errors=True)

    def connect(self, path: Path, *, read_only: bool = False) -> "Database":
        """Open a database, which is made if need be. To read only, it must exist. Raises ArchiveError otherwise."""
        if not read_only:
            return self.database(path, "mode=rwc")
        database = self.database(path, "mode=ro")
        try:
            database.execute("SELECT count(*) FROM sqlite_master")
        except ArchiveError as error:
            database.close()
            if _lacks_place(error) and _is_empty(path.with_name(f"{path.name}-wal")):
                # A folder that is full or must not be written to has no place for the log's index; without a log
                # none is needed.
                return self.database(path, "immutable=1")
            raise
        return database

    def database(self, path: Path, options: str) -> "Database":
        """A connection with options of SQLite's URIs (https://www.sqlite.org/uri.html)."""
        return Database(path, options)

    @contextlib.contextmanager
    def lock(self, folder: Path) -> Iterator[None]:
        """Hold the right to write to a folder. Raises ArchiveBusy at once when another process holds it."""
        from filelock import FileLock, Timeout  # noqa: PLC0415 - readers need no lock

        lock = FileLock(folder / ".lock")
        try:
            lock.acquire(timeout=0)
        except Timeout as error:
            raise ArchiveBusy(folder) from error
        except OSError as error:
            raise ArchiveError(f"{folder} cannot be written to ({error.strerror})") from error
        try:
            yield
        finally:
            lock.release()


class Database:
    """A SQLite connection that may be used from several threads; every statement goes through `execute`."""

    def __init__(self, path: Path, options: str) -> None:
        self.path = path
        self._lock = threading.RLock()
        address = f"{path.absolute().as_uri()}?{options}"
        try:
            self._connection = sqlite3.connect(
                address, uri=True, check_same_thread=False, isolation_level=None, timeout=_BUSY_SECONDS
            )
        except sqlite3.Error as error:
            raise ArchiveError(f"{path} cannot be opened ({error})") from error
        self._connection.row_factory = sqlite3.Row

    def execute(self, statement: str, values: Sequence[Any] = ()) -> list[Row]:
        """Run one statement; the rows it gives. Raises ArchiveError when it fails."""
        with self._lock:
            try:
                return self._connection.execute(statement, values).fetchall()
            except sqlite3.Error as error:
                raise ArchiveError(f"{self.path}: {error}") from error

    def execute_many(self, statement: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run one statement for each row of values."""
        for values in rows:
            self.execute(statement, values)

    def script(self, statements: str) -> None:
        """Run several statements, separated by semicolons at line ends."""
        for statement in statements.split(";\n"):
            if statement.strip():
                self.execute(statement)

    def copy_to(self, other: "Database") -> None:
        """Make another database what this one is now, whoever writes to it meanwhile. Raises ArchiveError."""
        with self._lock, other._lock:
            try:
                self._connection.backup(other._connection)
            except sqlite3.Error as error:
                raise ArchiveError(f"{self.path} cannot be copied to {other.path} ({error})") from error

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """All of what is done inside, or nothing."""
        self.execute("BEGIN IMMEDIATE")
        try:
            yield
            self.execute("COMMIT")
        except BaseException:
            with contextlib.suppress(
                ArchiveError
            ):  # what went wrong first is what to tell; SQLite may have rolled back
                self.execute("ROLLBACK")
            raise

    def close(self) -> None:
        """Close the connection; twice is once."""
        self._connection.close()


def cannot_write(error: ArchiveError) -> bool:
    """Whether the disk or the rights there are what stops a writer."""
    if isinstance(error.__cause__, OSError):
        return not isinstance(error, ArchiveBusy)
    return _lacks_place(error)


def _lacks_place(error: ArchiveError) -> bool:
    code = getattr(error.__cause__, "sqlite_errorcode", 0) & 0xFF  # the rest of it says more of the same
    return code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL)


def _is_empty(path: Path) -> bool:
    return not path.exists() or path.stat().st_size == 0
