"""What an archive tells the index: all of its items, or those that may read differently than they did."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct

from searcher.engine.shares import Share
from searcher.model import Item, Meaning, MeetingHeld, NamedValue, Tenure
from searcher.vocabulary import Synonyms

_NO_SYNONYMS = Synonyms(())


def not_known(mark: str) -> None:
    """For archives that do not know what was touched."""
    del mark


class Snapshot(Struct, frozen=True):
    """What an archive holds at one generation. `vocabulary` is a digest of the vocabularies it was cleaned with.

    `items` gives all items, or those there are of some ids. `shares` each give a part of all, in a process of their
    own. `touched` gives the ids of all items that may read differently than at a mark, those that are gone too, so that
    only these are read; None where that is not known. `mark` is what this snapshot will be asked by, the next time.
    """

    items: Callable[[Sequence[str] | None], Iterable[Item]]
    names: Mapping[str, tuple[NamedValue, ...]]
    meetings: tuple[MeetingHeld, ...]
    generation: int
    vocabulary: str
    shares: Callable[[], Sequence[Share]] = tuple
    synonyms: Synonyms = _NO_SYNONYMS
    meanings: tuple[Meaning, ...] = ()
    tenures: tuple[Tenure, ...] = ()
    mark: str = ""
    touched: Callable[[str], Sequence[str] | None] = not_known
