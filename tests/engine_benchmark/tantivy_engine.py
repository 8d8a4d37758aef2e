"""Tantivy, by its bindings for Python."""

import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tantivy
from tantivy import FieldType, Occur, Query, SnippetGenerator

from engine_benchmark.data import FACETS, Data, plain_items, plain_of
from engine_benchmark.engine import PREFERRED
from engine_benchmark.questions import Answer, Question
from searcher.engine.records import FACET_FIELDS
from searcher.exchange import from_line
from searcher.model import AREAS

_HEAP = 256_000_000
_MOST_VALUES = 65_000


@dataclass
class Tantivy:
    """Tantivy."""

    folder: Path
    _index: Any = None
    _searcher: Any = None

    def build(self, data: Data, workers: int) -> None:
        """Write with so many threads, and wait until segments are merged."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        index = self._registered(tantivy.Index(_schema(), path=str(self.folder)))
        writer = index.writer(_HEAP * workers, workers)
        for item in plain_items(data.plain):
            writer.add_document(_document(item))
        writer.commit()
        writer.wait_merging_threads()

    def open(self) -> None:
        """Open what was committed."""
        if self._index is None:
            self._index = self._registered(tantivy.Index.open(str(self.folder)))
        self._index.reload()
        self._searcher = self._index.searcher()

    def ask(self, question: Question) -> Answer:
        """Search over all areas; aggregate for facets."""
        query = self._query(question)
        found = self._searcher.search(query, 10 if question.wanted == "snippets" else 20, count=True)
        documents = [self._searcher.doc(address) for _, address in found.hits]
        if question.wanted == "snippets":
            self._snippets(query, documents)
        else:
            [one.get_first("shown") for one in documents]
        if question.wanted != "facets":
            return Answer(found.count)
        wanted = {name: {"terms": {"field": name, "size": _MOST_VALUES}} for name in FACETS}
        counted = self._searcher.aggregate(query, wanted)
        return Answer(
            found.count, {name: {one["key"]: one["doc_count"] for one in counted[name]["buckets"]} for name in FACETS}
        )

    def update(self, lines: Sequence[str], data: Data) -> None:
        """Delete by id, add, commit."""
        if self._index is None:
            self.open()
        writer = self._index.writer(64_000_000, 1)
        for line in lines:
            item = plain_of(from_line(line)[0])
            writer.delete_documents_by_term("id", item["id"])
            writer.add_document(_document(item))
        writer.commit()
        writer.wait_merging_threads()

    def _query(self, question: Question) -> Query:
        schema, words = self._index.schema, list(question.words)
        match question.kind:
            case "phrase":
                query = _any(Query.phrase_query(schema, area, list(words)) for area in AREAS)
            case "prefix":
                query = _any(Query.regex_query(schema, area, f"{words[0]}.*") for area in AREAS)
            case "any":
                query = _any(self._word(word) for word in words)
            case _:
                query = Query.boolean_query([(Occur.Must, self._word(word)) for word in words])
        if question.committee:
            committee = Query.term_query(schema, "committee", question.committee, "basic")
            days = Query.range_query(schema, "day", FieldType.Unsigned, *question.days)
            query = Query.boolean_query([(Occur.Must, one) for one in (query, committee, days)])
        return query

    def _word(self, word: str) -> Query:
        return _any(Query.term_query(self._index.schema, area, word) for area in AREAS)

    def _snippets(self, query: Query, documents: Sequence[Any]) -> list[str]:
        """For each document a passage of the first area that has one."""
        makers = [SnippetGenerator.create(self._searcher, query, self._index.schema, area) for area in PREFERRED]
        return [
            next((one.to_html() for maker in makers if (one := maker.snippet_from_doc(document)).highlighted()), "")
            for document in documents
        ]

    def _registered(self, index: Any) -> Any:
        words = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
        index.register_tokenizer("spaces", words)
        return index


def _any(queries: Iterable[Query]) -> Query:
    return Query.boolean_query([(Occur.Should, query) for query in queries])


def _schema() -> Any:
    builder = tantivy.SchemaBuilder()
    for area in AREAS:
        builder.add_text_field(area, stored=True, tokenizer_name="spaces")
    for name in ("id", *FACET_FIELDS):
        builder.add_text_field(name, stored=name == "id", fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("day", indexed=True, fast=True)
    builder.add_bytes_field("shown", stored=True)
    return builder.build()


def _document(item: dict[str, Any]) -> Any:
    document = tantivy.Document()
    document.add_text("id", item["id"])
    document.add_unsigned("day", item["day"])
    document.add_bytes("shown", item["shown"].encode())
    for area, text in item["texts"].items():
        document.add_text(area, text)
    for name, values in item["facets"].items():
        for value in values:
            document.add_text(name, value)
    return document
