"""Whenever a command is killed, nothing is lost or made up, and the next run completes."""

import random
from pathlib import Path

from command_kills import faults, runs, served, spread
from sample_portal import SamplePortal


def test_a_killed_command_loses_nothing_and_is_completed_by_the_next() -> None:
    def killed(work: Path, portal: SamplePortal) -> int:
        told = list(runs(work, portal))
        wrong = [
            f"{run.step.name}, killed after {after:.2f} s: {fault}"
            for run, after in spread(told, len(told), random.Random(7))
            for fault in faults(run, after)
        ]
        assert wrong == []
        return len(told)

    assert served(killed) == 9
