"""A backup is a whole copy of a live archive or no file at all; a restore leaves the old archive or the new one."""

import contextlib
import json
import os
import shutil
import signal
import stat
import subprocess
import sys
import threading
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from failing import Failing
from invented_pages import FLOOD, GATE, exported, held, imported, printed_minutes, saved, workshop_in

from searcher.api import Archive
from searcher.archive import Store
from searcher.errors import ArchiveBusy, ArchiveError, BadBackup, NoArchive, SearcherError
from searcher.pipeline import back_up, check, restore
from searcher.pipeline.backup_file import may_be_member
from searcher.storage import Database, Storage

TWO = printed_minutes(("Bus gate", GATE), ("Flood wall", FLOOD))
LATER = TWO.replace("in May", "in June")
SETTINGS = 'requests_per_day = 7\n[portals.oakham]\nurl = "https://oakham.gov.uk/"\nca = "ca/portal.pem"\n'


@pytest.fixture
def index(tmp_path: Path) -> Path:
    """The folder of an index with two items, and files of its owner's."""
    with workshop_in(tmp_path) as workshop:
        imported(workshop, saved(tmp_path, "a.txt", TWO))
        workshop.index()
    folder = tmp_path / "index"
    (folder / "settings.toml").write_text(SETTINGS)
    (folder / "ca").mkdir()
    (folder / "ca/portal.pem").write_text("a certificate")
    return folder


@pytest.fixture
def file(index: Path) -> Path:
    """A backup of it."""
    back_up(index, index.parent / "kept.zip", Storage())
    return index.parent / "kept.zip"


def texts(folder: Path) -> str:
    """All items of an index folder, as they are exported."""
    with workshop_in(folder.parent) as workshop:
        return exported(workshop)


def moved_on(index: Path) -> str:
    """Change the archive after its backup; what it then has."""
    with workshop_in(index.parent) as workshop:
        imported(workshop, saved(index.parent, "a.txt", LATER))
        workshop.index()
    return texts(index)


def indexed(index: Path) -> None:
    """Bring the index up to the archive."""
    with workshop_in(index.parent) as workshop:
        workshop.index()


def repacked(file: Path, change: Callable[[dict[str, bytes]], None]) -> None:
    """Change what is in a backup, by name."""
    with zipfile.ZipFile(file) as packed:
        content = {name: packed.read(name) for name in packed.namelist()}
    change(content)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, one in content.items():
            packed.writestr(name, one)


def listed_as(file: Path, name: str, to: str) -> None:
    """Give a file in a backup another name, there and in its manifest."""

    def change(content: dict[str, bytes]) -> None:
        content[to] = content.pop(name)
        content["manifest.json"] = content["manifest.json"].replace(json.dumps(name).encode(), json.dumps(to).encode())

    repacked(file, change)


def test_a_backup_has_what_cannot_be_derived(file: Path) -> None:
    with zipfile.ZipFile(file) as packed:
        told = json.loads(packed.read("manifest.json"))
        names = packed.namelist()

    assert names == ["manifest.json", "archive.db", "settings.toml", "ca/portal.pem"]
    assert (told["schema"], [one["name"] for one in told["members"]]) == ("council-minutes-backup/1", names[1:])
    assert sorted(path.name for path in file.parent.iterdir()) == ["index", "kept.zip", "saved"]


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

    with pytest.raises(ArchiveError, match="of items points at no row of meetings"):
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


# What comes back


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


# What is refused


def harm_head(file: Path) -> None:
    file.write_bytes(b"x" * 500)


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-50])


