"""Whose portal an address is."""

import pytest

from searcher.crawler.portal import council_from


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
