"""Lets Whoosh read our segments: `whoosh.index.open_dir(folder)` of a generation gives an index like any other.

Whoosh's readers, matchers, query parser and searchers work on it; writing goes through `writer.py` alone. Its fields
are the areas ("title", "minutes" …), each with a field of stems beside it ("minutes_stems"), the facets, and `id`.
"""

import bisect
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from searcher.engine.records import FACET_FIELDS
from searcher.engine.segment import N_AREAS, Segment
from searcher.model import AREAS
from searcher.words import stem, tokens

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # Whoosh 2.7.4 has invalid escapes that newer Pythons warn of
    from whoosh import analysis, fields, formats
    from whoosh.codec import base
    from whoosh.filedb.filestore import FileStorage
    from whoosh.index import TOC
    from whoosh.matching import ListMatcher
    from whoosh.reading import TermInfo, TermNotFound

INDEX_NAME = "MAIN"
_STEMS = "_stems"


class Folding(analysis.Analyzer):  # type: ignore[misc] # Whoosh has no types
    """Words as this index has them; with stems where they are looked for by stem."""

    def __init__(self, *, stems: bool) -> None:
        self.stems = stems

    def __call__(self, value: str, **_: object) -> Iterator[Any]:
        """A token for each word of a text."""
        for token in tokens(value):
            made = analysis.Token()
            made.text = stem(token.form) if self.stems else token.form
            made.pos, made.startchar, made.endchar, made.boost = token.position, token.start, token.end, 1.0
            yield made


class Words(fields.FieldType):  # type: ignore[misc] # Whoosh has no types
    """A field of words with their positions."""

    def __init__(self, *, stems: bool) -> None:
        super().__init__(format=formats.Positions(), analyzer=Folding(stems=stems), scorable=True)
        self.queryable = True


class Values(fields.ID):  # type: ignore[misc] # Whoosh has no types
    """A field of whole values."""


class ColumnSegment(base.Segment):  # type: ignore[misc] # Whoosh has no types
    """A segment as Whoosh's table of contents knows it."""

    def __init__(self, name: str, size: int, dead: Sequence[int]) -> None:
        super().__init__(INDEX_NAME)
        self.segid = name
        self._size = size
        self._dead = frozenset(dead)

    def codec(self) -> "ColumnCodec":
        """What reads it."""
        return ColumnCodec()

    def doc_count_all(self) -> int:
        """How many items it has, deleted ones too."""
        return self._size

    def deleted_count(self) -> int:
        """How many are deleted."""
        return len(self._dead)

    def deleted_docs(self) -> frozenset[int]:
        """Which are deleted."""
        return self._dead

    def is_deleted(self, docnum: int) -> bool:
        """Whether an item is deleted."""
        return docnum in self._dead

    def should_assemble(self) -> bool:
        """Its one file stays as it is."""
        return False


class ColumnCodec(base.Codec):  # type: ignore[misc] # Whoosh has no types
    """Reads our segments for Whoosh."""

    def terms_reader(self, storage: Any, segment: ColumnSegment) -> "ColumnTerms":
        """Words and values, and where they stand."""
        return ColumnTerms(_opened(storage, segment))

    def per_document_reader(self, storage: Any, segment: ColumnSegment) -> "ColumnDocuments":
        """What is known of each item."""
        return ColumnDocuments(_opened(storage, segment), segment)

    def automata(self, storage: Any, segment: ColumnSegment) -> base.Automata:  # noqa: ARG002 - as Whoosh calls it
        """What finds words by their spelling."""
        return base.Automata()


def _opened(storage: Any, segment: ColumnSegment) -> Segment:
    return Segment(Path(storage.folder) / segment.make_filename(".columns"))


