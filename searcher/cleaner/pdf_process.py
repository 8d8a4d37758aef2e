"""The process in which PDFs are read, one after another, with a limit of time and of memory for each."""

import atexit
import contextlib
import subprocess
import sys
import threading
from typing import IO

import msgspec
from msgspec import Struct

_LENGTH = 8  # bytes before each message that tell its length


class Limits(Struct, frozen=True):
    """What reading one PDF may take: seconds, bytes of memory, letters of text."""

    seconds: int = 120
    memory: int = 1 << 30
    letters: int = 50_000_000


class Read(Struct, frozen=True):
    """The pages of a PDF, or why it was refused."""

    pages: tuple[str, ...] = ()
    refusal: str | None = None


class PdfProcess:
    """Reads PDFs elsewhere. Starts with the first, is ended by what exceeds the limits, and starts anew after that."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._child: subprocess.Popen[bytes] | None = None
        self._late = False

    def read(self, content: bytes) -> Read:
        """What a PDF says, or why it was refused; never an error of the PDF's."""
        child = self._running()
        self._late = False
        timer = threading.Timer(self._limits.seconds, self._end_late)
        timer.daemon = True
        timer.start()
        try:
            return self._asked(child, content)
        except (OSError, EOFError, msgspec.DecodeError):
            self.close()
            return Read(refusal=self._ended)
        except BaseException:  # an answer that nobody waited for would be taken for the next one's
            self.close()
            raise
        finally:
            timer.cancel()

    def close(self) -> None:
        """End the process."""
        child, self._child = self._child, None
        if child is not None:
            child.kill()
            with contextlib.suppress(OSError):
                child.communicate()

    @property
    def _ended(self) -> str:
        if self._late:
            return f"the PDF takes more than {self._limits.seconds} seconds to read"
        return "the PDF broke off its reader"

    def _asked(self, child: subprocess.Popen[bytes], content: bytes) -> Read:
        if child.stdin is None or child.stdout is None:
            raise EOFError
        send(child.stdin, content)
        return msgspec.json.decode(received(child.stdout), type=Read)

    def _running(self) -> subprocess.Popen[bytes]:
        if self._child is None or self._child.poll() is not None:
            self.close()
            self._child = _started(self._limits)
            atexit.unregister(self.close)
            atexit.register(self.close)
        return self._child

    def _end_late(self) -> None:
        self._late = True
        if self._child is not None:
            self._child.kill()


def send(pipe: IO[bytes], message: bytes) -> None:
    """Write a message. Raises OSError when nobody reads."""
    pipe.write(len(message).to_bytes(_LENGTH, "big"))
    pipe.write(message)
    pipe.flush()


def received(pipe: IO[bytes]) -> bytes:
    """The next message. Raises EOFError when none comes, or half of one."""
    head = pipe.read(_LENGTH)
    message = pipe.read(int.from_bytes(head, "big")) if len(head) == _LENGTH else b""
    if len(head) < _LENGTH or len(message) < int.from_bytes(head, "big"):
        raise EOFError
    return message


def _started(limits: Limits) -> subprocess.Popen[bytes]:
    # -P: a folder in which somebody keeps files is no place to take modules from.
    told = msgspec.json.encode(limits).decode()
    return subprocess.Popen(  # noqa: S603 - our own module
        [sys.executable, "-P", "-m", "searcher.cleaner.pdf_reader", told],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    )  # fmt: skip
