"""How well an engine answers judged queries: by ir-measures, query by query, and what may not be found."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import fmean

import ir_measures
import numpy as np
from ir_measures import R, Success, nDCG
from scipy.stats import permutation_test

from evaluation.search.engines import Ranked
from evaluation.search.judged import APART, JudgedQuery

MEASURES = {
    "nDCG@10": nDCG @ 10,
    "recall@100": R(rel=2) @ 100,  # passing mentions are no loss
    "recall@100 with mentions": R @ 100,
    "success@1": Success @ 1,
}
_RESAMPLES = 9_999


@dataclass
class Answers:
    """What one engine found for each query, and its scores by measure and query."""

    queries: Sequence[JudgedQuery]
    found: Mapping[str, Sequence[str]]
    scores: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    def mean(self, measure: str, kind: str | None = None) -> float:
        """The mean of a measure over the queries that have answers, of one kind or of all."""
        values = self.values(measure, kind)
        return fmean(values) if values else 1.0

    def values(self, measure: str, kind: str | None = None) -> list[float]:
        """A measure query by query: of one kind, or of all that are not told apart."""
        judged = [one for one in scored(self.queries) if (one.kind == kind if kind else one.kind != APART)]
        return [self.scores[measure][one.id] for one in judged]

    @property
    def all_recalled(self) -> float:
        """Recall at 100 of everything that is judged, passing mentions too."""
        return self.mean("recall@100 with mentions")

    @property
    def known_first(self) -> float:
        """The share of known items that come first; citations typed as words are no part of it."""
        wanted = [one for one in self.queries if one.known and not one.kind.endswith("as words")]
        return _share(self.found[one.id][:1] == [one.known] for one in wanted)

    @property
    def nonsense_empty(self) -> float:
        """The share of nonsense that finds nothing."""
        return _share(not self.found[one.id] for one in self.queries if one.nothing)

    @property
    def untrapped(self) -> float:
        """The share of queries with traps, or strict ones, that find nothing they must not."""
        return _share(not wrongly_found(one, self.found[one.id]) for one in self.queries if one.must_not or one.strict)


def _share(right: Iterable[bool]) -> float:
    told = list(right)
    return sum(told) / len(told) if told else 1.0


def scored(queries: Sequence[JudgedQuery]) -> list[JudgedQuery]:
    """The queries that have an answer."""
    return [one for one in queries if one.relevance and not one.nothing]


def wrongly_found(query: JudgedQuery, found: Sequence[str]) -> list[str]:
    """What was found that may not be."""
    return [one for one in found if one in query.must_not or (query.strict and one not in query.relevance)]


def answered(queries: Sequence[JudgedQuery], ranked: Ranked) -> Answers:
    """Ask an engine everything, and score what it finds."""
    found = {one.id: ranked(one) for one in queries}
    judged = scored(queries)
    qrels = {one.id: dict(one.relevance) for one in judged}
    run = {one.id: {name: float(-place) for place, name in enumerate(found[one.id])} for one in judged}
    scores: dict[str, dict[str, float]] = {name: dict.fromkeys(qrels, 0.0) for name in MEASURES}
    names = {measure: name for name, measure in MEASURES.items()}
    for told in ir_measures.iter_calc(list(names), qrels, run):
        scores[names[told.measure]][told.query_id] = told.value
    return Answers(queries, found, scores)


def chance(measure: str, one: Answers, other: Answers, kind: str | None = None) -> float:
    """How likely so large a difference of means would be by chance: a paired randomisation test, two-sided."""
    values = one.values(measure, kind), other.values(measure, kind)
    if values[0] == values[1]:
        return 1.0
    result = permutation_test(
        tuple(map(np.asarray, values)),
        lambda a, b, axis: np.mean(a - b, axis=axis),
        permutation_type="samples",
        vectorized=True,
        n_resamples=_RESAMPLES,
        random_state=1,
    )
    return float(result.pvalue)
