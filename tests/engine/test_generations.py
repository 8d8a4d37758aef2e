"""Generations: written whole, switched at once, and never answering when they are not whole."""

from pathlib import Path

import pytest
from invented import Write, snapshot
from msgspec.structs import replace

from searcher.engine import Index, current_generation, verify, write_generation
from searcher.engine.columns import Columns
from searcher.engine.generations import FORMAT
from searcher.errors import IndexUnusable, SearcherError
from searcher.model import Item
from searcher.query import parse
from searcher.storage import Storage


def ids(folder: Path, words: str = "NOT zzz") -> set[str]:
    index = Index(folder)
    try:
        return {hit.id for hit in index.search(parse(words, limit=1000))}
    finally:
        index.close()


def changed(item: Item, title: str) -> Item:
    return replace(item, title=title)


def test_a_generation_answers_with_all_its_items(tmp_path: Path, write: Write, held: list[Item]) -> None:
    write(held)

    assert ids(tmp_path) == {item.id for item in held}
    assert list(verify(tmp_path)) == []


def test_writing_the_same_items_again_writes_nothing(write: Write, held: list[Item]) -> None:
    first = write(held)

    assert write(held) == first


def test_a_changed_item_is_found_by_its_new_words_only(tmp_path: Path, write: Write, held: list[Item]) -> None:
    write([changed(held[0], "quagga"), *held[1:]])

    write([changed(held[0], "okapi"), *held[1:]])

    assert (ids(tmp_path, "okapi"), ids(tmp_path, "quagga")) == ({held[0].id}, set())


def test_a_removed_item_is_found_no_more(tmp_path: Path, write: Write, held: list[Item]) -> None:
    write(held)

    write(held[1:])

    assert ids(tmp_path) == {item.id for item in held[1:]}


def test_an_index_brought_up_to_date_answers_as_one_written_anew(
    tmp_path: Path, write: Write, held: list[Item]
) -> None:
    write(held)
    new = [changed(held[3], "okapi road"), *held[5:]]
    write(new)
    words = "road OR children OR okapi"
    updated = ids(tmp_path, words)

    write_generation(tmp_path, snapshot(new), Storage(), whole=True)

    assert ids(tmp_path, words) == updated


def test_what_was_opened_stays_readable_through_the_next_switches(
    tmp_path: Path, write: Write, held: list[Item]
) -> None:
    write(held)
    index = Index(tmp_path)

    write(held[:10])
    write(held[:5])

    assert index.search(parse("NOT zzz")).total == len(held)
    index.close()


def test_the_generation_before_the_last_stays_on_disk(tmp_path: Path, write: Write, held: list[Item]) -> None:
    names = [write(held[: 20 - n]).folder.name for n in range(4)]

    kept = sorted(path.name for path in (tmp_path / "segments").iterdir() if path.is_dir())

    assert kept == names[-2:]


def test_an_empty_index_answers_nothing(tmp_path: Path, write: Write) -> None:
    write([])

    assert ids(tmp_path) == set()


@pytest.mark.parametrize("harm", ("cut", "removed"))
def test_a_harmed_file_is_an_error_that_names_the_repair(
    tmp_path: Path, write: Write, held: list[Item], harm: str
) -> None:
    for path in sorted(write(held).folder.iterdir()):
        content = path.read_bytes()
        path.write_bytes(content[:-1]) if harm == "cut" else path.unlink()

        with pytest.raises(IndexUnusable, match="searcher index"):
            Index(tmp_path)
        path.write_bytes(content)


