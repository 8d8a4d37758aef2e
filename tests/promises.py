"""Breaks each promise of docs/reliability.md once, in a copy of the project, and sees that its test fails.

`scripts/break-promises` tells for each whether its test holds it; `--only WORDS` takes those that have these words.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_COPIED = ("searcher", "tests", "scripts", "docs", "pyproject.toml", "README.md", "ARCHITECTURE.md", "CONTRIBUTING.md")


@dataclass(frozen=True)
class Promise:
    """What is promised, the test that fails when it is broken, and how to break it: in a file, one text for another."""

    says: str
    test: str
    file: str
    find: str
    put: str


def promises() -> list[Promise]:
    """All of them."""
    told = tomllib.loads((ROOT / "tests/promises.toml").read_text(encoding="utf-8"))
    return [Promise(**one) for one in told["promise"]]


def is_held(promise: Promise, copy: Path) -> bool:
    """Whether the test of a promise fails when the promise is broken, and does not when it is kept."""
    path = copy / promise.file
    kept = path.read_text()
    if not _passes(promise.test, copy):
        return False
    path.write_text(kept.replace(promise.find, promise.put, 1))
    try:
        return not _passes(promise.test, copy)
    finally:
        path.write_text(kept)


def _passes(test: str, copy: Path) -> bool:
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-x", "-n", "0", "-p", "no:cacheprovider", test],
        cwd=copy,
        env={**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        check=False,
    )
    return done.returncode == 0


def main(arguments: Sequence[str] | None = None) -> int:
    """Break them one by one; 1 when a test did not notice."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--only", default="", help="only promises with these words")
    only = options.parse_args(arguments).only
    missed = 0
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for name in _COPIED:
            (shutil.copytree if (ROOT / name).is_dir() else shutil.copy2)(ROOT / name, copy / name)
        for promise in (one for one in promises() if only in one.says):
            held = is_held(promise, copy)
            missed += not held
            print(f"{'held by its test' if held else 'NOT HELD':17} {promise.says}", flush=True)  # noqa: T201 - for people
    return min(missed, 1)


if __name__ == "__main__":
    sys.exit(main())
