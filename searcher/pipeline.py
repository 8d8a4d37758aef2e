"""Joins the stages: what is imported is stored, what is stored is cleaned, what is clean is indexed.

The only module that knows them all. Each stage can be run again from the one before; only importing needs the files.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from searcher import exchange
from searcher.archive import HeldPage, Store, Tombstone, fingerprint, now
from searcher.cleaner import clean, completed
from searcher.cleaner.recognise import portal_address
from searcher.crawler.portal import council_from
from searcher.engine import Progress, Snapshot, current_generation, no_progress, verify, write_generation
from searcher.engine.generations import drop_others
from searcher.engine.reader import Index
from searcher.engine.records import record_of
from searcher.errors import ArchiveError, IndexUnusable, RefusedFile, SearcherError, UnrecognisedPage
from searcher.model import FetchedPage, Item, Meeting
from searcher.settings import Settings, load_posts, load_settings, load_vocabulary
from searcher.storage import Storage
from searcher.vocabulary import Posts, Vocabulary
from searcher.words import forms

IMPORTED = "imported"
_EXCHANGE = "exchange"
_ITEM_PAGE = "item page"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file, page or line: how many items were new or changed, or why it was refused."""

    path: str
    items: int = 0
    changed: int = 0
    refused: str | None = None
    unplaced: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Vocabularies:
    """What the cleaner reads by. `digest` changes when any of them does."""

    topics: Vocabulary
    posts: Posts

    @property
    def digest(self) -> str:
        """A digest of all words in the vocabularies."""
        told = [repr(topic) for topic in self.topics.topics.values()]
        posts = [sorted(self.posts.heads), self.posts.elected, self.posts.external, sorted(self.posts.never_names)]
        return hashlib.sha256(json.dumps([told, posts]).encode()).hexdigest()[:16]


