"""Puts matches in order: BM25F over the areas, words as typed before names of the same topic, phrases first."""

import math
from collections.abc import Iterable, Mapping

from searcher.engine.evaluate import Evaluation, Leaf
from searcher.model import Area
from searcher.query import AllOf, AnyOf, Either, Match, Node, Phrase, Query, Term, leaves

# What an occurrence counts in each area; a title says what an item is about, a report's title less so.
WEIGHTS: Mapping[Area, float] = {
    "title": 4.0, "resolutions": 2.0, "decision": 1.5, "minutes": 1.0, "agenda": 0.8, "documents": 0.6,
}  # fmt: skip
_SATURATION, _LENGTH = 1.2, 0.6  # BM25's k1 and b, in their usual range


def ordered(query: Query, evaluation: Evaluation, docs: Iterable[int]) -> list[tuple[int, float]]:
    """Matches in the order the query asks for, each with its score; ties by date, newest first, then agenda order."""
    scores = _scores(query, evaluation, docs)
    dates = {doc: day for day, held in evaluation.postings.facet("date").items() for doc in held}
    orders = {doc: order for order, held in evaluation.postings.facet("order").items() for doc in held}
    newest = {day: -i for i, day in enumerate(sorted(set(dates.values())))}

    def undated_last(doc: int, *, oldest: bool) -> tuple[bool, int]:
        age = newest.get(dates.get(doc, ""), 0)
        return doc not in dates, -age if oldest else age

    match query.sort:
        case "relevance":
            expanded = _only_by_equivalents(query.tree, evaluation)
            found = sorted(
                scores,
                key=lambda doc: (expanded.get(doc, 0), -scores[doc], undated_last(doc, oldest=False), orders[doc]),
            )
        case sort:
            found = sorted(scores, key=lambda doc: (undated_last(doc, oldest=sort == "oldest"), orders[doc]))
    return [(doc, round(scores[doc], 4)) for doc in found]


def _scores(query: Query, evaluation: Evaluation, docs: Iterable[int]) -> dict[int, float]:
    scores = dict.fromkeys(docs, 0.0)
    for leaf in dict.fromkeys((*leaves(query.tree), *_phrases(query.tree))):
        _add(scores, leaf, evaluation)
    return scores


def _add(scores: dict[int, float], leaf: Leaf, evaluation: Evaluation) -> None:
    """Add a leaf's BM25F to the scores of the items it stands in."""
    found: dict[int, float] = {}
    for area in evaluation.scope:
        mean = evaluation.postings.mean_length(area) or 1.0
        for doc, places in evaluation.spans(leaf, area).items():
            if doc in scores:
                length = 1 - _LENGTH + _LENGTH * evaluation.postings.length(doc, area) / mean
                found[doc] = found.get(doc, 0.0) + WEIGHTS[area] * len(places) / length
    held = len(evaluation.matching(leaf))
    rarity = math.log(1 + (len(evaluation.postings.all()) - held + 0.5) / (held + 0.5))
    for doc, weight in found.items():
        scores[doc] += rarity * weight / (_SATURATION + weight)


def _phrases(node: Node | None) -> Iterable[Phrase]:
    """The runs of plain words of a query, as phrases: where they stand together an item is more likely meant."""
    match node:
        case AllOf(parts):
            run: list[Term] = []
            for part in (*parts, None):
                if isinstance(part, Term) and part.match in (Match.FORMS, Match.EXACT):
                    run.append(part)
                    continue
                if len(run) > 1:
                    yield Phrase(tuple(run))
                run = []
                yield from _phrases(part)
        case AnyOf(parts):
            for part in parts:
                yield from _phrases(part)
        case Either(literal, _):
            yield from _phrases(literal)
        case _:
            return


def _only_by_equivalents(node: Node | None, evaluation: Evaluation) -> dict[int, int]:
    """For each item, how many runs of the query's words it has only by another name of their topic."""
    found: dict[int, int] = {}
    match node:
        case Either(literal, _):
            for doc in evaluation.matching(node) - evaluation.matching(literal):
                found[doc] = 1
        case AllOf(parts):
            for part in parts:
                for doc, count in _only_by_equivalents(part, evaluation).items():
                    found[doc] = found.get(doc, 0) + count
        case AnyOf(parts):  # an item needs only the branch that it has in the words typed
            branches = [(evaluation.matching(part), _only_by_equivalents(part, evaluation)) for part in parts]
            for doc in frozenset().union(*(docs for docs, _ in branches)):
                found[doc] = min(counts.get(doc, 0) for docs, counts in branches if doc in docs)
        case _:
            pass
    return {doc: count for doc, count in found.items() if count}
