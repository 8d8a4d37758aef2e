"""A whole cold process: `search WORDS` with its facets, beside a plain script over FTS5 that prints the same."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from engine_benchmark.measuring import Measured
from engine_benchmark.questions import Question
from searcher.archive import Store
from searcher.storage import Storage

_SCRIPT = Path(__file__).with_name("cold_fts5.py")


def measure_cold(measured: Measured, asked: Sequence[Question], ours: Path, fts5: Path, runs: int) -> None:
    """Start both in turn, each so often for each question."""
    Store.open(ours, Storage(), create=True).close()  # an empty archive: a search only asks whether it changed
    search = Path(sys.executable).with_name("search")
    bytecode = ours.with_name("bytecode")
    for question in asked:
        words = " ".join(question.words)
        ways = {
            "ours": [str(search), words, "--exact", "--index", str(ours)],
            "ours, ordinary words": [str(search), words, "--index", str(ours)],
            "plain script over FTS5": [sys.executable, str(_SCRIPT), str(fts5 / "items.db"), words],
            "Python alone": [sys.executable, "-c", "pass"],
        }
        said = {name: _output(command, bytecode) for name, command in ways.items()}
        measured.disagreements += _different(words, said)
        for _ in range(runs):
            for name, command in ways.items():
                began = time.perf_counter()
                _output(command, bytecode)
                measured.cold.add(name, question.row, [(time.perf_counter() - began) * 1000], question.words)


def _different(words: str, said: dict[str, str]) -> list[str]:
    """Whether both say at their heads that they found as much."""
    heads = {name: said[name].split(" ", 1)[0].strip() for name in ("ours", "plain script over FTS5")}
    return [f"cold {words}: {heads}"] if len(set(heads.values())) > 1 else []


def _output(command: Sequence[str], bytecode: Path) -> str:
    """What a process says. Its modules are compiled once, as those of an installed package are."""
    settings = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    settings["PYTHONPYCACHEPREFIX"] = str(bytecode)
    return subprocess.run(command, capture_output=True, text=True, check=True, env=settings).stdout
