"""A mail server on loopback that keeps what it is sent, or refuses it as it is told to."""

import asyncio
import contextlib
import socket
import ssl
import threading
import warnings
from collections.abc import Iterator
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session


class Letters:
    """What came in, and what is answered to whom it is for and to what it says."""

    def __init__(self, *, to: str = "250 OK", content: str = "250 OK") -> None:
        self.to, self.content = to, content
        self.taken: list[Envelope] = []
        self.users: list[object] = []

    async def handle_RCPT(  # noqa: N802 - aiosmtpd calls it so
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.to.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.to

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - as above
        if self.content.startswith("250"):
            self.taken.append(envelope)
            self.users.append(session.auth_data)
        return self.content


def is_known(server: SMTP, session: Session, envelope: Envelope, mechanism: str, told: Any) -> AuthResult:
    known = isinstance(told, LoginPassword) and told == LoginPassword(b"bot", b"let me in")
    return AuthResult(success=known, handled=known, auth_data="bot" if known else None)


@contextlib.contextmanager
def mail_server(
    letters: Letters, *, starttls: ssl.SSLContext | None = None, tls: ssl.SSLContext | None = None, login: bool = False
) -> Iterator[int]:
    """The port at which the server listens."""
    loop = asyncio.new_event_loop()

    def protocol() -> SMTP:
        return SMTP(
            letters, hostname="mail.test", loop=loop, tls_context=starttls, require_starttls=starttls is not None,
            authenticator=is_known, auth_required=login, auth_require_tls=tls is None,
        )  # fmt: skip

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # that passwords may go unencrypted, which it cannot know
        server = loop.run_until_complete(loop.create_server(protocol, "127.0.0.1", 0, ssl=tls))
        thread = threading.Thread(target=loop.run_forever, daemon=True)
        thread.start()
        try:
            yield server.sockets[0].getsockname()[1]
        finally:
            loop.call_soon_threadsafe(loop.stop)
            thread.join()
            server.close()
            for task in asyncio.all_tasks(loop):
                task.cancel()
            loop.run_until_complete(asyncio.sleep(0.01))
            loop.close()


@contextlib.contextmanager
def speaking(*said: bytes) -> Iterator[int]:
    """The port of a server that says one thing after another, a line's answer each, and then nothing."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=_speak, args=(listening, said), daemon=True)
        thread.start()
        yield listening.getsockname()[1]
        listening.shutdown(socket.SHUT_RDWR)
    thread.join()


def _speak(listening: socket.socket, said: tuple[bytes, ...]) -> None:
    with contextlib.suppress(OSError):
        connection, _ = listening.accept()
        with connection:
            for one in said:
                connection.sendall(one)
                if not connection.recv(65_536):
                    return
            while connection.recv(65_536):
                pass
