"""The steps done with NumPy."""
# ruff: noqa: ARG002, D102 - what they give stands in steps.py

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from searcher.engine.columns import Columns
from searcher.engine.segment import N_AREAS
from searcher.engine.steps import Counted, Norms, Ranges

Ints = NDArray[Any]
_NONE = np.zeros(0, np.int64)
_FEW = 16  # so much smaller than another list is one worth looking up number by number
_SORTED_QUICKER = 500  # numbers are put in order quicker by sorting than by looking at every item
_MANY = 3  # if more than one in so many is wanted, looking at each is quicker than picking
_BLOCK = 64  # numbers of which only the largest is looked at, until it is known how large one must be


class Postings:
    """Where words stand: items, how often in each, the area of each; where their places lie in the column."""

    def __init__(self, docs: Ints, often: Ints, areas: Ints, places: list[tuple[int, int]], *, in_order: bool) -> None:
        self.docs = docs
        self.often = often
        self.areas = areas
        self.places = places
        self.in_order = in_order  # of one word: areas, in each the items


class Scores:
    """A number for each of some items."""

    def __init__(self, docs: Ints) -> None:
        self.docs = docs
        self.values = np.zeros(len(docs))

    def add(self, items: Ints, weights: Ints, rarity: float, saturation: float, size: int) -> None:
        """Add the weights of places in items, put together and saturated; items without a score are passed over."""
        docs = self.docs
        if len(docs) * _FEW < size:
            at = np.searchsorted(docs, items)
            at[at == len(docs)] = 0
            here = docs[at] == items
            total: Ints = np.bincount(at[here], weights[here], len(docs))
        else:
            total = np.bincount(items, weights, size)[docs]
        self.values += rarity * total / (saturation + total)

    def of(self, docs: Ints) -> Ints:
        """The scores of some of the items."""
        return self.values if len(docs) == len(self.docs) else self.values[np.searchsorted(self.docs, docs)]


