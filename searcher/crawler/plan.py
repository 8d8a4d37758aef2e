"""What is due, and why. Pure: what is known and what time it is go in, reasons come out.

The list of a committee's meetings says what is published of each: that is the cheapest sign of change. What it does not
show is found by age (young meetings are looked at often) and by a sweep, which comes round to every page in turn.
"""

import datetime
import zlib

from msgspec import Struct

from searcher.listing import GIVEN_UP_AFTER, ListedCommittee, ListedMeeting, PortalPage

SWEEP_DAYS = 30
_COMING = datetime.timedelta(days=14)  # agendas are published at least five clear days before a meeting
_YOUNG = datetime.timedelta(days=90)  # minutes appear days to weeks later, and are approved at the next meeting
DAY = datetime.timedelta(hours=20)  # so that a run at the same hour each day counts
_MOST_DOUBLINGS = 4  # 16 days
_FIXED = ("approved", "cancelled")


class Wanted(Struct, frozen=True):
    """What of a portal is wanted: parts of meetings besides their pages, and which meetings.

    `committee` is the portal's id, or until that is known its name; `limit` how many meetings are fetched in one crawl,
    at most.
    """

    attendance: bool = True
    decisions: bool = True
    documents: bool = False
    committee: str | None = None
    since: datetime.date | None = None
    limit: int | None = None

    def takes(self, meeting: ListedMeeting) -> bool:
        """Whether a meeting is wanted. What tells no date or committee may be."""
        if self.committee is not None and meeting.committee_id not in (None, self.committee):
            return False
        return self.since is None or meeting.date is None or meeting.date >= self.since


def list_due(committee: ListedCommittee, page: PortalPage | None, now: datetime.datetime) -> str | None:
    """Why a committee's list of meetings is to be fetched; None when it is not."""
    if page is None or page.fetched_at is None:
        return "new"
    if not committee.expired:
        return "list"
    return "sweep" if is_swept(f"list {committee.id}", page.fetched_at, now) else again_due(page, now)


def meeting_due(
    meeting: ListedMeeting, page: PortalPage | None, now: datetime.datetime, status: str | None = None
) -> str | None:
    """Why a meeting's page is to be fetched; None when it is not. `status` is that of the meeting as it is held."""
    if page is None or page.fetched_at is None:
        return "new"
    rests = page.missing and now - page.fetched_at < DAY
    if page.listed is not None and page.listed != meeting.published and not rests:
        return "listed anew"
    if is_swept(meeting.id, page.fetched_at, now):
        return "sweep"
    if meeting.date is None or status in _FIXED:
        return None
    return "young" if _is_young(meeting.date, now) and now - page.fetched_at >= _between(meeting.date, now) else None


def again_due(page: PortalPage, now: datetime.datetime) -> str | None:
    """Why a page is asked for again that the portal said it does not have, or that was not understood."""
    at = again_at(page)
    if at is None or now < at:
        return None
    return "missing before" if page.missing else "not understood before"


def again_at(page: PortalPage) -> datetime.datetime | None:
    """When a page of which nothing came, and that is due no more, is asked for again; None when the sweep comes by.

    The more often nothing came of it, the rarer.
    """
    times = page.failures if page.missing else page.failures - GIVEN_UP_AFTER + 1
    if page.fetched_at is None or times < 1 or times > _MOST_DOUBLINGS:
        return None
    return page.fetched_at + DAY * (1 << (times - 1))


def is_swept(name: str, fetched_at: datetime.datetime, now: datetime.datetime) -> bool:
    """Whether the sweep came by since a page was fetched: it comes once in SWEEP_DAYS, for each page on its own day."""
    own = zlib.crc32(name.encode()) % SWEEP_DAYS
    return (now.toordinal() - own) // SWEEP_DAYS > (fetched_at.toordinal() - own) // SWEEP_DAYS


def _is_young(day: datetime.date, now: datetime.datetime) -> bool:
    return -_COMING <= now.date() - day <= _YOUNG


def _between(day: datetime.date, now: datetime.datetime) -> datetime.timedelta:
    """How long to leave a meeting alone: a day when it is near, then a quarter of its age."""
    return max(DAY, (now.date() - day) / 4)
