"""A whole archive is fetched from a portal, page by page, as it really is; then only what changed."""

import datetime
import itertools
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from crawled import Crawled, clocked, crawl, differences, kinds, pass_time, workshop_at
from sample_portal import SamplePortal, Truth, generate
from sample_portal.fault_kinds import Fault
from sample_portal.truth_lines import truth_of

from searcher import exchange
from searcher.errors import BudgetSpent, PortalResting
from searcher.listing import PageOf
from searcher.pipeline import Wanted

SMALL: dict[str, Any] = {"items": 240, "years": 2, "committees": 3}
LOOKS: tuple[dict[str, Any], ...] = (
    {},
    {"theme": "plain", "markup": 2, "web_service": False},
    {"theme": "xhtml", "markup": 3, "year_zero": False},
    {"web_service": False, "year_zero": False, "prefix": "/moderngov", "sessions": True},
    {"whats_new": False, "rss": "html", "markup": 3, "web_service": False},
)


@pytest.fixture(scope="module")
def truth() -> Truth:
    """An invented council of a few years."""
    return generate(seed=7, **SMALL)


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_the_archive_is_what_the_portal_shows(tmp_path: Path, truth: Truth, look: dict[str, Any]) -> None:
    with SamplePortal(truth, clock=clocked(truth), **look) as portal, workshop_at(tmp_path) as workshop:
        done = crawl(workshop, portal)

        assert done.failed == []
        assert differences(workshop, portal) == []
        assert not any(item.truncated for item in workshop.store.items())
        assert list(portal.trapped) == []
        assert {one.path for one in portal.requests if not one.path.startswith(f"{portal_path(portal)}/")} <= ROBOTS


def test_earlier_meetings_are_followed_to_the_first(tmp_path: Path) -> None:
    truth = generate(seed=3, items=700, years=12, committees=1)
    look: dict[str, Any] = {"web_service": False, "year_zero": False, "whats_new": False}
    with SamplePortal(truth, clock=clocked(truth), **look) as portal, workshop_at(tmp_path) as workshop:
        crawl(workshop, portal)

        assert kinds(portal)["ielistmeetings.aspx"] > 2
        assert differences(workshop, portal) == []


ROBOTS = {"/robots.txt"}


def portal_path(portal: SamplePortal) -> str:
    """The path that all of a portal's pages are below."""
    return urlsplit(portal.url).path.rstrip("/")


def test_no_more_is_asked_for_than_there_is(tmp_path: Path, truth: Truth) -> None:
    with SamplePortal(truth, clock=clocked(truth)) as portal, workshop_at(tmp_path) as workshop:
        done = crawl(workshop, portal)
        asked = kinds(portal)
        parts = sum(asked[name] for name in ("mgai.aspx", "mgmeetingattendance.aspx", "iedecisiondetails.aspx"))
        lists = asked["ielistmeetings.aspx"]
        meetings = len(list(workshop.store.crawls.meetings("marlmouth")))

        assert asked["ielistdocuments.aspx"] == meetings
        assert done.requests == len(portal.requests) <= 1.05 * (meetings + parts + lists) + 6


def test_nothing_is_asked_for_twice(tmp_path: Path, truth: Truth) -> None:
    with SamplePortal(truth, clock=clocked(truth)) as portal, workshop_at(tmp_path) as workshop:
        crawl(workshop, portal)
        asked = [f"{one.path}?{one.query}".lower() for one in portal.requests]

        assert len(set(asked)) == len(asked)


def test_an_update_with_nothing_new_asks_for_little_and_changes_nothing(tmp_path: Path, truth: Truth) -> None:
    with SamplePortal(truth, clock=clocked(truth)) as portal, workshop_at(tmp_path) as workshop:
        crawl(workshop, portal)
        before, generation = len(portal.requests), workshop.store.generation
        crawl(workshop, portal)
        lists = len(list(workshop.store.crawls.pages("marlmouth", PageOf.LIST)))

        assert len(portal.requests) - before <= 2 * lists + 10
        assert kinds(portal, before)["ielistdocuments.aspx"] == 0
        assert workshop.store.generation == generation


def test_what_the_portal_publishes_is_found_day_by_day(tmp_path: Path, truth: Truth) -> None:
    with SamplePortal(truth, clock=clocked(truth)) as portal, workshop_at(tmp_path) as workshop:
        crawl(workshop, portal)
        for _ in range(6):
            pass_time(portal, days=17)
            crawl(workshop, portal)

            assert states(workshop_facts(workshop, truth, portal.clock.now().date())) == set()


def workshop_facts(workshop: Any, truth: Truth, day: datetime.date) -> list[tuple[str, bool, bool]]:
    """Of each meeting: whether the portal shows minutes that day, and whether the archive has them."""
    return [
        (
            str(meeting.id),
            truth.at(meeting, day).state in ("draft", "approved"),
            (held := workshop.store.meeting(f"marlmouth:{meeting.id}")) is not None
            and held.status in ("minutes", "draft", "approved"),
        )
        for meeting in truth.meetings
    ]


