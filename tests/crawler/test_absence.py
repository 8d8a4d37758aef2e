"""When what a portal shows no longer is taken to be gone."""

import datetime

import pytest

from searcher.crawler.absence import is_gone, is_too_many, listed_before, read_since
from searcher.listing import PageOf, PortalPage

NOW = datetime.datetime(2026, 5, 3, 9, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)


def page(
    hours_ago: float | None, *, missing_for: float | None = None, failures: int = 0, missing: bool = False
) -> PortalPage:
    """A list that answered so many hours ago, and has been missing for so many."""
    since = None if missing_for is None else NOW - missing_for * HOUR
    at = None if hours_ago is None else NOW - hours_ago * HOUR
    return PortalPage(
        PageOf.LIST, "7", "", fetched_at=at, failures=failures,
        missing=missing or missing_for is not None, missing_since=since,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("one", "gone"),
    [
        (page(0, missing_for=24), True),
        (page(0, missing_for=20), True),
        (page(0, missing_for=19.9), False),
        (page(30, missing_for=40), False),
        (page(0, missing_for=0), False),
        (page(0, missing=True), False),
        (page(0), False),
        (page(None, missing_for=24), False),
    ],
)
def test_a_page_is_gone_after_two_answers_a_day_apart(one: PortalPage, gone: bool) -> None:
    assert is_gone(one) == gone


@pytest.mark.parametrize(
    ("pages", "may_be_gone", "hours_ago"),
    [
        ([], False, None),
        ([page(3)], False, 3),
        ([page(3), page(500)], False, 500),
        ([page(3), page(24 * 61)], False, 3),
        ([page(24 * 61)], False, None),
        ([page(3), page(None)], False, None),
        ([page(3), page(4, failures=1)], False, None),
        ([page(3), page(5, missing_for=5)], False, 3),
        ([page(5, missing_for=50)], False, None),
        ([page(5, missing_for=50)], True, 5),
        ([page(5, missing_for=50), page(9, missing_for=60)], True, 9),
        ([page(5, missing_for=50), page(5, missing_for=6)], True, None),
        ([page(3), page(5, missing_for=50)], True, 3),
    ],
)
def test_lists_are_read_when_each_is(pages: list[PortalPage], may_be_gone: bool, hours_ago: float | None) -> None:
    found = read_since(pages, NOW, may_be_gone=may_be_gone)

    assert found == (None if hours_ago is None else NOW - hours_ago * HOUR)


def test_a_day_lies_between_a_list_that_shows_and_lists_that_do_not() -> None:
    assert listed_before(NOW) == NOW - 20 * HOUR


@pytest.mark.parametrize(
    ("gone", "held", "too_many"), [(1, 1, False), (2, 4, True), (2, 8, False), (3, 8, True), (0, 0, False)]
)
def test_more_than_a_quarter_is_too_many(gone: int, held: int, too_many: bool) -> None:
    assert is_too_many(gone, held) == too_many
