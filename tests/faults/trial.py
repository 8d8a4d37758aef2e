"""One fault in one operation, and everything that must be true afterwards."""

import contextlib
import os
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from faults.disk import Failing, Kind, meets
from faults.operations import RARE, Operation, copied
from faults.state import State, held_in, state_of
from searcher.errors import NoArchive, SearcherError
from searcher.pipeline import Workshop, check
from searcher.storage import Storage


@dataclass
class Verdict:
    """What went wrong after a fault, by how bad that is."""

    lost: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    not_mended: list[str] = field(default_factory=list)

    @property
    def all(self) -> list[str]:
        """Everything that went wrong."""
        return [*self.lost, *self.wrong, *self.not_mended]


@dataclass(frozen=True)
class Bench:
    """An operation with its prepared folder, the states before and after it, and its calls in order.

    `passed`: every text that an undisturbed run has held after one of its transactions. A crawl keeps page after page,
    and an item is told by several; a text that no such run ever holds is wrong.
    """

    operation: Operation
    prepared: Path
    before: State
    after: State
    calls: list[str]
    passed: frozenset[str]

    def numbers(self, kind: Kind) -> list[int]:
        """The calls that can fail so."""
        return [number for number, what in enumerate(self.calls, 1) if meets(kind, what)]


@contextlib.contextmanager
def bench_for(operation: Operation) -> Iterator[Bench]:
    """Everything that the trials of an operation share."""
    with tempfile.TemporaryDirectory() as root:
        prepared = Path(root) / "prepared"
        prepared.mkdir()
        operation.prepare(prepared)
        with copied(prepared, Path(root) / "work") as work:
            before = state_of(work / "index")
            passed = set(before.held.values())
            disk = Failing(at=0, committed=lambda: passed.update(held_in(work / "index").values()))
            operation.do(work, disk)
            after = state_of(work / "index")
            passed.update(after.held.values())
            yield Bench(operation, prepared, before, after, disk.told, frozenset(passed))


def tried(bench: Bench, kind: Kind, at: int) -> Verdict:
    """Do the operation with a fault at one of its calls, look at what is left, and finish the job."""
    verdict = Verdict()
    with copied(bench.prepared, bench.prepared.with_name("trial")) as folder:
        (_killed if kind is Kind.KILLED else _failed)(bench.operation, folder, kind, at)
        _look(bench, folder, verdict)
        _mend(folder, verdict)
        _finish(bench, folder, verdict)
    return verdict


def _failed(operation: Operation, folder: Path, kind: Kind, at: int) -> None:
    with contextlib.suppress(SearcherError, OSError):
        operation.do(folder, Failing(at, kind))


def _killed(operation: Operation, folder: Path, kind: Kind, at: int) -> None:
    """In a process that is really killed, so that nothing is closed, flushed or taken back."""
    child = os.fork()
    if child == 0:
        try:
            operation.do(folder, Failing(at, kind))
        finally:
            os._exit(0)
    os.waitpid(child, 0)


def _look(bench: Bench, folder: Path, verdict: Verdict) -> None:
    """What answers must be the state before or after; no item gone that stays, no text that is neither."""
    try:
        state = state_of(folder / "index")
    except SearcherError as error:
        verdict.lost.append(f"store or backup cannot be read: {error}")
        return
    staying = bench.before.held.keys() & bench.after.held.keys()
    verdict.lost += [f"{one} is lost" for one in sorted(staying - state.held.keys())]
    for one, text in state.held.items():
        if text not in bench.passed:
            verdict.wrong.append(f"{one} has a text that it never has in a run without faults")
    if state.kept not in (bench.before.kept, bench.after.kept):
        verdict.wrong.append("the backup is neither the older nor the newer one")
    verdict.lost += [
        f"nobody has any more: {one}" for one in (Counter(bench.before.told) - Counter(state.told)).elements()
    ]
    verdict.wrong += [f"told too often: {one}" for one in (Counter(state.told) - Counter(bench.after.told)).elements()]
    if state.found not in (bench.before.found, bench.after.found):
        verdict.wrong.append(f"a search answers as neither before nor after: {str(state.found)[:200]}")


def _mend(folder: Path, verdict: Verdict) -> None:
    """Whatever `searcher check` names, `searcher check --repair` mends: tried on a copy."""
    if not (folder / "index" / "archive.db").exists():
        return
    with copied(folder, folder.with_name("mended")) as mended:
        try:
            if check(mended / "index", Storage()):
                with Workshop(mended / "index") as workshop:
                    list(workshop.repair())
                verdict.not_mended += check(mended / "index", Storage())
        except NoArchive:
            return  # it names the command that is done again
        except (SearcherError, OSError) as error:
            verdict.not_mended.append(str(error))


def _finish(bench: Bench, folder: Path, verdict: Verdict) -> None:
    """The operation done again comes to what it comes to undisturbed, without a fault."""
    try:
        bench.operation.do(folder, Storage())
        state, faults = state_of(folder / "index"), check(folder / "index", Storage())
    except (SearcherError, OSError) as error:
        verdict.not_mended.append(f"it cannot be done again: {error}")
        return
    verdict.not_mended += [f"done again: {fault}" for fault in faults]
    if state != bench.after:
        verdict.not_mended.append(f"done again it comes to something else: {_difference(state, bench.after)}")
    if bench.operation.erases:
        verdict.not_mended += [f"{path.name} has what was forgotten" for path in traces(folder / "index")]


def _difference(one: State, other: State) -> str:
    ids = [key for key in one.held.keys() | other.held.keys() if one.held.get(key) != other.held.get(key)]
    if one.told != other.told:
        return f"told {Counter(one.told) - Counter(other.told)}, not told {Counter(other.told) - Counter(one.told)}"
    return f"texts of {sorted(ids)[:5]}" if ids else "answers of a search"


def traces(folder: Path) -> list[Path]:
    """Files that have the rare word as it is; the pages of the store are compressed, and have it in no other page."""
    return [path for path in sorted(folder.rglob("*")) if path.is_file() and RARE.encode() in path.read_bytes().lower()]
