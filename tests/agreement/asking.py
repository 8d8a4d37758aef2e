"""Random queries that all can be asked, and what each answers."""

import random
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import oracle
from invented import WORDS, items, misspelt, snapshot
from whoosh import index as whoosh_index
from whoosh.searching import Searcher

import searcher.engine.codec  # noqa: F401 - Whoosh finds what reads our segments where it was imported
from agreement.fts5 import FACETS, FILTERED, Fts5Index
from agreement.whoosh_queries import whoosh_query
from searcher.engine import write_generation
from searcher.engine.plain import Plain
from searcher.engine.reader import Index
from searcher.engine.shares import Limits
from searcher.engine.vectors import Vectors
from searcher.model import AREAS, Item
from searcher.query import Filters, Query, filter_from, parse
from searcher.storage import Storage
from searcher.vocabulary import Vocabulary
from searcher.words import tokens

OTHERS = ("plain steps", "SQLite FTS5", "Whoosh", "the oracle")
_MOST_HITS = 100  # of a page


@dataclass(frozen=True, slots=True)
class Asked:
    """Several engines with the same items. Ours has them in several segments, of which some have deleted ones."""

    held: Sequence[Item]
    names: oracle.Names
    ours: Index
    plain: Index
    fts5: Fts5Index
    whoosh: Searcher
    words: frozenset[str]

    def differing(self, query: Query, others: Iterable[str] = OTHERS) -> list[str]:
        """Who finds other items than ours, or counts facets otherwise."""
        hits, facets = _answer(self.ours, query)
        return [name for name in others if not self._agrees(name, query, hits, facets)]

    def _agrees(self, name: str, query: Query, hits: set[str], facets: "Facets") -> bool:
        match name:
            case "plain steps":
                return _answer(self.plain, query) == (hits, facets)
            case "SQLite FTS5":
                return self.fts5.matching(query) == hits and self.fts5.facets(query) == facets
            case "Whoosh":  # it has no filters of ours
                if query.filters or query.tree is None:
                    return True
                asked = whoosh_query(query.tree, self.words)
                return {hit["id"] for hit in self.whoosh.search(asked, limit=None)} == hits
            case _:
                counted = oracle.facets(query, self.held, self.names)
                same = {facet: counted[facet] for facet in FACETS} == facets
                return same and oracle.matching(query, self.held, self.names) == hits


Facets = dict[str, dict[str, int]]


def _answer(index: Index, query: Query) -> tuple[set[str], Facets]:
    """The ids of all hits, and the facets; without the values chosen that nothing has."""
    found = index.search(query, facets=FACETS)
    facets = {name: {one.value: one.count for one in values if one.count} for name, values in found.facets.items()}
    return {hit.id for hit in found}, facets


@contextmanager
def asked(folder: Path, count: int, seed: int) -> Iterator[Asked]:
    """Engines with so many invented items, but a tenth of them deleted again."""
    made = items(count, seed)
    gone = count // 10
    for some in (made[: 2 * count // 3], made[gone // 2 : 8 * count // 9], made[gone:]):
        generation = write_generation(folder, snapshot(some), Storage(), limits=Limits(items=count // 2, step=1))
    held = made[gone:]
    names = oracle.Names.of(held, Vocabulary({}))
    words = frozenset(
        word.form for item in held for area in AREAS for one in item.text_of(area) for word in tokens(one)
    )
    fts5, opened = Fts5Index(held, words), whoosh_index.open_dir(str(generation.folder))
    with opened.searcher() as whoosh:
        yield Asked(held, names, Index(folder, Vectors()), Index(folder, Plain()), fts5, whoosh, words)
    opened.close()
    fts5.close()


def question(chance: random.Random) -> Query:
    """Words with AND, OR and NOT, phrases and beginnings of words; at times a filter."""
    filters = _filter(chance) if chance.random() < 0.2 else None
    return parse(_words(chance, 2), filters=filters, exact=chance.random() < 0.3, limit=_MOST_HITS)


def _words(chance: random.Random, depth: int) -> str:
    parts = [_part(chance, depth) for _ in range(chance.randint(1, 3))]
    return chance.choice((" ", " ", " AND ", " OR ")).join(parts)


def _part(chance: random.Random, depth: int) -> str:
    word, other = chance.choices(WORDS, k=2)
    makers = (
        lambda: word,
        lambda: word,
        lambda: f'"{word} {other}"',
        lambda: f"{word[:3]}*" if word[:3].isalpha() else word,
        lambda: f"{misspelt(word, chance)}~" if word.isalpha() and len(word) > 3 else word,
        lambda: f"({word} NOT {other})",
        lambda: f"(-{word} {other})",
        lambda: f"({_words(chance, depth - 1)})" if depth else word,
    )
    return chance.choice(makers)()


def _filter(chance: random.Random) -> Filters:
    values = {"year": ("2018", "2019", "2021"), "status": ("agenda", "minutes", "approved")}
    name = chance.choice(FILTERED)
    return filter_from(name, chance.choice(values[name]))
