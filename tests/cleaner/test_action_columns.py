"""A column of who is to act stands apart from the text beside it."""

import pytest
from saved_pages import cleaned

from searcher.cleaner.action_columns import without_actions

HEAD = "CABINET\n\nWednesday 3 May 2017\n\nPresent: Councillor Lee\n\n"


def actions(text: str) -> list[tuple[str, str]]:
    """Each line that has something beside it, with that."""
    return [
        (" ".join(" ".join(one.texts).split()), one.action) for one in without_actions(text.split("\n")) if one.action
    ]


@pytest.mark.parametrize(
    ("header", "row", "expected"),
    [
        ("Minute | Action", "It was noted. | JK", ("It was noted.", "JK")),
        ("Minute | Action", "3. | Roads | JK", ("3. Roads", "JK")),
        ("| Item | Discussion | Action |", "| 3. | Roads | JK |", ("3. Roads", "JK")),
        ("No. | Item | By whom | By when", "3 | Roads | JK | May", ("3 Roads", "JK | May")),
        ("No. | Item | Owner", "It was noted. | JK", ("It was noted.", "JK")),
        ("Agenda Item | Discussion | Action by", "3. Roads | Noted. | JK", ("3. Roads Noted.", "JK")),
    ],
)
def test_the_last_cells_of_a_row_are_the_actions(header: str, row: str, expected: tuple[str, str]) -> None:
    assert actions(f"{header}\n{row}") == [expected]


def test_in_print_what_stands_below_the_heading_is_the_action() -> None:
    beside = " " * 26
    text = f"Item                      Action\nThe roads were dry and    JK\nso were the wells.\n{beside}HD"

    assert actions(text) == [("The roads were dry and", "JK"), ("", "HD")]


@pytest.mark.parametrize(
    "text",
    [
        "Minute | Title\nIt was noted. | JK",
        "The roads were dry     JK",
        "1. Roads\nItem | Lead | Deadline\nWells | JK | May",
        "Item                      Action\nThe      roads were dry.",
    ],
)
def test_without_a_heading_before_the_items_lines_stay(text: str) -> None:
    assert actions(text) == []


def test_actions_break_no_sentence_and_no_resolution() -> None:
    column = " " * 60
    text = (
        f"Item{column[4:]}Action\n\n1. APOLOGIES\n\nNone.\n\n2. ROADS\n\n"
        f"{'The Council heard that the roads in the north were closed':60}JK\nby the snow of January.\n\n"
        f"RESOLVED:\n(a) that they be opened; and\n{'(b) that the bill be paid.':60}HD\n"
    )
    item = cleaned(HEAD + text).meeting.items[1]

    assert item.resolutions == ("that they be opened; and", "that the bill be paid.")
    assert item.minutes.startswith("The Council heard that the roads in the north were closed by the snow of January.")
    assert item.minutes.endswith("JK\n\nHD")


def test_a_heading_that_is_printed_on_each_page_is_furniture() -> None:
    header = "Item                      Action"
    found = cleaned(f"{HEAD}{header}\n\n1. APOLOGIES\n\nNone.\n\f{header}\n\n2. ROADS\n\nNoted.\n")

    assert [item.minutes for item in found.meeting.items] == ["None.", "Noted."]
    assert found.unplaced == ()
