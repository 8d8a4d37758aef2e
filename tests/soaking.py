"""Crawls a sample portal in a process that is killed again and again; then holds the archive to the truth."""

import argparse
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from crawled import COUNCIL, clocked, crawl, differences, pass_time, workshop_at
from sample_portal import SamplePortal, Truth, generate
from sample_portal.clock import RealClock

from searcher.pipeline import Workshop
from searcher.pipeline.checking import faults

COMMAND = """
import sys
from pathlib import Path
from searcher.frontends.searcher_command import main
try:
    main([*sys.argv[3:], "--index", sys.argv[1]])
finally:
    status = Path("/proc/self/status")
    Path(sys.argv[2]).write_text(status.read_text() if status.exists() else "")
"""
_PAUSED = timedelta(seconds=0.4)  # without a request: more than any page takes to be read
_CHANGED = 20  # meetings
_WEEKS = 12  # to wait for them; a small council has fewer
_LONGEST = 3000  # seconds that one run may take


@dataclass
class Soaked:
    """What came of it. `repeated` counts pages asked for again, robots.txt apart.

    `peaks` is the most memory a command had at the end, in megabytes (10^6 bytes); 0 where the system does not tell.
    """

    kills: Counter[str] = field(default_factory=Counter)
    requests: int = 0
    repeated: int = 0
    peaks: dict[str, float] = field(default_factory=dict)
    seconds: float = 0.0
    wrong: list[str] = field(default_factory=list)


class Soak:
    """A portal, an index folder, and a crawler that is started and killed."""

    def __init__(self, folder: Path, portal: SamplePortal) -> None:
        self.index = folder / "index"
        self.index.mkdir()
        (self.index / "settings.toml").write_text(
            f'contact = "tests@example.org"\nseconds_between_requests = 0\n[portals.{COUNCIL}]\nurl = "{portal.url}"\n'
        )
        self.status = folder / "status"
        self.portal = portal
        self.done = Soaked()

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        """An update of the index, or another command, begun."""
        command = (sys.executable, "-c", COMMAND, str(self.index), str(self.status), *(arguments or ("update",)))
        return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)

    def kill_after(self, requests: int, seconds: float) -> bool:
        """Kill an update when it has made some requests and then some time has passed; whether it was still running."""
        process = self.start()
        wanted = len(self.portal.requests) + requests
        while process.poll() is None and len(self.portal.requests) < wanted:
            time.sleep(0.001)
        time.sleep(seconds)
        running = process.poll() is None
        process.send_signal(signal.SIGKILL)
        process.communicate()
        if running:
            self.done.kills[self.phase()] += 1
        return running

    def phase(self) -> str:
        """What was being done: the last request, or what follows the requests."""
        last = self.portal.requests[-1]
        if datetime.now(UTC) - last.at > _PAUSED:
            return "the index"
        return last.path.rpartition("/")[2].lower().removesuffix(".aspx")

    def finish(self, *arguments: str) -> None:
        """Let a command come to its end."""
        process = self.start(*arguments)
        _, told = process.communicate(timeout=_LONGEST)
        if process.returncode != 0:
            self.done.wrong.append(f"{arguments[0]} ended with {process.returncode}: {told.decode()[-500:]}")
        self.done.peaks[arguments[0]] = self.peak()

    def peak(self) -> float:
        """The most memory that the last command had."""
        told = re.search(r"VmHWM:\s*(\d+) kB", self.status.read_text())
        return int(told[1]) * 1024 / 1e6 if told else 0.0

    def check(self) -> Soaked:
        """Hold the archive to the portal's truth, and to itself."""
        with Workshop(self.index) as workshop:
            self.done.wrong += differences(workshop, self.portal)
            self.done.wrong += faults(self.index, workshop.store)
        asked = Counter(f"{one.path}?{one.query}".lower() for one in self.portal.requests)
        del asked["/robots.txt?"]
        self.done.requests = len(self.portal.requests)
        self.done.repeated = sum(number - 1 for number in asked.values())
        return self.done


