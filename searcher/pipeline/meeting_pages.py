"""A meeting's page and its parts as a crawl fetched them: whole texts, attendance, decisions, reports."""

import datetime

from msgspec.structs import replace

from searcher.archive import ATTENDANCE_PAGE, DECISION_PAGE, ITEM_PAGE, MEETING_PAGE, OLDER_PAGE, WEB_SERVICE, Store
from searcher.cleaner import Cleaned
from searcher.cleaner.attendance_page import attendance_on
from searcher.cleaner.pdf import pdf_pages
from searcher.crawler import addresses, links
from searcher.crawler.answers import Answer
from searcher.crawler.sameness import shows_same
from searcher.errors import UnrecognisedPage
from searcher.hrefs import attachment_of
from searcher.listing import ListedMeeting, MeetingLinks, PageOf, Portal, PortalPage
from searcher.model import FetchedPage, Meeting
from searcher.pipeline.deriving import derive
from searcher.pipeline.due import Due
from searcher.pipeline.keeping import keep
from searcher.pipeline.listings import Listings
from searcher.pipeline.outcome import Outcome
from searcher.pipeline.readings import Vocabularies, cleaned

_WITH_PARTS = ("new", "listed anew", "news", "sweep")  # reasons for which parts that are held are fetched again


class MeetingPages:
    """Keeps the pages of one portal's meetings. All of it goes within `store.writing()`."""

    def __init__(self, portal: Portal, store: Store, vocabularies: Vocabularies, due: Due, listings: Listings) -> None:
        self._portal = portal
        self._council = portal.council
        self._store = store
        self._vocabularies = vocabularies
        self._due = due
        self._listings = listings

    def read(self, page: PortalPage, answer: Answer, now: datetime.datetime) -> Outcome:
        """Keep a page, if it has anything new. Raises UnrecognisedPage when it is not the page that was asked for."""
        fetched = self._fetched(page, answer, now)
        if page.kind is PageOf.MEETING:
            return self._meeting(page, fetched)
        if page.kind is PageOf.OLDER_MEETING:
            return self._older_meeting(page, fetched)
        if page.kind is PageOf.DOCUMENT:
            return self._document(page, fetched)
        if page.kind in (PageOf.ATTENDANCE, PageOf.DECISION):
            return self._beside(page, fetched)
        return self._whole_text(page, fetched)

    def look_elsewhere(self, page: PortalPage) -> None:
        """Make due what may tell what a page does not: of an item the web service, then the printed minutes."""
        meeting = self._listed(page)
        state = self._store.crawls.state(self._council)
        has_service = state is not None and state.web_service
        if page.kind in (PageOf.ITEM, PageOf.MEETING) and has_service:
            self._due.part(PageOf.SERVICE_MEETING, meeting.id, meeting, page.kind)
        elif page.kind in (PageOf.ITEM, PageOf.SERVICE_MEETING):
            printed = self._store.crawls.page(self._council, PageOf.MINUTES, meeting.id)
            if printed is not None:
                self._due.part(PageOf.MINUTES, meeting.id, meeting, page.kind, printed.address)

    def _fetched(self, page: PortalPage, answer: Answer, now: datetime.datetime) -> FetchedPage:
        fetched_at = now.isoformat(timespec="seconds")
        fetched = FetchedPage(answer.content, self._council, "", url=answer.url, fetched_at=fetched_at)
        if page.kind is PageOf.OLDER_MEETING:
            return replace(fetched, key=page.id)
        return replace(fetched, key=self._store.pages.key_for(fetched, self.address(page)))

    def address(self, page: PortalPage) -> str:
        """Where the archive keeps a page: where the portal is may change, and by which committee it was reached."""
        own = addresses.page_url("", page.kind, page.id) if page.kind is PageOf.MEETING else page.address
        return f"{self._portal.url}{own}"

    def _holds(self, fetched: FetchedPage, address: str) -> bool:
        """Whether a page is the newest from its address. The same content from another one may be a wrong answer."""
        held = self._store.pages.at(self._council, address)
        return held is not None and (self._store.pages.holds(fetched, address) or self._shows_same(fetched, held))

    def _shows_same(self, fetched: FetchedPage, held: int) -> bool:
        """Whether a page differs from what is held of it only as each answer does."""
        try:
            newest = self._store.pages.newest_of(held)
        except UnrecognisedPage:
            return False
        page = newest.page
        may_be = not newest.lines and not fetched.content.startswith(b"%PDF-")
        return may_be and shows_same(page.content, page.fetched_at, fetched.content, fetched.fetched_at)

    def _listed(self, page: PortalPage) -> ListedMeeting:
        meeting_id = page.meeting_id or page.id
        known = self._store.crawls.meeting(self._council, meeting_id)
        return known or ListedMeeting(meeting_id, None, None, "")

    # The meeting's own page

    def _meeting(self, page: PortalPage, fetched: FetchedPage) -> Outcome:
        listed = self._listed(page)
        address = self.address(page)
        named = links.meeting_links(fetched.content, self._due.base)
        if self._holds(fetched, address):
            back = self._held_again(fetched, address)
            self._parts(named, listed, page.due if page.due in _WITH_PARTS else None)
            return back
        try:
            found = cleaned(fetched, self._vocabularies)
        except UnrecognisedPage:
            if listed.published or not links.is_bare_meeting(fetched.content, self._due.base):
                raise
            return Outcome(fetched.address)  # nothing is published of it yet
        if str(found.kind) != MEETING_PAGE or found.meeting.id != page.id:
            raise UnrecognisedPage(fetched.address, f"it is not the page of meeting {page.id}")
        self._check_own(found.meeting, named, listed)
        kept = keep(fetched, address, found, self._store, self._vocabularies)
        self._parts(named, listed, page.due if page.due in _WITH_PARTS else "changed")
        return Outcome(fetched.address, len(found.meeting.items), kept.changed, kept.left_out, unplaced=found.unplaced)

    def _older_meeting(self, page: PortalPage, fetched: FetchedPage) -> Outcome:
        """A page of the portal's older archive, kept also when no items are recognised in it: it may be read yet."""
        address = self.address(page)
        is_held = self._holds(fetched, address)
        try:
            found = cleaned(fetched, self._vocabularies)
        except UnrecognisedPage as error:
            if not is_held:
                self._store.pages.keep(fetched, address, OLDER_PAGE)
            self._store.crawls.not_read(self._council, page, error.reason)
            return Outcome(fetched.address, refused=error.reason)
        if is_held:
            return self._held_again(fetched, address)
        kept = keep(fetched, address, found, self._store, self._vocabularies)
        return Outcome(fetched.address, len(found.meeting.items), kept.changed, kept.left_out, unplaced=found.unplaced)

    def _held_again(self, fetched: FetchedPage, address: str) -> Outcome:
        """A meeting's page is as it is held. Where it was gone, what it tells is no longer withdrawn."""
        self._store.pages.restore(fetched)
        held = self._store.pages.at(self._council, address)
        if held is None or not self._store.is_back(held):
            return Outcome(fetched.address)
        changed = derive(self._store.pages.newest_of(held), self._store, self._vocabularies)
        return Outcome(fetched.address, changed=changed)

    def _check_own(self, meeting: Meeting, named: MeetingLinks, listed: ListedMeeting) -> None:
        """Raises UnrecognisedPage for the page of another meeting, whatever address it came from."""
        if named.attendance not in (None, listed.id):
            raise UnrecognisedPage(str(meeting.url), f"it is the page of meeting {named.attendance}, not {listed.id}")
        other_day = None not in (meeting.date, listed.date) and meeting.date != listed.date
        if other_day and named.committees and listed.committee_id not in (None, *named.committees):
            raise UnrecognisedPage(str(meeting.url), "it is of another committee and another day than the list says")

    def _parts(self, named: MeetingLinks, listed: ListedMeeting, again: str | None) -> None:
        """Make the parts of a meeting due: those never fetched, and with a reason to fetch them `again` all."""
        self._listings.named(named.committees)
        wanted = self._due.wanted
        for item_id in named.items:
            self._part(PageOf.ITEM, item_id, listed, again)
        if wanted.attendance and named.attendance and self._wants_attendance(listed):
            self._part(PageOf.ATTENDANCE, listed.id, listed, again)
        for item_id in named.decisions if wanted.decisions else ():
            self._part(PageOf.DECISION, item_id, listed, again)
        for address in named.documents if wanted.documents else ():
            self._linked(PageOf.DOCUMENT, attachment_of(address), address, listed, again)
        if named.minutes:
            self._linked(PageOf.MINUTES, listed.id, named.minutes, listed, again if wanted.documents else None)

    def _part(self, kind: PageOf, part_id: str, listed: ListedMeeting, again: str | None, address: str = "") -> None:
        known = self._store.crawls.page(self._council, kind, part_id)
        if known is None or known.fetched_at is None:
            again = again or "new"
        elif known.fetched_at >= self._due.now:
            again = None  # several meetings may have one report
        self._due.part(kind, part_id, listed, again, address)

    def _linked(self, kind: PageOf, part_id: str | None, href: str, listed: ListedMeeting, again: str | None) -> None:
        """A part whose address is as the page links it."""
        url = addresses.resolved(self._due.base, href)
        if url is None or part_id is None:
            return
        address = url.removeprefix(self._due.base)
        if kind is PageOf.MINUTES:
            self._due.part(kind, part_id, listed, again, address)
        else:
            self._part(kind, part_id, listed, again, address)

    def _wants_attendance(self, listed: ListedMeeting) -> bool:
        """Whether the meeting was held, and its own page does not say who was there."""
        held = self._held(listed.id)
        day = listed.date or (held.date if held else None)
        was_held = day is not None and day <= self._due.now.date()
        return was_held and held is not None and held.status != "cancelled" and not self._is_told(held)

    def _is_told(self, held: Meeting) -> bool:
        page = self._store.crawls.page(self._council, PageOf.ATTENDANCE, held.id)
        return bool(held.present) and (page is None or page.fetched_at is None)

    def _held(self, meeting_id: str) -> Meeting | None:
        return self._store.meeting(f"{self._council}:{meeting_id}")

    # Parts

    def _whole_text(self, page: PortalPage, fetched: FetchedPage) -> Outcome:
        """A page with whole texts of items: an item's own, the web service's of a meeting, printed minutes."""
        address = self.address(page)
        if self._holds(fetched, address):
            self._store.pages.restore(fetched)
            return Outcome(fetched.address)
        try:
            found = cleaned(fetched, self._vocabularies)
        except UnrecognisedPage:
            if page.kind is PageOf.SERVICE_MEETING and not self._listed(page).published:
                return Outcome(fetched.address)  # nothing is published of it yet
            raise
        self._check_asked_for(page, found)
        if page.kind is PageOf.ITEM:
            kept = keep(fetched, address, found, self._store, self._vocabularies, portal_item=f"AI{page.id}")
            self._check_whole(page, fetched)
        else:
            beside = None if self._is_own(page) else page.meeting_id or page.id
            kept = keep(fetched, address, found, self._store, self._vocabularies, portal_meeting=beside)
        return Outcome(fetched.address, len(found.meeting.items), kept.changed, kept.left_out)

    def _is_own(self, page: PortalPage) -> bool:
        """Whether a page is the one that tells its meeting. Printed minutes are beside it, whatever is refused."""
        if page.kind is not PageOf.SERVICE_MEETING:
            return False
        return self._due.by_service or self._store.pages.of_meeting(self._council, page.id) is None

    def _check_asked_for(self, page: PortalPage, found: Cleaned) -> None:
        """Raises UnrecognisedPage for a page of another kind, item or meeting than was asked for."""
        own = {PageOf.ITEM: ITEM_PAGE, PageOf.SERVICE_MEETING: WEB_SERVICE}.get(page.kind, "pdf")
        meeting = page.meeting_id or page.id
        tells = found.meeting.id if page.kind is PageOf.SERVICE_MEETING else meeting
        if str(found.kind) != own or tells != meeting:
            raise UnrecognisedPage(page.address, f"it is not the page of {page.kind} {page.id}")

    def _check_whole(self, page: PortalPage, fetched: FetchedPage) -> None:
        item_id = f"{self._council}:{page.meeting_id}:AI{page.id}"
        if any(item.truncated for item in self._store.items([item_id])):
            raise UnrecognisedPage(fetched.address, "it has no more of the text than the meeting's page")

    def _beside(self, page: PortalPage, fetched: FetchedPage) -> Outcome:
        """A page that tells more of a meeting: attendance, or a decision that was not taken down."""
        gone = f"{self._council}:{page.meeting_id}:AI{page.id}" in self._store.takedown.forgotten.ids
        if gone or self._holds(fetched, self.address(page)):
            return Outcome(fetched.address)
        kind = ATTENDANCE_PAGE if page.kind is PageOf.ATTENDANCE else DECISION_PAGE
        said = attendance_on(fetched) if kind == ATTENDANCE_PAGE else None
        if kind == ATTENDANCE_PAGE and said is None:
            raise UnrecognisedPage(fetched.address, "it is no page of attendance")
        held = self._store.pages.keep(fetched, self.address(page), kind, portal_meeting=page.meeting_id or page.id)
        if said is None:
            return Outcome(fetched.address)
        self._vocabularies.remember(held, said)
        return Outcome(fetched.address, changed=derive(held, self._store, self._vocabularies))

    def _document(self, page: PortalPage, fetched: FetchedPage) -> Outcome:
        pages = pdf_pages(fetched.content, fetched.address)
        self._store.crawls.put_document(self._council, page.id, pages)
        return Outcome(fetched.address)
