"""Every fault does what it says, seen from the visitor's side."""

import gzip
import http.client
import socket
import zlib
from datetime import timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import pytest
from sample_portal.clock import Clock
from sample_portal.faults import KINDS, Fault
from sample_portal.oversize import bomb
from sample_portal.server import SamplePortal
from sample_portal_tests.tiny import Seen, connect, visit

MEETING = "ieListDocuments.aspx?MId=101"


def raw(portal: SamplePortal, path: str = MEETING) -> bytes:
    """Everything that comes over a connection until its end."""
    address = urlsplit(portal.url)
    with socket.create_connection((str(address.hostname), address.port or 0), timeout=20) as connection:
        connection.sendall(f"GET /{path} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        return b"".join(iter(lambda: connection.recv(1 << 16), b""))


def met(portal: SamplePortal, fault: Fault) -> Seen:
    """What a visitor gets under a fault."""
    portal.faults.add(fault)
    return visit(portal, MEETING)


def test_every_kind_says_in_one_line_what_it_is() -> None:
    assert all((act.__doc__ or "").strip().endswith(".") for act in KINDS.values())
    assert not [name for name, act in KINDS.items() if "\n" in (act.__doc__ or "")]


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="no fault is called 'flood'"):
        Fault("flood")


def test_a_fault_strikes_what_it_fits_in_any_case(portal: SamplePortal) -> None:
    portal.faults.add(Fault("500", r"IELISTDOCUMENTS.*mid=101"))

    assert [visit(portal, path).status for path in (MEETING, "mgError.aspx")] == [500, 200]


def test_a_fault_spares_the_first_and_ends(portal: SamplePortal) -> None:
    portal.faults.add(Fault("500", after=1, times=2))

    assert [visit(portal, MEETING).status for _ in range(5)] == [200, 500, 500, 200, 200]


def test_the_first_fault_that_fits_answers(portal: SamplePortal) -> None:
    portal.faults.add(Fault("429", times=1), Fault("503"))

    assert [visit(portal, MEETING).status for _ in range(2)] == [429, 503]


def test_all_is_well_again(portal: SamplePortal) -> None:
    portal.faults.add(Fault("500"))
    portal.faults.clear()

    assert visit(portal, MEETING).status == 200


def test_slow_moves_the_clock_and_answers(portal: SamplePortal, clock: Clock) -> None:
    before = clock.now()

    assert met(portal, Fault("slow", seconds=90)).status == 200
    assert clock.now() - before == timedelta(seconds=90)


def test_a_slow_refusal_is_both(portal: SamplePortal, clock: Clock) -> None:
    before = clock.now()
    portal.faults.add(Fault("slow", seconds=90), Fault("503"))

    assert visit(portal, MEETING).status == 503
    assert clock.now() - before == timedelta(seconds=90)


def test_a_time_out_never_answers(portal: SamplePortal) -> None:
    portal.faults.add(Fault("time-out"))
    connection = connect(portal)
    connection.timeout = 0.2
    connection.request("GET", "/")

    with pytest.raises(TimeoutError):
        connection.getresponse()
    connection.close()
    assert portal.requests[0].status == 0


def test_a_time_out_ends_when_the_portal_stops(portal: SamplePortal) -> None:
    portal.faults.add(Fault("time-out"))
    connection = connect(portal)
    connection.request("GET", "/")
    while not portal.requests:
        pass
    portal.stop()

    with pytest.raises((http.client.RemoteDisconnected, ConnectionResetError)):
        connection.getresponse()
    connection.close()


def test_a_stall_stops_in_the_body(portal: SamplePortal) -> None:
    portal.faults.add(Fault("stall"))
    connection = connect(portal)
    connection.timeout = 0.2
    connection.request("GET", "/")
    answer = connection.getresponse()

    assert answer.status == 200
    with pytest.raises(TimeoutError):
        answer.read()
    answer.close()
    connection.close()


def test_refused_gives_no_byte(portal: SamplePortal) -> None:
    portal.faults.add(Fault("refused"))

    assert raw(portal) == b""


def test_reset_breaks_off_in_the_body(portal: SamplePortal) -> None:
    portal.faults.add(Fault("reset"))

    with pytest.raises(ConnectionResetError):
        raw(portal)
    assert portal.requests[0].status == 200


def test_truncated_ends_before_its_length(portal: SamplePortal) -> None:
    with pytest.raises(http.client.IncompleteRead) as told:
        met(portal, Fault("truncated"))

    assert told.value.expected
    assert len(told.value.partial) > 1000


def test_truncated_chunks_have_no_last_one(portal: SamplePortal) -> None:
    portal.faults.add(Fault("truncated-chunked"))
    sent = raw(portal)

    assert b"Transfer-Encoding: chunked" in sent
    assert b"Content-Length" not in sent
    assert not sent.endswith(b"0\r\n\r\n")


