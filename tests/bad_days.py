"""A portal has good days and bad ones, for months; then the archive is held to what it shows."""

import argparse
import contextlib
import random
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from crawled import COUNCIL, clocked, crawl, differences, pass_time, workshop_at
from sample_portal import SamplePortal, generate
from sample_portal.fault_kinds import KINDS, Fault
from sample_portal.truth_lines import truth_of

from searcher.errors import PortalStops
from searcher.history import seen
from searcher.pipeline import Workshop

_SLOW = {"time-out", "stall", "huge", "huge-announced", "gzip-bomb", "slow"}  # they take long, and fail as others do
_DOWN = ("404", "error-redirect", "error-page", "forbidden", "500")
_MANY = (
    r"^(?!.*robots)", r"^(?!.*(robots|mgwebservice))", "ielistdocuments", "ielistmeetings", "ielist",
    "mglistcommittees|mgcommitteestructure|iedochome",
)  # fmt: skip
_FEWER = ("mgwebservice", "mgai", "mgmeetingattendance|iedecisiondetails", "documents/", "mgwhatsnew|mgrss")
_STEPS = (0.5, 1, 1, 2, 7, 31)  # days between two crawls
_FEW = 5  # of what is wrong
_SWEPT = (31, 1, 2, 4, 8, 16, 31)  # days in which everything is asked for that was ever given up


def wrong_after(seed: int) -> list[str]:
    """What is wrong after the days that a seed stands for; told with what happened."""
    chance = random.Random(seed)
    truth = generate(seed, chance.randint(60, 160), chance.randint(1, 2), committees=chance.randint(1, 3))
    look: dict[str, Any] = {name: chance.random() < 0.6 for name in ("web_service", "year_zero", "whats_new")}
    happened: list[str] = [str(look)]
    with (
        tempfile.TemporaryDirectory() as folder,
        SamplePortal(truth, clock=clocked(truth), **look) as portal,
        workshop_at(Path(folder), "timeout_seconds = 0.3\n") as workshop,
    ):
        for _ in range(chance.randint(2, 5)):
            bad = [_fault(chance) for _ in range(chance.choice((0, 1, 1, 2)))]
            portal.faults.add(*bad)
            steps = chance.choices(_STEPS, k=chance.randint(1, 7))
            told = [f"{one.kind} for {one.times or 'all'} of {one.match} after {one.after}" for one in bad]
            happened.append(f"{' and '.join(told) or 'all is well'}, crawled after days {steps}")
            _crawled(workshop, portal, steps)
            portal.faults.clear()
        _crawled(workshop, portal, (1,))
        found = [f"on the first good day: {told}" for told in _made_up(workshop, portal)]
        _crawled(workshop, portal, _SWEPT)
        found += [f"in the end: {told}" for told in (*_made_up(workshop, portal), *_left(workshop, portal))]
    return [f"seed {seed}: {told}" for told in found[:_FEW]] + [f"seed {seed}: {one}" for one in happened if found]


def _fault(chance: random.Random) -> Fault:
    """Half of them are a portal that is down in one way or another; half are any fault of any pages."""
    if chance.random() < 0.5:
        return Fault(chance.choice(_DOWN), chance.choice(_MANY))
    times, after = chance.choice((None, None, 3, 20)), chance.choice((0, 0, 5, 15))
    return Fault(chance.choice(sorted(KINDS.keys() - _SLOW)), chance.choice(_MANY + _FEWER), times=times, after=after)


def _crawled(workshop: Workshop, portal: SamplePortal, steps: Sequence[float]) -> None:
    for step in steps:
        pass_time(portal, days=step)
        with contextlib.suppress(PortalStops):
            crawl(workshop, portal)


def _made_up(workshop: Workshop, portal: SamplePortal) -> Iterator[str]:
    """What the archive has and the portal never had, and what it told as gone and the portal has."""
    published = {f"{COUNCIL}:{meeting.id}" for meeting in portal.truth.calendar}
    yield from (f"{one} is made up" for one in workshop.store.item_ids() if one.rpartition(":")[0] not in published)
    shown = {one["id"] for one in truth_of(portal.truth, portal.clock.now().date())}
    runs = workshop.store.history.runs(seen(0))
    moves = [move for run in runs for move in workshop.store.history.moves(run)]
    yield from (f"{one.item} was withdrawn" for one in moves if one.change == "withdrawn" and one.item in shown)


def _left(workshop: Workshop, portal: SamplePortal) -> Iterator[str]:
    """How the archive differs from the portal and from itself, and which reasons for failures are left."""
    yield from differences(workshop, portal)
    yield from workshop.store.faults()
    yield from (f"{page.address}: {page.failure}" for page in workshop.store.crawls.failures(COUNCIL))


def main(arguments: Sequence[str] | None = None) -> int:
    """Try as many seeds as told; 1 when anything is wrong."""
    parser = argparse.ArgumentParser(prog="bad-days", description=__doc__)
    parser.add_argument("--seeds", type=int, default=100, help="how many")
    parser.add_argument("--first", type=int, default=1, help="the first")
    told = parser.parse_args(arguments)
    failing = 0
    for seed in range(told.first, told.first + told.seeds):
        wrong = wrong_after(seed)
        failing += bool(wrong)
        sys.stdout.writelines(f"{one}\n" for one in wrong)
        sys.stdout.flush()
    sys.stdout.write(f"{told.seeds} portals, {failing} of which were read wrongly\n")
    return 1 if failing else 0


if __name__ == "__main__":
    sys.exit(main())
