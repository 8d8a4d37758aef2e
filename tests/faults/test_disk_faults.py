"""A sample of what `scripts/faults` does: whatever call of the disk fails, nothing is lost and all is mended."""

import random
from pathlib import Path

import pytest

from faults.disk import Failing, Kind
from faults.operations import OPERATIONS, Operation
from faults.trial import bench_for, traces, tried
from searcher.errors import SearcherError
from searcher.pipeline import check
from searcher.storage import Storage

_EACH = 2  # faults of each kind in each operation

pytestmark = pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")  # whoever is killed must be a child


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.name)
def test_faults_of_the_disk_lose_nothing_and_are_mended(operation: Operation) -> None:
    chance = random.Random(operation.name)
    with bench_for(operation) as bench:
        wrong = [
            f"{kind} at {at} ({bench.calls[at - 1]}): {text}"
            for kind in Kind
            for at in chance.sample(bench.numbers(kind), min(_EACH, len(bench.numbers(kind))))
            for text in tried(bench, kind, at).all
        ]

    assert wrong == []


def test_an_older_index_that_cannot_be_removed_is_told_and_erased_later(tmp_path: Path) -> None:
    """The folder of an older index stayed with what was forgotten, and nothing told of it."""
    forget = next(one for one in OPERATIONS if one.erases)
    forget.prepare(tmp_path)

    with pytest.raises(SearcherError, match="cannot be removed"):
        forget.do(tmp_path, Unremovable())
    assert any("traces of it are left" in fault for fault in check(tmp_path / "index", Storage()))
    forget.do(tmp_path, Storage())
    assert traces(tmp_path / "index") == []


class Unremovable(Storage):
    """A disk from which no folder goes."""

    def remove_folder(self, path: Path) -> None:
        """Nothing is removed, as when another program holds it."""


def test_every_call_is_counted_and_fails_once() -> None:
    disk = Failing(at=2)

    assert [disk.fails("sync") for _ in range(3)] == [False, True, False]


def test_a_full_disk_stays_full_and_can_be_read() -> None:
    disk = Failing(at=1, kind=Kind.FULL)

    assert [disk.fails(what) for what in ("create", "SELECT", "write")] == [True, False, True]
