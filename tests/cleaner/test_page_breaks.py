"""Page numbers and running headers, without form feeds, and what goes on behind them."""

import pytest

from searcher.cleaner.page_breaks import furniture, without
from searcher.cleaner.printed import lines_of, mended

HEAD = "OVERTON TOWN COUNCIL\nCABINET\n\nThursday 12th March 2015\n\nPresent: Councillor Lee\n\n"


def furniture_of(text: str) -> list[str]:
    lines = lines_of(HEAD + text)
    return [lines[i].text.strip() for i in sorted(furniture(lines, printed=True))]


def paragraphs(text: str) -> list[str]:
    lines = lines_of(HEAD + text)
    return [line.text for line in mended(without(lines, furniture(lines, printed=True)))][4:]


@pytest.mark.parametrize(
    "block",
    [
        "Cabinet - 12th March 2015\n\nPage {}",
        "{}\nCabinet - 12th March 2015",
        "CABINET, 12.3.15\n\n{}",
        "Cabinet - 12th March 2015     Page {} of 3",
        "CABINET (12.03.15) {}",
        "- {} -\nOVERTON TOWN COUNCIL",
    ],
)
def test_headers_that_say_again_what_the_head_says_are_furniture(block: str) -> None:
    text = f"The roads\n\n{block.format(1)}\n\nwere dry.\n\nThe wells\n\n{block.format(2)}\n\nwere not.\n"

    assert paragraphs(text) == ["The roads were dry.", "The wells were not."]


@pytest.mark.parametrize("line", ["Continued overleaf", "(continued)", "P.T.O.", "Minutes continued"])
def test_words_that_point_to_the_next_page_are_furniture(line: str) -> None:
    assert furniture_of(f"The roads\n{line}\nwere dry.") == [line]


@pytest.mark.parametrize(
    "text",
    [
        "letters to the\nOverton Town Council\nby the mayor and to the\nOverton Town Council\nby the clerk",
        "the minutes of:\n\nCabinet - 5th January 2015\n\nCabinet - 4th February 2015\n\nbe signed",
        "One.\n\nReasons for the decision\n\nTwo.\n\nReasons for the decision\n\nThree.",
        "One.\n\nResolved\n\nPage 1\n\nTwo.\n\nResolved\n\nPage 2\n\nThree.",
        "The answer was\n\n42\n\nand nobody objected.",
        "5\n\nRoads\n\nNoted\n\n6\n\nParks\n\nNoted",
    ],
)
def test_lines_of_the_text_stay(text: str) -> None:
    assert [line for line in furniture_of(text) if not line.startswith("Page")] == []


def test_a_word_parted_by_a_page_break_is_whole_again() -> None:
    text = "The committee met. It was the commit-\nContinued overleaf\n- 1 -\ntee of the year.\n"

    assert paragraphs(text)[-1] == "The committee met. It was the committee of the year."


def test_a_name_goes_on_behind_a_page_break_after_a_small_word() -> None:
    assert paragraphs("The letter of the\n\nPage 1\n\nMayor was read.\n") == ["The letter of the Mayor was read."]


def test_a_point_behind_a_page_break_begins_anew() -> None:
    text = "It was agreed\n\nPage 1\n\n(a) that roads be mended\n"

    assert paragraphs(text) == ["It was agreed", "(a) that roads be mended"]