def test_a_short_length_loses_half(portal: SamplePortal) -> None:
    whole = visit(portal, MEETING).body
    short = met(portal, Fault("short-length")).body

    assert short == whole[: len(whole) // 2]
    assert raw(portal).endswith(whole)


@pytest.mark.parametrize("kind", ["429", "503", "500", "404"])
def test_a_refusal_has_its_status(portal: SamplePortal, kind: str) -> None:
    seen = met(portal, Fault(kind))

    assert seen.status == int(kind)
    assert "Retry-After" not in seen.headers


def test_retry_after_in_seconds(portal: SamplePortal) -> None:
    assert met(portal, Fault("429", retry_after=120)).headers["Retry-After"] == "120"


def test_retry_after_as_a_date_is_by_the_clock(portal: SamplePortal, clock: Clock) -> None:
    headers = met(portal, Fault("503", retry_after="date", seconds=120)).headers

    assert parsedate_to_datetime(headers["Retry-After"]) - clock.now() == timedelta(seconds=120)


def test_retry_after_as_nonsense(portal: SamplePortal) -> None:
    assert met(portal, Fault("503", retry_after="soon")).headers["Retry-After"] == "soon"


@pytest.mark.parametrize(
    ("kind", "status", "words"),
    [
        ("forbidden", 403, "Access is denied"),
        ("incapsula", 200, "_Incapsula_Resource"),
        ("cloudflare-403", 403, "Just a moment..."),
        ("cloudflare-503", 503, "Just a moment..."),
        ("barracuda", 200, "Barracuda"),
        ("sharepoint", 200, "Microsoft SharePoint"),
        ("script-redirect", 200, "redirectToHttps"),
        ("error-page", 200, "An error occurred"),
    ],
)
def test_a_page_in_the_place_of_the_right_one(portal: SamplePortal, kind: str, status: int, words: str) -> None:
    seen = met(portal, Fault(kind))

    assert seen.status == status
    assert words in seen.text
    assert "AI9001" not in seen.text


def test_incapsulas_page_has_212_bytes(portal: SamplePortal) -> None:
    assert len(met(portal, Fault("incapsula")).body) == 212


def test_an_empty_item_is_in_the_right_frame(portal: SamplePortal) -> None:
    portal.faults.add(Fault("empty-item", "mgAi"))

    assert '<div id="modgov">' in visit(portal, "mgAi.aspx?ID=9001").text


def test_an_error_redirect_leads_to_a_page_that_says_200(portal: SamplePortal) -> None:
    seen = met(portal, Fault("error-redirect", "ieListDocuments"))

    assert (seen.status, seen.headers["Location"]) == (302, f"{portal.url}mgError.aspx")
    assert visit(portal, "mgError.aspx").status == 200


def test_a_loop_leads_to_itself(portal: SamplePortal) -> None:
    assert met(portal, Fault("redirect-loop")).headers["Location"] == f"/{MEETING}"


def test_a_redirect_may_lead_away(portal: SamplePortal) -> None:
    assert met(portal, Fault("redirect-away")).headers["Location"].startswith("https://elsewhere.invalid/")


def test_a_redirect_may_lead_to_another_portal(portal: SamplePortal) -> None:
    assert met(portal, Fault("redirect-away", to="http://127.0.0.1:9/")).headers["Location"] == "http://127.0.0.1:9/"


def test_a_redirect_to_https_keeps_the_rest(portal: SamplePortal) -> None:
    seen = met(portal, Fault("redirect-https"))

    assert seen.status == 301
    assert seen.headers["Location"] == f"{portal.url.replace('http:', 'https:')}{MEETING}"


def test_a_wrong_charset_is_only_a_word(portal: SamplePortal) -> None:
    whole = visit(portal, MEETING).body
    seen = met(portal, Fault("wrong-charset"))

    assert (seen.headers["Content-Type"], seen.body) == ("text/html; charset=utf-16", whole)


def test_empty_is_200_and_nothing(portal: SamplePortal) -> None:
    seen = met(portal, Fault("empty"))

    assert (seen.status, seen.body) == (200, b"")


def test_garbage_is_no_text_but_always_the_same(portal: SamplePortal) -> None:
    seen = met(portal, Fault("garbage"))

    with pytest.raises(UnicodeDecodeError):
        _ = seen.text
    assert visit(portal, MEETING).body == seen.body


def test_not_http_has_no_status_line(portal: SamplePortal) -> None:
    with pytest.raises(http.client.BadStatusLine):
        met(portal, Fault("not-http"))


def test_huge_comes_in_chunks_until_one_has_enough(portal: SamplePortal) -> None:
    portal.faults.add(Fault("huge"))
    connection = connect(portal)
    connection.request("GET", "/")
    answer = connection.getresponse()

    assert len(answer.read(5_000_000)) == 5_000_000
    assert answer.getheader("Content-Length") is None
    answer.close()
    connection.close()


def test_huge_may_announce_itself(portal: SamplePortal) -> None:
    portal.faults.add(Fault("huge-announced"))
    connection = connect(portal)
    connection.request("GET", "/")
    answer = connection.getresponse()

    assert answer.getheader("Content-Length") == str(300 * 1024 * 1024)
    assert answer.read(10).startswith(b"<p>")
    answer.close()
    connection.close()


def test_a_small_bomb_is_proper_gzip() -> None:
    assert gzip.decompress(bomb(3)) == bytes(3 << 20)


def test_the_bomb_is_small_and_grows_without_end(portal: SamplePortal) -> None:
    seen = met(portal, Fault("gzip-bomb"))
    reader = zlib.decompressobj(zlib.MAX_WBITS | 16)

    assert seen.headers["Content-Encoding"] == "gzip"
    assert len(seen.body) < 2_000_000
    assert len(reader.decompress(seen.body, 50_000_000)) == 50_000_000
    assert int.from_bytes(seen.body[-4:], "little") == 1 << 30
