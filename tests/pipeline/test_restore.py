"""A backup put back is the archive that was; what was there before is kept aside."""

import contextlib
import shutil
from pathlib import Path

import pytest
from backups import SETTINGS, TWO, backup_of, indexed, moved_on, texts
from invented_pages import FLOOD, GATE, held, imported, saved, without_touches, workshop_in

from searcher.api import Archive
from searcher.archive import Store
from searcher.errors import ArchiveBusy, SearcherError
from searcher.pipeline import check, restore
from searcher.storage import Storage


def test_a_backup_is_restored_into_a_folder_that_is_not_there(file: Path, index: Path) -> None:
    before = texts(index)
    again = file.parent / "elsewhere/index"

    done = restore(file, again, Storage())
    indexed(again)

    assert (done.kept, done.forgotten, done.notes) == (None, (), ())
    assert texts(again) == before
    assert check(again, Storage()) == []
    assert (again / "settings.toml").read_text() == SETTINGS
    assert (again / "ca/portal.pem").read_text() == "a certificate"
    assert not (again / ".restoring").exists()


def test_an_archive_is_replaced_only_where_that_is_asked_for(file: Path, index: Path) -> None:
    later = moved_on(index)

    with pytest.raises(SearcherError, match="add --replace"):
        restore(file, index, Storage())

    assert texts(index) == later


def test_what_was_there_is_kept_aside(file: Path, index: Path) -> None:
    before, later = texts(index), moved_on(index)
    (index / "settings.toml").write_text("requests_per_day = 8\n")
    (index / "officers.toml").write_text("")

    done = restore(file, index, Storage(), replace=True)
    indexed(index)

    assert texts(index) == before
    assert check(index, Storage()) == []
    assert not (index / "officers.toml").exists()
    assert done.kept is not None
    assert sorted(path.name for path in done.kept.iterdir()) == ["archive.db", "ca", "officers.toml", "settings.toml"]
    assert (done.kept / "settings.toml").read_text() == "requests_per_day = 8\n"
    shutil.copytree(done.kept, index.parent / "other/index")
    assert texts(index.parent / "other/index") == later


def test_until_the_index_is_written_anew_it_counts_as_older(file: Path, index: Path) -> None:
    moved_on(index)
    restore(file, index, Storage(), replace=True)

    with Archive.open(index) as archive:
        assert archive.search("flood", facets=()).stale


def test_what_was_forgotten_after_the_backup_stays_forgotten(file: Path, index: Path) -> None:
    with workshop_in(index.parent) as workshop:
        gone = next(item_id for item_id, item in held(workshop).items() if item.minutes == GATE)
        workshop.forget(gone, "asked for")

    done = restore(file, index, Storage(), replace=True)
    indexed(index)

    assert done.forgotten == (gone,)
    assert b"quibblethorn" not in (index / "archive.db").read_bytes()
    assert check(index, Storage()) == []
    with workshop_in(index.parent) as workshop:
        assert len(held(workshop)) == 1
        imported(workshop, saved(index.parent, "b.txt", TWO + "\n"))
        assert all(item.minutes != GATE for item in held(workshop).values())


def test_that_a_damaged_archive_cannot_tell_what_was_forgotten_is_said(file: Path, index: Path) -> None:
    before = texts(index)
    (index / "archive.db").write_bytes(b"no database at all" * 400)

    done = restore(file, index, Storage(), replace=True)

    assert len(done.notes) == 1
    assert texts(index) == before
    assert done.kept is not None
    assert (done.kept / "archive.db").read_bytes().startswith(b"no database")


def test_nothing_is_restored_while_another_command_writes(file: Path, index: Path) -> None:
    with workshop_in(index.parent), pytest.raises(ArchiveBusy):
        restore(file, index, Storage(), replace=True)


def test_an_archive_that_is_being_read_is_replaced_under_its_reader(file: Path, index: Path) -> None:
    before, later = texts(index), moved_on(index)
    with contextlib.closing(Store.open(index, Storage())) as reader:
        next(reader.items())
        restore(file, index, Storage(), replace=True)

        assert [item.minutes for item in reader.items()] == [GATE, FLOOD.replace("in May", "in June")]
    assert texts(index) == before != later


def test_what_is_left_of_a_restore_that_was_stopped_is_told_and_mended(index: Path) -> None:
    (index / ".restoring").mkdir()
    (index / ".restoring/archive.db").write_text("half of it")

    assert check(index, Storage()) == [f"{index / '.restoring'} is left of a restore that was stopped"]
    with workshop_in(index.parent) as workshop:
        assert all(line.startswith("mended: ") for line in workshop.repair())
    assert not (index / ".restoring").exists()


def test_an_archive_of_an_older_version_is_backed_up_as_it_is_and_brought_forward_later(index: Path) -> None:
    before = texts(index)
    with contextlib.closing(Storage().connect(index / "archive.db")) as database:
        without_touches(database)

    done = restore(backup_of(index), index, Storage(), replace=True)
    indexed(index)

    assert done.manifest.archive_version == 7
    assert texts(index) == before
    assert check(index, Storage()) == []
