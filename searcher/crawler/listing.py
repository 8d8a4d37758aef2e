"""What a portal's lists and pages tell a crawler, as plain values."""

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ListedCommittee:
    """A committee in the portal's list of them. Only the web service tells those that have expired."""

    id: str
    name: str
    category: str | None = None
    expired: bool = False


@dataclass(frozen=True, slots=True)
class ListedMeeting:
    """A meeting in a list. `published` is what the portal says behind its date: "Agenda, Minutes", "CANCELLED", ""."""

    id: str
    committee_id: str | None
    date: datetime.date | None
    published: str


@dataclass(frozen=True, slots=True)
class MeetingList:
    """A committee's list of meetings, and the link to the earlier ones, as written."""

    meetings: tuple[ListedMeeting, ...]
    earlier: str | None


@dataclass(frozen=True, slots=True)
class MeetingLinks:
    """Where a meeting's page leads: ids of committees, of items cut short and of items with a decision; addresses.

    `minutes` and `documents` are links as written: the printed minutes, and the reports.
    """

    committees: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    decisions: tuple[str, ...] = ()
    attendance: bool = False
    minutes: str | None = None
    documents: tuple[str, ...] = ()
