"""The store of record: `archive.db`, plain SQLite. The only module that knows its tables (see `schema.sql`).

Nothing is lost here: pages keep every version, items keep their older texts, what left its page stays as withdrawn.
"""

import contextlib
import datetime
import hashlib
import re
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from importlib import resources
from pathlib import Path
from typing import Any

from searcher import exchange
from searcher.errors import ArchiveError, NoArchive, UnknownItem
from searcher.model import (
    Acronym,
    Contact,
    Councillor,
    Document,
    FetchedPage,
    Item,
    Meeting,
    MeetingHeld,
    NamedValue,
    Officer,
    Reference,
    Source,
)
from searcher.storage import Database, Row, Storage
from searcher.words import fold, forms, slug

FILE = "archive.db"
SCHEMA_VERSION = 1
_AT_ONCE = 400  # items read together; below SQLite's limit of 999 variables in a statement
_TITLE = re.compile(r"^(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Dame|Rev|Revd)\b\.?\s+")

# Forward migrations: number n brings a database of version n to n + 1.
_MIGRATIONS: tuple[Callable[[Database], None], ...] = ()


@dataclass(frozen=True, slots=True)
class HeldPage:
    """A page of the archive in its newest version."""

    id: int
    kind: str
    portal_item: str | None
    page: FetchedPage
    redacted: bool


@dataclass(frozen=True, slots=True)
class Tombstone:
    """A taken down item: its id, and a fingerprint by which its text is known again anywhere."""

    item_id: str
    reason: str
    forgotten_at: str
    fingerprint: str


