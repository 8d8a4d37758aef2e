"""How a portal's addresses are written, and that no link leads out of the portal."""

import string
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searcher.crawler.addresses import (
    is_error_page,
    is_within,
    page_url,
    resolved,
    session_of,
    without_session,
)
from searcher.listing import PageOf

BASE = "https://minutes.oakham.gov.uk/"
BELOW = "https://www.oakham.gov.uk/modernGov/"


@pytest.mark.parametrize(
    ("kind", "number", "more", "written"),
    [
        (PageOf.COMMITTEES, "", {}, "mgListCommittees.aspx?bcr=1"),
        (PageOf.LIST, "318", {}, "ieListMeetings.aspx?CId=318&Year=0"),
        (PageOf.LIST, "318", {"Year": "2025"}, "ieListMeetings.aspx?CId=318&Year=2025"),
        (PageOf.MEETING, "7420", {"CId": "318"}, "ieListDocuments.aspx?CId=318&MId=7420&Ver=4"),
        (PageOf.MEETING, "7420", {"CId": None}, "ieListDocuments.aspx?MId=7420&Ver=4"),
        (PageOf.ITEM, "9", {}, "mgAi.aspx?ID=9"),
        (PageOf.ATTENDANCE, "7420", {}, "mgMeetingAttendance.aspx?ID=7420"),
        (PageOf.DECISION, "9", {}, "ieDecisionDetails.aspx?AIId=9"),
        (PageOf.NEWS, "", {}, "mgWhatsNew.aspx?bcr=1"),
        (PageOf.FEED, "", {}, "mgRss.aspx?XXR=0"),
        (PageOf.SERVICE_COMMITTEES, "", {}, "mgWebService.asmx/GetCommittees"),
        (PageOf.SERVICE_MEETINGS, "", {}, "mgWebService.asmx/GetMeetings?lCommitteeId=0&sFromDate=0&sToDate=0"),
        (PageOf.SERVICE_MEETING, "7420", {}, "mgWebService.asmx/GetMeeting?lMeetingId=7420"),
    ],
)
def test_pages_are_asked_for_as_the_portal_writes_them(
    kind: PageOf, number: str, more: dict[str, str | None], written: str
) -> None:
    assert page_url(BELOW, kind, number, **more) == BELOW + written


@pytest.mark.parametrize(
    ("href", "address"),
    [
        ("mgAi.aspx?ID=9", "mgAi.aspx?ID=9"),
        (" mgAi.aspx?\r\nID=9\t", "mgAi.aspx?ID=9"),
        ("mgAi.aspx?ID=9#AI9", "mgAi.aspx?ID=9"),
        ("documents/g7/Printed minutes\r\n08th-Mar.pdf?T=1", "documents/g7/Printed%20minutes08th-Mar.pdf?T=1"),
        ("documents/s7/Rates up 5% (draft).pdf", "documents/s7/Rates%20up%205%25%20(draft).pdf"),
        ("documents/s7/Caf\u00e9%20plan.pdf", "documents/s7/Caf%C3%A9%20plan.pdf"),
        ("documents/../mgAi.aspx?ID=9", "mgAi.aspx?ID=9"),
        ("https://www.oakham.gov.uk/modernGov/mgAi.aspx", "mgAi.aspx"),
        ("(S(abc))/mgAi.aspx", "(S(abc))/mgAi.aspx"),
    ],
)
def test_a_link_is_resolved_as_it_can_be_asked_for(href: str, address: str) -> None:
    assert resolved(BELOW, href) == BELOW + address


@pytest.mark.parametrize(
    "href",
    [
        "",
        "#AI9",
        "\r\n",
        "javascript:mgAi.aspx?ID=9",
        "mailto:clerk@oakham.gov.uk",
        "data:text/html,x",
        "ftp://x/",
        "http://www.oakham.gov.uk/modernGov/mgAi.aspx",
        "https://www.oakham.gov.uk:8443/modernGov/mgAi.aspx",
        "//evil.example/modernGov/mgAi.aspx",
        "https://www.oakham.gov.uk.evil.example/modernGov/",
        "https://evil.example",
        "https://www.oakham.gov.uk@evil.example/modernGov/mgAi.aspx",
        "https://clerk@www.oakham.gov.uk/modernGov/a",
        "https://evil.example\\@www.oakham.gov.uk/modernGov/",
        "\\\\evil.example\\x",
        "/\\evil.example",
        "a\\..\\b",
        "../admin.aspx",
        "../../modernGov2/x",
        "/modernGov2/x",
        "/",
        "/modernGov",
        "%2e%2e/admin.aspx",
        "..%2fadmin.aspx",
        "a/%252e%252e/%252e%252e/admin",
        "a/..;/..;/admin",
        "a/.. /.. /admin",
        "a%5c..%5c..%5cadmin",
        "a%00b",
        "http://[",
        "https://www.oakham.gov.uk:port/modernGov/",
        "http:///x",
        "https:///evil.example/",
        "a" * 5000,
        "/(S(abc))/mgAi.aspx",
        "a\x01b",
    ],
)
def test_what_leads_out_of_the_portal_is_none(href: str) -> None:
    assert resolved(BELOW, href) is None


