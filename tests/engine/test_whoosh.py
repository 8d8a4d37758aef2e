"""Whoosh reads our segments like its own: its readers, its query parser, its searchers, its matchers."""

import random
from collections.abc import Iterator

import pytest
from agreement.whoosh_queries import whoosh_query
from invented import items, snapshot
from oracle import Names, matching
from whoosh import index as whoosh_index
from whoosh import query as wq
from whoosh.qparser import QueryParser
from whoosh.scoring import BM25F
from whoosh.searching import Searcher

import searcher.engine.codec  # noqa: F401 - Whoosh finds what reads our segments where it was imported
from searcher.engine import write_generation
from searcher.engine.shares import Limits
from searcher.model import Item
from searcher.query import parse
from searcher.storage import Storage
from searcher.vocabulary import Vocabulary

WORDS = (
    "the", "road", "roads", "children", "child's", "un-accompanied", "EHE", "1,200", "school*", "educat*", "budget",
    "Élan", "barnardos",
)  # fmt: skip


@pytest.fixture(scope="module")
def held() -> list[Item]:
    return items(90, seed=21)


@pytest.fixture(scope="module")
def whoosh(tmp_path_factory: pytest.TempPathFactory, held: list[Item]) -> Iterator[Searcher]:
    """A plain searcher of Whoosh over three segments, of which one has deleted items."""
    folder = tmp_path_factory.mktemp("whoosh")
    for some in (held[:60], held[5:80], held[10:]):
        generation = write_generation(folder, snapshot(some), Storage(), limits=Limits(items=40, step=1))
    index = whoosh_index.open_dir(str(generation.folder))
    with index.searcher(weighting=BM25F()) as opened:
        assert len(opened.reader().leaf_readers()) > 1
        yield opened
    index.close()


def question(chance: random.Random) -> str:
    """Words in one of the ways in which both ask."""
    one, other, third = chance.choices(WORDS, k=3)
    plain = [word for word in (one, other) if "*" not in word]
    forms = (one, f"{one} {other}", f"{one} OR {other}", f"{one} -{third}", f"({one} OR {third}) {other}")
    return chance.choice((*forms, f'"{" ".join(plain)} " {third}'))


@pytest.mark.parametrize("seed", range(200))
def test_whoosh_finds_what_is_meant(whoosh: Searcher, held: list[Item], seed: int) -> None:
    query = parse(question(random.Random(seed)))
    assert query.tree is not None

    found = {hit["id"] for hit in whoosh.search(whoosh_query(query.tree), limit=None)}

    assert found == matching(query, held[10:], Names.of(held[10:], Vocabulary({})))


def test_its_query_parser_takes_words_as_they_are_written(whoosh: Searcher) -> None:
    def found(words: str) -> set[str]:
        return {hit["id"] for hit in whoosh.search(QueryParser("minutes", whoosh.schema).parse(words), limit=None)}

    assert found("Child's") == found("childs") != set()
    assert found("minutes_stems:educating") >= found("education") != set()


def test_its_fuzzy_words_and_wildcards_work(whoosh: Searcher) -> None:
    fuzzy = whoosh.search(wq.FuzzyTerm("minutes", "raod", maxdist=2), limit=None)

    assert {hit["id"] for hit in fuzzy} >= {hit["id"] for hit in whoosh.search(wq.Term("minutes", "road"), limit=None)}
    assert len(whoosh.search(wq.Wildcard("minutes", "ro?d"), limit=None)) > 0


def test_what_it_knows_of_words_is_so(whoosh: Searcher, held: list[Item]) -> None:
    reader = whoosh.reader()
    with_road = [item for item in held[10:] if "road" in item.minutes.lower().split()]

    assert reader.doc_count() == len(held[10:])
    assert {reader.stored_fields(number)["id"] for number in reader.all_doc_ids()} == {item.id for item in held[10:]}
    assert reader.doc_frequency("minutes", "road") >= len(with_road) > 0
    assert ("minutes", b"road") in set(reader.all_terms())
