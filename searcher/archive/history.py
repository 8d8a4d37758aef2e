"""The history of an archive, read from its journal: which run saw what become of which items. Reads only.

It costs as much as is asked for: a run's moves without their texts, and the texts of those alone that are told.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from msgspec.structs import replace

from searcher import exchange
from searcher.archive.items import Items
from searcher.archive.statements import AT_ONCE, batches, select
from searcher.differences import differences
from searcher.history import Changed, Move, Noted, Run, Seen, Tally, net, statuses_around
from searcher.model import Item, Meeting
from searcher.storage import Database, Row
from searcher.words import forms

# Runs that bring no page: what they read otherwise than before is no change of what a council published.
_REREADING = ("clean", "index", "forget", "bring forward")
_RUNS = """
SELECT id, started_at, command FROM generations g
WHERE id >= ? AND id <= coalesce(?, id) AND substr(started_at, 1, 10) BETWEEN ? AND ?
  AND command {are} IN (?, ?, ?, ?)
  AND (EXISTS (SELECT 1 FROM item_changes WHERE generation = g.id)
    OR EXISTS (SELECT 1 FROM status_changes WHERE generation = g.id AND NOT base))
ORDER BY id DESC
"""
_NOTED = """
SELECT c.item_id, i.meeting_id, i.position, c.change, c.version FROM item_changes c JOIN items i ON i.id = c.item_id
WHERE c.generation = ? ORDER BY c.item_id, c.number
"""
# Items that were there before a run, of a meeting; with how they stood.
_BEFORE = """
SELECT id, position, version FROM (
  SELECT i.id, i.position, c.version, c.change FROM items i JOIN item_changes c
    ON c.number = (SELECT max(number) FROM item_changes WHERE item_id = i.id AND generation < ?)
  WHERE i.meeting_id = ?
) WHERE change != 'withdrawn'
"""
_COMMITTEES = "SELECT DISTINCT council, committee, committee_id FROM meetings ORDER BY council, committee, committee_id"
Committee = tuple[str, str | None]
"""A committee by its council and its name, as meetings have it."""


class History:
    """The history of an archive."""

    def __init__(self, database: Database, items: Items) -> None:
        self._database = database
        self._items = items

    def runs(self, when: Seen) -> Iterator[Run]:
        """The runs of a time in which anything was brought that changed, the newest first."""
        return map(_run, self._runs(when, "NOT"))

    def reread(self, when: Seen) -> int:
        """How many items came, went or have other texts only because stored pages were read otherwise in that time."""
        runs = [row["id"] for row in self._runs(when, "")]
        counted = "SELECT count(DISTINCT item_id) FROM item_changes WHERE generation = ?"
        return sum(int(self._database.execute(counted, (run,))[0][0]) for run in runs)

    def committees(self, council: str | None, committee: str | None) -> set[Committee]:
        """The committees that are meant by a council's name, and by a committee's id or words in its name."""
        rows = self._database.execute(_COMMITTEES)
        return {
            (row["council"], row["committee"])
            for row in rows
            if council in (None, row["council"]) and (committee is None or _is_called(row, committee))
        }

    def moves(self, run: Run, among: set[Committee] | None = None) -> list[Move]:
        """What became of items in a run, by meeting; `among` the items of some committees."""
        rows = self._database.execute(_NOTED, (run.generation,))
        noted = {item: list(some) for item, some in groupby(rows, key=lambda row: str(row["item_id"]))}
        nets = (
            net(item, some[0]["meeting_id"], some[0]["position"], [(row["change"], row["version"]) for row in some])
            for item, some in noted.items()
        )
        found = [one for one in nets if one]
        found += list(self._with_other_status(run, found))
        meetings = self._meetings({one.meeting for one in found})
        told = (one for one in found if among is None or _committee(meetings[one.meeting]) in among)
        return sorted(told, key=lambda one: (_place(meetings[one.meeting]), one.position, one.item))

    def tallies(self, moves: Iterable[Move]) -> list[Tally]:
        """How many items of each committee came, changed, went and came back."""
        moves = list(moves)
        meetings = self._meetings({one.meeting for one in moves})
        found: dict[tuple[Committee, str], list[Move]] = defaultdict(list)
        for one in moves:
            found[_committee(meetings[one.meeting]), one.change].append(one)
        tallies = [Tally(*committee, some[0].change, len(some)) for (committee, _), some in found.items()]
        return sorted(tallies, key=lambda one: (one.council, one.committee or "", one.change))

    def told(self, run: Run, moves: Iterable[Move]) -> Iterator[Changed]:
        """Moves of a run with all that is told of them, in their order."""
        moves = list(moves)
        for start in range(0, len(moves), AT_ONCE):
            yield from self._told(run, moves[start : start + AT_ONCE])

    def _runs(self, when: Seen, are: str) -> list[Row]:
        first, last = when.first or "0000-01-01", when.last or "9999-12-31"
        bounds = (when.first_generation, when.last_generation, str(first), str(last))
        return self._database.execute(_RUNS.format(are=are), (*bounds, *_REREADING))

    def _with_other_status(self, run: Run, found: Sequence[Move]) -> Iterator[Move]:
        """The items of meetings that got another status in a run, besides those that were found."""
        rows = self._database.execute(
            "SELECT DISTINCT meeting_id FROM status_changes WHERE generation = ? AND NOT base", (run.generation,)
        )
        others = {one.item for one in found}
        for meeting, noted in self._statuses([row[0] for row in rows]).items():
            was, now = statuses_around(noted, run.generation)
            if was is None or was == now:
                continue
            for row in self._database.execute(_BEFORE, (run.generation, meeting)):
                if row["id"] not in others:
                    yield Move(row["id"], meeting, "changed", row["version"], row["version"], row["position"])

    def _statuses(self, meetings: Sequence[str]) -> dict[str, list[Noted]]:
        """What was noted of the statuses of meetings, in order."""
        found: dict[str, list[Noted]] = {meeting: [] for meeting in meetings}
        for some in batches(meetings):
            for row in self._database.execute(select("status_changes", "meeting_id", len(some), "number"), some):
                found[row["meeting_id"]].append(Noted(row["generation"], row["status"], bool(row["base"])))
        return found

    def _meetings(self, keys: Iterable[str]) -> dict[str, Row]:
        found: dict[str, Row] = {}
        for some in batches(sorted(keys)):
            found |= {row["id"]: row for row in self._database.execute(select("meetings", "id", len(some)), some)}
        return found

    def _told(self, run: Run, moves: Sequence[Move]) -> Iterator[Changed]:
        items = {item.id: item for item in self._items.read([one.item for one in moves])}
        statuses = self._statuses(list(dict.fromkeys(one.meeting for one in moves)))
        for move in moves:
            was, now = statuses_around(statuses[move.meeting], run.generation)
            item = items[move.item]
            newer = _with_status(self._text(item, move.version), now)
            older = None if move.was is None else _with_status(self._text(item, move.was), now if was is None else was)
            yield _changed(run, move, newer, older)

    def _text(self, item: Item, version: int) -> Item:
        """An item as it was in a version; the present one for what was not kept."""
        if version == item.versions:
            return item
        rows = self._database.execute(
            "SELECT record FROM item_versions WHERE item_id = ? AND version = ?", (item.id, version)
        )
        return exchange.from_line(rows[0]["record"])[0] if rows else item


def _run(row: Row) -> Run:
    return Run(row["id"], row["started_at"], row["command"])


def _committee(meeting: Row) -> Committee:
    return meeting["council"], meeting["committee"]


def _place(meeting: Row) -> tuple[str, str, str, str]:
    """By which meetings are told: those of a committee together, the first one first."""
    return meeting["council"], meeting["committee"] or "", meeting["date"] or "", meeting["id"]


def _is_called(row: Row, committee: str) -> bool:
    """Whether a committee is meant by its id, or by words of its name."""
    wanted, name = forms(committee), forms(row["committee"] or "")
    within = any(name[at : at + len(wanted)] == wanted for at in range(len(name)))
    return row["committee_id"] == committee or (bool(wanted) and within)


def _with_status(item: Item, status: str | None) -> Item:
    """An item of a meeting of this status; as its page tells it where none is known."""
    if status is None or item.meeting is None:
        return item
    return replace(item, meeting=replace(item.meeting, status=status))


def _changed(run: Run, move: Move, newer: Item, older: Item | None) -> Changed:
    meeting = newer.meeting or Meeting("", newer.council)
    return Changed(
        generation=run.generation,
        at=run.at,
        command=run.command,
        change=move.change,
        item=move.item,
        title=newer.title,
        number=newer.number,
        council=newer.council,
        committee=meeting.committee,
        meeting=meeting.id,
        date=meeting.date,
        status=meeting.status,
        url=newer.url or meeting.url,
        differences=differences(older, newer) if older else (),
        version=move.version,
    )
