"""Nothing but the portal's own machine is asked, whatever its name or its redirects lead to; on loopback only."""

import contextlib
import socket
from collections.abc import Iterator

import pytest
from scripted_server import FakeClock, ScriptedServer, answer, redirect

from searcher.crawler import connection
from searcher.crawler.fetch import Fetcher, Politeness
from searcher.crawler.reach import may_reach
from searcher.errors import FetchFailed, FetchRefused, PortalUnreachable
from searcher.listing import Portal

POLITE = Politeness("council-minutes-search/0.1 (+https://example.org/)", timeout=10)
PAGE = answer(b"<div id=modgov>Minutes</div>", content_type="text/html")
ODD = ("127.1", "0x7f.1", "2130706433", "0177.0.0.1", "127.0.0.1.")
OTHERS = ("localhost", "[::ffff:127.0.0.1]", "[::1]", "169.254.169.254")
NOT_PUBLIC = (
    "127.0.0.1", "10.1.2.3", "172.16.0.9", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
    "240.0.0.1", "::1", "::", "fe80::1", "fe80::1%eth0", "fd00::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
    "64:ff9b::7f00:1", "64:ff9b::a00:1", "2002:7f00:1::", "ff02::1", "", "::7f00:1", "::ffff:0:7f00:1", "fec0::1",
    "64:ff9b:1::7f00:1", "2001:0:7f00:1::", "5f00::1",
)  # fmt: skip


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    with ScriptedServer(FakeClock()) as running:
        running.scripts["/a"] = PAGE
        running.scripts["/b"] = PAGE
        yield running


def fetcher_at(url: str) -> Fetcher:
    return Fetcher(Portal("oakham", url), POLITE, FakeClock())


@pytest.mark.parametrize("host", ODD)
def test_a_name_that_leads_to_this_machine_is_not_asked(server: ScriptedServer, host: str) -> None:
    url = server.url.replace("127.0.0.1", host)
    with fetcher_at(url) as fetcher, pytest.raises(PortalUnreachable):
        fetcher.get(url + "a")

    assert server.asked == []


@pytest.mark.parametrize(
    "to",
    [
        *(f"http://{host}:{{port}}/b" for host in (*ODD, *OTHERS)),
        "http://127.0.0.1:1/b", "ftp://127.0.0.1:{port}/b", "file:///etc/hostname",
        "gopher://127.0.0.1:{port}/b", "javascript:alert(1)", "data:text/html,b", "//169.254.169.254/b",
        "http://127.0.0.1:{port}@localhost/b", "http://user:secret@127.0.0.1:{port}/b",
        "http://localhost:{port}#@127.0.0.1:{port}/b", "http://127.0.0.1:{port}\\@localhost/b",
        "http://127.0.0.1%2elocalhost:{port}/b", "http://\xe2\x91\xa027.0.0.1:{port}/b",
    ],
)  # fmt: skip
def test_a_redirect_elsewhere_is_not_followed(server: ScriptedServer, to: str) -> None:
    server.scripts["/a"] = redirect(to.replace("{port}", server.url.rsplit(":", 1)[1].strip("/")))
    with fetcher_at(server.url) as fetcher, pytest.raises((FetchFailed, FetchRefused, PortalUnreachable)):
        fetcher.get(server.url + "a")

    assert {one.path for one in server.asked} <= {"/robots.txt", "/a"}


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_a_name_never_stands_for_a_machine_that_is_not_public(address: str) -> None:
    assert not may_reach("democracy.example.gov.uk", address)


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:2800:21f:cb07::1", "::ffff:93.184.215.14"])
def test_a_name_stands_for_any_public_machine(address: str) -> None:
    assert may_reach("democracy.example.gov.uk", address)


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("10.1.2.3", "10.1.2.3"),
        ("::1", "::1"),
        ("127.0.0.1", "127.0.0.1"),
        ("localhost", "::1"),
        ("fd00::1", "fd00::1"),
    ],
)
def test_a_machine_may_be_given_by_its_address(host: str, address: str) -> None:
    assert may_reach(host, address)
    assert not may_reach(host, "10.9.9.9")
    assert not may_reach(host, "169.254.169.254")


