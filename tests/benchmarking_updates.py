"""Measures as ratios what updates cost: to a rebuild, to opening the archive, and to who searches meanwhile.

`scripts/benchmark updates --items 60000` crawls a sample portal of so many items first, which takes minutes.
"""

import argparse
import gc
import multiprocessing
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection as Pipe
from pathlib import Path
from typing import Any

from crawled import clocked, crawl, pass_time
from following import update
from sample_portal import SamplePortal, Truth, generate
from timing import Stopwatch, instead

from searcher.api import Archive
from searcher.follows import Follow
from searcher.outlets import Lines
from searcher.pipeline import Outcome, Workshop
from searcher.pipeline.delivering import Followed
from searcher.pipeline.meeting_pages import MeetingPages
from searcher.pipeline.updating import Update

_CHANGED = 20  # meetings
_LONGEST = 20  # days: after thirty, pages come round again that did not change
_TIMES = 5
_QUIET = 10.0  # seconds
_WORDS = ("road safety", "elective home education", "budget 2016/17", '"minutes of the previous meeting"', "children")


@dataclass(frozen=True)
class Costs:
    """Seconds each. `changed` meetings had been published anew; `pages` told of changes.

    `updating` is what reading these pages took, and all that came after the crawl; `searching` the median of a search.
    """

    items: int
    changed: int
    pages: int
    updating: float
    rebuilding: float
    nothing_new: float
    opening: float
    searching: float
    searching_meanwhile: float


def costs(folder: Path, items: int, years: int) -> Costs:
    """What updates of an archive of so many items cost."""
    truth = generate(1, items, years)
    gc.freeze()  # what the portal knows is no memory of ours
    followed = [Followed(Follow("roads", "road safety"), (Lines(str(folder / "roads.jsonl")),))]
    index = folder / "index"
    with SamplePortal(truth, clock=clocked(truth)) as portal:
        with Workshop(index) as workshop:
            crawl(workshop, portal)
            update(workshop, portal, followed)
        changed = _until_changed(truth, portal)
        crawling, reading = Stopwatch(), list[float]()
        with (
            Workshop(index) as workshop,
            instead(Update, "_crawled", crawling.around),
            instead(MeetingPages, "read", lambda read: _changing(read, reading)),
        ):
            began = time.perf_counter()
            report = update(workshop, portal, followed)
            updating = time.perf_counter() - began - crawling.seconds + sum(reading)
        opening = _median(lambda: _opened(index))
        nothing_new = _median(lambda: _updated(index, portal, []))
        searching, meanwhile = _searches(index, portal, followed)
        with Workshop(index) as workshop:
            began = time.perf_counter()
            list(workshop.clean())
            workshop.index(whole=True)
            rebuilding = time.perf_counter() - began
    return Costs(report.items, changed, len(reading), updating, rebuilding, nothing_new, opening, searching, meanwhile)


def _changing(read: Callable[..., Outcome], told: list[float]) -> Callable[..., Outcome]:
    """What reads a page, with how long it took where that changed anything."""

    def timed(*arguments: Any) -> Outcome:
        began = time.perf_counter()
        outcome = read(*arguments)
        if outcome.changed:
            told.append(time.perf_counter() - began)
        return outcome

    return timed


def _until_changed(truth: Truth, portal: SamplePortal) -> int:
    """Let days pass until enough meetings show something else, of a small council fewer; how many do."""
    before, changed = dict(_shown(truth, portal)), 0
    for _ in range(_LONGEST):
        pass_time(portal, days=1)
        changed = sum(shown != before[name] for name, shown in _shown(truth, portal))
        if changed >= _CHANGED:
            break
    return changed


def _shown(truth: Truth, portal: SamplePortal) -> Iterator[tuple[str, int]]:
    for meeting in truth.meetings:
        shown = truth.at(meeting, portal.clock.today())
        yield str(meeting.id), hash((shown.state, repr(shown.items)))


def _opened(index: Path) -> None:
    with Workshop(index) as workshop:
        workshop.store.count_items()


def _updated(index: Path, portal: SamplePortal, followed: list[Followed]) -> None:
    """An update that asks no portal."""
    with Workshop(index) as workshop:
        update(workshop, portal, followed, portals=())


def _median(job: Callable[[], object]) -> float:
    """The seconds that a job takes, the median of some."""
    told = []
    for _ in range(_TIMES):
        began = time.perf_counter()
        job()
        told.append(time.perf_counter() - began)
    return statistics.median(told)


def _searches(index: Path, portal: SamplePortal, followed: list[Followed]) -> tuple[float, float]:
    """What a search takes in another process, the median: while nothing is written, and while updates are."""
    here, there = multiprocessing.get_context("spawn").Pipe()
    searcher = multiprocessing.get_context("spawn").Process(target=_searching, args=(index, there))
    searcher.start()
    here.recv()
    time.sleep(_QUIET)
    here.send(None)
    alone = float(here.recv())
    end = time.monotonic() + _QUIET
    while time.monotonic() < end:
        pass_time(portal, days=2)
        with Workshop(index) as workshop:
            update(workshop, portal, followed)
    here.send(None)
    meanwhile = float(here.recv())
    searcher.join()
    return alone, meanwhile


def _searching(index: Path, pipe: Pipe) -> None:
    """Search on and on; each time it is asked for, the median of the seconds since the last time."""
    pipe.send(None)
    for _ in range(2):
        told: list[float] = []
        while not pipe.poll():
            for words in _WORDS:
                with Archive.open(index) as archive:
                    began = time.perf_counter()
                    archive.search(words)
                    told.append(time.perf_counter() - began)
        pipe.recv()
        pipe.send(statistics.median(told))


def report(told: Costs) -> str:
    """The costs as a table in Markdown."""
    rows = [
        (
            f"an update with {told.changed} changed meetings, {told.pages} pages, to a rebuild",
            told.updating,
            told.rebuilding,
        ),
        ("an update with nothing new, to opening the archive", told.nothing_new, told.opening),
        ("a search while updates are written, to one alone", told.searching_meanwhile, told.searching),
    ]
    lines = [f"| {name} | {1000 * one:,.1f} | {1000 * other:,.1f} | {one / other:.3f} |" for name, one, other in rows]
    head = (f"{told.items:,} items", "", "| | ms | ms | ratio |", "|---|---|---|---|")
    return "\n".join((*head, *lines)) + "\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure as told, and print it."""
    parser = argparse.ArgumentParser(prog="benchmark updates", description=__doc__)
    parser.add_argument("--items", type=int, default=60_000)
    parser.add_argument("--years", type=int, default=25)
    parser.add_argument("--quick", action="store_true", help="2,000 items")
    told = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        items, years = (2_000, 1) if told.quick else (told.items, told.years)
        sys.stdout.write(report(costs(Path(folder), items, years)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
