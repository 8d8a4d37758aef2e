"""Whatever is done to an archive, in whatever order: what reads differently was touched, and gets into the index."""

import random
from collections.abc import Callable, Sequence
from pathlib import Path

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
    workshop_in,
)

from searcher.model import Item
from searcher.pipeline import Workshop
from searcher.pipeline.checking import index_faults

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
