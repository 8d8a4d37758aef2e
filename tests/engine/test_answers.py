"""What the index answers is what the brute-force evaluator answers, and what counting in the archive gives."""

import random
from collections import Counter
from collections.abc import Iterator

import pytest
from invented import VOCABULARY, filter_values, items, query_text
from oracle import Names, facets, matching

from searcher import exchange
from searcher.api import Archive, filters_from
from searcher.engine import Index
from searcher.model import Item
from searcher.pipeline import Workshop
from searcher.query import FACETS, MOST_HITS, parse

QUERIES = 150
TOPICS = "".join(
    f'[{topic.id}]\nlabel = "{topic.label}"\nnames = {list(topic.names)}\n'
    f"narrower = {list(map(list, topic.narrower))}\n"
    for topic in VOCABULARY.topics.values()
)


@pytest.fixture(scope="module", params=(1, 40, 150))
def corpus(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Archive, list[Item]]]:
    """An archive of invented items, imported and indexed, with the items as the archive gives them."""
    folder = tmp_path_factory.mktemp("corpus")
    (folder / "topics.toml").write_text(TOPICS, encoding="utf-8")
    lines = folder / "items.jsonl"
    lines.write_text("".join(exchange.to_line(item) + "\n" for item in items(request.param, seed=request.param)))
    with Workshop(folder / "index") as workshop:
        (folder / "topics.toml").rename(folder / "index" / "topics.toml")
        assert [outcome.refused for outcome in workshop.import_paths([lines])] == [None]
        workshop.index()
    with Archive.open(folder / "index") as archive:
        yield archive, list(archive.items())


@pytest.mark.parametrize("seed", range(QUERIES))
def test_hits_and_facets_are_those_of_brute_force(corpus: tuple[Archive, list[Item]], seed: int) -> None:
    archive, held = corpus
    chance = random.Random(seed)
    text, filters = query_text(chance), filters_from(filter_values(chance))
    query = Index(archive.folder).widened(parse(text, filters=filters, limit=MOST_HITS))
    names = Names.of(held, archive.vocabulary)

    results = archive.run(query)

    assert {hit.id for hit in results} == matching(query, held, names)
    assert results.total == len(results.hits)
    counted = facets(query, held, names)
    for facet in FACETS:
        assert {one.value: one.count for one in results.facets[facet] if one.count} == counted[facet]


def test_counts_without_words_are_those_of_the_archive(corpus: tuple[Archive, list[Item]]) -> None:
    archive, held = corpus

    results = archive.search(kind=["business", "procedural"])

    assert results.total == len(held)
    topics = Counter(topic for item in held for topic in item.topics)
    assert {one.value: one.count for one in results.facets["topic"]} == topics


def test_pages_put_together_are_all_hits_in_order(corpus: tuple[Archive, list[Item]]) -> None:
    archive, _ = corpus
    whole = [hit.id for hit in archive.search("children OR road OR education", limit=MOST_HITS)]

    pages = [[hit.id for hit in archive.search("children OR road OR education", limit=7, page=n)] for n in range(1, 30)]

    assert [hit for page in pages for hit in page] == whole


@pytest.mark.parametrize("sort", ("newest", "oldest"))
def test_sorting_by_date_puts_undated_items_last(corpus: tuple[Archive, list[Item]], sort: str) -> None:
    archive, _ = corpus

    days = [hit.date for hit in archive.search("the OR children", sort=sort, limit=MOST_HITS)]  # type: ignore[arg-type] # both are sorts

    dated = [day for day in days if day is not None]
    assert days == [*sorted(dated, reverse=sort == "newest"), *[None] * (len(days) - len(dated))]


def test_items_with_the_words_typed_come_before_those_with_another_name(corpus: tuple[Archive, list[Item]]) -> None:
    archive, held = corpus
    literal = {hit.id for hit in archive.search("elective AND home AND education", exact=False, limit=MOST_HITS)}
    results = archive.search("elective home education", limit=MOST_HITS)

    typed = [("home education = elective home education" not in hit.matched) or hit.id in literal for hit in results]

    assert typed == sorted(typed, reverse=True)
    assert len(held) >= results.total


def test_a_chosen_value_is_marked_and_its_facet_counted_without_it(corpus: tuple[Archive, list[Item]]) -> None:
    archive, _ = corpus
    unfiltered = archive.search("the OR children OR road")

    filtered = archive.search("the OR children OR road", council="oakham")

    assert [tuple(one) for one in filtered.facets["council"]] == [tuple(one) for one in unfiltered.facets["council"]]
    assert {one.value for one in filtered.facets["council"] if one.selected} <= {"oakham"}
