"""Damages what strangers send, and sees what becomes of it: `scripts/fuzz --target all --minutes 10`."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from fuzzing.running import Figures, fault_in, run, so_long, so_often
from fuzzing.targets import TARGETS, Refused


def main(arguments: Sequence[str] | None = None) -> int:
    """Damage inputs as long or as often as told; 1 when any was neither read nor refused by name."""
    told = _told(arguments)
    names = list(TARGETS) if told.target == "all" else [told.target]
    if told.replay:
        return max([_replayed(name, told.replay.read_bytes()) for name in names])
    sys.stdout.write(f"{'target':10}{'runs':>9}{'sound':>9}{'refused':>9}{'faults':>9}\n")
    found = [_ran(name, told, len(names)) for name in names]
    return int(any(figures.kinds for figures in found))


def _told(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="fuzz", description=__doc__)
    parser.add_argument("--target", choices=["all", *TARGETS], default="all")
    length = parser.add_mutually_exclusive_group()
    length.add_argument("--minutes", type=float, help="for all targets together")
    length.add_argument("--times", type=int, default=2_000, help="for each target")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--found", type=Path, default=Path("fuzz-found"), help="where inputs of faults are written")
    parser.add_argument("--replay", type=Path, help="read this file instead, and show its fault")
    return parser.parse_args(arguments)


def _ran(name: str, told: argparse.Namespace, of: int) -> Figures:
    rounds = so_long(told.minutes / of) if told.minutes else so_often(told.times)
    figures = run(name, told.seed, rounds, told.found)
    faults = sum(figures.kinds.values())
    sys.stdout.write(f"{name:10}{figures.runs:9}{figures.sound:9}{figures.refused:9}{faults:9}\n")
    for path, trace in figures.faults.items():
        sys.stdout.write(f"\n{path}\n{trace}\n")
    sys.stdout.flush()
    return figures


def _replayed(name: str, content: bytes) -> int:
    try:
        fault = fault_in(TARGETS[name], content)
    except Refused as refused:
        sys.stdout.write(f"{name}: refused ({refused.__cause__ or 'no answer of the web service'})\n")
        return 0
    sys.stdout.write(f"{name}: {fault or 'sound'}\n")
    return int(fault is not None)


if __name__ == "__main__":
    sys.exit(main())