def test_a_flipped_bit_is_found_by_verifying(tmp_path: Path, write: Write, held: list[Item]) -> None:
    for path in sorted(write(held).folder.iterdir()):
        if path.name == "manifest.json":
            continue
        content = bytearray(path.read_bytes())
        content[len(content) // 2] ^= 1
        path.write_bytes(content)

        assert [path.name in fault for fault in verify(tmp_path)] == [True]
        content[len(content) // 2] ^= 1
        path.write_bytes(content)


def test_a_flipped_bit_that_a_search_comes_upon_is_an_error_that_names_the_repair(
    tmp_path: Path, write: Write, held: list[Item]
) -> None:
    for path in sorted(write(held).folder.glob("MAIN_*.columns")):
        content = path.read_bytes()
        at = Columns(path).place("texts.text")[0]
        path.write_bytes(content[:at] + bytes(len(content[at : at + 400])) + content[at + 400 :])

        with pytest.raises(IndexUnusable, match=r"damaged at .* searcher index"):
            ids(tmp_path)


def test_a_foreign_file_is_found_by_verifying(tmp_path: Path, write: Write, held: list[Item]) -> None:
    (write(held).folder / "stranger").write_text("hello")

    assert list(verify(tmp_path)) == ["the index holds a file that is not its own: stranger"]


@pytest.mark.parametrize("pointer", ("", "999999", "../../etc", "0000001\n2"))
def test_a_damaged_pointer_is_an_error_that_names_the_repair(
    tmp_path: Path, write: Write, held: list[Item], pointer: str
) -> None:
    write(held)
    (tmp_path / "segments" / "current").write_text(pointer)

    with pytest.raises(IndexUnusable, match="searcher index"):
        Index(tmp_path)


def test_an_index_of_another_make_is_refused(tmp_path: Path, write: Write, held: list[Item]) -> None:
    manifest = write(held).folder / "manifest.json"
    manifest.write_text(manifest.read_text().replace(FORMAT, "council-minutes-index/1"))

    with pytest.raises(IndexUnusable, match="another make"):
        Index(tmp_path)


def test_what_a_killed_run_left_beside_the_manifest_is_removed_by_the_next(
    tmp_path: Path, write: Write, held: list[Item]
) -> None:
    folder = write(held).folder
    (folder / ".manifest.json.7.new").write_text("{")

    assert list(verify(tmp_path)) == ["the index holds a file that is not its own: .manifest.json.7.new"]
    write(held)
    assert list(verify(tmp_path)) == []


def test_a_missing_index_is_an_error_never_an_empty_answer(tmp_path: Path) -> None:
    with pytest.raises(IndexUnusable, match="there is no index"):
        Index(tmp_path)


def test_a_damaged_index_is_written_anew(tmp_path: Path, write: Write, held: list[Item]) -> None:
    (write(held).folder / "manifest.json").write_text("{")

    write(held)

    assert ids(tmp_path) == {item.id for item in held}


class FullDisk(Storage):
    """A disk with no room for another file."""

    def write(self, path: Path, content: bytes) -> None:
        raise OSError(28, "No space left on device", str(path))


def test_a_full_disk_leaves_the_generation_in_use_answering(tmp_path: Path, write: Write, held: list[Item]) -> None:
    before = write(held)

    with pytest.raises(SearcherError, match="the one before still answers"):
        write_generation(tmp_path, snapshot(held[:5]), FullDisk())

    assert current_generation(tmp_path) == before
    assert ids(tmp_path) == {item.id for item in held}


def test_a_full_disk_is_not_told_of_an_index_that_there_never_was(tmp_path: Path, held: list[Item]) -> None:
    with pytest.raises(SearcherError, match=r"could not be written \(No space left on device\); there is none yet"):
        write_generation(tmp_path, snapshot(held), FullDisk())


class CountsWrong(Storage):
    """Stands for an index that lost an item on its way: the archive's list is cut before it is compared."""

    def sync_path(self, path: Path) -> None:
        if path.name.endswith(".toc"):
            path.unlink()
            return
        super().sync_path(path)


def test_an_index_that_lost_its_table_of_contents_is_never_switched_to(
    tmp_path: Path, write: Write, held: list[Item]
) -> None:
    before = write(held)

    with pytest.raises(SearcherError):
        write_generation(tmp_path, snapshot(held[:5]), CountsWrong())

    assert current_generation(tmp_path) == before
