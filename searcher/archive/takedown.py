"""What was taken down, and how its text is known again wherever and however it is laid out."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from searcher.model import Item
from searcher.storage import Database
from searcher.words import forms

_LONG = 25  # words: so many that two texts alike are one text


@dataclass(frozen=True, slots=True)
class Forgotten:
    """Ids and fingerprints of what was taken down."""

    ids: frozenset[str]
    fingerprints: frozenset[str]

    def has(self, item: Item) -> bool:
        """Whether an item, with its meeting, was taken down under whatever id."""
        return item.id in self.ids or not self.fingerprints.isdisjoint(fingerprints(item) if self.fingerprints else ())


class Takedown:
    """The tombstones of an archive."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @property
    def forgotten(self) -> Forgotten:
        """Everything that was taken down."""
        ids = self._database.execute("SELECT item_id FROM tombstones")
        prints = self._database.execute("SELECT fingerprint FROM tombstone_fingerprints") if ids else []
        return Forgotten(frozenset(row[0] for row in ids), frozenset(row[0] for row in prints))

    def mark(self, item_id: str, reason: str, forgotten_at: str, prints: Iterable[str]) -> None:
        """Remember that an item was taken down, and by which fingerprints its text is known."""
        self._database.execute(
            "INSERT OR IGNORE INTO tombstones (item_id, reason, forgotten_at) VALUES (?, ?, ?)",
            (item_id, reason, forgotten_at),
        )
        self._database.execute_many(
            "INSERT OR IGNORE INTO tombstone_fingerprints (fingerprint, item_id) VALUES (?, ?)",
            [(one, item_id) for one in sorted(prints)],
        )

    def not_erased(self) -> tuple[str, ...]:
        """Items that were taken down, but whose traces may be in the index or in free space."""
        rows = self._database.execute("SELECT item_id FROM tombstones WHERE NOT erased ORDER BY item_id")
        return tuple(row[0] for row in rows)

    def note_erased(self) -> None:
        """All traces are gone."""
        self._database.execute("UPDATE tombstones SET erased = 1 WHERE NOT erased")


def fingerprints(item: Item) -> frozenset[str]:
    """By which the text of an item, with its meeting, is known again; nothing can be read from them.

    Short and procedural texts are alike in many meetings: they are known only with date, committee and title.
    """
    whole = forms(f"{item.agenda} {item.decision} {item.minutes}")
    texts = [(*_occasion(item), *forms(item.title), *whole)]
    if item.kind == "business":
        texts += [words for words in (whole, forms(item.minutes)) if len(words) >= _LONG]
    return frozenset(hashlib.sha256(" ".join(words).encode()).hexdigest() for words in texts)


def _occasion(item: Item) -> tuple[str, ...]:
    if item.meeting is None:
        return ()
    return str(item.meeting.date), *forms(item.meeting.committee or "")
