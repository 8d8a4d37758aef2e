"""The steps done with NumPy."""
# ruff: noqa: D102 - what they give stands in steps.py

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from searcher.engine.arrays import (
    NONE,
    Ints,
    among,
    arange_by,
    column_of,
    differing,
    each_once,
    largest,
    marks,
    pairs,
)
from searcher.engine.columns import Columns
from searcher.engine.occurrences import Postings, side_by_side
from searcher.engine.segment import N_AREAS
from searcher.engine.steps import Counted, Norms, Ranges

_MANY = 8  # only if less than one item in so many is counted are the values of each looked up
_LARGE = 1 << 24  # bytes, many times an array over all items of a segment
_POSTINGS = ("postings.at", "postings.docs", "postings.often", "places.at", "places")


class Scores:
    """A number for each of some items."""

    def __init__(self, docs: Ints) -> None:
        self.docs = docs
        self.values = np.zeros(len(docs))

    def add(self, items: Ints, weights: Ints, rarity: float, saturation: float, size: int) -> None:
        """Add the weights of places in items, put together and saturated; items without a score are passed over."""
        total = np.bincount(items, weights, size).take(self.docs)
        self.values += rarity * total / (saturation + total)

    def of(self, docs: Ints) -> Ints:
        """The scores of some of the items."""
        return self.values if len(docs) == len(self.docs) else self.values.take(np.searchsorted(self.docs, docs))