class Workshop:
    """An index folder open for writing. Use as a context manager: it holds the folder's lock."""

    def __init__(self, folder: Path, storage: Storage | None = None) -> None:
        self.folder = folder
        self.storage = storage or Storage()

    def __enter__(self) -> "Workshop":
        """Take the lock and open the archive. Raises ArchiveBusy, ArchiveError or BadSetting; changes nothing then."""
        self.settings: Settings = load_settings(self.folder)
        self.vocabularies = Vocabularies(load_vocabulary(self.folder), load_posts())
        try:
            self.storage.make_folder(self.folder)
        except OSError as error:
            raise ArchiveError(f"{self.folder} cannot be made ({error.strerror})") from error
        self._lock = self.storage.lock(self.folder)
        self._lock.__enter__()
        try:
            self.store = Store.open(self.folder, self.storage, create=True)
        except BaseException:
            self._lock.__exit__(None, None, None)
            raise
        return self

    def __exit__(self, *_: object) -> None:
        """Close the archive and let the lock go."""
        self.store.close()
        self._lock.__exit__(None, None, None)

    # Import

    def import_paths(
        self, paths: Sequence[Path], *, council: str | None = None, url: str | None = None
    ) -> Iterator[Outcome]:
        """Store and clean files, and those inside folders; an outcome for each. What is refused changes nothing."""
        for path in paths:
            for file in _files(path):
                try:
                    yield self._import_file(file, council, url)
                except (RefusedFile, UnrecognisedPage) as error:
                    yield Outcome(str(file), refused=error.reason)

    def _import_file(self, path: Path, council: str | None, url: str | None) -> Outcome:
        if path.suffix.lower() in (".jsonl", ".ndjson"):
            return self._import_lines(path)
        content = self._read(path)
        if content[:200].lstrip().startswith(b"{") and b"council-minutes-item/" in content[:400]:
            return self._import_lines(path)
        page = FetchedPage(content, council or IMPORTED, "", url=url, path=str(path.absolute()), fetched_at=now())
        told = url or portal_address(page)
        page = self._keyed(replace(page, council=council or (council_from(told) if told else None) or IMPORTED))
        if self.store.holds(page):
            return Outcome(str(path))
        cleaned = clean(page, self.vocabularies.topics, self.vocabularies.posts)
        self._check_same_meeting(cleaned.meeting, page)
        portal_item = _portal_item(cleaned.meeting) if str(cleaned.kind) == _ITEM_PAGE else None
        with self.store.writing("import"):
            page_id = self.store.keep_page(page, str(cleaned.kind), portal_item)
            changed = self._derive(self.store.page(page_id))
            self._redact(page_id)
        return Outcome(str(path), len(cleaned.meeting.items), changed, unplaced=cleaned.unplaced)

    def _import_lines(self, path: Path) -> Outcome:
        """A file of the exchange format. Wholly taken or wholly refused: a bad line names its number."""
        items = changed = 0
        with self.store.writing("import"):
            for number, line in self._lines(path):
                try:
                    item, _ = exchange.from_line(line)
                except exchange.NotAnItem as error:
                    raise UnrecognisedPage(str(path), f"line {number}: {error}") from error
                page = FetchedPage(line.encode(), item.council, "", path=f"item:{item.id}", fetched_at=None)
                page = self._keyed(page)
                items += 1
                if not self.store.holds(page):
                    page_id = self.store.keep_page(page, _EXCHANGE)
                    changed += self._derive(self.store.page(page_id))
                    self._redact(page_id)
        return Outcome(str(path), items, changed)

    def _lines(self, path: Path) -> Iterator[tuple[int, str]]:
        most = self.settings.largest_file
        try:
            with path.open("rb") as file:
                for number, raw in enumerate(iter(lambda: file.readline(most + 1), b""), 1):
                    if len(raw) > most:
                        raise RefusedFile(str(path), f"line {number} is larger than {self.settings.largest_file_mb} MB")
                    if raw.strip():
                        yield number, raw.decode("utf-8").strip()
        except OSError as error:
            raise RefusedFile(str(path), _why(error)) from error
        except UnicodeDecodeError as error:
            raise UnrecognisedPage(str(path), "not UTF-8 text") from error

    def _read(self, path: Path) -> bytes:
        try:
            size = path.stat().st_size
            if size > self.settings.largest_file:
                limit = self.settings.largest_file_mb
                raise RefusedFile(str(path), f"{size / 1e6:.0f} MB is more than largest_file_mb = {limit} in settings.toml")
            return self.storage.read(path)
        except OSError as error:
            raise RefusedFile(str(path), _why(error)) from error

    def _keyed(self, page: FetchedPage) -> FetchedPage:
        """The page with the key of its first version, which names what has no portal id."""
        return replace(page, key=self.store.key_of(page.council, page.address) or page.sha256[:12])

    def _check_same_meeting(self, meeting: Meeting, page: FetchedPage) -> None:
        """Pages of unknown councils may share a portal's meeting id: they are not versions of one meeting."""
        held = self.store.meeting(meeting.key)
        if page.council != IMPORTED or held is None or meeting.id == page.key:
            return
        if held.date != meeting.date or not _same_name(held.committee, meeting.committee):
            raise UnrecognisedPage(
                page.address, f"meeting {meeting.id} is held already as {held.label}; say which council's this is: --council NAME"
            )

    # Clean

    def clean(self) -> Iterator[Outcome]:
        """Read every stored page again, by the present rules and vocabularies."""
        for held in self.store.pages():
            try:
                with self.store.writing("clean"):
                    yield Outcome(held.page.address, changed=self._derive(held))
            except UnrecognisedPage as error:
                yield Outcome(held.page.address, refused=error.reason)

    def _derive(self, held: HeldPage) -> int:
        """Put into the archive what a stored page says; how many items are new or changed."""
        if held.kind == _EXCHANGE or held.redacted:
            return sum(self.store.put_meeting(meeting, held.id) for meeting in self._exchanged(held))
        cleaned = clean(held.page, self.vocabularies.topics, self.vocabularies.posts)
        if held.portal_item is not None:
            listing = self.store.meeting_page_with(held.page.council, held.portal_item)
            if listing is not None:
                self.store.drop_items_of(held.id)
                return self._derive(self.store.page(listing))
        return self.store.put_meeting(self._with_full_texts(cleaned.meeting, held.id), held.id)

    def _exchanged(self, held: HeldPage) -> Iterator[Meeting]:
        """The meeting of exchange lines; what a line left out is read from its text."""
        items: list[Item] = []
        for line in held.page.content.decode().splitlines():
            item, given = exchange.from_line(line)
            items.append(completed(item, given, self.vocabularies.topics, self.vocabularies.posts))
        if items and items[0].meeting is not None:
            yield replace(items[0].meeting, items=tuple(items))

    def _with_full_texts(self, meeting: Meeting, page_id: int) -> Meeting:
        """The meeting with the whole text of each item that the page cut, where the item's own page is held."""
        return replace(meeting, items=tuple(self._with_full_text(item, page_id) for item in meeting.items))

    def _with_full_text(self, item: Item, page_id: int) -> Item:
        portal_item = item.id.rpartition(":")[2]
        if not portal_item.startswith("AI") or not item.truncated:
            return item
        own = self.store.item_page(item.council, portal_item)
        if own is None or own.id == page_id:
            return item
        try:
            whole = clean(own.page, self.vocabularies.topics, self.vocabularies.posts).meeting.items[0]
        except (UnrecognisedPage, IndexError):
            return item
        self.store.drop_items_of(own.id)
        return whole_item(item, whole)

    # Index

    def index(self, *, whole: bool = False, progress: Progress = no_progress) -> int:
        """Bring the index up to the archive; the number of items it holds. `whole` writes all of it anew."""
        labels = {topic.id: topic.label for topic in self.vocabularies.topics.topics.values()}
        snapshot = Snapshot(
            items=self.store.items,
            names=self.store.names(labels),
            meetings=self.store.meetings_held(),
            generation=self.store.generation,
            vocabulary=self.vocabularies.digest,
        )
        return write_generation(self.folder, snapshot, self.storage, whole=whole, progress=progress).manifest.items

    # Forget

    def forget(self, item_id: str, reason: str) -> None:
        """Take an item down: out of archive, stored pages and every generation of the index, and never back.

        Raises UnknownItem when there is none.
        """
        item = self.store.item(item_id)
        page_id = self.store.page_of_item(item_id)
        with self.store.writing("forget"):
            self.store.forget(Tombstone(item_id, reason, now(), fingerprint(item)))
            for held in self.store.pages():
                if held.id == page_id or held.portal_item == item_id.rpartition(":")[2]:
                    self._redact(held.id)
        self.store.scrub()
        self.index()
        drop_others(self.folder, self.storage)

    def _redact(self, page_id: int) -> None:
        """Put what remains in the place of every stored version of a page that holds something forgotten."""
        tombstones = self.store.tombstones()
        if not tombstones:
            return
        forgotten = {stone.item_id for stone in tombstones}
        prints = {stone.fingerprint for stone in tombstones}
        for version_id, held in self.store.page_versions(page_id):
            items = self._items_of(held)
            left = [item for item in items if item.id not in forgotten and fingerprint(item) not in prints]
            if len(left) < len(items):
                self.store.redact_page(version_id, [exchange.to_line(item) for item in left])

    def _items_of(self, held: HeldPage) -> list[Item]:
        if held.kind == _EXCHANGE or held.redacted:
            return [item for meeting in self._exchanged(held) for item in meeting.items]
        meeting = clean(held.page, self.vocabularies.topics, self.vocabularies.posts).meeting
        return [replace(item, meeting=replace(meeting, items=())) for item in meeting.items]

    # Check

    def check(self, *, repair: bool = False) -> Iterator[str]:
        """Each fault found, a line each; with `repair` what can be derived is derived again first."""
        yield from self.store.faults()
        if repair:
            for outcome in self.clean():
                if outcome.refused:
                    yield f"{outcome.path}: {outcome.refused}"
            if list(verify(self.folder)) or self._index_faults():
                self.index(whole=True)
        yield from verify(self.folder)
        yield from self._index_faults()

    def _index_faults(self) -> list[str]:
        try:
            index = Index(self.folder)
        except IndexUnusable:
            return []  # told by verify
        try:
            held = index.digests()
            wanted = {item.id: record_of(item).digest for item in self.store.items()}
            faults = [f"the index lacks {item_id}" for item_id in sorted(set(wanted) - set(held))]
            faults += [f"the index still has {item_id}" for item_id in sorted(set(held) - set(wanted))]
            faults += [f"the index has an older text of {i}" for i in sorted(wanted) if held.get(i, wanted[i]) != wanted[i]]
            if index.ids() != set(held):
                faults.append("the index's own list of items is not what it holds")
            return faults
        finally:
            index.close()


