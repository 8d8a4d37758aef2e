"""What commands share that are Typer's: wrong usage in one line, the version, paths; and progress on a terminal."""

import contextlib
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Annotated, NoReturn

import typer

from searcher import __version__
from searcher.frontends import output
from searcher.frontends.output import give, say

# Newer versions of Typer carry their own Click; the errors of either are the bases of this one.
ClickException: type[Exception] = typer.BadParameter.__mro__[2]


def _tell_version(wanted: bool) -> None:
    """Show the version and leave, when that was asked for."""
    if wanted:
        give(__version__)
        raise typer.Exit


Version = Annotated[bool, typer.Option("--version", help="Show the version.", is_eager=True, callback=_tell_version)]


def run(name: str, app: typer.Typer, arguments: Sequence[str]) -> NoReturn:
    """Run a command on its arguments and leave with its status; see `output.run`."""
    output.run(name, lambda: invoked(app, name, arguments))


def path_typed(text: str) -> Path:
    """A path as it was typed. Raises BadParameter for an empty one, which would stand for the working folder."""
    if not text:
        raise typer.BadParameter("the path is empty.")
    return Path(text)


def invoked(app: typer.Typer, name: str, arguments: Sequence[str]) -> int:
    """Run a Typer app on arguments; the exit status. Wrong usage is told in one line."""
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
