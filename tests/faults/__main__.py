"""`scripts/faults`: every fault at every call of every operation, as a table."""

import argparse
import random
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

from faults.disk import Kind
from faults.operations import OPERATIONS
from faults.trial import Verdict, bench_for, tried

_HEAD = """| operation | kind | calls | faults | survived | lost | wrong | not mended |
|---|---|---|---|---|---|---|---|
"""


@dataclass(frozen=True)
class Row:
    """What came of one kind of fault in one operation."""

    operation: str
    kind: Kind
    calls: int
    verdicts: list[tuple[int, str, Verdict]]

    def __str__(self) -> str:
        told = [verdict for _, _, verdict in self.verdicts]
        bad = [sum(map(bool, part)) for part in ([v.lost for v in told], [v.wrong for v in told], _left(told))]
        numbers = [self.calls, len(told), sum(not one.all for one in told), *bad]
        return f"| {self.operation} | {self.kind} | {' | '.join(f'{one:,}' for one in numbers)} |\n"

    @property
    def wrong(self) -> list[str]:
        """A line for everything that went wrong."""
        return [
            f"{self.operation}, {self.kind} at {at} ({what}): {text}\n"
            for at, what, verdict in self.verdicts
            for text in verdict.all
        ]


def _left(told: Sequence[Verdict]) -> list[list[str]]:
    return [one.not_mended for one in told]


def sample(numbers: Sequence[int], every: int, seed: str) -> list[int]:
    """Every so many-th of some numbers, begun at one that the seed chooses."""
    return list(numbers[random.Random(seed).randrange(max(1, min(every, len(numbers)))) :: every])


def row_of(name: str, kind: Kind, every: int, seed: int) -> Row:
    """One kind of fault in one operation."""
    operation = next(one for one in OPERATIONS if one.name == name)
    with bench_for(operation) as bench:
        numbers = bench.numbers(kind)
        chosen = sample(numbers, every, f"{seed} {name} {kind}")
        return Row(name, kind, len(numbers), [(at, bench.calls[at - 1], tried(bench, kind, at)) for at in chosen])


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit status 0 when all faults were survived, 1 otherwise."""
    wanted = _arguments().parse_args(arguments)
    kinds = [Kind(one) for one in wanted.kind or list(Kind)]
    names = wanted.operation or [one.name for one in OPERATIONS]
    sys.stdout.write(_HEAD)
    survived = True
    with ProcessPoolExecutor(wanted.processes) as pool:
        jobs = [pool.submit(row_of, name, kind, wanted.every, wanted.seed) for name in names for kind in kinds]
        for row in (job.result() for job in jobs):
            sys.stdout.write(str(row))
            sys.stdout.flush()
            sys.stderr.writelines(row.wrong)
            survived = survived and not row.wrong
    return 0 if survived else 1


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--operation", action="append", choices=[one.name for one in OPERATIONS])
    parser.add_argument("--kind", action="append", choices=[str(one) for one in Kind])
    parser.add_argument("--every", type=int, default=1, help="only every so many-th call (1: all)")
    parser.add_argument("--seed", type=int, default=0, help="with which of them to begin")
    parser.add_argument("--processes", type=int, default=2)
    return parser


if __name__ == "__main__":
    sys.exit(main())
