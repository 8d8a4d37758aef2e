"""What was touched since the index read the archive: enough, whatever was done, and no more than needed."""

import random
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from invented_pages import (
    FLOOD,
    GATE,
    attendance,
    exchange_line,
    held,
    imported,
    item_page,
    meeting_page,
    record,
    row,
    saved,
    told,
    without_touches,
    workshop_in,
)

from searcher.archive import FILE, Store
from searcher.errors import SearcherError
from searcher.model import Item
from searcher.pipeline import Workshop, check
from searcher.pipeline.checking import index_faults
from searcher.storage import Database, Row, Storage

DAYS = ("2019-06-03", "2019-07-01", "2019-09-02", "2019-10-07")
SAID = (
    GATE,
    FLOOD,
    "The minutes of the meeting held on 3 June 2019 were approved as a correct record.",
    "The minutes were agreed as a correct record, subject to the following correction: a.",
    "Further to Minute 11 of 3 June 2019, and Minute 12 (Bins), it was extended.",
    "Minute Nos. 12 and 99 were recalled, as was Minute 13 of 7 October 2019.",
    "A Corporate Parenting Panel (CPP) met.",
    "Each Child Protection Plan (CPP) was read, and Karen Marsh, Head of Roads and Bridges, reported.",
    "The CPP was noted by K. Marsh, Head of Roads and Bridges. Councillor Wren asked about noise.",
    "Kevin Marsh, Head of Roads and Bridges, reported. Councillor B. Lisk asked about cost.",
)
CORRECTIONS = (
    "",
    '[karen-marsh]\nmerge = ["kevin-marsh"]\n',
    '[karen-marsh]\nrename = "Karen Marsh-Birch"\n',
    "[kevin-marsh]\nignore = true\n",
)
Does = Callable[[Workshop, random.Random, Path], object]


def a_line(workshop: Workshop, chance: random.Random, folder: Path) -> None:
    """Items of a meeting, new or again, in a file of lines."""
    number, at = chance.choice((11, 12, 13)), chance.randrange(4)
    meeting = {
        "id": str(at),
        "committee": chance.choice(("Cabinet", "Cabinet", "Audit")),
        "date": DAYS[at],
        "status": chance.choice(("minutes", "minutes", "draft", "agenda")),
        "present": ["Councillor Orme"] if chance.random() < 0.1 else [],
    }
    line = exchange_line(
        f"oakham:{at}:AI{number}", meeting=meeting, number=str(number),
        minutes=chance.choice(chance.choice((SAID, SAID[7:]))),
        title=chance.choice(("Bins", "Minutes")), position=number,
    )  # fmt: skip
    imported(workshop, saved(folder, f"{chance.randrange(3)}.jsonl", line))


def approving(workshop: Workshop, chance: random.Random, folder: Path) -> None:
    """A meeting that approves the minutes of the one before, or no longer does."""
    at, said = chance.randrange(1, 4), chance.choice((*SAID[2:4], GATE))
    meeting = {"id": str(at), "committee": "Cabinet", "date": DAYS[at], "status": "minutes"}
    line = exchange_line(f"oakham:{at}:AI14", meeting=meeting, number="14", minutes=said, title="Minutes", position=14)
    imported(workshop, saved(folder, "approving.jsonl", line))


def a_page(workshop: Workshop, chance: random.Random, _: Path) -> None:
    """A meeting's page, with some of its items, on one of two days."""
    numbers = chance.sample((21, 22, 23), chance.randint(1, 3))
    said = chance.choice((SAID, SAID[8:]))
    rows = (row(f"AI{one}", "Bus Gate", chance.choice(said), cut=one == 23) for one in numbers)
    day = chance.choice(("Tuesday 11 March 2025", "Monday 3 June 2019"))
    told(workshop, "ieListDocuments.aspx?MId=7420", meeting_page(*rows, committee="Cabinet", day=day))


def a_whole_item(workshop: Workshop, chance: random.Random, _: Path) -> None:
    """The page of an item, which may be cut in its meeting's."""
    told(workshop, "ieIssueDetails.aspx?AIId=23", item_page("AI23", "Bus Gate", f"{GATE} {chance.choice(SAID)}"))


