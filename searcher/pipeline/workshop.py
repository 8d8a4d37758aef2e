"""An index folder open for writing: import, clean, index, forget, check."""

import contextlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from searcher import __version__
from searcher.archive import Store
from searcher.crawler.pace import Pace
from searcher.crawler.plan import Wanted
from searcher.engine import Progress, Snapshot, current_generation, no_progress, restamp, write_generation
from searcher.engine.generations import drop_others, mark_of
from searcher.engine.records import RECORD_VERSION
from searcher.errors import ArchiveError, IndexUnusable, RefusedFile, UnrecognisedPage
from searcher.hrefs import host_of
from searcher.listing import Portal
from searcher.pipeline.backup_file import STAGE
from searcher.pipeline.checking import faults, index_faults, is_stale
from searcher.pipeline.deriving import derive, teller_of
from searcher.pipeline.files import files_in, is_folder
from searcher.pipeline.importing import Import
from searcher.pipeline.outcome import Outcome
from searcher.pipeline.reading_rules import rules_digest
from searcher.pipeline.readings import Vocabularies
from searcher.pipeline.registering import settle
from searcher.pipeline.sharing import shares_of
from searcher.pipeline.takedown import take_down
from searcher.settings import (
    SETTINGS,
    load_corrections,
    load_posts,
    load_settings,
    load_vocabulary,
    processors,
    with_portal,
)
from searcher.storage import Storage

if TYPE_CHECKING:
    from searcher.crawler.fetch import Clock
    from searcher.pipeline.crawling import Crawl


