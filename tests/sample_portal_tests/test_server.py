"""Addresses, the visitors' book, sessions, prefixes, TLS."""

import os
import shutil
import socket
import ssl
import subprocess
from datetime import timedelta
from pathlib import Path
from threading import Barrier, Thread
from urllib.parse import urlsplit

import pytest
from sample_portal.clock import Clock
from sample_portal.faults import Fault
from sample_portal.pages.furniture import HONEYPOT
from sample_portal.server import SamplePortal
from sample_portal_tests.tiny import connect, tiny, visit

EVERY_PAGE = (
    "",
    "mgListCommittees.aspx?bcr=1",
    "mgCommitteeStructure.aspx",
    "ieDocHome.aspx?bcr=1",
    "mgCommitteeDetails.aspx?ID=12",
    "mgCommitteeDetails.aspx?ID=11",
    "ieListMeetings.aspx?CId=12&Year=0",
    "ieListMeetings.aspx?CommitteeId=12",
    "ieListDocuments.aspx?CId=12&MId=101&Ver=4",
    "mgAi.aspx?ID=9001",
    "mgMeetingAttendance.aspx?ID=101",
    "ieDecisionDetails.aspx?AIId=9001",
    "ieDecisionDetails.aspx?ID=9001",
    "mgWhatsNew.aspx?bcr=1",
    "mgCalendarMonthView.aspx?M=3&DD=2026",
    "mgCalendarWeekView.aspx?WN=3",
    "mgCalendarAgendaView.aspx?MR=1",
    "mgChooseDocPack.aspx?ID=1001",
    "mgReasonsRestricted.aspx?OID=9003&OT=I",
    "mgListRecordedVotesShort.aspx?AIID=9001&MID=101",
    "ieDocSearch.aspx",
    "ieSearchResults2.aspx?SS=x&PG=3",
    "mgError.aspx",
    "mgMemberIndex.aspx",
    "mgUserInfo.aspx?UID=501",
    "mgDelegatedDecisions.aspx",
)


