"""The connection to a portal, one request at a time: the only module that opens any."""

import contextlib
import socket
import ssl
import threading
import zlib
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import httpx
from msgspec import Struct

from searcher.crawler import redirects
from searcher.crawler.addresses import without_session
from searcher.crawler.answers import REFUSALS
from searcher.crawler.body import Body, body
from searcher.crawler.reach import may_reach
from searcher.errors import FetchFailed, PortalUnreachable
from searcher.hrefs import host_of
from searcher.listing import Portal

_PATIENCE = 5  # time-outs that a whole answer may take: one byte a minute is no answer
_REDIRECT_SIZE = 65_536
_LONGEST_TOLD = 300  # characters


class Reply(Struct, frozen=True):
    """One answer to one request, redirects not followed."""

    status: int
    body: Body
    headers: dict[str, str]

    @property
    def location(self) -> str | None:
        """Where it redirects to."""
        return self.headers.get("location") if self.status in redirects.STATUSES else None

    @property
    def framed(self) -> bool:
        """Whether it tells where it ends: of what ends where the connection does nobody knows whether it is whole."""
        return "content-length" in self.headers or "chunked" in self.headers.get("transfer-encoding", "").lower()

    @property
    def failure(self) -> str | None:
        """What is wrong with it, when that may pass."""
        return f"it answers {self.status}" if self.status == 429 or self.status >= 500 else None

    @property
    def of_page(self) -> bool:
        """Whether what is wrong may be wrong with this page alone: a script that fails, not a server that does."""
        return self.status >= 500 and self.status != 503

    @property
    def refusal(self) -> str | None:
        """That it lets us not in."""
        return f"it refuses ({self.status})" if self.status in REFUSALS else None


