"""Brings references, approvals and what letters mean up to date with the meetings that changed, and nothing else.

A meeting that comes, changes or goes may settle what others say of it: those that name its day, and of its committee
those of the year after it that name no day. So it makes no difference in which order meetings arrive.
"""

import datetime
from collections.abc import Iterable, Iterator, Sequence

from searcher.archive.acronym_settling import AcronymSettling
from searcher.archive.generations import Generations
from searcher.archive.items import Items
from searcher.archive.neighbours import Neighbours
from searcher.archive.rows import day_of
from searcher.archive.schema import UNSETTLE_ALL
from searcher.archive.statements import batches, delete, insert, select
from searcher.model import Item
from searcher.references import said_by
from searcher.references.approvals import Approving, approvals_in
from searcher.references.resolving import Answer, Held, approved, cited, earliest
from searcher.storage import Database, Row
from searcher.words import slug

_YEAR = datetime.timedelta(days=400)  # a municipal year, and the weeks by which annual meetings move
_CITATIONS = (
    "SELECT c.*, r.as_written, r.target, i.meeting_id FROM citations c"
    " JOIN minute_references r USING (item_id, position) JOIN items i ON i.id = c.item_id WHERE c.item_id"
)
_APPROVALS = "SELECT a.*, i.meeting_id AS own FROM approvals a JOIN items i ON i.id = a.item_id WHERE a.item_id"
_CITATION = ("item_id", "position", "number", "council", "day", "committee")
_APPROVAL = ("item_id", "position", "council", "day", "committee", "corrected", "correction")


class Settling:
    """What of an archive's references, approvals and letters is to be brought up to date."""

    def __init__(self, database: Database, items: Items, generations: Generations) -> None:
        self._database = database
        self._items = items
        self._generations = generations

    def unsettle_all(self) -> None:
        """Everything is to be read and resolved again."""
        self._database.execute(UNSETTLE_ALL)

    def settle(self) -> None:
        """Read what the items of changed meetings say of others, and resolve that and what others say of them."""
        changed = self._database.execute("SELECT DISTINCT * FROM unsettled")
        if not changed:
            return
        self._database.execute("DELETE FROM unsettled")
        neighbours = Neighbours(self._database)
        meetings = tuple(dict.fromkeys(row["meeting_id"] for row in changed))
        own = self._items_of(meetings)
        saying = tuple(dict.fromkeys((*own, *self._dependants(changed, neighbours))))
        before = self._approved(saying)
        acronyms = AcronymSettling(self._database, self._items, meetings, own)
        for item in self._items.read(own):
            self._read(item, acronyms)
        self._resolve(saying, neighbours)
        acronyms.resolve()
        after = self._approved(saying)
        for _ in before ^ after:
            self._generations.changed()  # the items of that meeting have another status or flag now
        self._items.journal.note_statuses(sorted({*meetings, *(meeting for meeting, _ in before | after)}))

    def _items_of(self, meetings: Iterable[str]) -> list[str]:
        rows = (self._database.execute("SELECT id FROM items WHERE meeting_id = ?", (one,)) for one in meetings)
        return [row["id"] for some in rows for row in some]

    def _dependants(self, changed: Sequence[Row], neighbours: Neighbours) -> Iterator[str]:
        """The items that say something of meetings of these days and committees."""
        for row in changed:
            council, day = row["council"], day_of(row["date"])
            if row["committee"]:
                yield from self._saying("citations", "committee", (council, slug(row["committee"])), "AND day IS NULL")
            if day is None:
                continue
            for table in ("citations", "approvals"):
                yield from self._saying(table, "day", (council, row["date"]))
            meeting = Held(row["meeting_id"], council, row["committee"], row["committee_id"], day, "minutes")
            for later in neighbours.of_committee(meeting, day, day + _YEAR):
                for table in ("citations", "approvals"):
                    yield from self._undated(table, later.key)

    def _saying(self, table: str, column: str, values: Sequence[str], besides: str = "") -> Iterator[str]:
        statement = f"SELECT DISTINCT item_id FROM {table} WHERE council = ? AND {column} = ? {besides}"  # noqa: S608 - our own names
        yield from (row[0] for row in self._database.execute(statement, values))

    def _undated(self, table: str, meeting: str) -> Iterator[str]:
        """The items of a meeting that say something of others without naming their day."""
        statement = (
            f"SELECT DISTINCT item_id FROM items i JOIN {table} ON item_id = i.id"  # noqa: S608 - our own names
            " WHERE i.meeting_id = ? AND day IS NULL"
        )
        yield from (row[0] for row in self._database.execute(statement, (meeting,)))

    def _approved(self, saying: Sequence[str]) -> set[tuple[str, bool]]:
        """The meetings whose minutes these items approve, with whether they correct them."""
        rows = self._rows(_APPROVALS, saying)
        return {(row["meeting_id"], bool(row["corrected"])) for row in rows if row["meeting_id"]}

    def _rows(self, statement: str, ids: Sequence[str]) -> Iterator[Row]:
        for some in batches(ids):
            yield from self._database.execute(f"{statement} IN ({', '.join('?' * len(some))})", some)

    def _read(self, item: Item, acronyms: AcronymSettling) -> None:
        """Note what an item says of others and of letters, still to be resolved; a withdrawn one says nothing."""
        withdrawn = self._database.execute("SELECT 1 FROM items WHERE id = ? AND withdrawn IS NOT NULL", (item.id,))
        if not withdrawn:
            acronyms.read(item)
        self._put("citations", _CITATION, item, () if withdrawn else _citations(item))
        self._put("approvals", _APPROVAL, item, () if withdrawn else _approvals(item))

    def _put(
        self, table: str, columns: Sequence[str], item: Item, rows: Iterable[tuple[str | int | None, ...]]
    ) -> None:
        """Make what a table has of an item these rows; where it has them, they stay as they are resolved."""
        rows = list(rows)
        held = self._database.execute(select(table, "item_id", 1, "rowid"), (item.id,))
        if [tuple(row[column] for column in columns) for row in held] != rows:
            self._database.execute(delete(table, "item_id"), (item.id,))
            self._database.execute_many(insert(table, columns), rows)

    def _resolve(self, saying: Sequence[str], neighbours: Neighbours) -> None:
        for row in list(self._rows(_CITATIONS, saying)):
            answer = _meant(row, neighbours)
            if (row["cited"], row["reason"]) != (answer.found, answer.reason):
                self._database.execute(
                    "UPDATE citations SET cited = ?, reason = ? WHERE item_id = ? AND position = ? AND number = ?",
                    (answer.found, answer.reason, row["item_id"], row["position"], row["number"]),
                )
        for row in list(self._rows(_APPROVALS, saying)):
            answer = _approved(row, neighbours)
            if (row["meeting_id"], row["reason"]) != (answer.found, answer.reason):
                self._database.execute(
                    "UPDATE approvals SET meeting_id = ?, reason = ? WHERE item_id = ? AND position = ?",
                    (answer.found, answer.reason, row["item_id"], row["position"]),
                )