def whole_item(item: Item, whole: Item) -> Item:
    """An item with the text of its own page in place of the cut one; unchanged when the two tell different things."""
    cut, full = forms(item.minutes), forms(whole.minutes)
    if not full or full[: max(0, len(cut) - 3)] != cut[: max(0, len(cut) - 3)]:
        return item  # the item's page is older or newer than the meeting's
    return replace(
        item,
        minutes=whole.minutes,
        decision=item.decision or whole.decision,
        resolutions=whole.resolutions if len(whole.resolutions) >= len(item.resolutions) else item.resolutions,
        officers=whole.officers,
        posts=whole.posts,
        councillors=whole.councillors,
        topics=whole.topics,
        acronyms=whole.acronyms,
        references=whole.references,
        truncated=whole.truncated,
        full_text_id=item.full_text_id if whole.truncated else None,
    )


def is_stale(folder: Path, store: Store) -> bool:
    """Whether the archive has moved on since the index was written."""
    try:
        return current_generation(folder).manifest.archive_generation != store.generation
    except SearcherError:
        return True


def _portal_item(meeting: Meeting) -> str | None:
    name = meeting.items[0].id.rpartition(":")[2] if meeting.items else ""
    return name if name.startswith("AI") else None


def _files(path: Path) -> Iterable[Path]:
    """A file as it is; a folder's files, those in folders inside it too, but no hidden ones."""
    if not path.is_dir():
        return [path]
    return sorted(
        file
        for file in path.rglob("*")
        if file.is_file() and not any(part.startswith(".") for part in file.relative_to(path).parts)
    )


def _same_name(one: str | None, other: str | None) -> bool:
    return forms(one or "") == forms(other or "")


def _why(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
