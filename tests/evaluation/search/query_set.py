"""The whole set of judged queries of one invented council, by its truth alone."""

from collections.abc import Iterator
from random import Random

from sample_portal.model import Truth

from evaluation.search.judged import JudgedQuery
from evaluation.search.known_items import known_items
from evaluation.search.people_queries import PeopleQueries
from evaluation.search.told import told_items
from evaluation.search.topic_queries import topic_queries
from evaluation.search.wrong_words import wrong_words


def query_set(truth: Truth) -> list[JudgedQuery]:
    """Every query, the same for the same council."""
    return list(_queries(truth))


def _queries(truth: Truth) -> Iterator[JudgedQuery]:
    items = list(told_items(truth))
    yield from topic_queries(items, Random(f"{truth.seed}:topics"))
    yield from PeopleQueries(truth, items, Random(f"{truth.seed}:people")).all()
    yield from known_items(items, Random(f"{truth.seed}:known"))
    yield from wrong_words(truth, items, Random(f"{truth.seed}:wrong"))
