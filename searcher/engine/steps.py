"""The steps over columns that every answer is made of, apart from how they are done.

`plain.py` does them with Python's own sets and dicts, so that a single question need not wait for NumPy; `vectors.py`
does them with NumPy. Both give the same numbers, to the last bit. What passes between steps only they look into.

An item is known by its number in its segment (`doc`), its text in an area by its *cell* (`area * size + doc`). Texts of
all cells lie one behind another, far enough apart that no phrase reaches over: so a *place* of a word is one number.
"""

from collections.abc import Sequence
from typing import Any, Protocol

from msgspec import Struct

from searcher.engine.columns import Columns

Docs = Any
"""Items, each once."""
Places = Any
"""Places of words, each once, in order."""
Numbers = Any
"""Places, and some of them more than once."""
Cells = Any
"""Cells, one for each of some places."""
Postings = Any
"""In which cells a word stands, and how often."""
Scores = Any
"""A number for each of some items."""
Counted = tuple[Columns, str, Docs, Any]
"""Items of a segment whose values of a facet are counted, and by the segment's numbers of the values the index's."""
Ranges = Sequence[tuple[int, int]]
"""Runs of words by their numbers in the dictionary: the first, and the first after the last."""


class TooManyPairs(Exception):
    """More words stand near one another than were to be looked for."""


class Norms(Struct, frozen=True):
    """What an occurrence counts in a segment: more in an area of more weight, less in a text longer than the mean.

    `lesser` is a value of the facet `kind`, by its code: in items of that kind an occurrence counts `lesser_share`.
    """

    columns: Columns
    size: int
    weights: Sequence[float]
    means: Sequence[float]
    length_share: float
    lesser: int
    lesser_share: float


class Steps(Protocol):
    """What evaluation, ranking and counting are made of. `size` is how many items a segment has."""

    def column(self, columns: Columns, name: str) -> Any:
        """A column, as `tally` takes it."""

    def everything(self, size: int) -> Docs:
        """All items."""

    def single(self, doc: int) -> Docs:
        """One item."""

    def union(self, several: Sequence[Docs]) -> Docs:
        """Items that are in any."""

    def intersection(self, several: Sequence[Docs]) -> Docs:
        """Items that are in all; there is at least one."""

    def difference(self, docs: Docs, others: Docs) -> Docs:
        """Items that are not among others."""

    def count(self, docs: Docs) -> int:
        """How many items."""

    def holds(self, docs: Docs, doc: int) -> bool:
        """Whether an item is among them."""

    def listed(self, columns: Columns, name: str, slices: Ranges) -> Docs:
        """The items in some slices of a column."""

    def between(self, columns: Columns, name: str, first: int, last: int, within: Docs | None) -> Docs:
        """The items, of all or of some, whose number in a column is not below the first nor above the last."""

    def postings(self, columns: Columns, words: Ranges, areas: Sequence[int], size: int) -> Postings:
        """Where some words stand, in some areas."""

    def docs(self, postings: Postings) -> Docs:
        """The items in which words stand."""

    def docs_with_all(self, several: Sequence[Postings], within: Docs | None) -> Docs:
        """The items, of all or of some, in which of each of several the words stand."""

    def docs_with_any(self, several: Sequence[Postings]) -> Docs:
        """The items in which of any of several the words stand."""

    def held(self, postings: Postings, dead: Docs | None) -> int:
        """In how many items words stand, those that are deleted left out."""

    def places(self, postings: Postings, within: Docs | None) -> Places:
        """Where words stand: in all items, or at least in some."""

    def side_by_side(self, several: Sequence[Postings], within: Docs | None) -> Places:
        """Where words stand one after another, the place of the first of them: in all items, or at least in some."""

    def near(
        self, left: Places, right: Places, lengths: tuple[int, int], distance: int, most: int
    ) -> tuple[Numbers, Places]:
        """Where what is `lengths` words long stands near: of each pair the first place; all places of the right.

        Raises TooManyPairs when there are more than `most`, before it has them all.
        """

    def cells_of(self, columns: Columns, places: Numbers) -> Cells:
        """The cell of each of some places."""

    def filled(self, columns: Columns, cells: Cells, size: int, length: int) -> Cells:
        """Of some cells those that are titles of so many words."""

    def docs_of(self, cells: Cells, size: int) -> Docs:
        """The items of some cells."""

    def no_scores(self, docs: Docs) -> Scores:
        """Nothing, for each of some items."""

    def add_words(self, scores: Scores, postings: Postings, norms: Norms, rarity: float, saturation: float) -> None:
        """Add what words count to the scores of items."""

    def add_cells(self, scores: Scores, cells: Cells, norms: Norms, rarity: float, saturation: float) -> None:
        """Add what a phrase counts, that stands once in each of some cells."""

    def best(self, scores: Scores, among: Docs, columns: Columns, ranks: str, most: int) -> list[tuple[int, float]]:
        """Of items with scores those among others that come first: by score, then by a column of ranks."""

    def tally(self, counted: "Sequence[Counted]", values: int) -> tuple[Sequence[int], Sequence[int]]:
        """The values that items have, by how many, then by number; and how many."""
