"""Which pages of a portal are due: the plan's reasons put to what the archive knows of the portal."""

import datetime

from msgspec.structs import replace

from searcher.archive import PortalState, Store
from searcher.crawler import addresses
from searcher.crawler.plan import Wanted, again_due, is_swept, list_due, meeting_due
from searcher.listing import ListedCommittee, ListedMeeting, PageOf, PortalPage

ONE = "all"  # the id of a page of which a portal has one


class Due:
    """What is due of one portal, at a moment. `base` is where the portal is now: it may move to https."""

    def __init__(self, council: str, base: str, store: Store, wanted: Wanted, now: datetime.datetime) -> None:
        self.council = council
        self.base = base
        self.wanted = wanted
        self.now = now
        self._crawls = store.crawls
        self._store = store
        state = store.crawls.state(council)
        self.by_service = state is not None and state.refuses_pages
        self.name_committee()

    def plan(self, state: PortalState | None) -> None:
        """Make due what a new crawl begins with. `state` is what the last one found."""
        self.entry(PageOf.COMMITTEES, ONE, "list")
        asked = self._crawls.page(self.council, PageOf.SERVICE_COMMITTEES, ONE)
        if self.by_service:
            self.page(PageOf.SERVICE_MEETINGS, ONE, "list")
        if asked is None or asked.fetched_at is None or is_swept("web service", asked.fetched_at, self.now):
            self.page(PageOf.SERVICE_COMMITTEES, ONE, "sweep" if asked else "new")
        if state is not None and state.succeeded_at is not None:
            self.page(PageOf.NEWS, ONE, "list")
        for committee in self._crawls.committees(self.council):
            self.list_of(committee)
        for meeting, page in self._crawls.meetings(self.council, self.telling):
            if not meeting.older:
                self.meeting(meeting, page)
            elif known := self._crawls.page(self.council, PageOf.OLDER_MEETING, meeting.id):
                self.older_meeting(meeting, known, known.address)
        for page in self._crawls.given_up(self.council):
            why = again_due(page, self.now)
            if why is not None and page.kind is not PageOf.LIST and page.kind is not PageOf.COMMITTEES:
                self._crawls.make_due(self.council, page, why)

    @property
    def telling(self) -> PageOf:
        """The kind of page that meetings are read from."""
        return PageOf.SERVICE_MEETING if self.by_service else PageOf.MEETING

    @property
    def tellings(self) -> tuple[PageOf, ...]:
        """The kinds of page that meetings are read from, those of the portal's older archive included."""
        return (self.telling, PageOf.OLDER_MEETING)

    def name_committee(self) -> None:
        """Take the name of a committee that is wanted for its id, once that is known."""
        told = (self.wanted.committee or "").casefold()
        ids = (one.id for one in self._crawls.committees(self.council) if told and one.name.casefold() == told)
        self.wanted = replace(self.wanted, committee=next(ids, self.wanted.committee))

    def go_by_service(self) -> None:
        """Ask the web service from now on, for the portal lets programs read nothing else."""
        self.by_service = True
        self._crawls.note(self.council, refuses_pages=True)
        for kind in (PageOf.LIST, PageOf.MEETING, PageOf.OLDER_MEETING, PageOf.NEWS, PageOf.COMMITTEES):
            self._crawls.drop_due(self.council, kind)
        self.page(PageOf.SERVICE_MEETINGS, ONE, "list")

    def go_by_pages(self) -> None:
        """Read pages again, for the portal gives them."""
        self.by_service = False
        self._crawls.note(self.council, refuses_pages=False)

    def list_of(self, committee: ListedCommittee) -> None:
        """Make a committee's list of meetings due, if it is."""
        if not self.by_service and self.wanted.committee in (None, committee.id):
            where = self._where(PageOf.LIST, committee.id)
            why = list_due(committee, self._crawls.page(self.council, PageOf.LIST, where), self.now)
            if why is not None:
                self._list_page(PageOf.LIST, where, why)

    def entry(self, kind: PageOf, page_id: str, why: str) -> None:
        """Make a list due at the address where the portal has it."""
        self._list_page(kind, self._where(kind, page_id), why)

    def _where(self, kind: PageOf, page_id: str) -> str:
        """The id of a list at the address where the portal has it; at the first where it was found nowhere."""
        ids = [page_id, *(f"{page_id} {other}" for other in addresses.other_addresses(kind, page_id))]
        pages = [self._crawls.page(self.council, kind, one) for one in ids]
        had = (one for one, page in zip(ids, pages, strict=True) if page is not None and not page.missing)
        return next(had, page_id)

    def elsewhere(self, page: PortalPage) -> None:
        """Make the next address due that may give a list."""
        first, _, tried = page.id.partition(" ")
        others = addresses.other_addresses(page.kind, first)
        left = others[others.index(tried) + 1 :] if tried in others else () if tried else others
        if left:
            self._list_page(page.kind, f"{first} {left[0]}", "elsewhere")

    def _list_page(self, kind: PageOf, page_id: str, why: str) -> None:
        first, _, address = page_id.partition(" ")
        self.page(kind, page_id, why, address or addresses.page_url("", kind, first))

    def meeting(self, meeting: ListedMeeting, page: PortalPage | None) -> None:
        """Make a meeting's page due, if it is."""
        if self.wanted.takes(meeting):
            held = self._store.meeting(f"{self.council}:{meeting.id}")
            self.meeting_page(meeting, meeting_due(meeting, page, self.now, held.status if held else None))

    def older_meeting(self, meeting: ListedMeeting, page: PortalPage | None, address: str) -> None:
        """Make the page of a meeting in the portal's older archive due, if it is."""
        if not self.by_service and self.wanted.takes(meeting):
            why = meeting_due(meeting, page, self.now)
            self._put(PortalPage(PageOf.OLDER_MEETING, meeting.id, address, due=why), meeting.date)

    def meeting_page(self, meeting: ListedMeeting, why: str | None) -> None:
        """Make a meeting's page due for a reason."""
        committee = None if self.by_service else meeting.committee_id
        address = addresses.page_url("", self.telling, meeting.id, CId=committee)
        self._put(PortalPage(self.telling, meeting.id, address, due=why), meeting.date)

    def part(self, kind: PageOf, part_id: str, meeting: ListedMeeting, why: str | None, address: str = "") -> None:
        """Make a part of a meeting known, and due if there is a reason."""
        address = address or addresses.page_url("", kind, part_id)
        self._put(PortalPage(kind, part_id, address, meeting.id, due=why), meeting.date, known_too=True)

    def page(self, kind: PageOf, page_id: str, why: str | None, address: str = "") -> None:
        """Make another page due for a reason."""
        self._put(PortalPage(kind, page_id, address or addresses.page_url("", kind, page_id), due=why))

    def _put(self, page: PortalPage, day: datetime.date | None = None, *, known_too: bool = False) -> None:
        if page.due is not None or known_too:
            self._crawls.put_page(self.council, page, day)
