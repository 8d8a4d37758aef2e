"""Which items were touched since the archive was last read whole: the index reads only these again.

Triggers note them, so that nothing that writes can forget to.
"""

from collections.abc import Iterator

from searcher.storage import Database

_OF_MEETING = ("told.id", "JOIN items told ON told.meeting_id = {row}.meeting_id")
# Every table that an item is read from, with the items that a row of it tells of: their ids, and where these are found.
_TOLD_BY = {
    "items": ("{row}.id", ""),
    "meetings": ("told.id", "JOIN items told ON told.meeting_id = {row}.id"),
    "attendance": _OF_MEETING,
    "meeting_councillors": _OF_MEETING,
    "approvals": _OF_MEETING,
}
_TOLD_BY_PART = ("{row}.item_id", "")
_EVENTS = {"INSERT": ("NEW",), "UPDATE": ("OLD", "NEW"), "DELETE": ("OLD",)}


class Touches:
    """The touched items of an archive."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def mark(self, *known: str) -> str:
        """Mark the archive as it is now; the mark's name. Goes within `writing()`.

        `known` are the marks that `since` will yet be asked for: what was touched before the oldest of them is let go.
        """
        last = self._database.execute(
            "SELECT name, EXISTS (SELECT 1 FROM touched_items WHERE mark = number) FROM marks ORDER BY number DESC"
            " LIMIT 1"
        )
        if last and not last[0][1]:
            return str(last[0][0])
        self._database.execute("INSERT INTO marks (name) VALUES (lower(hex(randomblob(8))))")
        marks = ", ".join("?" * len(known))
        self._database.execute(
            f"DELETE FROM marks WHERE number < coalesce((SELECT min(number) FROM marks WHERE name IN ({marks})),"  # noqa: S608 - marks
            " (SELECT max(number) FROM marks))",
            known,
        )
        self._database.execute("DELETE FROM touched_items WHERE mark < (SELECT min(number) FROM marks)")
        return str(self._database.execute("SELECT name FROM marks ORDER BY number DESC LIMIT 1")[0][0])

    def since(self, mark: str) -> list[str] | None:
        """The ids of all items that may read differently than at a mark, those that are gone too.

        None where that is not known: the mark was let go, or is another archive's.
        """
        rows = self._database.execute("SELECT number FROM marks WHERE name = ?", (mark,))
        if not rows:
            return None
        told = self._database.execute(
            "SELECT DISTINCT item_id FROM touched_items WHERE mark >= ? ORDER BY item_id", (rows[0][0],)
        )
        return [row[0] for row in told]


def triggers(table: str) -> Iterator[str]:
    """The statements by which each change of a table touches the items that it tells of."""
    item, found = _TOLD_BY.get(table, _TOLD_BY_PART)
    for event, rows in _EVENTS.items():
        noted = (_noted(item.format(row=row), found.format(row=row)) for row in rows)
        yield f"CREATE TRIGGER touched_by_{event.lower()}_{table} AFTER {event} ON {table} BEGIN {' '.join(noted)} END"


def _noted(item: str, found: str) -> str:
    # What the statement outside does about conflicts would hold in here too: there must be none.
    return (
        f"INSERT INTO touched_items (mark, item_id) SELECT last.number, {item} FROM marks last {found}"  # noqa: S608 - our own names
        " WHERE last.number = (SELECT max(number) FROM marks)"
        f" AND NOT EXISTS (SELECT 1 FROM touched_items WHERE mark = last.number AND item_id = {item});"
    )
