"""Where words stand, as arrays: in which items, in which of their areas, at which places; and where side by side."""

from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from searcher.engine.arrays import Ints, arange_by, differing, joined, marks, sorted_once
from searcher.engine.segment import N_AREAS, of_one_word
from searcher.engine.steps import Ranges

_FEW = 8  # only if less than one item in so many is wanted are the places of each picked
_FEWER = 16  # places so many times fewer than others are looked up in them one by one


class Postings:
    """The postings of some words: for each its item and how often the word stands there.

    `columns` has the segment's columns of postings and places, `size` is how many items it has.
    """

    def __init__(self, columns: Mapping[str, Ints], words: Ranges, areas: Sequence[int], size: int) -> None:
        self._columns = columns
        self._size = size
        self._runs = _runs(words, areas)
        self._bounds = [columns["postings.at"][first : last + 1].astype(np.intp) for first, last in self._runs]
        slices = [slice(one[0], one[-1]) for one in self._bounds]
        self.docs: Ints = joined([columns["postings.docs"][one] for one in slices]).astype(np.intp)
        self.often: Ints = joined([columns["postings.often"][one] for one in slices])
        self.in_order = of_one_word(words)
        """Whether each cell comes once and they ascend: the postings are of one word."""
        self._kept: tuple[Ints, Ints] | None = None

    @cached_property
    def holding(self) -> NDArray[np.bool_]:
        """Of every item of the segment whether any of the words stands in it."""
        return marks(self.docs, self._size)

    @cached_property
    def cells(self) -> Ints:
        """The cell of each posting: its area and its item."""
        firsts = [
            np.repeat(np.arange(first, last) % N_AREAS * self._size, np.diff(bounds))
            for (first, last), bounds in zip(self._runs, self._bounds, strict=True)
        ]
        return joined(firsts) + self.docs

    def places(self, within: Ints | None = None) -> Ints:
        """Where the words stand, in order, each place once: in all items, or at least in some."""
        if within is not None and len(within) * _FEW < self._size:
            found = self._places_in(within)
        else:
            at, places = self._columns["places.at"], self._columns["places"]
            found = joined([places[at[first] : at[last]] for first, last in self._runs])
        return found if self.in_order else sorted_once(found)

    def kept(self, docs: Ints) -> Ints:
        """The numbers of the postings of some items."""
        if self._kept is None or self._kept[0] is not docs:
            self._kept = docs, np.flatnonzero(marks(docs, self._size).take(self.docs))
        return self._kept[1]

    def _places_in(self, docs: Ints) -> Ints:
        kept = self.kept(docs)
        often = self.often.take(kept)
        return self._columns["places"].take(arange_by(self._starts(kept), often))

    def _starts(self, kept: Ints) -> Ints:
        """Where in the column of places those of some postings begin."""
        counts = np.array([bounds[-1] - bounds[0] for bounds in self._bounds], np.intp)
        behind = np.cumsum(counts)
        ends = np.cumsum(self.often, dtype=np.intp)
        firsts = np.array([int(self._columns["places.at"][key]) for key, _ in self._runs], np.intp)
        gaps = firsts - np.concatenate(([0], ends)).take(behind - counts)
        starts: Ints = ends.take(kept) - self.often.take(kept)
        starts += gaps.take(np.searchsorted(behind, kept, side="right"))
        return starts


def side_by_side(several: Sequence[Postings], within: Ints | None) -> Ints:
    """Where words stand one after another, the place of the first of them: in all items, or at least in some."""
    places = {id(one): one.places(within) for one in several}
    steps = sorted(range(len(several)), key=lambda step: len(places[id(several[step])]))
    found, at = places[id(several[steps[0]])], steps[0]
    for step in steps[1:]:
        found, at = _in_both(_moved(found, step - at), places[id(several[step])]), step
    return _moved(found, -at)


def _moved(places: Ints, by: int) -> Ints:
    moved: Ints = places + places.dtype.type(by) if by >= 0 else places - places.dtype.type(-by)
    return moved


def _in_both(some: Ints, others: Ints) -> Ints:
    """The numbers that stand in both of two lists in order, the first of which is shorter."""
    if len(some) * _FEWER < len(others):
        at = np.searchsorted(others, some.astype(others.dtype, copy=False))
        at[at == len(others)] = 0
        return some.compress(others.take(at) == some)
    both = np.concatenate((some, others))
    both.sort(kind="stable")  # quickest with runs that are in order
    return both.compress(~differing(both))


def _runs(words: Ranges, areas: Sequence[int]) -> list[tuple[int, int]]:
    """The keys of words in areas, as runs."""
    if len(areas) == N_AREAS:
        return [(first * N_AREAS, last * N_AREAS) for first, last in words]
    keys = (word * N_AREAS + area for first, last in words for word in range(first, last) for area in areas)
    return [(key, key + 1) for key in keys]
