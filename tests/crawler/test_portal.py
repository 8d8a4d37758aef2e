"""Whose portal an address is."""

import pytest

from searcher.crawler.portal import council_from, portal_address


@pytest.mark.parametrize(
    ("address", "council"),
    [
        ("https://moderngov.oakham.gov.uk/ieListDocuments.aspx?MId=1", "oakham"),
        ("https://democracy.oakham.gov.uk:8443/", "oakham"),
        ("http://www.OAKHAM.gov.uk/mg/", "oakham"),
        ("https://oakham.moderngov.co.uk/", "oakham"),
        ("https://minutes-1.oakham.gov.uk/", "oakham"),
        ("https://democracy.north-oakham.gov.uk/", "north-oakham"),
        ("https://democratiaeth.oakham.llyw.cymru/", "oakham"),
        ("https://democracy.gov.uk/", None),
        ("https://localhost/", None),
        ("https://192.0.2.7/", None),
        ("https://[2001:db8::1]/", None),
        ("https://[/", None),
        ("/mgAi.aspx?ID=1", None),
        ("", None),
    ],
)
def test_a_council_is_named_by_its_portals_host(address: str, council: str | None) -> None:
    assert council_from(address) == council


@pytest.mark.parametrize(
    ("page", "address"),
    [
        ("https://oakham.gov.uk", "https://oakham.gov.uk/"),
        ("HTTPS://OAKHAM.gov.uk:8443/modernGov/ieDocHome.aspx?bcr=1#x", "https://oakham.gov.uk:8443/modernGov/"),
        ("https://oakham.gov.uk/mg/(X(1)S(abc))/mgAi.aspx?ID=1", "https://oakham.gov.uk/mg/"),
        ("https://oakham.gov.uk/documents/s123/Report%20one.pdf", "https://oakham.gov.uk/"),
        ("https://oakham.gov.uk/mg/documents/g9/Printed minutes 1.pdf?T=1", "https://oakham.gov.uk/mg/"),
        ("https://oakham.gov.uk/mgWebService.asmx/GetMeeting?lMeetingId=1", "https://oakham.gov.uk/"),
        ("http://[::1]:8000/x/", "http://[::1]:8000/x/"),
        ("https://démocratie.example/", "https://xn--dmocratie-b4a.example/"),
        ("https://user@oakham.gov.uk/", None),
        ("https://oakham.gov.uk:99999/", None),
        ("https://oakham.gov.uk/../x/", None),
        ("ftp://oakham.gov.uk/", None),
        ("http://[", None),
        ("oakham.gov.uk", None),
    ],
)
def test_a_portal_is_known_from_any_of_its_pages(page: str, address: str | None) -> None:
    assert portal_address(page) == address