class Store:
    """An open archive. Readers may share it between threads; one process at a time writes."""

    def __init__(self, folder: Path, database: Database) -> None:
        self.folder = folder
        self._database = database
        self._generation: int | None = None

    @classmethod
    def open(cls, folder: Path, storage: Storage, *, create: bool = False) -> "Store":
        """The archive of a folder, brought to the present schema.

        Raises NoArchive when there is none and none is to be made, ArchiveError when it cannot be opened.
        """
        path = folder / FILE
        if not create and not path.exists():
            raise NoArchive(folder)
        try:
            storage.make_folder(folder)
        except OSError as error:
            raise ArchiveError(f"{folder} cannot be made ({error.strerror})") from error
        database = storage.connect(path)
        try:
            _prepare(database, folder, create=create)
        except ArchiveError:
            database.close()
            raise
        return cls(folder, database)

    def close(self) -> None:
        """Close the archive."""
        self._database.close()

    @contextlib.contextmanager
    def writing(self, command: str) -> Iterator[None]:
        """All changes made inside are one generation and one transaction: all of them, or none."""
        with self._database.transaction():
            self._generation = None
            self._command = command
            yield

    @property
    def generation(self) -> int:
        """The number of the newest generation; 0 when nothing was ever kept."""
        return int(self._database.execute("SELECT coalesce(max(id), 0) FROM generations")[0][0])

    # Pages

    def keep_page(self, page: FetchedPage, kind: str, portal_item: str | None = None) -> int:
        """Keep a page, as a new version when its address is known; the page's id."""
        found = self._database.execute(
            "SELECT id FROM pages WHERE council = ? AND address = ?", (page.council, page.address)
        )
        if found:
            page_id = int(found[0][0])
            self._database.execute("UPDATE pages SET kind = ?, portal_item = ? WHERE id = ?", (kind, portal_item, page_id))
        else:
            self._database.execute(
                "INSERT INTO pages (council, address, key, kind, portal_item) VALUES (?, ?, ?, ?, ?)",
                (page.council, page.address, page.key, kind, portal_item),
            )
            page_id = int(self._database.execute("SELECT last_insert_rowid()")[0][0])
        self._database.execute(
            "INSERT INTO page_versions (page_id, version, sha256, content, url, path, fetched_at, generation)"
            " VALUES (?, 1 + (SELECT count(*) FROM page_versions WHERE page_id = ?), ?, ?, ?, ?, ?, ?)",
            (page_id, page_id, page.sha256, zlib.compress(page.content), page.url, page.path, page.fetched_at,
             self._this_generation()),
        )  # fmt: skip
        return page_id

    def key_of(self, council: str, address: str) -> str | None:
        """The key of the page at an address, when it is held."""
        rows = self._database.execute("SELECT key FROM pages WHERE council = ? AND address = ?", (council, address))
        return str(rows[0][0]) if rows else None

    def holds(self, page: FetchedPage) -> bool:
        """Whether the newest version of some page of the council has this very content."""
        return bool(
            self._database.execute(
                "SELECT 1 FROM page_versions v JOIN pages p ON p.id = v.page_id WHERE v.sha256 = ? AND p.council = ?"
                " AND v.version = (SELECT max(version) FROM page_versions WHERE page_id = v.page_id)",
                (page.sha256, page.council),
            )
        )

    def pages(self) -> Iterator[HeldPage]:
        """Every page in its newest version, in the order they were first kept."""
        for (page_id,) in self._database.execute("SELECT id FROM pages ORDER BY id"):
            yield self.page(page_id)

    def page(self, page_id: int) -> HeldPage:
        """One page in its newest version."""
        return _held_page(self._newest(page_id))

    def page_versions(self, page_id: int) -> list[tuple[int, HeldPage]]:
        """Every version of a page, the oldest first, each with the version's own id."""
        rows = self._database.execute(f"{_PAGE} WHERE p.id = ? ORDER BY v.version", (page_id,))
        return [(int(row["version_id"]), _held_page(row)) for row in rows]

    def item_page(self, council: str, portal_item: str) -> HeldPage | None:
        """The item page of an item, when one is held."""
        rows = self._database.execute(
            "SELECT id FROM pages WHERE council = ? AND portal_item = ? ORDER BY id DESC", (council, portal_item)
        )
        return self.page(int(rows[0][0])) if rows else None

    def page_of_item(self, item_id: str) -> int | None:
        """The id of the page an item was read from."""
        rows = self._database.execute("SELECT page_id FROM items WHERE id = ?", (item_id,))
        return int(rows[0][0]) if rows else None

    def meeting_page_with(self, council: str, portal_item: str) -> int | None:
        """The id of the page, not an item's own, that lists an item of the portal."""
        rows = self._database.execute(
            "SELECT i.page_id FROM items i JOIN pages p ON p.id = i.page_id"
            " WHERE p.council = ? AND p.portal_item IS NULL AND i.id LIKE ? ESCAPE '\\'",
            (council, f"%:{portal_item}"),
        )
        return int(rows[0][0]) if rows else None

    def redact_page(self, version_id: int, lines: Sequence[str]) -> None:
        """Put exchange lines in the place of a stored page."""
        content = "".join(f"{line}\n" for line in lines).encode()
        self._database.execute(
            "UPDATE page_versions SET content = ?, redacted = 1 WHERE id = ?", (zlib.compress(content), version_id)
        )

    def _newest(self, page_id: int) -> Row:
        return self._database.execute(f"{_PAGE} WHERE p.id = ? ORDER BY v.version DESC LIMIT 1", (page_id,))[0]

    # Meetings and items

    def meeting(self, key: str) -> Meeting | None:
        """A meeting's facts, without its items."""
        rows = self._database.execute("SELECT * FROM meetings WHERE id = ?", (key,))
        return _meeting(rows[0], self._attendance([key])) if rows else None

    def put_meeting(self, meeting: Meeting, page_id: int) -> int:
        """Make the archive's items of a page those of this meeting; how many are new or changed.

        Items that the page no longer has are kept as withdrawn. What was forgotten does not come back.
        """
        self._put_meeting_facts(meeting)
        items = [item for item in meeting.items if not self._is_forgotten(item)]
        changed = sum([self._put_item(replace(item, meeting=meeting), page_id) for item in items])
        return changed + self._withdraw(page_id, keep=[item.id for item in items])

    def drop_items_of(self, page_id: int) -> None:
        """Remove what was read from a page, which another page now accounts for."""
        self._database.execute("DELETE FROM items WHERE page_id = ?", (page_id,))
        self._drop_empty_meetings()

    def items(self, ids: Sequence[str] | None = None) -> Iterator[Item]:
        """The items with these ids, or all that are not withdrawn, by council, meeting and position."""
        if ids is None:
            rows = self._database.execute(
                "SELECT id FROM items WHERE withdrawn IS NULL ORDER BY substr(id, 1, instr(id, ':')), meeting_id, position, id"
            )
            ids = [str(row[0]) for row in rows]
        for start in range(0, len(ids), _AT_ONCE):
            yield from self._read_items(ids[start : start + _AT_ONCE])

    def item(self, item_id: str) -> Item:
        """One item, with its meeting. Raises UnknownItem."""
        for item in self.items([item_id]):
            return item
        raise UnknownItem(item_id)

    def is_withdrawn(self, item_id: str) -> bool:
        """Whether the council's page no longer has an item."""
        rows = self._database.execute("SELECT withdrawn FROM items WHERE id = ?", (item_id,))
        return bool(rows and rows[0][0] is not None)

    def item_versions(self, item_id: str) -> list[Item]:
        """The older versions of an item, the oldest first."""
        rows = self._database.execute("SELECT record FROM item_versions WHERE item_id = ? ORDER BY version", (item_id,))
        return [exchange.from_line(row[0])[0] for row in rows]

    def count_items(self) -> int:
        """How many items are held and not withdrawn."""
        return int(self._database.execute("SELECT count(*) FROM items WHERE withdrawn IS NULL")[0][0])

    # What the index is told besides items

    def names(self, topic_labels: dict[str, str]) -> dict[str, tuple[NamedValue, ...]]:
        """For each filter that takes a name: its values, the labels they go by, and other ids of theirs."""
        held = "FROM items i JOIN meetings m ON m.id = i.meeting_id"
        live = "WHERE i.withdrawn IS NULL"
        committees = _Gathered()
        meetings = _Gathered()
        for row in self._database.execute(f"SELECT DISTINCT m.* {held} {live}"):
            meeting = _meeting(row, {})
            meetings.add(meeting.key, meeting.label, meeting.id)
            if meeting.committee:
                committees.add(f"{meeting.council}:{slug(meeting.committee)}", meeting.committee, meeting.committee_id)
        officers = _Gathered()
        for row in self._database.execute(
            f"SELECT DISTINCT o.officer_id, o.name {held} JOIN officer_mentions o ON o.item_id = i.id {live}"
            " AND o.officer_id IS NOT NULL ORDER BY o.officer_id, o.name"
        ):
            officers.add(row[0], row[1])
        councillors = _Gathered()
        for row in self._database.execute(
            f"SELECT DISTINCT m.council, c.name {held} JOIN councillor_mentions c ON c.item_id = i.id {live} ORDER BY c.name"
        ):
            councillors.add(f"{row[0]}:{slug(row[1])}", row[1])
        topics = _Gathered()
        for row in self._database.execute(f"SELECT DISTINCT t.topic {held} JOIN item_topics t ON t.item_id = i.id {live}"):
            topics.add(row[0], topic_labels.get(row[0], row[0]))
        councils = _Gathered()
        for row in self._database.execute(f"SELECT DISTINCT m.council {held} {live}"):
            councils.add(row[0], row[0])
        gathered = {
            "committee": committees, "meeting": meetings, "officer": officers,
            "councillor": councillors, "topic": topics, "council": councils,
        }  # fmt: skip
        return {facet: values.values() for facet, values in gathered.items()}

    def meetings_held(self) -> tuple[MeetingHeld, ...]:
        """Every meeting, for coverage: whether its minutes are held, and how many of its items were cut."""
        rows = self._database.execute(
            "SELECT m.council, m.committee, m.date, m.status IN ('minutes', 'draft', 'approved'),"
            " coalesce(sum(i.truncated), 0) FROM meetings m LEFT JOIN items i ON i.meeting_id = m.id AND i.withdrawn IS NULL"
            " GROUP BY m.id ORDER BY m.id"
        )
        return tuple(MeetingHeld(row[0], row[1], _date(row[2]), bool(row[3]), int(row[4])) for row in rows)

    def counts(self) -> list[dict[str, Any]]:
        """Per council and committee: meetings, with minutes, items, truncated, restricted, first and last date."""
        rows = self._database.execute(
            "SELECT m.council, m.committee, count(DISTINCT m.id) AS meetings,"
            " count(DISTINCT CASE WHEN m.status IN ('minutes', 'draft', 'approved') THEN m.id END) AS with_minutes,"
            " count(DISTINCT CASE WHEN m.status = 'cancelled' THEN m.id END) AS cancelled,"
            " count(i.id) AS items, coalesce(sum(i.truncated), 0) AS truncated_items,"
            " coalesce(sum(i.restricted), 0) AS restricted_items, min(m.date) AS since, max(m.date) AS through"
            " FROM meetings m LEFT JOIN items i ON i.meeting_id = m.id AND i.withdrawn IS NULL"
            " GROUP BY m.council, m.committee ORDER BY m.council, m.committee"
        )
        return [dict(row) for row in rows]

    # Taking down

    def forget(self, tombstone: Tombstone) -> None:
        """Remove an item and its older versions, and remember that it was taken down. Pages are redacted apart."""
        self._database.execute(
            "INSERT OR REPLACE INTO tombstones (item_id, reason, forgotten_at, fingerprint) VALUES (?, ?, ?, ?)",
            (tombstone.item_id, tombstone.reason, tombstone.forgotten_at, tombstone.fingerprint),
        )
        self._database.execute("DELETE FROM items WHERE id = ?", (tombstone.item_id,))
        self._database.execute(
            "DELETE FROM officers WHERE id NOT IN (SELECT officer_id FROM officer_mentions WHERE officer_id IS NOT NULL)"
        )
        self._drop_empty_meetings()

    def tombstones(self) -> tuple[Tombstone, ...]:
        """Everything that was taken down."""
        return tuple(Tombstone(*row) for row in self._database.execute("SELECT * FROM tombstones ORDER BY item_id"))

    def scrub(self) -> None:
        """Leave no trace of deleted rows in the file: SQLite keeps them in free pages and the log otherwise."""
        self._database.execute("VACUUM")
        self._database.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    # Checking

    def faults(self) -> Iterator[str]:
        """What is wrong in the file itself: damaged pages of the database, dangling keys, contents that changed."""
        for row in self._database.execute("PRAGMA integrity_check"):
            if row[0] != "ok":
                yield f"archive.db is damaged: {row[0]}"
        for row in self._database.execute("PRAGMA foreign_key_check"):
            yield f"archive.db: a row of {row[0]} points at no row of {row[2]}"
        for row in self._database.execute("SELECT id, page_id, sha256, content, redacted FROM page_versions"):
            try:
                content = zlib.decompress(row["content"])
            except zlib.error:
                yield f"page {row['page_id']}: its stored content is damaged"
                continue
            if not row["redacted"] and hashlib.sha256(content).hexdigest() != row["sha256"]:
                yield f"page {row['page_id']}: its stored content is not what was fetched"

    # Within

    def _this_generation(self) -> int:
        if self._generation is None:
            self._generation = self.generation + 1
            self._database.execute(
                "INSERT INTO generations (id, started_at, command) VALUES (?, ?, ?)",
                (self._generation, now(), self._command),
            )
        return self._generation

    def _put_meeting_facts(self, meeting: Meeting) -> None:
        contact = meeting.contact or Contact("")
        self._database.execute(
            "INSERT INTO meetings (id, council, meeting, committee, committee_id, date, date_inferred, time, venue,"
            " status, url, contact_name, contact_post) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (id) DO UPDATE SET committee = excluded.committee, committee_id = excluded.committee_id,"
            " date = excluded.date, date_inferred = excluded.date_inferred, time = excluded.time,"
            " venue = excluded.venue, status = excluded.status, url = excluded.url,"
            " contact_name = excluded.contact_name, contact_post = excluded.contact_post",
            (meeting.key, meeting.council, meeting.id, meeting.committee, meeting.committee_id, _iso(meeting.date),
             meeting.date_inferred, meeting.time, meeting.venue, meeting.status, meeting.url, contact.name or None,
             contact.post),
        )  # fmt: skip
        self._database.execute("DELETE FROM attendance WHERE meeting_id = ?", (meeting.key,))
        for role, names in (("present", meeting.present), ("apologies", meeting.apologies)):
            self._database.execute_many(
                "INSERT INTO attendance (meeting_id, position, role, name) VALUES (?, ?, ?, ?)",
                [(meeting.key, i, role, name) for i, name in enumerate(names)],
            )

    def _put_item(self, item: Item, page_id: int) -> int:
        """Store an item; 1 when it is new or was changed, else 0. Its older text becomes a version."""
        digest = text_digest(item)
        held = self._database.execute("SELECT text_sha256, first_seen, changed, versions, withdrawn FROM items WHERE id = ?", (item.id,))
        if held and held[0]["text_sha256"] == digest and held[0]["withdrawn"] is None:
            row = held[0]
            self._write_item(item, page_id, digest, (row["first_seen"], row["changed"], row["versions"]))
            return 0
        if held:
            row = held[0]
            self._keep_version(item.id, row)
            history = (row["first_seen"], self._this_generation(), row["versions"] + 1)
        elif item.first_seen:  # an exchange line brings its history with it
            self._reach_generation(max(item.first_seen, item.changed))
            history = (item.first_seen, item.changed, item.versions)
        else:
            history = (self._this_generation(), self._this_generation(), 1)
        self._write_item(item, page_id, digest, history)
        return 1

    def _keep_version(self, item_id: str, row: Row) -> None:
        record = exchange.to_line(self.item(item_id))
        self._database.execute(
            "INSERT OR REPLACE INTO item_versions (item_id, version, generation, record) VALUES (?, ?, ?, ?)",
            (item_id, row["versions"], row["changed"], record),
        )

    def _reach_generation(self, number: int) -> None:
        """Make generations count on from those that an exchange line already knows."""
        if self.generation < number:
            self._database.execute(
                "INSERT INTO generations (id, started_at, command) VALUES (?, ?, ?)", (number, now(), self._command)
            )
            self._generation = None

    def _write_item(self, item: Item, page_id: int, digest: str, history: tuple[int, int, int]) -> None:
        source = item.source or Source(None, None, "", None)
        self._database.execute(
            "INSERT INTO items (id, meeting_id, page_id, position, number, title, title_inferred, kind, agenda,"
            " decision, minutes, truncated, full_text_id, restricted, restriction, url, source_url, source_path,"
            " source_sha256, fetched_at, text_sha256, first_seen, changed, versions, withdrawn)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)"
            " ON CONFLICT (id) DO UPDATE SET " + ", ".join(f"{name} = excluded.{name}" for name in _ITEM_COLUMNS),
            (item.id, f"{item.council}:{item.id.split(':')[1]}" if item.meeting is None else item.meeting.key, page_id,
             item.position, item.number, item.title, item.title_inferred, item.kind, item.agenda, item.decision,
             item.minutes, item.truncated, item.full_text_id, item.restricted, item.restriction, item.url, source.url,
             source.path, source.sha256 or None, source.fetched_at, digest, *history),
        )  # fmt: skip
        for table in _PARTS:
            self._database.execute(f"DELETE FROM {table} WHERE item_id = ?", (item.id,))
        for table, columns, rows in self._parts(item):
            marks = ", ".join("?" * (len(columns) + 2))
            self._database.execute_many(
                f"INSERT INTO {table} (item_id, position, {', '.join(columns)}) VALUES ({marks})",
                [(item.id, i, *row) for i, row in enumerate(rows)],
            )

    def _parts(self, item: Item) -> Iterator[tuple[str, tuple[str, ...], list[tuple[object, ...]]]]:
        yield "resolutions", ("text",), [(text,) for text in item.resolutions]
        yield (
            "officer_mentions",
            ("officer_id", "name", "post", "part", "as_written"),
            [(self._officer_id(item.council, one), one.name, one.post, one.part, one.as_written) for one in item.officers],
        )
        yield "posts", ("post",), [(post,) for post in item.posts]
        yield (
            "councillor_mentions",
            ("councillor_id", "name", "post", "as_written"),
            [(one.id, one.name, one.post, one.as_written) for one in item.councillors],
        )
        yield "item_topics", ("topic",), [(topic,) for topic in item.topics]
        yield "acronyms", ("letters", "meaning"), [(one.letters, one.meaning) for one in item.acronyms]
        yield "minute_references", ("as_written", "target"), [(one.as_written, one.item) for one in item.references]
        yield (
            "documents",
            ("title", "url", "document_id", "pages"),
            [(one.title, one.url, one.id, one.pages) for one in item.documents],
        )

    def _officer_id(self, council: str, officer: Officer) -> str:
        """The register's id for a mention: officers of one council with the same whole name are one."""
        identity = " ".join(forms(_TITLE.sub("", officer.name)))
        held = self._database.execute("SELECT id FROM officers WHERE council = ? AND identity = ?", (council, identity))
        if officer.id is None and held:
            return str(held[0][0])
        wanted = officer.id or slug(_TITLE.sub("", officer.name))
        taken = self._database.execute("SELECT council, identity FROM officers WHERE id = ?", (wanted,))
        if taken and (officer.id is not None or (taken[0][0], taken[0][1]) == (council, identity)):
            return wanted
        chosen = wanted if not taken else f"{wanted}-{slug(council)}"
        self._database.execute(
            "INSERT OR IGNORE INTO officers (id, council, name, identity) VALUES (?, ?, ?, ?)",
            (chosen, council, officer.name, identity if not held else f"{identity} ({chosen})"),
        )
        return chosen

    def _withdraw(self, page_id: int, keep: Sequence[str]) -> int:
        held = self._database.execute("SELECT id FROM items WHERE page_id = ? AND withdrawn IS NULL", (page_id,))
        gone = [row[0] for row in held if row[0] not in set(keep)]
        for item_id in gone:
            self._database.execute(
                "UPDATE items SET withdrawn = ?, changed = ? WHERE id = ?",
                (self._this_generation(), self._this_generation(), item_id),
            )
        return len(gone)

    def _drop_empty_meetings(self) -> None:
        self._database.execute(
            "DELETE FROM meetings WHERE status != 'cancelled' AND id NOT IN (SELECT meeting_id FROM items)"
        )

    def _is_forgotten(self, item: Item) -> bool:
        return bool(
            self._database.execute(
                "SELECT 1 FROM tombstones WHERE item_id = ? OR fingerprint = ?", (item.id, fingerprint(item))
            )
        )

    def _attendance(self, meetings: Sequence[str]) -> dict[str, dict[str, list[str]]]:
        found: dict[str, dict[str, list[str]]] = defaultdict(lambda: {"present": [], "apologies": []})
        for row in self._database.execute(
            f"SELECT meeting_id, role, name FROM attendance WHERE meeting_id IN ({_marks(meetings)}) ORDER BY position", meetings
        ):
            found[row[0]][row[1]].append(row[2])
        return found

    def _read_items(self, ids: Sequence[str]) -> Iterator[Item]:
        rows = {row["id"]: row for row in self._database.execute(f"SELECT * FROM items WHERE id IN ({_marks(ids)})", ids)}
        keys = sorted({row["meeting_id"] for row in rows.values()})
        attendance = self._attendance(keys)
        meetings = {
            row["id"]: _meeting(row, attendance)
            for row in self._database.execute(f"SELECT * FROM meetings WHERE id IN ({_marks(keys)})", keys)
        }
        parts = {table: self._rows_of(table, ids) for table in _PARTS}
        for item_id in ids:
            if item_id in rows:
                row = rows[item_id]
                yield _item(row, meetings[row["meeting_id"]], {table: parts[table].get(item_id, []) for table in _PARTS})

    def _rows_of(self, table: str, ids: Sequence[str]) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = defaultdict(list)
        for row in self._database.execute(
            f"SELECT * FROM {table} WHERE item_id IN ({_marks(ids)}) ORDER BY item_id, position", ids
        ):
            found[row["item_id"]].append(row)
        return found