class Vectors:
    """See `steps.Steps`. Items and places are arrays in order; what is made of columns is kept."""

    def __init__(self) -> None:
        self._arrays: dict[tuple[int, str], Ints] = {}
        self._norms: dict[int, NDArray[np.float64]] = {}

    def column(self, columns: Columns, name: str) -> Ints:
        """A column, as it lies in the file."""
        key = (id(columns), name)
        if key not in self._arrays:
            offset, count, code = columns.place(name)
            self._arrays[key] = np.frombuffer(columns.mapped, np.dtype(code), count, offset)
        return self._arrays[key]

    def everything(self, size: int) -> Ints:
        return np.arange(size)

    def single(self, doc: int) -> Ints:
        return np.array([doc])

    def union(self, several: Sequence[Ints]) -> Ints:
        some = [docs for docs in several if len(docs)]
        if len(some) <= 1:
            return some[0] if some else _NONE
        return _each_once(np.concatenate(some))

    def intersection(self, several: Sequence[Ints]) -> Ints:
        found, *others = sorted(several, key=len)
        for other in others:
            found = found[_are_among(found, other)]
        return found

    def difference(self, docs: Ints, others: Ints) -> Ints:
        return docs[~_are_among(docs, others)]

    def count(self, docs: Ints) -> int:
        return len(docs)

    def holds(self, docs: Ints, doc: int) -> bool:
        at = int(np.searchsorted(docs, doc))
        return at < len(docs) and int(docs[at]) == doc

    def listed(self, columns: Columns, name: str, slices: Ranges) -> Ints:
        column = self.column(columns, name)
        return self.union([column[first:last] for first, last in slices])

    def between(self, columns: Columns, name: str, first: int, last: int) -> Ints:
        column = self.column(columns, name)
        return np.flatnonzero((column >= first) & (column <= last))

    def postings(self, columns: Columns, words: Ranges, areas: Sequence[int], size: int) -> Postings:
        at, places_at = self.column(columns, "postings.at"), self.column(columns, "places.at")
        docs, often = self.column(columns, "postings.docs"), self.column(columns, "postings.often")
        runs = _runs(words, areas)
        bounds = [at[first : last + 1] for first, last in runs]
        slices = [slice(int(one[0]), int(one[-1])) for one in bounds]
        kinds = [
            np.repeat(np.arange(first, last) % N_AREAS, np.diff(one))
            for (first, last), one in zip(runs, bounds, strict=True)
        ]
        return Postings(
            _joined([docs[one] for one in slices]),
            _joined([often[one] for one in slices]),
            _joined(kinds),
            [(int(places_at[first]), int(places_at[last])) for first, last in runs],
            in_order=len(words) == 1 and words[0][1] - words[0][0] == 1,
        )

    def docs(self, postings: Postings) -> Ints:
        if postings.in_order and (not len(postings.docs) or postings.areas[0] == postings.areas[-1]):
            return postings.docs
        return _each_once(postings.docs)

    def keys(self, columns: Columns, postings: Postings, within: Ints | None, size: int, bits: int) -> Ints:
        column = self.column(columns, "places")
        places = _joined([column[first:last] for first, last in postings.places])
        cells, often = postings.areas * size + postings.docs, postings.often
        if within is not None:
            kept = _are_among(postings.docs, within)
            if np.count_nonzero(kept) * _MANY < len(kept):
                ends = np.cumsum(often, dtype=np.int64)
                places = places[arange_by((ends - often)[kept], often[kept])]
            else:
                places = places[np.repeat(kept, often)]
            cells, often = cells[kept], often[kept]
        keys = np.repeat(cells << bits, often) | places
        return keys if postings.in_order else np.unique(keys)

    def side_by_side(self, several: Sequence[Ints]) -> Ints:
        shifted = sorted((keys - step for step, keys in enumerate(several)), key=len)
        found, *others = shifted
        for other in others:
            found = found[_stand_in(found, other)]
        return found

    def near(self, left: Ints, right: Ints, lengths: tuple[int, int], distance: int, bits: int) -> tuple[Ints, Ints]:
        before, after = lengths[0] - 1, lengths[1] - 1
        behind, those_behind = _pairs(left, right, before + 1, before + distance)
        ahead, those_ahead = _pairs(left, right, -after - distance, -after - 1)
        firsts = np.concatenate((left[behind], right[those_ahead]))
        lasts = np.concatenate((right[those_behind] + after, left[ahead] + before))
        order = np.lexsort((lasts, firsts))
        firsts, lasts = firsts[order], lasts[order]
        is_new = np.ones(len(firsts), bool)
        is_new[1:] = (firsts[1:] != firsts[:-1]) | (lasts[1:] != lasts[:-1])
        return firsts[is_new] >> bits, right[np.unique(np.concatenate((those_behind, those_ahead)))]

    def docs_of(self, cells: Ints, size: int) -> Ints:
        return _each_once(cells % size)

    def cells_of(self, keys: Ints, bits: int) -> Ints:
        return keys >> bits

    def no_scores(self, docs: Ints) -> Scores:
        return Scores(docs)

    def add_words(self, scores: Scores, postings: Postings, norms: Norms, rarity: float, saturation: float) -> None:
        items, areas, often = postings.docs, postings.areas, postings.often
        if len(scores.docs) * _FEW < len(items):
            kept = _are_among(items, scores.docs)
            items, areas, often = items[kept], areas[kept], often[kept]
        weights = often * self._norms_of(norms)[areas * norms.size + items]
        scores.add(items, weights, rarity, saturation, norms.size)

    def add_cells(self, scores: Scores, cells: Ints, norms: Norms, rarity: float, saturation: float) -> None:
        scores.add(cells % norms.size, self._norms_of(norms)[cells], rarity, saturation, norms.size)

    def best(self, scores: Scores, among: Ints, columns: Columns, ranks: str, most: int) -> list[tuple[int, float]]:
        values = scores.of(among)
        order = self.column(columns, ranks)[among]
        some = _first(-values if values.any() else order.astype(np.float64), most)
        some = some[np.lexsort((order[some], -values[some]))][:most]
        return list(zip(among[some].tolist(), values[some].tolist(), strict=True))

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
        codes = self.column(columns, f"{facet}.codes")
        if not columns.has(f"{facet}.codes_at"):
            return np.bincount(codes[docs])[1:]
        at = self.column(columns, f"{facet}.codes_at")
        docs = docs.astype(np.int64)
        starts = at[docs].astype(np.int64)
        return np.bincount(codes[arange_by(starts, at[docs + 1] - starts)])

    def _norms_of(self, norms: Norms) -> NDArray[np.float64]:
        key = id(norms.columns)
        if key not in self._norms:
            lengths = self.column(norms.columns, "lengths").reshape(N_AREAS, norms.size)
            share = norms.length_share
            self._norms[key] = np.concatenate(
                [
                    weight / (1 - share + share * lengths[area] / mean)
                    for area, (weight, mean) in enumerate(zip(norms.weights, norms.means, strict=True))
                ]
            )
        return self._norms[key]


