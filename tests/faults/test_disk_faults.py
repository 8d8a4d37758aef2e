"""A sample of what `scripts/faults` does: whatever the disk does at whatever call, nothing is lost and all is mended."""

import random
from pathlib import Path

import pytest
from faults.disk import Failing, Kind
from faults.operations import OPERATIONS, Operation, copied, done
from faults.trial import bench_for, tried

from searcher.engine.generations import drop_others
from searcher.errors import SearcherError
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


def test_every_call_is_counted_and_fails_once() -> None:
    disk = Failing(at=2)

    assert [disk.fails("sync") for _ in range(3)] == [False, True, False]


def test_a_full_disk_stays_full_and_can_be_read() -> None:
    disk = Failing(at=1, kind=Kind.FULL)

    assert [disk.fails(what) for what in ("create", "SELECT", "write")] == [True, False, True]
