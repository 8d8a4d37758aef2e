"""Time that can be moved: the portal's days pass when a test says so, and nothing ever waits."""

import time
from datetime import UTC, date, datetime, timedelta
from threading import Lock
from typing import Protocol

# A Monday in term time, with a year of archive behind it and meetings ahead.
FIRST_MOMENT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


class Timepiece(Protocol):
    """What the portal needs of a clock."""

    def now(self) -> datetime:
        """The moment it is, with its time zone (UTC)."""

    def today(self) -> date:
        """The day it is."""

    def sleep(self, seconds: float) -> None:
        """Lets that many seconds pass."""


class Clock:
    """A clock that stands still until it is moved. Safe to share between threads."""

    def __init__(self, start: datetime | date = FIRST_MOMENT) -> None:
        self._now = _moment(start)
        self._lock = Lock()

    def now(self) -> datetime:
        """The moment it is, in UTC."""
        with self._lock:
            return self._now

    def today(self) -> date:
        """The day it is."""
        return self.now().date()

    def sleep(self, seconds: float) -> None:
        """Lets that many seconds pass at once, without waiting."""
        self.advance(seconds=max(seconds, 0))

    def advance(self, *, days: float = 0, seconds: float = 0) -> datetime:
        """Moves time on, and gives the moment it then is."""
        with self._lock:
            self._now += timedelta(days=days, seconds=seconds)
            return self._now


class RealClock:
    """The clock on the wall, or that clock moved to another day."""

    def __init__(self, day: date | None = None) -> None:
        self._ahead = timedelta() if day is None else day - datetime.now(UTC).date()

    def now(self) -> datetime:
        """The moment it is, in UTC."""
        return datetime.now(UTC) + self._ahead

    def today(self) -> date:
        """The day it is."""
        return self.now().date()

    def sleep(self, seconds: float) -> None:
        """Really waits."""
        time.sleep(max(seconds, 0))


def _moment(start: datetime | date) -> datetime:
    if isinstance(start, datetime):
        return start.astimezone(UTC)
    return datetime(start.year, start.month, start.day, 9, tzinfo=UTC)
