"""Filters: what an item must be, apart from its words; and the dates and values that people type for them."""

import re
from datetime import date, timedelta
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from searcher.model import KINDS, STATUSES
from searcher.words import fold

NAMED = ("committee", "meeting", "officer", "councillor", "topic", "council")
"""Filters that take an id, or text found inside a name."""
FILTERS = (*NAMED, "year", "number", "status", "kind", "restricted", "since", "until")
FACETS = ("committee", "meeting", "officer", "councillor", "topic", "year", "status", "kind", "council")


class Filters(Struct, frozen=True):
    """What an item must be, apart from its words. Values of one filter are alternatives; filters combine.

    `since` and `until` are both inclusive; of two alternatives the one that lets more through is kept. Names are as
    typed; the engine finds what they stand for.
    """

    committee: tuple[str, ...] = ()
    meeting: tuple[str, ...] = ()
    officer: tuple[str, ...] = ()
    councillor: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    council: tuple[str, ...] = ()
    year: tuple[str, ...] = ()
    number: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    restricted: bool | None = None
    since: date | None = None
    until: date | None = None

    def __bool__(self) -> bool:
        return self != Filters()

    def given(self) -> tuple[str, ...]:
        """The names of the filters that are set."""
        return tuple(name for name in FILTERS if getattr(self, name) not in ((), None))

    def joined(self, other: "Filters") -> "Filters":
        """Both sets of filters; a filter given in both takes the values of either."""
        lists = {name: _union(getattr(self, name), getattr(other, name)) for name in FILTERS[:-3]}
        return Filters(
            **lists,
            restricted=other.restricted if self.restricted is None else self.restricted,
            since=min(filter(None, (self.since, other.since)), default=None),
            until=max(filter(None, (self.until, other.until)), default=None),
        )

    def without(self, name: str) -> "Filters":
        """These filters with one lifted."""
        unset: dict[str, Any] = {name: getattr(Filters(), name)}
        return replace(self, **unset)


def period(text: str) -> tuple[date, date] | None:
    """The first and last day of YYYY, YYYY-MM, YYYY-MM-DD or DD/MM/YYYY; None for anything else."""
    if match := re.fullmatch(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", text.strip()):
        year, month, day = (None if part is None else int(part) for part in match.groups())
    elif match := re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", text.strip()):
        day, month, year = map(int, match.groups())
    else:
        return None
    try:
        first = date(year or 0, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        return None
    last_month = 12 if month is None else month
    return first, date(first.year, last_month, day or _days_in(first.year, last_month))


def _days_in(year: int, month: int) -> int:
    return 31 if month == 12 else (date(year, month + 1, 1) - timedelta(days=1)).day


def filter_from(name: str, value: str) -> Filters:
    """One filter from its name and the value as typed. Raises ValueError, saying why, when the value is not one."""
    value = _as_text(value).strip()
    value = value.rstrip(".") if name == "number" else value
    if not value:
        raise ValueError(f"{name} needs a value")
    if name in ("year", "since", "until") and re.search(r"\b0000\b", value):
        raise ValueError(f"{name} takes a year from 0001")
    if name in ("since", "until"):
        days = period(value)
        if days is None:
            raise ValueError(f"{name} takes YYYY, YYYY-MM, YYYY-MM-DD or DD/MM/YYYY")
        return Filters(since=days[0]) if name == "since" else Filters(until=days[1])
    if name == "restricted":
        if fold(value) not in ("yes", "no", "true", "false"):
            raise ValueError("restricted takes yes or no")
        return Filters(restricted=fold(value) in ("yes", "true"))
    if name in ("status", "kind"):
        value = value.lower()
    _check_choice(name, value)
    values: dict[str, Any] = {name: (value,)}
    return Filters(**values)


def _as_text(value: str) -> str:
    """A value with a question mark for each byte that is no character: a shell hands on whatever is typed."""
    return value.encode("utf-8", "replace").decode()


def _check_choice(name: str, value: str) -> None:
    if name == "year" and not re.fullmatch(r"[0-9]{4}", value):
        raise ValueError("year takes four digits")
    choices = {"status": STATUSES, "kind": KINDS}.get(name, (value,))
    if value not in choices:
        raise ValueError(f"{name} is one of {', '.join(choices)}")


def _union(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*one, *other)))