def states(facts: list[tuple[str, bool, bool]]) -> set[str]:
    """The meetings of which the archive has less or more than the portal shows."""
    return {name for name, shown, held in facts if shown != held}


def test_a_silent_correction_is_found_within_one_sweep(tmp_path: Path, truth: Truth) -> None:
    with (
        SamplePortal(truth, clock=clocked(truth), whats_new=False, rss=False) as portal,
        workshop_at(tmp_path) as workshop,
    ):
        crawl(workshop, portal)
        pass_time(portal, days=100)
        for _ in range(31):
            pass_time(portal, days=1)
            crawl(workshop, portal)

        assert differences(workshop, portal) == []


def test_a_sweep_keeps_nothing_of_pages_that_did_not_change(tmp_path: Path, truth: Truth) -> None:
    """Pages that are of no meeting's day have that of the request in them."""
    with SamplePortal(truth, clock=clocked(truth)) as portal, workshop_at(tmp_path) as workshop:
        pass_time(portal, days=400)  # until nothing is published any more
        crawl(workshop, portal)
        versions = workshop.store.pages.versions()
        asked = len(portal.requests)
        for _ in range(5):
            pass_time(portal, days=7)
            crawl(workshop, portal)

        assert kinds(portal, asked)["mgmeetingattendance.aspx"] > 10
        assert kinds(portal, asked)["iedecisiondetails.aspx"] > 10
        assert workshop.store.pages.versions() == versions


def test_the_portal_is_asked_one_page_at_a_time_and_no_faster_than_allowed(tmp_path: Path, truth: Truth) -> None:
    with SamplePortal(truth, clock=clocked(truth)) as portal, workshop_at(tmp_path) as workshop:
        crawl(workshop, portal)
        moments = [one.at for one in portal.requests]

        assert {one.in_flight for one in portal.requests} == {1}
        assert min(later - one for one, later in itertools.pairwise(moments)) >= datetime.timedelta(seconds=1)
        assert {one.headers["user-agent"] for one in portal.requests} == {portal.requests[0].headers["user-agent"]}
        assert "tests@example.org" in portal.requests[0].headers["user-agent"]


KNOWN = (
    "robots.txt", "mglistcommittees.aspx", "ielistmeetings.aspx", "ielistdocuments.aspx", "mgai.aspx", "getcommittees",
    "getmeetings", "mgmeetingattendance.aspx", "iedecisiondetails.aspx",
)  # fmt: skip


def test_no_trap_is_entered(tmp_path: Path, truth: Truth) -> None:
    with SamplePortal(truth, clock=clocked(truth)) as portal, workshop_at(tmp_path) as workshop:
        crawl(workshop, portal, Wanted(documents=True))
        asked = [one.path.lower().lstrip("/") for one in portal.requests]

        assert {path.rpartition("/")[2] for path in asked if not path.startswith("documents/")} <= set(KNOWN)


def test_what_robots_forbids_is_left_alone_and_told(tmp_path: Path, truth: Truth) -> None:
    robots = "User-agent: *\nDisallow: /mgAi.aspx\nDisallow: /mgWebService.asmx\n"
    with SamplePortal(truth, clock=clocked(truth), robots=robots) as portal, workshop_at(tmp_path) as workshop:
        done = crawl(workshop, portal)
        asked = kinds(portal)

        assert asked["mgai.aspx"] == asked["getcommittees"] == 0
        assert set(done.failed) == {"robots.txt does not allow it"}
        # The printed minutes have the whole texts too, with the ends of pages for ends of paragraphs.
        assert differences(workshop, portal, by_words=True) == []


def test_the_committee_the_day_and_the_number_of_meetings_may_be_chosen(tmp_path: Path, truth: Truth) -> None:
    since = truth.today - datetime.timedelta(days=500)
    with SamplePortal(truth, clock=clocked(truth)) as portal, workshop_at(tmp_path) as workshop:
        committee = str(truth.meetings[-1].committee_id)
        crawl(workshop, portal, Wanted(committee=committee, since=since))
        held = list(workshop.store.meetings_held())

        assert held
        assert {item.meeting.committee_id for item in workshop.store.items() if item.meeting} == {committee}
        assert all(one.date is None or one.date >= since for one in held)


def test_a_limit_ends_a_crawl_that_the_next_goes_on_with(tmp_path: Path, truth: Truth) -> None:
    with SamplePortal(truth, clock=clocked(truth)) as portal, workshop_at(tmp_path) as workshop:
        crawl(workshop, portal, Wanted(limit=3))
        assert kinds(portal)["ielistdocuments.aspx"] == 3
        crawl(workshop, portal)

        assert differences(workshop, portal) == []
        assert kinds(portal)["ielistdocuments.aspx"] == len(list(workshop.store.crawls.meetings("marlmouth")))


