"""Saved pages served under their own addresses are walked: committees, list, meeting; what the replay lacks is told."""

from pathlib import Path

import pytest
from crawled import workshop_at
from invented_pages import FLOOD, GATE, WHOLE, held, item_page, meeting_page, row
from replay import Replay
from sample_portal import Clock

from searcher.listing import Portal
from searcher.pipeline import Wanted, Workshop

COMMITTEES = b"""<html><body><div id="modgov"><h1>Committees</h1><h2 class="mgSectionTitle">Scrutiny</h2>
<ul class="mgBulletList"><li><a href="mgCommitteeDetails.aspx?ID=3">Flood Committee</a></li>
<li><a href="mgCommitteeDetails.aspx?ID=4">Lamps Committee</a></li></ul></div></body></html>"""
LIST = b"""<html><body><div id="modgov"><form id="FormYearSelect"></form><ul class="mgNonBulletTableList">
<li><a class="mgMeetingTableLnk" href="ieListDocuments.aspx?CId=3&amp;MId=7420&amp;Ver=4">11 Mar 2025 6&#58;30 pm</a>
 - Agenda, Minutes</li>
<li><a class="mgMeetingTableLnk" href="ieListDocuments.aspx?CId=3&amp;MId=7419&amp;Ver=4">11 Feb 2025</a> - Agenda</li>
</ul></div></body></html>"""
MEETING = meeting_page(row("AI5", "Bus Gate", GATE, cut=True), row("AI6", "Flood Wall", FLOOD)).encode()
PAGES = {
    "mgListCommittees.aspx?bcr=1": COMMITTEES,
    "ieListMeetings.aspx?CId=3&Year=0": LIST,
    "ieListDocuments.aspx?CId=3&MId=7420&Ver=4": MEETING,
    "mgAi.aspx?ID=5": item_page("AI5", "Bus Gate", WHOLE).encode(),
}
OTHER = {
    "mgCommitteeStructure.aspx": COMMITTEES,
    "ieListMeetings.aspx?CommitteeId=3": LIST,
    "ieListDocuments.aspx?CId=3&MId=7420&Ver=4": MEETING,
}


def walked(workshop: Workshop, pages: dict[str, bytes]) -> dict[str, str | None]:
    """What became of each page that was asked for, by its address."""
    with (
        Replay(pages) as replay,
        workshop.crawling(Portal("oakham", replay.url), "tests@example.org", Wanted(), Clock()) as crawling,
    ):
        return {one.path.removeprefix(replay.url): one.refused or one.missing for one in crawling.run()}


def test_the_walk_goes_from_committees_to_items(tmp_path: Path) -> None:
    with workshop_at(tmp_path) as workshop:
        told = walked(workshop, PAGES)
        items = held(workshop)

        assert {address for address, reason in told.items() if reason is None} == set(PAGES)
        assert items["oakham:7420:AI5"].minutes == WHOLE
        assert items["oakham:7420:AI6"].minutes == FLOOD
        assert {reason for reason in told.values() if reason} == {"the portal has no such page"}


@pytest.mark.parametrize("address", ["ieListDocuments.aspx?CId=3&MId=7419&Ver=4", "mgMeetingAttendance.aspx?ID=7420"])
def test_what_is_not_there_is_told(tmp_path: Path, address: str) -> None:
    with workshop_at(tmp_path) as workshop:
        walked(workshop, PAGES)
        missing = {page.address: page.failure for page in workshop.store.crawls.failures("oakham") if page.missing}

        assert missing[address] == "the portal has no such page"


def test_other_addresses_of_the_lists_are_tried(tmp_path: Path) -> None:
    with workshop_at(tmp_path) as workshop:
        told = walked(workshop, OTHER)

        assert {address for address, reason in told.items() if reason is None} == set(OTHER)
        assert held(workshop)["oakham:7420:AI5"].truncated
        assert [row["truncated_items"] for row in workshop.store.crawls.counts("oakham")] == [1]
