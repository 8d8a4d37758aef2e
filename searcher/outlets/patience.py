"""An end to waiting: a time-out is between two bytes, and a server that sends one a minute would hold us for ever."""

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator


@contextlib.contextmanager
def hung_up_after(seconds: float, connection: Callable[[], socket.socket | None]) -> Iterator[None]:
    """Break off the connection there is by then when what is done inside takes longer. Raises TimeoutError then."""
    late = threading.Event()
    timer = threading.Timer(seconds, _hang_up, [connection, late])
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        if late.is_set():  # also where nothing failed: what ends where the connection does looks whole
            raise TimeoutError


def _hang_up(connection: Callable[[], socket.socket | None], late: threading.Event) -> None:
    late.set()
    if (held := connection()) is not None:
        with contextlib.suppress(OSError):
            socket.socket.shutdown(held, socket.SHUT_RDWR)  # not that of ssl, which would stop encrypting first
