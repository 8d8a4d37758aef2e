"""The portal as a server on loopback: starts, answers, keeps its visitors' book, stops."""

import re
import socket
import ssl
from functools import partial
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from pathlib import Path
from threading import Event, Lock, Thread
from types import TracebackType
from typing import Any, Literal, Self

from sample_portal.answers import TEXT, Answer, redirect, refusal, text
from sample_portal.clock import Clock, Timepiece
from sample_portal.faults import Faults
from sample_portal.log import Log, Request
from sample_portal.model import Truth
from sample_portal.pages.furniture import HIDDEN, HONEYPOT
from sample_portal.pages.site import Look, MarkupKind, Register, Theme
from sample_portal.routes import Ask, Routes
from sample_portal.visit import Visit
from sample_portal.wire import Wire

_SESSION = re.compile(r"\((?:X\(1\))?S\([a-z0-9]+\)\)/", re.I)
Certificate = tuple[Path | str, Path | str]


class SamplePortal:
    """A council's portal, from entering it as a context until leaving it.

    `clock` says which day it is. `tls` is a certificate and its key. With `sessions`, every page is moved to an address
    with a session in it, a new one for each visit without. `port` 0 takes any that is free.
    """

    def __init__(
        self,
        truth: Truth,
        *,
        clock: Timepiece | None = None,
        prefix: str = "",
        theme: Theme = "kingston",
        markup: MarkupKind = 1,
        web_service: bool = True,
        whats_new: bool = True,
        rss: bool | Literal["html"] = True,
        robots: str | None = None,
        year_zero: bool = True,
        tls: Certificate | None = None,
        sessions: bool = False,
        port: int = 0,
    ) -> None:
        look = Look(theme, markup, web_service, whats_new, rss, year_zero)
        self.truth = truth
        self.clock: Timepiece = clock or Clock(truth.today)
        self.faults = Faults()
        self.crashes: list[Exception] = []
        self.stopped = Event()
        self._log = Log()
        self._map_of = partial(_map_of, look=look, prefix=prefix.rstrip("/"), robots=robots, sessions=sessions)
        self._map = self._map_of(truth)
        self._tls, self._port = tls, port
        self._server: _Server | None = None

    def __enter__(self) -> Self:
        context = _context(self._tls) if self._tls else None
        self._server = _Server(("127.0.0.1", self._port), partial(_Visitor, self))
        if context:
            self._server.speak_tls(context)
        Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stop()
        if self.crashes and error is None:
            raise RuntimeError("the portal could not make a page") from self.crashes[0]

    def show(self, truth: Truth) -> None:
        """From the next request on the portal shows another truth: of the same council, with less or more in it."""
        self.truth, self._map = truth, self._map_of(truth)

    def stop(self) -> None:
        """Hangs up on everybody. Stopping twice is harmless."""
        self.stopped.set()
        if self._server:
            self._server.stop()
            self._server = None

    @property
    def url(self) -> str:
        """The portal's address, with its prefix and a slash at the end."""
        if self._server is None:
            raise RuntimeError("the portal has no address before it is entered")
        host, port = self._server.server_address[:2]
        return f"{'https' if self._tls else 'http'}://{host!s}:{port}{self._map.prefix}/"

    @property
    def requests(self) -> tuple[Request, ...]:
        """Every request so far, in the order in which they came."""
        return self._log.requests

    @property
    def trapped(self) -> tuple[Request, ...]:
        """Requests for what only hidden links lead to."""
        hidden = HIDDEN.partition("?")[0].lower()
        return tuple(one for one in self.requests if one.path == HONEYPOT or one.path.lower().endswith(hidden))

    def serve(self, method: str, target: str, headers: dict[str, str], form: str, wire: Wire) -> None:
        """Answers one request, as the faults allow."""
        place = self._log.begin(self.clock.now(), method, target, headers)
        make = partial(self._map.answer, target, form, self)
        note = partial(self._note, place)
        over = partial(self._over, place)
        visit = Visit(wire, self.clock, self.stopped, target, self.url, make, note, over)
        try:
            if not self.faults.answer(visit):
                visit.send(visit.honest)
        finally:
            over()

    def _note(self, place: int, status: int) -> None:
        self._log.answered(place, status, self.clock.now())

    def _over(self, place: int) -> None:
        self._log.end(place, self.clock.now())


