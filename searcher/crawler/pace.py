"""When the next request may be made. Pure: times are seconds of a clock that the caller reads."""

import datetime
from email.utils import parsedate_to_datetime

_LONGEST_PAUSE = 60.0  # of those that failures alone bring about
_BACKOFF = (5.0, 10.0, 20.0)
_FAR = 366 * 24 * 3600.0  # "Retry-After: 99999999999" is no date that a calendar has


class Pace:
    """The pause between an answer and the next request. A slow portal is asked less often, a failing one less still."""

    def __init__(self, delay: float) -> None:
        self.pause = delay
        self._delay = delay
        self._ended: float | None = None
        self._rested = 0.0

    def wait(self, now: float) -> float:
        """Seconds still to wait before the next request."""
        if self._ended is None:
            return 0.0
        # A clock that is put back must not make it wait for longer than it would have.
        return max(0.0, max(self._ended + self.pause, self._rested) - max(now, self._ended))

    def answered(self, started: float, ended: float, *, ok: bool) -> None:
        """An answer came to its end, or failed: the next pause follows from how long it took.

        After a failure the pause doubles, up to a minute; no failure ever makes it shorter.
        """
        took = max(0.0, ended - started)
        if ok:
            self.pause = max(self._delay, took, self.pause / 2)
        else:
            self.pause = max(self.pause, min(self.pause * 2, _LONGEST_PAUSE))
        self._ended = ended
        self._rested = 0.0  # a rest is over once something was asked again

    def rest(self, until: float) -> None:
        """Make no request before that moment, however short the pause."""
        self._rested = max(self._rested, until)

    def slow_to(self, delay: float) -> None:
        """Never make a shorter pause than this from now on."""
        self._delay = max(self._delay, delay)
        self.pause = max(self.pause, self._delay)


class Breaker:
    """Opens when too many requests failed one after another."""

    def __init__(self, most: int = 5) -> None:
        self.failures = 0
        self._most = most

    @property
    def open(self) -> bool:
        """Whether it is time to stop."""
        return self.failures >= self._most

    def failed(self) -> None:
        """One more request failed."""
        self.failures += 1

    def succeeded(self) -> None:
        """A request was answered, be it to say that there is no such page."""
        self.failures = 0


def backoff(attempt: int) -> float:
    """Seconds to wait, beyond the pause, after the n-th failed attempt at a page (from 1)."""
    return _BACKOFF[min(attempt, len(_BACKOFF)) - 1]


def asked_rest(header: str | None, now: datetime.datetime) -> float:
    """Seconds that a Retry-After header asks for (RFC 9110, 10.2.3: seconds or a date); 0 when it says nothing."""
    text = (header or "").strip()
    if text.isascii() and text.isdigit():
        return min(float(text[:18]), _FAR)
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return 0.0
    if moment.tzinfo is None:  # "-0000" is UTC of which no place is told
        moment = moment.replace(tzinfo=datetime.UTC)
    return min(max(0.0, (moment - now).total_seconds()), _FAR)
