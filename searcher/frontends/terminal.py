"""What both commands share: the one-line errors, the style of a terminal, output that survives a closed pipe."""

import os
import shutil
import sys
import time
from collections.abc import Callable
from types import TracebackType
from typing import NoReturn

import typer

from searcher.errors import SearcherError
from searcher.render.safe import shown
from searcher.render.text import Style
from searcher.settings import colour_wanted

UsageError = typer.BadParameter.__mro__[1]
ClickException = typer.BadParameter.__mro__[2]


def style() -> Style:
    """The style of standard output: colour and its own width on a terminal, plain 80 columns elsewhere."""
    if not sys.stdout.isatty():
        return Style()
    return Style(shutil.get_terminal_size().columns, colour_wanted())


def say(text: str) -> None:
    """A line on standard error."""
    print(shown(text), file=sys.stderr)  # noqa: T201 - this is where we print


def give(text: str) -> None:
    """Text on standard output."""
    if text:
        print(text, end="" if text.endswith("\n") else "\n")  # noqa: T201 - this is where we print


def run(name: str, app: Callable[[], int]) -> NoReturn:
    """Run a command and leave with its status: 2 with one line on standard error for whatever it could not do."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        status = app()
        sys.stdout.flush()
    except BrokenPipeError:  # the reader, such as head, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 0
    except KeyboardInterrupt:
        status = 130
    except SearcherError as error:
        say(f"{name}: {error}")
        status = 2
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        say(f"{name}: {place}{(error.strerror or str(error)).lower()}")
        status = 2
    sys.exit(status)


def invoke(app: typer.Typer, name: str, arguments: list[str]) -> int:
    """Run a Typer app on arguments; its wrong usage as one line."""
    try:
        result = typer.main.get_command(app).main(arguments, prog_name=name, standalone_mode=False)
    except ClickException as error:
        message = getattr(error, "format_message", lambda: str(error))().replace("\n", " ")
        say(f"{name}: {message} See: {name} --help")
        return 2
    except typer.Exit as leave:
        return int(leave.exit_code)
    except typer.Abort:
        return 130
    return result if isinstance(result, int) else 0


class Progress:
    """A bar on a terminal once a task takes over a second; nothing elsewhere, where each event has its line."""

    def __init__(self, task: str, total: int | None = None) -> None:
        self._task, self._total = task, total
        self._started = time.monotonic()
        self._bar: object = None

    def __enter__(self) -> "Progress":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._bar is not None:
            self._bar.stop()  # type: ignore[attr-defined] # rich is imported only when a bar is shown

    def __call__(self, done: int) -> None:
        """So much is done."""
        if not sys.stderr.isatty() or time.monotonic() - self._started < 1:
            return
        if self._bar is None:
            from rich.console import Console  # noqa: PLC0415 - only when a bar is shown
            from rich.progress import Progress as Bar  # noqa: PLC0415 - only when a bar is shown

            self._bar = Bar(console=Console(stderr=True), transient=True)
            self._bar.start()
            self._number = self._bar.add_task(self._task, total=self._total)
        self._bar.update(self._number, completed=done)  # type: ignore[attr-defined] # as above