_PAGE = (
    "SELECT p.id, p.council, p.key, p.kind, p.portal_item, v.id AS version_id, v.content, v.url, v.path, v.fetched_at,"
    " v.redacted FROM pages p JOIN page_versions v ON v.page_id = p.id"
)
_PARTS = (
    "resolutions", "officer_mentions", "posts", "councillor_mentions", "item_topics", "acronyms", "minute_references",
    "documents",
)  # fmt: skip
_ITEM_COLUMNS = (
    "meeting_id", "page_id", "position", "number", "title", "title_inferred", "kind", "agenda", "decision", "minutes",
    "truncated", "full_text_id", "restricted", "restriction", "url", "source_url", "source_path", "source_sha256",
    "fetched_at", "text_sha256", "first_seen", "changed", "versions", "withdrawn",
)  # fmt: skip


def now() -> str:
    """This moment, as the archive writes it."""
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")


def text_digest(item: Item) -> str:
    """A digest of what the council published of an item: when it differs, there is a new version."""
    status = item.meeting.status if item.meeting else ""
    texts = (item.number, item.title, item.agenda, item.decision, item.minutes, item.truncated, item.restricted, status)
    return hashlib.sha256("\x00".join(map(str, texts)).encode()).hexdigest()


def fingerprint(item: Item) -> str:
    """By which a taken down text is known again, wherever and however it is laid out; tells nothing of the text."""
    words = " ".join(map(fold, re.findall(r"\w+", f"{item.agenda} {item.decision} {item.minutes}")))
    return hashlib.sha256(words.encode()).hexdigest() if words else f"none:{item.id}"