def arange_by(starts: Ints, counts: Ints) -> Ints:
    """For each start as many numbers from there as counted, one run after another."""
    ends = np.cumsum(counts, dtype=np.int64)
    total = int(ends[-1]) if len(ends) else 0
    return np.repeat(starts - (ends - counts), counts) + np.arange(total)


def _runs(words: Ranges, areas: Sequence[int]) -> Ranges:
    """The keys of words in areas, as runs."""
    if len(areas) == N_AREAS:
        return [(first * N_AREAS, last * N_AREAS) for first, last in words]
    keys = (word * N_AREAS + area for first, last in words for word in range(first, last) for area in areas)
    return [(key, key + 1) for key in keys]


def _joined(several: Sequence[Ints]) -> Ints:
    if len(several) == 1:
        return several[0]
    return np.concatenate(several) if several else _NONE


def _each_once(docs: Ints) -> Ints:
    """Numbers of items in order, each once."""
    if len(docs) < _SORTED_QUICKER:
        return np.unique(docs)
    seen = np.zeros(int(docs.max()) + 1, bool)
    seen[docs] = True
    return np.flatnonzero(seen)


def _are_among(docs: Ints, others: Ints) -> Ints:
    """Which items are among others, which are in order."""
    if not len(docs) or not len(others):
        return np.zeros(len(docs), bool)
    if len(docs) * _FEW < len(others):
        return _stand_in(docs, others)
    seen = np.zeros(max(int(docs.max()), int(others[-1])) + 1, bool)
    seen[others] = True
    return seen[docs]


def _stand_in(some: Ints, others: Ints) -> Ints:
    """Which numbers stand in a list that is in order."""
    if not len(others):
        return np.zeros(len(some), bool)
    at = np.searchsorted(others, some.astype(others.dtype, copy=False))
    at[at == len(others)] = 0
    found: Ints = others[at] == some
    return found


def _pairs(left: Ints, right: Ints, low: int, high: int) -> tuple[Ints, Ints]:
    """The pairs, by their numbers, of which the right is from `low` to `high` further than the left."""
    first, last = np.searchsorted(right, left + low), np.searchsorted(right, left + high, side="right")
    counts = last - first
    return np.repeat(np.arange(len(left)), counts), arange_by(first, counts)


def _first(values: NDArray[np.float64], most: int) -> Ints:
    """The places of the least values: `most` of them, and more that are no greater than some of these."""
    blocks = len(values) // _BLOCK
    if blocks <= most:
        return np.arange(len(values))
    least = values[: blocks * _BLOCK].reshape(blocks, _BLOCK).min(axis=1)
    return np.flatnonzero(values <= np.partition(least, most - 1)[most - 1])
