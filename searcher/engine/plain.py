"""The steps done with Python's own sets and dicts: slow for a large answer, but ready at once."""
# ruff: noqa: ARG002, D102 - what they give stands in steps.py

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from heapq import nsmallest
from itertools import chain

from searcher.engine.columns import Columns
from searcher.engine.segment import N_AREAS
from searcher.engine.steps import Counted, Norms, Ranges, TooManyPairs

Docs = frozenset[int]
Part = tuple[int, int, int, int, int]
"""Where a word stands in an area: the area, its first posting and the first after them, its places likewise."""


class Postings:
    """Where words stand: parts of the columns."""

    def __init__(self, columns: Columns, parts: Sequence[Part]) -> None:
        self.items = columns.view("postings.docs")
        self.often = columns.view("postings.often")
        self.places = columns.view("places")
        self.parts = parts

    @cached_property
    def docs(self) -> Docs:
        """The items in which any of the words stands."""
        return frozenset(chain.from_iterable(self.items[first:last] for _, first, last, *_ in self.parts))


class Plain:
    """See `steps.Steps`."""

    def column(self, columns: Columns, name: str) -> memoryview:
        return columns.view(name)

    def everything(self, size: int) -> Docs:
        return frozenset(range(size))

    def single(self, doc: int) -> Docs:
        return frozenset((doc,))

    def union(self, several: Sequence[Docs]) -> Docs:
        return several[0] if len(several) == 1 else frozenset().union(*several)

    def intersection(self, several: Sequence[Docs]) -> Docs:
        first, *others = sorted(several, key=len)
        return first.intersection(*others)

    def difference(self, docs: Docs, others: Docs) -> Docs:
        return docs - others

    def count(self, docs: Docs) -> int:
        return len(docs)

    def holds(self, docs: Docs, doc: int) -> bool:
        return doc in docs

    def listed(self, columns: Columns, name: str, slices: Ranges) -> Docs:
        column = columns.view(name)
        return frozenset(chain.from_iterable(column[first:last] for first, last in slices))

    def between(self, columns: Columns, name: str, first: int, last: int, within: Docs | None) -> Docs:
        column = columns.view(name)
        if within is None:
            return frozenset(doc for doc, value in enumerate(column) if first <= value <= last)
        return frozenset(doc for doc in within if first <= column[doc] <= last)

    def postings(self, columns: Columns, words: Ranges, areas: Sequence[int], size: int) -> Postings:
        at, places_at = columns.view("postings.at"), columns.view("places.at")
        keys = (word * N_AREAS + area for first, last in words for word in range(first, last) for area in areas)
        parts = [
            (key % N_AREAS, at[key], at[key + 1], places_at[key], places_at[key + 1])
            for key in keys
            if at[key] < at[key + 1]
        ]
        return Postings(columns, parts)

    def docs(self, postings: Postings) -> Docs:
        return postings.docs

    def docs_with_all(self, several: Sequence[Postings], within: Docs | None) -> Docs:
        docs = [one.docs for one in several]
        return self.intersection(docs if within is None else [*docs, within])

    def docs_with_any(self, several: Sequence[Postings]) -> Docs:
        return self.union([one.docs for one in several])

    def held(self, postings: Postings, dead: Docs | None) -> int:
        return len(postings.docs - dead if dead else postings.docs)

    def places(self, postings: Postings, within: Docs | None) -> list[int]:
        found: list[int] = []
        for _, first, last, start, end in postings.parts:
            if within is None:
                found += postings.places[start:end]
                continue
            at = start
            for doc, often in zip(postings.items[first:last], postings.often[first:last], strict=True):
                if doc in within:
                    found += postings.places[at : at + often]
                at += often
        return sorted(set(found))

    def side_by_side(self, several: Sequence[Postings], within: Docs | None) -> list[int]:
        within = self.docs_with_all(several, within)
        shifted = (frozenset(at - step for at in self.places(one, within)) for step, one in enumerate(several))
        return sorted(frozenset.intersection(*shifted))

    def near(
        self, left: list[int], right: list[int], lengths: tuple[int, int], distance: int, most: int
    ) -> tuple[list[int], list[int]]:
        before, after = lengths[0] - 1, lengths[1] - 1
        pairs: set[tuple[int, int]] = set()
        reached: set[int] = set()
        for one in left:
            near = right[bisect_left(right, one + before + 1) : bisect_right(right, one + before + distance)]
            pairs.update((one, other + after) for other in near)
            reached.update(near)
            near = right[bisect_left(right, one - after - distance) : bisect_right(right, one - after - 1)]
            pairs.update((other, one + before) for other in near)
            reached.update(near)
            if len(pairs) > most:
                raise TooManyPairs
        return [first for first, _ in sorted(pairs)], sorted(reached)

    def filled(self, columns: Columns, cells: list[int], size: int, length: int) -> list[int]:
        lengths = columns.view("lengths")
        return [cell for cell in cells if cell < size and lengths[cell] == length]

    def docs_of(self, cells: list[int], size: int) -> Docs:
        return frozenset(cell % size for cell in cells)

    def cells_of(self, columns: Columns, places: Sequence[int]) -> list[int]:
        at = columns.view("cells.at")
        return [bisect_right(at, place) - 1 for place in places]

    def no_scores(self, docs: Docs) -> dict[int, float]:
        return dict.fromkeys(docs, 0.0)

    def add_words(
        self, scores: dict[int, float], postings: Postings, norms: Norms, rarity: float, saturation: float
    ) -> None:
        weights: dict[int, float] = {}
        lengths, kinds = norms.columns.view("lengths"), norms.columns.view("kind.codes")
        for area, first, last, *_ in postings.parts:
            weight, mean, base = norms.weights[area], norms.means[area], area * norms.size
            for doc, often in zip(postings.items[first:last], postings.often[first:last], strict=True):
                if doc in scores:
                    counts = norms.lesser_share if kinds[doc] == norms.lesser else 1.0
                    norm = counts * weight / (1 - norms.length_share + norms.length_share * lengths[base + doc] / mean)
                    weights[doc] = weights.get(doc, 0.0) + often * norm
        _add(scores, weights, rarity, saturation)

    def add_cells(
        self, scores: dict[int, float], cells: list[int], norms: Norms, rarity: float, saturation: float
    ) -> None:
        weights: dict[int, float] = {}
        lengths, kinds = norms.columns.view("lengths"), norms.columns.view("kind.codes")
        for cell in cells:
            area, doc = divmod(cell, norms.size)
            if doc in scores:
                length = norms.length_share * lengths[cell] / norms.means[area]
                counts = norms.lesser_share if kinds[doc] == norms.lesser else 1.0
                weights[doc] = weights.get(doc, 0.0) + counts * norms.weights[area] / (1 - norms.length_share + length)
        _add(scores, weights, rarity, saturation)

    def best(
        self, scores: dict[int, float], among: Docs, columns: Columns, ranks: str, most: int
    ) -> list[tuple[int, float]]:
        rank = columns.view(ranks)
        found = nsmallest(most, among, key=lambda doc: (-scores[doc], rank[doc]))
        return [(doc, scores[doc]) for doc in found]

    def tally(self, counted: Sequence[Counted], values: int) -> tuple[Sequence[int], Sequence[int]]:
        total: Counter[int] = Counter()
        for columns, facet, docs, codes_of in counted:
            for code, count in _counts(columns, facet, docs):
                total[codes_of[code]] += count
        found = sorted(total, key=lambda code: (-total[code], code))
        return found, [total[code] for code in found]


def _counts(columns: Columns, facet: str, docs: Docs) -> Iterable[tuple[int, int]]:
    """The values of a facet that some items have, each with how many."""
    codes = columns.view(f"{facet}.codes")
    if columns.has(f"{facet}.codes_at"):
        at = columns.view(f"{facet}.codes_at")
        return Counter(chain.from_iterable(codes[at[doc] : at[doc + 1]] for doc in docs)).items()
    counts = Counter(map(codes.__getitem__, docs))
    return ((code - 1, count) for code, count in counts.items() if code)


def _add(scores: dict[int, float], weights: Mapping[int, float], rarity: float, saturation: float) -> None:
    for doc, weight in weights.items():
        scores[doc] += rarity * weight / (saturation + weight)
