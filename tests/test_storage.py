"""The layer under all that lasts: whole files or none, whole transactions or none."""

import contextlib
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from faults import Failing, Kind

from searcher.errors import ArchiveBusy, ArchiveError
from searcher.storage import Database, Row, Storage


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """A database with one table."""
    with contextlib.closing(Storage().connect(tmp_path / "a.db")) as database:
        database.execute("CREATE TABLE notes (text TEXT)")
        yield database


def notes(database: Database) -> list[str]:
    return [row["text"] for row in database.execute("SELECT text FROM notes")]


def test_a_file_is_written_in_place_of_the_older(tmp_path: Path) -> None:
    for content in (b"old", b"new"):
        Storage().write(tmp_path / "a", content)

    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a", b"new")]


@pytest.mark.parametrize("at", [1, 2, 3])
def test_a_file_that_cannot_be_written_stays_as_it_was(tmp_path: Path, at: int) -> None:
    Storage().write(tmp_path / "a", b"old")

    with pytest.raises(OSError, match="Input/output error"):
        Failing(at).write(tmp_path / "a", b"new")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a", b"old")]


def test_no_more_of_a_file_is_read_than_asked_for(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"12345")

    assert Storage().read(tmp_path / "a", 3) == b"123"
    assert Storage().read(tmp_path / "a") == b"12345"


def test_a_link_has_the_content(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"12345")
    Storage().link(tmp_path / "a", tmp_path / "b")

    assert (tmp_path / "b").read_bytes() == b"12345"


def test_a_transaction_is_all_or_nothing(database: Database) -> None:
    with pytest.raises(ZeroDivisionError), database.transaction():
        database.execute("INSERT INTO notes VALUES ('lost')")
        raise ZeroDivisionError
    with database.transaction():
        database.execute("INSERT INTO notes VALUES ('kept')")

    assert notes(database) == ["kept"]


def test_the_first_error_is_told_though_undoing_fails_too(database: Database) -> None:
    with pytest.raises(ZeroDivisionError), database.transaction():
        database.execute("ROLLBACK")  # as SQLite does by itself when a disk is full
        raise ZeroDivisionError

    assert notes(database) == []


def test_bad_sql_is_told_with_the_file(database: Database) -> None:
    with pytest.raises(ArchiveError, match=r"a\.db: no such table: gone"):
        database.execute("SELECT * FROM gone")


def test_threads_may_share_a_database(database: Database) -> None:
    def insert() -> None:
        for _ in range(50):
            database.execute("INSERT INTO notes VALUES ('one')")

    threads = [threading.Thread(target=insert) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(notes(database)) == 200


def test_a_database_that_is_not_there_is_not_made_for_reading(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="unable to open"):
        Storage().connect(tmp_path / "a.db", read_only=True)

    assert list(tmp_path.iterdir()) == []


class Full(Storage):
    """A disk without room for the small files that SQLite makes beside a database, even to read it."""

    def database(self, path: Path, options: str) -> Database:
        if options == "mode=ro":
            return _Roomless(path, options)
        return super().database(path, options)


class _Roomless(Database):
    def execute(self, statement: str, values: Sequence[Any] = ()) -> list[Row]:
        error = sqlite3.OperationalError("disk I/O error")
        error.sqlite_errorcode = sqlite3.SQLITE_IOERR_SHMSIZE
        raise ArchiveError(f"{self.path}: {error}") from error


def test_a_full_disk_can_be_read(database: Database) -> None:
    database.execute("INSERT INTO notes VALUES ('kept')")
    database.close()

    with contextlib.closing(Full().connect(database.path, read_only=True)) as reader:
        assert notes(reader) == ["kept"]


def test_what_is_only_in_the_log_is_not_passed_over_on_a_full_disk(database: Database) -> None:
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("INSERT INTO notes VALUES ('in the log')")

    with pytest.raises(ArchiveError, match="disk I/O error"):
        Full().connect(database.path, read_only=True)


@pytest.mark.parametrize("name", ["a?b#c%20.db", "größe.db"])
def test_a_name_with_odd_letters_is_that_file(tmp_path: Path, name: str) -> None:
    with contextlib.closing(Storage().connect(tmp_path / name)) as database:
        database.execute("CREATE TABLE notes (text TEXT)")

    assert (tmp_path / name).exists()


def test_a_lock_is_one_process_own(tmp_path: Path) -> None:
    with Storage().lock(tmp_path), pytest.raises(ArchiveBusy), Storage().lock(tmp_path):
        pass
    with Storage().lock(tmp_path):
        pass


def test_a_folder_that_cannot_hold_a_lock_is_told(tmp_path: Path) -> None:
    (tmp_path / ".lock").mkdir()

    with pytest.raises(ArchiveError, match="cannot be written to"), Storage().lock(tmp_path):
        pass


def test_what_is_appended_stands_behind_the_rest(tmp_path: Path) -> None:
    for content in (b"one\n", b"", b"two\n"):
        Storage().append(tmp_path / "a", content)

    assert (tmp_path / "a").read_bytes() == b"one\ntwo\n"


@pytest.mark.parametrize("at", [1, 2, 3])
def test_what_cannot_be_appended_adds_nothing(tmp_path: Path, at: int) -> None:
    (tmp_path / "a").write_bytes(b"one\n")
    with pytest.raises(OSError, match="No space left"):
        Failing(at, Kind.FULL).append(tmp_path / "a", b"two\n")

    assert (tmp_path / "a").read_bytes() == b"one\n"
