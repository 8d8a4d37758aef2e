"""Generations: each run that changes something has a number, by which it can be told what is new since when."""

import contextlib
import datetime
from collections.abc import Iterator

from searcher.storage import Database


class Generations:
    """The runs that changed the archive. A run has no number before it changes something."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._number: int | None = None
        self._changes = 0
        self._command = ""
        self._after = 0

    @property
    def newest(self) -> int:
        """The number of the newest generation; 0 when nothing was ever kept."""
        return int(self._database.execute("SELECT coalesce(max(id), 0) FROM generations")[0][0])

    def begin(self, command: str, *, after: int = 0) -> None:
        """A new run: all that it changes is one generation, later than `after`, which other archives may know."""
        self._number = None
        self._command = command
        self._after = after

    def this(self) -> int:
        """The number of this run, which thereby counts as one that changed something."""
        if self._number is None:
            self._number = max(self.newest, self._after) + 1
            self._database.execute(
                "INSERT INTO generations (id, started_at, command) VALUES (?, ?, ?)",
                (self._number, now(), self._command),
            )
        return self._number

    def changed(self) -> int:
        """The number of this run, which changed a meeting or an item."""
        self._changes += 1
        return self.this()

    def changed_since(self, number: int) -> bool:
        """Whether meetings or items differ from what they were after a generation."""
        later = self._database.execute("SELECT 1 FROM generations WHERE id > ? AND changes LIMIT 1", (number,))
        return bool(later) or number > self.newest

    @contextlib.contextmanager
    def writing(self) -> Iterator[None]:
        """All changes made inside are one transaction: all of them, or none."""
        before = self._number
        self._changes = 0
        try:
            with self._database.transaction():
                yield
                self._note_changes()
        except BaseException:
            self._number = before
            raise

    def _note_changes(self) -> None:
        if self._changes:
            self._database.execute(
                "UPDATE generations SET changes = changes + ? WHERE id = ?", (self._changes, self.this())
            )


def now() -> str:
    """This moment, as the archive writes it."""
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
