"""Where a redirect leads."""

import pytest

from searcher.crawler.redirects import Way, hop, moved

BASE = "https://oakham.gov.uk/moderngov/"
PAGE = BASE + "ieListMeetings.aspx?CId=1"


@pytest.mark.parametrize(
    ("location", "way"),
    [
        ("ieListMeetings.aspx?CId=1&Year=0", Way.ONWARD),
        ("/moderngov/mgAi.aspx?ID=1", Way.ONWARD),
        ("/ModernGov/mgAi.aspx?ID=1", Way.ONWARD),
        ("HTTPS://OAKHAM.gov.uk:443/moderngov/x", Way.ONWARD),
        ("/moderngov/(X(1)S(abc))/ieListMeetings.aspx", Way.ONWARD),
        ("/(S(abc))/moderngov/ieListMeetings.aspx", Way.ONWARD),
        ("documents/s1/Late Report.pdf", Way.ONWARD),
        ("mgError.aspx?aspxerrorpath=/x", Way.ERROR_PAGE),
        ("/mgerror.ASPX", Way.ERROR_PAGE),
        ("http://oakham.gov.uk/moderngov/mgError.aspx", Way.ERROR_PAGE),
        ("/", Way.OUTSIDE),
        ("/moderngov/../x", Way.OUTSIDE),
        ("/moderngov/%2e%2e/x", Way.OUTSIDE),
        ("https://me@oakham.gov.uk/moderngov/x", Way.BROKEN),
        ("https://elsewhere.gov.uk/moderngov/x", Way.OTHER_SITE),
        ("https://elsewhere.gov.uk/moderngov/mgError.aspx", Way.OTHER_SITE),
        ("//elsewhere.gov.uk/moderngov/x", Way.OTHER_SITE),
        ("https://oakham.gov.uk@elsewhere.gov.uk/moderngov/x", Way.BROKEN),
        ("https://oakham.gov.uk:8443/moderngov/x", Way.OTHER_SITE),
        ("http://oakham.gov.uk/moderngov/x", Way.INSECURE),
        ("ftp://oakham.gov.uk/moderngov/x", Way.BROKEN),
        ("javascript:alert(1)", Way.BROKEN),
        ("file:///etc/passwd", Way.BROKEN),
        ("https://[/", Way.BROKEN),
        ("https://oakham.gov.uk:port/moderngov/", Way.BROKEN),
        ("x\x1b[2J", Way.BROKEN),
        ("x" * 9000, Way.BROKEN),
    ],
)
def test_a_redirect_leads(location: str, way: Way) -> None:
    assert hop(BASE, PAGE, location).way is way


def test_a_portal_may_move_to_https_on_its_own_host() -> None:
    found = hop("http://oakham.gov.uk/moderngov/", "http://oakham.gov.uk/moderngov/x", PAGE + "#top")

    assert (found.way, found.url) == (Way.ONWARD, PAGE)


def test_spaces_and_line_ends_are_mended() -> None:
    assert hop(BASE, PAGE, " documents/s1/Late\t Report.pdf").url == BASE + "documents/s1/Late%20Report.pdf"


def test_an_address_moves_with_its_portal() -> None:
    assert (
        moved("http://oakham.gov.uk/moderngov/x?y=1", "https://oakham.gov.uk/")
        == "https://oakham.gov.uk/moderngov/x?y=1"
    )
