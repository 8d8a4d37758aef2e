"""Councillors in an archive: which of those the portal lists a name means, and what each is called."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from searcher.archive.generations import Generations
from searcher.archive.rows import day_of
from searcher.model import IMPORTED, Item
from searcher.register.councillors import Councillors, Seat, Sitting
from searcher.storage import Database, Row
from searcher.words import slug

_SEATS = (
    "SELECT c.councillor_id, c.name, m.id AS meeting, m.committee, m.committee_id, m.date FROM meeting_councillors c"
    " JOIN meetings m ON m.id = c.meeting_id WHERE m.council = ? ORDER BY m.id, c.position"
)
_MENTIONS = (
    "SELECT c.*, m.id AS meeting, m.committee, m.committee_id, m.date FROM councillor_mentions c"
    " JOIN items i ON i.id = c.item_id JOIN meetings m ON m.id = i.meeting_id"
    " WHERE m.council = ? ORDER BY c.item_id, c.position"
)


class CouncillorMentions:
    """Whose the names of councillors are. Worked out for a council at once, so the order of pages does not matter."""

    def __init__(self, database: Database, generations: Generations) -> None:
        self._database = database
        self._generations = generations

    def known(self, item: Item) -> Item:
        """An item whose councillors have the ids that its page brought, or else those known for them so far."""
        rows = self._database.execute("SELECT * FROM councillor_mentions WHERE item_id = ?", (item.id,))
        held = {row["name"]: row["councillor_id"] for row in rows}
        return replace(
            item, councillors=tuple(replace(one, id=one.id or held.get(one.name)) for one in item.councillors)
        )

    def note(self, told: Item) -> None:
        """An item was kept, of which its page told this: keep the ids told."""
        self._database.execute_many(
            "UPDATE councillor_mentions SET told = ? WHERE item_id = ? AND position = ?",
            [(one.id, told.id, position) for position, one in enumerate(told.councillors) if one.id is not None],
        )

    def settle(self, council: str) -> None:
        """Bring the ids of a council's mentions up to date, and what its councillors are called."""
        councillors = Councillors(_seats(self._database.execute(_SEATS, (council,))))
        changed: set[str] = set()
        for row, meant in self._meant(council, councillors):
            if row["councillor_id"] != meant:
                changed.add(row["item_id"])
                self._database.execute(
                    "UPDATE councillor_mentions SET councillor_id = ? WHERE item_id = ? AND position = ?",
                    (meant, row["item_id"], row["position"]),
                )
        for _ in changed:
            self._generations.changed()
        self._put_names(council, councillors)

    def _meant(self, council: str, councillors: Councillors) -> Iterator[tuple[Row, str | None]]:
        """Each mention with whom it means. Pages of unknown councils may have one id for two people."""
        by_meeting: dict[str, list[Row]] = defaultdict(list)
        for row in self._database.execute(_MENTIONS, (council,)):
            by_meeting[row["meeting"]].append(row)
        for rows in by_meeting.values():
            names: dict[str, bool] = {}
            for row in rows:
                names[row["name"]] = names.get(row["name"], False) or row["post"] is not None
            found = {} if council == IMPORTED else councillors.meant(names, _sitting(rows[0]))
            yield from ((row, row["told"] or found.get(row["name"])) for row in rows)

    def _put_names(self, council: str, councillors: Councillors) -> None:
        rows = self._database.execute("SELECT id, name FROM councillors WHERE council = ?", (council,))
        if {row["id"]: row["name"] for row in rows} == councillors.names:
            return
        self._generations.changed()
        self._database.execute("DELETE FROM councillors WHERE council = ?", (council,))
        self._database.execute_many(
            "INSERT INTO councillors (council, id, name) VALUES (?, ?, ?)",
            [(council, one, name) for one, name in sorted(councillors.names.items())],
        )


def _seats(rows: Iterable[Row]) -> Iterator[Seat]:
    return (Seat(row["councillor_id"], row["name"], _sitting(row)) for row in rows)


def _sitting(row: Row) -> Sitting:
    committee = row["committee_id"] or (slug(row["committee"]) if row["committee"] else None)
    return Sitting(row["meeting"], committee, day_of(row["date"]))
