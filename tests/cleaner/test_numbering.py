"""How items are numbered, and which numbers count up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from saved_pages import cleaned

from searcher.cleaner.numbering import NUMBERED, counting_romans, counting_up, numbered_lines

HEAD = "CABINET\n\nWednesday 3 May 2017\n\nPresent: Councillor Lee\n\n"


def counted(*lines: str) -> list[str]:
    """The lines that count up."""
    return [lines[one.line] for one in counting_up(numbered_lines(lines, NUMBERED))]


def numbers_of(*numbers: str) -> list[str | None]:
    """The numbers of the items of minutes whose headings are numbered so."""
    titles = ("Apologies for Absence", "Minutes", "Roads and Bridges")
    text = "".join(f"{number} {title}\n\nNoted.\n\n" for number, title in zip(numbers, titles, strict=True))
    return [item.number for item in cleaned(HEAD + text).meeting.items]


@pytest.mark.parametrize(
    ("written", "numbers"),
    [
        (("5.", "6.", "7."), ["5", "6", "7"]),
        (("Item5:", "Item6:", "Item7:"), ["5", "6", "7"]),
        (("ITEM 5 -", "ITEM 6 -", "ITEM 7 -"), ["5", "6", "7"]),
        (("Agenda Item 5:", "Agenda Item 6:", "Agenda Item 7:"), ["5", "6", "7"]),
        (("Minute No. 5 :", "Minute No. 6 :", "Minute No. 7 :"), ["5", "6", "7"]),
        (("Min. 12/23", "Min. 13/23", "Min. 14/23"), ["12/23", "13/23", "14/23"]),
        (("2021/45", "2021/46", "2021/47"), ["2021/45", "2021/46", "2021/47"]),
        (("PL17/05", "PL17/06", "PL17/07"), ["PL17/05", "PL17/06", "PL17/07"]),
        (("CL.5/17 –", "CL.6/17 –", "CL.7/17 –"), ["CL.5/17", "CL.6/17", "CL.7/17"]),
        (("3(a)", "3(b)", "4"), ["3(a)", "3(b)", "4"]),
        (("3.1", "3.2.", "4.1"), ["3.1", "3.2", "4.1"]),
        (("I.", "II.", "III."), ["I", "II", "III"]),
    ],
)
def test_a_number_is_the_items_without_the_words_and_marks_around_it(
    written: tuple[str, ...], numbers: list[str]
) -> None:
    assert numbers_of(*written) == numbers


def test_sub_numbers_within_a_numbered_item_are_its_paragraphs() -> None:
    assert counted("3. Roads", "3.1 One", "3.2 Two", "3.3 Three", "4. Parks") == ["3. Roads", "4. Parks"]


def test_sub_numbers_alone_count_up_from_part_to_part() -> None:
    lines = ("1.1 Apologies", "1.2 Minutes", "2.1 Roads", "2.2 Parks")

    assert counted(*lines) == list(lines)


def test_a_short_list_does_not_outweigh_sub_numbers() -> None:
    assert counted("7.1 Roads", "1. One", "2. Two", "7.2 Parks", "7.3 Wells") == ["7.1 Roads", "7.2 Parks", "7.3 Wells"]


@pytest.mark.parametrize("text", ["12.3.15 Visit", "3.10.2 Detail", "1.234 Tonnes"])
def test_dates_and_deeper_numbers_are_no_sub_numbers(text: str) -> None:
    assert all(one.sub is None for one in numbered_lines([text], NUMBERED))


def test_roman_numbers_begin_at_the_first() -> None:
    assert [one.line for one in counting_romans(["V. Lee", "I. Apologies", "L. Ray", "II. Minutes"])] == [1, 3]


@given(st.lists(st.tuples(st.integers(0, 9), st.none() | st.integers(0, 9)), max_size=30))
def test_what_counts_up_never_goes_down(numbers: list[tuple[int, int | None]]) -> None:
    lines = [f"{number}{'' if sub is None else f'.{sub}'} Title" for number, sub in numbers]

    found = [(one.number, one.sub or 0) for one in counting_up(numbered_lines(lines, NUMBERED))]

    assert found == sorted(set(found))
