"""Checking finds every fault and names it; repairing mends what can be derived, and deletes nothing else."""

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from invented_pages import FLOOD, GATE, exported, harmed, held, imported, printed_minutes, saved, workshop_in

from searcher.errors import ArchiveBusy, ArchiveError
from searcher.pipeline import check
from searcher.pipeline.checking import faults
from searcher.storage import Storage

HARMED = "CAST(substr(content, 1, 40) || x'00' || substr(content, 42) AS BLOB)"
TWO = printed_minutes(("Bus gate", GATE), ("Flood wall", FLOOD))


@pytest.fixture
def index(tmp_path: Path) -> Path:
    """The folder of an index with two items."""
    with workshop_in(tmp_path) as workshop:
        imported(workshop, saved(tmp_path, "a.txt", TWO))
        workshop.index()
    return tmp_path / "index"


def faults_in(index: Path, *, repair: bool = False) -> list[str]:
    """What a check says, a line each."""
    if not repair:
        return check(index, Storage())
    with workshop_in(index.parent) as workshop:
        return list(workshop.repair())


def generation(index: Path) -> Path:
    """The folder of the index in use."""
    return index / "segments" / (index / "segments/current").read_text()


def largest(index: Path) -> Path:
    """The largest file of the index in use."""
    return max(generation(index).iterdir(), key=lambda path: path.stat().st_size)


def flip(index: Path) -> None:
    content = bytearray(largest(index).read_bytes())
    content[len(content) // 2] ^= 1
    largest(index).write_bytes(content)


def cut(index: Path) -> None:
    largest(index).write_bytes(largest(index).read_bytes()[:-10])


def remove(index: Path) -> None:
    largest(index).unlink()


def add_foreign(index: Path) -> None:
    (generation(index) / "foreign.txt").write_text("not ours")


def remove_pointer(index: Path) -> None:
    (index / "segments/current").unlink()


def damage_pointer(index: Path) -> None:
    (index / "segments/current").write_text("../..")


def outdate(index: Path) -> None:
    with workshop_in(index.parent) as workshop:
        imported(workshop, saved(index.parent, "a.txt", TWO.replace("in May", "in June")))


INDEX_FAULTS: tuple[Callable[[Path], None], ...] = (
    flip, cut, remove, add_foreign, remove_pointer, damage_pointer, outdate,
)  # fmt: skip


def test_nothing_is_at_fault_in_what_was_just_made(index: Path) -> None:
    assert faults_in(index) == []


@pytest.mark.parametrize("harm", INDEX_FAULTS)
def test_a_fault_of_the_index_is_one_line(index: Path, harm: Callable[[Path], None]) -> None:
    harm(index)

    assert len(faults_in(index)) == 1


@pytest.mark.parametrize("harm", INDEX_FAULTS)
def test_a_fault_of_the_index_is_mended(index: Path, harm: Callable[[Path], None]) -> None:
    harm(index)
    with workshop_in(index.parent) as workshop:
        before = exported(workshop)
        told = list(workshop.repair())

        assert [line.startswith("mended: ") for line in told] == [True]
        assert exported(workshop) == before
    assert faults_in(index) == []


def test_a_missing_index_is_told(index: Path) -> None:
    (index / "segments").rename(index / "away")

    assert [fault.split(" at ")[0] for fault in faults_in(index)] == ["there is no index"]


def test_items_that_the_index_lacks_and_items_it_has_too_many_are_told(index: Path) -> None:
    other = TWO.replace("gate", "bridge")
    with workshop_in(index.parent) as workshop:
        imported(workshop, saved(index.parent, "b.txt", other))
        first = next(iter(held(workshop)))
    harmed(index, f"UPDATE items SET withdrawn = 9 WHERE id = '{first}'")

    assert [fault.rpartition(" imported:")[0] for fault in faults_in(index)] == [
        "the index lacks",
        "the index still has",
    ]


def test_a_flipped_byte_in_a_stored_page_is_told(index: Path) -> None:
    harmed(index, "UPDATE page_versions SET content = " + HARMED)

    assert "its stored content is damaged" in faults_in(index)[0]


def test_a_stored_page_that_is_another_is_told(index: Path) -> None:
    harmed(index, "UPDATE page_versions SET sha256 = 'other'")

    assert "its stored content is not what was kept" in faults_in(index)[0]


def test_a_damaged_page_leaves_its_items(index: Path) -> None:
    harmed(index, "UPDATE page_versions SET content = x'00'")
    faults_in(index, repair=True)

    with workshop_in(index.parent) as workshop:
        assert len(held(workshop)) == 2


def test_a_damaged_page_is_mended_by_importing_it_again(index: Path) -> None:
    harmed(index, "UPDATE page_versions SET content = x'00'")
    with workshop_in(index.parent) as workshop:
        imported(workshop, saved(index.parent, "a.txt", TWO))

        assert list(faults(workshop.folder, workshop.store)) == []


@pytest.mark.parametrize(
    ("statement", "table"),
    [
        ("DELETE FROM items WHERE position = 1", "resolutions"),
        ("DELETE FROM meetings", "items"),
        ("DELETE FROM officers", "officer_mentions"),
    ],
)
def test_dangling_keys_are_told_and_mended(index: Path, statement: str, table: str) -> None:
    said = printed_minutes(("Gate", f"Ada Brook, Head of Roads, reported. {GATE}\n\nRESOLVED: That it be noted."))
    with workshop_in(index.parent) as workshop:
        imported(workshop, saved(index.parent, "b.txt", said + "\n2. BINS\n\nBins.\n"))
        workshop.index()
        before = len(held(workshop))
    harmed(index, statement)

    assert any(f"of {table} points at no row" in fault for fault in faults_in(index))
    assert all(fault.startswith("mended: ") for fault in faults_in(index, repair=True))
    assert faults_in(index) == []
    with workshop_in(index.parent) as workshop:
        assert len(held(workshop)) == before


def test_a_damaged_database_is_told_in_a_line(index: Path) -> None:
    content = bytearray((index / "archive.db").read_bytes())
    content[4096 * 3 : 4096 * 12] = b"\xff" * 4096 * 9
    (index / "archive.db").write_bytes(content)
    with workshop_in(index.parent) as workshop:
        faults = list(workshop.store.faults())

    assert faults
    assert not any("\n" in fault for fault in faults)


class ReadOnly(Storage):
    """A disk that nothing can be written to."""

    @contextlib.contextmanager
    def lock(self, folder: Path) -> Iterator[None]:
        if folder.exists():
            raise ArchiveError(f"{folder} cannot be written to")
        yield


def test_a_folder_that_must_not_be_written_to_is_checked(index: Path) -> None:
    flip(index)

    assert len(check(index, ReadOnly())) == 1


def test_what_is_being_written_is_not_checked(index: Path) -> None:
    with workshop_in(index.parent), pytest.raises(ArchiveBusy):
        check(index, Storage())
