"""What a search gives: hits, facets, coverage. Plain data; how it looks is `render`'s."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from typing import overload

from msgspec import Struct, field

from searcher.model import Area, Flag, Kind, Officer, Status
from searcher.query import Query

MOST_SNIPPETS = 10  # passages shown of an item


class Snippet(Struct, frozen=True):
    """A passage of an item with the words that matched. `parts` are runs of text, each marked or not.

    `page` is that of the PDF which the item was read from, on which the first of these words stands; None for what was
    read from anything else, or where that is not known.
    """

    area: Area
    parts: tuple[tuple[str, bool], ...] = ()
    page: int | None = None

    @property
    def text(self) -> str:
        """The passage without marks."""
        return "".join(text for text, _ in self.parts)

    @property
    def html(self) -> str:
        """The passage as HTML in which only `<mark>` is markup."""
        from html import escape  # noqa: PLC0415 - a terminal needs none of it

        return "".join(f"<mark>{escape(text)}</mark>" if marked else escape(text) for text, marked in self.parts)


class Hit(Struct, frozen=True):
    """An item that matched, with what a list of results shows of it. `flags` are its own and its meeting's.

    `snippets` are as many as were asked for, in the order of the item's areas and texts; `snippet` is the best of them.
    """

    id: str
    score: float
    title: str
    number: str | None
    council: str
    committee: str | None
    meeting: str
    date: datetime.date | None
    kind: Kind
    status: Status
    truncated: bool
    restricted: bool
    url: str | None
    source: str | None
    snippet: Snippet
    snippets: tuple[Snippet, ...] = ()
    officers: tuple[Officer, ...] = ()
    topics: tuple[str, ...] = ()
    flags: tuple[Flag, ...] = ()
    matched: tuple[str, ...] = ()


class FacetValue(tuple[str, int]):
    """A value of a facet and the number of matches that have it; as a tuple, (label, count)."""

    value: str
    selected: bool

    def __new__(cls, label: str, count: int, value: str, *, selected: bool = False) -> "FacetValue":
        """A value with the label people read and the id programs use."""
        made = super().__new__(cls, (label, count))
        made.value, made.selected = value, selected
        return made

    @property
    def label(self) -> str:
        """What people read."""
        return self[0]

    @property
    def count(self) -> int:  # type: ignore[override] # a facet's count is no tuple method
        """How many matches have this value."""
        return self[1]


def leading(values: Sequence[FacetValue], most: int) -> list[FacetValue]:
    """The values with most matches, and those chosen. Quick for a facet of many values, of which few are looked at."""
    told = getattr(values, "leading", None)
    if told is not None:
        return list(told(most))
    return [one for i, one in enumerate(values) if i < most or one.selected]


class Coverage(Struct, frozen=True):
    """What was searched, for the councils and committees that the filters leave. `through` is the last date held."""

    meetings: int = 0
    with_minutes: int = 0
    truncated_items: int = 0
    through: datetime.date | None = None


class Chosen(Struct, frozen=True):
    """What a filter written as text was taken for: values with their labels; none, and what was perhaps meant.

    `perhaps`: nobody is called so, and these may be by an initial.
    """

    name: str
    typed: str
    values: tuple[tuple[str, str], ...] = ()
    suggestions: tuple[str, ...] = ()
    perhaps: bool = False


class Results(Struct, frozen=True):
    """One page of hits, in order, with exact counts over all matches.

    `stale` says that the archive has changed since the index was written, so that this, and the coverage too, is of
    how it was; None when that is not known.

    `suggestion` is the text with its words respelled, `corrected` whether that is what was asked. Where nothing is
    found, `without` tells how many items there are without each filter; where filters are not what stands in the way,
    `words` tells how many have each word or phrase that must be there.
    """

    query: Query
    hits: tuple[Hit, ...] = ()
    total: int = 0
    facets: Mapping[str, Sequence[FacetValue]] = field(default_factory=dict)
    coverage: Coverage = field(default_factory=Coverage)
    took_ms: float = 0.0
    suggestion: str | None = None
    corrected: bool = False
    chosen: tuple[Chosen, ...] = ()
    stale: bool | None = None
    without: tuple[tuple[str, int], ...] = ()
    words: tuple[tuple[str, int], ...] = ()

    @property
    def sentence(self) -> str:
        """The query that was answered, told back in English, on one line."""
        from searcher.query.sentence import sentence  # noqa: PLC0415 - few ask for it

        taken = {(one.name, one.typed): [label for _, label in one.values] for one in self.chosen}
        return sentence(self.query, lambda name, typed: taken.get((name, typed), ()))

    def __len__(self) -> int:
        return len(self.hits)

    @overload
    def __getitem__(self, at: int) -> Hit: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Hit, ...]: ...
    def __getitem__(self, at: int | slice) -> Hit | tuple[Hit, ...]:
        return self.hits[at]

    def __iter__(self) -> Iterator[Hit]:
        return iter(self.hits)
