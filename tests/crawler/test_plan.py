"""What is due: everything once, then what the lists, age and the sweep ask for."""

import datetime
import itertools

import pytest
from msgspec.structs import replace

from searcher.crawler.plan import SWEEP_DAYS, again_due, is_swept, list_due, meeting_due
from searcher.listing import ListedCommittee, ListedMeeting, PageOf, PortalPage

NOW = datetime.datetime(2026, 11, 22, 9, 0, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)


def fetched(ago: datetime.timedelta, listed: str | None = "Agenda", kind: PageOf = PageOf.MEETING) -> PortalPage:
    """A page that was fetched some time ago."""
    return PortalPage(kind, "7", "ieListDocuments.aspx?MId=7", fetched_at=NOW - ago, listed=listed)


def meeting(age: int, published: str = "Agenda") -> ListedMeeting:
    """A meeting so many days old, and what the list says of it."""
    return ListedMeeting("7", "3", NOW.date() - age * DAY, published)


def fresh(name: str = "7") -> datetime.timedelta:
    """How long ago a page was fetched that the sweep has not come to since, though it was as long ago as can be."""
    return max((days * DAY for days in range(SWEEP_DAYS) if not is_swept(name, NOW - days * DAY, NOW)), default=0 * DAY)


@pytest.mark.parametrize("page", [None, PortalPage(PageOf.MEETING, "7", "", failures=3)])
def test_what_was_never_fetched_is_due(page: PortalPage | None) -> None:
    assert meeting_due(meeting(9000), page, NOW) == "new"
    assert list_due(ListedCommittee("3", "Cabinet"), page, NOW) == "new"


def test_a_meeting_of_which_the_list_says_something_else_is_due() -> None:
    assert meeting_due(meeting(9000, "Agenda, Minutes"), fetched(0 * DAY), NOW) == "listed anew"


def test_a_page_that_is_missing_while_more_of_it_is_listed_is_due_once_a_day() -> None:
    def due(ago: datetime.timedelta, published: str) -> str | None:
        return meeting_due(meeting(9000, published), replace(fetched(ago), missing=True), NOW)

    assert due(DAY, "Agenda, Minutes") == "listed anew"
    assert due(DAY / 2, "Agenda, Minutes") is None
    assert due(fresh(), "Agenda") is None


def test_what_no_list_said_when_it_was_fetched_is_not_listed_anew() -> None:
    assert meeting_due(meeting(9000), fetched(0 * DAY, None), NOW) is None


def test_an_old_meeting_is_due_when_the_sweep_comes_by() -> None:
    reasons = [meeting_due(meeting(9000), fetched(days * DAY), NOW) for days in range(SWEEP_DAYS + 1)]

    assert set(reasons) == {None, "sweep"}
    assert reasons == sorted(reasons, key=lambda why: why is not None)


def test_the_sweep_comes_to_every_page_once_in_its_time() -> None:
    for name in map(str, range(300)):
        days = [day for day in range(90) if is_swept(name, NOW + (day - 1) * DAY, NOW + day * DAY)]

        assert len(days) == 90 // SWEEP_DAYS
        assert {later - day for day, later in itertools.pairwise(days)} == {SWEEP_DAYS}


def test_the_sweep_takes_about_as_much_each_day() -> None:
    swept = [
        sum(is_swept(f"meeting {i}", NOW + (day - 1) * DAY, NOW + day * DAY) for i in range(3000))
        for day in range(SWEEP_DAYS)
    ]

    assert sum(swept) == 3000
    assert max(swept) < 2 * 3000 / SWEEP_DAYS


def test_after_a_long_pause_the_sweep_takes_everything_once() -> None:
    assert all(is_swept(str(i), NOW - 3 * SWEEP_DAYS * DAY, NOW) for i in range(100))


@pytest.mark.parametrize(
    ("age", "left_alone"),
    [(-10, 1), (0, 1), (3, 1), (20, 5), (80, 20)],
)
def test_a_young_meeting_is_looked_at_the_less_the_older_it_is(age: int, left_alone: int) -> None:
    long_enough = left_alone * DAY
    too_soon = long_enough - datetime.timedelta(hours=5)

    assert meeting_due(meeting(age), fetched(long_enough), NOW) in ("young", "sweep")
    assert meeting_due(meeting(age), fetched(too_soon), NOW) in (None, "sweep")


@pytest.mark.parametrize("status", ["approved", "cancelled"])
def test_what_changes_no_more_is_left_to_the_sweep(status: str) -> None:
    assert meeting_due(meeting(3), fetched(fresh()), NOW, status) is None
    assert meeting_due(meeting(3), fetched(fresh()), NOW, "draft") == "young"


def test_a_meeting_far_ahead_or_without_a_date_is_left_to_the_list_and_the_sweep() -> None:
    assert meeting_due(meeting(-60), fetched(fresh()), NOW) is None
    assert meeting_due(ListedMeeting("7", "3", None, "Agenda"), fetched(fresh()), NOW) is None


def test_a_current_list_is_due_in_every_crawl_and_that_of_an_expired_committee_by_the_sweep() -> None:
    page = fetched(0 * DAY, kind=PageOf.LIST)

    assert list_due(ListedCommittee("3", "Cabinet"), page, NOW) == "list"
    assert list_due(ListedCommittee("3", "Cabinet", expired=True), page, NOW) is None
    assert list_due(ListedCommittee("3", "Cabinet", expired=True), fetched(31 * DAY), NOW) == "sweep"


def test_the_list_of_an_expired_committee_that_was_missing_is_asked_for_again_before_the_sweep() -> None:
    def missing(ago: datetime.timedelta) -> PortalPage:
        return PortalPage(PageOf.LIST, "3", "", missing=True, fetched_at=NOW - ago, failures=1)

    expired = ListedCommittee("3", "Cabinet", expired=True)
    assert list_due(expired, missing(DAY / 2), NOW) is None
    assert list_due(expired, missing(DAY), NOW) == "missing before"


@pytest.mark.parametrize(("times", "days"), [(1, 1), (2, 2), (3, 4), (4, 8)])
def test_what_the_portal_does_not_have_is_asked_for_again_ever_more_rarely(times: int, days: int) -> None:
    def missing(ago: datetime.timedelta) -> PortalPage:
        return PortalPage(PageOf.ITEM, "5", "", missing=True, fetched_at=NOW - ago, failures=times)

    assert again_due(missing(days * DAY), NOW) == "missing before"
    assert again_due(missing(days * DAY * 0.8), NOW) is None


def test_what_is_missing_for_long_is_left_to_the_sweep() -> None:
    assert again_due(PortalPage(PageOf.ITEM, "5", "", fetched_at=NOW - 100 * DAY, failures=9), NOW) is None
