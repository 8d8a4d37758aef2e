"""What each follow knows of the archive, the notices there are for it, and how far its outlets have come."""

from collections.abc import Iterable, Mapping, Sequence

import msgspec
from msgspec import Struct

from searcher.archive.statements import batches
from searcher.notices import Notice
from searcher.storage import Database

WITHDRAWN = "withdrawn"


class Known(Struct, frozen=True):
    """An item as a follow knows it. `status` is its meeting's; WITHDRAWN when the council's page has it no more."""

    versions: int
    status: str


class Delivery(Struct, frozen=True):
    """How far an outlet has come: how many notices wait, when one last went out, and why none does."""

    outlet: str
    waiting: int
    delivered_at: str | None
    failures: int
    failure: str | None
    failed_at: str | None


class Follows:
    """The follows of an archive, by name."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # Up to where

    @property
    def generation(self) -> int | None:
        """The generation that all follows have seen; None before the first time."""
        rows = self._database.execute("SELECT generation FROM followed")
        return int(rows[0][0]) if rows else None

    @property
    def mark(self) -> str:
        """The mark up to which all follows have seen the archive; empty before the first time."""
        rows = self._database.execute("SELECT mark FROM followed")
        return str(rows[0][0]) if rows else ""

    def seen(self, generation: int, mark: str) -> None:
        """All follows have seen the archive up to here."""
        self._database.execute("DELETE FROM followed")
        self._database.execute("INSERT INTO followed (generation, mark) VALUES (?, ?)", (generation, mark))

    # What is known

    def definitions(self) -> dict[str, str]:
        """The digest of each follow that is known."""
        return {row["name"]: row["definition"] for row in self._database.execute("SELECT * FROM follows")}

    def define(self, name: str, definition: str) -> None:
        """Know a follow by this definition from now on, and no items of it yet."""
        self._database.execute("DELETE FROM followed_items WHERE follow = ?", (name,))
        self._database.execute(
            "INSERT INTO follows (name, definition) VALUES (?, ?)"
            " ON CONFLICT (name) DO UPDATE SET definition = excluded.definition",
            (name, definition),
        )

    def drop(self, name: str) -> None:
        """Know nothing more of a follow."""
        self._database.execute("DELETE FROM follows WHERE name = ?", (name,))

    def known(self, name: str, ids: Sequence[str]) -> dict[str, Known]:
        """Those of some items that a follow knows."""
        found: dict[str, Known] = {}
        for some in batches(ids):
            marks = ", ".join("?" * len(some))
            rows = self._database.execute(
                f"SELECT * FROM followed_items WHERE follow = ? AND item_id IN ({marks})",  # noqa: S608 - marks
                (name, *some),
            )
            found.update({row["item_id"]: Known(row["versions"], row["status"]) for row in rows})
        return found

    def ids(self, name: str) -> list[str]:
        """The ids of all items that a follow knows."""
        return [
            row[0] for row in self._database.execute("SELECT item_id FROM followed_items WHERE follow = ?", (name,))
        ]

    def know(self, name: str, items: Mapping[str, Known]) -> None:
        """Have a follow know items as they are now."""
        self._database.execute_many(
            "INSERT OR REPLACE INTO followed_items (follow, item_id, versions, status) VALUES (?, ?, ?, ?)",
            [(name, item_id, one.versions, one.status) for item_id, one in items.items()],
        )

    def forget(self, item_id: str) -> None:
        """Leave no trace of an item that was taken down."""
        self._database.execute("DELETE FROM followed_items WHERE item_id = ?", (item_id,))
        self._database.execute("DELETE FROM notices WHERE item_id = ?", (item_id,))

    # Notices and where they go

    def note(self, notices: Iterable[Notice]) -> None:
        """Keep notices, to be delivered in this order."""
        self._database.execute_many(
            "INSERT OR IGNORE INTO notices (id, follow, item_id, record) VALUES (?, ?, ?, ?)",
            [(one.id, one.follow, one.item, msgspec.json.encode(one).decode()) for one in notices],
        )

    def begin_outlets(self, name: str, outlets: Sequence[str]) -> None:
        """Have these be the outlets of a follow: a new one is told what comes from now on."""
        self._database.execute_many(
            "INSERT OR IGNORE INTO outlets (follow, outlet, delivered)"
            " VALUES (?, ?, (SELECT coalesce(max(number), 0) FROM notices))",
            [(name, outlet) for outlet in outlets],
        )
        marks = ", ".join("?" * len(outlets))
        self._database.execute(
            f"DELETE FROM outlets WHERE follow = ? AND outlet NOT IN ({marks})",  # noqa: S608 - marks
            (name, *outlets),
        )

    def waiting(self, name: str, outlet: str, most: int) -> list[tuple[int, Notice]]:
        """The notices that an outlet was not given yet, the oldest first, each with its number."""
        rows = self._database.execute(
            "SELECT n.number, n.record FROM outlets o JOIN notices n ON n.follow = o.follow AND n.number > o.delivered"
            " WHERE o.follow = ? AND o.outlet = ? ORDER BY n.number LIMIT ?",
            (name, outlet, most),
        )
        return [(row["number"], _notice(row["record"])) for row in rows]

    def newest(self, name: str, most: int) -> list[Notice]:
        """The newest notices of a follow, the newest first."""
        rows = self._database.execute(
            "SELECT record FROM notices WHERE follow = ? ORDER BY number DESC LIMIT ?", (name, most)
        )
        return [_notice(row["record"]) for row in rows]

    def count(self, name: str) -> int:
        """How many notices there ever were for a follow, but for items that were taken down."""
        return int(self._database.execute("SELECT count(*) FROM notices WHERE follow = ?", (name,))[0][0])

    def delivered(self, name: str, outlet: str, number: int, at: str) -> None:
        """An outlet was given the notices up to this one."""
        self._database.execute(
            "UPDATE outlets SET delivered = ?, delivered_at = ?, failures = 0, failure = NULL, failed_at = NULL"
            " WHERE follow = ? AND outlet = ?",
            (number, at, name, outlet),
        )

    def failed(self, name: str, outlet: str, why: str, at: str) -> None:
        """An outlet could not be given what waits for it."""
        self._database.execute(
            "UPDATE outlets SET failures = failures + 1, failure = ?, failed_at = ? WHERE follow = ? AND outlet = ?",
            (why, at, name, outlet),
        )

    def deliveries(self, name: str) -> list[Delivery]:
        """How far each outlet of a follow has come."""
        rows = self._database.execute(
            "SELECT outlet, delivered_at, failures, failure, failed_at, (SELECT count(*) FROM notices n"
            " WHERE n.follow = outlets.follow AND n.number > outlets.delivered) AS waiting"
            " FROM outlets WHERE follow = ? ORDER BY outlet",
            (name,),
        )
        return [Delivery(**{key: row[key] for key in row.keys()}) for row in rows]  # noqa: SIM118 - a row of SQLite


def _notice(record: str) -> Notice:
    return msgspec.json.decode(record, type=Notice)
