"""Whatever fails or is killed, when ever: the backup is whole or the older one, the archive the old or the new one."""

import contextlib
import os
import shutil
import signal
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from backups import indexed, moved_on, texts
from faults.disk import Failing, Kind
from invented_pages import GATE, held, workshop_in

from searcher.errors import SearcherError
from searcher.pipeline import back_up, check, restore
from searcher.storage import Storage


def test_a_disk_that_fails_at_any_moment_leaves_the_older_backup_or_a_whole_one(index: Path, file: Path) -> None:
    older = file.read_bytes()
    moved_on(index)
    never = Failing(at=0)
    back_up(index, file.with_name("other.zip"), never)
    for at in never.changing:
        file.write_bytes(older)
        with contextlib.suppress(SearcherError):
            back_up(index, file, Failing(at))
        if file.read_bytes() != older:
            with contextlib.closing(Storage().connect(restored(file, at) / "archive.db", read_only=True)) as database:
                assert database.execute("PRAGMA integrity_check")[0][0] == "ok"
    back_up(index, file, Storage())
    assert not file.with_name(".kept.zip.new").exists()


def restored(file: Path, number: int) -> Path:
    """A new folder into which a backup is restored."""
    folder = file.parent / f"restored{number}/index"
    restore(file, folder, Storage())
    return folder


def test_a_disk_that_fails_at_any_moment_leaves_the_old_archive_or_the_new_one(file: Path, index: Path) -> None:
    before, later = texts(index), moved_on(index)
    shutil.copytree(index, file.parent / "kept")
    never = Failing(at=0)
    restore(file, index, never, replace=True)
    for at in never.changing:
        shutil.rmtree(index)
        shutil.copytree(file.parent / "kept", index)
        done = False
        with contextlib.suppress(SearcherError):
            restore(file, index, Failing(at), replace=True)
            done = True
        assert texts(index) in ({before} if done else {later}), at
        restore(file, index, Storage(), replace=True)
        indexed(index)
        assert (texts(index), check(index, Storage())) == (before, []), at


def killed(at: int, work: Callable[[Storage], object]) -> bool:
    """Whether a process that does some work was killed before it was done."""
    child = os.fork()
    if child == 0:
        with contextlib.suppress(BaseException):
            work(Failing(at, Kind.KILLED))
        os._exit(0)
    return os.waitpid(child, 0)[1] == signal.SIGKILL


def moments(calls: Sequence[int]) -> list[int]:
    """Some of the calls, the last ones all: there the names change."""
    return sorted({*calls[:: max(1, len(calls) // 10)], *calls[-8:]})


def killed_restores(file: Path, index: Path) -> Iterator[int]:
    """Kill a restore over the index as it is now, at one moment after another; the number of each."""
    shutil.copytree(index, file.parent / "kept")
    never = Failing(at=0)
    restore(file, index, never, replace=True)
    for at in moments(never.changing):
        shutil.rmtree(index)
        shutil.copytree(file.parent / "kept", index)
        assert killed(at, lambda disk: restore(file, index, disk, replace=True))
        yield at


def test_a_killed_restore_leaves_the_old_archive_or_the_new_one(file: Path, index: Path) -> None:
    before, later = texts(index), moved_on(index)
    for at in killed_restores(file, index):
        assert texts(index) in (before, later), at
        restore(file, index, Storage(), replace=True)
        indexed(index)
        assert (texts(index), check(index, Storage())) == (before, []), at
        assert not (index / ".restoring").exists()


def test_a_killed_backup_leaves_no_half_file(file: Path, index: Path) -> None:
    older = file.read_bytes()
    never = Failing(at=0)
    back_up(index, file.with_name("other.zip"), never)
    for at in moments(never.changing[:-2]):
        assert killed(at, lambda disk: back_up(index, file, disk))
        assert file.read_bytes() == older
    back_up(index, file, Storage())
    assert not file.with_name(".kept.zip.new").exists()


def test_what_was_forgotten_never_comes_back_with_a_killed_restore(file: Path, index: Path) -> None:
    with workshop_in(index.parent) as workshop:
        gone = next(item_id for item_id, item in held(workshop).items() if item.minutes == GATE)
        workshop.forget(gone, "asked for")
    for at in killed_restores(file, index):
        assert gone not in texts(index), at
