"""Whatever is imported, in whatever order: what is told of it, told again from nothing, gives the present state."""

import random
from pathlib import Path

import pytest
from invented_pages import FLOOD, GATE, exchange_line, held, imported, meeting_page, row, saved, told, workshop_in

from searcher.history import Changed, seen
from searcher.pipeline import Workshop

DAYS = ("2019-06-03", "2019-07-01", "2019-09-02", "2019-10-07")
SAID = (
    GATE,
    FLOOD,
    "The minutes of the meeting held on 3 June 2019 were approved as a correct record.",
    "The minutes of the meeting held on 1 July 2019 were approved as a correct record.",
)
State = dict[str, tuple[int, str, str, str | None]]


def a_page(workshop: Workshop, chance: random.Random) -> None:
    """A meeting's page, with some of its items: the others are withdrawn, or come back."""
    at = chance.randrange(4)
    numbers = chance.sample((21, 22, 23), chance.randint(1, 3))
    rows = (row(f"AI{at}{one}", chance.choice(("Bus Gate", "Minutes")), chance.choice(SAID)) for one in numbers)
    page = meeting_page(*rows, meeting=f"70{at}", committee="Cabinet", day=("3 June", "1 July")[at % 2] + " 2019")
    told(workshop, f"ieListDocuments.aspx?MId=70{at}", page, meeting=f"70{at}")


def some_lines(workshop: Workshop, chance: random.Random, folder: Path) -> None:
    """Items of meetings in files of lines, of whatever status, new or again."""
    texts = []
    for number in chance.sample((11, 12, 13), chance.randint(1, 3)):
        at = chance.randrange(4)
        meeting = {"id": str(at), "committee": "Cabinet", "date": DAYS[at]}
        meeting["status"] = random.Random(at + chance.randrange(2)).choice(("agenda", "draft", "minutes", "approved"))
        texts.append(
            exchange_line(
                f"oakham:{at}:AI{number}",
                meeting=meeting,
                number=str(number),
                position=number,
                minutes=chance.choice(SAID),
                title=chance.choice(("Bins", "Minutes")),
            )
        )
    imported(workshop, saved(folder, f"{chance.randrange(3)}.jsonl", "\n".join(texts)))


def several_pages_in_one_run(workshop: Workshop, chance: random.Random, folder: Path) -> None:
    """Files that tell of one page at one address, one after the other, in one run."""
    paths = []
    for number in range(3):
        rows = (row(f"AI{one}", "Bus Gate", chance.choice(SAID)) for one in chance.sample((31, 32, 33), 2))
        line = exchange_line(f"oakham:5:AI{chance.choice((41, 42))}", minutes=chance.choice(SAID))
        paths += [saved(folder, f"{number}.html", meeting_page(*rows, meeting="705", day="3 June 2019"))]
        paths += [saved(folder, f"{number}-lines.jsonl", line)]
    imported(workshop, *paths, council="oakham")


def step(workshop: Workshop, chance: random.Random, folder: Path) -> None:
    """Something is imported, or all of it read again."""
    does = chance.choice("ppppllssc")
    if does == "p":
        a_page(workshop, chance)
    elif does == "l":
        some_lines(workshop, chance, folder)
    elif does == "s":
        several_pages_in_one_run(workshop, chance, folder)
    else:
        list(workshop.clean())


def present(workshop: Workshop) -> State:
    """Every item that is not withdrawn: its version, status, title and number."""
    return {
        one.id: (one.versions, one.meeting.status if one.meeting else "", one.title, one.number)
        for one in held(workshop).values()
    }


def replayed(state: State, changes: list[Changed]) -> None:
    """Do to a state what is told of one run; each change must fit what was there."""
    for one in changes:
        assert (one.item in state) == (one.change in ("changed", "withdrawn"))
        if one.change == "withdrawn":
            del state[one.item]
        else:
            state[one.item] = (one.version, one.status, one.title, one.number)


@pytest.mark.parametrize("seed", range(8))
def test_what_is_told_gives_the_present_state(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    state: State = {}
    known = 0
    kinds = set()
    with workshop_in(tmp_path) as workshop:
        for _ in range(30):
            step(workshop, chance, tmp_path)
            runs = reversed(list(workshop.store.history.runs(seen(known + 1))))
            for run in runs:
                changes = list(workshop.store.history.told(run, workshop.store.history.moves(run)))
                kinds |= {one.change for one in changes}
                replayed(state, changes)
            known = workshop.store.generation
            assert state == present(workshop)
        from_nothing: State = {}
        for run in reversed(list(workshop.store.history.runs(seen()))):
            replayed(from_nothing, list(workshop.store.history.told(run, workshop.store.history.moves(run))))

    assert kinds >= {"new", "changed", "withdrawn"}
    assert from_nothing == state
