"""Puts matches in order: BM25F over the areas, words as typed before names of the same topic, phrases first."""

import math
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from searcher.engine.evaluate import Evaluation, Leaf
from searcher.engine.steps import Docs, Norms, Scores
from searcher.model import AREAS, Area
from searcher.query import AllOf, AnyOf, Either, Match, Near, Node, Phrase, Query, Term, leaves

# What an occurrence counts in each area; a title says what an item is about, a report's title less so.
WEIGHTS: Mapping[Area, float] = {
    "title": 4.0, "resolutions": 2.0, "decision": 1.5, "minutes": 1.0, "agenda": 0.8, "documents": 0.6,
}  # fmt: skip
_WEIGHTS = tuple(WEIGHTS[area] for area in AREAS)
_SATURATION, _LENGTH = 1.2, 0.6  # BM25's k1 and b, in their usual range
_WHOLE_TITLE = 3.0  # how much more it tells that a title is the very words and no more
_TOPIC = 2.0  # how much it tells that an item is about the topic that words name, which a passing mention of it is not
_OTHER_NAME = 0.4  # what an occurrence of another name counts: an item that has several is not about several things
_PROCEDURAL = 0.15  # what an occurrence counts in an item of procedure: it names other matters in passing


class Ranked(Struct, frozen=True):
    """A match in its place: the segment it is in, its number there, its score."""

    segment: int
    doc: int
    score: float


class Ranking:
    """The order of a query's matches, over all segments: it does not depend on which items are in which."""

    def __init__(self, query: Query, evaluations: Sequence[Evaluation], items: int, means: Sequence[float]) -> None:
        self._query = query
        self._evaluations = evaluations
        self._items = items
        self._means = means
        self._rarities: dict[Term, float] = {}

    def first(self, found: Sequence[Docs], most: int) -> list[Ranked]:
        """The first of the items found in each segment."""
        by_words = self._query.sort == "relevance"
        first = self._by_relevance if by_words else self._by_day
        several = [(at, docs) for at, docs in enumerate(found) if self._evaluations[at].steps.count(docs)]
        ranked = [(key, one) for at, docs in several for key, one in first(at, docs, most)]
        if len(several) > 1:
            ranked.sort(key=lambda entry: (entry[0], *self._agenda_order(entry[1])))
        return [one for _, one in ranked[:most]]

    def _by_relevance(self, at: int, docs: Docs, most: int) -> Iterator[tuple[tuple[float, ...], Ranked]]:
        evaluation = self._evaluations[at]
        scores = self._scores(evaluation, docs)
        for level, among in enumerate(_levels(self._query.tree, evaluation, docs)):
            best = evaluation.steps.best(scores, among, evaluation.segment.columns, "rank.newest", most)
            for doc, score in best:
                yield (level, -score), Ranked(at, doc, round(score, 4))
            most -= len(best)
            if most <= 0:
                return

    def _by_day(self, at: int, docs: Docs, most: int) -> Iterator[tuple[tuple[float, ...], Ranked]]:
        evaluation = self._evaluations[at]
        steps, columns = evaluation.steps, evaluation.segment.columns
        unscored = steps.no_scores(docs)
        first = [doc for doc, _ in steps.best(unscored, docs, columns, f"rank.{self._query.sort}", most)]
        shown = steps.union([steps.single(doc) for doc in first])
        scores = dict(steps.best(self._scores(evaluation, shown), shown, columns, "rank.newest", most))
        for doc in first:
            yield (), Ranked(at, doc, round(scores[doc], 4))

    def _agenda_order(self, one: Ranked) -> tuple[bool, int, bytes]:
        """What decides between equals of several segments: the day, then the agenda; undated last."""
        day, order = self._evaluations[one.segment].segment.order(one.doc)
        return not day, day if self._query.sort == "oldest" else -day, order

    def _scores(self, evaluation: Evaluation, docs: Docs) -> Scores:
        steps, segment = evaluation.steps, evaluation.segment
        scores = steps.no_scores(docs)
        lesser = segment.code("kind", "procedural")
        norms = Norms(segment.columns, segment.size, _WEIGHTS, self._means, _LENGTH, lesser, _PROCEDURAL)
        others = _other_names(self._query.tree)
        for leaf in dict.fromkeys((*leaves(self._query.tree), *_phrases(self._query.tree))):
            rarity = _OTHER_NAME * self._rarity(leaf) if leaf in others else self._rarity(leaf)
            if isinstance(leaf, Term):
                steps.add_words(scores, evaluation.postings(leaf), norms, rarity, _SATURATION)
            else:
                steps.add_cells(scores, evaluation.cells(leaf, docs), norms, rarity, _SATURATION)
        for topic in _topics(self._query.tree):
            steps.add_cells(scores, evaluation.about(topic), norms, _TOPIC * self._rarity_of(topic), _SATURATION)
        if len(words := _typed(self._query.tree)) > 1:
            whole = Phrase(words)
            titles = steps.filled(segment.columns, evaluation.cells(whole, docs), segment.size, len(words))
            steps.add_cells(scores, titles, norms, _WHOLE_TITLE * self._rarity(whole), _SATURATION)
        return scores

    def _rarity_of(self, topic: str) -> float:
        """How much it tells that an item is about a topic: the fewer are the more."""
        return self._rarity_among(sum(one.steps.count(one.live(one.about(topic))) for one in self._evaluations))

    def _rarity_among(self, held: int) -> float:
        """How much something tells that so many of all items have."""
        return math.log(1 + (self._items - held + 0.5) / (held + 0.5))

    def _rarity(self, leaf: Leaf) -> float:
        """How much an occurrence tells: of a word the rarer it is the more, of several words what all of them tell."""
        match leaf:
            case Term():
                if leaf not in self._rarities:
                    self._rarities[leaf] = self._rarity_among(sum(one.held(leaf) for one in self._evaluations))
                return self._rarities[leaf]
            case Phrase(terms):
                return math.fsum(map(self._rarity, terms))
            case Near(left, right, _):
                return self._rarity(left) + self._rarity(right)


