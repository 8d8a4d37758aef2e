"""The engines that answer: ours as it is, SQLite FTS5 and stock Whoosh as somebody who knows them sets them up.

All three are given the same items, areas and facets. Each gives ids, the best first.
"""

import os
import re
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from whoosh import fields
from whoosh.analysis import StemmingAnalyzer
from whoosh.filedb.filestore import RamStorage
from whoosh.qparser import MultifieldParser

from evaluation.search.judged import JudgedQuery
from searcher import Archive
from searcher.engine.records import record_of
from searcher.model import AREAS, Item
from searcher.words import forms

Ranked = Callable[[JudgedQuery], list[str]]
MOST = 1000
"""How many answers are looked at."""
_WORD = re.compile(r'(-?)("[^"]*"|\S+)')
_AREAS = ", ".join(AREAS)
_PEOPLE = ("officer", "councillor")


def ours(archive: Archive) -> Ranked:
    """Our own engine by its Python face, with all its defaults."""

    def ranked(query: JudgedQuery) -> list[str]:
        filters: dict[str, Any] = dict(query.filters)
        return [hit.id for hit in archive.search(query.words, limit=MOST, facets=(), **filters).hits]

    return ranked


class Filtering:
    """What the other engines filter by: the archive's own facets, in tables."""

    def __init__(self, items: Sequence[Item], archive: Archive) -> None:
        self.database = sqlite3.connect(":memory:")
        self.database.executescript(
            "CREATE TABLE items (place INTEGER PRIMARY KEY, id, day, committee, number);"
            "CREATE TABLE people (place, kind, who); CREATE TABLE names (kind, who, name);"
        )
        for place, item in enumerate(items):
            self._put(place, item)
        for kind in _PEOPLE:
            names = ((kind, one.value, f" {_folded(one.label)} ") for one in archive.values(kind))
            self.database.executemany("INSERT INTO names VALUES (?, ?, ?)", names)

    def _put(self, place: int, item: Item) -> None:
        facets, put = record_of(item).facets, self.database.execute
        committee = item.meeting.committee if item.meeting else None
        day, number = (next(iter(facets[name]), None) for name in ("date", "number"))
        put("INSERT INTO items VALUES (?, ?, ?, ?, ?)", (place, item.id, day, _folded(committee or ""), number))
        told = [(place, kind, who) for kind in _PEOPLE for who in facets[kind]]
        self.database.executemany("INSERT INTO people VALUES (?, ?, ?)", told)
        named = [("officer", one.id, f" {_folded(one.name)} ") for one in item.officers if one.id]
        self.database.executemany("INSERT INTO names VALUES (?, ?, ?)", named)

    def where(self, filters: Mapping[str, str]) -> tuple[str, list[str]]:
        """The filters as a condition of SQL on items, with its values."""
        conditions, values = ["1"], []
        for name, value in filters.items():
            conditions.append(_CONDITIONS[name])
            values.append(_value(name, value))
        return " AND ".join(conditions), values

    def places(self, filters: Mapping[str, str]) -> set[int]:
        """The places of the items that the filters leave."""
        where, values = self.where(filters)
        return {place for (place,) in self.database.execute(f"SELECT place FROM items WHERE {where}", values)}

    def newest(self, filters: Mapping[str, str]) -> list[str]:
        """The items that the filters leave, the newest first: the answer where there are no words."""
        where, values = self.where(filters)
        told = self.database.execute(f"SELECT id FROM items WHERE {where} ORDER BY day DESC LIMIT {MOST}", values)
        return [one for (one,) in told]


def _condition(kind: str) -> str:
    return (
        "place IN (SELECT place FROM people WHERE kind = '" + kind + "' AND who IN"
        " (SELECT who FROM names WHERE kind = '" + kind + "' AND name LIKE ?))"
    )


_CONDITIONS = {
    "committee": "committee LIKE ?",
    "since": "day >= ?",
    "until": "day <= ?",
    "number": "number = ?",
    "officer": _condition("officer"),
    "councillor": _condition("councillor"),
}


def _value(name: str, value: str) -> str:
    if name == "number":
        return value.rstrip(".").lower()
    if name == "committee":
        return f"%{_folded(value)}%"
    return f"% {_folded(value)} %" if name in _PEOPLE else value


def _folded(text: str) -> str:
    return " ".join(forms(text))


def _text(item: Item, area: Any) -> str:
    return "\n\n".join(item.text_of(area))


def fts5(items: Sequence[Item], archive: Archive) -> Ranked:
    """SQLite FTS5: a column for each area, the tokenizer that stems, all words wanted, ranked by its bm25."""
    filtering = Filtering(items, archive)
    database = filtering.database
    database.execute(f"CREATE VIRTUAL TABLE words USING fts5({_AREAS}, tokenize='porter unicode61')")
    into = f"INSERT INTO words (rowid, {_AREAS}) VALUES (?{', ?' * len(AREAS)})"
    database.executemany(into, ((at, *(_text(item, area) for area in AREAS)) for at, item in enumerate(items)))

    def ranked(query: JudgedQuery) -> list[str]:
        if not query.words:
            return filtering.newest(query.filters)
        where, values = filtering.where(query.filters)
        told = database.execute(
            f"SELECT id FROM words JOIN items ON place = words.rowid WHERE words MATCH ? AND {where}"
            f" ORDER BY rank LIMIT {MOST}",
            (_match(query.words), *values),
        )
        return [one for (one,) in told]

    return ranked


def _match(words: str) -> str:
    """What is typed in the language of FTS5: every word quoted, so that none is an operator."""
    wanted, unwanted = _parted(words)
    return " NOT ".join([" ".join(wanted), *unwanted])


def _parted(words: str) -> tuple[list[str], list[str]]:
    """Words and phrases in quotation marks, and those behind a minus."""
    found = [(minus, '"' + word.strip('"').replace('"', '""') + '"') for minus, word in _WORD.findall(words)]
    return [word for minus, word in found if not minus], [word for minus, word in found if minus]


def whoosh(items: Sequence[Item], archive: Archive) -> Ranked:
    """Stock Whoosh: a field for each area with its stemming analyser, its parser over all of them, BM25F as it is."""
    filtering = Filtering(items, archive)
    area_fields = {area: fields.TEXT(analyzer=StemmingAnalyzer()) for area in AREAS}
    schema = fields.Schema(id=fields.ID(stored=True), **area_fields)
    # Its temporary files are named after the index, in a folder of all processes.
    index = RamStorage().create_index(schema, indexname=f"evaluation_{os.getpid()}")
    writer = index.writer()
    for item in items:
        writer.add_document(id=item.id, **{area: _text(item, area) for area in AREAS})
    writer.commit()
    searcher, parser = index.searcher(), MultifieldParser(list(AREAS), schema)

    def ranked(query: JudgedQuery) -> list[str]:
        if not query.words:
            return filtering.newest(query.filters)
        typed = re.sub(r"(?<!\S)-(?=\w)", "NOT ", query.words)
        left = filtering.places(query.filters) if query.filters else None
        if left == set():  # which Whoosh would take for no filter
            return []
        return [hit["id"] for hit in searcher.search(parser.parse(typed), limit=MOST, filter=left)]

    return ranked
