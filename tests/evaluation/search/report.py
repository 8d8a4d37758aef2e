"""The scores of several engines as tables, and the worst queries of a kind for who works on the engine."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from evaluation.search.judged import APART, JudgedQuery
from evaluation.search.measures import Answers, chance, scored, wrongly_found

_WORST, _SHOWN = 12, 5
Engines = Mapping[str, Answers]
Describe = Callable[[str], str]


def report(engines: Engines) -> str:
    """All tables; the first engine is ours."""
    return "\n".join((*_by_kind(engines), "", *_shares(engines), "", *_chances(engines), ""))


def _by_kind(engines: Engines) -> Iterator[str]:
    first = next(iter(engines.values()))
    measured = [(name, measure) for measure in ("nDCG@10", "recall@100") for name in engines]
    yield from _head(["queries", "number", *(f"{measure}, {name}" for name, measure in measured)])
    judged = scored(first.queries)
    for kind in (*dict.fromkeys(one.kind for one in judged), None):
        number = len(first.values("nDCG@10", kind))
        values = (f"{engines[name].mean(measure, kind):.3f}" for name, measure in measured)
        yield _row([kind or f"all but {APART}", str(number), *values])


def _shares(engines: Engines) -> Iterator[str]:
    yield from _head(["share", *engines])
    for name, told in (
        ("known items that come first", "known_first"),
        ("nonsense that finds nothing", "nonsense_empty"),
        ("recall@100 with passing mentions", "all_recalled"),
        ("queries that find nothing they must not", "untrapped"),
    ):
        yield _row([name, *(f"{getattr(one, told):.3f}" for one in engines.values())])


def _chances(engines: Engines) -> Iterator[str]:
    (name, first), *others = engines.items()
    yield from _head([f"{name} against", "nDCG@10", "p", "recall@100", "p"])
    for other, answers in others:
        cells = [other]
        for measure in ("nDCG@10", "recall@100"):
            cells.append(f"{first.mean(measure) - answers.mean(measure):+.3f}")
            cells.append(f"{chance(measure, first, answers):.4f}")
        yield _row(cells)


def _head(names: Sequence[str]) -> Iterator[str]:
    yield _row(names)
    yield "|" + "---|" * len(names)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def worst(answers: Answers, kind: str, describe: Describe) -> str:
    """The queries of a kind that did worst: what was found first with its grade, what was missed, what was wrong."""
    chosen = [one for one in answers.queries if one.kind == kind]
    ranked = sorted(chosen, key=lambda one: (not _is_wrong(one, answers), _score(one, answers)))
    return "\n".join(line for one in ranked[:_WORST] for line in _told(one, answers, describe))


def _is_wrong(query: JudgedQuery, answers: Answers) -> bool:
    found = answers.found[query.id]
    return bool(wrongly_found(query, found) or (query.nothing and found))


def _score(query: JudgedQuery, answers: Answers) -> float:
    return min(answers.scores[measure].get(query.id, 1.0) for measure in ("nDCG@10", "recall@100"))


def _told(query: JudgedQuery, answers: Answers, describe: Describe) -> Iterator[str]:
    found = answers.found[query.id]
    scores = ", ".join(f"{name} {told[query.id]:.3f}" for name, told in answers.scores.items() if query.id in told)
    yield f"\n{query.typed}\n  {len(found)} found, {len(query.relevance)} judged; {scores}"
    for name in found[:_SHOWN]:
        yield f"  found  {query.relevance.get(name, 0)}  {describe(name)}"
    missed = sorted((name for name in query.relevance if name not in found), key=lambda name: -query.relevance[name])
    for name in missed[:_SHOWN]:
        yield f"  missed {query.relevance[name]}  {describe(name)}"
    for name in wrongly_found(query, found)[:_SHOWN]:
        yield f"  wrong     {describe(name)}"