HERE = ("127.0.0.1", "::ffff:127.0.0.1", "0.0.0.0")


@pytest.mark.parametrize("address", HERE)
def test_a_name_server_that_leads_here_has_nothing_asked(
    server: ScriptedServer, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = named_at(address, server.url, monkeypatch)
    with fetcher_at(url) as fetcher, pytest.raises(PortalUnreachable):
        fetcher.get(url + "a")

    assert server.asked == []


@pytest.mark.parametrize("address", ["127.0.0.1", "::ffff:127.0.0.1", "0.0.0.0", "::1"])
def test_a_machine_to_which_a_name_must_not_lead_gets_no_byte(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with listening("::1" if address == "::1" else "127.0.0.1") as listener:
        url = named_at(address, f"http://here:{listener.getsockname()[1]}/", monkeypatch)
        with fetcher_at(url) as fetcher, pytest.raises(PortalUnreachable, match="no public address"):
            fetcher.get(url + "a")
        connection, _ = listener.accept()
        with connection:
            connection.settimeout(10)
            assert connection.recv(100) == b""


def test_of_several_addresses_of_a_name_none_may_lead_here(
    server: ScriptedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    with listening("127.0.0.1") as closed:
        nobody = closed.getsockname()
    url = named_at("127.0.0.1", server.url, monkeypatch)
    (here,) = socket.getaddrinfo("democracy.example.gov.uk", 0)
    first = (*here[:4], nobody)  # where nobody answers, so that the next address is tried
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [first, here])
    with fetcher_at(url) as fetcher, pytest.raises(PortalUnreachable, match="no public address"):
        fetcher.get(url + "a")

    assert server.asked == []


@pytest.mark.parametrize("page", ["robots.txt", "mgWebService.asmx/GetCommittees"])
def test_whatever_page_sends_us_to_another_host_that_one_is_not_asked(server: ScriptedServer, page: str) -> None:
    with ScriptedServer(FakeClock()) as other:
        server.scripts[f"/{page}"] = redirect(other.url.replace("127.0.0.1", "localhost") + page)
        with fetcher_at(server.url) as fetcher, pytest.raises((FetchRefused, PortalUnreachable), match="another site"):
            fetcher.get(server.url + "mgWebService.asmx/GetCommittees")

        assert other.asked == []


def test_a_name_server_that_changes_its_answer_has_nothing_more_asked(
    server: ScriptedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = named_at("127.0.0.1", server.url, monkeypatch)
    with fetcher_at(url) as fetcher:
        with monkeypatch.context() as public:  # as if this machine were the public one that was asked first
            public.setattr(connection, "may_reach", lambda host, address: True)
            server.scripts["/a"] = answer(b"Minutes", connection="close")
            assert fetcher.get(url + "a").content == b"Minutes"
        with pytest.raises(PortalUnreachable):
            fetcher.get(url + "b")

    assert [one.path for one in server.asked] == ["/robots.txt", "/a"]


@contextlib.contextmanager
def listening(host: str) -> Iterator[socket.socket]:
    """A listener on this machine that lets whoever calls wait. Skips the test where there is no such address."""
    try:
        listener = socket.create_server((host, 0), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError:
        pytest.skip(f"this machine has no {host}")
    listener.settimeout(10)
    with listener:
        yield listener


def named_at(address: str, url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """A machine's address by the name of a public portal, for which a name server tells an address."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    port = int(url.rsplit(":", 1)[1].strip("/"))

    def resolved(host: str, *_: object, **__: object) -> list[tuple[object, ...]]:
        assert host == "democracy.example.gov.uk"
        return [(family, socket.SOCK_STREAM, 6, "", (address, port))]

    monkeypatch.setattr(socket, "getaddrinfo", resolved)
    return f"http://democracy.example.gov.uk:{port}/"
