"""Builds a segment from records: words to numbers while they come, then one sort for all postings."""

import zlib
from array import array
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from searcher.engine.arrays import Ints, arange_by, differing
from searcher.engine.columns import ColumnWriter, narrowest
from searcher.engine.records import APART, FACET_FIELDS, SEVERAL, Record
from searcher.engine.segment import N_AREAS
from searcher.engine.spelling import Spellings
from searcher.query import FACETS
from searcher.storage import Storage
from searcher.words import stem

_PACKED = 1  # of 9: short texts get hardly smaller by more


class Builder:
    """Records on their way into a segment."""

    def __init__(self) -> None:
        self._spellings = Spellings()
        self._tokens = array("I")
        self._texts = array("I")  # of each text: the cell it stands in, how many spellings it has
        self._facets: dict[str, _Values] = {facet: _Values() for facet in FACET_FIELDS}
        self._records: list[tuple[str, str, str]] = []
        self._digests = bytearray()
        self._stored: list[bytes] = []
        self._shown: list[bytes] = []

    def __len__(self) -> int:
        return len(self._records)

    @property
    def weight(self) -> int:
        """How much it holds: words, roughly."""
        return len(self._tokens)

    def add(self, record: Record) -> None:
        """Take a record in."""
        doc = len(self._records)
        for area, texts in enumerate(record.texts.values()):
            for text in texts:
                spellings = self._spellings.of(text)
                self._tokens.extend(spellings)
                self._texts.extend((doc, area, len(spellings)))
        for facet, values in self._facets.items():
            values.add(record.facets[facet])
        self._records.append((record.id, record.order, record.facets["date"][0] if record.facets["date"] else ""))
        self._digests += bytes.fromhex(record.digest)
        self._shown.append(record.shown)
        self._stored.append(zlib.compress(record.stored, _PACKED))

    def write(self, path: Path, storage: Storage) -> None:
        """Write what was taken in as a segment."""
        with ColumnWriter(path, storage) as writer:
            self._write_words(writer)
            for facet, values in self._facets.items():
                values.write(writer, facet)
            self._write_documents(writer)

    def _write_documents(self, writer: ColumnWriter) -> None:
        write_ids(writer, [item_id.encode() for item_id, _, _ in self._records])
        write_order(writer, [(int(day.replace("-", "") or 0), order.encode()) for _, order, day in self._records])
        writer.put("digests", self._digests)
        writer.put_strings("shown", self._shown)
        writer.put_strings("texts", self._stored)

    def _write_words(self, writer: ColumnWriter) -> None:
        words = sorted((word.encode(), number) for word, number in self._spellings.words.items())
        write_dictionary(writer, [word for word, _ in words])
        rank = np.empty(len(words), np.int64)
        rank[[number for _, number in words]] = np.arange(len(words))
        keys, docs, places, sizes, cells_at = self._occurrences(rank)
        put(writer, "lengths", sizes)
        put(writer, "cells.at", cells_at)
        write_postings(writer, len(words) * N_AREAS, keys, docs, places, narrowest(len(self)))

    def _occurrences(self, rank: Ints) -> tuple[Ints, Ints, Ints, Ints, Ints]:
        """Of every occurrence of a word: its key (word and area), its item, its place; then of every cell how many
        words it has, and where it begins.
        """
        spelt, size = self._spellings, N_AREAS * len(self)
        tokens = np.frombuffer(self._tokens, np.uint32)
        docs, areas, counts = np.frombuffer(self._texts, np.uint32).reshape(-1, 3).T
        cells = areas.astype(np.int64) * len(self) + docs
        takes = np.frombuffer(spelt.lengths, np.uint32).take(tokens)
        ends = np.cumsum(takes, dtype=np.int64)
        bounds = np.concatenate(([0], ends)).take(np.concatenate(([0], np.cumsum(counts, dtype=np.int64))))
        sizes = np.diff(bounds)
        starts, cells_at = _laid_out(cells, sizes, size)
        places = ends - takes + np.repeat(starts - bounds[:-1], counts)
        lengths = np.bincount(cells, sizes, size).astype(np.int64)
        first = np.frombuffer(spelt.first, np.uint32)
        several = np.diff(first).take(tokens)
        at = arange_by(first.take(tokens).astype(np.int64), several)
        places = np.repeat(places, several)
        places += np.frombuffer(spelt.offsets, np.uint32).take(at)
        keys = (rank * N_AREAS).take(np.frombuffer(spelt.numbers, np.uint32).take(at))
        del at
        text_of = np.repeat(np.repeat(np.arange(len(counts), dtype=np.uint32), counts), several)
        keys += areas.take(text_of)
        return keys, docs.take(text_of), places, lengths, cells_at