class ColumnDocuments(base.PerDocumentReader):  # type: ignore[misc] # Whoosh has no types
    """What is known of each item of a segment."""

    def __init__(self, segment: Segment, entry: ColumnSegment) -> None:
        self._segment = segment
        self._entry = entry
        self._lengths = segment.columns.view("lengths")

    def doc_count(self) -> int:
        """How many items there are."""
        return int(self._entry.doc_count())

    def doc_count_all(self) -> int:
        """How many items there are, deleted ones too."""
        return self._segment.size

    def has_deletions(self) -> bool:
        """Whether any item is deleted."""
        return bool(self._entry.has_deletions())

    def is_deleted(self, docnum: int) -> bool:
        """Whether an item is deleted."""
        return self._entry.is_deleted(docnum)

    def deleted_docs(self) -> frozenset[int]:
        """Which items are deleted."""
        return self._entry.deleted_docs()

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        """How many words an item has in a field."""
        area = _area(fieldname)
        return default if area is None else int(self._lengths[area * self._segment.size + docnum])

    def field_length(self, fieldname: str) -> int:
        """How many words all items have in a field."""
        return sum(self._of(fieldname))

    def min_field_length(self, fieldname: str) -> int:
        """The fewest words that an item has in a field."""
        return min(self._of(fieldname), default=0)

    def max_field_length(self, fieldname: str) -> int:
        """The most words that an item has in a field."""
        return max(self._of(fieldname), default=0)

    def stored_fields(self, docnum: int) -> dict[str, object]:
        """What is stored of an item: its id, its texts by area, what a list of results shows."""
        texts: dict[str, str] = {
            area: "\n\n".join(some) for area, some in zip(AREAS, self._segment.texts(docnum), strict=True)
        }
        return {
            "id": self._segment.ids.text(docnum),
            **texts,
            "shown": self._segment.columns.strings("shown")[docnum].decode(),
        }

    def _of(self, fieldname: str) -> Sequence[int]:
        area, size = _area(fieldname), self._segment.size
        return [] if area is None else self._lengths[area * size : (area + 1) * size].tolist()


class ColumnTerms(base.TermsReader):  # type: ignore[misc] # Whoosh has no types
    """The words and values of a segment, and where they stand."""

    def __init__(self, segment: Segment) -> None:
        self._segment = segment
        self._texts: dict[str, list[bytes]] = {}

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        return bool(self._postings(*term))

    def indexed_field_names(self) -> list[str]:
        """The names of all fields."""
        return sorted([*AREAS, *(f"{area}{_STEMS}" for area in AREAS), *FACET_FIELDS, "id"])

    def terms(self) -> Iterator[tuple[str, bytes]]:
        """Every word of every field."""
        for fieldname in self.indexed_field_names():
            yield from self.terms_from(fieldname, b"")

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        """The words of a field, and those of the fields behind it, from one on."""
        names = self.indexed_field_names()
        for name in names[bisect.bisect_left(names, fieldname) :]:
            texts = self._of(name)
            for at in range(bisect.bisect_left(texts, prefix) if name == fieldname else 0, len(texts)):
                yield name, texts[at]

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """Every word of every field with what is known of it."""
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """The words of a field, and those of the fields behind it, from one on, with what is known of them."""
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        """How often a word occurs. Raises KeyError for one that does not."""
        postings = self._postings(fieldname, text)
        if not postings:
            raise KeyError((fieldname, text))
        area, size, lengths = _area(fieldname), self._segment.size, self._segment.columns.view("lengths")
        found = [1] if area is None else [lengths[area * size + doc] for doc in postings]
        often = [max(1, len(places)) for places in postings.values()]
        docs = list(postings)
        return TermInfo(sum(often), len(docs), min(found), max(found), max(often), docs[0], docs[-1])

    def frequency(self, fieldname: str, text: bytes) -> float:
        """How often a word stands in a field."""
        return float(self.term_info(fieldname, text).weight())

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        """In how many items a word stands in a field."""
        return int(self.term_info(fieldname, text).doc_frequency())

    def matcher(self, fieldname: str, text: bytes, format_: Any, scorer: Any = None) -> ListMatcher:
        """Where a word stands in a field. Raises TermNotFound."""
        postings = self._postings(fieldname, text)
        if not postings:
            raise TermNotFound(f"{fieldname}:{text!r}")
        weights = [float(max(1, len(places))) for places in postings.values()]
        values = None if _area(fieldname) is None else [format_.encode(places) for places in postings.values()]
        info = self.term_info(fieldname, text)
        term = (fieldname, text)
        return ListMatcher(list(postings), weights, values, format_, scorer=scorer, term=term, terminfo=info)

    def cursor(self, fieldname: str, fieldobj: Any) -> "ColumnCursor":
        """A way through the words of a field."""
        return ColumnCursor(self._of(fieldname), fieldobj)

    def _of(self, fieldname: str) -> list[bytes]:
        """The words of a field, in order."""
        if fieldname not in self._texts:
            self._texts[fieldname] = self._read(fieldname)
        return self._texts[fieldname]

    def _read(self, fieldname: str) -> list[bytes]:
        columns, area = self._segment.columns, _area(fieldname)
        if fieldname == "id":
            return sorted(self._segment.ids.all())
        if area is None:
            return self._segment.values(fieldname).all()
        texts = columns.strings("stems" if fieldname.endswith(_STEMS) else "words").all()
        return [text for text in texts if self._postings(fieldname, text)]

    def _postings(self, fieldname: str, text: bytes) -> dict[int, list[int]]:
        """The items in which a word stands in a field, in order, each with the positions."""
        area, columns = _area(fieldname), self._segment.columns
        if fieldname == "id":
            doc = self._segment.doc(text.decode())
            return {} if doc is None else {doc: []}
        if area is None:
            docs = columns.view(f"{fieldname}.docs")
            return {doc: [] for at in self._segment.slices(fieldname, [text.decode()]) for doc in docs[slice(*at)]}
        return self._places(self._words(fieldname, text), area)

    def _words(self, fieldname: str, text: bytes) -> list[int]:
        """The words of the dictionary that a text stands for: it, or all with that stem."""
        columns = self._segment.columns
        if not fieldname.endswith(_STEMS):
            number = columns.strings("words").find(text)
            return [] if number is None else [number]
        number = columns.strings("stems").find(text)
        at = columns.view("stems.forms_at")
        return [] if number is None else columns.view("stems.forms")[at[number] : at[number + 1]].tolist()

    def _places(self, words: Sequence[int], area: int) -> dict[int, list[int]]:
        columns = self._segment.columns
        at, places_at = columns.view("postings.at"), columns.view("places.at")
        docs, often, places = (columns.view(name) for name in ("postings.docs", "postings.often", "places"))
        cells_at = columns.view("cells.at")[area * self._segment.size :]
        found: dict[int, set[int]] = {}
        for key in (word * N_AREAS + area for word in words):
            start = places_at[key]
            for posting in range(at[key], at[key + 1]):
                end = start + often[posting]
                doc = docs[posting]
                found.setdefault(doc, set()).update(place - cells_at[doc] for place in places[start:end])
                start = end
        return {doc: sorted(found[doc]) for doc in sorted(found)}


