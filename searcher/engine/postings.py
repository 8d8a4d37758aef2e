"""The index as lists: for a word the items and places it stands at, for a facet value the items that have it.

The only module that reads through Whoosh; whatever replaces its codec replaces what is here.
"""

import threading
import warnings
from collections.abc import Iterator, Mapping
from pathlib import Path

from searcher.engine.schema import FACET_FIELDS, exact_field, facet_field, stem_field
from searcher.errors import IndexUnusable
from searcher.model import Area
from searcher.query import Match, Term
from searcher.words import stem

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # Whoosh 2.7.4 has invalid escapes that newer Pythons warn of
    from whoosh import index as whoosh_index
    from whoosh.reading import TermNotFound

Places = Mapping[int, tuple[int, ...]]
"""Items by their number in the index, each with the positions of a word in one of its areas."""


class Postings:
    """An open index. Numbers of items ("docs") are stable as long as it is open."""

    def __init__(self, index_folder: Path, folder: Path) -> None:
        try:
            self._index = whoosh_index.open_dir(folder)
            self._reader = self._index.reader()
        except Exception as error:  # Whoosh unpickles its TOC, which fails in any way
            raise IndexUnusable(index_folder, f"the index cannot be opened ({type(error).__name__})") from error
        self._lock = threading.RLock()  # Whoosh's files have one position for all threads
        self._places: dict[tuple[str, str], Places] = {}
        self._values: dict[str, dict[str, frozenset[int]]] = {}

    def close(self) -> None:
        """Close the index's files."""
        self._reader.close()
        self._index.close()

    def all(self) -> frozenset[int]:
        """Every item."""
        with self._lock:
            return frozenset(self._reader.all_doc_ids())

    def places(self, term: Term, area: Area) -> Places:
        """Where a word of a query stands in an area."""
        match term.match:
            case Match.FORMS:
                return self._of(stem_field(area), stem(term.word))
            case Match.ACRONYM:
                return _joined([self._of(exact_field(area), word) for word in (term.word, f"{term.word}s")])
            case Match.PREFIX:
                return _joined([self._of(exact_field(area), word) for word in self._beginning(area, term.word)])
            case _:
                return self._of(exact_field(area), term.word)

    def length(self, doc: int, area: Area) -> int:
        """How many words an area of an item has, roughly: Whoosh keeps it in one byte."""
        with self._lock:
            return int(self._reader.doc_field_length(doc, exact_field(area)))

    def mean_length(self, area: Area) -> float:
        """How many words an area has in the mean over all items."""
        with self._lock:
            words, items = self._reader.field_length(exact_field(area)), self._reader.doc_count()
        return float(words) / max(1, int(items))

    def facet(self, facet: str) -> Mapping[str, frozenset[int]]:
        """Every value of a facet with the items that have it."""
        if facet not in self._values:
            field = facet_field(facet) if facet in FACET_FIELDS else facet
            with self._lock:
                words = [word.decode() for word in self._reader.lexicon(field)]
                found = {word: frozenset(self._docs(field, word)) for word in words}
            self._values[facet] = {word: docs for word, docs in found.items() if docs}
        return self._values[facet]

    def stored(self, doc: int) -> Mapping[str, object]:
        """What is stored of an item: `id`, `shown`, `texts`."""
        with self._lock:
            return dict(self._reader.stored_fields(doc))

    def _beginning(self, area: Area, prefix: str) -> list[str]:
        with self._lock:
            return [word.decode() for word in self._reader.expand_prefix(exact_field(area), prefix)]

    def _of(self, field: str, word: str) -> Places:
        key = (field, word)
        if key not in self._places:
            with self._lock:
                self._places[key] = dict(self._read(field, word))
        return self._places[key]

    def _read(self, field: str, word: str) -> Iterator[tuple[int, tuple[int, ...]]]:
        try:
            matcher = self._reader.postings(field, word)
        except TermNotFound:
            return
        while matcher.is_active():
            yield matcher.id(), tuple(matcher.value_as("positions"))
            matcher.next()

    def _docs(self, field: str, word: str) -> Iterator[int]:
        try:
            matcher = self._reader.postings(field, word)
        except TermNotFound:
            return
        while matcher.is_active():
            yield matcher.id()
            matcher.next()


def _joined(several: list[Places]) -> Places:
    if len(several) == 1:
        return several[0]
    found: dict[int, set[int]] = {}
    for places in several:
        for doc, positions in places.items():
            found.setdefault(doc, set()).update(positions)
    return {doc: tuple(sorted(positions)) for doc, positions in found.items()}