def flip(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


def without_manifest(file: Path) -> None:
    def change(content: dict[str, bytes]) -> None:
        del content["manifest.json"]

    repacked(file, change)


def of_another_make(file: Path) -> None:
    repacked(file, lambda content: content.update({"manifest.json": b'{"schema": 1}'}))


def of_a_later_make(file: Path) -> None:
    listed_as(file, "archive.db", "archive.db")
    repacked(file, lambda all_: all_.update({"manifest.json": all_["manifest.json"].replace(b"backup/1", b"backup/2")}))


def other_text(file: Path) -> None:
    repacked(file, lambda all_: all_.update({"settings.toml": all_["settings.toml"].replace(b"7", b"9")}))


def larger(file: Path) -> None:
    repacked(file, lambda all_: all_.update({"settings.toml": b" " * 10_000_000}))


def not_listed(file: Path) -> None:
    repacked(file, lambda content: content.update({"more.toml": b""}))


def lacking(file: Path) -> None:
    def change(content: dict[str, bytes]) -> None:
        del content["settings.toml"]

    repacked(file, change)


def upwards(file: Path) -> None:
    listed_as(file, "ca/portal.pem", "../portal.pem")


def absolute(file: Path) -> None:
    listed_as(file, "ca/portal.pem", "/tmp/portal.pem")


def into_the_index(file: Path) -> None:
    listed_as(file, "ca/portal.pem", "segments/current")


def a_log(file: Path) -> None:
    listed_as(file, "ca/portal.pem", "archive.db-wal")


def without_archive(file: Path) -> None:
    listed_as(file, "archive.db", "other.pem")


def no_archive(file: Path) -> None:
    listed_as(file, "archive.db", "other.pem")
    listed_as(file, "settings.toml", "archive.db")


def twice(file: Path) -> None:
    with zipfile.ZipFile(file, "a") as packed, pytest.warns(UserWarning, match="Duplicate"):
        packed.writestr("settings.toml", SETTINGS)


def a_link(file: Path) -> None:
    def link(content: dict[str, bytes]) -> None:
        entry = zipfile.ZipInfo("ca/portal.pem")
        entry.external_attr = 0o120777 << 16
        told = content.pop("ca/portal.pem")
        links.append((entry, told))

    links: list[tuple[zipfile.ZipInfo, bytes]] = []
    repacked(file, link)
    with zipfile.ZipFile(file, "a") as packed:
        packed.writestr(*links[0])


def says_other_size(file: Path) -> None:
    """The zip's own directory tells that a bomb is as small as the manifest says."""
    told = len(SETTINGS)
    repacked(file, lambda all_: all_.update({"settings.toml": b" " * 10_000_000}))
    content = file.read_bytes()
    file.write_bytes(content.replace((10_000_000).to_bytes(4, "little"), told.to_bytes(4, "little")))


def of_another_version(file: Path) -> None:
    repacked(
        file,
        lambda all_: all_.update(
            {"manifest.json": all_["manifest.json"].replace(b'"archive_version": 1', b'"archive_version": 2')}
        ),
    )


HARMS = (
    harm_head, cut, flip, without_manifest, of_another_make, of_a_later_make, other_text, larger, not_listed, lacking,
    upwards, absolute, into_the_index, a_log, without_archive, no_archive, twice, a_link, says_other_size,
    of_another_version,
)  # fmt: skip


@pytest.mark.parametrize("harm", HARMS)
def test_what_is_no_whole_backup_changes_nothing(file: Path, index: Path, harm: Callable[[Path], None]) -> None:
    later = moved_on(index)
    harm(file)
    before = {path: path.read_bytes() for path in file.parent.rglob("*") if path.is_file()}

    with pytest.raises(BadBackup) as told:
        restore(file, index, Storage(), replace=True)

    assert "\n" not in str(told.value)
    assert {path: path.read_bytes() for path in file.parent.rglob("*") if path.is_file()} == before
    assert texts(index) == later


def test_a_newer_archive_is_refused(index: Path, tmp_path: Path) -> None:
    database = Storage().connect(index / "archive.db")
    database.execute("PRAGMA user_version = 99")
    database.close()

    with pytest.raises(ArchiveError, match="newer version"):
        back_up(index, tmp_path / "kept.zip", Storage())


def test_a_link_out_of_the_folder_is_not_followed(file: Path, index: Path, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    shutil.rmtree(index / "ca")
    (index / "ca").symlink_to(tmp_path / "outside")

    with pytest.raises(BadBackup, match="where a link leads"):
        restore(file, index, Storage(), replace=True)

    assert list((tmp_path / "outside").iterdir()) == []


class Small(Storage):
    """A disk with little room."""

    def free(self, folder: Path) -> int:
        return 1000


def test_what_there_is_no_room_for_is_refused(file: Path, index: Path) -> None:
    with pytest.raises(BadBackup, match="no room"):
        restore(file, index, Small(), replace=True)


@pytest.mark.parametrize(
    ("name", "may"),
    [
        ("archive.db", True),
        ("ca/portal.pem", True),
        ("Prüf stelle.pem", True),
        ("ARCHIVE.DB", False),
        ("archive.db-wal", False),
        ("Segments/x", False),
        (".lock", False),
        ("ca/../x", False),
        ("ca//x", False),
        ("c:x", False),
        ("a\\b", False),
        ("x.", False),
        ("a\nb", False),
        ("", False),
    ],
)
def test_names_that_a_backup_may_have(name: str, may: bool) -> None:
    assert may_be_member(name) == may


# What fails or is killed


def test_a_disk_that_fails_at_any_moment_leaves_the_older_backup_or_a_whole_one(index: Path, file: Path) -> None:
    older = file.read_bytes()
    moved_on(index)
    never = Failing(at=0)
    back_up(index, file.with_name("other.zip"), never)
    for at in range(1, never.calls + 1):
        file.write_bytes(older)
        with contextlib.suppress(SearcherError):
            back_up(index, file, Failing(at))
        if file.read_bytes() != older:
            with contextlib.closing(Storage().connect(restored(file, at) / "archive.db", read_only=True)) as database:
                assert database.execute("PRAGMA integrity_check")[0][0] == "ok"
        assert not file.with_name(".kept.zip.new").exists() or at < never.calls
    back_up(index, file, Storage())
    assert not file.with_name(".kept.zip.new").exists()


def restored(file: Path, number: int) -> Path:
    """A new folder into which a backup is restored."""
    folder = file.parent / f"restored{number}/index"
    restore(file, folder, Storage())
    return folder


def test_a_disk_that_fails_at_any_moment_leaves_the_old_archive_or_the_new_one(file: Path, index: Path) -> None:
    before, later = texts(index), moved_on(index)
    shutil.copytree(index, file.parent / "kept")
    never = Failing(at=0)
    restore(file, index, never, replace=True)
    for at in range(1, never.calls + 1):
        shutil.rmtree(index)
        shutil.copytree(file.parent / "kept", index)
        done = False
        with contextlib.suppress(SearcherError):
            restore(file, index, Failing(at), replace=True)
            done = True
        assert texts(index) in ({before} if done else {later}), at
        restore(file, index, Storage(), replace=True)
        indexed(index)
        assert (texts(index), check(index, Storage())) == (before, []), at


class Killed(Failing):
    """A process that ends at the n-th thing it puts on the disk, with nothing cleaned up."""

    def count(self) -> None:
        self.calls += 1
        if self.calls == self.at:
            os.kill(os.getpid(), signal.SIGKILL)


KILLED = """
import sys
from pathlib import Path
from test_backup import Killed
from searcher.pipeline import back_up, restore
file, index, at, what = sys.argv[1:]
if what == "restore":
    restore(Path(file), Path(index), Killed(int(at)), replace=True)
else:
    back_up(Path(index), Path(file), Killed(int(at)))
"""


def killed(file: Path, index: Path, at: int, what: str) -> bool:
    """Whether the process was killed before it was done."""
    here = Path(__file__).parent
    path = os.pathsep.join([str(here), str(here.parent), os.environ.get("PYTHONPATH", "")])
    arguments = [sys.executable, "-c", KILLED, str(file), str(index), str(at), what]
    return subprocess.run(arguments, env={**os.environ, "PYTHONPATH": path}, check=False).returncode != 0


def moments(calls: int) -> Iterator[int]:
    """Some of so many moments, the last ones all: there the names change."""
    yield from sorted({*range(2, calls, max(1, calls // 4)), *range(max(1, calls - 6), calls + 1)})


def test_a_killed_restore_leaves_the_old_archive_or_the_new_one(file: Path, index: Path) -> None:
    before, later = texts(index), moved_on(index)
    shutil.copytree(index, file.parent / "kept")
    never = Failing(at=0)
    restore(file, index, never, replace=True)
    for at in moments(never.calls):
        shutil.rmtree(index)
        shutil.copytree(file.parent / "kept", index)
        assert killed(file, index, at, "restore")
        assert texts(index) in (before, later), at
        restore(file, index, Storage(), replace=True)
        indexed(index)
        assert (texts(index), check(index, Storage())) == (before, []), at
        assert not (index / ".restoring").exists()


def test_a_killed_backup_leaves_no_half_file(file: Path, index: Path) -> None:
    older = file.read_bytes()
    never = Failing(at=0)
    back_up(index, file.with_name("other.zip"), never)
    for at in moments(never.calls - 2):
        assert killed(file, index, at, "backup")
        assert file.read_bytes() == older
    back_up(index, file, Storage())
    assert not file.with_name(".kept.zip.new").exists()


class Torn(Storage):
    """A disk that keeps other bytes than it was given."""

    def sync(self, file: object) -> None:
        path = Path(file.name)  # type: ignore[attr-defined]
        super().sync(file)  # type: ignore[arg-type]
        if path.name == "backup.zip":
            flip(path)


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
