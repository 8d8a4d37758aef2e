"""How minutes point to earlier ones, and what such words say."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searcher.references import Said, references_in, said_by

DAY = datetime.date(2019, 5, 3)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Minute No. 97", Said(("97",))),
        ("minute 77/21", Said(("77/21",))),
        ("Minute 3.a", Said(("3.a",))),
        ("Minute Nos. 12 and 14", Said(("12", "14"))),
        ("Minutes 12 to 14", Said(("12", "13", "14"))),
        ("Minute No. 6 (School Places)", Said(("6",), "School Places")),
        ("Minute 6 (Depot (Phase 2))", Said(("6",), "Depot (Phase 2)")),
        ("Minute No. C97 of the Cabinet meeting held on 3rd May, 2019", Said(("C97",), None, "Cabinet", DAY)),
        ("Minute No. 5 of the Audit Committee held on 3rd May, 2019", Said(("5",), None, "Audit Committee", DAY)),
        ("Minute No. 9 of the meeting of this Committee held on 3 May 2019", Said(("9",), None, None, DAY)),
        ("Minute 9 of the Roads, Rivers and Waste Panel, Friday 3 May 2019",
         Said(("9",), None, "Roads, Rivers and Waste Panel", DAY)),
        ("Minute No. 9/Audit Committee/3 May 2019", Said(("9",), None, "Audit Committee", DAY)),
        ("Minute 45, 3 May 2019", Said(("45",), None, None, DAY)),
        ("Min. 4/19 (3.5.2019)", Said(("4/19",), None, None, DAY)),
        ("Cabinet Minute No. 7 of 3 May 2019", Said(("7",), None, "Cabinet", DAY)),
        ("Minute 7 of the Cabinet", Said(("7",), None, "Cabinet")),
        ("Minute 7 of 3 May", Said(("7",), unclear=True)),
        ("item 5 of the meeting of 3 May 2019", Said(("5",), None, None, DAY, of_agenda=True)),
        ("Cofnod Rhif 12 o’r cyfarfod ar 3 Mai 2019", Said(("12",), None, None, DAY)),
        ("meeting of the Cabinet held on 3 May 2019 (Minute 45 refers)", Said(("45",), None, "Cabinet", DAY)),
    ],
)  # fmt: skip
def test_a_reference_is_given_as_written_and_says_what_it_says(written: str, said: Said) -> None:
    text = f"Further to what was said ({'x'}), and {written}; it was noted by Members."

    assert [reference.as_written for reference in references_in(text)] == [written]
    assert said_by(written) == said


@pytest.mark.parametrize(
    "text",
    [
        "It took 30 minutes. The minutes of 6 May were agreed.",
        "At the last minute 3 members left.",
        "The Minutes 12 June 2018 were signed.",
        "See agenda item 5.",
        "Minutes 2019",
        "It was noted that one minute 40 was lost.",
    ],
)
def test_words_of_time_are_no_reference(text: str) -> None:
    assert references_in(text) == ()


def test_what_happened_on_another_day_is_no_part_of_a_reference() -> None:
    text = "Minute 12 of the Cabinet approved a scheme that began on 3 May 2019."

    assert [one.as_written for one in references_in(text)] == ["Minute 12 of the Cabinet"]


@pytest.mark.parametrize("bracket", ["(above)", "( )", "()"])
def test_a_bracket_that_holds_no_title_is_left_out(bracket: str) -> None:
    assert said_by(f"Minute 12 {bracket}") == Said(("12",))


WORDS = ("Minute", "Minutes", "No.", "12", "14", "and", "(", ")", "of", "the", "Cabinet", "held on", "3 May 2019", ",")


@given(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join))
def test_whatever_is_written_says_the_same_when_it_is_read_again(text: str) -> None:
    for reference in references_in(text):
        assert said_by(reference.as_written) is not None
        assert [one.as_written for one in references_in(reference.as_written)] == [reference.as_written]