class ColumnCursor(base.FieldCursor):  # type: ignore[misc] # Whoosh has no types
    """A way through the words of a field, forwards."""

    def __init__(self, texts: Sequence[bytes], fieldobj: Any) -> None:
        self._texts = texts
        self._fieldobj = fieldobj
        self._at = 0

    def first(self) -> str | None:
        """Go to the first word."""
        self._at = 0
        return self.text()

    def find(self, text: str | bytes) -> str | None:
        """Go to the first word that is not before one."""
        wanted = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
        self._at = bisect.bisect_left(self._texts, wanted)
        return self.text()

    def next(self) -> str | None:
        """Go to the next word."""
        self._at += 1
        return self.text()

    def text(self) -> str | None:
        """The word here; None behind the last."""
        return self._fieldobj.from_bytes(self._texts[self._at]) if self.is_valid() else None

    def is_valid(self) -> bool:
        """Whether there is a word here."""
        return self._at < len(self._texts)


def schema() -> fields.Schema:
    """The fields of every index, as Whoosh knows them."""
    made = fields.Schema(id=fields.ID(stored=True, unique=True), shown=fields.STORED)
    for area in AREAS:
        made.add(area, Words(stems=False))
        made.add(f"{area}{_STEMS}", Words(stems=True))
    for facet in FACET_FIELDS:
        made.add(facet, Values())
    return made


def write_contents(folder: Path, segments: Sequence[ColumnSegment]) -> None:
    """Write Whoosh's table of contents of a generation."""
    TOC(schema(), list(segments), 1).write(FileStorage(str(folder)), INDEX_NAME)


def _area(fieldname: str) -> int | None:
    name = fieldname.removesuffix(_STEMS)
    return AREAS.index(name) if name in AREAS else None
