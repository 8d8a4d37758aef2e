"""Items: the present text of each, its older texts, and which page tells it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from searcher import exchange
from searcher.archive.councillors import CouncillorMentions
from searcher.archive.digests import may_be_digest_of_text, read_digest, record_digest, text_digest
from searcher.archive.generations import Generations
from searcher.archive.journal import Journal
from searcher.archive.meetings import Meetings
from searcher.archive.pages import HeldPage, Pages
from searcher.archive.register import Register
from searcher.archive.rows import PARTS, item_columns, item_of, part_rows
from searcher.archive.statements import batches, delete, insert, select, upsert
from searcher.archive.vanishing import GonePages
from searcher.errors import ArchiveError
from searcher.model import Item, Meeting, Source
from searcher.storage import Database, Row

_SENSES = (
    "SELECT item_id, letters, sense FROM acronym_definitions WHERE item_id IN ({marks})"
    " UNION SELECT item_id, letters, sense FROM acronym_uses WHERE sense IS NOT NULL AND item_id IN ({marks})"
    " ORDER BY 1, 2, 3"
)


class Standing(Struct, frozen=True):
    """How many versions an item has, and in which generations it was first seen, last changed and withdrawn."""

    versions: int
    first_seen: int
    changed: int
    withdrawn: int | None

    @property
    def is_withdrawn(self) -> bool:
        """Whether the council's page has it no more."""
        return self.withdrawn is not None

    def is_newer(self, generation: int) -> bool:
        """Whether it came or changed after a generation."""
        return max(self.first_seen, self.changed) > generation


