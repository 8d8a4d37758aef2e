"""Readers and writers at once: every answer is of one state of the archive, and nobody waits for ever."""

import datetime
import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest
from invented_pages import exchange_line
from rights import as_somebody_else, others_may_run_us

from searcher.api import Archive
from searcher.errors import ArchiveBusy, ArchiveError
from searcher.pipeline import Workshop

_ITEMS, _UPDATES, _READERS = 12, 50, 3
_SHARED = 2  # parts of a path, above which folders are everybody's
_PATIENCE = 60  # seconds, after which something hangs


def put(index: Path, state: int) -> None:
    """Write every item anew, each with the number of the state, and index them."""
    lines = index.parent / "items.jsonl"
    told = [exchange_line(f"oakham:{n}:AI{n}", minutes=f"The ferry was state{state}.") for n in range(_ITEMS)]
    lines.write_text("\n".join(told))
    with Workshop(index) as workshop:
        list(workshop.import_paths([lines]))
        workshop.index()


def put_more(index: Path, state: int) -> None:
    """Add an item, and index that one alone."""
    path = index.parent / "more.jsonl"
    path.write_text(exchange_line("oakham:99:AI99", minutes=f"The weir was {state}."))
    with Workshop(index) as workshop:
        list(workshop.import_paths([path]))
        workshop.index()


def states(archive: Archive) -> set[str]:
    """The states that one answer is of: one, unless it is a mixture."""
    results = archive.search("ferry", limit=100)
    assert results.total == len(results.hits) == sum(count for _, count in results.facets["kind"]) == _ITEMS
    return {word for hit in results for word in hit.snippet.text.split() if word.startswith("state")}


@pytest.fixture
def index(tmp_path: Path) -> Path:
    """An archive in its first state."""
    put(tmp_path / "index", 0)
    return tmp_path / "index"


def read_until(index: Path, done: Event, seen: "multiprocessing.Queue[str]") -> None:
    """What a reading process does: open, ask, close, again and again; it tells what was wrong, and at last "read"."""
    try:
        while not done.is_set():
            with Archive.open(index) as archive:
                for _ in range(3):
                    assert len(states(archive)) == 1
        seen.put("read")
    except BaseException as error:
        seen.put(repr(error))
        raise


def test_every_answer_is_of_one_state_while_fifty_updates_are_written(index: Path) -> None:
    context = multiprocessing.get_context("spawn")
    done, seen = context.Event(), context.Queue()
    readers = [context.Process(target=read_until, args=(index, done, seen)) for _ in range(_READERS)]
    for reader in readers:
        reader.start()
    with Archive.open(index) as old, ThreadPoolExecutor(2) as threads:
        for state in range(1, _UPDATES + 1):
            put(index, state)
            assert list(threads.map(states, [old, old])) == [{"state0."}, {"state0."}]
    done.set()

    assert [seen.get(timeout=_PATIENCE) for _ in readers] == ["read"] * _READERS
    for reader in readers:
        reader.join(_PATIENCE)
    with Archive.open(index) as archive:
        assert states(archive) == {f"state{_UPDATES}."}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
def test_who_forks_may_go_on_asking_on_both_sides(index: Path) -> None:
    with Archive.open(index) as archive:
        before = states(archive)
        child = os.fork()
        if child == 0:  # whatever happens, the tests do not go on here
            os._exit(0 if states(archive) == before else 1)
        assert states(archive) == before
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_of_two_writers_the_second_is_told_at_once_and_changes_nothing(index: Path) -> None:
    with Workshop(index), pytest.raises(ArchiveBusy):
        put(index, 1)

    with Archive.open(index) as archive:
        assert states(archive) == {"state0."}
    put(index, 2)
    with Archive.open(index) as archive:
        assert states(archive) == {"state2."}


_WRITES = """
import sys, time
from pathlib import Path
from searcher.pipeline import Workshop
with Workshop(Path(sys.argv[1])) as workshop, workshop.store.writing():
    workshop.store.generations.begin("import")
    print("writing", flush=True)
    time.sleep(0.3)
"""


@pytest.fixture
def suspended(index: Path) -> Iterator["subprocess.Popen[str]"]:
    """A writer that was stopped in the middle of a transaction."""
    writer = subprocess.Popen([sys.executable, "-c", _WRITES, str(index)], stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None
    writer.stdout.readline()
    writer.send_signal(signal.SIGSTOP)
    yield writer
    writer.send_signal(signal.SIGCONT)
    writer.communicate(timeout=_PATIENCE)


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="nothing can be stopped here")
def test_a_suspended_writer_stops_no_reader_and_keeps_other_writers_out(
    index: Path, suspended: "subprocess.Popen[str]"
) -> None:
    with Archive.open(index) as archive:
        assert states(archive) == {"state0."}
        assert archive.item("oakham:1:AI1").minutes == "The ferry was state0."
    with pytest.raises(ArchiveBusy):
        put(index, 1)

    suspended.send_signal(signal.SIGCONT)
    assert suspended.wait(_PATIENCE) == 0
    put(index, 2)
    with Archive.open(index) as archive:
        assert states(archive) == {"state2."}


@pytest.mark.parametrize("how", ["moved", "linked", "copied"])
def test_an_archive_answers_and_is_written_wherever_it_is(index: Path, how: str) -> None:
    other = index.parent / "elsewhere"
    put_there: dict[str, Callable[[], object]] = {
        "moved": lambda: index.rename(other),
        "linked": lambda: other.symlink_to(index),
        "copied": lambda: shutil.copytree(index, other),
    }
    put_there[how]()

    with Archive.open(other) as archive:
        assert states(archive) == {"state0."}
    put(other, 1)
    with Archive.open(other) as archive:
        assert states(archive) == {"state1."}


def test_a_file_system_without_hard_links_will_do(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[str] = []

    def refused(path: Path, to: Path) -> None:
        tried.append(f"{path} {to}")
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(os, "link", refused)
    for state in (1, 2):
        put(index, state)
        put_more(index, state)

    with Archive.open(index) as archive:
        assert states(archive) == {"state2."}
        assert archive.search("weir").total == 1
    assert tried


@pytest.mark.skipif(not others_may_run_us(), reason="only root may read our files here")
def test_who_may_only_read_searches_and_is_refused_as_a_writer(index: Path) -> None:
    for folder, _, files in os.walk(index.parent):
        Path(folder).chmod(0o555)
        for name in files:
            (Path(folder) / name).chmod(0o444)
    for parent in (one for one in index.parents if one.stat().st_uid == os.geteuid() and len(one.parts) > _SHARED):
        parent.chmod(parent.stat().st_mode | 0o055)
    with as_somebody_else():
        with Archive.open(index) as archive:
            assert states(archive) == {"state0."}
            assert archive.item("oakham:1:AI1").title == "Drains"
        with pytest.raises(ArchiveError), Workshop(index):
            pass


def test_a_clock_that_jumps_back_takes_nothing_back(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for state, year in ((1, 1999), (2, 2099), (3, 2001)):
        monkeypatch.setattr("searcher.archive.generations.datetime", Clock(year))
        put(index, state)

    with Archive.open(index) as archive:
        assert states(archive) == {"state3."}
        assert archive.item("oakham:1:AI1").minutes == "The ferry was state3."


class Clock:
    """Stands in for the module `datetime` with a clock that stands at the beginning of a year."""

    UTC = datetime.UTC

    def __init__(self, year: int) -> None:
        self.datetime = self
        self._year = year

    def now(self, zone: datetime.tzinfo) -> datetime.datetime:
        return datetime.datetime(self._year, 1, 1, tzinfo=zone)
