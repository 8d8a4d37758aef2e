"""Letters are found by what they stand for, and what stands written out by its letters; never in another sense."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from citations import imported
from invented_pages import exchange_line
from searched import archive_of, numbers

from searcher.api import Archive
from searcher.pipeline import Workshop, check
from searcher.storage import Storage


def line(number: int, minutes: str, meeting: int = 1, **given: Any) -> dict[str, Any]:
    """An item as a line."""
    held = {"id": str(meeting), "committee": "Cabinet", "date": f"2019-06-{meeting:02}", "status": "minutes"}
    item = f"oakham:{meeting}:AI{number}"
    return dict(json.loads(exchange_line(item, meeting=held, minutes=minutes, position=number, **given)))


LINES = [
    line(1, "The Rural Bus Forum (RBF) met."),
    line(2, "The RBF was told of fares."),
    line(3, "A Refuse Bin Fund (RBF) was set up.", 2),
    line(4, "RBF money was spent.", 2),
    line(5, "Nobody says which RBF.", 3),
    line(6, "A forum for the rural bus was asked for.", 3),
    line(7, "The rural bus forum, and the timetable.", 3),
    line(8, "They send letters. It was noted.", 4),
    line(9, "SEND places were short.", 4),
    line(10, "Those SEND plans, again.", 4),
    line(11, "Ground Investigation, Trial And Notice (GITAN) was done.", 5),
]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """An archive of these lines."""
    folder = tmp_path_factory.mktemp("letters")
    with archive_of(folder, LINES) as opened:
        yield opened


def found(archive: Archive, words: str, **given: Any) -> list[int]:
    """The numbers of the items found, in order."""
    return numbers(archive.search(words, **given))


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("rural bus forum", {1, 2, 6, 7}),
        ("refuse bin fund", {3, 4}),
        ("RBF", {1, 2, 3, 4, 5, 7}),
        ("rbf", {1, 2, 3, 4, 5, 7}),
        ('"rural bus forum"', {1, 7}),
        ("rural bus forum fares", {2}),
        ("rural bus forum -fares", {1, 6, 7}),
        ("in:title rural bus forum", set()),
        ("SEND", {9, 10}),
        ("send", {8, 9, 10}),
        ("sending", {8, 9, 10}),
        ("it", {8}),
    ],
)
def test_letters_and_what_they_stand_for_are_found_by_one_another(
    archive: Archive, words: str, numbers: set[int]
) -> None:
    assert set(found(archive, words)) == numbers


def test_the_very_words_come_first(archive: Archive) -> None:
    assert set(found(archive, "rural bus forum")[:3]) == {1, 6, 7}


def test_exactly_the_words_are_looked_for_when_asked(archive: Archive) -> None:
    assert set(found(archive, "rural bus forum", exact=True)) == {1, 6, 7}


def test_why_it_was_found_is_told_and_marked(archive: Archive) -> None:
    hit = next(one for one in archive.search("rural bus forum") if one.id.endswith("AI2"))

    assert hit.matched == ("RBF = rural bus forum",)
    assert hit.snippet.html == "The <mark>RBF</mark> was told of fares."


def test_a_definition_that_comes_later_is_known_in_the_index(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    with Workshop(tmp_path / "index") as workshop:
        imported(workshop, [line(2, "The RBF was told of fares."), line(5, "Drains.", 3)], tmp_path / "in")
        workshop.index()
        with Archive.open(tmp_path / "index") as before:
            assert found(before, "rural bus forum") == []
        imported(workshop, [line(5, "The Rural Bus Forum (RBF) met.", 3)], tmp_path / "in")
        workshop.index()
    assert check(tmp_path / "index", Storage()) == []
    with Archive.open(tmp_path / "index") as after:
        assert found(after, "rural bus forum") == [5, 2]
