"""What every engine is asked. The words are chosen by how often they occur in the data, so that each shows its kind."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from engine_benchmark.data import APART, plain_of
from searcher.exchange import from_line
from searcher.model import AREAS
from searcher.words import tokens

Kind = Literal["word", "all", "any", "phrase", "prefix", "ordinary"]
Wanted = Literal["hits", "facets", "snippets"]
_SHORTEST = 4  # letters of a word that people would ask for
_EACH = 5  # questions of most rows


@dataclass(frozen=True, slots=True)
class Question:
    """Words and filters. `row` is the row of the table; `days` are from and until, both included, as 20240603.

    `wanted`: the first 20 with what results show of them; these and counts of facets; the first 10 with snippets.
    """

    row: str
    kind: Kind
    words: tuple[str, ...]
    wanted: Wanted = "hits"
    committee: str = ""
    days: tuple[int, int] = (0, 0)

    @property
    def of_ours_alone(self) -> bool:
        """Whether others are not asked: for what they do not have, or only together with what is asked elsewhere."""
        return self.kind == "ordinary" or (any(self.days) and not self.committee)

    @classmethod
    def read(cls, told: dict[str, Any]) -> "Question":
        """A question from its JSON."""
        return cls(**told | {"words": tuple(told["words"]), "days": tuple(told["days"])})


@dataclass(frozen=True, slots=True)
class Answer:
    """How many items were found, and for each facet how many have each value."""

    total: int
    facets: dict[str, dict[str, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Occurrences:
    """In what share of the items words and runs of words occur; of which committee those are that have a run."""

    words: dict[str, float]
    runs: dict[str, float]
    committees: Counter[tuple[str, str]]
    days: tuple[int, int]

    def about(self, share: float, count: int) -> list[str]:
        """The words whose share comes nearest to one."""
        known = [word for word in self.words if len(word) >= _SHORTEST]
        return sorted(known, key=lambda word: (abs(self.words[word] - share), word))[:count]

    def phrases(self, share: float, count: int, length: int) -> list[str]:
        """The runs of so many words, none of them short, whose share comes nearest to one."""
        known = [
            run for run in self.runs if run.count(" ") == length - 1 and all(len(word) > 2 for word in run.split())
        ]
        return sorted(known, key=lambda run: (abs(self.runs[run] - share), run))[:count]

    def committee(self, run: str) -> str:
        """The committee that most items with a run are of."""
        return max((count, committee) for (one, committee), count in self.committees.items() if one == run)[1]


def questions(lines: Sequence[str]) -> list[Question]:
    """The questions for some items, of which a part is looked at."""
    return list(_questions(occurrences(lines[:: max(1, len(lines) // 4_000)])))


def _questions(known: Occurrences) -> Iterator[Question]:
    threes = list(zip(known.about(0.2, _EACH), known.about(0.12, _EACH), known.about(0.25, _EACH), strict=True))
    phrases = sorted(known.phrases(0.05, _EACH, 2) + known.phrases(0.05, _EACH, 3))
    common = sorted(known.runs, key=lambda run: -known.runs[run] * (run.count(" ") == 1))[:3]
    half = known.about(0.5, 2)
    yield from (Question("a common word", "word", (word,)) for word in known.about(0.4, _EACH))
    busiest = max(known.committees, key=lambda entry: known.committees[entry])[1]
    for word in known.about(0.4, _EACH):
        yield Question("a common word, a committee, dates", "word", (word,), "hits", busiest, known.days)
        yield Question("a common word, dates alone", "word", (word,), "hits", "", known.days)
    yield from (Question("a rare word", "word", (word,)) for word in known.about(0, _EACH))
    yield from (Question("three words, AND", "all", words) for words in threes)
    yield from (Question("three words, OR", "any", words) for words in threes)
    yield from (Question("a phrase", "phrase", tuple(run.split())) for run in phrases)
    yield from (Question("a phrase of very common words", "phrase", tuple(run.split())) for run in common)
    yield from (Question("a prefix", "prefix", (start,)) for start in _prefixes(known))
    for run in phrases:
        committee = known.committee(run)
        yield Question("a phrase, a committee, dates", "phrase", tuple(run.split()), "hits", committee, known.days)
    yield from (Question("3 facets over half the items", "word", (word,), "facets") for word in half)
    yield from (
        Question("3 facets over a phrase's hits", "phrase", tuple(run.split()), "facets") for run in phrases[:3]
    )
    yield from (Question("ten snippets, a common word", "word", (word,), "snippets") for word in half)
    yield from (Question("ten snippets, a phrase", "phrase", tuple(run.split()), "snippets") for run in phrases[:3])
    yield from (Question("ordinary search: three words", "ordinary", words) for words in threes)
    yield Question("ordinary search: a topic's name", "ordinary", ("elective", "home", "education"))


def _prefixes(known: Occurrences) -> list[str]:
    """Beginnings of the most words that are not rare."""
    begun = Counter(word[:_SHORTEST] for word, share in known.words.items() if len(word) > _SHORTEST and share > 0.002)
    return [start for start, _ in begun.most_common(3)]


def occurrences(lines: Sequence[str]) -> Occurrences:
    """What occurs in some items. Words that somewhere are the join of a hyphenated one are left out: others lack it."""
    words, runs, days = Counter[str](), Counter[str](), list[int]()
    committees: Counter[tuple[str, str]] = Counter()
    joins: set[str] = set()
    for line in lines:
        told = plain_words(line)
        joins |= told.joins
        words.update(told.words)
        runs.update(told.runs)
        committees.update((run, told.committee) for run in told.runs)
        days.append(told.day)
    days.sort()
    fine = {word for word in words if word.isascii() and word.isalpha() and word not in (*joins, APART)}
    return Occurrences(
        {word: words[word] / len(lines) for word in fine},
        {run: count / len(lines) for run, count in runs.items() if count > 1 and fine.issuperset(run.split())},
        committees,
        (days[len(days) // 5], days[-len(days) // 5]),
    )


@dataclass(frozen=True, slots=True)
class _Told:
    words: set[str]
    runs: set[str]
    joins: set[str]
    committee: str
    day: int


def plain_words(line: str) -> _Told:
    """The words of an item, its runs of two and three of them, and the joins of hyphenated words."""
    item, _ = from_line(line)
    plain = plain_of(item)
    texts = [text.split() for text in plain["texts"].values()]
    words = {word for text in texts for word in text}
    every = {one.form for area in AREAS for text in item.text_of(area) for one in tokens(text)}
    runs = {run for text in texts for run in _runs(text)}
    return _Told(words, runs, every - words, next(iter(plain["facets"]["committee"]), ""), plain["day"])


def _runs(words: list[str]) -> Iterable[str]:
    for length in (2, 3):
        yield from (" ".join(words[at : at + length]) for at in range(len(words) - length + 1))
