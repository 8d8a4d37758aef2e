"""Starts the engines, each in a process of its own, and asks them in turn."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from engine_benchmark.data import Data
from engine_benchmark.worker import ENGINES

_SYSTEM_PYTHON = "/usr/bin/python3"  # Xapian is often there alone


class Missing(Exception):
    """An engine that is not installed; its text says why."""


class Worker:
    """An engine in a process of its own."""

    def __init__(self, name: str, folder: Path, data: Data) -> None:
        """Start it. Raises Missing when it is not installed."""
        self.name = name
        told = (name, str(folder), str(data.items.parent), str(data.count))
        pythons = [sys.executable, *([_SYSTEM_PYTHON] if name == "Xapian" and Path(_SYSTEM_PYTHON).exists() else ())]
        for python in pythons:
            command = [python, "-m", "engine_benchmark.worker", *told]
            paths = os.pathsep.join(filter(None, (str(Path(__file__).parent.parent), str(Path(__file__).parents[2]))))
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                env={**os.environ, "PYTHONPATH": paths},
            )
            reply = self._reply()
            if "ready" in reply:
                return
            self.close()
        raise Missing(reply["missing"])

    def do(self, what: str, **told: Any) -> dict[str, Any]:
        """Give a command, and wait for what it answers."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"do": what, **told}) + "\n")
        self._process.stdin.flush()
        return self._reply()

    def close(self) -> None:
        """Let it end."""
        self._process.communicate()

    def _reply(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"{self.name} ended before its time ({self._process.wait()})")
        found: dict[str, Any] = json.loads(line)
        return found


@contextmanager
def working(name: str, folder: Path, data: Data) -> Iterator[Worker]:
    """An engine at work, for a while."""
    worker = Worker(name, folder, data)
    try:
        yield worker
    finally:
        worker.close()


@contextmanager
def all_working(folders: Mapping[str, Path], data: Data) -> Iterator[dict[str, Worker]]:
    """Several engines, each with its index open."""
    with ExitStack() as stack:
        found = {name: stack.enter_context(working(name, folder, data)) for name, folder in folders.items()}
        for worker in found.values():
            worker.do("open")
        yield found


def installed(names: Sequence[str], data: Data) -> tuple[list[str], dict[str, str]]:
    """Which engines are there; and why others are not."""
    there, missing = [], {}
    for name in names:
        try:
            Worker(name, data.items.parent / "nothing", data).close()
            there.append(name)
        except Missing as error:
            missing[name] = str(error)
    return there, missing


def copied(folder: Path, to: Path) -> Path:
    """A copy of an index, of which nothing is shared with it."""
    shutil.rmtree(to, ignore_errors=True)
    return Path(shutil.copytree(folder, to, symlinks=True))


__all__ = ["ENGINES", "Missing", "Worker", "all_working", "copied", "installed", "working"]