@pytest.mark.parametrize("path", EVERY_PAGE)
def test_a_page_is_the_products(portal: SamplePortal, path: str) -> None:
    seen = visit(portal, path)

    assert (seen.status, seen.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert '<div id="modgov">' in seen.text


@pytest.mark.parametrize("path", [path for path in EVERY_PAGE if "Search" not in path])
def test_a_page_is_pure_ascii_with_mixed_line_ends(portal: SamplePortal, path: str) -> None:
    body = visit(portal, path).body

    assert body.isascii()
    assert b"\r\n" in body
    assert body.count(b"\n") > body.count(b"\r\n")


@pytest.mark.parametrize("theme", ["kingston", "plain", "xhtml"])
@pytest.mark.parametrize("markup", [1, 2, 3])
def test_every_look_serves_every_page(theme: str, markup: int) -> None:
    with SamplePortal(tiny(), theme=theme, markup=markup) as portal:  # type: ignore[arg-type]
        assert {visit(portal, path).status for path in EVERY_PAGE} == {200}


@pytest.mark.parametrize("path", ["nothing.aspx", "ieListDocuments.aspx?MId=77777", "mgAi.aspx?ID=x", "mgAi.aspx?ID=1"])
def test_what_is_not_there_leads_to_the_error_page(portal: SamplePortal, path: str) -> None:
    seen = visit(portal, path)

    assert (seen.status, seen.headers["Location"]) == (302, "/mgError.aspx")


@pytest.mark.parametrize(
    "query", ["MId=101", "MID=101&Ver=4", "MeetingId=101&CID=12", "CId=12&mid=101", "MId=101&LLL=0"]
)
@pytest.mark.parametrize("page", ["ieListDocuments.aspx", "ielistdocuments.ASPX"])
def test_a_meeting_has_many_addresses(portal: SamplePortal, page: str, query: str) -> None:
    assert "AI9001" in visit(portal, f"{page}?{query}").text


def test_no_validators_are_given(portal: SamplePortal) -> None:
    headers = visit(portal, "ieListDocuments.aspx?MId=101").headers

    assert not {"ETag", "Last-Modified"} & set(headers)


def test_a_connection_is_kept(portal: SamplePortal) -> None:
    connection, sockets = connect(portal), set()
    for _ in range(3):
        connection.request("GET", "/mgError.aspx")
        connection.getresponse().read()
        sockets.add(connection.sock)
    connection.close()

    assert len(sockets) == 1


def test_head_has_no_body(portal: SamplePortal) -> None:
    seen = visit(portal, "mgError.aspx", "HEAD")

    assert seen.body == b""
    assert int(seen.headers["Content-Length"]) > 100


def test_robots_are_at_the_root_of_the_host() -> None:
    with SamplePortal(tiny(), prefix="/moderngov", robots="User-agent: *\nDisallow: /x\n") as portal:
        assert visit(portal, "/robots.txt").text == "User-agent: *\nDisallow: /x\n"


def test_without_robots_there_is_a_404(portal: SamplePortal) -> None:
    assert visit(portal, "/robots.txt").status == 404


def test_a_prefix_is_part_of_the_address() -> None:
    with SamplePortal(tiny(), prefix="/moderngov") as portal:
        assert portal.url.endswith("/moderngov/")
        assert visit(portal, "/ModernGov/mgError.aspx").status == 200
        assert visit(portal, "/mgError.aspx").status == 404
        assert visit(portal, "/moderngov/nothing.aspx").headers["Location"] == "/moderngov/mgError.aspx"


def test_sessions_move_every_page_to_an_address_of_its_own() -> None:
    with SamplePortal(tiny(), prefix="/x", sessions=True) as portal:
        first, second = (visit(portal, "mgError.aspx?a=1").headers["Location"] for _ in range(2))

        assert first != second
        assert first.startswith("/x/(X(1)S(")
        assert first.endswith("))/mgError.aspx?a=1")
        assert visit(portal, first).status == 200
        assert visit(portal, first.replace("mgError", "nothing")).headers["Location"].startswith("/x/(X(1)S(")


def test_a_form_chooses_a_year(portal: SamplePortal) -> None:
    seen = visit(portal, "ieListMeetings.aspx", "POST", "YearSelect=2025&hCommitteeId=12")

    assert "MId=104&" in seen.text.replace("&amp;", "&")
    assert "MId=101&" not in seen.text.replace("&amp;", "&")


def test_the_book_has_every_request(portal: SamplePortal, clock: Clock) -> None:
    visit(portal, "mgError.aspx?A=b")
    clock.advance(seconds=7)
    visit(portal, "nothing.aspx")

    first, second = portal.requests
    assert (first.method, first.path, first.query, first.status) == ("GET", "/mgError.aspx", "A=b", 200)
    assert (second.status, second.at - first.at) == (302, timedelta(seconds=7))
    assert first.headers["host"] == urlsplit(portal.url).netloc


def test_the_book_has_the_time_a_request_took(portal: SamplePortal) -> None:
    portal.faults.add(Fault("slow", seconds=40))

    visit(portal, "mgError.aspx")

    assert portal.requests[0].duration == timedelta(seconds=40)


def test_the_book_counts_requests_in_flight(portal: SamplePortal) -> None:
    portal.faults.add(Fault("time-out", "mgError"))
    hanging = connect(portal)
    hanging.request("GET", "/mgError.aspx")
    while not portal.requests:
        pass

    visit(portal, "mgListCommittees.aspx")
    hanging.close()

    assert [one.in_flight for one in portal.requests] == [1, 2]


def test_one_after_the_other_is_one_in_flight(portal: SamplePortal) -> None:
    for _ in range(50):
        visit(portal, "mgError.aspx")

    assert {one.in_flight for one in portal.requests} == {1}


def test_many_visitors_at_once_are_all_served(portal: SamplePortal) -> None:
    together, statuses = Barrier(20), []

    def come() -> None:
        together.wait()
        statuses.append(visit(portal, "ieListDocuments.aspx?MId=101").status)

    visitors = [Thread(target=come) for _ in range(20)]
    for one in visitors:
        one.start()
    for one in visitors:
        one.join()

    assert statuses == [200] * 20


def test_hidden_links_are_traps_that_the_book_tells_of(portal: SamplePortal) -> None:
    page = visit(portal, "ieDocHome.aspx").text
    after, inside = page.split("</body>")[1], page.split("</body>")[0]

    assert HONEYPOT in after
    assert 'style="display:none"' in inside
    assert visit(portal, HONEYPOT).status == visit(portal, "mgHiddenTrap.aspx?ID=1").status == 200
    assert len(portal.trapped) == 2


def test_the_calendar_never_ends(portal: SamplePortal) -> None:
    assert "M=1&amp;DD=2200" in visit(portal, "mgCalendarMonthView.aspx?M=12&DD=2199").text


def test_a_page_that_cannot_be_made_fails_the_test() -> None:
    with pytest.raises(RuntimeError, match="could not make"), SamplePortal(tiny()) as portal:
        portal._map._routes._page = lambda ask: 1 / 0  # type: ignore[assignment]

        assert visit(portal, "mgError.aspx").status == 500


def test_stopping_ends_open_connections() -> None:
    with SamplePortal(tiny()) as portal:
        connection = connect(portal)
        connection.request("GET", "/mgError.aspx")
        connection.getresponse().read()
        portal.stop()

        assert isinstance(connection.sock, socket.socket)
        assert connection.sock.recv(1) == b""
    connection.close()


def test_an_address_needs_a_portal_that_runs() -> None:
    with pytest.raises(RuntimeError, match="before it is entered"):
        _ = SamplePortal(tiny()).url


def certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate for loopback that signed itself, made by openssl."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("there is no openssl to make a certificate with")
    certificate, key = folder / "portal.pem", folder / "portal.key"
    wanted = ("-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1")
    named = ("-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key), "-out", str(certificate))
    subprocess.run([openssl, "req", "-x509", *wanted, *named], check=True, capture_output=True, env=os.environ)
    return certificate, key


def test_it_speaks_tls_to_those_who_trust_it(tmp_path: Path) -> None:
    own = certificate(tmp_path)
    with SamplePortal(tiny(), tls=own) as portal:
        connection = connect(portal, ssl.create_default_context(cafile=own[0]))
        connection.request("GET", "/mgError.aspx")

        assert portal.url.startswith("https://")
        assert connection.getresponse().status == 200
        connection.close()


def test_those_who_do_not_trust_it_are_not_served(tmp_path: Path) -> None:
    with SamplePortal(tiny(), tls=certificate(tmp_path)) as portal:
        connection = connect(portal, ssl.create_default_context())

        with pytest.raises(ssl.SSLCertVerificationError):
            connection.request("GET", "/mgError.aspx")
        connection.close()
        assert portal.requests == ()