def test_the_days_budget_is_kept_over_several_crawls(tmp_path: Path, truth: Truth) -> None:
    with (
        SamplePortal(truth, clock=clocked(truth)) as portal,
        workshop_at(tmp_path, "requests_per_day = 30\n") as workshop,
    ):
        for _ in range(2):
            with pytest.raises(BudgetSpent):
                crawl(workshop, portal)
        assert len(portal.requests) == 30
        pass_time(portal, days=1)
        with pytest.raises(BudgetSpent):
            crawl(workshop, portal)

        assert len(portal.requests) == 60


def test_reports_are_kept_by_page_when_they_are_wanted(tmp_path: Path, truth: Truth) -> None:
    with SamplePortal(truth, clock=clocked(truth)) as portal, workshop_at(tmp_path) as workshop:
        done: Crawled = crawl(workshop, portal, Wanted(documents=True, limit=20))
        found = {
            f"s{document.id}": document
            for meeting in truth.meetings
            for item in meeting.items
            for document in item.documents
        }
        held = workshop.store.crawls.documents("marlmouth")

        assert done.failed == []
        assert held
        for document_id, pages in held.items():
            wanted = found[document_id].pages
            assert len(pages) == len(wanted)
            assert all(set(want.split()) <= set(have.split()) for want, have in zip(wanted, pages, strict=True))


def test_a_portal_that_asks_for_a_rest_is_left_alone_until_then(tmp_path: Path, truth: Truth) -> None:
    with SamplePortal(truth, clock=clocked(truth)) as portal, workshop_at(tmp_path) as workshop:
        portal.faults.add(Fault("503", "ielistdocuments", retry_after=7200, after=5))
        with pytest.raises(PortalResting):
            crawl(workshop, portal)
        made = len(portal.requests)
        portal.faults.clear()
        pass_time(portal, seconds=7000)
        with pytest.raises(PortalResting):
            crawl(workshop, portal)
        assert len(portal.requests) == made
        pass_time(portal, seconds=300)
        crawl(workshop, portal)

        assert differences(workshop, portal) == []


ONLY_THE_SERVICE = "User-agent: *\nAllow: /mgWebService.asmx\nDisallow: /\n"


@pytest.mark.parametrize("way", ["robots", "403"])
def test_where_pages_are_refused_the_web_service_tells_the_meetings(tmp_path: Path, truth: Truth, way: str) -> None:
    robots = ONLY_THE_SERVICE if way == "robots" else None
    with SamplePortal(truth, clock=clocked(truth), robots=robots) as portal, workshop_at(tmp_path) as workshop:
        if way == "403":
            portal.faults.add(Fault("forbidden", "aspx"))
        done = crawl(workshop, portal)
        assert done.failed == []
        assert differences(workshop, portal) == closed(portal)
        before = len(portal.requests)
        crawl(workshop, portal)
        assert len(portal.requests) - before <= 4
        portal.faults.clear()
        pass_time(portal, days=40)
        crawl(workshop, portal)

        assert differences(workshop, portal) == (closed(portal) if way == "robots" else [])


def closed(portal: SamplePortal) -> list[str]:
    """What is lacking when the web service keeps back the items that are closed to the public."""
    told = truth_of(portal.truth, portal.clock.today())
    return [f"{name} is lacking" for name in sorted(one["id"] for one in told if one["restricted"])]


def test_cleaning_again_changes_nothing(tmp_path: Path, truth: Truth) -> None:
    with SamplePortal(truth, clock=clocked(truth)) as portal, workshop_at(tmp_path) as workshop:
        crawl(workshop, portal)
        workshop.index()  # says who is who
        before = [exchange.to_line(item) for item in workshop.store.items()], workshop.store.generation
        assert [one.refused for one in workshop.clean() if one.refused] == []

        assert ([exchange.to_line(item) for item in workshop.store.items()], workshop.store.generation) == before


def test_what_was_taken_down_is_brought_back_by_no_crawl(tmp_path: Path, truth: Truth) -> None:
    with SamplePortal(truth, clock=clocked(truth)) as portal, workshop_at(tmp_path) as workshop:
        crawl(workshop, portal)
        cut = next(page for page in workshop.store.crawls.pages("marlmouth", PageOf.ITEM) if page.fetched_at)
        item_id = f"marlmouth:{cut.meeting_id}:AI{cut.id}"
        words = " ".join(workshop.store.item(item_id).minutes.split()[-12:])
        workshop.forget(item_id, "asked for")
        pass_time(portal, days=40)
        crawl(workshop, portal, Wanted(documents=True))
        held = [exchange.to_line(item) for item in workshop.store.items()]

        assert not any(item_id in line or words in line for line in held)
        assert workshop.store.crawls.page("marlmouth", PageOf.DECISION, cut.id) is None or not any(
            words.encode() in workshop.store.pages.version(version).page.content
            for version in workshop.store.pages.versions()
        )
