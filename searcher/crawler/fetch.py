"""Asks a portal for pages, one at a time.

Knows how to ask politely (robots.txt, pauses, retries, rests) and how much to take; nothing about what pages say.
"""

import contextlib
import datetime
import ipaddress
import time
from collections.abc import Callable
from types import TracebackType
from typing import Protocol, Self
from urllib.parse import urldefrag, urljoin, urlsplit

from msgspec import Struct

from searcher.crawler import redirects
from searcher.crawler.addresses import is_within, resolved, session_of, without_session
from searcher.crawler.answers import Answer, is_cut_off
from searcher.crawler.connection import Connection, Reply, printable
from searcher.crawler.pace import Breaker, Pace, asked_rest, backoff
from searcher.crawler.redirects import Hop, Way, hop
from searcher.crawler.robots import Rules, text_of
from searcher.errors import BudgetSpent, FetchFailed, FetchRefused, PortalResting, PortalUnreachable
from searcher.hrefs import host_of
from searcher.listing import Portal

_HOPS = 5
_LEAST_DELAY = 1.0  # seconds between requests, for every portal that is not on this machine
_LONG_WAIT = 60.0  # seconds that people are told of
_LONGEST_DELAY = 3600.0  # a Crawl-delay beyond this says: do not crawl
_LONGEST_REST = 300.0  # a Retry-After beyond this is not waited for
_ROBOTS_SIZE = 512_000  # RFC 9309, 2.5: at least 500 KiB must be read, the rest may be left


class Clock(Protocol):
    """What tells the time and waits."""

    def now(self) -> datetime.datetime:
        """The moment, with its zone."""

    def sleep(self, seconds: float) -> None:
        """Come back after so many seconds."""


class SystemClock:
    """The clock of this machine."""

    def now(self) -> datetime.datetime:
        """The moment, in UTC."""
        return datetime.datetime.now(datetime.UTC)

    def sleep(self, seconds: float) -> None:
        """Come back after so many seconds."""
        time.sleep(seconds)


class Politeness(Struct, frozen=True):
    """How a portal is asked. Times are in seconds, sizes in bytes.

    `agent` is sent as User-Agent: "name/version (+where to complain)"; robots.txt is read for the name before the "/".
    `requests_left` is how many requests may still be made, None for any number.
    """

    agent: str
    delay: float = 1.0
    timeout: float = 120.0
    tries: int = 3
    largest: int = 20_000_000
    requests_left: int | None = None


