"""What an archive saw change, run by run: plain data, and how it is worked out from what each run noted. Pure."""

import datetime
import re
from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from searcher.differences import Difference
from searcher.errors import BadQuery
from searcher.query import period

Change = Literal["new", "changed", "withdrawn", "returned"]
CHANGES: tuple[Change, ...] = ("new", "changed", "withdrawn", "returned")
Bound = str | int | datetime.date | None


class Run(Struct, frozen=True):
    """A run that changed something: its generation, when it began to (ISO 8601, UTC), which command it was."""

    generation: int
    at: str
    command: str


class Changed(Struct, frozen=True):
    """What became of one item in one run, and how the item then stood.

    `status` is that of its meeting after the run, `version` the item's; `differences` are from how it was before the
    run, none for what is new. `at` is when the archive saw it, ISO 8601 in UTC; `date` is the meeting's.
    """

    generation: int
    at: str
    command: str
    change: Change
    item: str
    title: str
    number: str | None
    council: str
    committee: str | None
    meeting: str
    date: datetime.date | None
    status: str
    url: str | None
    differences: tuple[Difference, ...]
    version: int


class Tally(Struct, frozen=True):
    """How many items of a committee came, changed, went or came back in a run."""

    council: str
    committee: str | None
    change: Change
    items: int


class Move(Struct, frozen=True):
    """What became of an item in a run, without any text: `was` is the version it had before, None of what is new."""

    item: str
    meeting: str
    change: Change
    was: int | None
    version: int
    position: int = 0


class Noted(Struct, frozen=True):
    """A status that a meeting had after a run; `base`: since whichever run, as the archive of before had it."""

    generation: int
    status: str
    base: bool = False


class Seen(Struct, frozen=True):
    """Between which days (of UTC, both included) or runs something was seen by the archive."""

    first: datetime.date | None = None
    last: datetime.date | None = None
    first_generation: int = 0
    last_generation: int | None = None


def seen(since: Bound = None, until: Bound = None) -> Seen:
    """When the archive saw something, as people tell it. A day is YYYY, YYYY-MM, YYYY-MM-DD or DD/MM/YYYY.

    A number is a generation; one of four digits, as text, is a year, and "g2024" a generation. Raises BadQuery.
    """
    first, last = _bound(since, "since"), _bound(until, "until")
    return Seen(
        first=first[0] if isinstance(first, tuple) else None,
        last=last[1] if isinstance(last, tuple) else None,
        first_generation=first if isinstance(first, int) else 0,
        last_generation=last if isinstance(last, int) else None,
    )


def _bound(told: Bound, name: str) -> tuple[datetime.date, datetime.date] | int | None:
    if told is None or isinstance(told, int):
        return told
    text = told.isoformat()[:10] if isinstance(told, datetime.date) else told.strip()
    if match := re.fullmatch(r"g([0-9]{1,9})|(?![0-9]{4}$)([0-9]{1,9})", text, re.IGNORECASE):
        return int(match[1] or match[2])
    days = period(text)
    if days is None:
        reason = f"{name} takes a day (2024, 2024-05, 2024-05-31, 31/05/2024) or a generation (12, g2024), not {text!r}"
        raise BadQuery(text, 0, reason)
    return days


def net(item: str, meeting: str, position: int, noted: Sequence[tuple[Change, int]]) -> Move | None:
    """What became of an item in a run, by all that the run noted of it, in order; None where it came to nothing."""
    (first, version), (last, now) = noted[0], noted[-1]
    was = None if first == "new" else version - 1 if first == "changed" else version
    was_there, is_there = first in ("changed", "withdrawn"), last != "withdrawn"
    if was is None:
        return Move(item, meeting, "new", None, now, position) if is_there else None
    if was_there != is_there:
        return Move(item, meeting, "returned" if is_there else "withdrawn", was, now, position)
    return Move(item, meeting, "changed", was, now, position) if is_there and was != now else None


def statuses_around(noted: Sequence[Noted], generation: int) -> tuple[str | None, str | None]:
    """The status of a meeting before a run and after it; None where that was not kept, or there was no such meeting."""
    before = [one.status for one in noted if one.generation < generation]
    during = [one.status for one in noted if one.generation == generation and not one.base]
    both = before + during
    return (before[-1] if before else None), (both[-1] if both else None)
