"""What a portal has no longer is withdrawn, at the end of a crawl that came to its end; see `crawler/absence.py`."""

import datetime
from collections.abc import Iterator, Sequence

from searcher.archive import Store
from searcher.crawler.absence import is_gone, is_too_many, listed_before, read_since
from searcher.listing import PageOf, PortalPage
from searcher.pipeline.due import Due
from searcher.pipeline.meeting_pages import MeetingPages
from searcher.pipeline.outcome import Outcome

_TELLINGS = (PageOf.MEETING, PageOf.OLDER_MEETING)  # the web service has no answer that says that it has no meeting


class Vanishing:
    """What one portal shows no longer, at a moment."""

    def __init__(self, store: Store, due: Due, meetings: MeetingPages, now: datetime.datetime) -> None:
        self._store = store
        self._crawls = store.crawls
        self._due = due
        self._council = due.council
        self._meetings = meetings
        self._now = now

    def run(self) -> Iterator[Outcome]:
        """Note what is listed no longer, and withdraw what pages told that are gone besides; each of these."""
        with self._store.writing():
            self._note_unlisted()
            gone = [] if self._due.by_service else [page for page in self._gone() if self._tells(page)]
            held = self._store.count_meetings(self._council)
            if is_too_many(len(gone), held):
                outcomes = [Outcome(self._due.base, missing=_too_many(len(gone), held))]
            else:
                outcomes = list(map(self._withdraw, gone))
        yield from outcomes

    def _note_unlisted(self) -> None:
        unlisted = self._store.unlisted
        if committees := self._read_since(self._committee_lists(), may_be_gone=False):
            unlisted.note_committees(self._council, listed_before(committees), self._now)
        if self._due.by_service:
            if read := self._read_since(self._crawls.pages(self._council, PageOf.SERVICE_MEETINGS), may_be_gone=False):
                unlisted.note_meetings(self._council, None, listed_before(read), self._now)
            return
        lists: dict[str, list[PortalPage]] = {}
        for page in self._crawls.pages(self._council, PageOf.LIST):
            lists.setdefault(page.id.partition(" ")[0], []).append(page)
        without = unlisted.committees(self._council)
        for committee, pages in lists.items():
            if read := self._read_since(pages, may_be_gone=committee in without):
                unlisted.note_meetings(self._council, committee, listed_before(read), self._now)

    def _committee_lists(self) -> list[PortalPage]:
        """The lists of committees: the portal's own, and the web service's, where there is one."""
        state = self._crawls.state(self._council)
        kinds = [] if self._due.by_service else [PageOf.COMMITTEES]
        kinds += [PageOf.SERVICE_COMMITTEES] if state is not None and state.web_service else []
        return [page for kind in kinds for page in self._crawls.pages(self._council, kind)]

    def _read_since(
        self, pages: Sequence[PortalPage] | Iterator[PortalPage], *, may_be_gone: bool
    ) -> datetime.datetime | None:
        return read_since(pages, self._now, may_be_gone=may_be_gone)

    def _gone(self) -> Iterator[PortalPage]:
        """The pages of meetings that are gone, and listed no longer, while the lists show others.

        This crawl asked for each of them: what was gone on a portal's bad days only may be there again.
        """
        state = self._crawls.state(self._council)
        began = state.started_at if state is not None and state.started_at is not None else self._due.now
        for page in self._crawls.missing(self._council, _TELLINGS):
            since, last = page.missing_since, page.fetched_at
            if since is None or last is None or last < began or not is_gone(page):
                continue
            if self._is_told_elsewhere(page, since):
                continue
            is_listed = self._store.unlisted.is_listed_since(self._council, page.id, last)
            if not is_listed and self._store.unlisted.lists_any_since(self._council, since):
                yield page

    def _is_told_elsewhere(self, page: PortalPage, since: datetime.datetime) -> bool:
        """Whether the web service told the meeting when its page was missing already."""
        told = self._crawls.page(self._council, PageOf.SERVICE_MEETING, page.id)
        is_read = told is not None and not told.missing and not told.failures
        return is_read and told is not None and told.fetched_at is not None and told.fetched_at >= since

    def _tells(self, page: PortalPage) -> bool:
        """Whether what a page told is held, and not withdrawn yet."""
        held = self._store.pages.at(self._council, self._meetings.address(page))
        return held is not None and self._store.tells_any(held)

    def _withdraw(self, page: PortalPage) -> Outcome:
        address = self._meetings.address(page)
        held = self._store.pages.at(self._council, address)
        changed = 0 if held is None else self._store.withdraw_page(held)
        return Outcome(address, changed=changed, missing="it is gone, and listed no longer: what it told is withdrawn")


def _too_many(gone: int, held: int) -> str:
    return f"{gone:,} of {held:,} meetings are gone at once: taken for a fault of the portal, none of them is withdrawn"
