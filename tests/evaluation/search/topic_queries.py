"""Queries for topics: alone, with filters, and with a place."""

import re
from collections.abc import Iterator, Sequence
from random import Random

from sample_portal.names import STREET_FIRST, STREET_LAST, WARDS

from evaluation.search.grading import Concept, concepts, content, grades, is_unlike
from evaluation.search.judged import APART, JudgedQuery
from evaluation.search.told import Told

ALONE, UNLIKE, FILTERED, PLACED = 126, 44, 12, 10
_STREET = re.compile(rf"\b(?:{'|'.join(STREET_FIRST)}) (?:{'|'.join(STREET_LAST)})\b", re.IGNORECASE)


def topic_queries(items: Sequence[Told], random: Random) -> Iterator[JudgedQuery]:
    """Queries for topics, those first of which some main item has no word."""
    asked = [(concept, words) for concept in concepts() for words in concept.queries]
    known = frozenset().union(*(item.stems for item in items))
    judged = [_alone(concept, words, items, known) for concept, words in asked]
    worth = [one for one in judged if max(one.relevance.values(), default=0) > 1]
    unlike = [one for one in random.sample(worth, len(worth)) if one.unlike][:UNLIKE]
    others = [one for one in random.sample(worth, len(worth)) if one not in unlike][: ALONE - len(unlike)]
    yield from sorted((*unlike, *others), key=lambda one: (one.kind, one.words))
    yield from _everyday(items)
    whole = [one for one in concepts() if one.about]
    yield from _first(FILTERED, (_filtered(one, items, random) for one in _shuffled(whole, random)))
    yield from _first(PLACED, (_placed(one, items, random) for one in _shuffled(whole, random)))


def _everyday(items: Sequence[Told]) -> Iterator[JudgedQuery]:
    """What people ask for in words of their own, where some item is more than a mention."""
    for concept, words in ((one, words) for one in concepts() for words in one.everyday):
        relevance = grades(concept, items, words)
        if max(relevance.values(), default=0) > 1:
            yield JudgedQuery(f"{words} (everyday)", APART, words, relevance=relevance)


def _alone(concept: Concept, words: str, items: Sequence[Told], known: frozenset[str]) -> JudgedQuery:
    """A topic in words that its main items have, that some of them lack, or that stand nowhere in the archive."""
    relevance = grades(concept, items, words)
    unlike = is_unlike(words, relevance, items)
    kind = "topic, in words of no item" if not content(words) <= known else "topic, other words" if unlike else "topic"
    return JudgedQuery(words, kind, words, relevance=relevance, unlike=unlike)


def _filtered(concept: Concept, items: Sequence[Told], random: Random) -> JudgedQuery | None:
    """A topic in one committee, or since a day: the answers outside must stay out."""
    words = concept.queries[0]
    graded = grades(concept, items, words)
    main = [item for item in items if graded.get(item.id) == 3]
    if len(main) < 4:
        return None
    one = random.choice(main)
    by_committee = random.random() < 0.5
    filters = {"committee": one.committee} if by_committee else {"since": one.date}
    inside = {item.id for item in items if passes(item, filters)}
    return JudgedQuery(
        f"{words} {filters}",
        "topic with a filter",
        words,
        filters,
        {name: found for name, found in graded.items() if name in inside},
        frozenset(set(graded) - inside),
    )


def passes(item: Told, filters: dict[str, str]) -> bool:
    """Whether the truth lets an item through filters of committee, days and number."""
    return (
        filters.get("committee", "").casefold() in item.committee.casefold()
        and filters.get("since", "") <= item.date <= filters.get("until", "9999")
        and filters.get("number", item.number).rstrip(".").lower() == item.number.rstrip(".").lower()
    )


def _placed(concept: Concept, items: Sequence[Told], random: Random) -> JudgedQuery | None:
    """A topic with a street or ward that a title names."""
    main = [(item, place) for item in items if item.matter in concept.about and (place := _place(item.title.text))]
    if not main:
        return None
    _, place = random.choice(main)
    words = f"{concept.queries[0]} {place}"
    relevance = {item.id: found for item in items if (found := _grade_placed(concept, place, item, words))}
    return JudgedQuery(words, "topic with a place", words, relevance=relevance)


def _place(title: str) -> str | None:
    found = _STREET.search(title)
    return found[0].title() if found else next((ward for ward in WARDS if ward.lower() in title.lower()), None)


def _grade_placed(concept: Concept, place: str, item: Told, words: str) -> int:
    """3 with the place in the title, 2 with it in the text; 1 where another item names both, or all words in one."""
    if place.lower() not in item.text.lower():
        return 0
    found = grades(concept, [item], words).get(item.id, 0)
    if item.matter not in concept.about:
        return min(found, 1)
    return 3 if place.lower() in item.title.text.lower() else min(found, 2)


def _shuffled(some: Sequence[Concept], random: Random) -> list[Concept]:
    return random.sample(some, len(some))


def _first(most: int, queries: Iterator[JudgedQuery | None]) -> Iterator[JudgedQuery]:
    found = 0
    for one in queries:
        if one is not None and found < most:
            found += 1
            yield one


def unlike_count(queries: Sequence[JudgedQuery]) -> int:
    """How many queries have none of their words in some item of grade 3."""
    return sum(one.unlike and bool(content(one.words)) for one in queries)