class Workshop:
    """An index folder open for writing. Use as a context manager: it holds the folder's lock."""

    def __init__(self, folder: Path, storage: Storage | None = None) -> None:
        self.folder = folder
        self.storage = storage or Storage()
        self._paces: dict[str, Pace] = {}  # by host: several portals may be on one

    def __enter__(self) -> "Workshop":
        """Take the lock and open the archive. Raises ArchiveBusy, ArchiveError or BadSetting; changes nothing then."""
        self.settings = load_settings(self.folder)
        self.vocabularies = Vocabularies(load_vocabulary(self.folder), load_posts())
        self.corrections = load_corrections(self.folder)
        try:
            self.storage.make_folder(self.folder)
        except OSError as error:
            raise ArchiveError(f"{self.folder} cannot be made ({error.strerror})") from error
        with contextlib.ExitStack() as stack:
            stack.enter_context(self.storage.lock(self.folder))
            self.store = Store.open(self.folder, self.storage, create=True)
            stack.callback(self.store.close)
            self._closing = stack.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        """Close the archive and let the lock go."""
        self._closing.close()

    def import_paths(
        self, paths: Sequence[Path], *, council: str | None = None, url: str | None = None
    ) -> Iterator[Outcome]:
        """Store and clean files, and those inside folders; an outcome for each. What is refused changes nothing."""
        self.store.generations.begin("import")
        alone = len(paths) == 1 and not is_folder(paths[0])
        run = Import(self.store, self.storage, self.settings, self.vocabularies, council, url, alone)
        for path in paths:
            for file in files_in(path, self.storage, but=self.folder):
                yield self._outcome(file, run)
        self._settle()

    def add_portal(self, portal: Portal, contact: str | None = None) -> None:
        """Remember a portal, and where councils can write to, in settings.toml. Raises ArchiveError or BadSetting."""
        path = self.folder / SETTINGS
        text = path.read_text(encoding="utf-8-sig") if path.exists() else ""
        try:
            self.storage.write(path, with_portal(text, portal, contact).encode())
        except OSError as error:
            raise ArchiveError(f"{path} cannot be written ({error.strerror})") from error
        self.settings = load_settings(self.folder)

    @contextlib.contextmanager
    def crawling(
        self,
        portal: Portal,
        contact: str,
        wanted: Wanted,
        clock: "Clock | None" = None,
        waiting: Callable[[float], None] | None = None,
        *,
        most: int | None = None,
    ) -> Iterator["Crawl"]:
        """A crawl of a portal, to be run; the connection is closed afterwards.

        `waiting` is told the seconds of a long wait between requests before it begins; `most` is how many requests may
        be made, of those that the settings allow for a day.
        """
        from searcher.crawler.fetch import Fetcher, Politeness, SystemClock  # noqa: PLC0415 - only crawls need httpx
        from searcher.pipeline.crawling import Crawl  # noqa: PLC0415 - only crawls need it

        clock = clock or SystemClock()
        left = self.settings.requests_per_day - self.store.crawls.requests_on(portal.council, clock.now().date())
        politeness = Politeness(
            agent=f"council-minutes-search/{__version__} (+{contact})",
            delay=self.settings.seconds_between_requests,
            timeout=self.settings.timeout_seconds,
            requests_left=left if most is None else min(left, most),
        )
        state = self.store.crawls.state(portal.council)
        pace = self._paces.setdefault(host_of(portal.url), Pace(politeness.delay))
        moved_to = state.url if state else None
        with Fetcher(portal, politeness, clock, moved_to=moved_to, pace=pace, waiting=waiting) as fetcher:
            largest = self.settings.largest_file
            yield Crawl(portal, self.store, self.vocabularies, fetcher, wanted, largest_document=largest)

    def clean(self) -> Iterator[Outcome]:
        """Read every stored page again, by the present rules and vocabularies. All of it counts, or nothing."""
        self.store.generations.begin("clean")
        with self.store.writing():
            for version in self.store.pages.newest():
                yield self._clean(version)
            settle(self.store, self.corrections)
            self.store.settling.unsettle_all()
            self.store.runs.read_by = rules_digest(self.vocabularies)

    def index(self, *, whole: bool = False, progress: Progress = no_progress) -> int:
        """Bring the index up to the archive; the number of items it holds. `whole` writes all of it anew."""
        self.store.generations.begin("index")
        self._settle()
        not_erased = bool(self.store.takedown.not_erased())
        with self.store.writing():
            mark = self._mark()
        snapshot = replace(
            self._snapshot(self.store.generation),
            mark=mark,
            shares=lambda: shares_of(self.folder, self.store.item_ids(), processors()),
        )
        generation = write_generation(
            self.folder, snapshot, self.storage, whole=whole, purge=not_erased, progress=progress
        )
        if not_erased:
            self._erase()
        return generation.manifest.items

    def forget(self, item_id: str, reason: str) -> tuple[str, ...]:
        """Take an item down: out of archive, stored pages and every generation of the index, and never back.

        The ids of all that was taken down: copies from the same occasion go with it. What was left half done is
        completed. Raises UnknownItem; TakenDown when nothing is left to do.
        """
        half_done = self.store.takedown.not_erased()
        if item_id in half_done:
            self.index()
            return half_done
        item = self.store.item(item_id)
        self.store.generations.begin("forget")
        with self.store.writing():
            gone = take_down(item, reason, self.store, self.vocabularies)
            settle(self.store, self.corrections)
            self.store.settling.settle()
            # In this order nothing that has a tombstone can be searched, whatever fails. Until the archive is known
            # to have changed too, the index is one of no generation: out of date.
            written = write_generation(self.folder, self._snapshot(0), self.storage, purge=True)
            mark = self._mark()
        now = self.store.generation
        restamp(written, self.storage, archive_generation=now, vocabulary=self._vocabulary, mark=mark)
        self._erase()
        return gone

    def repair(self) -> Iterator[str]:
        """Derive anew what can be, where anything is at fault: what that mends is told, and each fault left."""
        found = list(faults(self.folder, self.store))
        if not found:
            return
        yield from [f"{one.path}: {one.refused}" for one in self.clean() if one.refused]
        self._settle(anew=True)
        self.storage.remove_folder(self.folder / STAGE)  # what is in it is in the backup
        self.index(whole=bool(list(index_faults(self.folder, self.store))))
        left = list(faults(self.folder, self.store))
        yield from (f"mended: {fault}" for fault in found if fault not in left)
        yield from left

    @property
    def _vocabulary(self) -> str:
        """A digest of all by which pages are read and officers told apart."""
        return self.vocabularies.digest + self.corrections.digest

    def _settle(self, *, anew: bool = False) -> None:
        """Bring the register of officers up to date."""
        self.store.check_place()
        with self.store.writing():
            settle(self.store, self.corrections, anew=anew)

    @property
    def is_indexed(self) -> bool:
        """Whether the index is of the archive as it is now, by the present vocabularies and corrections."""
        try:
            manifest = current_generation(self.folder).manifest
        except IndexUnusable:
            return False
        is_current = manifest.records == RECORD_VERSION and manifest.vocabulary == self._vocabulary
        return is_current and not is_stale(self.folder, self.store) and not self.store.takedown.not_erased()

    def touched_since_indexed(self) -> list[str] | None:
        """The items that may read differently than when they were indexed; None where that is not known."""
        return self.store.touches.since(mark_of(self.folder))

    def _mark(self) -> str:
        """Mark the archive as it is: by this the index, and follows, ask the next time what was touched since."""
        return self.store.touches.mark(mark_of(self.folder), self.store.follows.mark)

    def _snapshot(self, generation: int) -> Snapshot:
        """What the archive holds, as of a generation. Raises ArchiveError when its folder was removed meanwhile."""
        self.store.check_place()
        labels = {topic.id: topic.label for topic in self.vocabularies.topics.topics.values()}
        return Snapshot(
            items=lambda ids: self.store.items(self.store.item_ids(ids)),
            names=self.store.names(labels),
            meetings=self.store.meetings_held(),
            generation=generation,
            vocabulary=self._vocabulary,
            synonyms=self.vocabularies.topics.synonyms,
            meanings=self.store.acronyms.meanings(),
            tenures=self.store.tenures(),
            touched=self.store.touches.since,
        )

    def _outcome(self, file: Path | RefusedFile, run: Import) -> Outcome:
        if isinstance(file, RefusedFile):
            return Outcome(file.path, refused=file.reason)
        try:
            return run.outcome_of(file)
        except (RefusedFile, UnrecognisedPage) as error:
            return Outcome(str(file), refused=error.reason)

    def _clean(self, version: int) -> Outcome:
        address = self.store.pages.address_of(version)
        try:
            held = self.store.pages.version(version)
            if teller_of(held, self.store) is not None:
                return Outcome(address)  # read with the page that lists it
            return Outcome(address, changed=derive(held, self.store, self.vocabularies))
        except UnrecognisedPage as error:
            return Outcome(address, refused=error.reason)

    def _erase(self) -> None:
        drop_others(self.folder, self.storage)
        self.store.scrub()
        self.store.takedown.note_erased()
