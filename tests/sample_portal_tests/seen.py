"""Reading the portal's pages in tests."""

import re

from bs4 import BeautifulSoup
from sample_portal.server import SamplePortal
from sample_portal_tests.tiny import visit


def page(portal: SamplePortal, path: str) -> BeautifulSoup:
    return BeautifulSoup(visit(portal, path).text, "html.parser")


def words(portal: SamplePortal, path: str) -> str:
    """A page's text with single blanks."""
    return re.sub(r"\s+", " ", page(portal, path).get_text("").replace("\xa0", " "))
