"""What both commands share: one-line errors, the style of a terminal, progress, output that survives a closed pipe."""

import contextlib
import os
import shutil
import sys
import time
import traceback
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Annotated, NoReturn, TextIO

import typer

from searcher import __version__
from searcher.errors import SearcherError
from searcher.render.safe import line
from searcher.render.style import Style
from searcher.settings import colour_wanted

# Newer versions of Typer carry their own Click; the errors of either are the bases of this one.
ClickException: type[Exception] = typer.BadParameter.__mro__[2]


class OutputClosedError(Exception):
    """The reader of standard output, such as head, has seen enough."""


def style() -> Style:
    """The style of standard output: colour and its own width on a terminal, plain 80 columns elsewhere."""
    if not sys.stdout.isatty():
        return Style()
    return Style(shutil.get_terminal_size().columns, colour_wanted())


def say(text: str) -> None:
    """A line on standard error. That nobody reads it any more stops no work."""
    with contextlib.suppress(BrokenPipeError):
        print(line(text), file=sys.stderr)  # noqa: T201 - this is where we print


def give(text: str) -> None:
    """Text on standard output."""
    try:
        if text:
            print(text, end="" if text.endswith("\n") else "\n")  # noqa: T201 - this is where we print
    except BrokenPipeError as error:
        raise OutputClosedError from error  # Typer would leave with 1 on a broken pipe


def _tell_version(wanted: bool) -> None:
    """Show the version and leave, when that was asked for."""
    if wanted:
        give(__version__)
        raise typer.Exit


Version = Annotated[bool, typer.Option("--version", help="Show the version.", is_eager=True, callback=_tell_version)]


def run(name: str, app: typer.Typer, arguments: Sequence[str]) -> NoReturn:
    """Run a command on its arguments and leave with its status.

    Whatever it could not do is one line on standard error and status 2: Python's own for a fault, 1, is an answer here.
    """
    sys.stdout = sys.stdout or _nowhere()
    sys.stderr = sys.stderr or _nowhere()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        status = _invoke(app, name, arguments)
        sys.stdout.flush()
    except (OutputClosedError, BrokenPipeError):
        _discard_output()
        status = 0
    except KeyboardInterrupt:
        status = 130
    except SearcherError as error:
        say(f"{name}: {error}")
        status = 2
    except MemoryError:
        say(f"{name}: out of memory")
        status = 2
    except OSError as error:
        _discard_output()
        place = f"{error.filename}: " if error.filename else ""
        say(f"{name}: {place}{(error.strerror or str(error)).lower()}")
        status = 2
    except Exception as error:  # noqa: BLE001 - see above
        at = traceback.extract_tb(error.__traceback__)[-1]
        say(f"{name}: a fault in the program, please report it: {error!r} at {at.filename}, line {at.lineno}")
        status = 2
    sys.exit(status)


def path_typed(text: str) -> Path:
    """A path as it was typed. Raises BadParameter for an empty one, which would stand for the working folder."""
    if not text:
        raise typer.BadParameter("the path is empty.")
    return Path(text)


def _invoke(app: typer.Typer, name: str, arguments: Sequence[str]) -> int:
    """Run a Typer app on arguments; its wrong usage as one line."""
    try:
        result = typer.main.get_command(app).main(list(arguments), prog_name=name, standalone_mode=False)
    except ClickException as error:
        command = getattr(getattr(error, "ctx", None), "command_path", name)
        say(f"{name}: {_wrong_usage(error)} See: {command} --help")
        return 2
    except typer.Exit as leave:
        return int(leave.exit_code)
    except typer.Abort:
        return 130
    return result if isinstance(result, int) else 0


def _wrong_usage(error: Exception) -> str:
    """What is wrong with the arguments; the nearest name to an unknown option."""
    told = str(getattr(error, "format_message", lambda: error)()).removeprefix("Invalid value: ").rstrip(".")
    if not hasattr(error, "possibilities"):
        return f"{told[:1].lower()}{told[1:]}."
    nearest = f"; did you mean {error.possibilities[0]}?" if error.possibilities else "."
    return f"no option {getattr(error, 'option_name', '')}{nearest}"


def _nowhere() -> TextIO:
    """In the place of an output that was closed before the command began."""
    return Path(os.devnull).open("w", encoding="utf-8")


def _discard_output() -> None:
    """Send what is left of standard output nowhere, or Python would complain of it when it ends."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class Progress:
    """A bar on a terminal once a task takes over a second; elsewhere nothing, for there each event has its line."""

    def __init__(self, task: str, total: int | None = None) -> None:
        self._task, self._total = task, total
        self._began = time.monotonic()
        self._due = self._began + 1
        self._drawn = False

    def __enter__(self) -> "Progress":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._clear()

    def __call__(self, done: int, total: int | None = None) -> None:
        """So much is done, of a total that may have become another."""
        self._total = total or self._total
        if time.monotonic() < self._due or not sys.stderr.isatty():
            return
        self._due = time.monotonic() + 0.1
        self._drawn = True
        spent = time.monotonic() - self._began
        self._draw(f"\r{bar(self._task, done, self._total)}{pace(done, self._total, spent)}\x1b[K")

    def say(self, text: str) -> None:
        """A line on standard error, above the bar."""
        self._clear()
        say(text)

    def _clear(self) -> None:
        if self._drawn:
            self._draw("\r\x1b[K")
        self._drawn = False

    @staticmethod
    def _draw(text: str) -> None:
        with contextlib.suppress(BrokenPipeError):
            print(text, end="", file=sys.stderr, flush=True)  # noqa: T201 - this is where we print


def pace(done: int, total: int | None, seconds: float) -> str:
    """How fast a task goes and how long it will take: ", 1.0 a second, 12 min left"; nothing where that is unknown."""
    if not (done and total and seconds):
        return ""
    left = max(0, total - done) * seconds / done
    told = f"{left / 60:,.0f} min" if left >= 100 else f"{left:.0f} s"
    return f", {done / seconds:,.1f} a second, {told} left"


def bar(task: str, done: int, total: int | None) -> str:
    """How far a task is: "Indexing █████░░░░░ 1,204 of 2,408"; a number alone when the whole is not known."""
    if not total:
        return f"{task} {done:,}"
    full = min(20, done * 20 // total)
    return f"{task} {'█' * full}{'░' * (20 - full)} {done:,} of {total:,}"
