"""The journal: each run's changes of items and of meetings' statuses, noted as they are made."""

from collections.abc import Sequence

from searcher.archive.generations import Generations
from searcher.archive.statements import batches
from searcher.history import Change
from searcher.storage import Database

# What the page tells, or "approved" where other minutes say so: as `Citations.told` has it.
_STATUSES = """
SELECT id, status FROM (
  SELECT m.id, CASE WHEN m.status IN ('draft', 'minutes')
      AND EXISTS (SELECT 1 FROM approvals a WHERE a.meeting_id = m.id) THEN 'approved' ELSE m.status END AS status,
    (SELECT s.status FROM status_changes s WHERE s.meeting_id = m.id ORDER BY s.number DESC LIMIT 1) AS noted
  FROM meetings m WHERE m.id IN ({marks})
) WHERE status IS NOT noted ORDER BY id
"""


class Journal:
    """The journal of an archive, to write in."""

    def __init__(self, database: Database, generations: Generations) -> None:
        self._database = database
        self._generations = generations

    def note(self, item_id: str, change: Change, version: int) -> None:
        """An item came, changed, went or came back in this run, in which it has this version."""
        self._database.execute(
            "INSERT INTO item_changes (generation, item_id, change, version) VALUES (?, ?, ?, ?)",
            (self._generations.this(), item_id, change, version),
        )

    def note_statuses(self, meetings: Sequence[str]) -> None:
        """Note the statuses of those of these meetings that have another than was last noted."""
        for some in batches(meetings):
            for row in self._database.execute(_STATUSES.format(marks=", ".join("?" * len(some))), some):
                self._database.execute(
                    "INSERT INTO status_changes (generation, meeting_id, status) VALUES (?, ?, ?)",
                    (self._generations.this(), row["id"], row["status"]),
                )
