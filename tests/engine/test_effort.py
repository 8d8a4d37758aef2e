"""No question can run away: what it reads and compares is counted, and too much is refused with what to do."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from invented import items, snapshot

from searcher.engine import Index, write_generation
from searcher.engine.effort import Most
from searcher.engine.plain import Plain
from searcher.engine.steps import Steps
from searcher.engine.vectors import Vectors
from searcher.errors import BadQuery
from searcher.query import parse
from searcher.storage import Storage


class Counting(Plain):
    """Steps that count the places they are given to compare, and the words whose postings they are asked for."""

    def __init__(self) -> None:
        self.words = self.compared = self.pairs = 0

    def postings(self, columns: Any, words: Sequence[tuple[int, int]], areas: Sequence[int], size: int) -> Any:
        self.words += sum(last - first for first, last in words)
        return super().postings(columns, words, areas, size)

    def near(self, left: Any, right: Any, lengths: tuple[int, int], distance: int, most: int) -> Any:
        self.compared += len(left) + len(right)
        firsts, places = super().near(left, right, lengths, distance, most)
        self.pairs += len(firsts)
        return firsts, places


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_generation(tmp_path, snapshot(items(120, seed=2)), Storage())
    return tmp_path


def asked(folder: Path, text: str, most: Most, steps: Steps | None = None) -> int:
    """How many items an index finds under bounds."""
    return Index(folder, steps or Counting(), most).search(parse(text)).total


@pytest.mark.parametrize(
    ("text", "most", "position", "reason"),
    [
        ("home ch*", Most(met=1), 5, "ch* stands for 2 words"),
        ("home -ro*", Most(met=1), 6, "ro* stands for 2 words"),
        ("roads~ home", Most(met=1), 0, "roads~ stands for 2 words"),
        ("home road", Most(postings=10), 0, "this asks for too much"),
        ('elective OR "home of"', Most(postings=300), 13, "this asks for too much"),
        ("home NEAR/9 road", Most(places=10), 5, "NEAR finds too many pairs"),
        ("home NEAR/99 road", Most(places=400), 5, "NEAR finds too many pairs"),
    ],
)
@pytest.mark.parametrize("steps", (Plain, Vectors))
def test_too_much_is_refused_at_its_place(
    folder: Path, text: str, most: Most, position: int, reason: str, steps: type[Steps]
) -> None:
    with pytest.raises(BadQuery) as caught:
        asked(folder, text, most, steps())

    assert (caught.value.position, caught.value.reason[: len(reason)]) == (position, reason)


def test_no_more_is_done_than_is_allowed(folder: Path) -> None:
    sides = " OR ".join(("home", "road", "the", "of", "children"))
    counted = Counting()

    with pytest.raises(BadQuery, match="NEAR finds too many pairs"):
        asked(folder, f"({sides}) NEAR/9 ({sides})", Most(places=3_000), counted)

    assert 0 < counted.compared + counted.pairs <= 3_000


def test_words_of_a_prefix_are_refused_before_they_are_read(folder: Path) -> None:
    counted = Counting()

    with pytest.raises(BadQuery, match="give more letters of it"):
        asked(folder, "ch*", Most(met=1), counted)

    assert counted.words == 0


def test_a_repeated_word_is_read_once(folder: Path) -> None:
    once, often = Counting(), Counting()
    asked(folder, "road*", Most(), once)
    asked(folder, " ".join(["road*"] * 50), Most(), often)

    assert 0 < often.words == once.words


@pytest.mark.parametrize("text", ("(home OR road) NEAR/5 (the OR of)", '"home road" OR "the home"', "ro* -ch* shool~"))
def test_showing_many_hits_asks_for_no_more(folder: Path, text: str) -> None:
    counted = Counting()
    index = Index(folder, counted, Most())
    index.search(parse(text, limit=1))
    spent = counted.compared + counted.pairs

    enough = Most(places=max(1, spent))

    assert Index(folder, Plain(), enough).search(parse(text, limit=1000)).total
