"""Our own engine."""

import datetime
import json
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise
from pathlib import Path

from msgspec.structs import replace

from engine_benchmark.data import FACETS, Data
from engine_benchmark.questions import Answer, Question
from searcher.engine import Snapshot, write_generation
from searcher.engine.generations import drop_others
from searcher.engine.reader import Answer as Found
from searcher.engine.reader import Index
from searcher.exchange import from_line
from searcher.model import Item, MeetingHeld, NamedValue
from searcher.query import Filters, Query, expanded, parse
from searcher.settings import load_vocabulary
from searcher.storage import Storage


@dataclass(frozen=True, slots=True)
class Share:
    """Some of the lines of a file, as items."""

    path: Path
    first: int
    last: int

    def __call__(self) -> Iterator[Item]:
        """The items."""
        with self.path.open(encoding="utf-8") as lines:
            yield from (from_line(line)[0] for line in islice(lines, self.first, self.last))


@dataclass
class Ours:
    """Our own engine."""

    folder: Path
    _index: Index | None = None
    _held: dict[str, Item] = field(default_factory=dict)
    _told: Snapshot | None = None

    def build(self, data: Data, workers: int) -> None:
        """Write the first generation."""
        shutil.rmtree(self.folder, ignore_errors=True)
        bounds = [data.count * at // workers for at in range(workers + 1)]
        shares = [Share(data.items, *some) for some in pairwise(bounds)]
        told = replace(_snapshot(lambda _: shares[0](), data), shares=lambda: shares)
        write_generation(self.folder, told, Storage())

    def open(self) -> None:
        """Open the generation in use."""
        self._index = Index(self.folder)

    def ask(self, question: Question) -> Answer:
        """Answer as the reader does, without what nobody asked for."""
        index = self._index
        if index is None:
            raise ValueError("the index is not open")
        found = Found(index, query_of(question, index))
        total = found.total
        if question.wanted == "snippets":
            [found.hit(one).snippet.html for one in found.ranked()]
        else:
            [index.segments[one.segment].columns.strings("shown")[one.doc] for one in found.ranked()]
        if question.wanted != "facets":
            return Answer(total)
        return Answer(total, {name: {one.value: one.count for one in found.facet(name)} for name in FACETS})

    def update(self, lines: Sequence[str], data: Data) -> None:
        """Write the next generation. What the archive would read from its tables is held in memory."""
        self.hold(data)
        before, items = self._told, {item.id: item for item, _ in map(from_line, lines)}
        if before is None:
            raise ValueError("nothing is held")
        self._held |= items
        touched = {before.mark: list(items)}.get
        self._told = replace(before, mark=f"{before.mark}+", touched=touched)
        write_generation(self.folder, self._told, Storage())
        drop_others(self.folder, Storage())

    def _some(self, ids: Sequence[str] | None) -> Iterable[Item]:
        return self._held.values() if ids is None else [self._held[one] for one in ids]

    def hold(self, data: Data) -> None:
        """Read the items, as an archive has them ready."""
        if self._told is None:
            self._held = {item.id: item for item in Share(data.items, 0, data.count)()}
            self._told = _snapshot(self._some, data)


def query_of(question: Question, index: Index) -> Query:
    """The question in our language; words stand for themselves, as they do elsewhere, but in an ordinary search."""
    since, until = map(_day, question.days)
    filters = Filters(committee=(question.committee,) if question.committee else (), since=since, until=until)
    joint = " OR " if question.kind == "any" else " "
    words = joint.join(question.words)
    text = {"phrase": f'"{words}"', "prefix": f"{words}*"}.get(question.kind, words)
    limit = 10 if question.wanted == "snippets" else 20
    query = parse(text, filters=filters, limit=limit, exact=question.kind != "ordinary")
    return expanded(query, index.synonyms, index.stem)


def _day(number: int) -> datetime.date | None:
    return datetime.date(number // 10000, number // 100 % 100, number % 100) if number else None


def _snapshot(items: Callable[[Sequence[str] | None], Iterable[Item]], data: Data) -> Snapshot:
    """What an archive of these items would tell."""
    told = json.loads(data.names.read_text())
    return Snapshot(
        items=items,
        names={facet: tuple(NamedValue(*one) for one in _tuples(values)) for facet, values in told["names"].items()},
        meetings=tuple(
            MeetingHeld(council, committee, datetime.date.fromisoformat(day), True, 0)
            for council, committee, day in told["meetings"]
        ),
        generation=0,
        vocabulary="",
        mark="built",
        synonyms=load_vocabulary(data.names.parent).synonyms,
    )


def _tuples(values: list[list[str]]) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield from ((value, (label,)) for value, label in values)
