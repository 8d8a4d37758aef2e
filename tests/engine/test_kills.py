"""Whenever the writing of an index is killed, the last good generation answers and the next run completes."""

from pathlib import Path

import pytest
from index_kills import Step, faults, killed, phase_of, spread

MOMENTS = spread(40)


@pytest.mark.parametrize(
    ("step", "number"), [(step, number) for step, number, _ in MOMENTS], ids=[f"{s.phase}-{n}" for s, n, _ in MOMENTS]
)
def test_a_kill_loses_nothing(tmp_path: Path, step: Step, number: int) -> None:
    killed(tmp_path, step, number)

    assert faults(tmp_path, step) == []


def test_kills_are_in_every_phase() -> None:
    phases = {phase_of(step, told) for step, _, told in spread(1000)}

    assert phases == {
        "building", "building in several segments", "updating", "merging", "dropping", "switching",
    }  # fmt: skip
