"""An open archive: its pages, meetings and items, its takedowns, and what it can say of itself."""

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from searcher.archive import summaries
from searcher.archive.acronyms import Acronyms
from searcher.archive.citations import Citations
from searcher.archive.copies import damage
from searcher.archive.crawls import Crawls
from searcher.archive.follows import Follows
from searcher.archive.generations import Generations, now
from searcher.archive.glance import FILE, Glance
from searcher.archive.history import History
from searcher.archive.items import Items, Standing
from searcher.archive.officer_lists import officer_lists
from searcher.archive.origins import origin_faults
from searcher.archive.pages import Attribution, HeldPage, Pages
from searcher.archive.runs import Runs
from searcher.archive.schema import MIGRATIONS, Migration, bring_forward, is_archive
from searcher.archive.takedown import Takedown
from searcher.archive.touches import Touches
from searcher.archive.vanishing import Unlisted
from searcher.errors import ArchiveError, UnknownItem
from searcher.model import IMPORTED, Connections, FetchedPage, Item, Meeting, MeetingHeld, NamedValue, Tenure
from searcher.storage import Database, Storage, cannot_write

if TYPE_CHECKING:
    from searcher.archive.settling import Settling


class Store:
    """An open archive. Readers may share it between threads; one process at a time writes."""

    def __init__(self, folder: Path, database: Database) -> None:
        self.folder = folder
        self.generations = Generations(database)
        self.pages = Pages(database, self.generations)
        self.takedown = Takedown(database)
        self.touches = Touches(database)
        self.crawls = Crawls(database)
        self.unlisted = Unlisted(database)
        self._items = Items(database, self.pages, self.generations)
        self.citations = Citations(database)
        self.history = History(database, self._items)
        self.acronyms = Acronyms(database)
        self.register = self._items.register
        self.councillors = self._items.councillors
        self.follows = Follows(database)
        self.runs = Runs(database)
        self._database = database

    @classmethod
    def open(
        cls, folder: Path, storage: Storage, *, create: bool = False, migrations: Sequence[Migration] = MIGRATIONS
    ) -> "Store":
        """The archive of a folder, to read, or with `create` to write; one of an older version is brought forward.

        Raises NoArchive when there is none and none is to be made, ArchiveError when it cannot be opened.
        """
        if create:
            return cls(folder, _writable(folder, storage, migrations))
        with contextlib.closing(Glance.open(folder, storage)) as glance:
            is_older = glance.is_older(migrations)
        if is_older:
            with _told_as_older(folder), storage.lock(folder):
                older = cls(folder, _writable(folder, storage, migrations))
                with contextlib.closing(older), older.writing():
                    older.generations.begin("bring forward")
        return cls(folder, storage.connect(folder / FILE, read_only=True))

    def close(self) -> None:
        """Close the archive."""
        self._database.close()

    @contextlib.contextmanager
    def writing(self) -> Iterator[None]:
        """All changes made inside are one transaction: all of them, or none. What items say of others follows."""
        with self.generations.writing():
            yield
            self.settling.settle()

    @cached_property
    def settling(self) -> "Settling":
        """What keeps references, approvals and the meanings of letters up to date."""
        from searcher.archive.settling import Settling  # noqa: PLC0415 - searching needs none of it

        return Settling(self._database, self._items, self.generations)

    @property
    def generation(self) -> int:
        """The number of the newest generation; 0 when nothing was ever kept."""
        return self.generations.newest

    # Meetings and items

    def meeting(self, key: str) -> Meeting | None:
        """A meeting's facts, without its items."""
        return self._items.meetings.read([key]).get(key)

    def put_meeting(self, meeting: Meeting, page: HeldPage) -> int:
        """Make the items that a page tells those of this meeting; how many are new, changed or gone."""
        return self._items.put(meeting, page)

    def items(self, ids: Sequence[str] | None = None) -> Iterator[Item]:
        """The items with these ids, or all that are not withdrawn, by council, meeting and position.

        Each with the items that its references mean, and with the status and flags that others give its meeting.
        """
        return self.citations.told(self._items.read(self._items.ids() if ids is None else ids))

    def item_ids(self, among: Sequence[str] | None = None) -> list[str]:
        """The ids of all items that are not withdrawn, by council, meeting and position; those among some by id."""
        return self._items.ids(among)

    def items_of(self, page_id: int) -> Iterator[Item]:
        """The items that a page tells, withdrawn ones too."""
        return self._items.of_page(page_id)

    def standings(self, ids: Sequence[str]) -> dict[str, Standing]:
        """How some items stand in the archive, withdrawn ones too, by id."""
        return self._items.standings(ids)

    def item(self, item_id: str) -> Item:
        """One item, with its meeting. Raises UnknownItem; TakenDown when it was taken down."""
        for item in self.items([item_id]):
            return item
        raise self.takedown.tombstone(item_id) or UnknownItem(item_id)

    def withdrawn_at(self, item_id: str) -> str | None:
        """When the archive saw that the council's page no longer has an item, or is gone, ISO 8601, UTC; else None."""
        rows = self._database.execute(
            "SELECT g.started_at FROM items i JOIN generations g ON g.id = i.withdrawn WHERE i.id = ?", (item_id,)
        )
        return str(rows[0][0]) if rows else None

    def tells_any(self, page_id: int) -> bool:
        """Whether a page tells an item that is not withdrawn, or a cancelled meeting, and is not gone."""
        rows = self._database.execute(
            "SELECT 1 FROM items WHERE page_id = ? AND withdrawn IS NULL"
            " UNION ALL SELECT 1 FROM meetings WHERE page_id = ? AND status = 'cancelled'"
            " AND page_id NOT IN (SELECT page_id FROM gone_pages) LIMIT 1",
            (page_id, page_id),
        )
        return bool(rows)

    def withdraw_page(self, page_id: int) -> int:
        """A page is gone from the portal: what it tells is withdrawn; how many items that are."""
        return self._items.withdraw_page(page_id)

    def is_back(self, page_id: int) -> bool:
        """A page is there again. Whether it was gone: then what it tells is to be derived again."""
        return self._items.gone.remove(page_id)

    def item_versions(self, item_id: str) -> list[Item]:
        """The older versions of an item, the oldest first."""
        return self._items.older(item_id)

    def connections(self, item: Item) -> Connections:
        """What an item and others say of one another, whose minutes were approved, where its decision is recorded."""
        record = self.pages.decision_record(item.council, item.id.rpartition(":")[2])
        return replace(self.citations.of(item), decision_record=record)

    def page_of(self, item_id: str) -> int | None:
        """The id of the page that tells an item."""
        rows = self._database.execute("SELECT page_id FROM items WHERE id = ?", (item_id,))
        return int(rows[0][0]) if rows else None

    def delete_items(self, ids: Sequence[str]) -> None:
        """Remove items for which another item stands."""
        self._items.delete(ids)

    def move_page(self, known: Attribution, page: FetchedPage, address: str) -> None:
        """Make a known page that of another council or address; items that thereby get other ids go."""
        if (known.council, known.key) != (page.council, page.key):
            self.delete_items([item.id for item in self.items_of(known.page_id)])
            self._items.meetings.leave(known.page_id)
        self.pages.move(known.page_id, page, address)

    # Summaries

    def count_items(self) -> int:
        """How many items are held and not withdrawn."""
        return int(self._database.execute("SELECT count(*) FROM items WHERE withdrawn IS NULL")[0][0])

    def count_withdrawn(self) -> int:
        """How many items are kept that were withdrawn."""
        return int(self._database.execute("SELECT count(*) FROM items WHERE withdrawn IS NOT NULL")[0][0])

    def count_meetings(self, council: str) -> int:
        """How many meetings of a council are held."""
        return int(self._database.execute("SELECT count(*) FROM held_meetings WHERE council = ?", (council,))[0][0])

    def names(self, topic_labels: Mapping[str, str]) -> dict[str, tuple[NamedValue, ...]]:
        """For each filter that takes a name: its values, the labels they go by, and other ids of theirs."""
        return summaries.names(self._database, topic_labels)

    def meetings_held(self) -> tuple[MeetingHeld, ...]:
        """Every meeting, for coverage: whether its minutes are held, and how many of its items were cut."""
        return summaries.meetings_held(self._database)

    def tenures(self) -> tuple[Tenure, ...]:
        """From when to when officers were seen in posts."""
        return summaries.tenures(self._database)

    def counts(self) -> list[dict[str, Any]]:
        """Per council and committee: meetings, with minutes, items, truncated, restricted, first and last date."""
        return summaries.counts(self._database)

    def officer_lists(self) -> dict[str, list[dict[str, Any]]]:
        """The register: `officers` with names, posts by date and evidence; `open` mentions with whom each may be."""
        return officer_lists(self._database)

    # Taking down, checking

    def forget(self, items: Sequence[Item], reason: str, *, council: str) -> None:
        """Remove items and their older texts, and leave tombstones by which all these texts are known again.

        `items` may hold several texts of one item; those of no known council are copies from `council`. Their decisions
        and documents go too; pages that have the texts are not touched.
        """
        for item in items:
            own = council if item.council == IMPORTED else item.council
            self.takedown.mark(item, reason, now(), council=own)
            self._drop_beside(item)
            self.follows.forget(item.id)
        self._items.delete([item.id for item in items])
        self.register.drop_unmentioned({officer.id for item in items for officer in item.officers if officer.id})

    def _drop_beside(self, item: Item) -> None:
        """Remove what is held of an item outside its texts: its decision's page, its documents."""
        self.pages.drop_decision(item.council, item.id.rpartition(":")[2])
        self.crawls.drop_documents(item.council, [document.id for document in item.documents if document.id])

    def check_place(self) -> None:
        """That the archive is still where it was opened. Raises ArchiveError: what is kept now would be lost."""
        if not (self.folder / FILE).exists():
            raise ArchiveError(f"{self.folder} was removed while it was written to")

    def scrub(self) -> None:
        """Leave no trace of deleted rows in the file: SQLite keeps them in free pages and the log otherwise.

        Raises ArchiveError when another program still reads from the log.
        """
        self._database.execute("VACUUM")
        if self._database.execute("PRAGMA wal_checkpoint(TRUNCATE)")[0][0]:
            raise ArchiveError(f"{self._database.path} is open in another program; close that and run: searcher index")

    def faults(self) -> Iterator[str]:
        """What is wrong in the file itself: damaged parts, dangling keys, contents that changed, items of no page."""
        try:
            yield from damage(self._database)
            yield from self.pages.faults()
            yield from origin_faults(self._database, self._items)
        except ArchiveError as error:
            yield str(error)


def holds_archive(folder: Path, storage: Storage) -> bool:
    """Whether a folder is an index folder: one with an archive of ours."""
    try:
        return is_archive(storage.read(folder / FILE, 100))
    except OSError:
        return False


@contextlib.contextmanager
def _told_as_older(folder: Path) -> Iterator[None]:
    """That an archive cannot be written to, told with why it had to be: who only reads it would not expect that."""
    try:
        yield
    except ArchiveError as error:
        if not cannot_write(error):
            raise
        reason = getattr(error.__cause__, "strerror", None) or error.__cause__
        raise ArchiveError(
            f"{folder} is of an older version of this program and must be brought up to date once, but cannot be"
            f" written to ({reason}). Search a copy of it, or with the right to write run: searcher status --index"
            f" {folder}"
        ) from error


def _writable(folder: Path, storage: Storage, migrations: Sequence[Migration]) -> Database:
    database = storage.connect(folder / FILE)
    try:
        # A row must never point at nothing, and what is deleted must not stay in free space.
        database.execute("PRAGMA foreign_keys = ON")
        database.execute("PRAGMA secure_delete = ON")
        bring_forward(database, migrations)
    except ArchiveError:
        database.close()
        raise
    return database
