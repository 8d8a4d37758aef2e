"""Opening an archive: what is ours, what is not, what is older, and what may only be read."""

import contextlib
import re
import shutil
import tempfile
from pathlib import Path

import pytest
from invented_pages import GATE, held, imported, printed_minutes, saved, workshop_in
from rights import as_somebody_else

from searcher.archive import FILE, Store
from searcher.archive.schema import MIGRATIONS
from searcher.errors import ArchiveBusy, ArchiveError, NoArchive
from searcher.model import Item
from searcher.storage import Database, Storage


def opened(folder: Path) -> Store:
    """An archive to read."""
    return Store.open(folder, Storage())


def generation(folder: Path) -> int:
    """What an archive says of its newest generation."""
    with contextlib.closing(opened(folder)) as store:
        return store.generation


def items(folder: Path) -> int:
    """How many items an archive says it holds."""
    with contextlib.closing(opened(folder)) as store:
        return store.count_items()


def made(folder: Path, *statements: str) -> Path:
    """An archive, on which some SQL was run."""
    Store.open(folder, Storage(), create=True).close()
    database = Storage().connect(folder / FILE)
    for statement in statements:
        database.execute(statement)
    database.close()
    return folder


def test_there_is_none_in_an_empty_folder(tmp_path: Path) -> None:
    with pytest.raises(NoArchive, match="searcher import"):
        opened(tmp_path)


def test_reading_makes_no_archive(tmp_path: Path) -> None:
    with pytest.raises(NoArchive):
        opened(tmp_path / "index")

    assert not (tmp_path / "index").exists()


def test_an_empty_file_is_no_archive(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"")

    with pytest.raises(NoArchive):
        opened(tmp_path)


def test_an_empty_file_becomes_an_archive(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"")

    assert generation(made(tmp_path)) == 0


@pytest.mark.parametrize("create", [True, False])
def test_a_database_of_others_is_refused_and_left_alone(tmp_path: Path, create: bool) -> None:
    database = Storage().connect(tmp_path / FILE)
    database.execute("CREATE TABLE bookmarks (url TEXT)")
    database.close()
    before = (tmp_path / FILE).read_bytes()

    with pytest.raises(ArchiveError, match="not an archive of ours"):
        Store.open(tmp_path, Storage(), create=create)
    assert (tmp_path / FILE).read_bytes() == before


@pytest.mark.parametrize("create", [True, False])
def test_a_file_that_is_no_database_is_refused(tmp_path: Path, create: bool) -> None:
    (tmp_path / FILE).write_bytes(b"not a database, but long enough to be taken for one" * 100)

    with pytest.raises(ArchiveError, match="not a database"):
        Store.open(tmp_path, Storage(), create=create)


@pytest.mark.parametrize("create", [True, False])
def test_a_newer_archive_is_refused(tmp_path: Path, create: bool) -> None:
    made(tmp_path, "PRAGMA user_version = 99")

    with pytest.raises(ArchiveError, match="made by a newer version"):
        Store.open(tmp_path, Storage(), create=create)


def add_colour(database: Database) -> None:
    """A migration, as a later version might need."""
    database.execute("ALTER TABLE items ADD COLUMN colour TEXT")


def fail(database: Database) -> None:
    """A migration that fails half-way."""
    add_colour(database)
    database.execute("SELECT nonsense")


@pytest.mark.parametrize("create", [True, False])
def test_an_older_archive_is_brought_forward(tmp_path: Path, create: bool) -> None:
    store = Store.open(made(tmp_path), Storage(), create=create, migrations=(*MIGRATIONS, add_colour))
    store.close()
    database = Storage().connect(tmp_path / FILE)

    assert database.execute("PRAGMA user_version")[0][0] == 2 + len(MIGRATIONS)
    assert database.execute("SELECT colour FROM items") == []
    database.close()


def test_a_new_archive_has_gone_through_all_migrations(tmp_path: Path) -> None:
    store = Store.open(tmp_path, Storage(), create=True, migrations=(*MIGRATIONS, add_colour))
    store.close()

    with contextlib.closing(Storage().connect(tmp_path / FILE)) as database:
        assert database.execute("SELECT colour FROM items") == []


def test_an_archive_of_before_page_starts_has_their_table_and_notes_its_changes(tmp_path: Path) -> None:
    before = MIGRATIONS[: [one.__name__ for one in MIGRATIONS].index("_add_page_starts")]
    Store.open(tmp_path, Storage(), create=True, migrations=before).close()
    Store.open(tmp_path, Storage()).close()

    with contextlib.closing(Storage().connect(tmp_path / FILE)) as database:
        assert database.execute("SELECT * FROM page_starts") == []
        told = database.execute("SELECT count(*) FROM sqlite_master WHERE name LIKE 'touched_by_%_page_starts'")
        assert told[0][0] == 3


def test_an_archive_of_before_votes_has_their_tables(tmp_path: Path) -> None:
    before = MIGRATIONS[: [one.__name__ for one in MIGRATIONS].index("_add_votes")]
    Store.open(tmp_path, Storage(), create=True, migrations=before).close()
    Store.open(tmp_path, Storage()).close()

    with contextlib.closing(Storage().connect(tmp_path / FILE)) as database:
        assert database.execute("SELECT * FROM votes JOIN voters USING (item_id)") == []


