"""Where items begin in printed minutes, by their numbered headings."""

import pytest
from saved_pages import cleaned

HEAD = "CABINET\n\nWednesday 3 May 2017\n\nPresent: Councillor Lee\n\n"


def items(text: str) -> list[tuple[str | None, str, str]]:
    """Number, title and text of each item."""
    return [(item.number, item.title, item.minutes) for item in cleaned(HEAD + text).meeting.items]


@pytest.mark.parametrize(
    ("line", "title", "text"),
    [
        ("ROADS The report was noted.", "ROADS", "The report was noted."),
        ("ROADS A report was noted.", "ROADS", "A report was noted."),
        ("ROADS – It was noted.", "ROADS", "It was noted."),
        ("ROADS: None.", "ROADS", "None."),
        ("DATE OF NEXT MEETING: 5 June 2017.", "DATE OF NEXT MEETING", "5 June 2017."),
        ("ROADS IN McDONALD PARK", "ROADS IN McDONALD PARK", ""),
        ("BUDGET 2015/16 – Quarter 3", "BUDGET 2015/16 – Quarter 3", ""),
    ],
)
def test_a_text_may_begin_on_the_line_of_a_title_in_capitals(line: str, title: str, text: str) -> None:
    assert items(f"1. APOLOGIES\n\nNone.\n\n2. {line}")[1] == ("2", title, text)


def test_a_text_may_begin_behind_a_dash() -> None:
    found = items("1. Minutes - The minutes were agreed.\n2. Rents - RESOLVED that they rise.\n")

    assert found == [("1", "Minutes", "The minutes were agreed."), ("2", "Rents", "RESOLVED that they rise.")]


def test_points_with_dashes_in_a_letter_are_no_items() -> None:
    text = "Dear all,\n\n1. Paint - The wall is to be blue.\n2. Doors - They are to be red.\n"

    with pytest.raises(Exception, match="without agenda items"):
        cleaned(text)


def test_numbers_may_begin_anew_in_the_next_part() -> None:
    part_b = "PART B\n\n1. Wells\n\nNoted.\n\n2. Bells\n\nNoted.\n\n3. Shells\n\nNoted.\n"
    found = items(f"PART A\n\n1. Minutes\n\nAgreed.\n\n2. Roads\n\nNoted.\n\n{part_b}")

    assert [(number, title) for number, title, _ in found] == [
        ("1", "Minutes"),
        ("2", "Roads"),
        ("1", "Wells"),
        ("2", "Bells"),
        ("3", "Shells"),
    ]


def test_a_list_before_the_items_is_no_item() -> None:
    found = cleaned(HEAD + "AGENDA\n1. Minutes\n2. Roads\n\nMINUTES\n\n45. Minutes\n\nAgreed.\n\n46. Roads\n\nNoted.\n")

    assert [item.number for item in found.meeting.items] == ["45", "46"]
    assert [piece.text for piece in found.pieces if piece.place == "contents"] == ["1. Minutes", "2. Roads"]
    assert found.unplaced == ()


def test_a_heading_whose_number_is_lost_has_none() -> None:
    found = items("5. Apologies\n\nNone.\n\nMinutes\n\nAgreed.\n\n7. Roads\n\nNoted.\n")

    assert found == [("5", "Apologies", "None."), (None, "Minutes", "Agreed."), ("7", "Roads", "Noted.")]


def test_a_heading_within_an_item_is_no_lost_one() -> None:
    found = items("5. Apologies\n\nNone.\n\nBackground\n\nSnow fell.\n\n7. Roads\n\nNoted.\n")

    assert found == [("5", "Apologies", "None.\n\nBackground\n\nSnow fell."), ("7", "Roads", "Noted.")]


def test_more_headings_than_numbers_that_are_lost_are_left_in_their_item() -> None:
    text = "5. Roads\n\nNoted.\n\nApologies\n\nNone.\n\nMinutes\n\nAgreed.\n\n7. Parks\n\nNoted.\n"

    assert [number for number, _, _ in items(text)] == ["5", "7"]


def test_a_list_within_an_item_fills_no_gap() -> None:
    found = items("1. APOLOGIES\n\n1. One\n\n2. Two\n\n3. ROADS\n\nNoted.\n")

    assert [number for number, _, _ in found] == ["1", "3"]


def test_a_number_may_stand_below_its_title() -> None:
    found = items("Apologies\n\n5.\n\nThere were none.\n\nRoads\n\n6.\n\nThey were noted.\n")

    assert found == [("5", "Apologies", "There were none."), ("6", "Roads", "They were noted.")]


def test_bare_numbers_above_titles_open_items() -> None:
    found = items("5\nApologies\n\nThere were none.\n\n6\nRoads\n\nThey were noted.\n")

    assert found == [("5", "Apologies", "There were none."), ("6", "Roads", "They were noted.")]


def test_headings_in_capitals_open_items_without_numbers() -> None:
    found = items(
        "APOLOGIES FOR ABSENCE\n\nNone.\n\nROADS\n\nNoted.\n\nBACKGROUND\n\nSnow.\n\nDATE OF NEXT MEETING\n\nMay."
    )

    assert [(number, title) for number, title, _ in found] == [
        (None, "APOLOGIES FOR ABSENCE"),
        (None, "ROADS"),
        (None, "DATE OF NEXT MEETING"),
    ]
