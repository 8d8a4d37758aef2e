"""What letters mean: in an item, and all senses they have in the councils of an archive. Reads only."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from searcher.acronyms import compared_letters, sense_of
from searcher.model import AcronymUse, Item, Meaning, OpenLetters, Sense
from searcher.storage import Database, Row

_OF_ITEM = "SELECT * FROM acronym_uses WHERE item_id = ? AND level IS NOT NULL ORDER BY letters"
_WRITTEN = (
    "SELECT meaning, count(*) AS times FROM acronym_definitions WHERE council = ? AND letters = ? AND sense = ?"
    " GROUP BY meaning"
)
_WAYS = "SELECT letters, sense, meaning, count(*) AS times FROM acronym_definitions GROUP BY letters, sense, meaning"
Name = tuple[str, str, str]
"""A council, letters in it as they are compared, and one of their senses."""


class Acronyms:
    """The letters of an archive, as far as it is settled what they mean."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, item: Item) -> tuple[AcronymUse, ...]:
        """The letters that an item defines, in its order, then those it uses and others define, by the alphabet."""
        own = (AcronymUse(one.letters, one.meaning, "item") for one in item.acronyms)
        return (*own, *map(self._use, self._database.execute(_OF_ITEM, (item.id,))))

    def senses(self, letters: str | None = None, council: str | None = None) -> tuple[Sense, ...]:
        """The senses that letters have, or all letters there are; by letters, council and how many items define each.

        In whatever case or number the letters are typed: "ehcps" is "EHCP".
        """
        return self._senses(*_asked(letters, council))

    def letters_for(self, meaning: str, council: str | None = None) -> tuple[Sense, ...]:
        """The senses that a meaning is one of, in whatever form it is typed; each tells its letters."""
        return self._senses(*_asked(None, council), ("sense", sense_of(meaning)))

    def meanings(self) -> tuple[Meaning, ...]:
        """Everything that letters stand for anywhere, by senses and letters."""
        ways: defaultdict[tuple[str, str], dict[str, int]] = defaultdict(dict)
        for row in self._database.execute(_WAYS):
            ways[row["sense"], row["letters"]][row["meaning"]] = row["times"]
        return tuple(Meaning(letters, sense, _most_written(ways[sense, letters])) for sense, letters in sorted(ways))

    def open(self, letters: str | None = None, council: str | None = None) -> tuple[OpenLetters, ...]:
        """Letters whose meaning is open in some items, with what it may be."""
        found: defaultdict[tuple[str, str, str], list[str]] = defaultdict(list)
        for row in self._rows("acronym_uses", *_asked(letters, council)):
            if row["may_be"]:
                found[row["letters"], row["council"], row["may_be"]].append(row["item_id"])
        return tuple(
            OpenLetters(council, letters, self._meanings(council, letters, may_be), tuple(items))
            for (letters, council, may_be), items in sorted(found.items())
        )

    def _senses(self, *conditions: tuple[str, str]) -> tuple[Sense, ...]:
        defined: defaultdict[Name, list[Row]] = defaultdict(list)
        used: defaultdict[Name, list[str]] = defaultdict(list)
        for row in self._rows("acronym_definitions", *conditions):
            defined[_name(row)].append(row)
        for row in self._rows("acronym_uses", *conditions):
            used[_name(row)].append(row["item_id"])
        found = (_sense(name, rows, used[name]) for name, rows in defined.items())
        return tuple(sorted(found, key=lambda one: (one.letters, one.council, -len(one.defined_in), one.meaning)))

    def _rows(self, table: str, *conditions: tuple[str, str]) -> list[Row]:
        where = " AND ".join(("1", *(f"{column} = ?" for column, _ in conditions)))
        statement = f"SELECT * FROM {table} WHERE {where} ORDER BY item_id"  # noqa: S608 - our own names
        return self._database.execute(statement, [value for _, value in conditions])

    def _use(self, row: Row) -> AcronymUse:
        council, letters = row["council"], row["letters"]
        meaning = self._meaning(council, letters, row["sense"]) if row["sense"] else None
        return AcronymUse(letters, meaning, row["level"], self._meanings(council, letters, row["may_be"] or ""))

    def _meanings(self, council: str, letters: str, senses: str) -> tuple[str, ...]:
        return tuple(self._meaning(council, letters, one) for one in senses.split("\n") if one)

    def _meaning(self, council: str, letters: str, sense: str) -> str:
        rows = self._database.execute(_WRITTEN, (council, letters, sense))
        return _most_written({row["meaning"]: row["times"] for row in rows})[0]


def _asked(letters: str | None, council: str | None) -> list[tuple[str, str]]:
    """What rows must have."""
    given = (("letters", None if letters is None else _typed(letters)), ("council", council))
    return [(column, value) for column, value in given if value is not None]


def _typed(letters: str) -> str:
    """Letters that people typed, as they are compared: "ehcps" gives "EHCP"."""
    plural = letters[:-1].upper() + "s" if letters.endswith("s") and len(letters) > 3 else letters.upper()
    return compared_letters(letters) or compared_letters(plural) or letters


def _name(row: Row) -> Name:
    return row["council"], row["letters"], row["sense"]


def _sense(name: Name, definitions: Sequence[Row], used: Iterable[str]) -> Sense:
    council, letters, _ = name
    variants = _most_written(Counter(row["meaning"] for row in definitions))
    defined = tuple(row["item_id"] for row in definitions)
    return Sense(council, letters, variants[0], variants, defined, tuple(used))


def _most_written(times: dict[str, int]) -> tuple[str, ...]:
    """Ways of writing a meaning, the most frequent first."""
    return tuple(sorted(times, key=lambda one: (-times[one], one)))
