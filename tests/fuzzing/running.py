"""Runs a target: on inputs that it damages, or on one that was kept."""

import hashlib
import random
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from fuzzing.targets import TARGETS, Refused, Target

CORPUS = Path(__file__).with_name("corpus")


@dataclass
class Figures:
    """How often a target was run, and what became of it; `faults` are their traces, by the file of the input."""

    sound: int = 0
    refused: int = 0
    faults: dict[str, str] = field(default_factory=dict)
    kinds: Counter[str] = field(default_factory=Counter)

    @property
    def runs(self) -> int:
        return self.sound + self.refused + sum(self.kinds.values())


def fault_in(target: Target, content: bytes) -> str | None:
    """The trace of what went wrong with an input; None when it was read. Raises Refused."""
    try:
        target.read(content)
    except Refused:
        raise
    except Exception:  # noqa: BLE001 - whatever it is, it is what is looked for
        return traceback.format_exc()
    return None


def run(name: str, seed: int, rounds: Iterator[None], found: Path) -> Figures:
    """Damage inputs of a target once a round; the first input of each kind of fault is written to `found`."""
    target, chance, figures = TARGETS[name], random.Random(seed), Figures()
    inputs = target.sound(seed)
    for _ in rounds:
        _count(name, target, target.damage(chance.choice(inputs), chance), figures, found)
    return figures


def _count(name: str, target: Target, content: bytes, figures: Figures, found: Path) -> None:
    try:
        fault = fault_in(target, content)
    except Refused:
        figures.refused += 1
        return
    if fault is None:
        figures.sound += 1
        return
    kind = fault.strip().splitlines()[-1][:120]
    if kind not in figures.kinds:
        found.mkdir(parents=True, exist_ok=True)
        path = found / f"{name}-{hashlib.sha256(content).hexdigest()[:12]}"
        path.write_bytes(content)
        figures.faults[str(path)] = fault
    figures.kinds[kind] += 1


def so_often(times: int) -> Iterator[None]:
    """So many rounds."""
    yield from (None for _ in range(times))


def so_long(minutes: float) -> Iterator[None]:
    """Rounds for so many minutes."""
    end = time.monotonic() + 60 * minutes
    while time.monotonic() < end:
        yield None


def kept() -> list[Path]:
    """Inputs that once were faults, or nearly; each in the folder of its target."""
    return sorted(path for path in CORPUS.glob("*/*") if path.is_file())
