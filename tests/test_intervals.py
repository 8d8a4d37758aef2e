"""How often something is done, as people type it."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searcher.intervals import NotAnInterval, interval_of, interval_text


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("15m", 15), ("6h", 360), (" 6H ", 360), ("2d", 2880), ("1w", 10080), ("hourly", 60), ("Daily", 1440),
        ("weekly", 10080),
    ],
)  # fmt: skip
def test_an_interval_is_a_number_of_a_unit_or_a_name(text: str, minutes: int) -> None:
    assert interval_of(text) == datetime.timedelta(minutes=minutes)


@pytest.mark.parametrize(
    "text", ["", "0m", "-6h", "6", "h", "6 h", "1.5h", "6h30m", "6s", "٦h", "²h", "99999h", "yearly", "6h\n6h"]
)
def test_what_tells_no_interval_is_refused_with_what_does(text: str) -> None:
    with pytest.raises(NotAnInterval, match=r"15m, 6h, 2d, 1w, hourly, daily or weekly"):
        interval_of(text)


@given(st.integers(1, 9999), st.sampled_from("mhdw"))
def test_what_is_told_of_an_interval_is_read_back(number: int, unit: str) -> None:
    interval = interval_of(f"{number}{unit}")

    assert interval_of(interval_text(interval)) == interval


@pytest.mark.parametrize(
    ("text", "told"), [("60m", "1h"), ("90m", "90m"), ("24h", "1d"), ("weekly", "1w"), ("36h", "36h")]
)
def test_an_interval_is_told_in_its_largest_unit(text: str, told: str) -> None:
    assert interval_text(interval_of(text)) == told
