"""A portal is asked politely, and what it answers is taken as far as is wanted; on a scripted server on loopback."""

import contextlib
import datetime
import gzip
import itertools
import socket
import ssl
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import trustme
from scripted_server import EPOCH, After, FakeClock, Script, ScriptedServer, answer, closing, redirect

from searcher.crawler.answers import Answer
from searcher.crawler.fetch import Fetcher, Politeness, SystemClock
from searcher.crawler.pace import Pace
from searcher.errors import (
    BudgetSpent,
    FetchFailed,
    FetchRefused,
    PortalResting,
    PortalStops,
    PortalUnreachable,
)
from searcher.listing import Portal

POLITE = Politeness("council-minutes-search/0.1 (+https://example.org/)", timeout=10)
PAGE = answer(b"<div id=modgov>Minutes</div>", content_type="text/html; charset=utf-8")
BUSY = answer(b"busy", "503 Service Unavailable")


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def server(clock: FakeClock) -> Iterator[ScriptedServer]:
    with ScriptedServer(clock) as running:
        running.scripts["/a"] = PAGE
        running.scripts["/b"] = PAGE
        yield running


@pytest.fixture
def fetcher(server: ScriptedServer, clock: FakeClock) -> Iterator[Fetcher]:
    with fetcher_for(server, clock) as polite:
        yield polite


def fetcher_for(server: ScriptedServer, clock: FakeClock, *, prefix: str = "", **changes: Any) -> Fetcher:
    """A fetcher for the portal on that server."""
    told = {"agent": POLITE.agent, "timeout": POLITE.timeout, **changes}
    return Fetcher(Portal("oakham", server.url + prefix), Politeness(**told), clock)


# What is sent and what is given


def test_a_page_is_given_as_it_came(server: ScriptedServer, fetcher: Fetcher) -> None:
    given = fetcher.get(server.url + "a")

    content = b"<div id=modgov>Minutes</div>"
    assert given == Answer(server.url + "a", 200, content, "text/html; charset=utf-8", error_page=False)


def test_bytes_are_never_decoded(server: ScriptedServer, fetcher: Fetcher) -> None:
    content = bytes(range(256))
    server.scripts["/a"] = answer(content, content_type="text/html; charset=klingon")

    assert fetcher.get(server.url + "a").content == content


def test_it_says_who_it_is_and_nothing_more(server: ScriptedServer, fetcher: Fetcher) -> None:
    server.scripts["/a"] = answer(b"x", set_cookie="session=1; path=/")
    fetcher.get(server.url + "a")
    fetcher.get(server.url + "b")

    sent = server.asked[-1].headers
    assert sent["user-agent"] == POLITE.agent
    assert set(sent) == {"host", "user-agent", "accept", "accept-encoding"}


def test_a_fragment_is_not_sent(server: ScriptedServer, fetcher: Fetcher) -> None:
    fetcher.get(server.url + "a#AI1")

    assert server.paths == ["/a"]


@pytest.mark.parametrize("status", ["404 Not Found", "410 Gone", "400 Bad Request", "204 No Content"])
def test_an_answer_is_given_whatever_its_status(server: ScriptedServer, fetcher: Fetcher, status: str) -> None:
    server.scripts["/a"] = answer(b"", status)

    assert (fetcher.get(server.url + "a").status, server.paths) == (int(status[:3]), ["/a"])


def test_one_connection_serves_all_requests(server: ScriptedServer, fetcher: Fetcher) -> None:
    for page in "abab":
        fetcher.get(server.url + page)

    assert {one.connection for one in server.asked} == {1}


@pytest.mark.parametrize("url", ["http://elsewhere.example/a", "ftp://127.0.0.1/a", "a", "", "http://[/", "\x1b[2J"])
def test_what_is_not_the_portals_is_never_asked_for(server: ScriptedServer, fetcher: Fetcher, url: str) -> None:
    with pytest.raises(FetchRefused):
        fetcher.get(url)

    assert not server.asked


def test_what_is_outside_the_portals_prefix_is_never_asked_for(server: ScriptedServer, clock: FakeClock) -> None:
    with fetcher_for(server, clock, prefix="moderngov/") as fetcher, pytest.raises(FetchRefused):
        fetcher.get(server.url + "a")

    assert not server.asked


# Pace


def test_requests_are_never_closer_than_the_delay_nor_two_at_once(server: ScriptedServer, fetcher: Fetcher) -> None:
    server.scripts["/a"] = [PAGE, redirect("/b"), BUSY, PAGE]
    for page in "abaaab":
        fetcher.get(server.url + page)

    assert min(server.pauses()) >= 1
    assert server.most_in_flight == 1