def soak(folder: Path, *, items: int, years: int, kills: int, seed: int = 1) -> Soaked:
    """Crawl an invented council of so many items, killed so many times before the end."""
    chance = random.Random(seed)
    began = time.monotonic()
    truth = generate(seed, items, years, today=datetime.now(UTC).date())
    with SamplePortal(truth, clock=RealClock()) as portal:
        soaking = Soak(folder, portal)
        few, each = kills // 5, max(1, items // 4 // max(1, kills))  # about three requests for ten items
        for _ in range(few):  # robots.txt and one page more: through the lists one by one
            soaking.kill_after(2, chance.uniform(0, 0.05))
        for _ in range(kills - 2 * few):
            soaking.kill_after(chance.randint(1, 2 * each), chance.uniform(0, 0.06))
        soaking.finish("crawl", COUNCIL)
        for _ in range(few):  # while the index is written, most of them
            soaking.kill_after(1, chance.uniform(0, 3))
        soaking.finish("update")
        soaking.done.seconds = time.monotonic() - began
        return soaking.check()


@dataclass
class Updated:
    """What a first crawl and two updates asked for. `changed` meetings were published anew between the two."""

    meetings: int
    committees: int
    first: int
    nothing_new: int
    changed: int
    found: int
    last: int
    wrong: list[str]


def updates(folder: Path, *, items: int, years: int, seed: int = 1) -> Updated:
    """Crawl an invented council of so many items; again with nothing new; and again when meetings have changed."""
    truth = generate(seed, items, years)
    with SamplePortal(truth, clock=clocked(truth)) as portal, workshop_at(folder) as workshop:
        first = crawl(workshop, portal)
        nothing_new = crawl(workshop, portal)
        before = dict(_shown(truth, portal.clock.today()))
        changed: set[str] = set()
        for _ in range(_WEEKS):
            pass_time(portal, days=7)
            changed = {name for name, shown in _shown(truth, portal.clock.today()) if shown != before[name]}
            if len(changed) >= _CHANGED:
                break
        last = crawl(workshop, portal)
        crawls = workshop.store.crawls
        fetched = {one.path.partition("MId=")[2].partition("&")[0] for one in last.outcomes}
        return Updated(
            len(list(crawls.meetings(COUNCIL))), len(crawls.committees(COUNCIL)), first.requests,
            nothing_new.requests, len(changed), len(changed & fetched), last.requests, differences(workshop, portal),
        )  # fmt: skip


def _shown(truth: Truth, day: date) -> Iterator[tuple[str, int]]:
    """Each meeting, and a digest of what the portal shows of it on a day."""
    for meeting in truth.meetings:
        shown = truth.at(meeting, day)
        yield str(meeting.id), hash((shown.state, repr(shown.items)))


def report(done: Soaked) -> str:
    """What came of it, for people."""
    phases = ", ".join(f"{number} at {phase}" for phase, number in done.kills.most_common())
    peaks = ", ".join(f"{name} {peak:.0f} MB" for name, peak in done.peaks.items())
    return (
        f"{done.requests} requests, {done.repeated} of them repeated, {done.seconds:.0f} s; at most {peaks}\n"
        f"killed: {phases}\n" + ("\n".join(done.wrong[:20]) or "the archive is what the portal shows") + "\n"
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Soak as told; 1 when anything is wrong in the end."""
    parser = argparse.ArgumentParser(prog="soak", description=__doc__)
    parser.add_argument("--items", type=int, default=2_400)
    parser.add_argument("--years", type=int, default=10)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--updates", action="store_true", help="count what updates ask for, and kill nothing")
    told = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        if told.updates:
            counted = updates(Path(folder), items=told.items, years=told.years, seed=told.seed)
            sys.stdout.write(f"{counted}\n")
            return 1 if counted.wrong or counted.found < counted.changed else 0
        done = soak(Path(folder), items=told.items, years=told.years, kills=told.kills, seed=told.seed)
    sys.stdout.write(report(done))
    return 1 if done.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