def _citations(item: Item) -> Iterator[tuple[str | int | None, ...]]:
    """The rows of what an item refers to: one for each number."""
    for position, reference in enumerate(item.references):
        said = said_by(reference.as_written)
        if said is not None:
            day = said.day.isoformat() if said.day else None
            committee = slug(said.committee) if said.committee else None
            yield from ((item.id, position, number, item.council, day, committee) for number in said.numbers)


def _approvals(item: Item) -> Iterator[tuple[str | int | None, ...]]:
    """The rows of which minutes an item approves."""
    for position, one in enumerate(approvals_in(item)):
        day = one.day.isoformat() if one.day else None
        yield item.id, position, item.council, day, one.committee, one.corrected, one.correction


def _meant(row: Row, neighbours: Neighbours) -> Answer:
    """The item that one number of a reference means. What the line of an import told for certain stays."""
    if row["target"] and neighbours.holds(row["target"]):
        return Answer(row["target"])
    said, own = said_by(row["as_written"]), neighbours.meeting(row["meeting_id"])
    citing = neighbours.item(own, row["item_id"])
    if said is None or citing is None:
        return Answer(None, "it cannot be read")
    known = neighbours.items(_asked(said.day, said.committee, own, neighbours))
    whole = said.day is not None and neighbours.is_whole(own.council, said.day)
    return cited(row["number"], said, citing, known, whole=whole)


def _asked(day: datetime.date | None, committee: str | None, own: Held, neighbours: Neighbours) -> Sequence[Held]:
    """The meetings among which a reference finds what it means."""
    if day is not None:
        return neighbours.on(own.council, day)
    if own.date is None:
        return (own,)
    of = Held("", own.council, committee, None, None, "minutes") if committee else own
    before = neighbours.of_committee(of, earliest(own.date), own.date)
    return (own, *(one for one in before if one.key != own.key))


def _approved(row: Row, neighbours: Neighbours) -> Answer:
    """The meeting whose minutes an item approves."""
    own = neighbours.meeting(row["own"])
    approving = Approving(day_of(row["day"]), row["committee"])
    if approving.day is not None:
        meetings = neighbours.on(own.council, approving.day)
    elif own.date is not None:
        meetings = neighbours.of_committee(own, own.date - _YEAR, own.date)
    else:
        meetings = ()
    near = [one for one in meetings if one.key != own.key and one.is_of_committee(own)]
    return approved(approving, own, near, neighbours.items((own, *near)))