def test_a_slow_portal_is_asked_less_often(server: ScriptedServer, fetcher: Fetcher) -> None:
    server.scripts["/a"] = After(40, PAGE)
    for page in "abb":
        fetcher.get(server.url + page)

    assert server.pauses() == [1, 40, 20]


def test_no_portal_elsewhere_is_asked_more_than_once_a_second() -> None:
    elsewhere = Fetcher(Portal("oakham", "https://oakham.example/"), Politeness("a", delay=0))
    here = Fetcher(Portal("oakham", "http://localhost:1/"), Politeness("a", delay=0))

    assert (elsewhere.pause, here.pause) == (1, 0)


def test_no_time_is_lost_after_a_long_time_without_requests(
    server: ScriptedServer, fetcher: Fetcher, clock: FakeClock
) -> None:
    fetcher.get(server.url + "a")
    clock.advance(100)
    slept = len(clock.slept)
    fetcher.get(server.url + "b")

    assert len(clock.slept) == slept


# Failures


def test_a_failure_is_tried_again_after_longer_and_longer(server: ScriptedServer, fetcher: Fetcher) -> None:
    server.scripts["/a"] = [BUSY, BUSY, PAGE]
    given = fetcher.get(server.url + "a")

    assert (given.status, server.pauses()) == (200, [1, 2 + 5, 4 + 10])


def test_the_last_failure_is_the_answer(server: ScriptedServer, fetcher: Fetcher) -> None:
    server.scripts["/a"] = BUSY

    assert (fetcher.get(server.url + "a").status, server.paths) == (503, ["/a"] * 3)


@pytest.mark.parametrize(
    ("header", "pause"),
    [("60", 60), ("Mon, 02 Mar 2026 09:01:41 GMT", 100), ("0", 7), ("Mon, 02 Mar 2026 08:00:00 GMT", 7), ("soon", 7)],
)
def test_retry_after_is_obeyed_when_it_is_longer(
    server: ScriptedServer, fetcher: Fetcher, header: str, pause: float
) -> None:
    server.scripts["/a"] = [answer(b"", "429 Too Many Requests", Retry_After=header), PAGE]
    fetcher.get(server.url + "a")

    assert server.pauses()[1] == pause


def test_a_rest_asked_for_last_is_kept_before_the_next_page(server: ScriptedServer, clock: FakeClock) -> None:
    server.scripts["/a"] = answer(b"", "503 Service Unavailable", Retry_After="200")
    with fetcher_for(server, clock, tries=1) as fetcher:
        fetcher.get(server.url + "a")
        fetcher.get(server.url + "b")

    assert server.pauses()[1] == 200


@pytest.mark.parametrize("header", ["301", "Mon, 02 Mar 2026 10:00:00 GMT", "9" * 400])
def test_a_long_rest_ends_the_run(server: ScriptedServer, fetcher: Fetcher, header: str) -> None:
    server.scripts["/a"] = answer(b"", "429 Too Many Requests", Retry_After=header)
    with pytest.raises(PortalResting) as told:
        fetcher.get(server.url + "a")

    assert told.value.until > EPOCH + datetime.timedelta(seconds=300)
    assert server.paths == ["/a"]


def test_five_failures_in_a_row_end_the_run_whatever_the_page(server: ScriptedServer, fetcher: Fetcher) -> None:
    server.scripts["/a"] = server.scripts["/b"] = BUSY
    fetcher.get(server.url + "a")
    with pytest.raises(PortalUnreachable, match="5 failures in a row; the last: it answers 503"):
        fetcher.get(server.url + "b")
    with pytest.raises(PortalUnreachable, match="5 failures in a row"):
        fetcher.get(server.url + "a")

    assert server.paths == ["/a"] * 3 + ["/b"] * 2


@pytest.mark.parametrize("between", [answer(b"", "404 Not Found"), redirect("mgError.aspx")])
def test_a_page_that_is_missing_is_no_failure(server: ScriptedServer, fetcher: Fetcher, between: bytes) -> None:
    server.scripts["/a"] = BUSY
    server.scripts["/b"] = between
    for page in "abab":
        fetcher.get(server.url + page)

    assert fetcher.get(server.url + "a").status == 503


@pytest.mark.parametrize("status", ["401 Unauthorized", "403 Forbidden"])
def test_a_portal_that_refuses_five_times_is_left_alone(server: ScriptedServer, fetcher: Fetcher, status: str) -> None:
    server.scripts["/a"] = answer(b"no", status)
    for _ in range(4):
        assert fetcher.get(server.url + "a").status == int(status[:3])
    with pytest.raises(PortalUnreachable, match=f"it refuses \\({status[:3]}\\)"):
        fetcher.get(server.url + "a")


