"""On which page of its PDF a passage stands, and links to it."""

import pytest

from searcher.engine.paging import linked, page_of

MINUTES = "The drains were full.\n\nRESOLVED:- (1) That the drains be cleaned.\n\nThe lamps were lit."
STARTS = (("minutes", 0, 3), ("minutes", MINUTES.index("RESOLVED"), 4), ("minutes", MINUTES.index("The lamps"), None))


def page(area: str, text: str, word: str, minutes: str = MINUTES) -> int | None:
    """The page of a word of a text, of an item with these minutes."""
    texts = {"minutes": (minutes,), area: (text,)}
    return page_of(area, text, text.index(word), texts, STARTS)  # type: ignore[arg-type] # both are areas


def test_a_passage_stands_on_the_page_that_began_last() -> None:
    assert page("minutes", MINUTES, "full") == 3
    assert page("minutes", MINUTES, "be cleaned") == 4


def test_a_page_that_is_not_known_is_none() -> None:
    assert page("minutes", MINUTES, "lit") is None
    assert page("agenda", "On drains.", "drains") is None


def test_a_resolution_stands_where_the_minutes_have_it() -> None:
    assert page("resolutions", "That the drains be cleaned.", "cleaned") == 4


def test_a_resolution_that_stands_on_two_pages_or_nowhere_has_none() -> None:
    assert page("resolutions", "That the gutters be cleaned.", "cleaned") is None
    assert page("resolutions", "drains", "drains") is None


@pytest.mark.parametrize(
    ("url", "source", "shown"),
    [
        ("https://example.org/a/Minutes.PDF?T=1", "b", "https://example.org/a/Minutes.PDF?T=1#page=4"),
        ("https://example.org/a?id=1", "https://example.org/a?id=1", "https://example.org/a?id=1#page=4"),
        ("https://example.org/mgAi.aspx?ID=1", "https://example.org/a.pdf", "https://example.org/mgAi.aspx?ID=1"),
        ("https://example.org/a.pdf#top", None, "https://example.org/a.pdf#top"),
        (None, "minutes.pdf", None),
    ],
)
def test_only_a_link_to_the_pdf_leads_to_the_page(url: str | None, source: str | None, shown: str | None) -> None:
    assert linked(url, source, 4) == shown
    assert linked(url, source, None) == url
