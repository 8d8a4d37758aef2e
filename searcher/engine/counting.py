"""Facets: how many matches have each value, over all segments."""

from collections.abc import Iterator, Sequence
from typing import overload

from searcher.engine.labels import Labels
from searcher.results import FacetValue


class FacetCounts(Sequence[FacetValue]):
    """The values of a facet with their counts: most first, then by value. Each is named when it is looked at."""

    def __init__(
        self, facet: str, numbers: Sequence[int], counts: Sequence[int], chosen: set[int], labels: Labels
    ) -> None:
        self._facet, self._numbers, self._counts = facet, numbers, counts
        self._chosen, self._labels = chosen, labels

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, at: int) -> FacetValue: ...
    @overload
    def __getitem__(self, at: slice) -> list[FacetValue]: ...
    def __getitem__(self, at: int | slice) -> FacetValue | list[FacetValue]:
        if isinstance(at, slice):
            return [self[i] for i in range(*at.indices(len(self)))]
        number = self._numbers[at]
        value, label = self._labels.shown(self._facet, number)
        return FacetValue(label, self._counts[at], value, selected=number in self._chosen)

    def __iter__(self) -> Iterator[FacetValue]:
        for at in range(len(self._numbers)):
            yield self[at]

    def leading(self, most: int) -> list[FacetValue]:
        """The values with most matches, and those chosen."""
        return [self[i] for i, number in enumerate(self._numbers) if i < most or number in self._chosen]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    def __repr__(self) -> str:
        return repr(list(self))

    __hash__ = None  # type: ignore[assignment] # a list of counts is no key


def with_chosen(numbers: Sequence[int], counts: Sequence[int], chosen: set[int]) -> tuple[list[int], list[int]]:
    """Counts with the values chosen that no match has, last."""
    missing = sorted(chosen.difference(numbers))
    return [*numbers, *missing], [*counts, *(0 for _ in missing)]
