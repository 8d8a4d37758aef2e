"""Which updates there were and what they came to, and by what the stored pages were read."""

from msgspec import Struct

from searcher.storage import Database


class Run(Struct, frozen=True):
    """An update: when it began and ended, its exit status, and its report as JSON; None for one that was stopped."""

    started_at: str
    finished_at: str | None
    status: int | None
    report: str | None


class Runs:
    """The updates of an archive."""

    _KEPT = 400

    def __init__(self, database: Database) -> None:
        self._database = database

    @property
    def last(self) -> Run | None:
        """The last update that began."""
        return self._newest("")

    @property
    def last_finished(self) -> Run | None:
        """The last update that came to its end."""
        return self._newest("WHERE finished_at IS NOT NULL")

    def begin(self, at: str) -> int:
        """Note that an update begins; its number."""
        rows = self._database.execute("INSERT INTO updates (started_at) VALUES (?) RETURNING id", (at,))
        self._database.execute("DELETE FROM updates WHERE id <= ?", (rows[0][0] - self._KEPT,))
        return int(rows[0][0])

    def finish(self, number: int, at: str, status: int, report: str) -> None:
        """Note what an update came to."""
        self._database.execute(
            "UPDATE updates SET finished_at = ?, status = ?, report = ? WHERE id = ?", (at, status, report, number)
        )

    @property
    def read_by(self) -> str | None:
        """The digest of what all stored pages were last read by; None where that is not known."""
        rows = self._database.execute("SELECT digest FROM readings")
        return str(rows[0][0]) if rows else None

    @read_by.setter
    def read_by(self, digest: str) -> None:
        self._database.execute("DELETE FROM readings")
        self._database.execute("INSERT INTO readings (digest) VALUES (?)", (digest,))

    def _newest(self, which: str) -> Run | None:
        rows = self._database.execute(
            f"SELECT started_at, finished_at, status, report FROM updates {which} ORDER BY id DESC LIMIT 1"  # noqa: S608 - ours
        )
        return Run(*rows[0]) if rows else None
