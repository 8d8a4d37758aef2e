"""When the next request may be made."""

import datetime

import pytest

from searcher.crawler.pace import Breaker, Pace, asked_rest, backoff

NOW = datetime.datetime(2026, 3, 2, 9, 0, tzinfo=datetime.UTC)


def test_the_first_request_waits_for_nothing() -> None:
    assert Pace(1).wait(100) == 0


def test_the_pause_counts_from_the_end_of_the_answer() -> None:
    pace = Pace(2)
    pace.answered(100, 101, ok=True)

    assert [pace.wait(now) for now in (101, 102.5, 103, 200)] == [2, 0.5, 0, 0]


def test_a_slow_answer_is_followed_by_as_long_a_pause() -> None:
    pace = Pace(1)
    pace.answered(100, 140, ok=True)

    assert pace.pause == 40


def test_a_pause_shrinks_by_half_at_most_until_the_delay() -> None:
    pace = Pace(1)
    pace.answered(0, 10, ok=True)
    pauses = []
    for _ in range(5):
        pace.answered(100, 100, ok=True)
        pauses.append(pace.pause)

    assert pauses == [5, 2.5, 1.25, 1, 1]


def test_failures_double_the_pause_up_to_a_minute() -> None:
    pace = Pace(10)
    pauses = []
    for _ in range(4):
        pace.answered(0, 0, ok=False)
        pauses.append(pace.pause)

    assert pauses == [20, 40, 60, 60]


def test_a_failure_never_shortens_a_long_pause() -> None:
    pace = Pace(1)
    pace.answered(0, 90, ok=True)
    pace.answered(180, 180, ok=False)

    assert pace.pause == 90


def test_a_rest_is_kept_and_is_over_once_something_was_asked() -> None:
    pace = Pace(1)
    pace.answered(0, 0, ok=False)
    pace.rest(30)
    before = pace.wait(10)
    pace.answered(30, 30, ok=True)

    assert (before, pace.wait(30)) == (20, 1)


def test_a_rest_never_shortens_the_pause() -> None:
    pace = Pace(5)
    pace.answered(0, 0, ok=True)
    pace.rest(1)

    assert pace.wait(0) == 5


def test_a_clock_put_back_costs_one_pause_and_no_more() -> None:
    pace = Pace(2)
    pace.answered(5000, 5001, ok=True)

    assert pace.wait(100) == 2


def test_an_answer_that_ends_before_it_began_took_no_time() -> None:
    pace = Pace(1)
    pace.answered(5000, 100, ok=True)

    assert (pace.pause, pace.wait(100)) == (1, 1)


def test_a_longer_delay_holds_from_now_on_and_a_shorter_one_changes_nothing() -> None:
    pace = Pace(1)
    pace.slow_to(4)
    pace.slow_to(2)
    pace.answered(0, 0, ok=True)

    assert pace.pause == 4


def test_the_breaker_opens_after_as_many_failures_in_a_row() -> None:
    breaker = Breaker(2)
    breaker.failed()
    breaker.succeeded()
    breaker.failed()
    before = breaker.open
    breaker.failed()

    assert (before, breaker.open) == (False, True)


def test_the_backoff_grows_and_then_stays() -> None:
    assert [backoff(attempt) for attempt in (1, 2, 3, 4)] == [5, 10, 20, 20]


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120),
        (" 0 ", 0),
        ("Mon, 02 Mar 2026 09:02:00 GMT", 120),
        ("Mon, 02 Mar 2026 09:02:00 -0000", 120),
        ("Mon, 02 Mar 2026 11:02:00 +0200", 120),
        ("Mon, 02 Mar 2026 08:00:00 GMT", 0),
        ("9" * 5000, 366 * 24 * 3600),
        ("-5", 0),
        ("²", 0),
        ("soon", 0),
        ("Mon, 99 Mar 99999 09:02:00 GMT", 0),
        ("", 0),
        (None, 0),
    ],
)
def test_retry_after_is_seconds_or_a_date(header: str | None, seconds: float) -> None:
    assert asked_rest(header, NOW) == seconds
