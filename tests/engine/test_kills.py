"""Whenever the writing of an index is killed, the last good generation answers and the next run completes."""

from pathlib import Path

import pytest
from index_kills import Step, faults, killed, spread

MOMENTS = spread(40)


@pytest.mark.parametrize(
    ("step", "number"),
    [(step, number) for step, number, _ in MOMENTS],
    ids=[f"{p}-{s.phase}-{n}" for s, n, p in MOMENTS],
)
def test_a_kill_loses_nothing(tmp_path: Path, step: Step, number: int) -> None:
    killed(tmp_path, step, number)

    assert faults(tmp_path, step) == []


def test_kills_are_in_every_phase() -> None:
    assert {phase for _, _, phase in spread(6)} == {
        "building", "building in several segments", "updating", "merging", "dropping", "switching",
    }  # fmt: skip
