"""A disk that fails at a chosen moment: what a full or broken one does."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, BinaryIO

from searcher.errors import ArchiveError
from searcher.storage import Database, Row, Storage


class Failing(Storage):
    """Fails once, at the n-th thing it is asked to put on the disk; `calls` counts them."""

    def __init__(self, at: int) -> None:
        self.at = at
        self.calls = 0

    def count(self) -> None:
        """One more call. Raises OSError at the chosen one."""
        self.calls += 1
        if self.calls == self.at:
            raise OSError(28, "No space left on device")

    def create(self, path: Path) -> BinaryIO:
        self.count()
        return super().create(path)

    def sync(self, file: BinaryIO) -> None:
        self.count()
        super().sync(file)

    def sync_path(self, path: Path) -> None:
        self.count()
        super().sync_path(path)

    def sync_folder(self, path: Path) -> None:
        self.count()
        super().sync_folder(path)

    def rename(self, path: Path, to: Path) -> None:
        self.count()
        super().rename(path, to)

    def link(self, path: Path, to: Path) -> None:
        self.count()
        super().link(path, to)

    def narrow(self, path: Path, *others: Path) -> None:
        self.count()
        super().narrow(path, *others)

    def remove(self, path: Path) -> None:
        self.count()
        super().remove(path)

    def make_folder(self, path: Path) -> None:
        self.count()
        super().make_folder(path)

    def database(self, path: Path, options: str) -> Database:
        return FailingDatabase(path, options, self)


class FailingDatabase(Database):
    """A database on such a disk."""

    def __init__(self, path: Path, options: str, disk: Failing) -> None:
        super().__init__(path, options)
        self._disk = disk

    def execute(self, statement: str, values: Sequence[Any] = ()) -> list[Row]:
        self._count()
        return super().execute(statement, values)

    def copy_to(self, other: Database) -> None:
        self._count()
        super().copy_to(other)

    def _count(self) -> None:
        try:
            self._disk.count()
        except OSError as error:
            raise ArchiveError(f"{self.path}: {error.strerror}") from error
