"""Saved pages served under their own addresses are walked: committees, list, meeting; what the replay lacks is told."""

import datetime
from pathlib import Path

import pytest
from crawled import workshop_at
from invented_pages import FLOOD, GATE, WHOLE, held, item_page, meeting_page, row
from replay import Replay
from sample_portal import Clock

from searcher.listing import Portal
from searcher.pipeline import Wanted, Workshop, check
from searcher.storage import Storage

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
OLDER_LIST = LIST.replace(
    b"</ul>",
    b"""<li><a class="mgMeetingTableLnk"
 href="ceListDocuments.aspx?MeetingId=31&amp;DF=08%2f02%2f2005%2c%2010%3a00&amp;Ver=2">
8 Feb 2005 10.00 am</a> - Minutes</li><li><a class="mgMeetingTableLnk" href="CeListDocuments.aspx?MeetingId=7420">
4 Jan 2005</a></li></ul>""",
)
DRAINS = (
    "Members heard that the drains of the old town were laid out anew, and asked when the lower streets would follow."
)
OLDER = {
    **PAGES,
    "ieListMeetings.aspx?CId=3&Year=0": OLDER_LIST,
    "ceListDocuments.aspx?MeetingId=31&DF=08%2f02%2f2005%2c%2010%3a00&Ver=2": f"""<html><body><div>Menu</div>
<div id="modgov"><h1>Agenda and minutes</h1><p>FLOOD COMMITTEE</p><p>Tuesday 8 February 2005</p>
<p>Present: Councillor Ash (Chair); Councillors Birch and Cole.</p>
<p><b>1. APOLOGIES FOR ABSENCE</b></p><p>There were none.</p>
<p><b>2. DRAINS OF THE OLD TOWN</b></p><p>{DRAINS}</p><p>RESOLVED: That the report be noted.</p>
<p><b>3. DATE OF THE NEXT MEETING</b></p><p>8 March 2005.</p></div></body></html>""".encode(),
    "CeListDocuments.aspx?MeetingId=7420": b"""<html><body><div id="modgov"><h1>Documents</h1><ul>
<li><a href="Data/Flood/20050104/$Minutes.doc">Minutes</a></li></ul></div></body></html>""",
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
        assert [row["truncated_items"] for row in workshop.store.crawls.counts("oakham")] == [1, 0]


def test_meetings_of_the_older_archive_are_read(tmp_path: Path) -> None:
    with workshop_at(tmp_path) as workshop:
        walked(workshop, OLDER)
        drains = next(item for item in held(workshop).values() if item.minutes.startswith(DRAINS))

        assert drains.meeting is not None
        assert (drains.meeting.id, drains.meeting.committee_id) == ("ce31", "3")
        assert (drains.number, drains.title) == ("2", "DRAINS OF THE OLD TOWN")
        assert drains.meeting.date == datetime.date(2005, 2, 8)
        assert "ceListDocuments.aspx?MeetingId=31" in str(drains.meeting.url)
        assert held(workshop)["oakham:7420:AI5"].minutes == WHOLE  # of the meeting that has the same number


def test_a_page_of_the_older_archive_that_is_not_understood_is_kept_and_told_and_not_asked_for_again(
    tmp_path: Path,
) -> None:
    with workshop_at(tmp_path) as workshop:
        walked(workshop, OLDER)
        crawls = workshop.store.crawls
        failure = next(page for page in crawls.failures("oakham") if page.id == "ce7420")

        assert "without agenda items" in str(failure.failure)
        assert failure.due is None
        assert sum(row["listed"] for row in crawls.counts("oakham")) == 4
        assert any(
            b"$Minutes.doc" in held.page.content
            for held in map(workshop.store.pages.version, workshop.store.pages.newest())
        )

        again = walked(workshop, OLDER)
        assert not any("MeetingId=7420" in address for address in again)


def test_refused_and_older_pages_do_not_hinder_reading_all_pages_again(tmp_path: Path) -> None:
    with workshop_at(tmp_path) as workshop:
        walked(workshop, OLDER)
        before = held(workshop)
        refused = [one.path for one in workshop.clean() if one.refused]

        assert len(refused) == 1
        assert held(workshop) == before
        workshop.index()
    assert not check(workshop.folder, Storage())
