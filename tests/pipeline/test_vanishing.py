"""What a portal has no longer is withdrawn, with care: never by a bad day; and nothing of it is lost."""

import contextlib
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from crawled import clocked, crawl, differences, pass_time, workshop_at
from sample_portal import SamplePortal, Truth, generate
from sample_portal.fault_kinds import Fault
from sample_portal.model import state_on
from vanished import unlisted, with_former, without, without_committee

from searcher import exchange
from searcher.archive import Store
from searcher.errors import PortalStops
from searcher.history import seen
from searcher.listing import PageOf
from searcher.pipeline import Wanted, Workshop
from searcher.pipeline.checking import faults


@pytest.fixture(scope="module")
def truth() -> Truth:
    """An invented council of two years."""
    return generate(seed=3, items=140, years=2, committees=2)


@pytest.fixture(scope="module")
def gone(truth: Truth) -> int:
    """A meeting of last month, with items, whose minutes are out."""
    with_items = (one for one in truth.meetings if one.items and state_on(one, truth.today) in ("draft", "approved"))
    return max(with_items, key=lambda one: one.date).id


@contextlib.contextmanager
def crawled_once(folder: Path, truth: Truth) -> Iterator[tuple[Workshop, SamplePortal]]:
    """A workshop that has crawled a portal."""
    with SamplePortal(truth, clock=clocked(truth)) as portal, workshop_at(folder) as workshop:
        crawl(workshop, portal)
        yield workshop, portal


def days(workshop: Workshop, portal: SamplePortal, *passing: float) -> None:
    """So many days pass, and there is a crawl; then again; whatever stops one, there is another."""
    for number in passing or (31, 1, 1):  # the sweep comes by all pages; what is missing is asked for again
        pass_time(portal, days=number)
        with contextlib.suppress(PortalStops):
            crawl(workshop, portal)


def live(store: Store, meeting: int) -> list[str]:
    """The items of a meeting that are not withdrawn."""
    return [one for one in store.item_ids() if one.startswith(f"marlmouth:{meeting}:")]


def told(store: Store, *, since: int = 0) -> Counter[str]:
    """How many changes there were of each kind."""
    runs = store.history.runs(seen(since))
    return Counter(move.change for run in runs for move in store.history.moves(run))


def test_a_meeting_that_is_gone_is_withdrawn_and_kept(tmp_path: Path, truth: Truth, gone: int) -> None:
    with crawled_once(tmp_path, truth) as (workshop, portal):
        store = workshop.store
        items, generation = live(store, gone), store.generation
        minutes = [json.loads(exchange.to_line(store.item(one)))["minutes"] for one in items]
        portal.show(without(truth, {gone}))
        days(workshop, portal)
        workshop.index()
        told_of = [one for run in store.history.runs(seen(generation + 1)) for one in store.history.moves(run)]

        assert items
        assert live(store, gone) == []
        assert {one.item for one in told_of if one.change == "withdrawn"} == set(items)
        assert all(store.withdrawn_at(one) for one in items)
        assert [json.loads(exchange.to_line(store.item(one)))["minutes"] for one in items] == minutes
        assert differences(workshop, portal) == []
        assert list(faults(workshop.folder, store)) == []


def test_it_takes_two_answers_a_day_apart(tmp_path: Path, truth: Truth, gone: int) -> None:
    with crawled_once(tmp_path, truth) as (workshop, portal):
        items = live(workshop.store, gone)
        portal.show(without(truth, {gone}))
        seen_missing, apart = 0, 0.0
        for _ in range(60):
            pass_time(portal, days=0.5)
            crawl(workshop, portal)
            page = workshop.store.crawls.page("marlmouth", PageOf.MEETING, str(gone))
            assert page is not None
            seen_missing = page.failures if page.missing else 0
            if page.missing_since is not None and page.fetched_at is not None:
                apart = (page.fetched_at - page.missing_since).total_seconds()
            if not live(workshop.store, gone):
                break
            assert live(workshop.store, gone) == items

        assert seen_missing >= 2
        assert apart >= 20 * 3600


def test_what_comes_back_is_withdrawn_no_longer(tmp_path: Path, truth: Truth, gone: int) -> None:
    with crawled_once(tmp_path, truth) as (workshop, portal):
        items = live(workshop.store, gone)
        portal.show(without(truth, {gone}))
        days(workshop, portal)
        assert live(workshop.store, gone) == []
        generation = workshop.store.generation
        portal.show(truth)
        days(workshop, portal)

        assert live(workshop.store, gone) == items
        assert told(workshop.store, since=generation + 1)["returned"] == len(items)
        assert not any(workshop.store.withdrawn_at(one) for one in items)
        assert differences(workshop, portal) == []


