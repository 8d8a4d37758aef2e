"""Dates as councils write them."""

from datetime import date

import pytest

from searcher.dates import date_in


@pytest.mark.parametrize(
    "text",
    [
        "Tuesday 25 July 2017 5.30 p.m.",
        "Tuesday, 25th July, 2017",
        "25/07/2017",
        "2017-07-25",
        "25th day of July 2017",
        "25-Jul-2017",
        "Dydd Mawrth 25 Gorffennaf 2017",
        "25 Gorff 2017",
        "25 Gor 2017",
    ],
)
def test_a_date_is_read_in_every_form_that_councils_write(text: str) -> None:
    assert date_in(text) == date(2017, 7, 25)


@pytest.mark.parametrize("text", ["31 February 2020", "July 2017", "25 July", "99/99/2017", ""])
def test_an_impossible_or_partial_date_is_none(text: str) -> None:
    assert date_in(text) is None
