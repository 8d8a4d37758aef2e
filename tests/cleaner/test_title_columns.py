"""Titles in a narrow column beside the text."""

import pytest

from searcher.cleaner.action_columns import without_actions
from searcher.cleaner.title_columns import with_whole_titles

HEADER = "Item                Discussion                  Action"


def texts(*lines: str) -> list[str]:
    """The lines below the heading, each with its white space folded; without blank ones."""
    found = with_whole_titles(without_actions([HEADER, *lines]))[1:]
    return [" ".join(text.split()) for one in found for text in one.texts if text.strip()]


def test_a_title_over_two_lines_stands_before_its_text() -> None:
    assert texts(
        "1. Apologies for    Councillor Ash was ill and   JK",
        "absence             had sent a letter.",
        "2. Roads            Noted.",
    ) == ["1. Apologies for absence", "Councillor Ash was ill and", "had sent a letter.", "2. Roads", "Noted."]


def test_a_line_below_the_table_is_not_of_a_title() -> None:
    assert texts("1. Roads            Noted.", "", "The end.") == ["1. Roads", "Noted.", "The end."]


def test_a_line_through_both_columns_is_not_parted() -> None:
    line = "The meeting closed at nine in the evening."

    assert texts("1. Roads            Noted.", line) == ["1. Roads", "Noted.", line]


@pytest.mark.parametrize("line", ["12/01               ROADS", "                    Noted."])
def test_numbers_in_the_column_are_no_titles(line: str) -> None:
    assert texts(line) == [" ".join(line.split())]


def test_titles_that_do_not_stand_at_the_top_of_their_rows_are_left() -> None:
    lines = ("1. Roads            The roads were dry and", "2. Wells            so were the wells.")

    assert texts(*lines) == [" ".join(line.split()) for line in lines]