def gibberish(connection: socket.socket) -> bool:
    """A server that means something else."""
    connection.sendall(b"SSH-2.0-OpenSSH_9.6\r\n\r\n")
    return False


def silence(connection: socket.socket) -> bool:
    """A server that hangs up."""
    return False


HEAD = b"HTTP/1.1 200 OK\r\n"
BROKEN: dict[str, Script] = {
    "closes at once": silence,
    "garbage status line": gibberish,
    "half a head": closing(HEAD + b"Content-Type: te"),
    "head without end": closing(HEAD + b"X: " + b"x" * 300_000),
    "shorter than announced": closing(HEAD + b"Content-Length: 100\r\n\r\nMinutes"),
    "no length at all": closing(HEAD + b"Content-Length: many\r\n\r\nMinutes"),
    "two lengths": closing(HEAD + b"Content-Length: 7\r\nContent-Length: 8\r\n\r\nMinutes"),
    "chunks cut off": closing(HEAD + b"Transfer-Encoding: chunked\r\n\r\n7\r\nMinutes\r\n"),
    "chunk of no size": closing(HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nMinutes\r\n0\r\n\r\n"),
    "gzip cut off": answer(gzip.compress(b"Minutes" * 100, mtime=0)[:-9], content_encoding="gzip"),
    "no gzip": answer(b"Minutes", content_encoding="gzip"),
    "another packing": answer(b"Minutes", content_encoding="br"),
}


@pytest.mark.parametrize("script", BROKEN.values(), ids=BROKEN)
def test_a_broken_answer_is_tried_again(server: ScriptedServer, fetcher: Fetcher, script: Script) -> None:
    server.scripts["/a"] = [script, PAGE]

    assert fetcher.get(server.url + "a").content == b"<div id=modgov>Minutes</div>"
    assert server.pauses() == [1, 7]


@pytest.mark.parametrize("script", BROKEN.values(), ids=BROKEN)
def test_a_page_that_stays_broken_fails_alone(server: ScriptedServer, fetcher: Fetcher, script: Script) -> None:
    server.scripts["/a"] = script
    with pytest.raises(FetchFailed) as told:
        fetcher.get(server.url + "a")

    assert (told.value.url, fetcher.requests) == (server.url + "a", 4)
    assert fetcher.get(server.url + "b").status == 200


def test_what_comes_after_the_announced_length_is_never_taken_for_the_next_page(
    server: ScriptedServer, fetcher: Fetcher
) -> None:
    server.scripts["/a"] = HEAD + b"Content-Length: 7\r\n\r\nMinutes of the meeting\r\n\r\n"
    first = fetcher.get(server.url + "a").content

    assert (first, fetcher.get(server.url + "b").content) == (b"Minutes", b"<div id=modgov>Minutes</div>")


def test_a_portal_that_hangs_up_between_requests_is_called_again(server: ScriptedServer, fetcher: Fetcher) -> None:
    server.scripts["/a"] = closing(PAGE)
    statuses = [fetcher.get(server.url + "a").status for _ in range(3)]

    assert (statuses, len(server.asked)) == ([200] * 3, 4)


def test_an_answer_that_does_not_come_is_not_waited_for(server: ScriptedServer, clock: FakeClock) -> None:
    server.scripts["/a"] = hanging
    with fetcher_for(server, clock, timeout=0.1) as fetcher, pytest.raises(FetchFailed, match=r"no answer within 0\.1"):
        fetcher.get(server.url + "a")


@pytest.mark.parametrize("head", [b"", HEAD + b"\r\n", HEAD + b"Content-Length: 1000000\r\n\r\n"])
def test_an_answer_that_drips_is_not_waited_for(server: ScriptedServer, clock: FakeClock, head: bytes) -> None:
    server.scripts["/a"] = dripping(head or HEAD + b"X: ")
    with (
        fetcher_for(server, clock, timeout=0.1, tries=1) as fetcher,
        pytest.raises(FetchFailed, match=r"no whole answer within 0\.5 seconds"),
    ):
        fetcher.get(server.url + "a")


def test_a_portal_that_cannot_be_reached_ends_the_run(server: ScriptedServer, clock: FakeClock) -> None:
    with ScriptedServer(clock) as gone:
        pass
    with fetcher_for(gone, clock) as fetcher, pytest.raises(PortalUnreachable, match="no connection"):
        fetcher.get(gone.url + "a")

    assert fetcher.requests == 3


def hanging(connection: socket.socket) -> bool:
    """No answer until the other side hangs up."""
    connection.recv(1)
    return False


def dripping(head: bytes) -> Script:
    """A byte now and then, for ever."""

    def write(connection: socket.socket) -> bool:
        connection.sendall(head)
        connection.settimeout(0.02)
        while True:
            with contextlib.suppress(TimeoutError):
                if not connection.recv(1):
                    return False
            connection.sendall(b"x")

    return write


# Size


def endless(head: bytes, piece: bytes) -> Script:
    """An answer that never ends."""

    def write(connection: socket.socket) -> bool:
        connection.sendall(head)
        with contextlib.suppress(OSError):
            for some in itertools.repeat(piece):
                connection.sendall(some)
        return False

    return write


MIB = bytes(1 << 20)
HUGE: dict[str, Script] = {
    "announced": endless(HEAD + b"Content-Length: 300000000\r\n\r\n", MIB),
    "without end": endless(HEAD + b"\r\n", MIB),
    "in chunks": endless(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"100000\r\n" + MIB + b"\r\n"),
    "bomb": answer(gzip.compress(MIB * 100, mtime=0), content_encoding="gzip"),
    "empty members": endless(HEAD + b"Content-Encoding: gzip\r\n\r\n", gzip.compress(b"", mtime=0) * 10_000),
}


@pytest.mark.parametrize("script", HUGE.values(), ids=HUGE)
def test_an_answer_that_is_too_large_costs_no_more_than_is_wanted(
    server: ScriptedServer, fetcher: Fetcher, script: Script
) -> None:
    fetcher.get(server.url + "b")
    server.scripts["/a"] = script
    tracemalloc.start()
    with pytest.raises(FetchFailed, match="larger than 4,000,000 bytes"):
        fetcher.get(server.url + "a", largest=4_000_000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert server.paths == ["/b", "/a"]
    assert peak < 4_000_000 + 3 * (1 << 20)  # the server's own pieces among them


def test_of_an_answer_that_says_it_is_too_large_nothing_is_taken(server: ScriptedServer, clock: FakeClock) -> None:
    server.scripts["/a"] = announcing
    with fetcher_for(server, clock, timeout=1, largest=1000) as fetcher, pytest.raises(FetchFailed, match="larger"):
        fetcher.get(server.url + "a")


def announcing(connection: socket.socket) -> bool:
    """An answer of which nothing comes until the other side hangs up."""
    connection.sendall(HEAD + b"Content-Length: 1001\r\n\r\n")
    return hanging(connection)


def test_an_answer_may_be_as_large_as_is_wanted(server: ScriptedServer, fetcher: Fetcher) -> None:
    server.scripts["/a"] = answer(bytes(1000))

    assert len(fetcher.get(server.url + "a", largest=1000).content) == 1000


def test_a_packed_answer_is_unpacked(server: ScriptedServer, fetcher: Fetcher) -> None:
    server.scripts["/a"] = answer(gzip.compress(b"Minutes" * 1000, mtime=0), content_encoding="GZip")

    assert fetcher.get(server.url + "a").content == b"Minutes" * 1000


# Redirects


def test_a_redirect_within_the_portal_is_followed_paced_and_counted(server: ScriptedServer, fetcher: Fetcher) -> None:
    server.scripts["/a"] = redirect("b?x=1#top", "301 Moved Permanently")
    server.scripts["/b?x=1"] = PAGE
    given = fetcher.get(server.url + "a")

    assert (given.url, given.status, fetcher.requests) == (server.url + "b?x=1", 200, 3)
    assert server.pauses() == [1, 1]


def test_the_error_page_is_known_without_being_fetched(server: ScriptedServer, fetcher: Fetcher) -> None:
    server.scripts["/a"] = redirect("/mgError.aspx?aspxerrorpath=/a")
    given = fetcher.get(server.url + "a")

    assert given == Answer(server.url + "a", 302, b"", "", error_page=True)
    assert server.paths == ["/a"]


@pytest.mark.parametrize(
    ("location", "error", "reason"),
    [
        ("/a", FetchFailed, "in a circle"),
        ("http://elsewhere.example/a", FetchRefused, r"another site \(elsewhere.example\)"),
        ("http://127.0.0.1:1/a", FetchRefused, "another site"),
        ("ftp://127.0.0.1/a", FetchFailed, "broken address"),
        ("http://[", FetchFailed, "broken address"),
    ],
)
def test_a_redirect_that_leads_nowhere(
    server: ScriptedServer, fetcher: Fetcher, location: str, error: type[Exception], reason: str
) -> None:
    server.scripts["/a"] = redirect(location)
    with pytest.raises(error, match=reason):
        fetcher.get(server.url + "a")

    assert server.paths == ["/a"]


def test_a_ring_of_pages_is_left(server: ScriptedServer, fetcher: Fetcher) -> None:
    server.scripts["/a"], server.scripts["/b"] = redirect("/b"), redirect("/a")
    with pytest.raises(FetchFailed, match="in a circle"):
        fetcher.get(server.url + "a")

    assert server.paths == ["/a", "/b"]


def test_five_redirects_are_followed_and_no_more(server: ScriptedServer, fetcher: Fetcher) -> None:
    server.scripts |= {f"/{n}": redirect(f"/{n + 1}") for n in range(9)}
    server.scripts["/8"] = PAGE
    with pytest.raises(FetchFailed, match="more than 5 times"):
        fetcher.get(server.url + "0")

    assert server.paths == [f"/{n}" for n in range(6)]
    assert fetcher.get(server.url + "3").url == server.url + "8"


def test_a_redirect_out_of_the_prefix_is_refused(server: ScriptedServer, clock: FakeClock) -> None:
    server.scripts["/moderngov/a"] = redirect("/login")
    with (
        fetcher_for(server, clock, prefix="moderngov/") as fetcher,
        pytest.raises(FetchRefused, match=r"outside the portal \(/login\)"),
    ):
        fetcher.get(server.url + "moderngov/a")


def test_a_session_is_used_and_never_shown(server: ScriptedServer, fetcher: Fetcher) -> None:
    session = "/(X(1)S(abc))"
    server.scripts |= {"/a": redirect(f"{session}/a"), f"{session}/a": PAGE, f"{session}/b?x=1": PAGE}
    given = [fetcher.get(server.url + page) for page in ("a", "b?x=1")]

    assert [one.url for one in given] == [server.url + "a", server.url + "b?x=1"]
    assert server.paths == ["/a", f"{session}/a", f"{session}/b?x=1"]


def test_a_session_is_not_shown_by_an_error_either(server: ScriptedServer, fetcher: Fetcher) -> None:
    server.scripts |= {"/a": redirect("/(S(abc))/a"), "/(S(abc))/a": silence}
    with pytest.raises(FetchFailed) as told:
        fetcher.get(server.url + "a")

    assert told.value.url == server.url + "a"


def test_a_session_that_is_over_is_replaced(server: ScriptedServer, fetcher: Fetcher) -> None:
    old, new = "/(S(old))", "/(S(new))"
    server.scripts |= {"/a": [redirect(f"{old}/a"), redirect(f"{new}/a")], f"{old}/a": [PAGE, redirect("/a")]}
    server.scripts |= {f"{new}/a": PAGE, f"{new}/b": PAGE}
    given = [fetcher.get(server.url + page) for page in "aab"]

    assert [one.url for one in given] == [server.url + page for page in "aab"]
    assert server.paths == ["/a", f"{old}/a", f"{old}/a", "/a", f"{new}/a", f"{new}/b"]


def test_a_session_below_the_prefix_stays_there(server: ScriptedServer, clock: FakeClock) -> None:
    session = "/moderngov/(S(abc))"
    server.scripts |= {"/moderngov/a": redirect(f"{session}/a"), f"{session}/a": PAGE, f"{session}/b": PAGE}
    with fetcher_for(server, clock, prefix="moderngov/") as fetcher:
        given = [fetcher.get(f"{fetcher.base}{page}").url for page in "ab"]

    assert given == [f"{server.url}moderngov/{page}" for page in "ab"]
    assert server.paths[-1] == f"{session}/b"


# robots.txt


def robots(text: str) -> bytes:
    return answer(text.encode(), content_type="text/plain")


def test_robots_are_read_first_and_once(server: ScriptedServer, fetcher: Fetcher) -> None:
    for page in "abab":
        fetcher.get(server.url + page)

    assert [one.path for one in server.asked] == ["/robots.txt", "/a", "/b", "/a", "/b"]
    assert fetcher.requests == 5


def test_what_robots_forbid_is_not_asked_for(server: ScriptedServer, fetcher: Fetcher) -> None:
    server.scripts["/robots.txt"] = robots("User-agent: *\nDisallow: /b")
    with pytest.raises(FetchRefused, match=r"robots.txt does not allow it"):
        fetcher.get(server.url + "b")

    assert (fetcher.get(server.url + "a").status, server.paths) == (200, ["/a"])


@pytest.mark.parametrize("location", ["/b", "/(S(abc))/b"])
def test_what_robots_forbid_is_not_asked_for_by_a_redirect_either(
    server: ScriptedServer, fetcher: Fetcher, location: str
) -> None:
    server.scripts["/robots.txt"] = robots("User-agent: *\nDisallow: /b")
    server.scripts["/a"] = redirect(location)
    with pytest.raises(FetchRefused):
        fetcher.get(server.url + "a")

    assert server.paths == ["/a"]


def test_the_group_with_our_name_is_obeyed(server: ScriptedServer, fetcher: Fetcher) -> None:
    server.scripts["/robots.txt"] = robots("User-agent: council-minutes-search\nDisallow: /\nUser-agent: *\nAllow: /")
    with pytest.raises(FetchRefused):
        fetcher.get(server.url + "a")


@pytest.mark.parametrize(("asked", "pause"), [("30", 30), ("0.1", 1), ("soon", 1)])
def test_a_longer_crawl_delay_is_obeyed(server: ScriptedServer, fetcher: Fetcher, asked: str, pause: float) -> None:
    server.scripts["/robots.txt"] = robots(f"User-agent: *\nCrawl-delay: {asked}")
    for page in "abb":
        fetcher.get(server.url + page)

    assert server.pauses() == [pause] * 3


def test_a_crawl_delay_without_measure_says_do_not_crawl(server: ScriptedServer, fetcher: Fetcher) -> None:
    server.scripts["/robots.txt"] = robots("User-agent: *\nCrawl-delay: 1e12")
    with pytest.raises(PortalUnreachable, match=r"seconds between requests"):
        fetcher.get(server.url + "a")

    assert not server.paths


@pytest.mark.parametrize(
    "script",
    [
        answer(b"", "404 Not Found"),
        answer(b"User-agent: *\nDisallow: /", "403 Forbidden"),
        redirect("/mgError.aspx"),
        redirect("http://elsewhere.example/"),
        redirect("/robots.txt"),
        answer(b""),
        answer(bytes(range(256)) * 1000, content_type="image/png"),
        answer(b"<html>This is our home: enjoy</html>"),
    ],
)
def test_without_robots_everything_is_allowed(server: ScriptedServer, fetcher: Fetcher, script: Script) -> None:
    server.scripts["/robots.txt"] = script

    assert fetcher.get(server.url + "a").status == 200


@pytest.mark.parametrize(
    "script",
    [
        answer(b"", "500 Internal Server Error"),
        answer(b"", "429 Too Many Requests"),
        redirect("http://elsewhere.example/robots.txt"),
        *BROKEN.values(),
    ],
)
def test_robots_that_cannot_be_read_end_the_run(server: ScriptedServer, fetcher: Fetcher, script: Script) -> None:
    server.scripts["/robots.txt"] = script
    with pytest.raises(PortalUnreachable, match=r"its robots.txt cannot be read"):
        fetcher.get(server.url + "a")

    assert not server.paths


def test_robots_that_fail_once_are_asked_for_again(server: ScriptedServer, fetcher: Fetcher) -> None:
    server.scripts["/robots.txt"] = [BUSY, robots("User-agent: *\nDisallow: /a")]
    with pytest.raises(FetchRefused):
        fetcher.get(server.url + "a")


@pytest.mark.parametrize("text", ["# x\n" * 1_000_000, "x" * 4_000_000, "Sitemap: /x\n" * 400_000])
def test_of_huge_robots_the_beginning_counts(server: ScriptedServer, fetcher: Fetcher, text: str) -> None:
    server.scripts["/robots.txt"] = robots("User-agent: *\nDisallow: /b\n" + text)
    with pytest.raises(FetchRefused):
        fetcher.get(server.url + "b")

    assert fetcher.get(server.url + "a").status == 200


@pytest.mark.parametrize("charset", ["utf-16", "utf-8-sig", "latin-1"])
def test_robots_are_read_in_whatever_charset(server: ScriptedServer, fetcher: Fetcher, charset: str) -> None:
    server.scripts["/robots.txt"] = answer("# é\nUser-agent: *\nDisallow: /".encode(charset))
    with pytest.raises(FetchRefused):
        fetcher.get(server.url + "a")


def test_robots_lie_at_the_root_whatever_the_prefix(server: ScriptedServer, clock: FakeClock) -> None:
    server.scripts["/robots.txt"] = redirect("/site/robots.txt")
    server.scripts["/site/robots.txt"] = robots("User-agent: *\nDisallow: /moderngov/a")
    with fetcher_for(server, clock, prefix="moderngov/") as fetcher, pytest.raises(FetchRefused, match="allow"):
        fetcher.get(server.url + "moderngov/a")


# The budget


def test_no_more_requests_are_made_than_are_allowed(server: ScriptedServer, clock: FakeClock) -> None:
    server.scripts["/a"] = [redirect("/b"), BUSY]
    with fetcher_for(server, clock, requests_left=5) as fetcher:
        fetcher.get(server.url + "a")
        with pytest.raises(BudgetSpent, match="the requests allowed for today"):
            fetcher.get(server.url + "a")
        slept = len(clock.slept)
        with pytest.raises(PortalStops):
            fetcher.get(server.url + "b")

    assert (fetcher.requests, len(server.asked), len(clock.slept)) == (5, 5, slept)


def test_without_any_request_left_none_is_made(server: ScriptedServer, clock: FakeClock) -> None:
    with fetcher_for(server, clock, requests_left=0) as fetcher, pytest.raises(BudgetSpent):
        fetcher.get(server.url + "a")

    assert not server.asked


# Certificates


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def secure(clock: FakeClock, authority: trustme.CA) -> Iterator[ScriptedServer]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    with ScriptedServer(clock, context) as running:
        running.scripts["/a"] = PAGE
        yield running


@pytest.fixture
def ca(authority: trustme.CA, tmp_path: Path) -> Path:
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    return tmp_path / "ca.pem"


def test_a_certificate_that_nobody_vouches_for_ends_the_run_at_once(secure: ScriptedServer, clock: FakeClock) -> None:
    with fetcher_for(secure, clock) as fetcher, pytest.raises(PortalUnreachable, match="--ca FILE"):
        fetcher.get(secure.url + "a")

    assert (fetcher.requests, secure.asked) == (1, [])


def test_a_certificate_is_accepted_when_its_authority_is_named(
    secure: ScriptedServer, clock: FakeClock, ca: Path
) -> None:
    with Fetcher(Portal("oakham", secure.url, ca), POLITE, clock) as fetcher:
        assert fetcher.get(secure.url + "a").status == 200


def test_a_certificate_for_another_host_is_refused(clock: FakeClock, authority: trustme.CA, ca: Path) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("elsewhere.example").configure_cert(context)
    with (
        ScriptedServer(clock, context) as running,
        Fetcher(Portal("oakham", running.url, ca), POLITE, clock) as fetcher,
        pytest.raises(PortalUnreachable, match="certificate"),
    ):
        fetcher.get(running.url + "a")


@pytest.mark.parametrize("content", [None, b"", b"no certificate"])
def test_a_ca_file_that_is_none_is_told(server: ScriptedServer, clock: FakeClock, ca: Path, content: bytes) -> None:
    ca.unlink() if content is None else ca.write_bytes(content)
    with (
        Fetcher(Portal("oakham", server.url, ca), POLITE, clock) as fetcher,
        pytest.raises(PortalUnreachable, match=r"--ca .*ca.pem cannot be read"),
    ):
        fetcher.get(server.url + "a")


def test_a_portal_that_moved_to_https_is_asked_there(
    server: ScriptedServer, secure: ScriptedServer, clock: FakeClock, ca: Path
) -> None:
    server.scripts["/a"] = redirect(secure.url + "a")
    secure.scripts["/c"] = PAGE
    with Fetcher(Portal("oakham", server.url, ca), POLITE, clock) as fetcher:
        given = [fetcher.get(server.url + page).url for page in "ac"]

    assert (given, fetcher.base) == ([secure.url + "a", secure.url + "c"], secure.url)
    assert [one.path for one in secure.asked] == ["/robots.txt", "/a", "/c"]


def test_robots_may_tell_of_the_move(
    server: ScriptedServer, secure: ScriptedServer, clock: FakeClock, ca: Path
) -> None:
    server.scripts["/robots.txt"] = redirect(secure.url + "robots.txt")
    with Fetcher(Portal("oakham", server.url, ca), POLITE, clock) as fetcher:
        given = fetcher.get(server.url + "a").url

    assert (given, server.paths, fetcher.requests) == (secure.url + "a", [], 3)


def test_the_robots_of_the_new_address_are_obeyed(
    server: ScriptedServer, secure: ScriptedServer, clock: FakeClock, ca: Path
) -> None:
    server.scripts["/a"] = redirect(secure.url + "a")
    secure.scripts["/robots.txt"] = robots("User-agent: *\nDisallow: /")
    with Fetcher(Portal("oakham", server.url, ca), POLITE, clock) as fetcher, pytest.raises(FetchRefused):
        fetcher.get(server.url + "a")

    assert not secure.paths


def test_no_redirect_leads_back_to_http(
    server: ScriptedServer, secure: ScriptedServer, clock: FakeClock, ca: Path
) -> None:
    secure.scripts["/a"] = redirect(server.url + "a")
    with (
        Fetcher(Portal("oakham", secure.url, ca), POLITE, clock) as fetcher,
        pytest.raises(FetchRefused, match="from https to http"),
    ):
        fetcher.get(secure.url + "a")

    assert not server.asked


# What it costs those who do not crawl


def test_the_network_is_imported_only_for_crawling() -> None:
    modules = "searcher.api, searcher.frontends.search_command, searcher.frontends.searcher_command"
    told = subprocess.run(
        [sys.executable, "-c", f"import sys, {modules}; print({{'httpx', 'protego', 'ssl'}} & set(sys.modules))"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert "httpx" not in told.stdout
    assert "protego" not in told.stdout


def test_the_clock_of_the_machine_knows_its_zone_and_waits() -> None:
    before = SystemClock().now()
    SystemClock().sleep(0.001)

    assert SystemClock().now() >= before
    assert before.tzinfo is datetime.UTC


# Answers that do not say where they end

CUT = b"<html><body><div id=modgov>Minu"


@pytest.mark.parametrize("content", [CUT, CUT + b"tes</div>"])
def test_a_page_that_ends_with_the_connection_and_too_early_is_not_taken(
    server: ScriptedServer, fetcher: Fetcher, content: bytes
) -> None:
    server.scripts["/a"] = closing(b"HTTP/1.0 200 OK\r\n\r\n" + content)

    with pytest.raises(FetchFailed, match="cut off"):
        fetcher.get(server.url + "a")


@pytest.mark.parametrize(
    "raw",
    [
        closing(b"HTTP/1.0 200 OK\r\n\r\n" + CUT + b"tes</div></body></html>"),
        closing(b"HTTP/1.0 200 OK\r\n\r\n%PDF-1.4"),
        answer(CUT + b"tes</div>"),  # HTML may leave its last tags out
    ],
)
def test_a_page_that_is_whole_is_taken(server: ScriptedServer, fetcher: Fetcher, raw: Any) -> None:
    server.scripts["/a"] = raw

    assert fetcher.get(server.url + "a").status == 200


def test_content_packed_in_a_way_that_was_not_asked_for_is_told(server: ScriptedServer, fetcher: Fetcher) -> None:
    server.scripts["/a"] = answer(b"\x1b", content_encoding="br")

    with pytest.raises(FetchFailed, match="packed as br, which was not asked for"):
        fetcher.get(server.url + "a")


def test_a_circle_that_wants_cookies_is_told_as_such(server: ScriptedServer, fetcher: Fetcher) -> None:
    server.scripts["/a"] = answer(b"", "302 Found", Location="/a", Set_Cookie="session=1")

    with pytest.raises(FetchFailed, match="it wants cookies, and none are kept"):
        fetcher.get(server.url + "a")


# Pages that fail, and portals that do


@pytest.mark.parametrize(("status", "most"), [("500 Internal Server Error", 5), ("503 Service Unavailable", 2)])
def test_a_page_that_fails_by_itself_counts_once(
    server: ScriptedServer, fetcher: Fetcher, status: str, most: int
) -> None:
    server.scripts.update({f"/{i}": answer(b"", status) for i in range(9)})
    asked = 0
    with pytest.raises(PortalUnreachable):
        while True:
            asked += 1
            with contextlib.suppress(FetchFailed):
                fetcher.get(f"{server.url}{asked}")

    assert asked == most


def test_long_waits_are_told(server: ScriptedServer, clock: FakeClock) -> None:
    server.scripts["/robots.txt"] = answer(b"User-agent: *\nCrawl-delay: 90")
    told: list[float] = []
    with Fetcher(Portal("oakham", server.url), POLITE, clock, waiting=told.append) as fetcher:
        fetcher.get(server.url + "a")
        fetcher.get(server.url + "b")

    assert told == [90.0, 90.0]


def test_portals_of_one_host_share_its_pauses(server: ScriptedServer, clock: FakeClock) -> None:
    pace = Pace(3.0)
    for prefix in ("", "other/"):
        with Fetcher(Portal("oakham", server.url + prefix), POLITE, clock, pace=pace) as fetcher:
            fetcher.get(f"{server.url}{prefix}a")

    assert min(server.pauses()) == pytest.approx(3.0)
