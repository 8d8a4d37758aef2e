"""The register of officers as it is kept: mentions, officers with their ids and former ids, what is unsettled."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from searcher.archive.generations import Generations
from searcher.archive.rows import day_of
from searcher.model import Item, Officer
from searcher.register import Corrections, Form, Mention
from searcher.storage import Database, Row

_MENTIONS = """
SELECT o.item_id, o.position, o.name, o.post, o.told, o.officer_id, o.may_be, m.id AS meeting, m.date
FROM officer_mentions o JOIN items i ON i.id = o.item_id JOIN meetings m ON m.id = i.meeting_id
WHERE m.council = ? ORDER BY o.item_id, o.position
"""

Place = tuple[str, int]
"""A mention: its item, and its position there."""


class Register:
    """The officers of an archive. Who is who is worked out elsewhere, and kept here."""

    def __init__(self, database: Database, generations: Generations) -> None:
        self._database = database
        self._generations = generations

    # While items are kept

    def known(self, item: Item) -> Item:
        """An item whose mentions have the ids that are known for them; new mentions have none until it is settled."""
        rows = self._database.execute("SELECT * FROM officer_mentions WHERE item_id = ?", (item.id,))
        held = {(row["name"], row["post"], row["told"]): row["officer_id"] for row in rows}
        ids = (held.get((one.name, one.post, one.id)) for one in item.officers)
        return _with_ids(item, ids)

    def note(self, item: Item, told: Sequence[Officer]) -> None:
        """An item was kept, whose page told these officers: keep the ids told, and settle who is who later."""
        for position, officer in enumerate(told):
            if officer.id is not None:
                self._database.execute(
                    "UPDATE officer_mentions SET told = ? WHERE item_id = ? AND position = ?",
                    (officer.id, item.id, position),
                )
        self.unsettle(item.council)

    def unsettle(self, council: str) -> None:
        """Mentions of a council changed: who is who has to be worked out anew."""
        self._database.execute("INSERT OR IGNORE INTO unsettled_councils (council) VALUES (?)", (council,))

    def drop_unmentioned(self, officers: Iterable[str]) -> None:
        """Remove those of these officers whom no item mentions any more, and all forms in which they were."""
        for officer_id in officers:
            self._database.execute(
                "DELETE FROM officers WHERE id = ?"
                " AND NOT EXISTS (SELECT 1 FROM officer_mentions WHERE officer_id = officers.id)",
                (officer_id,),
            )

    # While who is who is settled

    def unsettled(self, corrections: Corrections) -> list[str]:
        """The councils whose register is not up to date; all of them when other corrections were told."""
        if self.corrected_by != corrections.digest:
            return self.councils()
        return [row[0] for row in self._database.execute("SELECT council FROM unsettled_councils ORDER BY council")]

    @property
    def corrected_by(self) -> str:
        """The digest of the corrections by which it was last settled."""
        return str(self._database.execute("SELECT corrections FROM register_state")[0][0])

    def councils(self) -> list[str]:
        """The councils of which anything is held."""
        rows = self._database.execute(
            "SELECT council FROM meetings UNION SELECT council FROM officers UNION SELECT council"
            " FROM unsettled_councils ORDER BY 1"
        )
        return [row[0] for row in rows]

    def mentions(self, council: str) -> dict[Mention, tuple[str | None, str | None]]:
        """All mentions of a council, each with the id it has and the ids it may be of."""
        former = self.former_ids()
        return {
            _mention(row, self._told(row["told"], council, former)): (row["officer_id"], row["may_be"])
            for row in self._database.execute(_MENTIONS, (council,))
        }

    def forms(self, council: str) -> dict[str, list[Form]]:
        """The names and posts that each officer of a council was seen with, by id, the oldest officer first."""
        found: dict[str, list[Form]] = defaultdict(list)
        for row in self._database.execute(
            "SELECT f.* FROM officer_forms f JOIN officers o ON o.id = f.officer_id WHERE o.council = ?"
            " ORDER BY o.number, f.name, f.post",
            (council,),
        ):
            found[row["officer_id"]].append(Form(row["name"], row["post"], day_of(row["since"]), day_of(row["until"])))
        return found

    def former_ids(self) -> dict[str, str]:
        """The present id of each officer who had another before."""
        return {row[0]: row[1] for row in self._database.execute("SELECT id, officer_id FROM former_officer_ids")}

    def is_free(self, officer_id: str) -> bool:
        """Whether an id is nobody's and never was."""
        return not self._database.execute(
            "SELECT 1 FROM officers WHERE id = ? UNION SELECT 1 FROM former_officer_ids WHERE id = ?",
            (officer_id, officer_id),
        )

    def name(self, officer_id: str) -> str:
        """What an officer is called; the id of one who is not known."""
        rows = self._database.execute("SELECT name FROM officers WHERE id = ?", (officer_id,))
        return str(rows[0][0]) if rows else officer_id

    def put_officer(self, officer_id: str, council: str, name: str, evidence: str) -> None:
        """Enter an officer, or what is now known of one."""
        told = (council, name, evidence)
        rows = self._database.execute("SELECT council, name, evidence FROM officers WHERE id = ?", (officer_id,))
        if rows and tuple(rows[0]) == told:
            return
        if not rows or rows[0]["name"] != name:
            self._generations.changed()
        self._database.execute(
            "INSERT INTO officers (id, council, name, evidence) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
            " name = excluded.name, evidence = excluded.evidence",
            (officer_id, *told),
        )

    def put_forms(self, officer_id: str, forms: Iterable[Form]) -> None:
        """Keep the names and posts that an officer was seen with."""
        self._database.execute("DELETE FROM officer_forms WHERE officer_id = ?", (officer_id,))
        self._database.execute_many(
            "INSERT INTO officer_forms (officer_id, name, post, since, until) VALUES (?, ?, ?, ?, ?)",
            [(officer_id, one.name, one.post, _written(one.since), _written(one.until)) for one in forms],
        )

    def put_mention(self, place: Place, officer_id: str | None, may_be: str | None) -> None:
        """Say whose a mention is, or whose it may be."""
        self._database.execute(
            "UPDATE officer_mentions SET officer_id = ?, may_be = ? WHERE item_id = ? AND position = ?",
            (officer_id, may_be, *place),
        )

    def make_former(self, former: Mapping[str, str]) -> None:
        """Ids that turned out to be of officers who have an older one."""
        for officer_id, present in former.items():
            self._generations.changed()
            self._database.execute(
                "UPDATE former_officer_ids SET officer_id = ? WHERE officer_id = ?", (present, officer_id)
            )
            self._database.execute("DELETE FROM officers WHERE id = ?", (officer_id,))
            self._database.execute(
                "INSERT INTO former_officer_ids (id, officer_id) VALUES (?, ?)", (officer_id, present)
            )

    def note_settled(self, councils: Iterable[str], corrections: Corrections) -> None:
        """Who is who is up to date."""
        self._database.execute_many(
            "DELETE FROM unsettled_councils WHERE council = ?", [(council,) for council in councils]
        )
        if self.corrected_by != corrections.digest:
            self._generations.changed()
            self._database.execute("UPDATE register_state SET corrections = ?", (corrections.digest,))

    def note_changed(self, items: int) -> None:
        """So many items have other officers now: the index has to follow."""
        for _ in range(items):
            self._generations.changed()

    def drop_empty(self, council: str) -> None:
        """Remove officers that nothing is known of any more: those who were split off by hand, and no longer are."""
        self._database.execute(
            "DELETE FROM officers WHERE council = ?"
            " AND NOT EXISTS (SELECT 1 FROM officer_forms WHERE officer_id = officers.id)"
            " AND NOT EXISTS (SELECT 1 FROM officer_mentions WHERE officer_id = officers.id)",
            (council,),
        )

    def _told(self, told: str | None, council: str, former: Mapping[str, str]) -> str | None:
        """An id that a page brought, as it is now; None when it is that of another council's officer."""
        if told is None:
            return None
        told = former.get(told, told)
        rows = self._database.execute("SELECT council FROM officers WHERE id = ?", (told,))
        return told if not rows or rows[0][0] == council else None


def _mention(row: Row, told: str | None) -> Mention:
    key = (row["item_id"], row["position"])
    return Mention(key, row["name"], row["post"] or None, day_of(row["date"]), row["meeting"], told)


def _with_ids(item: Item, ids: Iterable[str | None]) -> Item:
    officers = tuple(replace(one, id=officer_id) for one, officer_id in zip(item.officers, ids, strict=True))
    return replace(item, officers=officers)


def _written(day: object) -> str | None:
    return str(day) if day else None
