"""What is measured: builds, answers, updates, answers after many updates. Engines take turns, so that a ratio holds."""

import math
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from engine_benchmark.data import Data, changed
from engine_benchmark.questions import Question
from engine_benchmark.workers import Worker, all_working, copied, working

UPDATES = 50


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds, by engine, row and question. A row's figure is the mean of its questions'."""

    ms: dict[tuple[str, str, tuple[str, ...]], list[float]] = field(default_factory=dict)

    def add(self, name: str, row: str, ms: Sequence[float], words: tuple[str, ...] = ()) -> None:
        """Note some runs."""
        self.ms.setdefault((name, row, words), []).extend(ms)

    def p50(self, name: str, row: str) -> float | None:
        """The median; None where nothing was measured."""
        return self._share(name, row, 0.5)

    def p95(self, name: str, row: str) -> float | None:
        """What 19 of 20 runs do not exceed; None where nothing was measured."""
        return self._share(name, row, 0.95)

    @property
    def names(self) -> list[str]:
        """What was measured, in order."""
        return list(dict.fromkeys(name for name, _, _ in self.ms))

    @property
    def rows(self) -> list[str]:
        """The rows, in order."""
        return list(dict.fromkeys(row for _, row, _ in self.ms))

    def _share(self, name: str, row: str, share: float) -> float | None:
        found = [sorted(ms) for (one, of, _), ms in self.ms.items() if (one, of) == (name, row)]
        return statistics.mean(ms[math.ceil(share * len(ms)) - 1] for ms in found) if found else None


@dataclass(frozen=True, slots=True)
class Effort:
    """How much is measured: rounds, the milliseconds that each engine has for a question in a round, and runs."""

    rounds: int = 4
    ms: float = 40
    most: int = 40
    updates: int = 5
    colds: int = 20

    def runs(self, ms: float) -> int:
        """How often a question is asked in a round, that takes so long."""
        return max(1, min(self.most, int(self.ms / max(ms, 0.001))))


QUICK = Effort(rounds=1, ms=5, most=3, updates=1, colds=2)


@dataclass(slots=True)
class Measured:
    """All that was measured of items of one number."""

    data: Data
    builds: dict[tuple[str, int], dict[str, Any]] = field(default_factory=dict)
    answers: Times = field(default_factory=Times)
    totals: dict[str, list[int]] = field(default_factory=dict)
    updates: Times = field(default_factory=Times)
    aged: Times = field(default_factory=Times)
    cold: Times = field(default_factory=Times)
    disagreements: list[str] = field(default_factory=list)


def measure_builds(measured: Measured, name: str, folder: Path) -> None:
    """Build with two workers, then with one, each in a new process; the second index stays."""
    for workers in (2, 1):
        with working(name, folder, measured.data) as worker:
            measured.builds[name, workers] = worker.do("build", workers=workers)


def measure_answers(measured: Measured, asked: Sequence[Question], folders: Mapping[str, Path], effort: Effort) -> None:
    """Ask every engine every question, in turn, again and again; compare what they say."""
    with all_working(folders, measured.data) as workers:
        for question in asked:
            names = [name for name in workers if name == "ours" or not question.of_ours_alone]
            first = {name: workers[name].do("ask", question=_told(question), runs=2) for name in names}
            _compare(measured, question, {name: one["answer"] for name, one in first.items()})
            runs = {name: effort.runs(min(one["ms"])) for name, one in first.items()}
            for _ in range(effort.rounds):
                for name in names:
                    ms = workers[name].do("ask", question=_told(question), runs=runs[name])["ms"]
                    measured.answers.add(name, question.row, ms, question.words)


def _told(question: Question) -> Any:
    return asdict(question)


def _compare(measured: Measured, question: Question, answers: Mapping[str, Any]) -> None:
    """Note which engines count otherwise than ours."""
    ours = answers["ours"]
    measured.totals.setdefault(question.row, []).append(ours["total"])
    for name, answer in answers.items():
        if answer["total"] != ours["total"]:
            said = f"{name} finds {answer['total']}, ours {ours['total']}"
            measured.disagreements.append(f"{question.row} {' '.join(question.words)}: {said}")
        elif answer["facets"] != ours["facets"]:
            measured.disagreements.append(f"{question.row} {' '.join(question.words)}: {name} counts other facets")


def measure_updates(
    measured: Measured, lines: Sequence[str], folders: Mapping[str, Path], effort: Effort, place: Path
) -> None:
    """Time updates of 100 items, half of them new, each on a copy of the index."""
    for name, folder in folders.items():
        with working(name, copied(folder, place / "updated"), measured.data) as worker:
            worker.do("open")
            for turn in range(effort.updates):
                some = _changes(lines, turn, 100)
                measured.updates.add(name, "update", [worker.do("update", lines=some)["ms"]])


def measure_aged(
    measured: Measured, lines: Sequence[str], asked: Sequence[Question], folders: Mapping[str, Path], effort: Effort,
    place: Path,
) -> None:  # fmt: skip
    """Update each index by 20 items many times; then ask it and the one of before in turn."""
    for name, folder in folders.items():
        aged = copied(folder, place / "aged")
        with working(name, aged, measured.data) as old:
            old.do("open")
            for turn in range(UPDATES if effort.updates > 1 else 3):
                old.do("update", lines=_changes(lines, turn, 20))
        with working(name, aged, measured.data) as old, working(name, folder, measured.data) as new:
            for worker in (old, new):
                worker.do("open")
            for question in asked:
                _in_turn(measured.aged, name, question, {"aged": old, "fresh": new}, effort)


def _in_turn(times: Times, name: str, question: Question, workers: Mapping[str, Worker], effort: Effort) -> None:
    first = {which: worker.do("ask", question=_told(question), runs=2) for which, worker in workers.items()}
    runs = effort.runs(max(min(one["ms"]) for one in first.values()))
    for _ in range(effort.rounds):
        for which, worker in workers.items():
            ms = worker.do("ask", question=_told(question), runs=runs)["ms"]
            times.add(name, which, ms, (question.row, *question.words))


def _changes(lines: Sequence[str], turn: int, count: int) -> list[str]:
    """Some lines changed: each other one as a new item."""
    at = [(turn * 7919 + place * 37) % len(lines) for place in range(count)]
    return [changed(lines[number], turn, new=bool(place % 2)) for place, number in enumerate(at)]