class _Values:
    """A facet's values while records come."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._codes = array("I")
        self._counts = array("I")

    def add(self, values: Sequence[str]) -> None:
        numbers = self._numbers
        for value in values:
            self._codes.append(numbers.setdefault(value, len(numbers)))
        self._counts.append(len(values))

    def write(self, writer: ColumnWriter, facet: str) -> None:
        values = sorted((value.encode(), number) for value, number in self._numbers.items())
        rank = np.empty(len(values), np.int64)
        rank[[number for _, number in values]] = np.arange(len(values))
        codes = rank[np.frombuffer(self._codes, np.uint32)] if values else np.zeros(0, np.int64)
        write_facet(writer, facet, [value for value, _ in values], codes, np.frombuffer(self._counts, np.uint32))


def write_dictionary(writer: ColumnWriter, words: Sequence[bytes]) -> None:
    """Write the words in order, and their stems with the words that have each."""
    writer.put_strings("words", words)
    forms: dict[bytes, list[int]] = {}
    for number, word in enumerate(words):
        form = word.decode()
        if form == form.lower():  # an acronym's capitals are no form of a word
            forms.setdefault(stem(form).encode(), []).append(number)
    stems = sorted(forms)
    writer.put_strings("stems", stems)
    stem_of = [len(stems)] * len(words)
    for number, one in enumerate(stems):
        for form_number in forms[one]:
            stem_of[form_number] = number
    writer.put_numbers("words.stem", stem_of, "I")
    writer.put_numbers("stems.forms", [number for one in stems for number in forms[one]], "I")
    writer.put_numbers("stems.forms_at", list(_running(len(forms[one]) for one in stems)), "I")


def write_postings(writer: ColumnWriter, n_keys: int, keys: Ints, docs: Ints, places: Ints, doc_code: str) -> None:
    """Sort occurrences by key; write for each key its items, how often it stands in each, and where."""
    order = sorted_by(keys, n_keys)
    keys, docs, places = keys[order], docs[order], places[order]
    first = np.flatnonzero(differing(keys) | differing(docs))
    often = np.diff(np.append(first, len(keys)))
    at = np.searchsorted(keys[first], np.arange(n_keys + 1))
    put(writer, "postings.at", at, "I")
    put(writer, "words.docs", items_with(at, docs[first]), "I")
    put(writer, "postings.docs", docs[first], doc_code)
    put(writer, "postings.often", often)
    put(writer, "places.at", np.searchsorted(keys, np.arange(n_keys + 1)), "I")
    put(writer, "places", places)


def items_with(postings_at: Ints, docs: Ints) -> Ints:
    """In how many items each of some words stands; `postings_at` has where each area's postings begin."""
    words, size = len(postings_at) // N_AREAS, int(docs.max(initial=0)) + 1
    pairs = np.sort(np.repeat(np.arange(words), np.diff(postings_at[::N_AREAS])) * size + docs)
    return np.bincount(pairs.compress(differing(pairs)) // size, minlength=words)


def write_facet(writer: ColumnWriter, facet: str, values: Sequence[bytes], codes: Ints, counts: Ints) -> None:
    """Write a facet's values in order, for each the items that have it, and for each item those it has.

    `codes` are the values of all items one after another, `counts` how many each has. Where an item has at most one,
    its code is the value's number and 1, or 0.
    """
    writer.put_strings(f"{facet}.values", values)
    docs = np.repeat(np.arange(len(counts)), counts)
    order = sorted_by(codes, len(values))
    put(writer, f"{facet}.docs_at", np.searchsorted(codes[order], np.arange(len(values) + 1)), "I")
    put(writer, f"{facet}.docs", docs[order], narrowest(len(counts)))
    if facet not in FACETS:
        return
    if facet in SEVERAL:
        put(writer, f"{facet}.codes", codes)
        put(writer, f"{facet}.codes_at", np.concatenate(([0], np.cumsum(counts))), "I")
        return
    single = np.zeros(len(counts), np.int64)
    single[docs] = codes + 1
    put(writer, f"{facet}.codes", single)


def write_ids(writer: ColumnWriter, ids: Sequence[bytes]) -> None:
    """Write the items' ids, and their order."""
    writer.put_strings("ids", ids)
    writer.put_numbers("ids.order", sorted(range(len(ids)), key=ids.__getitem__), "I")


def write_order(writer: ColumnWriter, told: Sequence[tuple[int, bytes]]) -> None:
    """Write the items' days, and how they come by day and agenda: newest first and oldest first, undated last."""
    newest = sorted(range(len(told)), key=lambda doc: (not told[doc][0], -told[doc][0], told[doc][1]))
    oldest = sorted(range(len(told)), key=lambda doc: (not told[doc][0], told[doc]))
    writer.put_numbers("days", [day for day, _ in told], "I")
    for name, docs in (("newest", newest), ("oldest", oldest)):
        ranks = np.empty(len(docs), np.uint32)
        ranks[docs] = np.arange(len(docs), dtype=np.uint32)
        writer.put(f"rank.{name}", ranks, "I")
    writer.put_strings("order", [order for _, order in told])


def narrow(values: Ints) -> Ints:
    """The same numbers in the narrowest type that holds them."""
    return values.astype(narrowest(int(values.max()) if len(values) else 0))


def put(writer: ColumnWriter, name: str, values: Ints, code: str | None = None) -> None:
    """Write an array, in the narrowest type that holds it unless one is told."""
    values = values.astype(code) if code else narrow(values)
    writer.put(name, np.ascontiguousarray(values), values.dtype.char)


def sorted_by(keys: Ints, most: int) -> Ints:
    """The order that sorts keys below `most`, equal ones as they came: by halves of 16 bits, which sort quickest."""
    order = np.argsort((keys & 0xFFFF).astype(np.uint16), kind="stable")
    if most > 1 << 16:
        high = (keys >> 16).astype(np.uint16)[order]
        order = order[np.argsort(high, kind="stable")]
    return order


def _laid_out(cells: Ints, sizes: Ints, n_cells: int) -> tuple[Ints, Ints]:
    """Where each text begins, all laid out cell by cell with gaps that no phrase reaches over; and where each cell."""
    order = np.argsort(cells, kind="stable")
    ends = np.cumsum(np.maximum(sizes[order], 1) - 1 + APART) + APART
    begins = np.concatenate(([APART], ends))
    starts = np.empty_like(sizes)
    starts[order] = begins[:-1]
    return starts, begins[np.searchsorted(cells[order], np.arange(n_cells + 1))]


def _running(counts: Iterable[int]) -> Iterable[int]:
    total = 0
    yield total
    for count in counts:
        total += count
        yield total
