"""How text is set: width, marks, columns."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searcher.render.style import Style, table

PLAIN, COLOUR = Style(40), Style(40, colour=True)
RUNS = st.lists(st.tuples(st.text("ab  *", min_size=1), st.booleans()), max_size=8)


def uncoloured(text: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


def test_a_marked_run_of_words_has_one_mark() -> None:
    runs = [("children ", False), ("electively home educated", True), (".", False)]

    assert PLAIN.passage(runs, "") == ["children *electively home educated*."]


def test_a_mark_runs_over_the_end_of_a_line() -> None:
    runs = [("those who were in the county ", False), ("electively home educated", True)]

    assert PLAIN.passage(runs, "  ") == ["  those who were in the county", "  *electively home educated*"]
    assert PLAIN.passage([("a" * 20 + " ", False), *runs[1:]], "") == ["a" * 20 + " *electively home", "educated*"]


def test_with_colour_each_line_of_a_mark_is_coloured_alone() -> None:
    first, second = COLOUR.passage([("a" * 20 + " ", False), ("electively home educated", True)], "  ")

    assert first == "  " + "a" * 20 + " \x1b[1;31melectively home\x1b[22;39m"
    assert second == "  \x1b[1;31meducated\x1b[22;39m"


def test_what_is_not_marked_has_no_colour_though_it_stands_alone_on_a_line() -> None:
    words = "w" * 36
    told = COLOUR.passage(
        [(f"{words} ", False), ("gate", True), (" …", False), ("x", True), ("/", False), ("y", True)], ""
    )

    assert told == [words, f"{COLOUR.mark('gate')} …{COLOUR.mark('x')}/{COLOUR.mark('y')}"]


@pytest.mark.parametrize("style", [PLAIN, COLOUR])
def test_the_dots_of_what_was_left_out_stand_beside_a_word(style: Style) -> None:
    behind = [(f"{'w' * 34} ", False), ("gate", True), (" …", False)]
    before = [("… ", False), ("w" * 38, False), (" gate", False)]

    assert style.passage(behind, "") == ["w" * 34, f"{style.mark('gate')} …"]
    assert style.passage(before, "") == [f"… {'w' * 38}", "gate"]


def test_lines_after_the_first_are_set_in() -> None:
    told = COLOUR.passage([(f"– {'w' * 35} ", False), ("gate", True)], "  ", hang=2)

    assert told == [f"  – {'w' * 35}", f"    {COLOUR.mark('gate')}"]


@given(RUNS)
def test_colour_changes_nothing_but_the_colour(runs: list[tuple[str, bool]]) -> None:
    unmarked = [(text, False) for text, _ in runs]

    assert [uncoloured(one) for one in COLOUR.passage(runs, " ")] == PLAIN.passage(unmarked, " ")


@given(RUNS)
def test_every_colour_that_begins_on_a_line_ends_on_it(runs: list[tuple[str, bool]]) -> None:
    for text in COLOUR.passage(runs, " "):
        assert text.count("\x1b[1;31m") == text.count("\x1b[22;39m")


def test_text_is_set_no_wider_than_is_read_with_ease() -> None:
    assert max(map(len, Style(200).wrapped("word " * 100))) <= 100


def test_a_link_is_never_broken() -> None:
    link = "https://example.org/" + "a-b" * 40

    assert PLAIN.wrapped(link) == [link]


def test_parts_are_not_broken_when_they_fit_on_a_line() -> None:
    parts = ["Schools and Skills Committee", "5 March 2019", "minute 14"]

    assert PLAIN.flowed(parts, " · ") == ["Schools and Skills Committee", "5 March 2019 · minute 14"]


def test_a_part_longer_than_a_line_is_broken() -> None:
    assert max(map(len, PLAIN.flowed(["word " * 20, "end"], ", ", "  "))) <= 40


def test_entries_are_packed_whole() -> None:
    entries = [("Ada Brook", "(12)"), ("Bernadette Coyle", "(3)"), ("Cy Dunn", "(1)")]

    assert PLAIN.packed(entries, 36) == ["Ada Brook (12)", "Bernadette Coyle (3) · Cy Dunn (1)"]


def test_an_entry_longer_than_a_line_is_broken_with_its_rest_set_in() -> None:
    lines = PLAIN.packed([("Licensing Sub-Committee for Hackney Carriages", "(4)")], 28)

    assert lines == ["Licensing Sub-Committee for", "  Hackney Carriages (4)"]


def test_a_count_is_never_alone_on_a_line() -> None:
    assert PLAIN.packed([("School exclusion and attendance", "(1)")], 33) == [
        "School exclusion and",
        "  attendance (1)",
    ]


def test_a_table_keeps_to_its_width() -> None:
    rows = [("Committee", "Items", "Through"), ("Housing and Communities Select Committee", "8", "2022-09-14")]

    assert table(rows, width=40, right=(1,)) == [
        "Committee              Items  Through",
        "Housing and                8  2022-09-14",
        "  Communities Select",
        "  Committee",
    ]