def test_a_migration_that_fails_leaves_the_archive_as_it_was(tmp_path: Path) -> None:
    made(tmp_path)

    with pytest.raises(ArchiveError, match="nonsense"):
        Store.open(tmp_path, Storage(), migrations=(*MIGRATIONS, fail))
    assert generation(tmp_path) == 0


def test_keys_are_enforced_and_readers_do_not_block(tmp_path: Path) -> None:
    database = Storage().connect(made(tmp_path) / FILE)

    assert database.execute("PRAGMA journal_mode")[0][0] == "wal"
    with pytest.raises(ArchiveError, match="FOREIGN KEY"), workshop_in(tmp_path.parent / "other") as workshop:
        workshop.store._database.execute(
            "INSERT INTO resolutions VALUES ('oakham:1:1', 0, 'That there is no such item.')"
        )
    database.close()


def test_a_reader_cannot_write(tmp_path: Path) -> None:
    store = opened(made(tmp_path))

    with pytest.raises(ArchiveError, match="readonly"):
        store.takedown.mark(Item("oakham:1:1", "oakham", 1, "Bins"), "asked for", "2024-01-01", council="oakham")
    store.close()


def test_an_archive_whose_log_cannot_be_opened_is_read_without(tmp_path: Path) -> None:
    with workshop_in(tmp_path) as workshop:
        imported(workshop, saved(tmp_path, "a.txt", printed_minutes(("Gate", GATE), ("Bins", "Bins."))))
        count = len(held(workshop))
    (tmp_path / "index" / f"{FILE}-shm").mkdir()  # as on a disk that cannot be written to, SQLite can make no such file

    assert items(tmp_path / "index") == count


def test_an_archive_in_a_folder_that_may_not_be_written_to_is_read(tmp_path: Path) -> None:
    with workshop_in(tmp_path) as workshop:
        imported(workshop, saved(tmp_path, "a.txt", printed_minutes(("Gate", GATE), ("Bins", "Bins."))))
    with tempfile.TemporaryDirectory() as folder:  # tmp_path itself is closed to others
        Path(folder).chmod(0o755)
        shutil.copytree(tmp_path / "index", Path(folder) / "index")
        (Path(folder) / "index" / FILE).chmod(0o444)
        (Path(folder) / "index").chmod(0o555)
        with as_somebody_else():
            count = items(Path(folder) / "index")
        (Path(folder) / "index").chmod(0o755)

    assert count == 2


@pytest.mark.parametrize(("folder_rights", "file_rights"), [(0o555, 0o444), (0o555, 0o666), (0o777, 0o444)])
def test_an_older_archive_that_may_not_be_written_to_says_what_to_do(folder_rights: int, file_rights: int) -> None:
    with tempfile.TemporaryDirectory() as place:  # tmp_path itself is closed to others
        Path(place).chmod(0o755)
        folder = Path(place) / "index"
        folder.mkdir()
        Store.open(folder, Storage(), create=True, migrations=MIGRATIONS[:-1]).close()
        (folder / FILE).chmod(file_rights)
        folder.chmod(folder_rights)
        with as_somebody_else(), pytest.raises(ArchiveError) as told:
            Store.open(folder, Storage())
        folder.chmod(0o755)

    assert re.fullmatch(
        rf"{folder} is of an older version of this program and must be brought up to date once, but cannot be written"
        rf" to \([\w ]+\)\. Search a copy of it, or with the right to write run: searcher status --index {folder}",
        str(told.value),
    )


def test_an_older_archive_that_another_command_writes_to_is_busy(tmp_path: Path) -> None:
    Store.open(tmp_path, Storage(), create=True, migrations=MIGRATIONS[:-1]).close()

    with Storage().lock(tmp_path), pytest.raises(ArchiveBusy):
        Store.open(tmp_path, Storage())


def test_ids_of_councillors_that_lines_brought_stay_theirs(tmp_path: Path) -> None:
    Store.open(tmp_path, Storage(), create=True, migrations=MIGRATIONS[:3]).close()
    with contextlib.closing(Storage().connect(tmp_path / FILE)) as database:
        for statement in (
            "INSERT INTO generations VALUES (1, '2024-01-01', 'import', 1)",
            "INSERT INTO pages (id, council, address, key, kind) VALUES (1, 'oakham', 'item:a', 'k', 'exchange')",
            (
                "INSERT INTO meetings (id, page_id, council, meeting, date_inferred, status)"
                " VALUES ('oakham:7', 1, 'oakham', '7', 0, 'minutes')"
            ),
            (
                "INSERT INTO items VALUES ('oakham:7:AI1', 'oakham:7', 1, 'AI1', 1, NULL, 'Drains', 0, 'business', '',"
                " '', '', 0, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL, '', 1, 1, 1, NULL)"
            ),
            "INSERT INTO councillor_mentions VALUES ('oakham:7:AI1', 0, '31', 'Wren', NULL, '')",
        ):
            database.execute(statement)
    with contextlib.closing(Store.open(tmp_path, Storage(), create=True)) as store:
        with store.writing():
            store.councillors.settle("oakham")

        assert [one.id for item in store.items() for one in item.councillors] == ["31"]
