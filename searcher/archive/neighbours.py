"""The meetings and items among which references find what they mean, read as they are asked for."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence

from searcher.archive.rows import day_of
from searcher.model import MINUTED
from searcher.references.resolving import Held, Numbered
from searcher.storage import Database, Row


class Neighbours:
    """Meetings and items of an archive, as they are at one moment: what was read once is not asked for again."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._meetings: dict[str, Held] = {}
        self._of_year: dict[tuple[str, int], tuple[Held, ...]] = {}
        self._of_committee: dict[tuple[object, ...], tuple[Held, ...]] = {}
        self._items: dict[str, tuple[Numbered, ...]] = {}

    def meeting(self, key: str) -> Held:
        """A meeting that is held."""
        if key not in self._meetings:
            self._meetings[key] = _held(self._database.execute("SELECT * FROM meetings WHERE id = ?", (key,))[0])
        return self._meetings[key]

    def holds(self, item_id: str) -> bool:
        """Whether an item is held, and not withdrawn."""
        return bool(self._database.execute("SELECT 1 FROM items WHERE id = ? AND withdrawn IS NULL", (item_id,)))

    def on(self, council: str, day: datetime.date) -> tuple[Held, ...]:
        """The meetings of a council on a day."""
        return tuple(one for one in self._year(council, day.year) if one.date == day)

    def is_whole(self, council: str, day: datetime.date) -> bool:
        """Whether all meetings of a day are held, by the lists of the council's portal."""
        listed = self._database.execute(
            "SELECT m.status FROM listed_meetings l LEFT JOIN meetings m ON m.id = l.council || ':' || l.id"
            " WHERE l.council = ? AND l.date = ?",
            (council, day.isoformat()),
        )
        return bool(listed) and all(row["status"] in (*MINUTED, "cancelled") for row in listed)

    def of_committee(self, meeting: Held, since: datetime.date, until: datetime.date) -> tuple[Held, ...]:
        """The meetings of a meeting's committee between two days, both included."""
        name = (meeting.council, meeting.committee, meeting.committee_id, since, until)
        if name not in self._of_committee:
            years = (self._year(meeting.council, year) for year in range(since.year, until.year + 1))
            self._of_committee[name] = tuple(
                one
                for year in years
                for one in year
                if one.date and since <= one.date <= until and one.is_of_committee(meeting)
            )
        return self._of_committee[name]

    def item(self, meeting: Held, item_id: str) -> Numbered | None:
        """An item of a meeting, unless it was withdrawn."""
        return next((one for one in self._items_of(meeting) if one.id == item_id), None)

    def items(self, meetings: Iterable[Held]) -> Sequence[Numbered]:
        """The items of meetings, without those that were withdrawn."""
        return [item for meeting in meetings for item in self._items_of(meeting)]

    def _items_of(self, meeting: Held) -> tuple[Numbered, ...]:
        if meeting.key not in self._items:
            rows = self._database.execute(
                "SELECT id, number, title FROM items WHERE meeting_id = ? AND withdrawn IS NULL ORDER BY position, id",
                (meeting.key,),
            )
            topics = self._topics(meeting.key)
            self._items[meeting.key] = tuple(
                Numbered(row["id"], meeting, row["number"], row["title"], frozenset(topics[row["id"]])) for row in rows
            )
        return self._items[meeting.key]

    def _topics(self, meeting: str) -> dict[str, list[str]]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for row in self._database.execute(
            "SELECT t.item_id, t.topic FROM items i JOIN item_topics t ON t.item_id = i.id WHERE i.meeting_id = ?",
            (meeting,),
        ):
            found[row["item_id"]].append(row["topic"])
        return found

    def _year(self, council: str, year: int) -> tuple[Held, ...]:
        """The meetings of a council in a year. A day that was inferred is no evidence, and does not count."""
        if (council, year) not in self._of_year:
            rows = self._database.execute(
                "SELECT * FROM meetings WHERE council = ? AND date BETWEEN ? AND ? AND NOT date_inferred"
                " ORDER BY date, id",
                (council, f"{year:04}-01-01", f"{year:04}-12-31"),
            )
            self._of_year[council, year] = tuple(_held(row) for row in rows)
        return self._of_year[council, year]


def _held(row: Row) -> Held:
    day = None if row["date_inferred"] else day_of(row["date"])
    return Held(row["id"], row["council"], row["committee"], row["committee_id"], day, row["status"])