class Connection:
    """The connection to a portal: one at most, kept open between requests, without cookies, proxies or a Referer."""

    def __init__(self, portal: Portal, agent: str, timeout: float) -> None:
        self._portal = portal
        self._agent = agent
        self._timeout = timeout
        self._transport: httpx.HTTPTransport | None = None
        self._socket: socket.socket | None = None
        self._was_cut = False

    def close(self) -> None:
        """Hang up."""
        if self._transport:
            self._transport.close()

    def ask(self, url: str, most: int, *, cut: bool) -> Reply:
        """One request and its answer. Raises FetchFailed, and PortalUnreachable for a bad certificate."""
        try:
            with self._watched():
                reply = self._exchange(url, most, cut=cut)
        except (httpx.HTTPError, httpx.InvalidURL, zlib.error, EOFError, UnicodeError) as error:
            self._check_certificate(error)
            raise FetchFailed(without_session(url), self._explained(error)) from error
        if self._was_cut:  # a body that ends where the connection does looks whole
            raise FetchFailed(without_session(url), self._too_slow)
        return reply

    def _exchange(self, url: str, most: int, *, cut: bool) -> Reply:
        self._was_cut = False
        with contextlib.closing(self._opened().handle_request(self._request(url))) as response:
            headers = dict(response.headers)
            if not cut and _announced(headers) > most:
                return Reply(response.status_code, Body(b"", whole=False), headers)
            redirected = response.status_code in redirects.STATUSES
            content = _read(response, min(most, _REDIRECT_SIZE) if redirected else most)
            return Reply(response.status_code, content, headers)

    def _request(self, url: str) -> httpx.Request:
        headers = {"User-Agent": self._agent, "Accept": "*/*", "Accept-Encoding": "gzip"}
        timeout = httpx.Timeout(self._timeout).as_dict()
        request = httpx.Request("GET", url, headers=headers, extensions={"timeout": timeout, "trace": self._traced})
        if request.url.host != urlsplit(url).hostname:  # it would ask another host than the one we judged
            raise httpx.InvalidURL("two hosts in one address")
        return request

    def _opened(self) -> httpx.HTTPTransport:
        """The connection. A bare transport: a client would keep cookies and take proxies from the environment."""
        if self._transport is None:
            limits = httpx.Limits(max_connections=1, max_keepalive_connections=1, keepalive_expiry=60)
            self._transport = httpx.HTTPTransport(verify=self._trusted(), limits=limits, trust_env=False)
        return self._transport

    def _trusted(self) -> ssl.SSLContext:
        """The certificates trusted: those of certifi, and the portal's own."""
        context = httpx.create_ssl_context(trust_env=False)
        if self._portal.ca:
            try:
                context.load_verify_locations(self._portal.ca)
            except OSError as error:  # ssl.SSLError is one
                reason = f"the certificates of --ca {self._portal.ca} cannot be read: {error.strerror or error}"
                raise PortalUnreachable(self._portal.url, reason) from error
        return context

    def _check_certificate(self, error: BaseException) -> None:
        for cause in _causes(error):
            if isinstance(cause, ssl.SSLCertVerificationError):
                reason = f"its certificate cannot be trusted ({cause.verify_message})"
                advice = "Name a file with the certificate that vouches for it: --ca FILE"
                raise PortalUnreachable(self._portal.url, f"{reason}. {advice}") from error

    def _explained(self, error: Exception) -> str:
        """What went wrong, for people."""
        if self._was_cut:
            return self._too_slow
        if isinstance(error, httpx.TimeoutException):
            return f"no answer within {self._timeout:g} seconds"
        if isinstance(error, httpx.ConnectError):
            return f"no connection ({printable(str(error))})"
        if isinstance(error, zlib.error | EOFError):
            return "its compressed content is broken"
        if isinstance(error, httpx.DecodingError):
            return printable(str(error))
        return f"its answer is broken ({printable(str(error) or type(error).__name__)})"

    # A time-out is between two bytes: a portal that sends one a minute would hold us for ever.

    @property
    def _too_slow(self) -> str:
        return f"no whole answer within {self._timeout * _PATIENCE:g} seconds"

    @contextlib.contextmanager
    def _watched(self) -> Iterator[None]:
        timer = threading.Timer(self._timeout * _PATIENCE, self._cut)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _cut(self) -> None:
        self._was_cut = True
        with contextlib.suppress(OSError, AttributeError):
            socket.socket.shutdown(self._socket, socket.SHUT_RDWR)  # type: ignore[arg-type]

    def _traced(self, event: str, told: dict[str, Any]) -> None:
        """Keep the socket of a new connection (httpx documents the events of its "trace" extension)."""
        if event in ("connection.connect_tcp.complete", "connection.start_tls.complete"):
            self._socket = told["return_value"].get_extra_info("socket")
        if event == "connection.connect_tcp.complete":
            self._check_machine(told["return_value"])

    def _check_machine(self, stream: Any) -> None:
        """Hang up, before a word was said, on a machine that cannot be the portal.

        Whom the name meant when it was looked up says nothing: another answer can come a moment later.
        """
        address = str(stream.get_extra_info("server_addr")[0])
        if not may_reach(host_of(self._portal.url), address):
            stream.close()
            reason = f"its name leads to {address}, which is no public address"
            raise PortalUnreachable(self._portal.url, f"{reason}. Add the portal by that address if it is meant")


def _read(response: httpx.Response, most: int) -> Body:
    packing = response.headers.get("content-encoding", "").strip().lower()
    if packing not in ("", "identity", "gzip", "x-gzip"):
        raise httpx.DecodingError(f"it is packed as {packing}, which was not asked for")
    return body(response.iter_raw(), most, gzipped=packing.endswith("gzip"))


def _announced(headers: dict[str, str]) -> int:
    """The size an answer says it has; 0 when it does not say."""
    length = headers.get("content-length", "")
    return int(length[:18]) if length.isascii() and length.isdigit() else 0


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error:
        yield error
        error = error.__cause__ or error.__context__


def printable(text: str) -> str:
    """What a portal wrote, fit for a part of one line of a terminal."""
    return "".join(char if char.isprintable() else "?" for char in text[:_LONGEST_TOLD])
