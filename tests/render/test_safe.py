"""Nothing from a page steers a terminal or a spreadsheet."""

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searcher.render.safe import cell, dumped, line, said, shown

NASTY = "\x1b]0;\x07\x9b31m\u202eabc\u200b\u2066\ufeff\u00ad\r\x08\x7f\u2028\U000e0041"
ANY_TEXT = st.text(st.one_of(st.characters(), st.sampled_from(NASTY)))


@given(ANY_TEXT)
def test_no_control_or_invisible_character_is_shown(text: str) -> None:
    kinds = {unicodedata.category(letter) for letter in shown(text) if letter not in "\n\t"}

    assert not kinds & {"Cc", "Cs", "Zl", "Zp"}
    assert not set(shown(text)) & set("\u202e\u2066\u200b\u200d\ufeff\u00ad\U000e0041")


def test_what_can_be_seen_is_shown_as_it_is() -> None:
    text = "Tŷ Llŷn – “Élan”\n• £1,200\t✓ 日本"

    assert shown(text) == text


@given(ANY_TEXT)
def test_a_line_is_one_line(text: str) -> None:
    assert len(line(text).splitlines()) <= 1


@given(ANY_TEXT)
def test_what_is_said_is_the_line_where_it_is_not_endless(text: str) -> None:
    assert said(text) == line(text)


def test_of_an_endless_line_the_beginning_and_the_end_are_said() -> None:
    told = said(f"failed {'q' * 1_000_000}: no answer")

    assert len(told) < 2_100
    assert told.startswith("failed qq")
    assert told.endswith("qq: no answer")


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@A1", "\t=1", "\n=1", "\u200b=1", "\r=1", "＝1", " =1", "\xa0=1"]
)
def test_a_cell_is_never_a_formula(text: str) -> None:
    assert cell(text).startswith("'")


def test_an_ordinary_cell_is_unchanged() -> None:
    assert cell("Cabinet = 5") == "Cabinet = 5"


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_json_reads_back_the_same(text: str) -> None:
    assert json.loads(dumped({text: [text]}, indent=2)) == {text: [text]}


@given(ANY_TEXT)
def test_json_holds_nothing_that_a_terminal_obeys(text: str) -> None:
    assert shown(dumped(text)) == dumped(text)


def test_half_a_character_becomes_a_question_mark() -> None:
    assert dumped("a\ud800b") == '"a?b"'