def beside(workshop: Workshop, chance: random.Random, _: Path) -> None:
    """Pages beside a meeting's: who was there, what was decided."""
    people = chance.sample(
        (("31", "Councillor Ada Wren"), ("42", "Councillor Bo Lisk"), ("43", "Councillor Cy Lisk")), 2
    )
    told(workshop, "mgMeetingAttendance.aspx?ID=7420", attendance(*people))
    if chance.random() < 0.5:
        told(workshop, "ieDecisionDetails.aspx?AIId=21", record(f"That the gate stay open in {chance.randint(1, 3)}."))


def a_file_moves(workshop: Workshop, chance: random.Random, folder: Path) -> None:
    """A page is told to be another council's."""
    path = saved(folder, "moved.html", meeting_page(row("AI31", "Bus Gate", FLOOD), meeting="88"))
    imported(workshop, path, council=chance.choice(("oakham", "elsford")))


def taken_down(workshop: Workshop, chance: random.Random, _: Path) -> None:
    """An item is forgotten, which may be all that told its meeting."""
    if ids := workshop.store.item_ids():
        workshop.forget(chance.choice(ids), "asked for")


def cleaned_again(workshop: Workshop, *_: object) -> None:
    """All pages are read again."""
    list(workshop.clean())


def put_right(workshop: Workshop, chance: random.Random, folder: Path) -> None:
    """Other corrections; they count when the folder is opened the next time."""
    (folder / "index" / "officers.toml").write_text(chance.choice(CORRECTIONS))


DOES: Sequence[Does] = (
    a_line, a_line, a_line, a_line, approving, approving, a_page, a_page, a_whole_item, beside, beside, a_file_moves,
    taken_down, cleaned_again, put_right,
)  # fmt: skip


def differing(before: dict[str, Item], after: dict[str, Item]) -> set[str]:
    """The items that came, went or read differently."""
    return {one for one in {*before, *after} if before.get(one) != after.get(one)}


@pytest.mark.parametrize("seed", range(6))
def test_whatever_is_done_what_reads_differently_was_touched(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    changes = 0
    for _ in range(30):
        with workshop_in(tmp_path) as workshop:
            store = workshop.store
            before = held(workshop)
            with store.writing():
                mark = store.touches.mark()
            chance.choice(DOES)(workshop, chance, tmp_path)
            touched = store.touches.since(mark)
            changed = differing(before, held(workshop))
            if touched is None:  # taking down marks the archive itself
                workshop.index()
                continue
            assert changed <= set(touched)
            changes += bool(changed)
    assert changes > 5


@pytest.mark.parametrize("seed", range(6, 10))
def test_whatever_is_done_the_index_is_as_one_that_compares_everything(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    with workshop_in(tmp_path) as workshop:
        lines = [exchange_line(f"oakham:{meeting}:AI{number}") for meeting in range(50, 60) for number in range(5)]
        imported(workshop, saved(tmp_path, "many.jsonl", "\n".join(lines)))
    for _ in range(25):
        for does in chance.choices(DOES, k=chance.randint(1, 3)):
            with workshop_in(tmp_path) as workshop:
                does(workshop, chance, tmp_path)
        with workshop_in(tmp_path) as workshop:
            workshop.index()

            assert list(index_faults(workshop.folder, workshop.store)) == []


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
        imported(workshop, saved(tmp_path, "a.jsonl", exchange_line(minutes=SAID[4])))
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
    assert check(tmp_path / "index", Storage()) == []


def test_what_no_trigger_noted_is_found_by_checking_and_mended(tmp_path: Path) -> None:
    with workshop_in(tmp_path) as workshop:
        imported(workshop, many(tmp_path))
        workshop.index()
    database = Storage().connect(tmp_path / "index" / FILE)
    database.execute("DROP TRIGGER touched_by_update_items")
    database.execute("UPDATE items SET minutes = 'Nobody noted this.' WHERE id = 'oakham:9:AI1'")
    database.close()

    assert check(tmp_path / "index", Storage()) == ["the index has an older text of oakham:9:AI1"]


def test_touches_are_let_go_once_the_index_has_them(tmp_path: Path) -> None:
    with workshop_in(tmp_path) as workshop:
        imported(workshop, many(tmp_path))
        workshop.index()
        for at in range(1, 5):
            imported(workshop, many(tmp_path, *[f"oakham:{number}:AI1" for number in range(at)]))
            workshop.index()
        rows = workshop.store._database.execute("SELECT item_id FROM touched_items")

    assert [one[0] for one in rows] == ["oakham:3:AI1"]