def test_reading_everything_again_brings_nothing_back(tmp_path: Path, truth: Truth, gone: int) -> None:
    with crawled_once(tmp_path, truth) as (workshop, portal):
        portal.show(without(truth, {gone}))
        days(workshop, portal)
        workshop.index()
        before = workshop.store.generation, workshop.store.item_ids()
        assert [one.refused for one in workshop.clean() if one.refused] == []

        assert (workshop.store.generation, workshop.store.item_ids()) == before
        assert live(workshop.store, gone) == []


def test_a_meeting_that_lists_show_is_not_withdrawn(tmp_path: Path, truth: Truth, gone: int) -> None:
    with crawled_once(tmp_path, truth) as (workshop, portal):
        items = live(workshop.store, gone)
        portal.show(without(truth, {gone}, listed=True))
        days(workshop, portal)

        assert workshop.store.crawls.page("marlmouth", PageOf.MEETING, str(gone)).missing  # type: ignore[union-attr]
        assert live(workshop.store, gone) == items


def test_a_meeting_that_no_list_shows_but_is_there_is_not_withdrawn(tmp_path: Path, truth: Truth, gone: int) -> None:
    with crawled_once(tmp_path, truth) as (workshop, portal):
        items = live(workshop.store, gone)
        before = workshop.store.crawls.counts("marlmouth")
        portal.show(unlisted(truth, {gone}))
        days(workshop, portal)
        after = workshop.store.crawls.counts("marlmouth")

        assert live(workshop.store, gone) == items
        assert sum(one["unlisted"] for one in before) == 0
        assert sum(one["unlisted"] for one in after) == 1
        portal.show(truth)
        days(workshop, portal, 1)
        assert sum(one["unlisted"] for one in workshop.store.crawls.counts("marlmouth")) == 0


ALL_DAY = r"^(?!.*robots)"
BAD_DAYS = (
    Fault("404", ALL_DAY), Fault("error-redirect", ALL_DAY), Fault("error-page", ALL_DAY), Fault("500", ALL_DAY),
    Fault("empty", ALL_DAY), Fault("forbidden", ALL_DAY), Fault("incapsula", ALL_DAY), Fault("sharepoint", ALL_DAY),
    Fault("redirect-away", ALL_DAY), Fault("script-redirect", ALL_DAY), Fault("404", "ielistdocuments"),
    Fault("error-redirect", "ielistdocuments"), Fault("error-redirect", "ielist"), Fault("404", "ielist"),
    Fault("error-redirect", "mglistcommittees|mgcommitteestructure|iedochome"), Fault("empty-item", ALL_DAY),
    Fault("error-redirect", "ielistmeetings"),
)  # fmt: skip


@pytest.mark.parametrize("fault", BAD_DAYS, ids=lambda one: f"{one.kind} {one.match}")
def test_a_bad_week_withdraws_nothing(tmp_path: Path, truth: Truth, fault: Fault) -> None:
    with crawled_once(tmp_path, truth) as (workshop, portal):
        before = workshop.store.item_ids()
        portal.faults.add(fault)
        days(workshop, portal, 1, 1, 1, 1, 31, 1)

        assert set(before) <= set(workshop.store.item_ids())
        assert told(workshop.store)["withdrawn"] == 0
        portal.faults.clear()
        days(workshop, portal, 1)
        assert differences(workshop, portal) == []
        assert told(workshop.store)["withdrawn"] == 0


@pytest.mark.parametrize("kind", ["forbidden", "404", "500"])
def test_five_bad_weeks_leave_no_trace(tmp_path: Path, truth: Truth, kind: str) -> None:
    """Printed minutes that were fetched in another page's stead once became a meeting of their own."""
    with crawled_once(tmp_path, truth) as (workshop, portal):
        portal.faults.add(Fault(kind, ALL_DAY))
        days(workshop, portal, 7, 7, 7, 7, 7)
        portal.faults.clear()
        days(workshop, portal, 1)

        assert differences(workshop, portal) == []
        assert list(workshop.store.faults()) == []


def test_a_portal_that_has_lost_everything_but_its_pages_withdraws_nothing(tmp_path: Path, truth: Truth) -> None:
    with crawled_once(tmp_path, truth) as (workshop, portal):
        before = workshop.store.item_ids()
        portal.show(without(truth, {one.id for one in truth.calendar}))
        days(workshop, portal, *[1] * 34)  # the sweep finds them bit by bit, never a quarter at once

        assert set(before) <= set(workshop.store.item_ids())