def _map_of(truth: Truth, *, look: Look, prefix: str, robots: str | None, sessions: bool) -> "_Map":
    return _Map(Routes(Register(truth), look), prefix, robots, sessions=sessions)


class _Map:
    """Where on the host the portal lives, and what else there is."""

    def __init__(self, routes: Routes, prefix: str, robots: str | None, *, sessions: bool) -> None:
        self.prefix = prefix
        self._routes = routes
        self._robots = robots
        self._sessions = count(1) if sessions else None

    def answer(self, target: str, form: str, portal: SamplePortal) -> Answer:
        path, _, query = target.partition("?")
        if not path.lower().startswith(f"{self.prefix.lower()}/") or path in {"/robots.txt", HONEYPOT}:
            return self._outside(path)
        rest = path[len(self.prefix) + 1 :]
        session = _SESSION.match(rest)
        if self._sessions and not session:
            return redirect(f"{self.prefix}/{self._new_session()}{rest}{'?' if query else ''}{query}")
        segment = session[0] if session else ""
        asked = f"{query}&{form}" if form else query
        base = f"{self.prefix}/{segment}"
        return self._routes.answer(Ask(rest[len(segment) :], asked, portal.url + segment, base, portal.clock.today()))

    def _outside(self, path: str) -> Answer:
        if path == "/robots.txt":
            return refusal(404) if self._robots is None else text(self._robots, TEXT)
        if path == HONEYPOT:
            return text("<html><body><p>Only a program comes here.</p></body></html>")
        if path.lower() == self.prefix.lower():
            return redirect(f"{self.prefix}/")
        return text("<html><body><h1>The council</h1></body></html>") if path == "/" else refusal(404)

    def _new_session(self) -> str:
        number = next(self._sessions or count())
        return f"(X(1)S({sha256(str(number).encode()).hexdigest()[:24]}))/"


class _Server(ThreadingHTTPServer):
    """Knows its open connections, so that it can end them."""

    daemon_threads = False
    request_queue_size = 128

    def __init__(self, address: tuple[str, int], visitor: Any) -> None:
        self._connections: set[socket.socket] = set()
        self._guard = Lock()
        super().__init__(address, visitor)

    def speak_tls(self, context: ssl.SSLContext) -> None:
        """Shakes hands in the visitor's own thread, so that nobody holds up the others."""
        self.socket = context.wrap_socket(self.socket, server_side=True, do_handshake_on_connect=False)

    def get_request(self) -> tuple[socket.socket, Any]:
        """The next connection, remembered."""
        connection, address = super().get_request()
        with self._guard:
            self._connections.add(connection)
        return connection, address

    def shutdown_request(self, request: Any) -> None:
        """Ends a connection and forgets it."""
        with self._guard:
            self._connections.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A visitor who hangs up in the middle is nothing to write home about."""

    def stop(self) -> None:
        """Takes no more visitors, ends the connections, waits for the threads."""
        self.shutdown()
        with self._guard:
            for connection in self._connections:
                _end(connection)
        self.server_close()


def _context(certificate: Certificate) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    return context


def _end(connection: socket.socket) -> None:
    try:
        # Not TLS's own method: the visitor's thread may be in the middle of it.
        socket.socket.shutdown(connection, socket.SHUT_RDWR)
    except OSError:
        return


class _Visitor(BaseHTTPRequestHandler):
    """One connection, for as many requests as come over it."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def __init__(self, portal: SamplePortal, *rest: Any) -> None:
        self._portal = portal
        super().__init__(*rest)

    def do_GET(self) -> None:
        """Answers, and keeps the connection if that is still possible."""
        wire = Wire(self.connection, body_wanted=self.command != "HEAD")
        try:
            self._portal.serve(self.command, self.path, self._headers(), self._form(), wire)
        except OSError:
            wire.open = False
        except Exception as error:  # noqa: BLE001 - a page that cannot be made must fail the test, not hang it
            self._portal.crashes.append(error)
            wire.send(refusal(500))
        self.close_connection = self.close_connection or not wire.open

    do_HEAD = do_POST = do_GET  # noqa: N815 - the library's names

    def _headers(self) -> dict[str, str]:
        return {name.lower(): value for name, value in self.headers.items()}

    def _form(self) -> str:
        length = int(self.headers.get("Content-Length") or 0)
        return self.rfile.read(length).decode("latin-1") if length else ""

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the library's name
        """Nothing is printed: the visitors' book has it all."""
