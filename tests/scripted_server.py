"""A web server on loopback that answers each path by a script, which may write anything at all; and a clock for it."""

import contextlib
import datetime
import socket
import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Self


@dataclass(frozen=True)
class After:
    """An answer that takes its time, on the clock."""

    seconds: float
    raw: bytes


# What is sent for a request: bytes as they are, or what a function writes to the socket. False hangs up afterwards.
Script = bytes | After | Callable[[socket.socket], bool | None]

EPOCH = datetime.datetime(2026, 3, 2, 9, 0, tzinfo=datetime.UTC)


class FakeClock:
    """A clock that goes on only when somebody sleeps, or when it is told to."""

    def __init__(self) -> None:
        self.slept: list[float] = []
        self._now = EPOCH

    def now(self) -> datetime.datetime:
        return self._now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.advance(seconds)

    def advance(self, seconds: float) -> None:
        self._now += datetime.timedelta(seconds=seconds)


@dataclass(frozen=True)
class Asked:
    """A request as it arrived; times are seconds since the clock's start."""

    path: str
    headers: dict[str, str]
    connection: int
    started: float
    ended: float


class ScriptedServer:
    """Serves scripts by path; a list is used up one by one, its last one again and again. Anything else is a 404."""

    def __init__(self, clock: FakeClock, tls: ssl.SSLContext | None = None) -> None:
        self.scripts: dict[str, Script | list[Script]] = {}
        self.asked: list[Asked] = []
        self.most_in_flight = 0
        self._clock = clock
        self._tls = tls
        self._in_flight = 0
        self._open: list[socket.socket] = []
        self._threads: list[threading.Thread] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"{'https' if tls else 'http'}://127.0.0.1:{self._listener.getsockname()[1]}/"

    def __enter__(self) -> Self:
        self._start(self._accept)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for connection in self._open:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(10)

    @property
    def paths(self) -> list[str]:
        """What was asked for, robots.txt left out."""
        return [one.path for one in self.asked if one.path != "/robots.txt"]

    def pauses(self) -> list[float]:
        """Seconds between the end of each answer and the next request."""
        return [after.started - before.ended for before, after in zip(self.asked, self.asked[1:], strict=False)]

    def _start(self, work: Callable[[], None]) -> None:
        thread = threading.Thread(target=work, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        number = 0
        with contextlib.suppress(OSError):
            while True:
                connection, _ = self._listener.accept()
                number += 1
                self._open.append(connection)
                self._start(lambda raw=connection, number=number: self._serve(raw, number))  # type: ignore[misc]

    def _serve(self, raw: socket.socket, number: int) -> None:
        with contextlib.suppress(OSError), raw, self._wrapped(raw) as connection:
            while request := _request(connection):
                if self._answer(connection, number, request) is False:
                    return

    def _wrapped(self, raw: socket.socket) -> socket.socket:
        if not self._tls:
            return raw
        connection = self._tls.wrap_socket(raw, server_side=True)
        self._open.append(connection)
        return connection

    def _answer(self, connection: socket.socket, number: int, request: str) -> bool | None:
        started = self._seconds()
        self._in_flight += 1
        self.most_in_flight = max(self.most_in_flight, self._in_flight)
        line, *rest = request.split("\r\n")
        path = line.split(" ")[1]
        headers = {name.lower(): value for name, _, value in (header.partition(": ") for header in rest if header)}
        script = self._script(path)
        # Once the last byte is sent the other side may turn the clock: an answer ends before it.
        self.asked.append(Asked(path, headers, number, started, self._seconds()))
        self._in_flight -= 1
        if callable(script):
            return script(connection)
        connection.sendall(script)
        return None

    def _script(self, path: str) -> bytes | Callable[[socket.socket], bool | None]:
        script = self.scripts.get(path, answer(b"no such page", "404 Not Found"))
        if isinstance(script, list):
            script = script.pop(0) if len(script) > 1 else script[0]
        if isinstance(script, After):
            self._clock.advance(script.seconds)
            script = script.raw
        return script

    def _seconds(self) -> float:
        return (self._clock.now() - EPOCH).total_seconds()


def _request(connection: socket.socket) -> str:
    """A request up to its empty line; "" when the other side hangs up."""
    received = b""
    while b"\r\n\r\n" not in received:
        more = connection.recv(65536)
        if not more:
            return ""
        received += more
    return received.decode("latin-1")


def answer(content: bytes = b"", status: str = "200 OK", **headers: str) -> bytes:
    """A whole answer; `content_type="text/html"` is sent as Content-Type."""
    told = {"Content-Length": str(len(content)), **{name.replace("_", "-"): value for name, value in headers.items()}}
    lines = "".join(f"{name}: {value}\r\n" for name, value in told.items())
    return f"HTTP/1.1 {status}\r\n{lines}\r\n".encode("latin-1") + content


def redirect(to: str, status: str = "302 Found") -> bytes:
    """A redirect, with the small page that IIS puts below it."""
    return answer(b"<h2>Object moved</h2>", status, Location=to)


def closing(raw: bytes) -> Script:
    """Bytes, and then the end of the connection."""

    def write(connection: socket.socket) -> bool:
        connection.sendall(raw)
        return False

    return write
