"""What an archive holds, counted and named: for the index, for coverage and for `searcher status`."""

from collections.abc import Iterator, Mapping
from typing import Any

from searcher.archive.rows import day_of, meeting_of
from searcher.model import MeetingHeld, NamedValue, Tenure
from searcher.posts import post_key
from searcher.references.resolving import FULL_NAMES
from searcher.storage import Database, Row
from searcher.words import slug

# Few items are withdrawn: to leave out their rows is sooner done than to join with all items.
_OFFICERS = (
    "SELECT o.officer_id, f.name, o.name FROM (SELECT DISTINCT officer_id, name FROM officer_mentions"
    " WHERE item_id NOT IN (SELECT id FROM items WHERE withdrawn IS NOT NULL)) o"
    " JOIN officers f ON f.id = o.officer_id ORDER BY o.officer_id, o.name"
)
_TENURES = (
    "SELECT o.id, o.name, f.post, min(f.since) AS since, max(f.until) AS until FROM officer_forms f"
    " JOIN officers o ON o.id = f.officer_id WHERE f.post IS NOT NULL AND f.since IS NOT NULL GROUP BY o.id, f.post"
)
_TOPICS = (
    "SELECT DISTINCT topic FROM item_topics"
    " WHERE item_id NOT IN (SELECT id FROM items WHERE withdrawn IS NOT NULL) ORDER BY topic"
)


def names(database: Database, topic_labels: Mapping[str, str]) -> dict[str, tuple[NamedValue, ...]]:
    """For each filter that takes a name: its values, the labels they go by, and other ids of theirs."""
    meetings = database.execute("SELECT * FROM held_meetings WHERE items ORDER BY id")
    return {
        "committee": _committees(meetings),
        "meeting": _meetings(meetings),
        "officer": _officers(database),
        "councillor": _councillors(database),
        "topic": _topics(database, topic_labels),
        "council": tuple(NamedValue(name, (name,)) for name in sorted({row["council"] for row in meetings})),
    }


def meetings_held(database: Database) -> tuple[MeetingHeld, ...]:
    """Every meeting, for coverage: whether its minutes are held, and how many of its items were cut."""
    rows = database.execute(
        "SELECT council, committee, date, with_minutes, truncated_items FROM held_meetings ORDER BY id"
    )
    return tuple(MeetingHeld(row[0], row[1], day_of(row[2]), bool(row[3]), int(row[4])) for row in rows)


def tenures(database: Database) -> tuple[Tenure, ...]:
    """From when to when officers were seen in posts, by posts as they are compared."""
    found: dict[tuple[str, str], Tenure] = {}
    for row in database.execute(_TENURES):
        key, since, until = post_key(row["post"]), day_of(row["since"]), day_of(row["until"])
        if not key or since is None or until is None:
            continue
        held = found.get((key, row["id"]))
        if held is not None:
            since, until = min(since, held.since), max(until, held.until)
        found[key, row["id"]] = Tenure(key, row["id"], row["name"], since, until)
    return tuple(found[one] for one in sorted(found))


def counts(database: Database) -> list[dict[str, Any]]:
    """Per council and committee: meetings, with minutes, items, truncated, restricted, first and last date."""
    rows = database.execute(
        "SELECT council, committee, count(*) AS meetings, sum(with_minutes) AS with_minutes,"
        " sum(status = 'cancelled') AS cancelled, sum(items) AS items, sum(truncated_items) AS truncated_items,"
        " sum(restricted_items) AS restricted_items, min(date) AS since, max(date) AS through"
        " FROM held_meetings GROUP BY council, committee ORDER BY council, committee"
    )
    return [dict(row) for row in rows]


def _meetings(rows: list[Row]) -> tuple[NamedValue, ...]:
    meetings = sorted((meeting_of(row, {}) for row in rows), key=lambda meeting: meeting.key)
    return tuple(NamedValue(meeting.key, (meeting.label,), (meeting.id,)) for meeting in meetings)


def _committees(rows: list[Row]) -> tuple[NamedValue, ...]:
    """Committees by their names; "Council" is called "Full Council" too, unless its council has one called so."""
    found = _Gathered()
    for row in rows:
        if row["committee"]:
            found.add(f"{row['council']}:{slug(row['committee'])}", row["committee"], row["committee_id"])
    for value in found:
        council, _, name = value.rpartition(":")
        if name in FULL_NAMES and f"{council}:{slug(FULL_NAMES[name])}" not in found:
            found.add(value, FULL_NAMES[name])
    return found.values()


def _officers(database: Database) -> tuple[NamedValue, ...]:
    """Officers by what they are called, then by the names that items have; their former ids are theirs too."""
    found = _Gathered()
    for row in database.execute(_OFFICERS):
        found.add(row[0], row[1])
        found.add(row[0], row[2])
    for row in database.execute("SELECT officer_id, id FROM former_officer_ids ORDER BY id"):
        found.add_other(row[0], row[1])
    return found.values()


def _councillors(database: Database) -> tuple[NamedValue, ...]:
    """Councillors by the portal's id, called as it calls them, else the fullest name; those without an id by name."""
    found = _Gathered()
    for row in database.execute(
        "SELECT DISTINCT m.council, c.councillor_id, c.name, p.name FROM councillor_mentions c"
        " JOIN items i ON i.id = c.item_id JOIN meetings m ON m.id = i.meeting_id"
        " LEFT JOIN councillors p ON p.council = m.council AND p.id = c.councillor_id"
        " WHERE i.withdrawn IS NULL ORDER BY (c.councillor_id IS NOT NULL) * -length(c.name), c.name"
    ):
        council, councillor_id, written, name = row
        value = f"{council}:{councillor_id or slug(written)}"
        found.add(value, name or written, councillor_id)
        found.add(value, written)
    return found.values()


def _topics(database: Database, labels: Mapping[str, str]) -> tuple[NamedValue, ...]:
    topics = (row[0] for row in database.execute(_TOPICS))
    return tuple(NamedValue(topic, (labels.get(topic, topic),)) for topic in topics)


class _Gathered:
    """Values with all the labels and other ids they were seen with, in the order first seen."""

    def __init__(self) -> None:
        self._found: dict[str, tuple[dict[str, None], dict[str, None]]] = {}

    def add(self, value: str, label: str, other: str | None = None) -> None:
        labels, others = self._found.setdefault(value, ({}, {}))
        labels[label] = None
        if other is not None:
            others[other] = None

    def add_other(self, value: str, other: str) -> None:
        """Another id of a value that was seen."""
        if value in self._found:
            self._found[value][1][other] = None

    def __iter__(self) -> Iterator[str]:
        return iter(tuple(self._found))

    def __contains__(self, value: str) -> bool:
        return value in self._found

    def values(self) -> tuple[NamedValue, ...]:
        found = sorted(self._found.items())
        return tuple(NamedValue(value, tuple(labels), tuple(others)) for value, (labels, others) in found)