class Items:
    """The items of an archive."""

    def __init__(self, database: Database, pages: Pages, generations: Generations) -> None:
        self.meetings = Meetings(database, pages, generations)
        self._database = database
        self._pages = pages
        self._generations = generations
        self.register = Register(database, generations)
        self.councillors = CouncillorMentions(database, generations)
        self.journal = Journal(database, generations)
        self.gone = GonePages(database, generations)

    def read(self, ids: Sequence[str]) -> Iterator[Item]:
        """The items with these ids that there are, withdrawn ones too, each with its meeting."""
        for some in batches(ids):
            yield from self._read(some)

    def ids(self, among: Sequence[str] | None = None) -> list[str]:
        """The ids of all items that are not withdrawn, by council, meeting and position; those among some by id."""
        if among is not None:
            return [row["id"] for some in batches(among) for row in self._live(some)]
        rows = self._database.execute(
            "SELECT id FROM items WHERE withdrawn IS NULL"
            " ORDER BY substr(id, 1, instr(id, ':')), meeting_id, position, id"
        )
        return [str(row[0]) for row in rows]

    def of_page(self, page_id: int) -> Iterator[Item]:
        """The items that a page tells, withdrawn ones too."""
        rows = self._database.execute("SELECT id FROM items WHERE page_id = ? ORDER BY position, id", (page_id,))
        return self.read([row[0] for row in rows])

    def standings(self, ids: Sequence[str]) -> dict[str, Standing]:
        """How some items stand in the archive, withdrawn ones too, by id."""
        columns = "id, versions, first_seen, changed, withdrawn"
        found: dict[str, Standing] = {}
        for some in batches(ids):
            rows = self._database.execute(select("items", "id", len(some)).replace("*", columns, 1), some)
            found.update({row[0]: Standing(*tuple(row)[1:]) for row in rows})
        return found

    def unlike_read(self) -> Iterator[str]:
        """The ids of items, withdrawn ones too, that are not what was read in their pages."""
        rows = self._database.execute("SELECT id FROM items ORDER BY id")
        for some in batches([row[0] for row in rows]):
            states = self._states(some)
            for item in self._read(some):
                read, text = states[item.id]["read_sha256"], states[item.id]["text_sha256"]
                if read not in (None, read_digest(item)) or not may_be_digest_of_text(text, item):
                    yield item.id

    def older(self, item_id: str) -> list[Item]:
        """The older versions of an item, the oldest first."""
        rows = self._database.execute("SELECT record FROM item_versions WHERE item_id = ? ORDER BY version", (item_id,))
        return [exchange.from_line(row["record"])[0] for row in rows]

    def put(self, meeting: Meeting, page: HeldPage) -> int:
        """Make the items that a page tells those of this meeting; how many are new, changed or gone.

        Items that the page no longer has are kept as withdrawn, and all of a page that is gone. What a newer page tells
        stays as that tells it.
        """
        is_gone = self.gone.has(page.id)
        self.meetings.put(meeting, page)
        facts = replace(meeting, items=())
        items = {item.id: replace(item, meeting=facts) for item in meeting.items}
        states = self._states(list(items))
        held = {item.id: item for item in self.read(list(states))}
        changed = 0
        for item in items.values():
            if item.id not in states:
                changed += self._put_new(item, page)
            elif self._may_tell(page, states[item.id]["page_id"]):
                changed += self._put_again(item, held[item.id], states[item.id], page, is_gone=is_gone)
        changed += self._withdraw(page.id, keep=set() if is_gone else set(items))
        if changed:
            self.meetings.unsettle(meeting.key)
        return changed

    def withdraw_page(self, page_id: int) -> int:
        """A page is gone: what it tells is withdrawn; how many items that are."""
        self.gone.add(page_id)
        told = self._database.execute(
            "SELECT id, council FROM meetings WHERE page_id = ?"
            " OR id IN (SELECT meeting_id FROM items WHERE page_id = ? AND withdrawn IS NULL)",
            (page_id, page_id),
        )
        for row in told:
            self._generations.changed()
            self.meetings.unsettle(row["id"])
            self.register.unsettle(row["council"])
        return self._withdraw(page_id, keep=set())

    def delete(self, ids: Sequence[str]) -> None:
        """Remove items with all that is theirs, and the meetings that are left without any."""
        for item in list(self.read(ids)):
            self._generations.changed()
            if item.meeting is not None:
                self.meetings.unsettle(item.meeting.key)
            self._unsettle_approved(item.id)
            self._database.execute("DELETE FROM items WHERE id = ?", (item.id,))
            self.register.unsettle(item.council)
            if item.meeting is not None:
                self.meetings.drop_empty([item.meeting.key])

    def _unsettle_approved(self, item_id: str) -> None:
        """Note that the meetings whose minutes an item approves change, when it goes."""
        approved = self._database.execute(
            "SELECT DISTINCT meeting_id FROM approvals WHERE item_id = ? AND meeting_id IS NOT NULL", (item_id,)
        )
        for row in approved:
            self.meetings.unsettle(row["meeting_id"])

    def _live(self, ids: Sequence[str]) -> list[Row]:
        marks = ", ".join("?" * len(ids))
        statement = f"SELECT id FROM items WHERE withdrawn IS NULL AND id IN ({marks}) ORDER BY id"  # noqa: S608 - marks
        return self._database.execute(statement, ids)

    def _read(self, ids: Sequence[str]) -> Iterator[Item]:
        rows = {row["id"]: row for row in self._database.execute(select("items", "id", len(ids)), ids)}
        meetings = self.meetings.read(sorted({row["meeting_id"] for row in rows.values()}))
        parts = {table: self._parts(table, ids) for table in PARTS}
        senses = self._senses(ids)
        for row in (rows[item_id] for item_id in ids if item_id in rows):
            if row["meeting_id"] not in meetings:
                raise ArchiveError(f"{self._database.path} is damaged: item {row['id']} has no meeting")
            of_item = {table: parts[table][row["id"]] for table in PARTS}
            yield item_of(row, meetings[row["meeting_id"]], of_item, tuple(senses[row["id"]]))

    def _parts(self, table: str, ids: Sequence[str]) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = defaultdict(list)
        for row in self._database.execute(select(table, "item_id", len(ids), "item_id, position"), ids):
            found[row["item_id"]].append(row)
        return found

    def _senses(self, ids: Sequence[str]) -> dict[str, list[tuple[str, str]]]:
        """The letters in items with what they stand for there."""
        found: dict[str, list[tuple[str, str]]] = defaultdict(list)
        statement = _SENSES.format(marks=", ".join("?" * len(ids)))
        for row in self._database.execute(statement, (*ids, *ids)):
            found[row["item_id"]].append((row["letters"], row["sense"]))
        return found

    def _states(self, ids: Sequence[str]) -> dict[str, Row]:
        found: dict[str, Row] = {}
        for some in batches(ids):
            rows = self._database.execute(select("items", "id", len(some)), some)
            found.update({row["id"]: row for row in rows})
        return found

    def _may_tell(self, page: HeldPage, owner: int) -> bool:
        return owner == page.id or page.version > self._pages.standing_of(owner)[1]

    def _put_new(self, item: Item, page: HeldPage) -> int:
        generation = self._generations.changed()
        if not item.first_seen:  # else an exchange line brings its history with it
            item = replace(item, first_seen=generation, changed=generation, versions=1)
        self._write(item, page)
        self.journal.note(item.id, "new", item.versions)
        return 1

    def _put_again(self, item: Item, held: Item, state: Row, page: HeldPage, *, is_gone: bool) -> int:
        withdrawn = state["withdrawn"] if is_gone else None
        is_back = state["withdrawn"] is not None and not is_gone
        item = replace(item, first_seen=held.first_seen, changed=held.changed, versions=held.versions)
        if state["text_sha256"] != text_digest(item) and _is_completed(item, held):
            # What the portal cut or has elsewhere is no older text, only less of the same.
            item = replace(item, changed=self._generations.changed())
        elif state["text_sha256"] != text_digest(item):
            self._keep_version(held)
            item = replace(item, changed=self._generations.changed(), versions=held.versions + 1)
        elif is_back:
            item = replace(item, changed=self._generations.changed())
        elif not _differ(self._known(item), held):
            if state["page_id"] != page.id or _sources(item) != _sources(held) or not state["read_sha256"]:
                self._write(item, page, withdrawn)
            return 0
        else:
            self._generations.changed()
        self._write(item, page, withdrawn)
        self._note_again(item, held, is_back=is_back)
        return 1

    def _note_again(self, item: Item, held: Item, *, is_back: bool) -> None:
        if is_back:
            self.journal.note(item.id, "returned", held.versions)
        if item.versions != held.versions:
            self.journal.note(item.id, "changed", item.versions)

    def _keep_version(self, item: Item) -> None:
        line = exchange.to_line(item)
        self._database.execute(
            "INSERT OR REPLACE INTO item_versions (item_id, version, generation, record, record_sha256)"
            " VALUES (?, ?, ?, ?, ?)",
            (item.id, item.versions, item.changed, line, record_digest(line)),
        )

    def _write(self, item: Item, page: HeldPage, withdrawn: int | None = None) -> None:
        told, item = item, self._known(item)
        meeting = item.meeting.key if item.meeting else item.id.rpartition(":")[0]
        digests = {"text_sha256": text_digest(item), "read_sha256": read_digest(item)}
        added = {"meeting_id": meeting, "page_id": page.id, "withdrawn": withdrawn, **digests}
        columns = {**item_columns(item), **added}
        self._database.execute(upsert("items", tuple(columns)), tuple(columns.values()))
        for table, rows in part_rows(item).items():
            self._database.execute(delete(table, "item_id"), (item.id,))
            self._database.execute_many(
                insert(table, ("item_id", "position", *PARTS[table])),
                [(item.id, position, *row) for position, row in enumerate(rows)],
            )
        self.register.note(item, told.officers)
        self.councillors.note(told)

    def _known(self, item: Item) -> Item:
        return self.councillors.known(self.register.known(item))

    def _withdraw(self, page_id: int, keep: set[str]) -> int:
        held = self._database.execute(
            "SELECT id, versions FROM items WHERE page_id = ? AND withdrawn IS NULL ORDER BY position, id", (page_id,)
        )
        gone = [row for row in held if row["id"] not in keep]
        for row in gone:
            generation = self._generations.changed()
            self._database.execute(
                "UPDATE items SET withdrawn = ?, changed = ? WHERE id = ?", (generation, generation, row["id"])
            )
            self.journal.note(row["id"], "withdrawn", row["versions"])
        return len(gone)


def _differ(item: Item, held: Item) -> bool:
    """Whether two readings of one item differ in anything but when and from which version of its page they are."""
    return _lasting(item) != _lasting(held)


def _lasting(item: Item) -> Item:
    source, decision = (one and replace(one, sha256="", fetched_at=None) for one in _sources(item))
    return replace(item, meeting=None, source=source, decision_source=decision, senses=())


def _sources(item: Item) -> tuple[Source | None, Source | None]:
    return item.source, item.decision_source


def _is_completed(item: Item, held: Item) -> bool:
    """Whether an item is what was held and more of the same: the whole text, or the decision from its own record."""
    if held.truncated and not item.truncated:
        return True
    without = replace(item, decision="", meeting=held.meeting)
    return item.decision_source is not None and text_digest(without) == text_digest(held)
