"""Whatever call of the disk fails, a file of notices is whole or as before, and doing the same again completes it."""

import os
import signal
from pathlib import Path

import pytest
from faults.disk import Failing, Kind, meets
from noticed import CHANGED, ONE, WITHDRAWN, context

from searcher.errors import OutletFailed
from searcher.outlets import Feed, Lines, Outlet, deliver
from searcher.storage import Storage

OUTLETS: list[Outlet] = [Feed("told"), Lines("told")]

pytestmark = pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")  # whoever is killed must be a child


def tell(outlet: Outlet, folder: Path, disk: Storage, *, more: bool = True) -> None:
    """Tell one notice, or more."""
    told = [ONE, CHANGED, WITHDRAWN] if more else [ONE]
    deliver(outlet, "allotments", told, context(folder, storage=disk, kept=told[::-1]))


def content(folder: Path) -> bytes | None:
    path = folder / "told"
    return path.read_bytes() if path.exists() else None


def whole(outlet: Outlet, folder: Path) -> tuple[bytes, list[str]]:
    """What the file holds in the end, and the calls that this takes."""
    disk = Failing(0)
    tell(outlet, folder, disk)
    return content(folder) or b"", disk.told


@pytest.mark.parametrize("there", [False, True], ids=["new file", "older file"])
@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("outlet", OUTLETS, ids=["feed", "lines"])
def test_every_fault_leaves_a_whole_file_and_is_mended(
    tmp_path_factory: pytest.TempPathFactory, outlet: Outlet, kind: Kind, *, there: bool
) -> None:
    after, calls = whole(outlet, folder_of(tmp_path_factory, outlet, there=there))
    assert calls
    for at, call in enumerate(calls, 1):
        folder = folder_of(tmp_path_factory, outlet, there=there)
        before = content(folder)
        if kind is Kind.KILLED:
            assert killed(outlet, folder, at)
        elif meets(kind, call):
            told = fails(outlet, folder, Failing(at, kind))
            assert told or content(folder) == after
        assert content(folder) in ((before, b"", after) if before is None else (before, after))
        tell(outlet, folder, Storage())
        assert content(folder) == after
        assert [path.name for path in folder.iterdir() if not path.name.startswith(".told.")] == ["told"]


def folder_of(factory: pytest.TempPathFactory, outlet: Outlet, *, there: bool) -> Path:
    folder = factory.mktemp("told")
    if there:
        tell(outlet, folder, Storage(), more=False)
    return folder


def fails(outlet: Outlet, folder: Path, disk: Storage) -> bool:
    try:
        tell(outlet, folder, disk)
    except OutletFailed as failed:
        assert failed.again
        return True
    return False


def killed(outlet: Outlet, folder: Path, at: int) -> bool:
    """Whether a process was killed that told the notices on a disk that kills."""
    child = os.fork()
    if child == 0:
        tell(outlet, folder, Failing(at, Kind.KILLED))
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
