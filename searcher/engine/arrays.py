"""What NumPy lacks of what is done with numbers in order.

Where one of several ways is quicker by far, it stands here: `take` by whole indices, `compress` by truths, marks in an
array of bytes instead of searches, where a segment's items are few enough that marks for all of them cost nothing.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from searcher.engine.columns import Columns
from searcher.engine.steps import TooManyPairs

Ints = NDArray[Any]
NONE = np.zeros(0, np.intp)
_SORTED_QUICKER = 500  # numbers are put in order quicker by sorting than by marking them
_BLOCK = 64  # numbers of which only the largest is looked at, until it is known how large one must be


def column_of(columns: Columns, name: str) -> Ints:
    """A column, as it lies in the file."""
    offset, count, code = columns.place(name)
    return np.frombuffer(columns.mapped, np.dtype(code), count, offset)


def joined(several: Sequence[Ints]) -> Ints:
    """Arrays one after another."""
    if len(several) == 1:
        return several[0]
    return np.concatenate(several) if several else NONE


def marks(numbers: Ints, size: int) -> NDArray[np.bool_]:
    """Which of the numbers below `size` are among some."""
    found = np.zeros(size, bool)
    found[numbers] = True
    return found


def among(docs: Ints, others: Ints) -> NDArray[np.bool_]:
    """Which of some numbers in order are among others in order."""
    if not len(docs) or not len(others):
        return np.zeros(len(docs), bool)
    return marks(others, max(int(docs[-1]), int(others[-1])) + 1).take(docs)


def each_once(numbers: Ints) -> Ints:
    """Small numbers in order, each once."""
    if len(numbers) <= _SORTED_QUICKER:
        return sorted_once(numbers)
    return np.flatnonzero(marks(numbers, int(numbers.max()) + 1))


def sorted_once(numbers: Ints) -> Ints:
    """Numbers of any size in order, each once."""
    numbers = np.sort(numbers)
    return numbers.compress(differing(numbers))


def differing(numbers: Ints) -> NDArray[np.bool_]:
    """Which of some numbers are not as the one before."""
    found = np.ones(len(numbers), bool)
    found[1:] = numbers[1:] != numbers[:-1]
    return found


def arange_by(starts: Ints, counts: Ints) -> Ints:
    """For each start as many numbers from there as counted, one run after another."""
    ends = np.cumsum(counts, dtype=np.intp)
    total = int(ends[-1]) if len(ends) else 0
    return np.repeat(starts - (ends - counts), counts) + np.arange(total)


def pairs(left: Ints, right: Ints, low: int, high: int, most: int) -> tuple[Ints, Ints]:
    """The pairs, by their places, of which the right is from `low` to `high` more than the left.

    Raises TooManyPairs when there are more than `most`.
    """
    first, last = np.searchsorted(right, left + low), np.searchsorted(right, left + high, side="right")
    counts = last - first
    if counts.sum() > most:
        raise TooManyPairs
    return np.repeat(np.arange(len(left)), counts), arange_by(first, counts)


def largest(values: NDArray[np.float64], most: int) -> Ints:
    """The places of the largest values: `most` of them, and more that are no less than some of these."""
    blocks = len(values) // _BLOCK
    if blocks <= most:
        return np.arange(len(values))
    peaks = values[: blocks * _BLOCK].reshape(blocks, _BLOCK).max(axis=1)
    return np.flatnonzero(values >= np.partition(peaks, blocks - most)[blocks - most])
