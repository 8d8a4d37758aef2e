"""What was taken down, and how its text is known again wherever and however it is laid out.

Only the item itself and copies from the same occasion are: another meeting may well have said the same words.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import product

from msgspec import Struct

from searcher.errors import TakenDown
from searcher.model import IMPORTED, Item, Meeting
from searcher.storage import Database
from searcher.words import forms

_LONG = 25  # words: so many that two texts alike under one number are one text, whatever their titles
_Words = tuple[str, ...]


class Forgotten(Struct, frozen=True):
    """Ids of what was taken down, and its fingerprints with the councils they are of."""

    ids: frozenset[str]
    fingerprints: Mapping[str, frozenset[str]]

    def has(self, item: Item) -> bool:
        """Whether an item, with its meeting, was taken down under whatever id."""
        if item.id in self.ids or not self.fingerprints:
            return item.id in self.ids
        return any(self._is_of(self.fingerprints.get(one, frozenset()), item.council) for one in fingerprints(item))

    @staticmethod
    def _is_of(councils: frozenset[str], council: str) -> bool:
        """Whether a council is among those of a fingerprint; where either is not known, it may be."""
        return bool(councils) and (council == IMPORTED or not councils.isdisjoint((council, IMPORTED)))


def forgotten(ids: Iterable[str], told: Iterable[tuple[str, str]]) -> Forgotten:
    """What is known by ids, and by fingerprints with their councils."""
    councils: dict[str, set[str]] = defaultdict(set)
    for fingerprint, council in told:
        councils[fingerprint].add(council)
    return Forgotten(frozenset(ids), {one: frozenset(of) for one, of in councils.items()})


class Takedowns(Struct, frozen=True):
    """What an archive knows of all that was taken down: rows of (id, reason, when); (fingerprint, council, id)."""

    tombstones: tuple[tuple[str, str, str], ...] = ()
    fingerprints: tuple[tuple[str, str, str], ...] = ()


class Takedown:
    """The tombstones of an archive."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @property
    def forgotten(self) -> Forgotten:
        """Everything that was taken down."""
        ids = self._database.execute("SELECT item_id FROM tombstones")
        told = self._database.execute("SELECT fingerprint, council FROM tombstone_fingerprints") if ids else []
        return forgotten((row[0] for row in ids), ((row[0], row[1]) for row in told))

    def mark(self, item: Item, reason: str, forgotten_at: str, *, council: str) -> None:
        """Remember that an item was taken down, and by which fingerprints, of which council, it is known."""
        self._database.execute(
            "INSERT OR IGNORE INTO tombstones (item_id, reason, forgotten_at) VALUES (?, ?, ?)",
            (item.id, reason, forgotten_at),
        )
        self._database.execute_many(
            "INSERT OR IGNORE INTO tombstone_fingerprints (fingerprint, council, item_id) VALUES (?, ?, ?)",
            [(one, council, item.id) for one in sorted(fingerprints(item))],
        )

    def tombstone(self, item_id: str) -> TakenDown | None:
        """When and why an item was taken down, to be raised; None when it was not."""
        rows = self._database.execute("SELECT forgotten_at, reason FROM tombstones WHERE item_id = ?", (item_id,))
        return TakenDown(item_id, rows[0][0][:10], rows[0][1]) if rows else None

    def not_erased(self) -> tuple[str, ...]:
        """Items that were taken down, but whose traces may be in the index or in free space."""
        rows = self._database.execute("SELECT item_id FROM tombstones WHERE NOT erased ORDER BY item_id")
        return tuple(row[0] for row in rows)

    def told(self) -> Takedowns:
        """All tombstones and fingerprints, for another archive of the same pages."""
        tombstones = self._database.execute("SELECT item_id, reason, forgotten_at FROM tombstones ORDER BY item_id")
        told = self._database.execute("SELECT fingerprint, council, item_id FROM tombstone_fingerprints")
        return Takedowns(tuple(map(tuple, tombstones)), tuple(map(tuple, told)))

    def take_over(self, known: Takedowns) -> None:
        """Remember what another archive remembers; of what is held here nothing is removed by that."""
        self._database.execute_many(
            "INSERT OR IGNORE INTO tombstones (item_id, reason, forgotten_at, erased) VALUES (?, ?, ?, 1)",
            known.tombstones,
        )
        self._database.execute_many(
            "INSERT OR IGNORE INTO tombstone_fingerprints (fingerprint, council, item_id) VALUES (?, ?, ?)",
            known.fingerprints,
        )

    def note_erased(self) -> None:
        """All traces are gone."""
        self._database.execute("UPDATE tombstones SET erased = 1 WHERE NOT erased")


def fingerprints(item: Item) -> frozenset[str]:
    """By which an item, with its meeting, is known again; nothing can be read from them.

    Each is of an occasion, of the item's title or number there, and of its text.
    """
    told = product(_occasions(item.meeting), _named_texts(item)) if item.meeting else ()
    return frozenset(_digest(*occasion, *words) for occasion, words in told)


def _occasions(meeting: Meeting) -> Iterator[_Words]:
    """By what a meeting is known: its own id within its council; its day and committee, where both are known.

    Without them its id is all there is, even where the council is not known: ids of portals repeat among councils,
    so that this is too little for a meeting that tells its day and committee.
    """
    yield "meeting", meeting.council, meeting.id
    if meeting.date and meeting.committee:
        yield "occasion", str(meeting.date), *forms(meeting.committee)
    else:
        yield "no occasion", meeting.id


def _named_texts(item: Item) -> Iterator[_Words]:
    """The whole text and the minutes alone, which are all that printed minutes have, each with what names it."""
    minutes = tuple(forms(item.minutes))
    whole = *forms(f"{item.agenda} {item.decision}"), *minutes
    for text in {whole, minutes} if minutes else {whole}:
        yield "title", *forms(item.title), "text", *text
        if item.number and len(text) >= _LONG:
            yield "number", item.number, "text", *text


def _digest(*words: str) -> str:
    return hashlib.sha256(" ".join(words).encode()).hexdigest()
