"""When a job is due by the clock."""

import datetime
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searcher.errors import CannotSchedule
from searcher.intervals import interval_of
from searcher.scheduling.times import Times, refuse_interval, times_of

ON_THE_CLOCK = ["15m", "20m", "30m", "1h", "2h", "3h", "4h", "6h", "8h", "12h", "daily", "weekly"]
MINUTES_OF_A_WEEK = 7 * 24 * 60


def due(times: Times) -> list[int]:
    """The minutes of two weeks, from Monday 0:00, at which a job is due."""
    return [
        minute
        for minute in range(2 * MINUTES_OF_A_WEEK)
        if minute % 60 in times.minutes
        and (not times.hours or minute // 60 % 24 in times.hours)
        and times.weekday in (None, minute // 60 // 24 % 7)
    ]


@given(every=st.sampled_from(ON_THE_CLOCK).map(interval_of), name=st.text())
def test_from_each_time_to_the_next_it_is_the_interval(every: datetime.timedelta, name: str) -> None:
    times = times_of(every, name)
    assert times
    minutes = due(times)

    assert {datetime.timedelta(minutes=after - before) for before, after in itertools.pairwise(minutes)} == {every}


@pytest.mark.parametrize("every", ["25m", "45m", "90m", "5h", "7h", "36h", "2d", "2w"])
def test_other_intervals_no_clock_can_tell(every: str) -> None:
    assert times_of(interval_of(every), "oakham") is None


def test_a_name_always_has_the_same_times() -> None:
    assert times_of(interval_of("6h"), "council-minutes-1f0c7a92") == Times((39,), (4, 10, 16, 22))


def test_names_are_spread_over_the_hour() -> None:
    found = [times_of(interval_of("1h"), f"council-minutes-{number}") for number in range(200)]

    assert len({times.minutes for times in found if times}) > 50


def test_once_a_day_is_in_the_night_and_not_when_clocks_change() -> None:
    found = [times_of(interval_of("daily"), f"council-minutes-{number}") for number in range(50)]

    assert {hour for times in found if times for hour in times.hours} == {3, 4, 5, 6}


@pytest.mark.parametrize(
    ("every", "reason"), [("14m", "15m or more"), ("25h", "up to 1d, or 1w, not 25h"), ("2w", "not 2w")]
)
def test_too_often_and_odd_days_are_refused(every: str, reason: str) -> None:
    with pytest.raises(CannotSchedule, match=reason):
        refuse_interval(interval_of(every))


@pytest.mark.parametrize("every", [*ON_THE_CLOCK, "25m", "7h", "23h"])
def test_what_a_timer_can_have_is_not_refused(every: str) -> None:
    refuse_interval(interval_of(every))
