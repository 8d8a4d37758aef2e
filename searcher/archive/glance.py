"""A look at an archive without opening all of it: whether it has changed. All that a search asks of one."""

from collections.abc import Sequence
from pathlib import Path

from searcher.archive.generations import Generations
from searcher.archive.schema import MIGRATIONS, Migration, held_version
from searcher.errors import ArchiveError, NoArchive
from searcher.storage import Database, Storage

FILE = "archive.db"


class Glance:
    """An archive as far as a search looks at it."""

    def __init__(self, folder: Path, database: Database) -> None:
        self._folder = folder
        self._database = database
        self._generations = Generations(database)

    @classmethod
    def open(cls, folder: Path, storage: Storage) -> "Glance":
        """Raises NoArchive when there is none, ArchiveError when it cannot be opened."""
        try:
            if not (folder / FILE).exists():
                raise NoArchive(folder)
        except OSError as error:
            raise ArchiveError(f"{folder} cannot be read ({error.strerror})") from error
        return cls(folder, storage.connect(folder / FILE, read_only=True))

    def is_older(self, migrations: Sequence[Migration] = MIGRATIONS) -> bool:
        """Whether it has to be brought forward before it can be read.

        Raises NoArchive for an empty file, ArchiveError for what is no archive of ours.
        """
        version = held_version(self._database, migrations)
        if version == 0:
            raise NoArchive(self._folder)
        return version < 1 + len(migrations)

    def differs(self, generation: int, corrections: str) -> bool:
        """Whether anything changed after a generation, or officers are told apart by other corrections."""
        told = self._database.execute("SELECT corrections FROM register_state")[0][0]
        return self._generations.changed_since(generation) or told != corrections

    def close(self) -> None:
        """Close the archive."""
        self._database.close()