class _Gathered:
    """Values with all the labels and other ids they were seen with, in the order first seen."""

    def __init__(self) -> None:
        self._found: dict[str, tuple[dict[str, None], dict[str, None]]] = {}

    def add(self, value: str, label: str, other: str | None = None) -> None:
        labels, others = self._found.setdefault(value, ({}, {}))
        labels[label] = None
        if other is not None:
            others[other] = None

    def values(self) -> tuple[NamedValue, ...]:
        return tuple(
            NamedValue(value, tuple(labels), tuple(others)) for value, (labels, others) in sorted(self._found.items())
        )


def _prepare(database: Database, folder: Path, *, create: bool) -> None:
    """Pragmas, and the schema: made, checked, or brought forward."""
    database.execute("PRAGMA foreign_keys = ON")
    database.execute("PRAGMA secure_delete = ON")
    version = int(database.execute("PRAGMA user_version")[0][0])
    tables = database.execute("SELECT count(*) FROM sqlite_master")[0][0]
    if version > SCHEMA_VERSION:
        raise ArchiveError(f"{folder / FILE} was made by a newer version of this program")
    if version == 0 and tables and not create:
        raise ArchiveError(f"{folder / FILE} is a database, but not an archive of ours")
    if version == SCHEMA_VERSION:
        return
    database.execute("PRAGMA journal_mode = WAL")
    with database.transaction():
        if version == 0:
            database.script(_schema())
        for migrate in _MIGRATIONS[max(version, 1) - 1 :]:
            migrate(database)
        database.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def _schema() -> str:
    """The statements with their comments: SQLite keeps those inside a table's definition for whoever opens the file."""
    return (resources.files("searcher") / "schema.sql").read_text(encoding="utf-8")


