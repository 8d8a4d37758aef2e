"""Whatever fails or is killed, when ever: what was there can be read, and running again completes the work."""

import contextlib
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from faults import Failing
from invented_pages import FLOOD, GATE, exported, held, imported, meeting_page, printed_minutes, row, saved, workshop_in

from searcher.api import Archive
from searcher.errors import ArchiveBusy, SearcherError
from searcher.pipeline import Workshop
from searcher.pipeline.checking import faults
from searcher.storage import Storage

TWO = printed_minutes(("Bus gate", GATE), ("Flood wall", FLOOD))
LATER = TWO.replace("in May", "in June")
Work = Callable[[Workshop], object]


def import_later(workshop: Workshop) -> None:
    """Import a new version of the page, and index it."""
    if any(outcome.refused for outcome in imported(workshop, workshop.folder.parent / "saved/a.txt")):
        raise SearcherError("refused")
    workshop.index()


def forget_first(workshop: Workshop) -> None:
    """Take the first item down, if it is not yet; then see that nothing of it is left."""
    for item_id in (item_id for item_id, item in held(workshop).items() if item.minutes == GATE):
        workshop.forget(item_id, "asked for")
    workshop.index()


def before_in(folder: Path) -> str:
    """An index of two items, and beside it a new version of their page; what the archive has."""
    with workshop_in(folder) as workshop:
        imported(workshop, saved(folder, "a.txt", TWO))
        workshop.index()
        told = exported(workshop)
    saved(folder, "a.txt", LATER)
    return told


@pytest.mark.parametrize("work", [import_later, forget_first])
def test_a_disk_that_fails_at_any_moment_leaves_a_whole_archive_and_index(tmp_path: Path, work: Work) -> None:
    before = before_in(tmp_path)
    shutil.copytree(tmp_path / "index", tmp_path / "kept")
    never = Failing(at=0)
    with workshop_in(tmp_path, never) as workshop:
        work(workshop)
    for at in never.changing:
        shutil.rmtree(tmp_path / "index")
        shutil.copytree(tmp_path / "kept", tmp_path / "index")
        with contextlib.suppress(SearcherError, OSError), workshop_in(tmp_path, Failing(at)) as workshop:
            work(workshop)
        assert_whole(tmp_path, before, work, f"failing at call {at} of {never.calls}")


def assert_whole(folder: Path, before: str, work: Work, when: str) -> None:
    """The old state or the new one can be read and searched, and doing the work again completes it."""
    with Archive.open(folder / "index") as archive:
        assert archive.search("flood", facets=()).total == 1, when
    with workshop_in(folder) as workshop:
        now = exported(workshop)
        work(workshop)
        assert now in (before, exported(workshop)), when
        assert list(faults(workshop.folder, workshop.store)) == [], when


KILLED = """
import sys
from pathlib import Path
from searcher.pipeline import Workshop
folder = Path(sys.argv[1])
print("started", flush=True)
with Workshop(folder / "index") as workshop:
    list(workshop.import_paths([folder / "saved"]))
    list(workshop.clean())
    workshop.index()
"""


def test_a_process_that_is_killed_leaves_an_archive_that_the_next_run_completes(tmp_path: Path) -> None:
    chance = random.Random(7)
    for number in range(12):
        rows = [row(f"AI{number * 100 + i}", f"Item {i}", f"{GATE} {i}") for i in range(40)]
        saved(tmp_path, f"{number}.html", meeting_page(*rows, meeting=str(number)))
    for _ in range(20):
        process = subprocess.Popen([sys.executable, "-c", KILLED, str(tmp_path)], stdout=subprocess.PIPE)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(chance.uniform(0, 0.6))
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        with workshop_in(tmp_path) as workshop:
            assert list(workshop.store.faults()) == []
    with workshop_in(tmp_path) as workshop:
        imported(workshop, tmp_path / "saved")
        workshop.index()

        assert len(held(workshop)) == 480
        assert list(faults(workshop.folder, workshop.store)) == []


def test_a_second_writer_is_told_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with workshop_in(tmp_path):
        monkeypatch.setattr(time, "sleep", lambda _: pytest.fail("waits for the first"))
        with pytest.raises(ArchiveBusy, match="another command is writing"), workshop_in(tmp_path):
            pass


def test_the_archive_can_be_written_again_when_the_writer_is_done(tmp_path: Path) -> None:
    with workshop_in(tmp_path):
        pass
    with workshop_in(tmp_path) as workshop:
        assert imported(workshop, saved(tmp_path, "a.txt", TWO))[0].changed == 2


def test_readers_read_the_old_state_while_a_writer_writes(tmp_path: Path) -> None:
    before = before_in(tmp_path)
    with workshop_in(tmp_path) as workshop, workshop.store.writing():
        workshop.store.delete_items(list(held(workshop)))
        with Archive.open(tmp_path / "index") as archive:
            read = [item.minutes for item in archive.items()]

    assert len(read) == len(before.splitlines()) == 2


def test_what_one_run_writes_the_next_reader_reads(tmp_path: Path) -> None:
    before_in(tmp_path)
    with Archive.open(tmp_path / "index") as old, workshop_in(tmp_path, Storage()) as workshop:
        import_later(workshop)
        with Archive.open(tmp_path / "index") as new:
            assert old.search("june", facets=()).total == 0
            assert new.search("june", facets=()).total == 1
