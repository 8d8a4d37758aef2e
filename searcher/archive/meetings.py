"""Meetings: the facts of each, without its items. The page of most standing tells them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from searcher.archive.digests import read_digest_of_meeting
from searcher.archive.generations import Generations
from searcher.archive.pages import HeldPage, Pages
from searcher.archive.rows import meeting_columns, meeting_of
from searcher.archive.statements import batches, delete, insert, select, upsert
from searcher.model import Councillor, Meeting
from searcher.storage import Database


class Meetings:
    """The meetings of an archive."""

    def __init__(self, database: Database, pages: Pages, generations: Generations) -> None:
        self._database = database
        self._pages = pages
        self._generations = generations

    def read(self, keys: Sequence[str]) -> dict[str, Meeting]:
        """Meetings by key, without their items."""
        attendance: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for row in self._database.execute(select("attendance", "meeting_id", len(keys), "position"), keys):
            attendance[row["meeting_id"]][row["role"]].append(row["name"])
        listed: dict[str, list[Councillor]] = defaultdict(list)
        for row in self._database.execute(select("meeting_councillors", "meeting_id", len(keys), "position"), keys):
            listed[row["meeting_id"]].append(Councillor(row["name"], id=row["councillor_id"]))
        rows = self._database.execute(select("meetings", "id", len(keys)), keys)
        return {row["id"]: meeting_of(row, attendance[row["id"]], tuple(listed[row["id"]])) for row in rows}

    def put(self, meeting: Meeting, page: HeldPage) -> None:
        """Make the facts of a meeting those that a page tells, unless a page of more standing told them."""
        facts = replace(meeting, items=())
        owner = self._database.execute("SELECT page_id, read_sha256 FROM meetings WHERE id = ?", (meeting.key,))
        if owner and owner[0][0] != page.id and page.standing < self._pages.standing_of(owner[0][0]):
            return
        if self.read([meeting.key]).get(meeting.key) != facts:
            self._generations.changed()
            self.unsettle(meeting.key)
            self._write(facts, page.id)
            self.unsettle(meeting.key)
        elif owner[0]["page_id"] != page.id or not owner[0]["read_sha256"]:
            self._database.execute(
                "UPDATE meetings SET page_id = ?, read_sha256 = ? WHERE id = ?",
                (page.id, read_digest_of_meeting(facts), meeting.key),
            )

    def unlike_read(self) -> Iterator[str]:
        """The keys of meetings that are not what was read in their pages."""
        rows = self._database.execute("SELECT id, read_sha256 FROM meetings WHERE read_sha256 IS NOT NULL ORDER BY id")
        digests = {row["id"]: row["read_sha256"] for row in rows}
        for some in batches(list(digests)):
            for key, meeting in self.read(some).items():
                if digests[key] != read_digest_of_meeting(meeting):
                    yield key

    def unsettle(self, key: str) -> None:
        """Note that a meeting, as it is now, changes: what minutes say of it is to be brought up to date."""
        self._database.execute(
            "INSERT INTO unsettled (meeting_id, council, committee, committee_id, date)"
            " SELECT id, council, committee, committee_id, date FROM meetings WHERE id = ?",
            (key,),
        )

    def drop_empty(self, keys: Sequence[str]) -> None:
        """Remove those of these meetings that have no items left, though they were held."""
        for key in keys:
            self._database.execute(
                "DELETE FROM meetings WHERE id = ? AND status != 'cancelled'"
                " AND NOT EXISTS (SELECT 1 FROM items WHERE meeting_id = ?)",
                (key, key),
            )

    def leave(self, page_id: int) -> None:
        """Let the meetings that a page told be told by the pages of their other items; remove those without any."""
        self._database.execute(
            "UPDATE meetings SET page_id = (SELECT min(page_id) FROM items WHERE meeting_id = meetings.id)"
            " WHERE page_id = ? AND EXISTS (SELECT 1 FROM items WHERE meeting_id = meetings.id)",
            (page_id,),
        )
        self._database.execute(
            "DELETE FROM meetings WHERE page_id = ?"
            " AND NOT EXISTS (SELECT 1 FROM items WHERE meeting_id = meetings.id)",
            (page_id,),
        )

    def _write(self, meeting: Meeting, page_id: int) -> None:
        added = {"id": meeting.key, "page_id": page_id, "read_sha256": read_digest_of_meeting(meeting)}
        columns = {**added, **meeting_columns(meeting)}
        self._database.execute(upsert("meetings", tuple(columns)), tuple(columns.values()))
        # Who is who depends on the days of meetings.
        self._database.execute("INSERT OR IGNORE INTO unsettled_councils (council) VALUES (?)", (meeting.council,))
        self._database.execute("DELETE FROM attendance WHERE meeting_id = ?", (meeting.key,))
        for role, names in (("present", meeting.present), ("apologies", meeting.apologies)):
            self._database.execute_many(
                insert("attendance", ("meeting_id", "position", "role", "name")),
                [(meeting.key, position, role, name) for position, name in enumerate(names)],
            )
        self._database.execute(delete("meeting_councillors", "meeting_id"), (meeting.key,))
        self._database.execute_many(
            insert("meeting_councillors", ("meeting_id", "position", "councillor_id", "name")),
            [(meeting.key, position, one.id, one.name) for position, one in enumerate(meeting.councillors)],
        )