def _held_page(row: Row) -> HeldPage:
    page = FetchedPage(
        content=zlib.decompress(row["content"]),
        council=row["council"],
        key=row["key"],
        url=row["url"],
        path=row["path"],
        fetched_at=row["fetched_at"],
    )
    return HeldPage(row["id"], row["kind"], row["portal_item"], page, bool(row["redacted"]))


def _meeting(row: Row, attendance: dict[str, dict[str, list[str]]]) -> Meeting:
    there = attendance.get(row["id"], {"present": [], "apologies": []})
    return Meeting(
        id=row["meeting"],
        council=row["council"],
        committee=row["committee"],
        committee_id=row["committee_id"],
        date=_date(row["date"]),
        date_inferred=bool(row["date_inferred"]),
        time=row["time"],
        venue=row["venue"],
        status=row["status"],
        url=row["url"],
        contact=Contact(row["contact_name"], row["contact_post"]) if row["contact_name"] else None,
        present=tuple(there["present"]),
        apologies=tuple(there["apologies"]),
    )


def _item(row: Row, meeting: Meeting, parts: dict[str, list[Row]]) -> Item:
    sha256 = row["source_sha256"]
    return Item(
        id=row["id"],
        council=meeting.council,
        position=row["position"],
        title=row["title"],
        number=row["number"],
        title_inferred=bool(row["title_inferred"]),
        kind=row["kind"],
        agenda=row["agenda"],
        decision=row["decision"],
        minutes=row["minutes"],
        resolutions=tuple(part["text"] for part in parts["resolutions"]),
        truncated=bool(row["truncated"]),
        full_text_id=row["full_text_id"],
        restricted=bool(row["restricted"]),
        restriction=row["restriction"],
        officers=tuple(
            Officer(part["name"], part["post"], part["part"], part["as_written"], part["officer_id"])
            for part in parts["officer_mentions"]
        ),
        posts=tuple(part["post"] for part in parts["posts"]),
        councillors=tuple(
            Councillor(part["name"], part["post"], part["as_written"], part["councillor_id"])
            for part in parts["councillor_mentions"]
        ),
        topics=tuple(part["topic"] for part in parts["item_topics"]),
        acronyms=tuple(Acronym(part["letters"], part["meaning"]) for part in parts["acronyms"]),
        references=tuple(Reference(part["as_written"], part["target"]) for part in parts["minute_references"]),
        documents=tuple(
            Document(part["title"], part["url"], part["document_id"], part["pages"]) for part in parts["documents"]
        ),
        url=row["url"],
        source=Source(row["source_url"], row["source_path"], sha256, row["fetched_at"]) if sha256 else None,
        first_seen=row["first_seen"],
        changed=row["changed"],
        versions=row["versions"],
        meeting=meeting,
    )


def _marks(values: Iterable[object]) -> str:
    return ", ".join("?" for _ in values)


def _iso(day: datetime.date | None) -> str | None:
    return day.isoformat() if day else None


def _date(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None
