"""The clock moves when it is told to and at no other time."""

import threading
from datetime import UTC, date, datetime, timedelta

from sample_portal.clock import Clock, RealClock


def test_it_stands_still() -> None:
    clock = Clock()

    assert clock.now() == clock.now()


def test_it_knows_its_time_zone() -> None:
    assert Clock().now().tzinfo is UTC


def test_sleeping_moves_it_at_once() -> None:
    clock = Clock(date(2026, 1, 5))

    clock.sleep(86_400 * 30)

    assert clock.today() == date(2026, 2, 4)


def test_it_never_goes_back_by_sleeping() -> None:
    clock = Clock()
    before = clock.now()

    clock.sleep(-5)

    assert clock.now() == before


def test_days_and_seconds_are_added() -> None:
    clock = Clock(datetime(2026, 1, 5, 9, tzinfo=UTC))

    assert clock.advance(days=1, seconds=90) == datetime(2026, 1, 6, 9, 1, 30, tzinfo=UTC)


def sleep_often(clock: Clock) -> None:
    for _ in range(100):
        clock.sleep(1)


def test_it_can_be_moved_from_many_threads() -> None:
    clock = Clock()
    before = clock.now()
    threads = [threading.Thread(target=sleep_often, args=(clock,)) for _ in range(8)]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert clock.now() - before == timedelta(seconds=800)


def test_a_real_clock_can_be_set_to_a_day() -> None:
    day = date(2031, 5, 6)

    assert RealClock(day).today() - day <= timedelta(days=1)
