"""The commands as processes: on a terminal, in a pipe, interrupted, in odd surroundings."""

import contextlib
import json
import os
import pty
import shlex
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer

from searcher.frontends.terminal import bar, run

ROOT = Path(__file__).parent.parent.parent


def program(name: str, *arguments: Any) -> list[str]:
    """The words that start a command."""
    start = f"from searcher.frontends.{name}_command import main; main()"
    return [sys.executable, "-W", "ignore", "-c", start, *map(str, arguments)]


def surroundings(**changed: str) -> dict[str, str]:
    """The environment, without what changes a terminal's look."""
    kept = {
        name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "COLUMNS", "PYTHONIOENCODING")
    }
    return {**kept, "PYTHONPATH": str(ROOT), "TERM": "xterm-256color", **changed}


def piped(name: str, *arguments: Any, **changed: str) -> subprocess.CompletedProcess[bytes]:
    """What a command tells in a pipe."""
    told = subprocess.run(
        program(name, *arguments),
        capture_output=True,
        check=False,
        env=surroundings(**changed),
        stdin=subprocess.DEVNULL,
    )
    assert b"Traceback" not in told.stderr
    return told


def on_terminal(name: str, *arguments: Any, **changed: str) -> str:
    """What a command shows on a terminal."""
    terminal, inner = pty.openpty()
    with subprocess.Popen(
        program(name, *arguments), stdout=inner, stderr=inner, stdin=inner, env=surroundings(**changed)
    ):
        os.close(inner)
        shown = b""
        with contextlib.suppress(OSError):  # how a terminal ends on Linux
            while more := os.read(terminal, 4096):
                shown += more
    os.close(terminal)
    return shown.decode().replace("\r\n", "\n")


def test_a_terminal_has_colour_and_its_own_width(made: Path) -> None:
    shown = on_terminal("search", "elective home education", "--index", made, COLUMNS="60")

    assert "\x1b[1;31mElective Home Education\x1b[22;39m" in shown
    assert "Presentation - Elective Home Education and Children\x1b[22m\n   \x1b[1mMissing Education" in shown


@pytest.mark.parametrize("changed", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_a_terminal_may_ask_for_no_colour(made: Path, changed: dict[str, str]) -> None:
    shown = on_terminal("search", "elective home education", "--index", made, **changed)

    assert "\x1b" not in shown
    assert "*Elective Home Education*" in shown


def test_a_pipe_has_neither_colour_nor_a_terminals_width(made: Path) -> None:
    narrow, wide = (piped("search", "education", "--index", made, COLUMNS=columns).stdout for columns in ("50", "200"))

    assert narrow == wide
    assert b"\x1b" not in wide


@pytest.mark.parametrize("changed", [{"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "C"}])
def test_the_locale_stops_nothing(made: Path, changed: dict[str, str]) -> None:
    told = piped("search", "borzęcka", "llyfrgelloedd", "OR", "officer", "--index", made, "--json", **changed)

    assert told.returncode in (0, 1)
    assert json.loads(told.stdout.decode())["query"]["words"] == "borzęcka llyfrgelloedd OR officer"


@pytest.mark.parametrize("arguments", [("search", "the", "--limit=1000", "--json"), ("searcher", "export")])
def test_a_closed_pipe_is_no_fault(made: Path, arguments: tuple[str, ...]) -> None:
    with subprocess.Popen(
        program(*arguments, "--index", made), stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=surroundings()
    ) as running:
        assert running.stdout is not None and running.stderr is not None
        running.stdout.read(1)
        running.stdout.close()
        told = running.stderr.read()

    assert (running.returncode, told) == (0, b"")


@pytest.mark.parametrize("closed", [">&-", "2>&-"])
def test_a_closed_output_is_no_fault(made: Path, closed: str) -> None:
    words = shlex.join(program("search", "education", "--index", made))
    told = subprocess.run(["sh", "-c", f"{words} {closed}"], capture_output=True, check=False, env=surroundings())

    assert (told.returncode, told.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is full")
def test_a_full_disk_is_one_line(made: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        told = subprocess.run(
            program("search", "the", "--index", made),
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            env=surroundings(),
        )

    assert (told.returncode, told.stderr) == (2, b"search: no space left on device\n")


def test_a_lack_of_memory_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    app = typer.Typer()

    @app.command()
    def greedy() -> None:
        raise MemoryError

    with pytest.raises(SystemExit) as left:
        run("search", app, [])

    assert (left.value.code, capsys.readouterr().err) == (2, "search: out of memory\n")


def test_an_interrupted_import_ends_quietly(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    for number in range(500):
        (tmp_path / "pages" / f"{number:03}.txt").write_text(
            f"CABINET\n\nPresent:- Councillor Lee\n\n1. APOLOGIES\n\nNone.\n\n2. BUDGET\n\nReport {number} was noted.\n"
        )
    with subprocess.Popen(
        program("searcher", "import", tmp_path / "pages", "--index", tmp_path / "index"),
        stderr=subprocess.PIPE,
        env=surroundings(),
    ) as running:
        assert running.stderr is not None
        running.stderr.readline()  # it has begun, and has far to go
        running.send_signal(signal.SIGINT)
        told = running.stderr.read()

    assert (running.returncode, b"Traceback" in told) == (130, False)


def test_many_files_on_a_terminal_are_not_all_told(tmp_path: Path) -> None:
    for number in range(25):
        page = f"Cabinet held on {number + 1} March 2020\n\n1. DRAINS\n\nResolved: That drain {number} be noted.\n"
        (tmp_path / f"{number:02}.txt").write_text(page)
    (tmp_path / "99.txt").write_text("")

    shown = on_terminal("searcher", "import", tmp_path, "--index", tmp_path / ".index")

    assert shown.count("imported /") <= 20
    assert "refused" in shown and "99.txt" in shown


@pytest.mark.parametrize(
    ("done", "total", "shown"),
    [
        (1204, None, "Indexing 1,204"),
        (5, 10, f"Indexing {'█' * 10}{'░' * 10} 5 of 10"),
        (12, 10, f"Indexing {'█' * 20} 12 of 10"),
    ],
)
def test_a_bar_shows_how_far_a_task_is(done: int, total: int | None, shown: str) -> None:
    assert bar("Indexing", done, total) == shown
