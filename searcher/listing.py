"""What a portal lists, and what is known of its pages: plain values that the crawler and the archive share."""

import datetime
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from msgspec import Struct, field

GIVEN_UP_AFTER = 3  # times that a page was not understood; then it is asked for less and less often
OLDER = "ce"  # before the number of a meeting in the archive that a portal took over


class Portal(Struct, frozen=True):
    """A council's portal. `url` ends with a slash; `ca` is a file of certificates to trust besides the usual ones."""

    council: str
    url: str
    ca: Path | None = None


class PageOf(StrEnum):
    """What a page of a portal is of; in the order in which a crawl fetches what is due.

    The parts of a meeting become due with its page: they come before the next meeting.
    """

    SERVICE_COMMITTEES = "service committees"
    COMMITTEES = "committees"
    SERVICE_MEETINGS = "service meetings"
    NEWS = "news"
    FEED = "feed"
    LIST = "list"
    ITEM = "item"
    SERVICE_MEETING = "service meeting"
    MINUTES = "minutes"
    ATTENDANCE = "attendance"
    DECISION = "decision"
    DOCUMENT = "document"
    MEETING = "meeting"
    OLDER_MEETING = "older meeting"

    @property
    def rank(self) -> int:
        """Its place in that order."""
        return list(PageOf).index(self)


LISTS = (
    PageOf.COMMITTEES, PageOf.SERVICE_COMMITTEES, PageOf.SERVICE_MEETINGS, PageOf.LIST, PageOf.NEWS, PageOf.FEED,
)  # fmt: skip


class ListedCommittee(Struct, frozen=True):
    """A committee as the portal lists it; `expired` ones are in no list but the web service's."""

    id: str
    name: str
    category: str | None = None
    expired: bool = False


class ListedMeeting(Struct, frozen=True):
    """A meeting as the portal lists it.

    `published` is what the list says of it: "Agenda, Decisions, Minutes", "CANCELLED" or "". Those of the archive that
    a portal took over have numbers of their own: their ids begin with "ce", as the name of their page does.
    """

    id: str
    committee_id: str | None
    date: datetime.date | None
    published: str

    @property
    def older(self) -> bool:
        """Whether it is of the archive that the portal took over."""
        return self.id.startswith(OLDER)


class MeetingList(Struct, frozen=True):
    """A committee's list of meetings, and where the rest of them is.

    `earlier` and `later` are links to more meetings, as written; `years` those it offers to show. `links` are those of
    older meetings, as written, by the meeting's id. `foreign` are links of meetings that lead out of the portal.
    """

    meetings: tuple[ListedMeeting, ...]
    earlier: str | None = None
    later: str | None = None
    years: tuple[str, ...] = ()
    links: Mapping[str, str] = field(default_factory=dict)
    foreign: tuple[str, ...] = ()


class MeetingLinks(Struct, frozen=True):
    """Where a meeting's page leads: ids of committees, of items cut short and of items with a decision; addresses.

    `attendance` is the meeting of which its page of attendance is: its own. `minutes` and `documents` are links as
    written: the printed minutes, and the reports that are PDF.
    """

    committees: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    decisions: tuple[str, ...] = ()
    attendance: str | None = None
    minutes: str | None = None
    documents: tuple[str, ...] = ()


class PortalPage(Struct, frozen=True):
    """A page that a portal has, and what came of fetching it.

    `id` is the portal's own of what it is of; `address` is below the portal's. `due` says why it is to be fetched, and
    is None when it is not. `fetched_at` is when the portal last answered, `missing` that it then said it has no such
    page, as it did each time since `missing_since`; `tried_at`, `failures` and `failure` tell of the attempts since.
    `listed` is what the list said of a meeting when it was fetched.
    """

    kind: PageOf
    id: str
    address: str
    meeting_id: str | None = None
    due: str | None = None
    fetched_at: datetime.datetime | None = None
    missing: bool = False
    listed: str | None = None
    tried_at: datetime.datetime | None = None
    failures: int = 0
    failure: str | None = None
    missing_since: datetime.datetime | None = None
