"""The scheduler's one run: crawl what is due, read again what must be, index what changed, check it, tell who follows.

Each stage costs what changed. It may be stopped at any moment; the next run goes on from there.
"""

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from searcher.archive import now
from searcher.crawler.plan import Wanted
from searcher.engine.reader import Index
from searcher.errors import BudgetSpent, CrawlError
from searcher.listing import Portal
from searcher.outlets import Context
from searcher.pipeline.checking import touched_faults
from searcher.pipeline.delivering import Delivered, Followed, give_out
from searcher.pipeline.following import Sight, see
from searcher.pipeline.outcome import Outcome, Tally
from searcher.pipeline.reading_rules import rules_digest
from searcher.pipeline.workshop import Workshop

if TYPE_CHECKING:
    from searcher.crawler.fetch import Clock
    from searcher.pipeline.crawling import Crawl

SCHEMA = "council-minutes-update/1"
_OVERDUE = datetime.timedelta(days=8)
_Told = Callable[[str, Outcome, "Crawl"], None]


class Bounds(Struct, frozen=True):
    """How long an update may crawl, and how many requests it may make; None: as long and as many as it takes."""

    time: datetime.timedelta | None = None
    requests: int | None = None


class CrawledPortal(Struct, frozen=True):
    """What the crawl of a portal came to.

    `left`: about how many pages are due still, where the bounds of the update ended it; `stopped` why it ended early
    otherwise; `overdue_since` when it last came to an end, where that is too long ago.
    """

    council: str
    pages: int = 0
    changed: int = 0
    failed: int = 0
    missing: int = 0
    requests: int = 0
    left: int = 0
    stopped: str | None = None
    overdue_since: str | None = None

    @property
    def is_well(self) -> bool:
        """Whether nothing of it is worth a look."""
        return not self.failed and self.stopped is None and self.overdue_since is None


class Report(Struct, frozen=True):
    """What an update came to. Times are ISO 8601 in UTC; `status` is its exit status.

    `read_again`: how many stored pages were, because the rules or vocabularies are others; `refused` what could not be.
    `items`: how many can be searched. `notices`: how many there are for each follow. `faults`: what checking found.
    """

    schema: str
    started_at: str
    finished_at: str
    status: int
    portals: tuple[CrawledPortal, ...]
    read_again: int
    refused: tuple[str, ...]
    items: int
    faults: tuple[str, ...]
    notices: Mapping[str, int]
    outlets: tuple[Delivered, ...]

    @property
    def is_well(self) -> bool:
        """Whether nothing of it is worth a look."""
        failed = [one for one in self.outlets if one.failure is not None]
        return all(one.is_well for one in self.portals) and not self.refused and not self.faults and not failed


class Update:
    """One update of an index folder. `told` is called for each page that was fetched, with its council."""

    def __init__(
        self,
        workshop: Workshop,
        wanted: Wanted,
        bounds: Bounds,
        told: _Told,
        clock: "Clock",
        waiting: Callable[[float], None] | None = None,
    ) -> None:
        self._workshop = workshop
        self._store = workshop.store
        self._wanted = wanted
        self._told = told
        self._clock = clock
        self._waiting = waiting
        self._left = bounds.requests
        self._end = self._clock.now() + bounds.time if bounds.time is not None else None

    def run(self, portals: Sequence[Portal], contact: str, followed: Sequence[Followed], context: Context) -> Report:
        """Do all of it. Raises what stops all of it: a disk that fails, an archive that cannot be written to."""
        started = now()
        rules, runs = rules_digest(self._workshop.vocabularies), self._store.runs
        with self._store.writing():
            number = runs.begin(started)
            if not self._store.count_items():
                runs.read_by = rules
        crawled = tuple([self._crawled(portal, contact) for portal in portals])
        read_again = [] if runs.read_by == rules else list(self._workshop.clean())
        touched = self._index()
        faults = tuple(touched_faults(self._workshop.folder, self._store, touched))
        notices = self._notices(followed, context)
        report = Report(
            schema=SCHEMA,
            started_at=started,
            finished_at=now(),
            status=0,
            portals=crawled,
            read_again=len(read_again),
            refused=tuple(f"{one.path}: {one.refused}" for one in read_again if one.refused),
            items=self._store.count_items(),
            faults=faults,
            notices=notices,
            outlets=tuple(one for each in followed for one in give_out(each, self._store, context)),
        )
        report = msgspec.structs.replace(report, status=0 if report.is_well else 1)
        with self._store.writing():
            runs.finish(number, report.finished_at, report.status, msgspec.json.encode(report).decode())
        return report

    # Crawling

    def _crawled(self, portal: Portal, contact: str) -> CrawledPortal:
        """Crawl one portal as far as the bounds allow. What ends its crawl ends no other's."""
        tally, stopped, left = Tally(), None, 0
        with self._workshop.crawling(
            portal, contact, self._wanted, self._clock, self._waiting, most=self._left
        ) as crawling:
            try:
                for outcome in self._within_bounds(crawling):
                    tally.count(outcome)
                    self._told(portal.council, outcome, crawling)
            except CrawlError as stop:
                if not (isinstance(stop, BudgetSpent) and self._is_spent(crawling)):
                    stopped = str(stop)
            if stopped is None and self._is_over(crawling):
                left = crawling.remaining()
        if self._left is not None:
            self._left -= crawling.requests
        return CrawledPortal(
            portal.council,
            **msgspec.structs.asdict(tally),
            requests=crawling.requests,
            left=left,
            stopped=stopped,
            overdue_since=self._overdue(portal, left),
        )

    def _within_bounds(self, crawling: "Crawl") -> Iterator[Outcome]:
        if not self._is_over(crawling):
            for outcome in crawling.run():
                yield outcome
                if self._is_over(crawling):
                    return

    def _is_over(self, crawling: "Crawl") -> bool:
        return self._is_spent(crawling) or (self._end is not None and self._clock.now() >= self._end)

    def _is_spent(self, crawling: "Crawl") -> bool:
        return self._left is not None and crawling.requests >= self._left

    def _overdue(self, portal: Portal, left: int) -> str | None:
        """When a portal's crawl last came to its end, where updates keep ending before it does."""
        state = self._store.crawls.state(portal.council)
        if not left or state is None or state.succeeded_at is None:
            return None
        late = self._clock.now() - state.succeeded_at > _OVERDUE
        return state.succeeded_at.isoformat() if late else None

    # Indexing

    def _index(self) -> list[str] | None:
        """Bring the index up to the archive; the items that were touched since, None where that may be all."""
        if self._workshop.is_indexed:
            return []
        touched = self._workshop.touched_since_indexed()
        self._workshop.index()
        return touched

    # Following

    def _notices(self, followed: Sequence[Followed], context: Context) -> dict[str, int]:
        """Keep what is new to each follow; how much."""
        kept = self._store.follows
        if not followed and not kept.definitions():
            return {}
        index = Index(self._workshop.folder)
        try:
            with self._store.writing():
                sight = Sight(
                    index=index,
                    store=self._store,
                    touched=self._store.touches.since(kept.mark),
                    since=kept.generation if kept.generation is not None else self._store.generation,
                    mark=index.manifest.mark,
                    at=context.clock(),
                )
                names = {one.follow.name: one.names for one in followed}
                found = see([one.follow for one in followed], names, sight)
        finally:
            index.close()
        return {name: len(notices) for name, notices in found.items()}