@pytest.mark.parametrize(
    "url",
    [
        BELOW,
        BELOW + "mgAi.aspx?ID=9",
        "HTTPS://WWW.oakham.GOV.UK:443/moderngov/MGAI.aspx",
        "https://www.oakham.gov.uk/(S(abc))/modernGov/mgAi.aspx",
        BELOW + "(X(1)S(abc))/mgAi.aspx",
        BELOW + "documents/s7/Rates%20up%205%25.pdf",
        BELOW + "x?path=../..",
        BELOW + "documents/s7/Plan...pdf",
    ],
)
def test_what_is_below_the_portals_path_is_within(url: str) -> None:
    assert is_within(BELOW, url)


@pytest.mark.parametrize(
    "url",
    [
        "mgAi.aspx",
        "",
        BELOW + "a b",
        BELOW + "a\tb",
        "\t" + BELOW,
        BELOW + "%",
        BELOW + "%u002e%u002e/x",
        BELOW + "../x",
        BELOW + "a/./b",
        BELOW + "\u2026",
        "https://www.oakham.gov.uk\uff0fmodernGov/",
        "https://www.oakham.gov.uk./modernGov/x",
        BELOW + "%25252525252e%25252525252e/x",
    ],
)
def test_what_is_not_plainly_within_is_not_within(url: str) -> None:
    assert not is_within(BELOW, url)


PARTS = st.sampled_from(
    [
        "https:",
        "http:",
        "//",
        "/",
        "\\",
        "..",
        ".",
        "%2e",
        "%2E%2e",
        "%2f",
        "%5c",
        "%25",
        "%",
        "@",
        ":",
        ":443",
        ":8443",
        "www.oakham.gov.uk",
        "WWW.OAKHAM.GOV.UK",
        "evil.example",
        "modernGov",
        "moderngov",
        "(S(abc))",
        "mgAi.aspx",
        "?",
        "#",
        "ID=9",
        "\r\n",
        "\t",
        " ",
        ";",
        "\x00",
        "\u3002",
        "\uff0f",
        "[",
        "]",
        "javascript:",
    ]
)
HREFS = st.lists(PARTS, max_size=9).map("".join) | st.text(string.printable, max_size=40) | st.text(max_size=20)


@given(HREFS)
def test_nothing_resolved_is_outside_the_portal(href: str) -> None:
    found = resolved(BELOW, href)

    assert found is None or (is_within(BELOW, found) and is_plainly_inside(found))


@given(HREFS)
def test_nothing_within_is_outside_the_portal(url: str) -> None:
    assert not is_within(BELOW, url) or is_plainly_inside(without_session(url))


def is_plainly_inside(url: str) -> bool:
    """As a second reader sees it, who decodes first and asks then."""
    parts = urlsplit(url)
    path = unquote(unquote(unquote(without_session(url)))).partition("?")[0].replace("\\", "/")
    netlocs = ("www.oakham.gov.uk", "www.oakham.gov.uk:443", "www.oakham.gov.uk:")
    below = parts.path.lower().startswith("/moderngov/")
    return parts.scheme == "https" and parts.netloc.lower() in netlocs and below and ".." not in path.split("/")


@pytest.mark.parametrize(
    ("url", "session", "without"),
    [
        (BASE + "(X(1)S(ab1))/mgAi.aspx?ID=9", "(X(1)S(ab1))", BASE + "mgAi.aspx?ID=9"),
        (BELOW + "(S(ab1))/mgAi.aspx", "(S(ab1))", BELOW + "mgAi.aspx"),
        (BASE + "documents/s7/Plan (S(1)).pdf", None, BASE + "documents/s7/Plan (S(1)).pdf"),
        ("http://[", None, "http://["),
    ],
)
def test_a_session_is_told_apart_from_the_address(url: str, session: str | None, without: str) -> None:
    assert (session_of(url), without_session(url)) == (session, without)


@pytest.mark.parametrize(
    ("url", "answer"),
    [(BASE + "MgError.aspx?e=4", True), (BASE + "mgAi.aspx?mgError.aspx", False), ("http://[", False)],
)
def test_the_portals_page_for_errors_is_known(url: str, answer: bool) -> None:
    assert is_error_page(url) is answer
