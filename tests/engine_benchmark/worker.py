"""One engine in a process of its own: takes commands as lines of JSON, answers each with one.

Run as `python -m engine_benchmark.worker ENGINE FOLDER DATA COUNT`.
"""

import importlib
import json
import resource
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from engine_benchmark.data import Data, data_in
from engine_benchmark.engine import CannotDo, Engine
from engine_benchmark.questions import Question

ENGINES = {
    "ours": ("engine_benchmark.ours", "Ours"),
    "tantivy": ("engine_benchmark.tantivy_engine", "Tantivy"),
    "SQLite FTS5": ("engine_benchmark.fts5", "Fts5"),
    "Xapian": ("engine_benchmark.xapian_engine", "Xapian"),
    "stock Whoosh": ("engine_benchmark.whoosh_engine", "Whoosh"),
}


def main() -> None:
    """Answer until no more is asked."""
    name, folder, data, count = sys.argv[1:]
    try:
        module, kind = ENGINES[name]
        engine: Engine = getattr(importlib.import_module(module), kind)(Path(folder))
    except ImportError as error:
        _say({"missing": str(error)})
        return
    _say({"ready": name})
    for line in sys.stdin:
        _say(_done(engine, json.loads(line), data_in(Path(data), int(count))))


def _done(engine: Engine, command: dict[str, Any], data: Data) -> dict[str, Any]:
    try:
        match command["do"]:
            case "build":
                seconds = _timed(lambda: engine.build(data, command["workers"]))
                return {"seconds": seconds, "peak_mb": max(_peaks()), "bytes": size(engine.folder)}
            case "ask":
                return _asked(engine, Question.read(command["question"]), command["runs"])
            case "update":
                if hold := getattr(engine, "hold", None):
                    hold(data)
                seconds = _timed(lambda: engine.update(command["lines"], data))
                engine.open()
                return {"ms": seconds * 1000}
            case _:
                engine.open()
                return {"peak_mb": max(_peaks())}
    except CannotDo as error:
        return {"cannot": str(error)}


def _asked(engine: Engine, question: Question, runs: int) -> dict[str, Any]:
    times = []
    for _ in range(runs):
        began = time.perf_counter()
        answer = engine.ask(question)
        times.append((time.perf_counter() - began) * 1000)
    return {"ms": times, "answer": asdict(answer)}


def _timed(does: Any) -> float:
    began = time.perf_counter()
    does()
    return time.perf_counter() - began


def _peaks() -> Iterator[float]:
    """The most memory that this process had, and the most that one it started had, in MB."""
    status = Path("/proc/self/status")
    if status.exists():  # what getrusage tells includes the process that started this one
        yield from (int(line.split()[1]) / 1024 for line in status.read_text().splitlines() if line[:5] == "VmHWM")
    else:
        yield resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    yield resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def size(folder: Path) -> int:
    """The bytes of all files of an index."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _say(told: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
