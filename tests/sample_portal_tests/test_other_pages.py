"""Lists of committees and meetings, attendance, news, and the frames around them all."""

import re
from datetime import date

import pytest
from sample_portal.clock import Clock
from sample_portal.server import SamplePortal
from sample_portal_tests.seen import page, words
from sample_portal_tests.tiny import PEOPLE, WELSH, meeting, tiny, visit

FULL = "ieListDocuments.aspx?CId=12&MId=101&Ver=4"
BEFORE = date(2026, 1, 2)


def test_expired_committees_are_not_listed(portal: SamplePortal) -> None:
    assert "Children" not in words(portal, "mgListCommittees.aspx")
    assert "Children's Panel" in words(portal, "mgCommitteeDetails.aspx?ID=11")
    assert "25 Jul 2018" in words(portal, "ieListMeetings.aspx?CId=11")


def test_an_expired_committee_is_reached_from_the_meetings_of_the_one_that_followed(portal: SamplePortal) -> None:
    pages = [visit(portal, f"ieListDocuments.aspx?MId={number}").text for number in (200, 201, 212, 224)]

    assert sum("Aspx?CId=11".lower() in text.lower() or "Details.aspx?ID=11" in text for text in pages) >= 2


def test_the_list_shows_fifteen_and_leads_to_the_earlier_ones(portal: SamplePortal) -> None:
    seen: list[str] = []
    path: str | None = f"ieListMeetings.aspx?CId={PEOPLE}"
    while path:
        found = page(portal, path)
        seen += [str(link["href"]) for link in found.select("a.mgMeetingTableLnk")]
        following = found.select_one('a.mgTableNextLnk[href*="Act=earlier"]')
        path = str(following["href"]) if following else None
        assert len(found.select("a.mgMeetingTableLnk")) <= 15

    assert len(seen) == len(set(seen)) == 44


def test_later_meetings_lead_back(portal: SamplePortal) -> None:
    second = page(portal, f"ieListMeetings.aspx?CId={PEOPLE}&Act=earlier&D=202409021730&MD=ielistmeetings")
    back = second.select_one('a.mgTableNextLnk[href*="Act=later"]')

    assert back
    first = page(portal, str(back["href"]))
    assert "202409021730" in str(first.select('a[href*="Act=earlier"]')[0]["href"])


def test_year_nought_is_all_of_them(portal: SamplePortal) -> None:
    assert len(page(portal, f"ieListMeetings.aspx?CId={PEOPLE}&Year=0").select("a.mgMeetingTableLnk")) == 44


def test_thousands_of_meetings_are_one_list() -> None:
    many = tuple(meeting(number, date.fromordinal(730_000 + number), WELSH) for number in range(1_000, 6_000))
    with SamplePortal(tiny(*many)) as portal:
        path = f"ieListMeetings.aspx?CId={WELSH}&Year=0"

        assert visit(portal, path).text.count("mgMeetingTableLnk") == 5_001
        assert visit(portal, path).text.count("MId=5999&amp;") == 1


def test_on_some_portals_year_nought_is_nothing_special() -> None:
    with SamplePortal(tiny(), year_zero=False) as portal:
        found = page(portal, f"ieListMeetings.aspx?CId={PEOPLE}&Year=0")

        assert len(found.select("a.mgMeetingTableLnk")) == 15
        assert found.select_one("select#YearSelect")


@pytest.mark.parametrize("markup", [1, 2, 3])
def test_attendance_has_officers_too(clock: Clock, markup: int) -> None:
    with SamplePortal(tiny(), clock=clock, markup=markup) as portal:  # type: ignore[arg-type]
        text = words(portal, "mgMeetingAttendance.aspx?ID=101")

        assert "Councillor Ada Birch" in text
        assert "Ines Marlow" in text
        assert "Officer" in text


def test_somebody_absent_is_a_row_too(portal: SamplePortal) -> None:
    rows = [row.get_text(" ") for row in page(portal, "mgMeetingAttendance.aspx?ID=200").select("tbody tr")]

    assert [row.split()[-1] for row in rows] == ["Absent"]


def test_before_the_minutes_members_are_only_expected() -> None:
    with SamplePortal(tiny(), clock=Clock(BEFORE)) as portal:
        rows = [row.get_text(" ") for row in page(portal, "mgMeetingAttendance.aspx?ID=101").select("tbody tr")]

    assert len(rows) == 2
    assert all(row.endswith("Expected") for row in rows)


@pytest.mark.parametrize("markup", [1, 2, 3])
def test_the_three_item_pages_agree_in_their_words(clock: Clock, markup: int) -> None:
    with SamplePortal(tiny(), clock=clock, markup=markup) as portal:  # type: ignore[arg-type]
        text = words(portal, "mgAi.aspx?ID=9001")

        assert "RESOLVED that:" in text
        assert "Supporting documents:" in text
        assert re.search(r"Minutes: ?word0x0 .* word6x99", text)


@pytest.mark.parametrize("markup", [1, 2, 3])
def test_the_three_lists_of_news_agree_in_their_facts(clock: Clock, markup: int) -> None:
    with SamplePortal(tiny(), clock=clock, markup=markup) as portal:  # type: ignore[arg-type]
        text = words(portal, "mgWhatsNew.aspx")

        assert "26/02/2026" in text
        assert "Agenda published" in text
        assert "Minutes published" in text


def test_news_of_a_range_of_days(portal: SamplePortal) -> None:
    assert "No" in words(portal, "mgWhatsNew.aspx?DR=01%2f01%2f2020-02%2f01%2f2020")
    assert "25 July 2018" in words(portal, "mgWhatsNew.aspx?DR=01%2f08%2f2018-02%2f08%2f2018")


def test_the_feed_is_rss_for_one_committee_or_all(clock: Clock) -> None:
    with SamplePortal(tiny(), clock=clock) as portal:
        assert visit(portal, "mgRss.aspx?XXR=0").text.count("<item>") == 2
        assert visit(portal, "mgRss.aspx?CID=13").text.count("<item>") == 0


def test_on_some_portals_the_feed_is_html_or_not_there() -> None:
    with SamplePortal(tiny(), rss="html") as portal:
        assert '<div id="modgov">' in visit(portal, "mgRss.aspx").text
    with SamplePortal(tiny(), rss=False, whats_new=False) as portal:
        assert visit(portal, "mgRss.aspx").status == visit(portal, "mgWhatsNew.aspx").status == 302


def test_the_frames_differ_and_the_products_part_does_not(clock: Clock) -> None:
    headings = {}
    for theme in ("kingston", "plain", "xhtml"):
        with SamplePortal(tiny(), clock=clock, theme=theme) as portal:
            text = visit(portal, FULL).text
            headings[theme] = (re.search(r"<h1[^>]*>", text) or [""])[0], text.index("<h1") < text.index('id="modgov"')
            assert text.count("mgItemNumberCell") == 3

    assert headings == {
        "kingston": ('<h1  class="mgMainTitleTxt" >', False),
        "plain": ("<h1>", False),
        "xhtml": ("<h1>", True),
    }
