"""Kills commands at moments spread over their run, looks at what is left, lets them finish, and looks again.

`scripts/kill-commands --kills 500` kills so often and tells how many kills each command had.
"""

import argparse
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from crawled import CONTACT, COUNCIL, clocked, pass_time
from following import lines_in
from invented_pages import exchange_line
from sample_portal import SamplePortal, generate

from searcher.archive import Store
from searcher.errors import ArchiveError, IndexUnusable, NoArchive, UnknownItem
from searcher.model import Item
from searcher.pipeline import check
from searcher.storage import Storage

_COMMAND = "from searcher.frontends.searcher_command import main; main()"
_ITEMS = 60
_GONE = f"oakham:1:AI{_ITEMS - 1}"
_NOTICES = "notices.told"
_FIRST, _LATER = 40, 60  # days: a first meeting is published, and then its minutes and all others
_QUICK = "seconds_between_requests = 0.0\n"
Texts = dict[str, tuple[str, ...]]
"""The texts of items, by id."""


@dataclass(frozen=True)
class Step:
    """A command to be killed: its arguments, and the folder it starts from; `{folder}` is where that is."""

    name: str
    arguments: tuple[str, ...]
    start: Path


@dataclass(frozen=True)
class Run:
    """What a step comes to undisturbed: the texts before and after, what a follower is told, what `check` tells.

    `seconds` is how long it takes.
    """

    step: Step
    before: Texts
    after: Texts
    told: "Counter[str]"
    checked: Sequence[str]
    seconds: float


def runs(work: Path, portal: SamplePortal) -> Iterator[Run]:
    """Every step, done once without a kill."""
    for step in _steps(work, portal):
        with _copied(step.start) as folder:
            before, started = texts(folder / "index"), time.monotonic()
            status = _start(step, folder).wait()
            if status:
                raise RuntimeError(f"{step.name} ended with {status} though nobody killed it")
            seconds = time.monotonic() - started
            yield Run(step, before, texts(folder / "index"), told_in(folder / "index"), _checked(folder), seconds)


def _steps(work: Path, portal: SamplePortal) -> Iterator[Step]:
    """A first import, one that changes items, a crawl, an update with a follow, and what derives, tells and mends."""
    empty, first, half = work / "empty", work / "first", work / "half"
    for folder in (empty, first, half):
        (folder / "index").mkdir(parents=True)
        (folder / "index/settings.toml").write_text(_QUICK)
        _lines(folder / "first.jsonl", "was opened")
        _lines(folder / "second.jsonl", "was shut")
    _done(first, "import", "first.jsonl")
    _done(half, "add", portal.url, "--name", COUNCIL)
    _done(half, "follow", "add", "all", "the", "--lines", _NOTICES)
    _done(half, "update", "--contact", CONTACT)
    pass_time(portal, days=_LATER)
    broken = work / "broken"
    shutil.copytree(first, broken)
    for path in (broken / "index/segments").glob("*/*.columns"):
        path.write_bytes(path.read_bytes()[:-40])
    yield Step("import", ("import", "{folder}/first.jsonl"), empty)
    yield Step("import of changes", ("import", "{folder}/second.jsonl"), first)
    yield Step("crawl", ("crawl", COUNCIL, "--contact", CONTACT), half)
    yield Step("update", ("update", "--contact", CONTACT), half)
    yield Step("clean", ("clean",), first)
    yield Step("index", ("index",), broken)
    yield Step("export", ("export", "--format", "jsonl", "--output", "{folder}/out.jsonl"), first)
    yield Step("forget", ("forget", _GONE, "--reason", "a test"), first)
    yield Step("check --repair", ("check", "--repair"), broken)


def _lines(path: Path, what: str) -> None:
    told = [exchange_line(f"oakham:{n % 5}:AI{n}", minutes=f"Lock {n} {what}. " * 20) for n in range(_ITEMS - 1)]
    path.write_text("\n".join([*told, exchange_line(_GONE, minutes="Weirs.")]))


def _done(folder: Path, *arguments: str) -> None:
    step = Step("", tuple(f"{folder}/{one}" if one.endswith(".jsonl") else one for one in arguments), folder)
    if _start(step, folder).wait() > 1:
        raise RuntimeError(f"{arguments} failed")


