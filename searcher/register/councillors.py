"""Which councillor a name means: by those the portal lists for the meeting, else by those of the whole council.

A surname alone is enough where one alone of those at the meeting can be meant. Where two can, or nobody, it is not
known. Who is named with a post, such as Cabinet Member, need not have been there.
"""

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import combinations

from msgspec import Struct, field

from searcher.register.names import PersonName, person_name

_AROUND = datetime.timedelta(days=400)  # before the first meeting and after the last that lists somebody
_INITIALS = re.compile(r"(?:[^\W\d_a-z]\.?){1,3}")


class Sitting(Struct, frozen=True):
    """A meeting, as far as it tells who may be named there. `committee` is any id that lasts."""

    meeting: str
    committee: str | None = None
    day: datetime.date | None = None


class Seat(Struct, frozen=True):
    """A councillor whom the portal lists for a meeting, by the portal's id; the name is without "Councillor"."""

    id: str
    name: str
    sitting: Sitting


class _Known(Struct):
    """One councillor of one surname: all names, and the first and the last day on each committee and on any."""

    names: set[PersonName] = field(default_factory=set)
    spans: dict[str | None, tuple[datetime.date, datetime.date]] = field(default_factory=dict)

    def see(self, committee: str | None, day: datetime.date) -> None:
        first, last = self.spans.get(committee, (day, day))
        self.spans[committee] = (min(first, day), max(last, day))

    def is_of(self, committee: str | None, day: datetime.date) -> bool:
        """Whether they were of a committee, or with None of the council, before a day and after it."""
        first, last = self.spans.get(committee, (datetime.date.max, datetime.date.min))
        return first <= day <= last

    def is_about(self, day: datetime.date) -> bool:
        """Whether they may have been a councillor on a day."""
        first, last = self.spans[None]
        return first - _AROUND <= day <= last + _AROUND


class Councillors:
    """The councillors of one council, as the portal lists them for its meetings."""

    def __init__(self, seats: Iterable[Seat]) -> None:
        self._listed: dict[str, dict[str, set[PersonName]]] = defaultdict(lambda: defaultdict(set))
        self._known: dict[str, dict[str, _Known]] = defaultdict(lambda: defaultdict(_Known))
        self._called: dict[str, tuple[bool, datetime.date, str]] = {}
        for seat in seats:
            self._add(seat)

    @property
    def names(self) -> Mapping[str, str]:
        """What each councillor is called, by id: whole before with initials, then as last seen."""
        return {one: name for one, (_, _, name) in self._called.items()}

    def meant(self, names: Mapping[str, bool], sitting: Sitting) -> dict[str, str]:
        """Of the names written at a meeting those of which it is known whom they mean, with that councillor's id.

        Each name with whether it is written with a post. Names that cannot be one person's are not all taken for the
        one whom each of them fits; nor is a name with a post for one whom the meeting calls otherwise without.
        """
        told = ((name, self._meant(member_name(name), sitting, by_post=names[name])) for name in names)
        found = {name: one for name, one in told if one is not None}
        doubtful = set(_contradicted(found))
        without_post = {one for name, one in found.items() if not names[name]}
        return {
            name: one
            for name, one in found.items()
            if one not in doubtful and not (names[name] and one in without_post)
        }

    def _add(self, seat: Seat) -> None:
        person, sitting = member_name(seat.name), seat.sitting
        self._listed[sitting.meeting][seat.id].add(person)
        called = (person.is_whole, sitting.day or datetime.date.min, seat.name)
        self._called[seat.id] = max(called, self._called.get(seat.id, called))
        if sitting.day is not None:
            known = self._known[person.surname][seat.id]
            known.names.add(person)
            known.see(None, sitting.day)
            if sitting.committee is not None:
                known.see(sitting.committee, sitting.day)

    def _meant(self, person: PersonName, sitting: Sitting, *, by_post: bool) -> str | None:
        listed = self._listed.get(sitting.meeting, {})
        here = [one for one, names in listed.items() if all(map(person.may_be, names))]
        if not here:
            return self._absent(person, sitting)
        others = self._fitting(person) if by_post else {}
        return here[0] if len({*here, *others}) == 1 else None

    def _fitting(self, person: PersonName) -> dict[str, _Known]:
        """Who of the council can be meant, at whatever time."""
        known = self._known.get(person.surname, {})
        return {one: held for one, held in known.items() if any(map(person.may_be, held.names))}

    def _absent(self, person: PersonName, sitting: Sitting) -> str | None:
        """Who alone of the council can be meant, and was of it before that day and after it.

        By less than the whole name, of the committee too.
        """
        day = sitting.day
        near = [one for one in self._fitting(person).items() if day is not None and one[1].is_about(day)]
        if len(near) != 1 or day is None or not (person.is_whole or sitting.committee):
            return None
        one, known = near[0]
        was_of = known.is_of(None if person.is_whole else sitting.committee, day)
        return one if was_of and all(map(person.may_be, known.names)) else None


@lru_cache(maxsize=50_000)
def member_name(written: str) -> PersonName:
    """A councillor's name taken apart; initials may stand behind the surname: "Ash, J"."""
    words = written.replace(",", " ").split()
    behind: list[str] = []
    while len(words) > 1 and _INITIALS.fullmatch(words[-1]) and person_name(" ".join(words)).surname != _surname(words):
        behind = [*words.pop().replace(".", ""), *behind]
    return person_name(" ".join([*behind, *words]))


def _surname(words: list[str]) -> str:
    """The surname without the last word: the same as with it where that word is an honour, such as "JP"."""
    return person_name(" ".join(words[:-1])).surname


def _contradicted(found: Mapping[str, str]) -> Iterator[str]:
    """Those whom two names mean that cannot be one person's."""
    by_id: dict[str, list[PersonName]] = defaultdict(list)
    for name, one in found.items():
        by_id[one].append(member_name(name))
    for one, people in by_id.items():
        if not all(person.may_be(other) for person, other in combinations(people, 2)):
            yield one
