"""Crawling one portal: what is due is fetched page by page, and each page is kept and read before the next.

Every answer is one transaction: killed at any moment, the next crawl goes on where this one stopped.
"""

import datetime
from collections.abc import Iterator

from msgspec.structs import replace

from searcher.archive import PortalState, Store
from searcher.crawler.answers import REFUSALS, Answer, Verdict, judged
from searcher.crawler.fetch import Fetcher
from searcher.crawler.plan import Wanted
from searcher.errors import (
    CannotCrawl,
    FetchFailed,
    FetchRefused,
    NoPortal,
    PortalBlocked,
    PortalResting,
    PortalStops,
    PortalUnreachable,
    UnrecognisedPage,
)
from searcher.listing import LISTS, PageOf, Portal, PortalPage
from searcher.pipeline.due import ONE, Due
from searcher.pipeline.listings import Listings
from searcher.pipeline.meeting_pages import MeetingPages
from searcher.pipeline.outcome import Outcome
from searcher.pipeline.readings import Vocabularies
from searcher.pipeline.vanishing import Vanishing

_RESUMED = datetime.timedelta(hours=20)  # a crawl that broke off longer ago is begun anew: its lists are old
_SERVICE = (PageOf.SERVICE_COMMITTEES, PageOf.SERVICE_MEETINGS)
_FEW = 5
_PDFS = (PageOf.DOCUMENT, PageOf.MINUTES)


