"""Measures the engine beside stock Whoosh, SQLite FTS5, tantivy and Xapian, on identical data, in one run."""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from engine_benchmark.cold import measure_cold
from engine_benchmark.data import portal_lines, shuffled, written
from engine_benchmark.measuring import (
    QUICK,
    Effort,
    Measured,
    measure_aged,
    measure_answers,
    measure_builds,
    measure_updates,
)
from engine_benchmark.questions import Question, questions
from engine_benchmark.report import growth, report
from engine_benchmark.worker import ENGINES
from engine_benchmark.workers import installed

_SLOW = {"stock Whoosh": 60_000, "Xapian": 60_000}  # items above which these are left out


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure as told, and print it; 1 when engines disagree on what is found."""
    told = _told(arguments)
    sizes = [1_000] if told.quick else sorted(told.items)
    lines = _lines(told.jsonl, max(sizes))
    asked = questions(lines[: min(sizes)])
    found = []
    with tempfile.TemporaryDirectory(dir=told.folder) as folder:
        for size in sizes:
            measured, names = _measured(size, lines, asked, told, Path(folder) / str(size))
            found.append(measured)
            shutil.rmtree(Path(folder) / str(size))
    if len(sizes) > 1:
        sys.stdout.write(growth(found, list(names)))
    return int(any(one.disagreements for one in found))


def _lines(path: Path | None, most: int) -> list[str]:
    if path is None:
        return portal_lines(most)
    with path.open(encoding="utf-8") as lines:
        return shuffled(line.rstrip("\n") for line in lines)


def _measured(
    size: int, lines: list[str], asked: list[Question], told: argparse.Namespace, folder: Path
) -> tuple[Measured, list[str]]:
    """All measurements of so many items; told as soon as they are made."""
    effort = QUICK if told.quick else Effort()
    folder.mkdir()
    measured = Measured(written(lines, size, folder))
    wanted = [name for name in told.engines if size <= _SLOW.get(name, size)]
    names, missing = installed(wanted, measured.data)
    folders = {name: folder / name.replace(" ", "-") for name in names}
    for name in names:
        measure_builds(measured, name, folders[name])
    measure_answers(measured, asked, folders, effort)
    if size <= told.update_up_to:
        lively = {name: folders[name] for name in names if name != "stock Whoosh"}
        held = lines[:size]
        measure_updates(measured, held, folders, effort, folder)
        one_a_row = {one.row: one for one in asked if not one.of_ours_alone}
        measure_aged(measured, held, list(one_a_row.values()), lively, effort, folder)
    if "SQLite FTS5" in names:
        words = [one for one in asked if one.row in ("three words, AND", "a rare word")][::3]
        measure_cold(measured, words, folders["ours"], folders["SQLite FTS5"], effort.colds)
    sys.stdout.write(report(measured, names, missing) + "\n")
    sys.stdout.flush()
    return measured, names


def _told(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmark engine", description=__doc__)
    parser.add_argument("--items", type=int, nargs="+", default=[10_000, 60_000, 200_000])
    parser.add_argument("--quick", action="store_true", help="1,000 items, each question a few times")
    parser.add_argument("--engines", nargs="+", default=list(ENGINES), choices=list(ENGINES), help="ours is always one")
    parser.add_argument("--jsonl", type=Path, help="items to take instead of the sample portal's, as searcher export")
    parser.add_argument("--folder", type=Path, help="where indexes are built for the while; else the temporary folder")
    parser.add_argument("--update-up-to", type=int, default=60_000, help="items above which no updates are measured")
    told = parser.parse_args(arguments)
    told.engines = ["ours", *(name for name in told.engines if name != "ours")]
    return told


if __name__ == "__main__":
    sys.exit(main())
