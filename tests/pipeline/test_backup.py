"""A backup is a whole copy of a live archive, or no file at all."""

import io
import json
import stat
import threading
import zipfile
from pathlib import Path
from typing import Any, BinaryIO

import pytest
from backups import SETTINGS, TWO, indexed, moved_on, texts
from invented_pages import imported, saved, workshop_in

from searcher.errors import ArchiveError, NoArchive, SearcherError
from searcher.pipeline import back_up, check, restore
from searcher.storage import Database, Storage


def test_a_backup_has_what_cannot_be_derived(file: Path) -> None:
    with zipfile.ZipFile(file) as packed:
        told = json.loads(packed.read("manifest.json"))
        names = packed.namelist()

    assert names == ["manifest.json", "archive.db", "settings.toml", "ca/portal.pem"]
    assert (told["schema"], [one["name"] for one in told["members"]]) == ("council-minutes-backup/1", names[1:])
    assert sorted(path.name for path in file.parent.iterdir()) == ["index", "kept.zip", "saved"]


def test_a_backup_has_all_of_a_moment_while_somebody_writes(index: Path, tmp_path: Path) -> None:
    stop = threading.Event()

    def write() -> None:
        number = 0
        with workshop_in(tmp_path) as workshop:
            while not stop.is_set():
                number += 1
                imported(workshop, saved(tmp_path, f"{number}.txt", TWO.replace("Foundry", f"Street {number}")))

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(3):
            back_up(index, tmp_path / f"kept{number}.zip", Storage())
            restore(tmp_path / f"kept{number}.zip", tmp_path / f"again{number}/index", Storage())
            indexed(tmp_path / f"again{number}/index")
    finally:
        stop.set()
        writer.join()

    assert [check(tmp_path / f"again{number}/index", Storage()) for number in range(3)] == [[], [], []]


def test_an_older_backup_is_written_over_and_nothing_else(index: Path, file: Path) -> None:
    moved_on(index)
    back_up(index, file, Storage())
    restore(file, file.parent / "other/index", Storage())
    (file.parent / "notes.txt").write_text("mine")

    assert texts(file.parent / "other/index") == texts(index)
    with pytest.raises(SearcherError, match="no whole backup"):
        back_up(index, file.parent / "notes.txt", Storage())
    with pytest.raises(SearcherError, match="no regular file"):
        back_up(index, file.parent / "saved", Storage())
    assert (file.parent / "notes.txt").read_text() == "mine"


def test_without_an_archive_there_is_no_backup(tmp_path: Path) -> None:
    with pytest.raises(NoArchive):
        back_up(tmp_path / "none", tmp_path / "kept.zip", Storage())

    assert list(tmp_path.iterdir()) == []


def test_a_damaged_archive_is_named_and_the_older_backup_stays(index: Path, file: Path) -> None:
    before = file.read_bytes()
    database = Storage().connect(index / "archive.db")
    database.execute("DELETE FROM meetings")
    database.close()

    with pytest.raises(ArchiveError, match="points at no row of meetings"):
        back_up(index, file, Storage())

    assert file.read_bytes() == before


def test_nobody_may_read_a_backup_who_may_not_read_the_archive(index: Path, tmp_path: Path) -> None:
    (index / "archive.db").chmod(0o640)
    back_up(index, tmp_path / "kept.zip", Storage())
    restore(tmp_path / "kept.zip", tmp_path / "other/index", Storage())

    for path in (tmp_path / "kept.zip", tmp_path / "other/index/archive.db", tmp_path / "other/index/settings.toml"):
        assert stat.S_IMODE(path.stat().st_mode) & 0o137 == 0


@pytest.mark.parametrize(
    ("ca", "told"),
    [("../outside.pem", "move it there"), ("missing.pem", "is not there"), ("segments/current", "move it there")],
)
def test_a_certificate_that_cannot_be_put_in_is_named(index: Path, tmp_path: Path, ca: str, told: str) -> None:
    (tmp_path / "outside.pem").write_text("a certificate")
    (index / "settings.toml").write_text(SETTINGS.replace("ca/portal.pem", ca))

    done = back_up(index, tmp_path / "kept.zip", Storage())

    assert len(done.left_out) == 1
    assert told in done.left_out[0]


def test_settings_that_cannot_be_read_are_backed_up_as_they_are(index: Path, tmp_path: Path) -> None:
    (index / "settings.toml").write_text("no = [")

    done = back_up(index, tmp_path / "kept.zip", Storage())

    assert [one.name for one in done.manifest.members] == ["archive.db", "settings.toml"]
    assert "settings.toml" in done.left_out[0]


class Torn(Storage):
    """A disk that keeps other bytes than it was given."""

    def sync(self, file: object) -> None:
        path = Path(file.name)  # type: ignore[attr-defined]
        super().sync(file)  # type: ignore[arg-type]
        if path.name == "backup.zip":
            content = bytearray(path.read_bytes())
            content[len(content) // 2] ^= 1
            path.write_bytes(content)


def test_a_backup_is_read_back(index: Path, tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="when it was read back"):
        back_up(index, tmp_path / "kept.zip", Torn())

    assert not (tmp_path / "kept.zip").exists()


def test_a_database_that_cannot_be_copied_is_named(index: Path, tmp_path: Path) -> None:
    source = Database(index / "archive.db", "mode=ro")
    other = Database(tmp_path / "copy.db", "mode=rwc")
    other.close()

    with pytest.raises(ArchiveError, match="cannot be copied"):
        source.copy_to(other)
    source.close()


class Full(Storage):
    """A disk on which there is room for so many bytes of a zip."""

    def __init__(self, room: int) -> None:
        self.room = room

    def create(self, path: Path) -> BinaryIO:
        return _Filling(path, self.room) if path.name == "backup.zip" else super().create(path)


class _Filling(io.FileIO):
    def __init__(self, path: Path, room: int) -> None:
        super().__init__(path, "wb")
        self._room = room

    def write(self, content: Any) -> int:
        if self.tell() + len(content) > self._room:
            raise OSError(28, "No space left on device")
        return super().write(content)


@pytest.mark.parametrize("room", [0, 10, 100, 300, 3000, 12_000])
def test_a_full_disk_leaves_the_older_backup(index: Path, file: Path, room: int) -> None:
    before = file.read_bytes()

    with pytest.raises(SearcherError, match=r"kept\.zip cannot be written \(no space left on device\)"):
        back_up(index, file, Full(room))

    assert file.read_bytes() == before
    assert sorted(path.name for path in file.parent.iterdir()) == ["index", "kept.zip", "saved"]
