"""Merges segments into one, without what is deleted: arrays put together, items renumbered, words in runs of half
a million places at a time, so that memory does not grow with the archive.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from msgspec import Struct

from searcher.engine.arrays import Ints, arange_by, column_of, joined
from searcher.engine.building import (
    items_with,
    put,
    write_dictionary,
    write_facet,
    write_ids,
    write_order,
)
from searcher.engine.columns import SIZES, ColumnWriter, narrowest
from searcher.engine.records import APART, FACET_FIELDS
from searcher.engine.segment import N_AREAS, Segment
from searcher.storage import Storage

_AT_A_TIME = 500_000  # places


class Source(Struct, frozen=True):
    """A segment with those of its items that are to be kept, in order, and the number that the first of them gets."""

    segment: Segment
    kept: Ints
    first: int

    @property
    def renumbered(self) -> Ints:
        """The new number of each item; -1 for one that is dropped."""
        numbers = np.full(self.segment.size, -1)
        numbers[self.kept] = np.arange(self.first, self.first + len(self.kept))
        return numbers

    def column(self, name: str) -> Ints:
        """A column of the segment."""
        return column_of(self.segment.columns, name)


def merge(path: Path, segments: Sequence[tuple[Segment, Ints]], storage: Storage) -> None:
    """Write a segment of those items of others that are to be kept."""
    firsts = np.cumsum([0, *(len(kept) for _, kept in segments)])
    sources = [Source(segment, kept, int(first)) for (segment, kept), first in zip(segments, firsts, strict=False)]
    size = int(firsts[-1])
    with ColumnWriter(path, storage) as writer:
        _merge_words(writer, sources)
        for facet in FACET_FIELDS:
            _merge_facet(writer, facet, sources, size)
        _merge_documents(writer, sources)


def _merge_documents(writer: ColumnWriter, sources: Sequence[Source]) -> None:
    write_ids(writer, list(_strings(sources, "ids")))
    days = [int(day) for source in sources for day in source.column("days")[source.kept]]
    write_order(writer, list(zip(days, _strings(sources, "order"), strict=True)))
    writer.put("digests", np.concatenate([_digests(source) for source in sources]))
    for name in ("shown", "texts"):
        _merge_strings(writer, name, sources)


def _strings(sources: Sequence[Source], name: str) -> Iterator[bytes]:
    for source in sources:
        texts = source.segment.columns.strings(name)
        yield from (texts[doc] for doc in source.kept.tolist())


def _merge_strings(writer: ColumnWriter, name: str, sources: Sequence[Source]) -> None:
    """Texts as they lie in their segments, without unpacking them or keeping them in memory."""
    bounds = [source.column(f"{name}.at").astype(np.int64) for source in sources]
    ends = np.cumsum(joined([np.diff(one)[source.kept] for one, source in zip(bounds, sources, strict=True)]))
    total = int(ends[-1]) if len(ends) else 0
    region = writer.reserve(f"{name}.text", "B", total)
    for one, source in zip(bounds, sources, strict=True):
        text = source.segment.columns.view(f"{name}.text")
        for first, last in _runs_of(source.kept):
            region.add(text[one[first] : one[last]])
        source.segment.columns.let_go()
    put(writer, f"{name}.at", np.concatenate(([0], ends)), "I" if total < 1 << 32 else "Q")


def _runs_of(numbers: Ints) -> Iterator[tuple[int, int]]:
    """Numbers in order, as runs of those side by side: the first, and the first after the last."""
    breaks = np.flatnonzero(np.diff(numbers) != 1) + 1
    yield from ((int(run[0]), int(run[-1]) + 1) for run in np.split(numbers, breaks) if len(run))


def _digests(source: Source) -> Ints:
    return source.column("digests").reshape(-1, 16)[source.kept].ravel()


def _merge_words(writer: ColumnWriter, sources: Sequence[Source]) -> None:
    lists = [source.segment.columns.strings("words").all() for source in sources]
    kept = [_words_kept(source, words) for source, words in zip(sources, lists, strict=True)]
    words = sorted(set().union(*kept))
    numbers = {word: number for number, word in enumerate(words)}
    write_dictionary(writer, words)
    lengths = [source.column("lengths").reshape(N_AREAS, -1)[:, source.kept] for source in sources]
    put(writer, "lengths", np.concatenate(lengths, axis=1).ravel())
    cells_at = _cells_at(sources)
    put(writer, "cells.at", cells_at)
    renumbered = [np.array([numbers.get(word, -1) for word in one], np.int64) for one in lists]
    _Postings(writer, sources, renumbered, len(words), cells_at).write()


def _cells_at(sources: Sequence[Source]) -> Ints:
    """Where the cells of all items that are kept begin, laid out anew."""
    widths = [
        np.diff(source.column("cells.at").astype(np.int64)).reshape(N_AREAS, -1)[:, source.kept] for source in sources
    ]
    return np.cumsum(np.concatenate(([APART], np.concatenate(widths, axis=1).ravel())))


def _words_kept(source: Source, words: Sequence[bytes]) -> list[bytes]:
    """Those words of a segment that stand in any item that is kept."""
    if len(source.kept) == source.segment.size:
        return list(words)
    is_kept = source.renumbered[source.column("postings.docs")] >= 0
    before = np.concatenate(([0], np.cumsum(is_kept)))
    bounds = before[source.column("postings.at")[::N_AREAS]]
    return [words[number] for number in np.flatnonzero(np.diff(bounds)).tolist()]


class _Postings:
    """The postings of several segments on their way into one, some words at a time."""

    def __init__(
        self, writer: ColumnWriter, sources: Sequence[Source], numbers: Sequence[Ints], words: int, cells_at: Ints
    ) -> None:
        self._sources = sources
        self._numbers = numbers
        self._renumbered = [source.renumbered for source in sources]
        self._keys = words * N_AREAS
        self._postings_at, self._places_at = np.zeros(self._keys + 1, np.int64), np.zeros(self._keys + 1, np.int64)
        self._writer = writer
        self._cells_at = cells_at
        self._size = len(cells_at) // N_AREAS
        self._doc_code = narrowest(self._size)

    def write(self) -> None:
        """Write them all."""
        several = [self._counted(at) for at in range(len(self._sources))]
        postings, places = sum(one for one, _ in several), sum(other for _, other in several)
        often_code, place_code = self._widest("postings.often"), narrowest(int(self._cells_at[-1]))
        docs = self._writer.reserve("postings.docs", self._doc_code, postings)
        often = self._writer.reserve("postings.often", often_code, postings)
        where = self._writer.reserve("places", place_code, places)
        held: list[Ints] = []
        for first, last in self._runs():
            some = [self._part(at, first, last) for at in range(len(self._sources))]
            keys = np.concatenate([one[0] for one in some])
            order = np.argsort(keys, kind="stable")
            counts = np.concatenate([one[2] for one in some])
            starts = np.cumsum(counts) - counts
            items, times = np.concatenate([one[1] for one in some])[order], counts[order]
            docs.add(items.astype(self._doc_code))
            often.add(times.astype(often_code))
            held.append(items_with(np.searchsorted(keys[order], np.arange(first * N_AREAS, last * N_AREAS + 1)), items))
            positions = np.concatenate([one[3] for one in some])
            where.add(positions[arange_by(starts[order], counts[order])].astype(place_code))
            for source in self._sources:
                source.segment.columns.let_go()
            np.add.at(self._postings_at, keys + 1, 1)
            np.add.at(self._places_at, keys + 1, counts)
        put(self._writer, "postings.at", np.cumsum(self._postings_at), "I")
        put(self._writer, "words.docs", joined(held), "I")
        put(self._writer, "places.at", np.cumsum(self._places_at), "I")

    def _counted(self, at: int) -> tuple[int, int]:
        """How many postings and places of a segment are kept."""
        source = self._sources[at]
        is_kept = self._renumbered[at][source.column("postings.docs")] >= 0
        return int(is_kept.sum()), int(source.column("postings.often")[is_kept].sum(dtype=np.int64))

    def _widest(self, name: str) -> str:
        return max((source.segment.columns.place(name)[2] for source in self._sources), key=SIZES.__getitem__)

    def _runs(self) -> Iterator[tuple[int, int]]:
        """Runs of the new words, each with about so many places."""
        total = np.zeros(self._keys // N_AREAS + 1, np.int64)
        for source, numbers in zip(self._sources, self._numbers, strict=True):
            counts: Ints = np.diff(source.column("places.at")[::N_AREAS].astype(np.int64))
            total[numbers] += counts  # what no item has any more is counted last, with -1
        ends = np.cumsum(total[:-1])
        first = 0
        while first < len(ends):
            before = int(ends[first - 1]) if first else 0
            last = max(first + 1, int(np.searchsorted(ends, before + _AT_A_TIME, side="right")))
            yield first, last
            first = last

    def _part(self, at: int, first: int, last: int) -> tuple[Ints, Ints, Ints, Ints]:
        """What a segment has of a run of the new words: new keys and items, how often, and the places."""
        source, numbers = self._sources[at], self._numbers[at]
        mine = np.flatnonzero((numbers >= first) & (numbers < last))
        if not len(mine):
            none = np.zeros(0, np.int64)
            return none, none, none, none
        low, high = int(mine[0]) * N_AREAS, (int(mine[-1]) + 1) * N_AREAS
        bounds = source.column("postings.at")[low : high + 1].astype(np.int64)
        counts: Ints = np.diff(bounds)
        span = slice(int(bounds[0]), int(bounds[-1]))
        old = source.column("postings.docs")[span].astype(np.int64)
        docs, areas = self._renumbered[at][old], np.repeat(np.arange(low, high) % N_AREAS, counts)
        keys = np.repeat(np.repeat(numbers[low // N_AREAS : high // N_AREAS], N_AREAS) * N_AREAS, counts) + areas
        often = source.column("postings.often")[span].astype(np.int64)
        places_at = source.column("places.at")
        places = source.column("places")[int(places_at[low]) : int(places_at[high])].astype(np.int64)
        begun = source.column("cells.at")[areas * source.segment.size + old].astype(np.int64)
        places += np.repeat(self._cells_at[areas * self._size + docs] - begun, often)
        is_kept = (docs >= 0) & (keys >= 0)
        if is_kept.all():
            return keys, docs, often, places
        starts = np.cumsum(often) - often
        return keys[is_kept], docs[is_kept], often[is_kept], places[arange_by(starts[is_kept], often[is_kept])]


def _merge_facet(writer: ColumnWriter, facet: str, sources: Sequence[Source], size: int) -> None:
    lists = [source.segment.values(facet).all() for source in sources]
    parts = [_values_of(source, facet) for source in sources]
    held = [
        [values[number] for number in np.unique(codes).tolist()]
        for values, (_, codes) in zip(lists, parts, strict=True)
    ]
    values = sorted(set().union(*held))
    numbers = {value: number for number, value in enumerate(values)}
    mapped = [np.array([numbers.get(value, -1) for value in one], np.int64) for one in lists]
    docs = np.concatenate([docs for docs, _ in parts])
    codes = np.concatenate([(new[codes] if len(new) else codes) for new, (_, codes) in zip(mapped, parts, strict=True)])
    order = np.argsort(docs, kind="stable")
    write_facet(writer, facet, values, codes[order], np.bincount(docs, minlength=size))


def _values_of(source: Source, facet: str) -> tuple[Ints, Ints]:
    """The values of the items that are kept: new numbers of items, and numbers of values beside them."""
    counts: Ints = np.diff(source.column(f"{facet}.docs_at").astype(np.int64))
    docs = source.renumbered[source.column(f"{facet}.docs")]
    codes = np.repeat(np.arange(len(counts)), counts)
    return docs[docs >= 0], codes[docs >= 0]
