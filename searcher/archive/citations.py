"""What minutes say of one another: which items refer to which, whose minutes were approved. Reads only."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from msgspec.structs import replace

from searcher.archive.rows import day_of, meeting_of
from searcher.archive.statements import AT_ONCE, select
from searcher.model import Approval, Citation, Connections, Item, Reference, Status
from searcher.storage import Database, Row

_OPEN: tuple[Status, ...] = ("draft", "minutes")  # the page tells no more; whether they were approved, others tell
_CITES = (
    "SELECT r.as_written, c.number, c.cited AS other, c.reason, o.title, m.committee, m.date FROM citations c"
    " JOIN minute_references r USING (item_id, position) LEFT JOIN items o ON o.id = c.cited"
    " LEFT JOIN meetings m ON m.id = o.meeting_id WHERE c.item_id = ? ORDER BY c.position, c.rowid"
)
_CITED_BY = (
    "SELECT r.as_written, c.number, c.item_id AS other, NULL AS reason, o.title, m.committee, m.date FROM citations c"
    " JOIN minute_references r USING (item_id, position) JOIN items o ON o.id = c.item_id"
    " JOIN meetings m ON m.id = o.meeting_id WHERE c.cited = ? AND o.withdrawn IS NULL"
    " ORDER BY m.date, c.item_id, c.position, c.rowid"
)
_APPROVALS = (
    "SELECT a.*, m.date FROM approvals a JOIN items i ON i.id = a.item_id JOIN meetings m ON m.id = i.meeting_id"
)


class Citations:
    """The references and approvals of an archive, as far as they are settled."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, item: Item) -> Connections:
        """What an item refers to, in its order, and what refers to it, the oldest first; who approved its minutes."""
        execute = self._database.execute
        meeting = item.meeting.key if item.meeting else ""
        status = execute("SELECT status FROM meetings WHERE id = ?", (meeting,))
        return Connections(
            cites=tuple(_citation(row) for row in execute(_CITES, (item.id,))),
            cited_by=tuple(_citation(row) for row in execute(_CITED_BY, (item.id,))),
            approves=self._approvals("a.item_id", item.id),
            approved_by=self._approvals("a.meeting_id", meeting),
            page_status=status[0][0] if status else None,
        )

    def told(self, items: Iterable[Item]) -> Iterator[Item]:
        """Items with the references that are resolved, and with what others say of their meetings' minutes."""
        items = iter(items)
        while some := list(islice(items, AT_ONCE)):
            references = self._resolved([item.id for item in some if item.references])
            approved = self._approved(list({item.meeting.key for item in some if item.meeting}))
            for item in some:
                yield _told(item, references.get(item.id, {}), approved)

    def _resolved(self, ids: Sequence[str]) -> dict[str, dict[int, str]]:
        """By item and position, the item that is meant, where a reference means one alone."""
        found: defaultdict[str, dict[int, list[str | None]]] = defaultdict(lambda: defaultdict(list))
        for row in self._database.execute(select("citations", "item_id", len(ids)), ids):
            found[row["item_id"]][row["position"]].append(row["cited"])
        return {
            item: {position: cited[0] for position, cited in by_position.items() if len(cited) == 1 and cited[0]}
            for item, by_position in found.items()
        }

    def _approved(self, meetings: Sequence[str]) -> dict[str, bool]:
        """The meetings whose minutes were approved, with whether they were corrected."""
        found: dict[str, bool] = {}
        for row in self._database.execute(select("approvals", "meeting_id", len(meetings)), meetings):
            found[row["meeting_id"]] = found.get(row["meeting_id"], False) or bool(row["corrected"])
        return found

    def _approvals(self, column: str, value: str) -> tuple[Approval, ...]:
        statement = f"{_APPROVALS} WHERE {column} = ? ORDER BY m.date, a.item_id, a.position"
        return tuple(self._approval(row) for row in self._database.execute(statement, (value,)))

    def _approval(self, row: Row) -> Approval:
        meetings = self._database.execute("SELECT * FROM meetings WHERE id = ?", (row["meeting_id"],))
        return Approval(
            item=row["item_id"],
            date=day_of(row["date"]),
            meeting=row["meeting_id"],
            label=meeting_of(meetings[0], {}).label if meetings else None,
            day=day_of(row["day"]),
            corrected=bool(row["corrected"]),
            correction=row["correction"],
            reason=row["reason"],
        )


def _citation(row: Row) -> Citation:
    return Citation(
        as_written=row["as_written"],
        number=row["number"],
        item=row["other"],
        title=row["title"],
        committee=row["committee"],
        date=day_of(row["date"]),
        reason=row["reason"],
    )


def _told(item: Item, references: dict[int, str], approved: dict[str, bool]) -> Item:
    if references:
        told = (
            Reference(one.as_written, one.item or references.get(place)) for place, one in enumerate(item.references)
        )
        item = replace(item, references=tuple(told))
    if item.meeting and item.meeting.key in approved and item.meeting.status in _OPEN:
        item = replace(item, meeting=replace(item.meeting, status="approved"))
    if item.meeting and approved.get(item.meeting.key) and "corrected" not in item.meeting.flags:
        item = replace(item, meeting=replace(item.meeting, flags=("corrected", *item.meeting.flags)))
    return item
