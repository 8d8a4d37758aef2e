"""What a portal's lists say, kept and put to the plan: committees, their meetings, what is new."""

import datetime
import re
from collections.abc import Iterable
from typing import TypeVar
from urllib.parse import parse_qs, urlsplit

from msgspec.structs import replace

from searcher.archive import Crawls
from searcher.crawler import addresses, links, service
from searcher.crawler.answers import Answer
from searcher.crawler.plan import is_swept
from searcher.errors import UnrecognisedPage
from searcher.listing import ListedCommittee, ListedMeeting, MeetingList, PageOf, PortalPage
from searcher.pipeline.due import ONE, Due

Found = TypeVar("Found")


class Listings:
    """Reads the lists of one portal."""

    def __init__(self, crawls: Crawls, due: Due) -> None:
        self._crawls = crawls
        self._due = due
        self._council = due.council
        self._at: datetime.datetime | None = None  # when what is read was fetched
        self._walked: dict[str, set[str]] = {}  # by committee, the meetings that this walk along its lists has come by

    def read(self, page: PortalPage, answer: Answer, at: datetime.datetime) -> str | None:
        """Keep what a list says at a moment; what of it could not be read. Raises UnrecognisedPage for another page."""
        self._at = at
        if page.kind is PageOf.COMMITTEES:
            self._due.go_by_pages()
            self._committees(_found(links.committees(answer.content, self._due.base), answer, "list of committees"))
        elif page.kind is PageOf.SERVICE_COMMITTEES:
            self._committees(_found(service.committees(answer.content), answer, "answer of the web service"))
            self._crawls.note(self._council, web_service=True)
            self._due.page(PageOf.SERVICE_MEETINGS, ONE, "list")
        elif page.kind is PageOf.SERVICE_MEETINGS:
            self._meetings(_found(service.meetings(answer.content), answer, "answer of the web service"), service=True)
        elif page.kind is PageOf.LIST:
            return self._list(page, answer)
        else:
            is_page = page.kind is PageOf.NEWS
            found = links.news(answer.content, self._due.base) if is_page else links.feed(answer.content)
            self._news(_found(found, answer, "list of what is new"))
        return None

    def named(self, committee_ids: Iterable[str]) -> None:
        """Take up committees that a page names and no list does: expired ones."""
        known = {committee.id for committee in self._crawls.committees(self._council)}
        for committee_id in committee_ids:
            if committee_id not in known:
                self._crawls.put_committee(self._council, ListedCommittee(committee_id, "", expired=True))
                self._due.name_committee()
                self._due.list_of(ListedCommittee(committee_id, "", expired=True))

    def _committees(self, committees: Iterable[ListedCommittee]) -> None:
        found = list(committees)
        for committee in found:
            self._crawls.put_committee(self._council, committee, self._at)
        self._due.name_committee()
        for committee in found:
            self._due.list_of(committee)

    def _list(self, page: PortalPage, answer: Answer) -> str | None:
        """Take up the meetings of a list; what of it could not be."""
        committee, _, address = page.id.partition(" ")
        found = _found(links.meeting_list(answer.content, committee, self._due.base), answer, "list of meetings")
        self._meetings(meeting for meeting in found.meetings if not meeting.older)
        for meeting in found.meetings:
            if meeting.older and (older := self._address(found.links[meeting.id])):
                self._crawls.put_meeting(self._council, meeting, self._at)
                known = self._crawls.page(self._council, PageOf.OLDER_MEETING, meeting.id)
                self._due.older_meeting(meeting, known, older)
        if self._brings_more(committee, found):
            self._onward(committee, address, found)
        year = re.search(r"\byear=([12]\d{3})", address, re.IGNORECASE)
        if year and found.meetings and year[1] not in _years(found):
            return f"it does not show the meetings of {year[1]}, a year that it offers"
        if not found.foreign:
            return None
        return f"{len(found.foreign):,} of its meetings are at another address: {found.foreign[0][:200]}"

    def _brings_more(self, committee: str, found: MeetingList) -> bool:
        """Whether a list has meetings that those before it had not; some portals show the same ones for ever."""
        ids = {meeting.id for meeting in found.meetings}
        walked = self._walked.setdefault(committee, set())
        brings = not ids <= walked
        walked |= ids
        return brings

    def _onward(self, committee: str, address: str, found: MeetingList) -> None:
        """Make due what has the rest of a list: earlier and later meetings, or those of years that it does not show."""
        act = parse_qs(urlsplit(address).query.lower()).get("act", [""])[0]
        if found.earlier and act != "later" and (earlier := self._address(found.earlier)):
            self._once(committee, earlier, "earlier")
        if found.later and act != "earlier" and (later := self._address(found.later)):
            self._due.page(PageOf.LIST, f"{committee} {later}", "list", later)
        if not (found.earlier or found.later or act or "year=" in address.lower()):
            shown = _years(found)
            for year in found.years:
                if year not in shown:
                    self._once(committee, addresses.page_url("", PageOf.LIST, committee, Year=year), "another year")

    def _address(self, href: str) -> str | None:
        """Where a list's link leads, below the portal's address; None for what is outside."""
        url = addresses.resolved(self._due.base, href)
        return url.removeprefix(self._due.base) if url is not None else None

    def _once(self, committee: str, address: str, why: str) -> None:
        """The newest part of a list is what changes: the others are read once, and when they are swept."""
        page = self._crawls.page(self._council, PageOf.LIST, f"{committee} {address}")
        if page is None or page.fetched_at is None or is_swept(address, page.fetched_at, self._due.now):
            self._due.page(PageOf.LIST, f"{committee} {address}", why, address)

    def _meetings(self, meetings: Iterable[ListedMeeting], *, service: bool = False) -> None:
        for listed in meetings:
            known = self._crawls.meeting(self._council, listed.id)
            meeting = (
                listed if known is None else _together(known, listed, beside_pages=service and not self._due.by_service)
            )
            self._crawls.put_meeting(self._council, meeting, self._at)
            self._due.meeting(meeting, self._crawls.page(self._council, self._due.telling, listed.id))

    def _news(self, news: dict[str, datetime.date | None]) -> None:
        for meeting_id, day in sorted(news.items()):
            meeting = self._crawls.meeting(self._council, meeting_id) or ListedMeeting(meeting_id, None, None, "")
            page = self._crawls.page(self._council, PageOf.MEETING, meeting_id)
            if self._due.wanted.takes(meeting) and self._is_news(page, day):
                self._due.meeting_page(meeting, "news")

    def _is_news(self, page: PortalPage | None, day: datetime.date | None) -> bool:
        """Whether something was published since a page was fetched. Of the day of both, that is known the day after."""
        if page is None or page.fetched_at is None:
            return True
        fetched = page.fetched_at.date()
        return day is not None and fetched <= day and fetched < self._due.now.date()


def _years(found: MeetingList) -> set[str]:
    """The years of the meetings that a list shows."""
    return {str(meeting.date.year) for meeting in found.meetings if meeting.date}


def _together(known: ListedMeeting, listed: ListedMeeting, *, beside_pages: bool) -> ListedMeeting:
    """What two lists say of a meeting. The portal's own page of a list is what later lists are compared with."""
    return replace(
        listed,
        committee_id=listed.committee_id or known.committee_id,
        date=listed.date or known.date,
        published=known.published if beside_pages else listed.published,
    )


def _found(found: Found | None, answer: Answer, what: str) -> Found:
    if found is None:
        raise UnrecognisedPage(answer.url, f"it is no {what}")
    return found
