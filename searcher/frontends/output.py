"""What every command shares: lines on standard error, text on standard output, faults as one line and a status.

Imports nothing that a quick search would have to wait for.
"""

import contextlib
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn, TextIO

from searcher.errors import SearcherError, with_place
from searcher.render.safe import said
from searcher.render.style import Style
from searcher.settings import colour_wanted

_WIDTH = 80  # where nobody tells


class OutputClosedError(Exception):
    """The reader of standard output, such as head, has seen enough."""


class WrongUsage(Exception):
    """An argument that cannot be taken; its text says why."""


def style() -> Style:
    """The style of standard output: colour and its own width on a terminal, plain 80 columns elsewhere."""
    if not sys.stdout.isatty():
        return Style()
    return Style(_columns(), colour_wanted())


def say(text: str) -> None:
    """A line on standard error. That nobody reads it any more stops no work."""
    with contextlib.suppress(BrokenPipeError):
        print(said(text), file=sys.stderr)  # noqa: T201 - this is where we print


def give(text: str) -> None:
    """Text on standard output."""
    try:
        if text:
            print(text, end="" if text.endswith("\n") else "\n")  # noqa: T201 - this is where we print
    except BrokenPipeError as error:
        raise OutputClosedError from error  # Typer would leave with 1 on a broken pipe


def run(name: str, job: Callable[[], int]) -> NoReturn:
    """Do a command's job and leave with its status.

    Whatever it could not do is one line on standard error and status 2: Python's own for a fault, 1, is an answer here.
    """
    sys.stdout = sys.stdout or _nowhere()
    sys.stderr = sys.stderr or _nowhere()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        status = job()
        sys.stdout.flush()
    except (OutputClosedError, BrokenPipeError):
        _discard_output()
        status = 0
    except KeyboardInterrupt:
        status = 130
    except WrongUsage as error:
        say(f"{name}: {error} See: {name} --help")
        status = 2
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
        say(f"{name}: a fault in the program, please report it: {with_place(error)}")
        status = 2
    sys.exit(status)


def _columns() -> int:
    """The width of the terminal; as COLUMNS tells, where it tells."""
    told = os.environ.get("COLUMNS", "")
    if told.isdecimal() and int(told):
        return int(told)
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or _WIDTH
    except (OSError, ValueError):
        return _WIDTH


def _nowhere() -> TextIO:
    """In the place of an output that was closed before the command began."""
    return Path(os.devnull).open("w", encoding="utf-8")


def _discard_output() -> None:
    """Send what is left of standard output nowhere, or Python would complain of it when it ends."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
