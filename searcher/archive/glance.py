"""A look at an archive without opening all of it: whether it has changed. All that a search asks of one."""

import contextlib
from pathlib import Path

from searcher.archive.generations import Generations
from searcher.archive.schema import MIGRATIONS, held_version
from searcher.errors import ArchiveError, NoArchive
from searcher.storage import Database, Storage

FILE = "archive.db"


class Glance:
    """An archive as far as a search looks at it."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._generations = Generations(database)

    @classmethod
    def open(cls, folder: Path, storage: Storage) -> "Glance":
        """Raises NoArchive when there is none, ArchiveError when it cannot be opened."""
        if not (folder / FILE).exists():
            raise NoArchive(folder)
        return cls(storage.connect(folder / FILE, read_only=True))

    @property
    def is_older(self) -> bool:
        """Whether it has to be brought forward before it can be read. Raises ArchiveError for no archive of ours."""
        return held_version(self._database) < 1 + len(MIGRATIONS)

    def differs(self, generation: int, corrections: str) -> bool:
        """Whether anything changed after a generation, or officers are told apart by other corrections."""
        told = self._database.execute("SELECT corrections FROM register_state")[0][0]
        return self._generations.changed_since(generation) or told != corrections

    def close(self) -> None:
        """Close the archive."""
        with contextlib.suppress(ArchiveError):
            self._database.close()