class Crawl:
    """One crawl of a portal. `largest_document`: the most bytes that a PDF may have."""

    def __init__(
        self,
        portal: Portal,
        store: Store,
        vocabularies: Vocabularies,
        fetcher: Fetcher,
        wanted: Wanted,
        *,
        largest_document: int,
    ) -> None:
        self.started = fetcher.clock.now()
        self._council = portal.council
        self._portal = portal
        self._store = store
        self._crawls = store.crawls
        self._fetcher = fetcher
        self._largest_document = largest_document
        self._counted = 0
        self._fetched_meetings = self._fetched_parts = 0
        self._left = wanted.limit
        self._due = Due(portal.council, fetcher.base, store, wanted, self.started)
        self._listings = Listings(store.crawls, self._due)
        self._meetings = MeetingPages(portal, store, vocabularies, self._due, self._listings)

    def run(self) -> Iterator[Outcome]:
        """Fetch what is due; what came of each page. Raises PortalStops when the portal must be left alone for now."""
        self._store.generations.begin("crawl")
        self._begin()
        page = None
        try:
            while (page := self._next()) is not None:
                yield self._fetch(page)
                self._fetched_meetings += page.kind in self._due.tellings
                self._fetched_parts += page.meeting_id is not None
        except PortalStops as stop:
            if page is not None and isinstance(stop, PortalUnreachable):
                with self._store.writing():  # so that the next crawl begins with others
                    self._crawls.failed(self._council, page, self._now, stop.reason)
            self._end(stopped=str(stop), not_before=stop.until if isinstance(stop, PortalResting) else None)
            raise
        self._check_portal()
        self._check_committee()
        yield from Vanishing(self._store, self._due, self._meetings, self._now).run()
        done = None if self._left is not None and self._left < 0 else self._now
        self._end(finished_at=self._now, succeeded_at=done, stopped=None, not_before=None)

    def _check_portal(self) -> None:
        """Raises NoPortal when nothing failed, and yet no committee is known."""
        if self._crawls.committees(self._council):
            return
        if all(page.missing for page in self._crawls.failures(self._council)):
            nothing = NoPortal(self._portal.url)
            self._end(finished_at=self._now, stopped=str(nothing), not_before=None)
            raise nothing

    def _check_committee(self) -> None:
        """Raises CannotCrawl when the committee that was wanted is none of the portal's."""
        wanted = self._due.wanted.committee
        known = self._crawls.committees(self._council)
        if wanted is not None and all(one.id != wanted for one in known):
            self._end(finished_at=self._now)
            names = ", ".join(f"{one.name} ({one.id})" for one in known[:_FEW] if one.name)
            raise CannotCrawl(f"{self._council} has no committee {wanted!r}; it has {len(known)}, such as {names}")

    def remaining(self) -> int:
        """About how many pages are due: those known to be, and as many parts of each meeting as there were so far."""
        due = self._crawls.count_due(self._council, self.started)
        meetings = sum(due.get(kind, 0) for kind in self._due.tellings)
        parts = self._fetched_parts / self._fetched_meetings if self._fetched_meetings else 0.0
        return round(sum(due.values()) + meetings * parts)

    @property
    def requests(self) -> int:
        """How many requests were made so far."""
        return self._fetcher.requests

    @property
    def _now(self) -> datetime.datetime:
        return self._fetcher.clock.now()

    def _begin(self) -> None:
        """Go on with the crawl that broke off, or plan a new one. Raises PortalResting when it is too soon."""
        state = self._crawls.state(self._council)
        if state is not None and state.not_before is not None and self.started < state.not_before:
            raise PortalResting(self._portal.url, state.not_before)
        if state is not None and self._is_unfinished(state):
            return
        with self._store.writing():
            self._crawls.note(self._council, url=self._due.base, started_at=self.started, finished_at=None)
            self._due.plan(state)

    def _is_unfinished(self, state: PortalState) -> bool:
        began = state.started_at
        return began is not None and state.finished_at is None and self.started - began < _RESUMED

    def _end(self, **told: str | datetime.datetime | None) -> None:
        with self._store.writing():
            self._count_requests()
            self._crawls.note(self._council, url=self._due.base, **told)

    def _count_requests(self) -> None:
        made, self._counted = self._fetcher.requests - self._counted, self._fetcher.requests
        if made:
            self._crawls.count_requests(self._council, self._now.date(), made)

    def _next(self) -> PortalPage | None:
        page = self._crawls.due(self._council, self.started)
        if page is not None and page.kind in self._due.tellings and self._left is not None:
            self._left -= 1
            return page if self._left >= 0 else None
        return page

    def _fetch(self, page: PortalPage) -> Outcome:
        url = f"{self._fetcher.base}{page.address}"
        try:
            answer = self._fetcher.get(url, largest=self._largest_document if page.kind in _PDFS else None)
            verdict, reason = judged(answer)
            if verdict is Verdict.BLOCKED:
                raise PortalBlocked(self._portal.url, reason)
            if verdict is Verdict.PAGE:
                return self._taken(page, answer)
            if verdict is Verdict.MISSING and not (page.kind in _SERVICE and self._due.by_service):
                return self._missing(page, url, reason)
            if answer.status in REFUSALS and self._goes_by_service(page):
                return Outcome(url, missing=reason)
        except FetchRefused as error:
            reason = error.reason
            if self._goes_by_service(page):
                return Outcome(url, missing=reason)
        except FetchFailed as error:
            reason = error.reason
        except UnrecognisedPage as error:
            return self._not_understood(page, url, error.reason)
        return self._failed(page, url, reason)

    def _goes_by_service(self, page: PortalPage) -> bool:
        """Whether the portal, which refuses a page, lets its web service be read instead; from now on that is asked."""
        state = self._crawls.state(self._council)
        if page.kind is not PageOf.COMMITTEES or state is None or not state.web_service:
            return False
        with self._store.writing():
            self._due.go_by_service()
            self._count_requests()
        return True

    def _taken(self, page: PortalPage, answer: Answer) -> Outcome:
        """Keep what an answer says. Raises UnrecognisedPage for what was not asked for, and keeps nothing of it."""
        with self._store.writing():
            self._crawls.fetched(self._council, page, self._now, listed=self._listed(page))
            self._count_requests()
            self._due.base = self._fetcher.base
            if page.kind in LISTS:
                not_read = self._listings.read(page, answer, self._now)
                self._crawls.clear_missing(self._council, page.kind, page.id.partition(" ")[0])
                if not_read:
                    self._crawls.not_read(self._council, page, not_read)
                return Outcome(answer.url, refused=not_read, why=page.due)
            outcome = self._meetings.read(page, answer, self._now)
            if page.kind is PageOf.MEETING:  # nobody needs to be told what was looked for in its stead
                for instead in (PageOf.SERVICE_MEETING, PageOf.MINUTES):
                    self._crawls.clear_missing(self._council, instead, page.id)
            return replace(outcome, why=page.due)

    def _missing(self, page: PortalPage, url: str, reason: str) -> Outcome:
        with self._store.writing():
            self._crawls.fetched(self._council, page, self._now, missing=reason, listed=self._listed(page))
            if page.kind in (PageOf.COMMITTEES, PageOf.LIST):
                self._due.elsewhere(page)
            self._look_elsewhere(page)
        return Outcome(url, missing=reason)

    def _failed(self, page: PortalPage, url: str, reason: str) -> Outcome:
        if self._is_to_spare(page):
            return self._missing(page, url, reason)
        with self._store.writing():
            self._crawls.failed(self._council, page, self._now, reason)
            self._look_elsewhere(page)
        return Outcome(url, refused=reason)

    def _not_understood(self, page: PortalPage, url: str, reason: str) -> Outcome:
        if self._is_to_spare(page):
            return self._missing(page, url, reason)
        with self._store.writing():
            self._crawls.not_understood(self._council, page, self._now, reason, listed=self._listed(page))
            self._look_elsewhere(page)
        return Outcome(url, refused=reason)

    def _is_to_spare(self, page: PortalPage) -> bool:
        """Whether a page is one that many portals do without, and this one never had."""
        is_extra = page.kind in (PageOf.NEWS, PageOf.FEED) or (page.kind in _SERVICE and not self._due.by_service)
        return is_extra and (page.fetched_at is None or page.missing)

    def _listed(self, page: PortalPage) -> str | None:
        """What the list says is published of the meeting that a page tells."""
        listed = self._crawls.meeting(self._council, page.id) if page.kind in self._due.tellings else None
        return listed.published if listed else None

    def _look_elsewhere(self, page: PortalPage) -> None:
        self._count_requests()
        if page.kind is PageOf.SERVICE_COMMITTEES:
            self._crawls.note(self._council, web_service=False)
        elif page.kind is PageOf.NEWS:
            self._due.page(PageOf.FEED, ONE, "list")
        elif page.kind not in LISTS:
            self._meetings.look_elsewhere(page)
