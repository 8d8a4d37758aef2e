"""When a job is due by the clock: at times of its own, so that not everybody asks portals at the full hour."""

import datetime
import hashlib

from msgspec import Struct

from searcher.errors import CannotSchedule
from searcher.intervals import LEAST, interval_text, told_too_often

_MINUTE = datetime.timedelta(minutes=1)
_HOUR = datetime.timedelta(hours=1)
_DAY = datetime.timedelta(days=1)
_WEEK = datetime.timedelta(weeks=1)
_ON_THE_CLOCK = (
    *(minutes * _MINUTE for minutes in (15, 20, 30)), *(hours * _HOUR for hours in (1, 2, 3, 4, 6, 8, 12)), _DAY, _WEEK,
)  # fmt: skip
_FIRST_HOUR, _HOURS = 3, 4  # of the night, after every change between winter and summer time, before office hours


class Times(Struct, frozen=True):
    """Times of the local clock: minutes of hours (none: every hour), on a weekday (0 is Monday; None: every day)."""

    minutes: tuple[int, ...]
    hours: tuple[int, ...] = ()
    weekday: int | None = None


def clock_intervals() -> str:
    """The intervals that a clock can tell, for people: "15m, 20m, …"."""
    return ", ".join(interval_text(one) for one in _ON_THE_CLOCK)


def times_of(every: datetime.timedelta, name: str) -> Times | None:
    """When a job of some name is due; None where a clock cannot tell the interval, such as 7 hours."""
    if every not in _ON_THE_CLOCK:
        return None
    chance = int.from_bytes(hashlib.sha256(name.encode()).digest())
    chance, minute = divmod(chance, 60)
    if every < _HOUR:
        step = every // _MINUTE
        return Times(tuple(range(minute % step, 60, step)))
    if every < _DAY:
        step = every // _HOUR
        return Times((minute,), tuple(range(chance % step, 24, step)) if step > 1 else ())
    chance, hour = divmod(chance, _HOURS)
    return Times((minute,), (_FIRST_HOUR + hour,), chance % 7 if every == _WEEK else None)


def refuse_interval(every: datetime.timedelta) -> None:
    """Raises CannotSchedule for an interval that no timer of ours has: under 15 minutes, or of odd days."""
    if every < LEAST:
        raise CannotSchedule(told_too_often())
    if every > _DAY and every not in _ON_THE_CLOCK:
        # Counted from the start of the machine, which may come more often than that.
        raise CannotSchedule(f"--every takes up to 1d, or 1w, not {interval_text(every)}")
