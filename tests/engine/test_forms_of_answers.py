"""An answer is the same by Python's sets and by NumPy, from one segment and from many, updated or written anew."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from invented import filter_values, items, query_text, snapshot
from msgspec.structs import replace

from searcher.api import filters_from
from searcher.engine import Index, write_generation
from searcher.engine.plain import Plain
from searcher.engine.shares import Limits
from searcher.engine.vectors import Vectors
from searcher.model import Item
from searcher.query import Query, parse
from searcher.results import Results
from searcher.storage import Storage

SMALL = Limits(items=7, step=1)
ROUNDS = 12


def told(results: Results) -> tuple[object, ...]:
    """All that an answer says, but how long it took."""
    hits = [(hit.id, hit.score, hit.snippet, hit.matched) for hit in results]
    facets = {facet: [(one, one.value, one.selected) for one in values] for facet, values in results.facets.items()}
    return results.total, hits, facets


def question(seed: int) -> Query:
    """Words and filters, with a page and an order."""
    chance = random.Random(seed)
    text, filters = query_text(chance), filters_from(filter_values(chance))
    sort = chance.choice((None, None, "newest", "oldest"))
    return parse(text, filters=filters, sort=sort, limit=chance.choice((1, 5, 100)), page=chance.choice((1, 1, 2)))  # type: ignore[arg-type] # all are sorts


@pytest.fixture(scope="module")
def indexes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Index, Index, Index]]:
    """One archive three times: written whole; changed many times in small segments, by either kind of steps."""
    whole, changed = tmp_path_factory.mktemp("whole"), tmp_path_factory.mktemp("changed")
    held = items(120, seed=8)
    chance = random.Random(8)
    for _ in range(ROUNDS):
        some = [one if chance.random() < 0.8 else replace(one, minutes="quagga road") for one in held]
        write_generation(changed, snapshot(chance.sample(some, 100)), Storage(), limits=SMALL)
    for folder, limits in ((whole, Limits()), (changed, SMALL)):
        write_generation(folder, snapshot(held), Storage(), limits=limits)
    opened = (Index(whole, Vectors()), Index(changed, Vectors()), Index(changed, Plain()))
    assert len(opened[1].segments) > 3
    yield opened
    for index in opened:
        index.close()


@pytest.mark.parametrize("seed", range(300))
def test_an_answer_does_not_depend_on_how_it_is_found(indexes: tuple[Index, Index, Index], seed: int) -> None:
    whole, by_vectors, plainly = (told(index.search(index.widened(question(seed)))) for index in indexes)

    assert by_vectors == plainly
    assert by_vectors == whole


def test_segments_are_merged_as_they_come(tmp_path: Path) -> None:
    held = items(200, seed=5)
    for count in range(100, 200, 2):
        write_generation(tmp_path, snapshot(held[:count]), Storage())
    index = Index(tmp_path)

    assert len(index.segments) <= 3
    assert index.manifest.items == 198
    index.close()


def test_a_segment_of_mostly_deleted_items_is_written_anew(tmp_path: Path) -> None:
    held: list[Item] = items(100, seed=5)
    write_generation(tmp_path, snapshot(held), Storage())
    write_generation(tmp_path, snapshot(held[28:]), Storage())
    index = Index(tmp_path)

    assert [part.dead for part in index.manifest.segments] == [0]
    index.close()
