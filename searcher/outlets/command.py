"""Runs a program with notices on its standard input."""

import contextlib
import errno
import io
import os
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from typing import IO

from searcher.errors import OutletFailed
from searcher.notices import Notice
from searcher.outlets.context import Context
from searcher.outlets.data import notices_body
from searcher.outlets.kinds import Command
from searcher.render.safe import brief

_NEVER_RUNS = (errno.ENOENT, errno.EACCES, errno.EPERM, errno.ENOTDIR, errno.ENOEXEC, errno.E2BIG, errno.EISDIR)
_NO_PROGRAM = (126, 127)  # as shells say it: cannot be run, is not there
_READ = 4096  # bytes of what it complained of, from the end
_GRACE = 2.0  # seconds to end when asked to


def run(command: Command, follow: str, notices: Sequence[Notice], context: Context) -> None:
    """Run the program, with our environment. Raises OutletFailed unless it ends with 0 in time."""
    name = brief(command.arguments[0])
    body = notices_body(follow, context.words, notices) + b"\n"
    try:
        status, said = _ended(command, body, context.patience)
    except subprocess.TimeoutExpired as error:
        raise OutletFailed(f"{name} took more than {context.patience:g} seconds", again=True) from error
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise OutletFailed(f"{name} cannot be run ({reason})", again=error.errno not in _NEVER_RUNS) from error
    if status == 0:
        return
    what = f"was ended by signal {-status}" if status < 0 else f"ended with {status}"
    raise OutletFailed(f"{name} {what}{f': {said}' if said else ''}", again=status not in _NO_PROGRAM)


def _ended(command: Command, body: bytes, seconds: float) -> tuple[int, str]:
    """How the program ended, and what it complained of last. Raises OSError, TimeoutExpired."""
    # Files and no pipes: a program need not read what it is given, and what it leaves running may keep them open.
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as complaints:
        given.write(body)
        given.seek(0)
        program = subprocess.Popen(  # noqa: S603 - the user's own choice, and no shell
            command.arguments, stdin=given, stdout=subprocess.DEVNULL, stderr=complaints, start_new_session=True
        )
        try:
            return program.wait(seconds), _last_line(complaints)
        finally:
            _end(program)


def _end(program: "subprocess.Popen[bytes]") -> None:
    """End a program that still runs, with all that it started; one that is done is left alone."""
    for how in (signal.SIGTERM, getattr(signal, "SIGKILL", signal.SIGTERM)):
        if program.poll() is not None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(program.pid, how) if hasattr(os, "killpg") else program.kill()
        with contextlib.suppress(subprocess.TimeoutExpired):
            program.wait(_GRACE)


def _last_line(complaints: IO[bytes]) -> str:
    """The last line that is not blank."""
    size = complaints.seek(0, io.SEEK_END)
    complaints.seek(max(0, size - _READ))
    lines = complaints.read(_READ).decode("utf-8", "replace").split("\n")
    return next((told for line in reversed(lines) if (told := brief(line))), "")
