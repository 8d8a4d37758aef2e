"""Kills a process at moments spread over building, updating, merging and switching an index, and looks at what is left.

`scripts/kill-index --kills 200` kills so often and tells how many kills there were in each phase.
"""

import argparse
import os
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from invented import items, snapshot
from msgspec.structs import replace

from searcher.engine import Index, verify, write_generation
from searcher.engine.shares import Limits
from searcher.errors import IndexUnusable
from searcher.model import Item
from searcher.query import parse
from searcher.storage import Storage

MERGING = Limits(items=15, step=4)
_MARKED: dict[str, dict[str, str]] = {}
"""The texts of all items, by id, at each mark."""


class Counted(Storage):
    """Counts every file operation; `at` is told of each before it is done."""

    def __init__(self, at: Callable[[str], None]) -> None:
        self.at = at

    def create(self, path: Path) -> BinaryIO:
        self.at(f"create {path.name}")
        return _CountedFile(super().create(path), self.at, path.name)  # type: ignore[return-value] # it stands for one

    def rename(self, path: Path, to: Path) -> None:
        self.at(f"rename {to.name}")
        super().rename(path, to)

    def link(self, path: Path, to: Path) -> None:
        self.at(f"link {to.name}")
        super().link(path, to)

    def sync(self, file: BinaryIO) -> None:
        self.at("sync")
        super().sync(file)

    def sync_path(self, path: Path) -> None:
        self.at(f"sync {path.name}")
        super().sync_path(path)

    def sync_folder(self, path: Path) -> None:
        self.at("sync folder")
        super().sync_folder(path)

    def remove_folder(self, path: Path) -> None:
        for file in sorted(path.iterdir()):
            self.at(f"remove {file.name}")
            file.unlink()
        self.at("remove folder")
        super().remove_folder(path)


class _CountedFile:
    """A file whose writes are told before they are done."""

    def __init__(self, file: BinaryIO, at: Callable[[str], None], name: str) -> None:
        self._file, self._at, self._name = file, at, name

    def write(self, content: Any) -> int:
        self._at(f"write {self._name}")
        return self._file.write(content)

    def __enter__(self) -> "_CountedFile":
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


@dataclass(frozen=True)
class Step:
    """One run that writes an index: from what is held before to what is held after."""

    phase: str
    before: Sequence[Item]
    after: Sequence[Item]
    limits: Limits


def steps() -> list[Step]:
    """A first index, an update of it, one that merges segments, one that drops most items."""
    held = items(60, seed=13)
    changed = [replace(one, minutes="quagga") for one in held[:4]] + held[4:40]
    return [
        Step("building", (), held[:40], Limits()),
        Step("building in several segments", (), held[:40], MERGING),
        Step("updating", held[:40], changed, Limits(step=1)),
        Step("merging", held[:40], held[:52], MERGING),
        Step("dropping", held[:40], held[25:45], Limits()),
    ]


def operations(step: Step) -> list[str]:
    """Every file operation of a step, in order."""
    told: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        _prepare(Path(folder), step)
        _write(Path(folder), step.after, step.limits, Counted(told.append))
    return told


def killed(folder: Path, step: Step, number: int) -> None:
    """Do a step in a process that is killed before its file operation of that number."""
    _prepare(folder, step)
    child = os.fork()
    if child == 0:
        left = [number]

        def at(_: str) -> None:
            left[0] -= 1
            if left[0] < 0:
                os.kill(os.getpid(), signal.SIGKILL)

        _write(folder, step.after, step.limits, Counted(at))
        os._exit(0)
    os.waitpid(child, 0)


def faults(folder: Path, step: Step) -> list[str]:
    """What is wrong after a kill: the index answers neither as before nor as after, or the next run does not finish."""
    found = []
    if (answer := _ids(folder)) not in (_expected(step.before), _expected(step.after)):
        found.append(f"the index answers with {'an error' if answer is None else f'{len(answer)} items'}")
    _write(folder, step.after, step.limits, Storage())
    if _ids(folder) != _expected(step.after):
        found.append("the next run did not bring the index up to date")
    return [*found, *verify(folder)]


def _prepare(folder: Path, step: Step) -> None:
    """An index of what is held before, and where there is one a generation before that, which switching removes."""
    if step.before:
        _write(folder, step.before[1:], step.limits, Storage())
        _write(folder, step.before, step.limits, Storage())


def _write(folder: Path, held: Sequence[Item], limits: Limits, storage: Storage) -> None:
    texts = {one.id: one.minutes for one in held}
    mark = str(hash(tuple(texts.items())))
    _MARKED[mark] = texts

    def touched(since: str) -> Sequence[str]:
        before = _MARKED[since]
        return sorted(one for one in {*before, *texts} if before.get(one) != texts.get(one))

    write_generation(folder, replace(snapshot(list(held)), mark=mark, touched=touched), storage, limits=limits)


def _expected(held: Sequence[Item]) -> set[tuple[str, bool]] | None:
    return {(one.id, one.minutes == "quagga") for one in held} if held else None


def _ids(folder: Path) -> set[tuple[str, bool]] | None:
    """The items found, and whether by their new word; None where there is no index."""
    try:
        index = Index(folder)
    except IndexUnusable:
        return None
    try:
        new = {hit.id for hit in index.search(parse("quagga", limit=1000))}
        return {(hit.id, hit.id in new) for hit in index.search(parse("NOT zzz", limit=1000))}
    finally:
        index.close()


def spread(kills: int) -> list[tuple[Step, int, str]]:
    """So many moments, as many in each phase, spread evenly over its operations: step, number and phase."""
    moments: dict[str, list[tuple[Step, int, str]]] = {}
    for step in steps():
        told = operations(step)
        sealed = told.index("write manifest.json")
        for number in range(len(told)):
            phase = step.phase if number <= sealed else "switching"
            moments.setdefault(phase, []).append((step, number, phase))
    shares = [kills * (i + 1) // len(moments) - kills * i // len(moments) for i in range(len(moments))]
    return [of[i * len(of) // share] for of, share in zip(moments.values(), shares, strict=True) for i in range(share)]


def main() -> int:
    """Kill as often as asked; the number of faults."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--kills", type=int, default=200)
    phases: Counter[str] = Counter()
    wrong: list[str] = []
    for step, number, phase in spread(options.parse_args().kills):
        with tempfile.TemporaryDirectory() as folder:
            killed(Path(folder), step, number)
            wrong += [f"{step.phase}, before operation {number}: {fault}" for fault in faults(Path(folder), step)]
        phases[phase] += 1
    for phase, count in phases.items():
        print(f"{count} kills while {phase}")  # noqa: T201 - for people
    print("\n".join(wrong) or "0 faults")  # noqa: T201 - for people
    return len(wrong)


if __name__ == "__main__":
    sys.exit(min(main(), 1))
