"""Points of lists have before them what a browser shows there."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from saved_pages import cleaned, portal_page, row

from searcher.cleaner.numbering import counting_romans, in_letters, in_romans
from searcher.model import Item


def read(body: str) -> Item:
    body = f'<p class="mgSubItemTitleTxt">Minutes:</p><div class="mgWordPara">{body}</div>'
    return cleaned(portal_page(row("1", "Drains", body) + row("2", "Parks"))).meeting.items[0]


def leads(body: str) -> list[str]:
    return [line.split()[0] for line in read(body).minutes.splitlines() if line]


@pytest.mark.parametrize(
    ("tag", "shown"),
    [
        ("<ol>", ["1.", "2.", "3."]),
        ('<ol type="a">', ["a.", "b.", "c."]),
        ('<ol type="A">', ["A.", "B.", "C."]),
        ('<ol type="i">', ["i.", "ii.", "iii."]),
        ('<ol type="I" start="3">', ["III.", "IV.", "V."]),
        ('<ol type="a" start="26">', ["z.", "aa.", "ab."]),
        ('<ol start="-1">', ["-1.", "0.", "1."]),
        ('<ol type="a" start="0">', ["0.", "a.", "b."]),
        ('<ol start="soon">', ["1.", "2.", "3."]),
        ('<ol type="star">', ["1.", "2.", "3."]),
        ("<ol reversed>", ["3.", "2.", "1."]),
        ('<ol reversed type="a" start="9">', ["i.", "h.", "g."]),
        ('<ol style="margin: 0; list-style-type: lower-roman">', ["i.", "ii.", "iii."]),
        ('<ol style="list-style: outside upper-alpha">', ["A.", "B.", "C."]),
        ('<ul type="a">', ["•", "•", "•"]),
    ],
)
def test_points_are_counted_as_browsers_count_them(tag: str, shown: list[str]) -> None:
    assert leads(f"{tag}<li>dredged</li><li>piped</li><li>lined</li></{tag[1:3]}>") == shown


def test_a_point_may_tell_its_own_number_and_way_of_counting() -> None:
    points = '<li>dredged</li><li value="7">piped</li><li>lined</li><li type="I">drained</li>'

    assert leads(f'<ol type="a">{points}</ol>') == ["a.", "g.", "h.", "IX."]


def test_a_list_counted_down_counts_its_own_points_alone() -> None:
    inner = "<ol><li>twice</li><li>thrice</li></ol>"

    assert leads(f"<ol reversed><li>dredged{inner}</li><li>piped</li></ol>") == ["2.", "1.", "2.", "1."]


@pytest.mark.parametrize("counting", ["1", "a", "A", "i", "I"])
def test_each_point_of_a_resolution_is_a_clause(counting: str) -> None:
    clauses = [f"That drain {number} be dredged." for number in range(1, 20)]
    points = "".join(f"<li>{clause}</li>" for clause in clauses)

    assert read(f'<p>RESOLVED:-</p><ol type="{counting}">{points}</ol>').resolutions == tuple(clauses)


@given(st.integers(1, 3999))
def test_roman_numerals_are_read_back(number: int) -> None:
    values = {"m": 1000, "d": 500, "c": 100, "l": 50, "x": 10, "v": 5, "i": 1}
    written = [values[letter] for letter in in_romans(number)]

    assert sum(-one if one < after else one for one, after in zip(written, [*written[1:], 0], strict=True)) == number
    assert not re.search(r"(.)\1{3}", in_romans(number))


@given(st.integers(1, 100_000))
def test_letters_are_read_back(number: int) -> None:
    read_back = 0
    for letter in in_letters(number):
        read_back = 26 * read_back + ord(letter) - ord("a") + 1

    assert read_back == number


def test_numbers_that_letters_cannot_tell_are_told_in_digits() -> None:
    assert [in_letters(0), in_romans(0), in_romans(-3), in_romans(4000)] == ["0", "0", "-3", "4000"]


def test_items_numbered_as_lists_number_them_count_up() -> None:
    texts = [f"{in_romans(number).upper()}. Drains" for number in range(1, 12)]

    assert [one.number for one in counting_romans(texts)] == list(range(1, 12))
