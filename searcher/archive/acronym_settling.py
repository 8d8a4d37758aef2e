"""Brings what letters mean up to date with the meetings that changed.

A definition that comes or goes may settle the same letters elsewhere: in its meeting; in its committee or the whole
council where there are other senses now than before. So it makes no difference in which order meetings arrive.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from searcher.acronyms import Definition, Known, Place, compared_letters, letters_in, meant, sense_of, written_out
from searcher.archive.items import Items
from searcher.archive.statements import batches, delete_all, insert, select
from searcher.model import Acronym, Item
from searcher.storage import Database, Row
from searcher.words import slug

_DEFINITION = ("item_id", "letters", "sense", "meaning", "council", "meeting_id", "committee_id", "committee")
_KNOWN = (
    "SELECT DISTINCT council, meeting_id, committee_id, committee, sense FROM acronym_definitions"
    " WHERE council = ? AND letters = ?"
)
_BY_COMMITTEE = _KNOWN.replace("meeting_id", "'' AS meeting_id")  # few, however many meetings there are
_USES = (
    "SELECT u.item_id, u.council, i.meeting_id, m.committee_id, m.committee FROM acronym_uses u"
    " JOIN items i ON i.id = u.item_id JOIN meetings m ON m.id = i.meeting_id WHERE u.council = ? AND u.letters = ?"
)
_PUT = (  # a row that stays as it is was not touched
    "INSERT INTO acronym_uses (item_id, letters, council, sense, level, may_be) VALUES (?, ?, ?, ?, ?, ?)"
    " ON CONFLICT (item_id, letters) DO UPDATE SET sense = excluded.sense, level = excluded.level,"
    " may_be = excluded.may_be"
    " WHERE (sense, level, may_be) IS NOT (excluded.sense, excluded.level, excluded.may_be)"
)
Name = tuple[str, str]
"""A council, and letters in it."""


class AcronymSettling:
    """What letters mean is brought up to date: made before the items of changed meetings are read, one by one."""

    def __init__(self, database: Database, items: Items, meetings: Sequence[str], ids: Sequence[str]) -> None:
        """`ids` are those of the meetings' items. What was known of these is taken out, and is to be read again."""
        self._database = database
        self._items = items
        self._before: defaultdict[Name, set[Definition]] = defaultdict(set)
        self._after: defaultdict[Name, set[Definition]] = defaultdict(set)
        self._rows: defaultdict[Name, list[tuple[str | None, ...]]] = defaultdict(list)
        self._used: defaultdict[Name, dict[str, Place]] = defaultdict(dict)
        self._take_out("acronym_definitions", "meeting_id", meetings)
        self._take_out("acronym_definitions", "item_id", ids)
        self._delete("acronym_uses", "item_id", ids)

    def read(self, item: Item) -> None:
        """Note what an item that is not withdrawn says of letters, and which it uses besides."""
        place = _place(item)
        defined = {(_compared(one), sense_of(one.meaning)): one.meaning for one in reversed(item.acronyms)}
        for (letters, sense), meaning in defined.items():
            self._after[item.council, letters].add(Definition(place, sense))
            row = (item.id, letters, sense, meaning, item.council, place.meeting, place.committee_id, place.committee)
            self._rows[item.council, letters].append(row)
        for letters in letters_in(_texts(item), _names(item)) - {letters for letters, _ in defined}:
            self._used[item.council, letters][item.id] = place

    def resolve(self) -> None:
        """Work out what letters mean in the items that were read, and wherever else that may have changed."""
        for name in sorted({*self._used, *self._before, *self._after}):
            others = tuple(map(_definition, self._database.execute(_BY_COMMITTEE, name)))
            before, known = Known((*others, *self._before[name])), Known((*others, *self._after[name]))
            self._database.execute_many(insert("acronym_definitions", _DEFINITION), self._rows[name])
            if elsewhere := dict(self._changed_elsewhere(name, before, known)):
                known = Known(tuple(map(_definition, self._database.execute(_KNOWN, name))))
            self._put(name, known, {**self._used[name], **elsewhere})

    def _take_out(self, table: str, column: str, values: Sequence[str]) -> None:
        for some in batches(values):
            for row in self._database.execute(select(table, column, len(some)), some):
                self._before[row["council"], row["letters"]].add(_definition(row))
        self._delete(table, column, values)

    def _delete(self, table: str, column: str, values: Sequence[str]) -> None:
        for some in batches(values):
            self._database.execute(delete_all(table, column, len(some)), some)

    def _changed_elsewhere(self, name: Name, before: Known, known: Known) -> Iterator[tuple[str, Place]]:
        """The items of other meetings in which letters may mean something else now, each with its place."""
        is_new = before.senses != known.senses
        changed = {one.place for one in self._before[name] ^ self._after[name]}
        committees = [one for one in changed if before.of_committee(one) != known.of_committee(one)]
        for row in self._database.execute(_USES, name) if is_new or committees else ():
            place = _place_of(row)
            if is_new or any(one.is_of_committee(place) for one in committees):
                yield row["item_id"], place

    def _put(self, name: Name, known: Known, places: Mapping[str, Place]) -> None:
        texts = self._texts(list(places)) if len(known.senses) > 1 else {}
        for item_id, place in places.items():
            answer = meant(place, known, partial(written_out, texts=texts.get(item_id, ())))
            may_be = "\n".join(answer.may_be) or None
            council, letters = name
            self._database.execute(_PUT, (item_id, letters, council, answer.sense, answer.level, may_be))

    def _texts(self, ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
        return {item.id: _texts(item) for item in self._items.read(ids)}


def _compared(acronym: Acronym) -> str:
    return compared_letters(acronym.letters) or acronym.letters


def _texts(item: Item) -> tuple[str, ...]:
    """The texts in which letters may stand; a title that was taken from them is none."""
    title = () if item.title_inferred else (item.title,)
    return (*title, item.agenda, item.decision, item.minutes, *item.resolutions)


def _names(item: Item) -> Iterator[str]:
    """Whose initials may look like letters."""
    yield from (officer.name for officer in item.officers)
    yield from (councillor.name for councillor in item.councillors)
    if item.meeting is not None:
        yield from (*item.meeting.present, *item.meeting.apologies)


def _place(item: Item) -> Place:
    meeting = item.meeting
    if meeting is None:
        return Place(item.council, item.id.rpartition(":")[0])
    return Place(
        item.council, meeting.key, meeting.committee_id, slug(meeting.committee) if meeting.committee else None
    )


def _place_of(row: Row) -> Place:
    committee = slug(row["committee"]) if row["committee"] else None
    return Place(row["council"], row["meeting_id"], row["committee_id"], committee)


def _definition(row: Row) -> Definition:
    return Definition(Place(row["council"], row["meeting_id"], row["committee_id"], row["committee"]), row["sense"])
