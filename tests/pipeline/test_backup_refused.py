"""What is no whole backup, or leads elsewhere, is refused before anything changes."""

import contextlib
import shutil
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from backups import SETTINGS, backup_of, index_in, listed_as, moved_on, repacked, texts
from hypothesis import given, settings
from hypothesis import strategies as st

from searcher.archive import Store
from searcher.errors import ArchiveError, BadBackup, SearcherError
from searcher.pipeline import back_up, restore
from searcher.pipeline.backup_file import may_be_member
from searcher.storage import Storage


def harm_head(file: Path) -> None:
    file.write_bytes(b"x" * 500)


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-50])


def flip(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


def before_its_beginning(file: Path) -> None:
    """The zip's directory is said to be where it cannot be."""
    content = bytearray(file.read_bytes())
    content[-3] ^= 1
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


def without_a_name(file: Path) -> None:
    """In the zip's directory, which is at its end, a name begins with the sign that ends names."""
    content = bytearray(file.read_bytes())
    content[content.rindex(b"settings.toml")] = 0
    file.write_bytes(content)


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
    of_another_version, before_its_beginning,
    without_a_name,
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


def test_nothing_is_written_over_a_folder(file: Path, index: Path) -> None:
    (index / "settings.toml").unlink()
    (index / "settings.toml").mkdir()

    with pytest.raises(BadBackup, match="over a folder"):
        restore(file, index, Storage(), replace=True)


def test_links_in_a_circle_are_not_followed(file: Path, index: Path) -> None:
    shutil.rmtree(index / "ca")
    (index / "ca").symlink_to(index / "ca")

    with pytest.raises((BadBackup, SearcherError)):
        restore(file, index, Storage(), replace=True)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup that stays as it is."""
    return backup_of(index_in(tmp_path_factory.mktemp("packed")))


# The ends of a zip say where what is; of a hit in the middle the checksum tells.
HITS = st.tuples(st.sampled_from(["start", "middle", "end"]), st.integers(0, 399), st.integers(0, 255))


@given(st.lists(HITS, min_size=1, max_size=4))
@settings(max_examples=150, deadline=None)
def test_a_damaged_file_is_refused_or_makes_no_difference(kept: Path, hits: list[tuple[str, int, int]]) -> None:
    content = bytearray(kept.read_bytes())
    for where, place, byte in hits:
        content[{"start": place, "middle": place * len(content) // 400, "end": -1 - place}[where]] = byte
    with tempfile.TemporaryDirectory() as folder:
        file, index = Path(folder, "kept.zip"), Path(folder, "index")
        file.write_bytes(content)
        with contextlib.suppress(BadBackup):
            restore(file, index, Storage())
            assert (index / "settings.toml").read_text() == SETTINGS
            assert check_archive(index) == 2


def check_archive(index: Path) -> int:
    """How many items there are in an archive that is whole."""
    with contextlib.closing(Store.open(index, Storage())) as store:
        assert list(store.faults()) == []
        return store.count_items()
