"""Which sense letters have in an item that does not define them, or which it may be.

The nearest definitions count: those of the same meeting, else of the same committee, else of the council. Nothing is
guessed: where these differ, or the item writes another meaning out, only its own words can decide.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import TypeVar

from msgspec import Struct

from searcher.model import IMPORTED, Level

Senses = frozenset[str]
_Name = TypeVar("_Name")


class Place(Struct, frozen=True):
    """Where letters stand: in which meeting, of which committee, by the portal's id and by its name as a slug."""

    council: str
    meeting: str
    committee_id: str | None = None
    committee: str | None = None

    def is_of_committee(self, other: "Place") -> bool:
        """Whether two meetings are of one committee: by the portal's id, whatever it was called, or by its name."""
        if self.committee_id and other.committee_id:
            return self.committee_id == other.committee_id
        return bool(self.committee) and self.committee == other.committee


class Definition(Struct, frozen=True):
    """An item of a place says what letters mean; see `sense_of`."""

    place: Place
    sense: str


class Answer(Struct, frozen=True):
    """What letters mean, and at which level that is defined.

    Where that is open, `sense` is None and `may_be` has all that it may be, in order of the alphabet; where the council
    defines the letters nowhere, there is no level.
    """

    sense: str | None = None
    level: Level | None = None
    may_be: tuple[str, ...] = ()


class Known(Struct, frozen=True, dict=True):
    """All that the items of one council say of the same letters."""

    definitions: tuple[Definition, ...]

    @cached_property
    def senses(self) -> Senses:
        """Every sense that the letters have somewhere."""
        return frozenset(one.sense for one in self.definitions)

    def near(self, place: Place) -> tuple[Level | None, Senses]:
        """The nearest level at which the letters are defined, and the senses they have there."""
        if senses := self._by_meeting.get(place.meeting):
            return "meeting", senses
        if senses := self.of_committee(place):
            return "committee", senses
        return ("council", self.senses) if self.senses else (None, self.senses)

    def of_committee(self, place: Place) -> Senses:
        """The senses that the letters have in the committee of a place."""
        own = (senses for one, senses in self._by_committee.items() if one.is_of_committee(place))
        return Senses().union(*own)

    @cached_property
    def _by_meeting(self) -> Mapping[str, Senses]:
        return _grouped((one.place.meeting, one.sense) for one in self.definitions)

    @cached_property
    def _by_committee(self) -> Mapping[Place, Senses]:
        """The senses in each committee, under a place in no meeting."""
        return _grouped((_committee_of(one.place), one.sense) for one in self.definitions)


def meant(place: Place, known: Known, own_words: Callable[[Senses], Senses]) -> Answer:
    """What letters mean in an item of a place, which does not define them.

    `own_words` gives those of some senses that the item writes out; it is only asked where there is a choice.
    """
    level, near = known.near(place)
    if level is None:
        return Answer()
    if place.council == IMPORTED and level != "meeting":  # other pages may be another council's
        return Answer(None, "council", tuple(sorted(known.senses)))
    said = own_words(known.senses) if len(known.senses) > 1 else frozenset()
    found = said if len(said) == 1 and said <= near else near | said
    return Answer(next(iter(found)), level) if len(found) == 1 else Answer(None, level, tuple(sorted(found)))


def _committee_of(place: Place) -> Place:
    return Place(place.council, "", place.committee_id, place.committee)


def _grouped(pairs: Iterable[tuple[_Name, str]]) -> dict[_Name, Senses]:
    found: dict[_Name, set[str]] = {}
    for name, sense in pairs:
        found.setdefault(name, set()).add(sense)
    return {name: frozenset(senses) for name, senses in found.items()}
