"""What a portal shows no longer: committees and meetings that no list has, pages that are gone."""

import datetime

from searcher.archive.generations import Generations
from searcher.storage import Database


class GonePages:
    """The pages of an archive that the portal has no longer. What they tell is kept, as withdrawn."""

    def __init__(self, database: Database, generations: Generations) -> None:
        self._database = database
        self._generations = generations

    def has(self, page_id: int) -> bool:
        """Whether a page is gone."""
        return bool(self._database.execute("SELECT 1 FROM gone_pages WHERE page_id = ?", (page_id,)))

    def add(self, page_id: int) -> None:
        """A page is gone since this run."""
        self._database.execute(
            "INSERT OR IGNORE INTO gone_pages (page_id, generation) VALUES (?, ?)", (page_id, self._generations.this())
        )

    def remove(self, page_id: int) -> bool:
        """A page is there again; whether it was gone."""
        was_gone = self.has(page_id)
        self._database.execute("DELETE FROM gone_pages WHERE page_id = ?", (page_id,))
        return was_gone


class Unlisted:
    """The committees and meetings that a portal listed once and lists no longer."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def note_committees(self, council: str, before: datetime.datetime, at: datetime.datetime) -> None:
        """Note from `at` on that those committees are listed no longer that no list showed since `before`."""
        self._database.execute(
            "UPDATE listed_committees SET unlisted_at = ? WHERE council = ? AND unlisted_at IS NULL AND listed_at < ?",
            (_written(at), council, _written(before)),
        )

    def note_meetings(
        self, council: str, committee: str | None, before: datetime.datetime, at: datetime.datetime
    ) -> None:
        """The same of the meetings of a committee; of all where it is None."""
        self._database.execute(
            "UPDATE listed_meetings SET unlisted_at = ? WHERE council = ? AND unlisted_at IS NULL AND listed_at < ?"
            " AND committee_id IS coalesce(?, committee_id)",
            (_written(at), council, _written(before), committee),
        )

    def committees(self, council: str) -> set[str]:
        """The ids of the committees that are listed no longer."""
        rows = self._database.execute(
            "SELECT id FROM listed_committees WHERE council = ? AND unlisted_at IS NOT NULL", (council,)
        )
        return {str(row[0]) for row in rows}

    def is_listed_since(self, council: str, meeting_id: str, moment: datetime.datetime) -> bool:
        """Whether a list shows a meeting, as far as is known, or showed it after a moment."""
        rows = self._database.execute(
            "SELECT 1 FROM listed_meetings WHERE council = ? AND id = ? AND (unlisted_at IS NULL OR listed_at >= ?)",
            (council, meeting_id, _written(moment)),
        )
        return bool(rows)

    def lists_any_since(self, council: str, moment: datetime.datetime) -> bool:
        """Whether lists showed any meeting after a moment."""
        rows = self._database.execute(
            "SELECT 1 FROM listed_meetings WHERE council = ? AND unlisted_at IS NULL AND listed_at > ? LIMIT 1",
            (council, _written(moment)),
        )
        return bool(rows)


def _written(moment: datetime.datetime) -> str:
    return moment.isoformat(timespec="microseconds")
