"""The portal's visitors' book: every request, when it came, what it got, and how many others were there."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from threading import Lock


@dataclass(frozen=True)
class Request:
    """One request. Times are the clock's. A status of 0 says that no answer was begun.

    `path` is as sent, `query` without its question mark, and the names of `headers` are in lower case.
    `in_flight` counts the requests being served when this one came, itself included.
    """

    at: datetime
    method: str
    path: str
    query: str
    headers: Mapping[str, str]
    in_flight: int
    status: int = 0
    duration: timedelta = timedelta()

    @property
    def target(self) -> str:
        """Path and query as they were sent."""
        return f"{self.path}?{self.query}" if self.query else self.path


class Log:
    """All requests in the order in which they came. Safe to share between threads."""

    def __init__(self) -> None:
        self._requests: list[Request] = []
        self._in_flight: set[int] = set()
        self._lock = Lock()

    def begin(self, at: datetime, method: str, target: str, headers: Mapping[str, str]) -> int:
        """Notes that a request came, and gives its place in the book."""
        path, _, query = target.partition("?")
        with self._lock:
            place = len(self._requests)
            self._in_flight.add(place)
            self._requests.append(Request(at, method, path, query, headers, len(self._in_flight)))
            return place

    def answered(self, place: int, status: int, now: datetime) -> None:
        """Notes what a request gets; told before the first byte is sent, so that a test never reads too early."""
        with self._lock:
            request = self._requests[place]
            self._requests[place] = replace(request, status=status, duration=now - request.at)

    def end(self, place: int, now: datetime) -> None:
        """Notes that a request is over; a second time changes nothing."""
        with self._lock:
            if place not in self._in_flight:
                return
            self._in_flight.discard(place)
            request = self._requests[place]
            self._requests[place] = replace(request, duration=now - request.at)

    @property
    def requests(self) -> tuple[Request, ...]:
        """The book so far."""
        with self._lock:
            return tuple(self._requests)
