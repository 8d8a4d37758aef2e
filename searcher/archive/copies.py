"""Copies of an archive's file: how one is made while others write, and whether one is whole."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from searcher.archive.glance import FILE
from searcher.archive.schema import held_version
from searcher.archive.takedown import Takedown, Takedowns
from searcher.errors import ArchiveError, NoArchive
from searcher.storage import Database, Storage


def copy_archive(folder: Path, to: Path, storage: Storage) -> None:
    """Copy a folder's archive as it is at one moment, whoever writes to it. What is at `to` becomes the copy.

    Raises NoArchive when there is none, ArchiveError when it cannot be read or the copy not be written.
    """
    if not (folder / FILE).exists():
        raise NoArchive(folder)
    with contextlib.closing(storage.connect(folder / FILE, read_only=True)) as database:
        if held_version(database) == 0:
            raise NoArchive(folder)
        with contextlib.closing(storage.connect(to)) as copy:
            database.copy_to(copy)


def version_of_whole(path: Path, storage: Storage) -> int:
    """The version of the schema in a file that nobody writes to, and that is found whole.

    Raises ArchiveError with the first fault, or for what is no archive, or one of a newer version.
    """
    with contextlib.closing(storage.database(path, "mode=ro&immutable=1")) as database:
        version = held_version(database)
        if version == 0:
            raise ArchiveError(f"{path} is empty")
        for fault in damage(database):
            raise ArchiveError(fault)
        return version


def damage(database: Database) -> Iterator[str]:
    """A line for each damaged part of an archive's file, and for each row that points at nothing."""
    for row in database.execute("PRAGMA integrity_check"):
        if row[0] != "ok":
            yield f"archive.db is damaged: {' '.join(str(row[0]).split())}"
    for row in database.execute("PRAGMA foreign_key_check"):
        yield f"archive.db: row {row[1]} of {row[0]} points at no row of {row[2]}"


def takedowns_in(folder: Path, storage: Storage) -> Takedowns:
    """What the archive of a folder knows of all that was taken down. Raises ArchiveError when that cannot be read."""
    with contextlib.closing(storage.connect(folder / FILE, read_only=True)) as database:
        return Takedown(database).told()