class Vectors:
    """See `steps.Steps`. Items and places are arrays in order; what is made of columns is kept."""

    def __init__(self) -> None:
        # The C library of Linux gives memory back, and asks for it again, with every large array, until it has seen a
        # larger one go: mallopt(3), M_MMAP_THRESHOLD. To get it anew takes as long as all steps of a question.
        np.empty(_LARGE, np.uint8)
        self._arrays: dict[tuple[int, str], Ints] = {}
        self._norms: dict[int, NDArray[np.float64]] = {}

    def column(self, columns: Columns, name: str) -> Ints:
        """A column, as it lies in the file."""
        return self._kept(columns, name, lambda: column_of(columns, name))

    def everything(self, size: int) -> Ints:
        return np.arange(size)

    def single(self, doc: int) -> Ints:
        return np.array([doc])

    def union(self, several: Sequence[Ints]) -> Ints:
        some = [docs for docs in several if len(docs)]
        if len(some) <= 1:
            return some[0] if some else NONE
        return each_once(np.concatenate(some))

    def intersection(self, several: Sequence[Ints]) -> Ints:
        found, *others = sorted(several, key=len)
        for other in others:
            found = found.compress(among(found, other))
        return found

    def difference(self, docs: Ints, others: Ints) -> Ints:
        return docs.compress(~among(docs, others))

    def count(self, docs: Ints) -> int:
        return len(docs)

    def holds(self, docs: Ints, doc: int) -> bool:
        at = int(np.searchsorted(docs, doc))
        return at < len(docs) and int(docs[at]) == doc

    def listed(self, columns: Columns, name: str, slices: Ranges) -> Ints:
        column = self.column(columns, name)
        return self.union([column[first:last] for first, last in slices])

    def between(self, columns: Columns, name: str, first: int, last: int, within: Ints | None) -> Ints:
        column = self.column(columns, name)
        if within is None:
            return np.flatnonzero((column >= first) & (column <= last))
        values = column.take(within)
        return within.compress((values >= first) & (values <= last))

    def postings(self, columns: Columns, words: Ranges, areas: Sequence[int], size: int) -> Postings:
        return Postings({name: self.column(columns, name) for name in _POSTINGS}, words, areas, size)

    def docs(self, postings: Postings) -> Ints:
        return np.flatnonzero(postings.holding)

    def docs_with_all(self, several: Sequence[Postings], within: Ints | None) -> Ints:
        holding = np.logical_and.reduce([one.holding for one in several])
        return np.flatnonzero(holding) if within is None else within.compress(holding.take(within))

    def docs_with_any(self, several: Sequence[Postings]) -> Ints:
        return np.flatnonzero(np.logical_or.reduce([one.holding for one in several]))

    def held(self, postings: Postings, dead: Ints | None) -> int:
        held = np.count_nonzero(postings.holding)
        return int(held if dead is None else held - np.count_nonzero(postings.holding.take(dead)))

    def places(self, postings: Postings, within: Ints | None) -> Ints:
        return postings.places(within)

    def side_by_side(self, several: Sequence[Postings], within: Ints | None) -> Ints:
        return side_by_side(several, within)

    def near(self, left: Ints, right: Ints, lengths: tuple[int, int], distance: int, most: int) -> tuple[Ints, Ints]:
        left, right = left.astype(np.intp), right.astype(np.intp)
        before, after = lengths[0] - 1, lengths[1] - 1
        behind, those_behind = pairs(left, right, before + 1, before + distance, most)
        ahead, those_ahead = pairs(left, right, -after - distance, -after - 1, most - len(behind))
        firsts = np.concatenate((left[behind], right[those_ahead]))
        lasts = np.concatenate((right[those_behind] + after, left[ahead] + before))
        order = np.lexsort((lasts, firsts))
        firsts, lasts = firsts.take(order), lasts.take(order)
        is_new = differing(firsts) | differing(lasts)
        return firsts.compress(is_new), right.take(each_once(np.concatenate((those_behind, those_ahead))))

    def filled(self, columns: Columns, cells: Ints, size: int, length: int) -> Ints:
        cells = cells.compress(cells < size)
        return cells.compress(self.column(columns, "lengths").take(cells) == length)

    def docs_of(self, cells: Ints, size: int) -> Ints:
        return each_once(cells % size)

    def cells_of(self, columns: Columns, places: Ints) -> Ints:
        return np.searchsorted(self.column(columns, "cells.at"), places, side="right") - 1

    def no_scores(self, docs: Ints) -> Scores:
        return Scores(docs)

    def add_words(self, scores: Scores, postings: Postings, norms: Norms, rarity: float, saturation: float) -> None:
        items, cells, often = postings.docs, postings.cells, postings.often
        if len(scores.docs) * 2 < len(items):
            kept = postings.kept(scores.docs)
            items, cells, often = items.take(kept), cells.take(kept), often.take(kept)
        scores.add(items, often * self._norms_of(norms).take(cells), rarity, saturation, norms.size)

    def add_cells(self, scores: Scores, cells: Ints, norms: Norms, rarity: float, saturation: float) -> None:
        scores.add(cells % norms.size, self._norms_of(norms).take(cells), rarity, saturation, norms.size)

    def best(self, scores: Scores, among: Ints, columns: Columns, ranks: str, most: int) -> list[tuple[int, float]]:
        values, order = scores.of(among), self.column(columns, ranks)
        some = largest(values if values.any() else -order.take(among).astype(np.float64), most)
        docs, values = among.take(some), values.take(some)
        first = np.lexsort((order.take(docs), -values))[:most]
        return list(zip(docs.take(first).tolist(), values.take(first).tolist(), strict=True))

    def tally(self, counted: Sequence[Counted], values: int) -> tuple[Sequence[int], Sequence[int]]:
        total = np.zeros(values, np.int64)
        for columns, facet, docs, codes_of in counted:
            counts = self._counts(columns, facet, docs)
            total[codes_of[: len(counts)]] += counts
        found = np.flatnonzero(total)
        found = found[np.argsort(-total[found], kind="stable")]
        return found.tolist(), total[found].tolist()

    def _counts(self, columns: Columns, facet: str, docs: Ints) -> Ints:
        """How many of some items have each value of a facet."""
        codes = self._whole(columns, f"{facet}.codes")
        if not columns.has(f"{facet}.codes_at"):
            return np.bincount(codes.take(docs))[1:]
        at = self._whole(columns, f"{facet}.codes_at")
        if len(docs) * _MANY < len(at):
            starts = at.take(docs)
            return np.bincount(codes.take(arange_by(starts, at.take(docs + 1) - starts)))
        holders = self._kept(columns, f"{facet} holders", lambda: np.repeat(np.arange(len(at) - 1), np.diff(at)))
        return np.bincount(codes.compress(marks(docs, len(at)).take(holders)))

    def _whole(self, columns: Columns, name: str) -> Ints:
        """A column as numbers that arrays are indexed by."""
        return self._kept(columns, f"{name} whole", lambda: self.column(columns, name).astype(np.intp))

    def _kept(self, columns: Columns, name: str, made: Callable[[], Ints]) -> Ints:
        key = (id(columns), name)
        if key not in self._arrays:
            self._arrays[key] = made()
        return self._arrays[key]

    def _norms_of(self, norms: Norms) -> NDArray[np.float64]:
        key = id(norms.columns)
        if key not in self._norms:
            lengths = self.column(norms.columns, "lengths").reshape(N_AREAS, norms.size)
            of_kind = self.column(norms.columns, "kind.codes") == norms.lesser
            counts, share = np.where(of_kind, norms.lesser_share, 1.0), norms.length_share
            self._norms[key] = np.concatenate(
                [
                    counts * weight / (1 - share + share * lengths[area] / mean)
                    for area, (weight, mean) in enumerate(zip(norms.weights, norms.means, strict=True))
                ]
            )
        return self._norms[key]
