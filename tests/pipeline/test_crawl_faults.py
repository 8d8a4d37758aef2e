"""Whatever a portal does: no crash, nothing wrong kept, the reason told; and when it is well again, nothing lacks."""

import datetime
from pathlib import Path

import pytest
from crawled import clocked, crawl, differences, pass_time, workshop_at
from sample_portal import SamplePortal, Truth, generate
from sample_portal.fault_kinds import KINDS, Fault

from searcher.errors import PortalBlocked, PortalStops, PortalUnreachable
from searcher.pipeline import Workshop
from searcher.pipeline.checking import faults

IMPATIENT = "timeout_seconds = 0.3\n"
HARMLESS = {"slow", "wrong-charset"}  # the page is got all the same
BLOCKS = {"incapsula", "cloudflare-403", "cloudflare-503", "barracuda"}


@pytest.fixture(scope="module")
def truth() -> Truth:
    """An invented council of two years."""
    return generate(seed=11, items=140, years=2, committees=2)


def crawled(workshop: Workshop, portal: SamplePortal) -> tuple[list[str], PortalStops | None]:
    """Why pages failed in one crawl, and why the crawl itself was stopped."""
    try:
        return crawl(workshop, portal).failed, None
    except PortalStops as stop:
        return [], stop


def wrong(workshop: Workshop, portal: SamplePortal) -> list[str]:
    """What is held and is not so; what lacks, or lacks a part and says so, is not wrong."""
    cut = {item.id for item in workshop.store.items() if item.truncated}
    told = [one for one in differences(workshop, portal) if not one.endswith(" is lacking")]
    return [one for one in told if not any(name in one for name in cut)]


def reasons(workshop: Workshop) -> list[str]:
    """Every reason that the archive knows for what it lacks."""
    state = workshop.store.crawls.state("marlmouth")
    pages = workshop.store.crawls.failures("marlmouth")
    return [page.failure or "" for page in pages] + [state.stopped for state in [state] if state and state.stopped]


@pytest.mark.parametrize("after", [0, 12], ids=["from the first page", "later"])
@pytest.mark.parametrize("kind", KINDS)
def test_after_every_fault_the_archive_becomes_whole(tmp_path: Path, truth: Truth, kind: str, after: int) -> None:
    with SamplePortal(truth, clock=clocked(truth)) as portal, workshop_at(tmp_path, IMPATIENT) as workshop:
        portal.faults.add(Fault(kind, r"^(?!.*robots)", after=after))
        failed, stop = crawled(workshop, portal)

        assert portal.crashes == []
        assert wrong(workshop, portal) == []
        assert list(workshop.store.faults()) == []
        if kind not in HARMLESS:
            assert failed or stop or differences(workshop, portal)
            assert reasons(workshop)
        portal.faults.clear()
        pass_time(portal, days=1)
        crawl(workshop, portal)

        assert differences(workshop, portal) == []
        assert reasons(workshop) == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_fault_of_a_few_pages_stops_nothing_else(tmp_path: Path, truth: Truth, kind: str) -> None:
    meetings = "|".join(str(meeting.id) for meeting in list(truth.meetings)[3::9])
    with SamplePortal(truth, clock=clocked(truth)) as portal, workshop_at(tmp_path, IMPATIENT) as workshop:
        portal.faults.add(Fault(kind, rf"mid=({meetings})\b|mgai\.aspx\?id=\d*3$", times=4))
        crawled(workshop, portal)

        assert wrong(workshop, portal) == []
        portal.faults.clear()
        pass_time(portal, days=1)
        crawl(workshop, portal)

        assert differences(workshop, portal) == []


@pytest.mark.parametrize("kind", sorted(BLOCKS))
def test_a_portal_that_blocks_is_asked_no_more(tmp_path: Path, truth: Truth, kind: str) -> None:
    with SamplePortal(truth, clock=clocked(truth)) as portal, workshop_at(tmp_path) as workshop:
        portal.faults.add(Fault(kind, "ielistdocuments"))
        _, stop = crawled(workshop, portal)
        asked = [one for one in portal.requests if "ielistdocuments" in one.path.lower()]

        assert isinstance(stop, PortalBlocked | PortalUnreachable)
        assert len(asked) <= 3


def test_an_error_never_makes_it_faster(tmp_path: Path, truth: Truth) -> None:
    with SamplePortal(truth, clock=clocked(truth)) as portal, workshop_at(tmp_path) as workshop:
        portal.faults.add(Fault("slow", "ielistdocuments", seconds=20, times=3), Fault("500", "mgmeeting", times=6))
        crawled(workshop, portal)
        gaps = [
            (later.at - one.at - one.duration, one.duration)
            for one, later in zip(portal.requests, portal.requests[1:], strict=False)
        ]

        assert all(gap >= max(took, datetime.timedelta(seconds=1)) for gap, took in gaps)


def test_an_item_page_that_says_nothing_is_told_and_another_source_asked(tmp_path: Path, truth: Truth) -> None:
    with SamplePortal(truth, clock=clocked(truth)) as portal, workshop_at(tmp_path) as workshop:
        portal.faults.add(Fault("empty-item", "mgai"))
        failed, _ = crawled(workshop, portal)

        assert failed
        assert differences(workshop, portal) == []  # the web service has the whole texts


def test_a_certificate_nobody_vouches_for_is_refused_and_another_can_be_told(tmp_path: Path, truth: Truth) -> None:
    import trustme

    from searcher.listing import Portal
    from searcher.pipeline import Wanted

    authority = trustme.CA()
    certificate = authority.issue_cert("127.0.0.1")
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    certificate.cert_chain_pems[0].write_to_path(tmp_path / "chain.pem")
    certificate.private_key_pem.write_to_path(tmp_path / "key.pem")
    tls = (str(tmp_path / "chain.pem"), str(tmp_path / "key.pem"))
    with SamplePortal(truth, clock=clocked(truth), tls=tls) as portal, workshop_at(tmp_path) as workshop:
        _, stop = crawled(workshop, portal)
        assert isinstance(stop, PortalUnreachable)
        assert "--ca" in str(stop)
        trusted = Portal("marlmouth", portal.url, tmp_path / "ca.pem")
        with workshop.crawling(trusted, "tests@example.org", Wanted(limit=1), portal.clock) as crawling:
            outcomes = list(crawling.run())

        assert outcomes
        assert not any(outcome.refused for outcome in outcomes)


def test_archive_and_index_agree_after_a_crawl_that_failed(tmp_path: Path, truth: Truth) -> None:
    with SamplePortal(truth, clock=clocked(truth)) as portal, workshop_at(tmp_path) as workshop:
        portal.faults.add(Fault("500", "ielistdocuments", after=4))
        crawled(workshop, portal)
        workshop.index()

        assert list(faults(workshop.folder, workshop.store)) == []
