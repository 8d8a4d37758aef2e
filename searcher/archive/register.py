"""The register of officers: who is who, and by which id. An officer keeps an id for ever, whatever is cleaned again."""

import itertools
import re
from collections.abc import Iterable

from searcher.model import Officer
from searcher.storage import Database
from searcher.words import forms, slug

_TITLE = re.compile(r"^(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Dame|Rev|Revd)\b\.?\s+")


class Register:
    """The officers of an archive. Those of one council with the same whole name are one; all others stay apart."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def id_of(self, council: str, officer: Officer) -> str:
        """The id of an officer who is mentioned; a new one is entered.

        An id that the mention brings is kept, unless it is that of another council's officer.
        """
        if officer.id is not None and self._council_of(officer.id) == council:
            return officer.id
        identity = " ".join(forms(_TITLE.sub("", officer.name)))
        held = self._database.execute("SELECT id FROM officers WHERE council = ? AND identity = ?", (council, identity))
        return str(held[0][0]) if held else self._enter(council, officer, identity)

    def drop(self, officers: Iterable[str]) -> None:
        """Remove those of these officers whom no item mentions any more."""
        for officer_id in officers:
            self._database.execute(
                "DELETE FROM officers WHERE id = ?"
                " AND NOT EXISTS (SELECT 1 FROM officer_mentions WHERE officer_id = officers.id)",
                (officer_id,),
            )

    def _enter(self, council: str, officer: Officer, identity: str) -> str:
        officer_id = self._free(officer.id or slug(_TITLE.sub("", officer.name)), council)
        self._database.execute(
            "INSERT INTO officers (id, council, name, identity) VALUES (?, ?, ?, ?)",
            (officer_id, council, officer.name, identity),
        )
        return officer_id

    def _free(self, wanted: str, council: str) -> str:
        """An id that nobody has: a namesake's ends in the name of the council."""
        of_council = f"{wanted}-{slug(council)}"
        counted = (f"{of_council}-{number}" for number in itertools.count(2))
        return next(one for one in itertools.chain((wanted, of_council), counted) if self._council_of(one) is None)

    def _council_of(self, officer_id: str) -> str | None:
        rows = self._database.execute("SELECT council FROM officers WHERE id = ?", (officer_id,))
        return str(rows[0][0]) if rows else None
