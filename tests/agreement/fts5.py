"""SQLite FTS5, told our words: what it finds for a query's tree, and how it counts facets by SQL.

It has no two words at one place, as a hyphenated word and its join are. So a text is told in several columns, in which
the first and the last place of each such word have one or the other, each second such word apart. That is every way in
which two of them can stand in a phrase; only a phrase that runs over three would be missed.
"""

import itertools
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from oracle import facet_values, slips

from searcher.model import AREAS, Item
from searcher.query import AllOf, AnyOf, Filters, Match, Node, Not, Phrase, Query, Term, most_slips
from searcher.words import Token, stem, tokens

FACETS = ("committee", "officer", "topic", "year", "status", "kind", "council")
FILTERED = ("year", "status")
"""The filters it is asked with."""
_APART = "zzapartzz"
_WAYS = list(itertools.product((False, True), repeat=4))
_EXACT = [f"exact{at}" for at in range(len(_WAYS))]
_STEMS = [f"stems{at}" for at in range(len(_WAYS))]
_SCHEMA = f"""
CREATE VIRTUAL TABLE words USING fts5(every, {", ".join((*_EXACT, *_STEMS))},
    tokenize="unicode61 remove_diacritics 0 tokenchars '.'");
CREATE TABLE ids (item INTEGER PRIMARY KEY, id TEXT);
CREATE TABLE facets (item INTEGER, facet TEXT, value TEXT);
"""


class Fts5Index:
    """Items in tables of SQLite, in memory."""

    def __init__(self, items: Iterable[Item], words: Collection[str]) -> None:
        """`words` are all that the items have: it knows no fuzzy words, and is told those that they mean."""
        self._known = words
        self._database = sqlite3.connect(":memory:")
        self._database.executescript(_SCHEMA)
        marks = ", ".join("?" * (1 + len(_EXACT) + len(_STEMS)))
        for number, item in enumerate(items, 1):
            told = ("x", *_told(item, stems=False), *_told(item, stems=True))
            self._database.execute(f"INSERT INTO words (rowid, {_columns()}) VALUES (?, {marks})", (number, *told))
            self._database.execute("INSERT INTO ids VALUES (?, ?)", (number, item.id))
            values = [(number, facet, value) for facet in FACETS for value in facet_values(item, facet)]
            self._database.executemany("INSERT INTO facets VALUES (?, ?, ?)", values)

    def close(self) -> None:
        """Let go of the memory."""
        self._database.close()

    def matching(self, query: Query) -> set[str]:
        """The ids of the items that a query finds."""
        where, told = _where(query, query.filters, self._known)
        return {row[0] for row in self._database.execute(f"SELECT id FROM ids WHERE {where}", told)}

    def facets(self, query: Query) -> dict[str, dict[str, int]]:
        """How many of these have each value of each facet; a facet's own filter is lifted for its count."""
        return {
            facet: self._counted(facet, *_where(query, query.filters.without(facet), self._known)) for facet in FACETS
        }

    def _counted(self, facet: str, where: str, told: Sequence[str]) -> dict[str, int]:
        sql = f"SELECT value, count(*) FROM facets WHERE facet = ? AND {where} GROUP BY value"
        return dict(self._database.execute(sql, (facet, *told)).fetchall())


def _columns() -> str:
    return ", ".join(("every", *_EXACT, *_STEMS))


def _where(query: Query, filters: Filters, words: Collection[str]) -> tuple[str, list[str]]:
    """What must hold of `item`, and what is put in for the question marks."""
    conditions, told = ["true"], list[str]()
    if query.tree is not None:
        conditions.append("item IN (SELECT rowid FROM words WHERE words MATCH ?)")
        told.append(expression(query.tree, words))
    for name in FILTERED:
        if values := getattr(filters, name):
            marks = ", ".join("?" * len(values))
            conditions.append(f"item IN (SELECT item FROM facets WHERE facet = '{name}' AND value IN ({marks}))")
            told += values
    return " AND ".join(conditions), told


def expression(node: Node, words: Collection[str]) -> str:
    """A query's tree in the language of FTS5; fuzzy words as those they mean among some words."""
    match node:
        case Term(word, Match.FORMS):
            return _in(_STEMS, f'"{stem(word)}"')
        case Term(word, Match.PREFIX):
            return _in(_EXACT, f'"{word}" *')
        case Term(word, Match.ACRONYM):
            return _in(_EXACT, f'("{word}" OR "{word}s")')
        case Term(word, Match.EXACT):
            return _in(_EXACT, f'"{word}"')
        case Term(word, Match.FUZZY):
            meant = sorted(one for one in words if slips(word, one) <= most_slips(word))
            return _in(_EXACT, f"({' OR '.join(map(_quoted, meant or ['zznonezz']))})")
        case Phrase(terms) if terms[0].match is Match.FORMS:
            return _in(_STEMS, f'"{" ".join(stem(term.word) for term in terms)}"')
        case Phrase(terms):
            return _in(_EXACT, f'"{" ".join(term.word for term in terms)}"')
        case AllOf(parts):
            return f"({' AND '.join(expression(part, words) for part in parts)})"
        case AnyOf(parts):
            return f"({' OR '.join(expression(part, words) for part in parts)})"
        case Not(part):
            return f"(every : x NOT {expression(part, words)})"
        case _:
            raise AssertionError(node)


def _quoted(word: str) -> str:
    return f'"{word}"'


def _in(columns: Sequence[str], asked: str) -> str:
    return f"({{{' '.join(columns)}}} : {asked})"


def _told(item: Item, *, stems: bool) -> list[str]:
    """An item's words, in each of the ways."""
    texts = [list(_places(text)) for area in AREAS for text in item.text_of(area)]
    return [f" {_APART} ".join(" ".join(_words(places, way, stems=stems)) for places in texts) for way in _WAYS]


Place = Mapping[str, str]
"""The word at a place; and the join of a hyphenated one, by whether it begins or ends there and which it is of two."""


def _places(text: str) -> Iterator[Place]:
    """The words of a text by their places."""
    hyphenated = itertools.count()
    for _, there in itertools.groupby(sorted(tokens(text), key=_order), key=lambda token: token.position):
        word, *joins = there
        place = {"word": word.form}
        for join in joins:
            begins = join.start == word.start
            number = next(hyphenated) // 2 % 2  # it is met twice
            place[f"{'first' if begins else 'last'}{number}"] = join.form
        yield place


def _order(token: Token) -> tuple[int, int]:
    """By place; there the word before the longer join that it is a part of."""
    return token.position, token.end - token.start


def _words(places: Iterable[Place], way: Sequence[bool], *, stems: bool) -> Iterator[str]:
    """The words of a text in one way."""
    wanted = [name for name, there in zip(("first0", "last0", "first1", "last1"), way, strict=True) if there]
    for place in places:
        word = next((place[name] for name in wanted if name in place), place["word"])
        yield stem(word) if stems else word