def _other_names(node: Node | None) -> frozenset[Leaf]:
    """The other names of what words of a query name."""
    match node:
        case AllOf(parts) | AnyOf(parts):
            return frozenset().union(*map(_other_names, parts))
        case Either(literal, equivalents, narrower=narrower):
            others = frozenset(leaf for one in (*equivalents, *narrower) for leaf in leaves(one))
            return others.difference(leaves(literal))
        case _:
            return frozenset()


def _topics(node: Node | None) -> Iterator[str]:
    """The topics that words of a query name."""
    match node:
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from _topics(part)
        case Either(topic=topic) if topic:
            yield topic
        case _:
            return


def _phrases(node: Node | None) -> Iterator[Phrase]:
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


def _levels(node: Node | None, evaluation: Evaluation, docs: Docs) -> Iterator[Docs]:
    """Some items apart: those that have all runs of the query's words as typed, those that have one only by another
    name of its topic, and so on. One that stands in names of posts alone counts as two.
    """
    steps, left = evaluation.steps, docs
    for fewer in _by_other_names(node, evaluation, docs):
        yield steps.difference(left, fewer)
        left = steps.intersection([left, fewer])
    yield left


def _by_other_names(node: Node | None, evaluation: Evaluation, docs: Docs) -> list[Docs]:
    """Of some items those that have at least one run of words only otherwise, those with at least two, …"""
    steps = evaluation.steps
    match node:
        case Either(topic=topic):
            every = evaluation.matching(node, docs)
            typed = evaluation.matching(_together(node), docs)
            if not topic:
                return [steps.difference(every, typed)]
            in_posts = steps.intersection([every, evaluation.only_in_posts(topic)])
            return [steps.union([steps.difference(every, typed), in_posts]), in_posts]
        case AllOf(parts):
            several = [levels for part in parts if (levels := _by_other_names(part, evaluation, docs))]
            total: list[Docs] = []
            for levels in several:
                total = _summed(total, levels, evaluation)
            return total
        case AnyOf(parts):  # an item needs only the branch that it has in the words typed
            branches = [(evaluation.matching(part, docs), _by_other_names(part, evaluation, docs)) for part in parts]
            most = max(len(levels) for _, levels in branches)
            everywhere = steps.union([matching for matching, _ in branches])
            return [
                steps.difference(everywhere, steps.union([_below(one, at, evaluation) for one in branches]))
                for at in range(most)
            ]
        case _:
            return []


def _together(node: Either) -> Node:
    """Words as typed side by side, where they are several: scattered over an item they say no more than other names."""
    literal = node.literal
    words = tuple(map(Term, node.typed.split())) or _typed(literal)
    return Phrase(words) if len(words) > 1 else literal


def _typed(node: Node | None) -> tuple[Term, ...]:
    """The words of a query that is nothing but words, in order; none for any other."""
    match node:
        case Term(_, Match.FORMS | Match.EXACT | Match.ACRONYM):
            return (node,)
        case Either(literal, _):
            return _typed(literal)
        case AllOf(parts):
            several = [_typed(part) for part in parts]
            return tuple(word for words in several for word in words) if all(several) else ()
        case _:
            return ()


def _summed(one: list[Docs], other: list[Docs], evaluation: Evaluation) -> list[Docs]:
    """The levels of two counts added up."""
    steps = evaluation.steps
    return [
        steps.union(
            [
                *([one[at]] if at < len(one) else []),
                *([other[at]] if at < len(other) else []),
                *(
                    steps.intersection([one[i], other[at - i - 1]])
                    for i in range(at)
                    if i < len(one) and 0 <= at - i - 1 < len(other)
                ),
            ]
        )
        for at in range(len(one) + len(other))
    ]


def _below(branch: tuple[Docs, list[Docs]], at: int, evaluation: Evaluation) -> Docs:
    """The items of a branch that do not reach a level."""
    matching, levels = branch
    return evaluation.steps.difference(matching, levels[at]) if at < len(levels) else matching
