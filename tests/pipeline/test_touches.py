"""What was touched since the index read the archive: no more than needed, and known again whatever happened."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from invented_pages import FLOOD, GATE, exchange_line, imported, saved, without_touches, workshop_in

from searcher.archive import FILE, Store
from searcher.errors import SearcherError
from searcher.model import Item
from searcher.pipeline import check
from searcher.storage import Database, Row, Storage

REFERRING = "Further to Minute 11 of 3 June 2019, and Minute 12 (Bins), it was extended."


class Listening(Storage):
    """Notes which tables are read."""

    def __init__(self) -> None:
        self.tables: set[str] = set()

    def database(self, path: Path, options: str) -> Database:
        database, tables = super().database(path, options), self.tables
        execute = database.execute

        def noting(statement: str, values: Sequence[Any] = ()) -> list[Row]:
            tables.update(re.findall(r"(?:FROM|JOIN) (\w+)", statement))
            return execute(statement, values)

        database.execute = noting  # type: ignore[method-assign] # to listen
        return database


def test_every_table_that_an_item_is_read_from_touches_it(tmp_path: Path) -> None:
    storage = Listening()
    with workshop_in(tmp_path) as workshop:
        imported(workshop, saved(tmp_path, "a.jsonl", exchange_line(minutes=REFERRING)))
    store = Store.open(tmp_path / "index", storage)
    storage.tables.clear()
    assert list(store.items())
    read = set(storage.tables)
    rows = store._database.execute("SELECT tbl_name, count(*) FROM sqlite_master WHERE type = 'trigger' GROUP BY 1")
    store.close()

    assert "officer_mentions" in read
    assert dict.fromkeys(read, 3) == {row[0]: row[1] for row in rows}


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The ids of all items that are read from any archive."""
    found: list[str] = []
    items = Store.items

    def noting(store: Store, ids: Sequence[str] | None = None) -> Iterator[Item]:
        for item in items(store, ids):
            found.append(item.id)
            yield item

    monkeypatch.setattr(Store, "items", noting)
    yield found


def many(folder: Path, *changed: str) -> Path:
    """A file of items in meetings of their own; some changed."""
    ids = [f"oakham:{number}:AI1" for number in range(20)]
    lines = [exchange_line(one, minutes=FLOOD if one in changed else GATE) for one in ids]
    return saved(folder, f"{len(changed)}.jsonl", "\n".join(lines))


def test_an_update_reads_only_what_was_touched(tmp_path: Path, reads: list[str]) -> None:
    with workshop_in(tmp_path) as workshop:
        imported(workshop, many(tmp_path))
        workshop.index()
        imported(workshop, many(tmp_path, "oakham:3:AI1", "oakham:7:AI1"))
        reads.clear()
        workshop.index()

        assert set(reads) == {"oakham:3:AI1", "oakham:7:AI1"}
        reads.clear()
        workshop.index()
        assert reads == []
    assert check(tmp_path / "index", Storage()) == []


def test_an_update_that_failed_leaves_to_the_next_what_was_touched(tmp_path: Path, reads: list[str]) -> None:
    class FullDisk(Storage):
        def link(self, path: Path, to: Path) -> None:
            raise OSError(28, "No space left on device")

    with workshop_in(tmp_path) as workshop:
        imported(workshop, many(tmp_path))
        workshop.index()
        for at in (1, 2):
            imported(workshop, many(tmp_path, *[f"oakham:{number}:AI1" for number in range(at)]))
            workshop.storage = FullDisk()
            with pytest.raises(SearcherError, match="still answers"):
                workshop.index()
        workshop.storage = Storage()
        reads.clear()
        workshop.index()

        assert set(reads) == {"oakham:0:AI1", "oakham:1:AI1"}
    assert check(tmp_path / "index", Storage()) == []


def test_after_an_older_copy_of_the_archive_was_put_back_all_items_are_compared(tmp_path: Path) -> None:
    with workshop_in(tmp_path) as workshop:
        imported(workshop, many(tmp_path))
        workshop.index()
    older = (tmp_path / "index" / FILE).read_bytes()
    for at in (1, 2):
        with workshop_in(tmp_path) as workshop:
            imported(workshop, many(tmp_path, *[f"oakham:{number}:AI1" for number in range(at)]))
            workshop.index()
    (tmp_path / "index" / FILE).write_bytes(older)
    with workshop_in(tmp_path) as workshop:
        imported(workshop, many(tmp_path, *[f"oakham:{number}:AI1" for number in (5, 6, 7)]))
        workshop.index()

    assert check(tmp_path / "index", Storage()) == []


def test_the_first_update_in_an_archive_of_before_compares_all_items_and_the_next_does_not(
    tmp_path: Path, reads: list[str]
) -> None:
    with workshop_in(tmp_path) as workshop:
        imported(workshop, many(tmp_path))
        workshop.index()
    database = Storage().connect(tmp_path / "index" / FILE)
    without_touches(database)
    database.execute("UPDATE items SET minutes = 'Nobody noted this.' WHERE id = 'oakham:9:AI1'")
    database.close()
    with workshop_in(tmp_path) as workshop:
        workshop.index()
        assert len(set(reads)) == 20
        reads.clear()
        imported(workshop, many(tmp_path, "oakham:3:AI1"))
        workshop.index()
        assert set(reads) == {"oakham:3:AI1"}
    assert check(tmp_path / "index", Storage()) == ["oakham:9:AI1 is not what was read in its page"]


def test_what_no_trigger_noted_is_found_by_checking_and_mended(tmp_path: Path) -> None:
    with workshop_in(tmp_path) as workshop:
        imported(workshop, many(tmp_path))
        workshop.index()
    database = Storage().connect(tmp_path / "index" / FILE)
    database.execute("DROP TRIGGER touched_by_update_items")
    database.execute("UPDATE items SET minutes = 'Nobody noted this.' WHERE id = 'oakham:9:AI1'")
    database.close()

    assert check(tmp_path / "index", Storage()) == [
        "oakham:9:AI1 is not what was read in its page",
        "the index has an older text of oakham:9:AI1",
    ]
    with workshop_in(tmp_path) as workshop:
        list(workshop.repair())
    assert check(tmp_path / "index", Storage()) == []


def test_touches_are_let_go_once_the_index_has_them(tmp_path: Path) -> None:
    with workshop_in(tmp_path) as workshop:
        imported(workshop, many(tmp_path))
        workshop.index()
        for at in range(1, 5):
            imported(workshop, many(tmp_path, *[f"oakham:{number}:AI1" for number in range(at)]))
            workshop.index()
        rows = workshop.store._database.execute("SELECT item_id FROM touched_items")

    assert [one[0] for one in rows] == ["oakham:3:AI1"]
