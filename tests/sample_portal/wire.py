"""The connection to a visitor, with the means to misuse it."""

import select
import socket
import struct
from collections.abc import Iterable
from http import HTTPStatus
from threading import Event

from sample_portal.answers import Answer

# Often enough to stop at once, seldom enough to cost nothing.
_GLANCE = 0.05


class Wire:
    """One connection, for as long as one request is answered. `open` says whether it serves another."""

    def __init__(self, connection: socket.socket, *, body_wanted: bool) -> None:
        self._connection = connection
        self._body_wanted = body_wanted
        self.open = True

    def send(self, answer: Answer) -> None:
        """An honest answer."""
        self.write(head(answer.status, answer.headers) + (answer.body if self._body_wanted else b""))

    def write(self, data: bytes) -> None:
        """Bytes as they are. Raises OSError when nobody listens any more."""
        self._connection.sendall(data)

    def write_all(self, pieces: Iterable[bytes]) -> None:
        """Bytes for as long as somebody listens."""
        try:
            for piece in pieces:
                self.write(piece)
        except OSError:
            self.open = False

    def hang_up(self) -> None:
        """Ends the connection in the ordinary way."""
        self.open = False

    def reset(self) -> None:
        """Ends it with a RST, so that the visitor gets an error and not an end."""
        self.open = False
        linger = struct.pack("ii", 1, 0)
        self._connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        socket.socket(fileno=self._connection.detach()).close()

    def wait_for_hang_up(self, stopped: Event) -> None:
        """Until the visitor has gone or the portal stops."""
        self.open = False
        while not stopped.is_set() and not select.select([self._connection], [], [], _GLANCE)[0]:
            pass


def head(status: int, headers: Iterable[tuple[str, str]]) -> bytes:
    """The first lines of an answer."""
    lines = (f"{name}: {value}\r\n" for name, value in (("Server", "Microsoft-IIS/10.0"), *headers))
    return f"HTTP/1.1 {status} {_phrase(status)}\r\n{''.join(lines)}\r\n".encode("latin-1")


def _phrase(status: int) -> str:
    return HTTPStatus(status).phrase if status in HTTPStatus._value2member_map_ else "Unknown"