def test_more_than_a_quarter_at_once_is_taken_for_a_fault_and_told(tmp_path: Path, truth: Truth) -> None:
    recent = sorted((one for one in truth.meetings if one.items), key=lambda one: one.date)
    most = {one.id for one in recent[: len(recent) * 2 // 3]}
    with crawled_once(tmp_path, truth) as (workshop, portal):
        before = workshop.store.item_ids()
        portal.show(without(truth, most))
        # All of them are asked for in one crawl and again in the next, as when the sweep was long overdue.
        pass_time(portal, days=40)
        crawl(workshop, portal)
        pass_time(portal, days=1)
        outcomes = crawl(workshop, portal).outcomes

        assert set(before) <= set(workshop.store.item_ids())
        assert [one.missing for one in outcomes if one.missing and "at once" in one.missing]


def test_a_committee_that_is_gone_with_its_meetings_is_withdrawn(tmp_path: Path, truth: Truth) -> None:
    sizes = Counter(one.committee_id for one in truth.meetings)
    committee = min(sizes, key=lambda one: (sizes[one], one))
    with crawled_once(tmp_path, truth) as (workshop, portal):
        portal.show(without_committee(truth, committee))
        days(workshop, portal, 31, 31, 1)  # lists of former committees are asked for when the sweep comes by

        held = {item.meeting.committee_id for item in workshop.store.items() if item.meeting}
        assert str(committee) not in held
        assert str(committee) not in {
            one["committee_id"] for one in workshop.store.crawls.counts("marlmouth") if one["listed"]
        }


def test_a_committee_that_is_dissolved_keeps_its_minutes(tmp_path: Path, truth: Truth) -> None:
    sizes = Counter(one.committee_id for one in truth.meetings)
    committee = min(sizes, key=lambda one: (sizes[one], one))
    with crawled_once(tmp_path, truth) as (workshop, portal):
        before = [
            item.id for item in workshop.store.items() if item.meeting and item.meeting.committee_id == str(committee)
        ]
        portal.show(with_former(truth, committee, truth.today))
        days(workshop, portal)
        after = [
            item.id for item in workshop.store.items() if item.meeting and item.meeting.committee_id == str(committee)
        ]

        assert set(before) <= set(after)


def test_the_numbers_count_what_is_withdrawn_no_longer(tmp_path: Path, truth: Truth, gone: int) -> None:
    with crawled_once(tmp_path, truth) as (workshop, portal):
        portal.show(without(truth, {gone}))
        days(workshop, portal)
        store = workshop.store
        listed = sum(one["listed"] for one in store.crawls.counts("marlmouth"))
        held = {one for one in store.names({})["meeting"] if one.value == f"marlmouth:{gone}"}

        assert listed == len([one for one in truth.calendar if one.id != gone])
        assert held == set()
        assert store.count_withdrawn() > 0
        assert store.count_items() == len(store.item_ids())


def test_a_cancelled_meeting_that_is_gone_is_not_held(tmp_path: Path, truth: Truth) -> None:
    cancelled = next(one.id for one in truth.calendar if state_on(one, truth.today) == "cancelled")
    with crawled_once(tmp_path, truth) as (workshop, portal):
        before = workshop.store.count_meetings("marlmouth")
        assert before == len(workshop.store.meetings_held())
        assert workshop.store.meeting(f"marlmouth:{cancelled}") is not None
        portal.show(without(truth, {cancelled}))
        pass_time(portal, days=35)
        crawl(workshop, portal)
        portal.show(truth)
        later = workshop.store.count_meetings("marlmouth")
        portal.show(without(truth, {cancelled}))
        days(workshop, portal, 1)

        assert workshop.store.count_meetings("marlmouth") == later - 1
        assert workshop.store.meeting(f"marlmouth:{cancelled}") is not None
        generation = workshop.store.generation
        days(workshop, portal, 1)
        assert not told(workshop.store, since=generation + 1)["withdrawn"]


def test_a_crawl_of_one_committee_withdraws_nothing_of_others(tmp_path: Path, truth: Truth, gone: int) -> None:
    other = next(one.id for one in truth.committees if one.id != truth.meeting(gone).committee_id)
    with crawled_once(tmp_path, truth) as (workshop, portal):
        items = live(workshop.store, gone)
        portal.show(without(truth, {gone}))
        for _ in range(5):
            pass_time(portal, days=1)
            crawl(workshop, portal, Wanted(committee=str(other)))

        assert live(workshop.store, gone) == items
