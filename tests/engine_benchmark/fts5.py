"""SQLite FTS5, with facets by SQL as Datasette has them."""

import shutil
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine_benchmark.data import FACETS, Data, plain_items, plain_of
from engine_benchmark.engine import CannotDo
from engine_benchmark.questions import Answer, Question
from searcher.exchange import from_line
from searcher.model import AREAS

_SEVERAL = ("officer", "councillor", "topic")
_ONE = ("committee", "meeting", "council", "year", "status", "kind")
_AREAS = ", ".join(AREAS)
_SCHEMA = f"""
CREATE TABLE items (id INTEGER PRIMARY KEY, uid TEXT UNIQUE, day INTEGER, shown TEXT,
    {", ".join(f"{name} TEXT" for name in (*_ONE, *AREAS))});
CREATE VIRTUAL TABLE words USING fts5({_AREAS}, content=items, content_rowid=id,
    tokenize="unicode61 remove_diacritics 0 tokenchars '.'");
{
    "".join(
        f"CREATE TABLE {name} (id INTEGER PRIMARY KEY, value TEXT UNIQUE);"
        f"CREATE TABLE item_{name} (item INTEGER, value INTEGER, PRIMARY KEY (item, value)) WITHOUT ROWID;"
        for name in _SEVERAL
    )
}
"""
_MEMORY = ("journal_mode = wal", "cache_size = -200000", "mmap_size = 2000000000", "synchronous = full")


@dataclass
class Fts5:
    """SQLite FTS5."""

    folder: Path
    _database: sqlite3.Connection | None = None

    def build(self, data: Data, workers: int) -> None:
        """Fill the tables in one transaction, then make indexes and put the index of words together."""
        if workers > 1:
            raise CannotDo("one writer only")
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        database = self._connected()
        database.executescript(_SCHEMA)
        self._put(plain_items(data.plain))
        for name in (*_ONE, "day"):
            database.execute(f"CREATE INDEX items_{name} ON items ({name})")
        database.execute("INSERT INTO words (words) VALUES ('optimize')")
        database.commit()
        database.execute("ANALYZE")
        database.commit()
        database.execute("PRAGMA wal_checkpoint(truncate)")

    def open(self) -> None:
        """Connect."""
        self._connected()

    def ask(self, question: Question) -> Answer:
        """Rank in the index of words; count, and count facets, by SQL."""
        match = match_of(question)
        asked = self._connected().execute
        if question.committee:
            where = "words MATCH ? AND committee = ? AND day BETWEEN ? AND ?"
            told: tuple[Any, ...] = (match, question.committee, *question.days)
            found = "FROM words JOIN items ON items.id = words.rowid WHERE " + where
            asked(f"SELECT uid, shown {found} ORDER BY rank LIMIT 20", told).fetchall()
            return Answer(asked(f"SELECT count(*) {found}", told).fetchone()[0])
        total = asked("SELECT count(*) FROM words WHERE words MATCH ?", (match,)).fetchone()[0]
        most, shown = (10, "snippet(words, -1, '<b>', '</b>', '…', 30)") if question.wanted == "snippets" else (20, "1")
        asked(
            f"SELECT uid, shown, said FROM (SELECT rowid AS found, rank AS best, {shown} AS said FROM words"
            f" WHERE words MATCH ? ORDER BY rank LIMIT {most}) JOIN items ON id = found ORDER BY best",
            (match,),
        ).fetchall()
        facets = FACETS if question.wanted == "facets" else ()
        return Answer(total, {name: dict(asked(counting(name), (match,)).fetchall()) for name in facets})

    def update(self, lines: Sequence[str], data: Data) -> None:
        """Delete and insert in one transaction."""
        database = self._connected()
        items = [plain_of(from_line(line)[0]) for line in lines]
        for item in items:
            old = database.execute(f"SELECT id, {_AREAS} FROM items WHERE uid = ?", (item["id"],)).fetchone()
            if old is not None:
                marks = ", ".join("?" * len(old))
                database.execute(f"INSERT INTO words (words, rowid, {_AREAS}) VALUES ('delete', {marks})", old)
                for name in _SEVERAL:
                    database.execute(f"DELETE FROM item_{name} WHERE item = ?", old[:1])
                database.execute("DELETE FROM items WHERE id = ?", old[:1])
        self._put(items)
        database.commit()

    def _put(self, items: Iterable[dict[str, Any]]) -> None:
        database = self._connected()
        columns = ("uid", "day", "shown", *_ONE, *AREAS)
        into_items = f"INSERT INTO items ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
        into_words = f"INSERT INTO words (rowid, {_AREAS}) VALUES (?{', ?' * len(AREAS)})"
        for item in items:
            facets, texts = item["facets"], [item["texts"][area] for area in AREAS]
            ones = [next(iter(facets[name]), None) for name in _ONE]
            number = database.execute(into_items, (item["id"], item["day"], item["shown"], *ones, *texts)).lastrowid
            database.execute(into_words, (number, *texts))
            for name in _SEVERAL:
                database.executemany(f"INSERT OR IGNORE INTO {name} (value) VALUES (?)", [(v,) for v in facets[name]])
                into = f"INSERT INTO item_{name} SELECT ?, id FROM {name} WHERE value = ?"
                database.executemany(into, [(number, value) for value in facets[name]])

    def _connected(self) -> sqlite3.Connection:
        if self._database is None:
            self._database = sqlite3.connect(self.folder / "items.db")
            for setting in _MEMORY:
                self._database.execute(f"PRAGMA {setting}")
        return self._database


def counting(facet: str) -> str:
    """SQL that counts the values of a facet over what a query matches."""
    found = "(SELECT rowid FROM words WHERE words MATCH ?)"
    if facet not in _SEVERAL:
        return f"SELECT {facet}, count(*) FROM items WHERE id IN {found} AND {facet} IS NOT NULL GROUP BY 1"
    return (
        f"SELECT {facet}.value, held FROM (SELECT value AS number, count(*) AS held FROM item_{facet}"
        f" WHERE item IN {found} GROUP BY 1) JOIN {facet} ON {facet}.id = number"
    )


def match_of(question: Question) -> str:
    """The question in the language of FTS5."""
    words = [f'"{word}"' for word in question.words]
    match question.kind:
        case "any":
            return " OR ".join(words)
        case "phrase":
            return " + ".join(words)
        case "prefix":
            return f"{words[0]} *"
        case _:
            return " AND ".join(words)