class Fetcher:
    """Fetches pages of one portal. `requests` were made so far; `base` is the portal's address, https once it moved.

    `moved_to` is where an earlier run found it; `pace` that of its host, when other portals of it were asked before.
    `waiting` is told the seconds of a long wait before it begins.
    """

    def __init__(
        self,
        portal: Portal,
        politeness: Politeness,
        clock: Clock | None = None,
        *,
        moved_to: str | None = None,
        pace: Pace | None = None,
        waiting: Callable[[float], None] | None = None,
    ) -> None:
        self.base = moved_to if moved_to and redirects.is_upgrade(portal.url, moved_to) else portal.url
        self.requests = 0
        self._portal = portal
        self._politeness = politeness
        self.clock = clock or SystemClock()
        self._pace = pace or Pace(politeness.delay)
        self._pace.slow_to(0.0 if _is_here(portal.url) else _LEAST_DELAY)
        self._waiting = waiting
        self._breaker = Breaker()
        self._connection = Connection(portal, politeness.agent, politeness.timeout)
        self._rules: dict[str, Rules] = {}  # by scheme, host and port
        self._session: tuple[str, str] | None = None  # the path before it, and the segment itself

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()

    @property
    def pause(self) -> float:
        """Seconds between an answer and the next request, as things are."""
        return self._pace.pause

    def get(self, url: str, *, largest: int | None = None) -> Answer:
        """What the portal answers in the end, whatever its status; redirects are followed, failures tried again.

        Raises FetchFailed and FetchRefused for this page alone, and PortalStops when nothing more is to be asked.
        """
        self._at_home(url)
        self._read_rules()  # which may move the portal to https
        page = self._at_home(url)
        self._check_rules(page)
        return self._followed(page, self._politeness.largest if largest is None else largest)

    # Addresses and redirects

    def _at_home(self, url: str) -> str:
        """The address at which the portal is now. Raises FetchRefused for what is not the portal's."""
        if not redirects.is_sound(url):
            raise FetchRefused(printable(url[:200]), "it is no sound address")
        page = urldefrag(url).url
        if is_within(self.base, page):
            return page
        if is_within(self._portal.url, page):
            return redirects.moved(page, self.base)
        raise FetchRefused(url, f"it is outside the portal {self.base}")

    def _followed(self, page: str, most: int) -> Answer:
        url = self._in_session(page)
        seen = {url}
        wants_cookies = False
        for _ in range(_HOPS + 1):
            reply = self._tried(url, most)
            if reply.location is None:
                return self._answer(url, reply, most)
            wants_cookies = wants_cookies or "set-cookie" in reply.headers
            step = hop(self.base, url, reply.location)
            if step.way is Way.ERROR_PAGE:
                return Answer(self._canonical(url), reply.status, b"", "", error_page=True)
            url = self._onward(page, step)
            if url in seen:
                why = "; it wants cookies, and none are kept" if wants_cookies else ""
                raise FetchFailed(page, f"it redirects in a circle{why}")
            seen.add(url)
        raise FetchFailed(page, f"it redirects more than {_HOPS} times")

    def _answer(self, url: str, reply: Reply, most: int) -> Answer:
        if not reply.body.whole:
            raise FetchFailed(self._canonical(url), f"larger than {most:,} bytes")
        if not reply.framed and is_cut_off(reply.body.content):
            raise FetchFailed(self._canonical(url), "its answer is cut off: the page does not end")
        content_type = reply.headers.get("content-type", "")
        return Answer(self._canonical(url), reply.status, reply.body.content, content_type, error_page=False)

    def _canonical(self, url: str) -> str:
        page = without_session(url)
        return resolved(self.base, page) or page

    def _onward(self, page: str, step: Hop) -> str:
        """The address to ask next. Raises FetchRefused when a redirect leads where we do not go."""
        if step.way is Way.BROKEN:
            raise FetchFailed(page, "it redirects to a broken address")
        if step.way is not Way.ONWARD:
            raise FetchRefused(page, f"it redirects {_named(step)}")
        self._move(step.url)
        self._session = _session_in(step.url)
        self._read_rules()
        self._check_rules(step.url)
        return step.url

    def _move(self, url: str) -> None:
        if urlsplit(url).scheme != urlsplit(self.base).scheme:
            self.base = redirects.moved(self.base, url)

    def _in_session(self, page: str) -> str:
        """An address with the session the portal gave us last: it would only redirect there again."""
        before, segment = self._session or ("", "")
        parts = urlsplit(page)
        if not segment or not parts.path.startswith(before):
            return page
        return parts._replace(path=f"{before}/{segment}{parts.path[len(before) :]}").geturl()

    # robots.txt

    def _check_rules(self, url: str) -> None:
        rules = self._rules[_origin(self.base)]
        if not (rules.allows(url) and rules.allows(without_session(url))):
            raise FetchRefused(without_session(url), "robots.txt does not allow it")

    def _read_rules(self) -> None:
        """Read robots.txt, once. Raises PortalUnreachable when there may be one that cannot be read."""
        if _origin(self.base) in self._rules:
            return
        try:
            rules = self._rules_found()
        except FetchFailed as error:
            raise self._unreachable(f"its robots.txt cannot be read: {error.reason}") from error
        self._slow_to(rules.delay or 0.0)
        self._rules[_origin(self.base)] = rules

    def _rules_found(self) -> Rules:
        url = urljoin(self.base, "/robots.txt")
        for _ in range(_HOPS + 1):
            reply = self._tried(url, _ROBOTS_SIZE, cut=True)
            if reply.failure:
                raise FetchFailed(url, reply.failure)
            if reply.location is None:
                return self._rules_of(reply.body.content if reply.status == 200 else b"")
            step = hop(urljoin(self.base, "/"), url, reply.location)
            if step.way is not Way.ONWARD:
                return self._rules_elsewhere(step)
            url = step.url
            self._move(url)
        return self._rules_of(b"")  # RFC 9309, 2.3.1.2: after five redirects there is none

    def _rules_elsewhere(self, step: Hop) -> Rules:
        """Rules that lie where we do not go are unknown; a redirect to any other page says that there are none."""
        if step.way is not Way.ERROR_PAGE and urlsplit(step.url).path.lower().endswith("/robots.txt"):
            raise FetchFailed(step.url, f"it redirects {_named(step)}")
        return self._rules_of(b"")

    def _rules_of(self, content: bytes) -> Rules:
        return Rules(text_of(content), self._politeness.agent.split("/")[0])

    def _slow_to(self, delay: float) -> None:
        if delay > _LONGEST_DELAY:
            raise self._unreachable(f"its robots.txt asks for {delay:g} seconds between requests")
        self._pace.slow_to(delay)

    # One request after another

    def _tried(self, url: str, most: int, *, cut: bool = False) -> Reply:
        """The first answer that is no failure, or the last failure. Raises FetchFailed when none of them is an answer.

        `cut` takes what is too large as far as it goes.
        """
        for attempt in range(1, self._politeness.tries):
            with contextlib.suppress(FetchFailed):
                reply = self._asked(url, most, cut=cut, again=True)
                if not reply.failure:
                    return reply
            self._pace.rest(self._seconds() + self._pace.pause + backoff(attempt))
        return self._asked(url, most, cut=cut)

    def _asked(self, url: str, most: int, *, cut: bool, again: bool = False) -> Reply:
        """One request, after the pause; `again` when it will be made anew if it fails.

        Raises FetchFailed, and PortalStops when enough is enough.
        """
        self._make_way()
        started = self._seconds()
        self.requests += 1
        try:
            reply = self._connection.ask(url, most, cut=cut)
        except FetchFailed as error:
            self._count(started, error.reason)
            raise
        self._count(started, reply.failure or reply.refusal, once=not (again and reply.of_page))
        if reply.failure:
            self._rest(reply.headers.get("retry-after"))
        return reply

    def _make_way(self) -> None:
        left = self._politeness.requests_left
        if left is not None and self.requests >= left:
            raise BudgetSpent(self.base, self.requests)
        if self._breaker.open:
            raise self._unreachable(f"{self._breaker.failures} failures in a row")
        while seconds := self._pace.wait(self._seconds()):
            if self._waiting and seconds >= _LONG_WAIT:
                self._waiting(seconds)
            self.clock.sleep(seconds)

    def _count(self, started: float, failure: str | None, *, once: bool = True) -> None:
        """Note how a request went. Raises PortalUnreachable when too many have failed.

        A page that fails by itself counts `once`, however often it was tried: two of them are no fallen portal.
        """
        self._pace.answered(started, self._seconds(), ok=not failure)
        if not failure:
            self._breaker.succeeded()
            return
        if once:
            self._breaker.failed()
        if self._breaker.open:
            raise self._unreachable(f"{self._breaker.failures} failures in a row; the last: {failure}")

    def _rest(self, header: str | None) -> None:
        """Rest as long as a Retry-After asks. Raises PortalResting when that is too long."""
        now = self.clock.now()
        seconds = asked_rest(header, now)
        self._pace.rest(now.timestamp() + seconds)
        if seconds > _LONGEST_REST:
            raise PortalResting(self.base, now + datetime.timedelta(seconds=seconds))

    def _seconds(self) -> float:
        return self.clock.now().timestamp()

    def _unreachable(self, reason: str) -> PortalUnreachable:
        return PortalUnreachable(self.base, reason)


def _session_in(url: str) -> tuple[str, str] | None:
    """The session an address names, and the path before it."""
    segment = session_of(url)
    return (urlsplit(url).path.split(f"/{segment}")[0], segment) if segment else None


def _named(step: Hop) -> str:
    """Where a redirect leads, for people."""
    if step.way is Way.OTHER_SITE:
        return f"{step.way} ({printable(step.host)})"
    if step.way is Way.OUTSIDE:
        return f"{step.way} ({printable(urlsplit(step.url).path)})"
    return step.way.value


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.lower()}"


def _is_here(url: str) -> bool:
    """Whether an address is on this machine."""
    host = host_of(url)
    with contextlib.suppress(ValueError):
        return ipaddress.ip_address(host).is_loopback
    return host == "localhost"