def _start(step: Step, folder: Path) -> "subprocess.Popen[bytes]":
    arguments = [one.replace("{folder}", str(folder)) for one in step.arguments]
    return subprocess.Popen(
        [sys.executable, "-c", _COMMAND, *arguments, "--index", str(folder / "index")],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


@contextmanager
def _copied(start: Path) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(start, Path(folder) / "at")
        yield Path(folder) / "at"


def _checked(folder: Path) -> list[str]:
    """What `check` tells, wherever the folder is."""
    return [fault.replace(str(folder), "") for fault in check(folder / "index", Storage())]


def texts(index: Path) -> Texts:
    """What an archive holds; nothing where there is none yet."""
    try:
        with closing(Store.open(index, Storage())) as store:
            return {item.id: _told(item) for item in store.items()}
    except NoArchive:
        return {}


def told_in(index: Path) -> "Counter[str]":
    """The notices that a follower was told, each with how often."""
    return Counter(f"{one['change']} {one['item']}" for one in lines_in(index / _NOTICES))


def _told(item: Item) -> tuple[str, ...]:
    return item.title, item.agenda, item.decision, item.minutes, *item.resolutions


def faults(run: Run, after: float) -> Iterator[str]:
    """What is wrong when the command of a run is killed after so many seconds, and then when it is run again."""
    with _copied(run.step.start) as folder:
        child = _start(run.step, folder)
        try:
            child.wait(after)
        except subprocess.TimeoutExpired:
            child.send_signal(signal.SIGKILL)
            child.wait()
        yield from _left_wrong(run, folder)
        status = _start(run.step, folder).wait()
        # What was taken down before the kill cannot be taken down again.
        is_told = run.step.name == "forget" and status == 1 and _GONE not in texts(folder / "index")
        if status and not is_told:
            yield f"the next run ended with {status}"
        yield from (f"after the next run: {fault}" for fault in _checked(folder) if fault not in run.checked)
        if texts(folder / "index") != run.after:
            yield "after the next run: other texts than undisturbed"
        if told_in(folder / "index") != run.told:
            yield "after the next run: other notices than undisturbed"


def _left_wrong(run: Run, folder: Path) -> Iterator[str]:
    """What a kill left that is neither as before nor as after."""
    try:
        held = texts(folder / "index")
    except (ArchiveError, IndexUnusable, UnknownItem) as error:
        yield f"the archive cannot be opened: {error}"
        return
    for item, told in held.items():
        if told not in (run.before.get(item), run.after.get(item)):
            yield f"{item} has a text that it never had"
    for item in run.before.keys() & run.after.keys() - held.keys():
        yield f"{item} is lost"
    out = folder / "out.jsonl"
    if out.exists() and len(out.read_text().splitlines()) != len(run.after):
        yield "a part of an export stands under its name"


def spread(told: Sequence[Run], kills: int, chance: random.Random) -> Iterator[tuple[Run, float]]:
    """So many moments, as many of each run, spread evenly over its time with some chance."""
    for i in range(kills):
        run = told[i % len(told)]
        of = max(1, kills // len(told))
        yield run, run.seconds * (i // len(told) + chance.random()) / of


def served(use: Callable[[Path, SamplePortal], int]) -> int:
    """Do something with a folder of work and a small portal."""
    truth = generate(5, 40, 2, 2)
    with tempfile.TemporaryDirectory() as work, SamplePortal(truth, clock=clocked(truth)) as portal:
        pass_time(portal, days=_FIRST)
        return use(Path(work), portal)


def main() -> int:
    """Kill as often as asked; 1 when anything was wrong."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--kills", type=int, default=80)
    options.add_argument("--seed", type=int, default=1)
    asked = options.parse_args()

    def killed(work: Path, portal: SamplePortal) -> int:
        counted: Counter[str] = Counter()
        wrong: list[str] = []
        for run, after in spread(list(runs(work, portal)), asked.kills, random.Random(asked.seed)):
            counted[run.step.name] += 1
            wrong += [f"{run.step.name}, killed after {after:.2f} s: {fault}" for fault in faults(run, after)]
        for name, count in counted.items():
            print(f"{count} kills of {name}")  # noqa: T201 - for people
        print("\n".join(wrong) or "0 faults")  # noqa: T201 - for people
        return min(len(wrong), 1)

    return served(killed)


if __name__ == "__main__":
    sys.exit(main())
