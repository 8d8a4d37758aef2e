"""What an archive knows of portals: what they list, what is due, what came of fetching it."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest
from invented_pages import workshop_in

from searcher.archive import Crawls
from searcher.listing import ListedCommittee, ListedMeeting, PageOf, PortalPage

NOW = datetime.datetime(2026, 11, 22, 9, 0, tzinfo=datetime.UTC)
LATER = NOW + datetime.timedelta(seconds=1)


@pytest.fixture
def crawls(tmp_path: Path) -> Iterator[Crawls]:
    """The portals of a new archive."""
    with workshop_in(tmp_path) as workshop:
        yield workshop.store.crawls


def meeting_page(number: int, due: str | None = "new") -> PortalPage:
    return PortalPage(PageOf.MEETING, str(number), f"ieListDocuments.aspx?MId={number}", due=due)


def put(crawls: Crawls, number: int, day: int | None, due: str | None = "new") -> None:
    date = datetime.date(2025, 3, day) if day else None
    crawls.put_page("oakham", meeting_page(number, due), date)


def order(crawls: Crawls) -> list[str]:
    """The pages as a crawl would fetch them."""
    found = []
    while (page := crawls.due("oakham", LATER)) is not None:
        found.append(f"{page.kind} {page.id}")
        crawls.fetched("oakham", page, LATER)
    return found


def test_a_portal_that_was_never_crawled_has_no_state(crawls: Crawls) -> None:
    assert crawls.state("oakham") is None


def test_facts_of_a_portal_are_remembered_one_by_one(crawls: Crawls) -> None:
    crawls.note("oakham", url="https://minutes.example/", web_service=True, started_at=NOW)
    crawls.note("oakham", stopped="blocked", not_before=LATER)
    state = crawls.state("oakham")

    assert state is not None
    assert (state.url, state.web_service, state.started_at, state.finished_at, state.stopped, state.not_before) == (
        "https://minutes.example/", True, NOW, None, "blocked", LATER,
    )  # fmt: skip


def test_the_newest_meetings_come_first_and_parts_before_the_next_meeting(crawls: Crawls) -> None:
    for number, day in ((1, 3), (2, None), (3, 9)):
        put(crawls, number, day)
    crawls.put_page("oakham", PortalPage(PageOf.ITEM, "51", "mgAi.aspx?ID=51", "1", due="new"))
    crawls.put_page("oakham", PortalPage(PageOf.LIST, "7", "ieListMeetings.aspx?CId=7", due="list"))

    assert order(crawls) == ["list 7", "item 51", "meeting 3", "meeting 1", "meeting 2"]


def test_what_is_due_stays_due_for_its_first_reason(crawls: Crawls) -> None:
    put(crawls, 1, 3, "new")
    put(crawls, 1, 3, "sweep")
    page = crawls.due("oakham", LATER)

    assert page is not None
    assert page.due == "new"


def test_what_is_known_again_without_a_reason_does_not_become_due(crawls: Crawls) -> None:
    put(crawls, 1, 3, None)

    assert crawls.due("oakham", LATER) is None


def test_what_failed_stays_due_but_is_not_tried_twice_in_one_crawl(crawls: Crawls) -> None:
    put(crawls, 1, 3)
    crawls.failed("oakham", meeting_page(1), LATER, "time-out")

    assert crawls.due("oakham", LATER) is None
    page = crawls.due("oakham", LATER + datetime.timedelta(seconds=1))
    assert page is not None
    assert (page.failures, page.failure, page.due) == (1, "time-out", "new")


def test_what_was_answered_is_due_no_more_and_failed_no_more(crawls: Crawls) -> None:
    put(crawls, 1, 3)
    crawls.failed("oakham", meeting_page(1), NOW, "time-out")
    crawls.fetched("oakham", meeting_page(1), LATER, listed="Agenda")
    page = crawls.page("oakham", PageOf.MEETING, "1")

    assert page is not None
    assert (page.due, page.failures, page.failure, page.fetched_at, page.listed) == (None, 0, None, LATER, "Agenda")
    assert crawls.failures("oakham") == []


def test_what_the_portal_does_not_have_is_told_with_the_reason(crawls: Crawls) -> None:
    put(crawls, 1, 3)
    crawls.fetched("oakham", meeting_page(1), LATER, missing="no such page")

    assert [(page.id, page.missing, page.failure) for page in crawls.failures("oakham")] == [
        ("1", True, "no such page")
    ]


def test_councils_are_apart(crawls: Crawls) -> None:
    put(crawls, 1, 3)

    assert crawls.due("elmford", LATER) is None


def test_meetings_are_known_with_their_pages(crawls: Crawls) -> None:
    listed = ListedMeeting("1", "7", datetime.date(2025, 3, 3), "Agenda")
    crawls.put_meeting("oakham", listed)
    assert list(crawls.meetings("oakham")) == [(listed, None)]
    put(crawls, 1, 3)

    assert [(meeting, page and page.id) for meeting, page in crawls.meetings("oakham")] == [(listed, "1")]


def test_counts_are_by_committee(crawls: Crawls) -> None:
    crawls.put_committee("oakham", ListedCommittee("7", "Cabinet"))
    for number in (1, 2, 3):
        crawls.put_meeting("oakham", ListedMeeting(str(number), "7", None, ""))
        put(crawls, number, None)
    crawls.fetched("oakham", meeting_page(1), NOW)
    crawls.failed("oakham", meeting_page(2), NOW, "time-out")
    crawls.put_page("oakham", PortalPage(PageOf.ITEM, "51", "mgAi.aspx?ID=51", "1", due="new"))
    crawls.failed("oakham", PortalPage(PageOf.ITEM, "51", ""), NOW, "time-out")

    assert [
        (row["committee"], row["listed"], row["fetched"], row["with_minutes"], row["failed"])
        for row in crawls.counts("oakham")
    ] == [("Cabinet", 3, 1, 0, 2)]


def test_requests_are_counted_by_day(crawls: Crawls) -> None:
    for made in (3, 4):
        crawls.count_requests("oakham", NOW.date(), made)

    assert crawls.requests_on("oakham", NOW.date()) == 7
    assert crawls.requests_on("oakham", NOW.date() + datetime.timedelta(days=1)) == 0
