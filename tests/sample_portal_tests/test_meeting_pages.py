"""The markup is the real portals' markup, quirks and all."""

import re
from datetime import date
from html import unescape

import pytest
from sample_portal.clock import Clock
from sample_portal.pages.dates import colon_time, heading, ordinal, stamp
from sample_portal.pages.word import WIDTH, wrapped
from sample_portal.server import SamplePortal
from sample_portal_tests.seen import page, words
from sample_portal_tests.tiny import LONG, PEOPLE, TODAY, visit

FULL = "ieListDocuments.aspx?CId=12&MId=101&Ver=4"


def on(clock: Clock, day: date) -> None:
    """Moves a clock to a day ahead."""
    clock.advance(days=(day - clock.today()).days)


@pytest.fixture
def clock() -> Clock:
    """Long before the meeting, so that its life can be followed."""
    return Clock(date(2026, 1, 2))


def test_a_meeting_has_more_rows_than_items(portal: SamplePortal, clock: Clock) -> None:
    on(clock, TODAY)
    found = page(portal, FULL)

    assert len(found.select("td.mgItemNumberCell")) == 3
    assert len(found.select("#mgItemTable tr")) > 4


def test_the_votes_heading_has_no_row_and_an_end_too_many(portal: SamplePortal, clock: Clock) -> None:
    on(clock, TODAY)
    table = visit(portal, FULL).text.split("Recorded Vote</caption>")[1].split("</table>")[0]

    assert "<tr>" not in table.split("Result</th>")[0]
    assert re.search(r"Result</th>\s*</th>", table)


def test_long_minutes_are_cut_after_500_words_with_a_link_to_the_rest(portal: SamplePortal, clock: Clock) -> None:
    on(clock, TODAY)
    box = page(portal, FULL).select("div.mgWordPara")[2]
    link = box.select_one("a[href^=mgAi]")
    shown = box.get_text("").replace("\xa0", " ").split("...")[0].split()

    assert link
    assert (link["href"], link.get_text().strip()) == ("mgAi.aspx?ID=9001", "view the full minutes text for item 54.")
    assert str(link["title"]).startswith("Link to view the full item text for item 54., Ash Lane")
    assert shown == " ".join(block.text for block in LONG).split()[:500]


def test_the_link_stands_in_the_paragraph_that_was_cut(portal: SamplePortal, clock: Clock) -> None:
    on(clock, TODAY)
    link = page(portal, FULL).select_one("a[href^=mgAi]")

    assert link
    assert link.find_parent("p")
    assert link.find_parent("div", class_="mgWordPara")


def test_the_items_own_page_has_every_word(portal: SamplePortal, clock: Clock) -> None:
    on(clock, TODAY)

    assert "word6x99" in visit(portal, "mgAi.aspx?ID=9001").text
    assert "word6x99" not in visit(portal, FULL).text


def test_text_is_wrapped_at_about_66_columns(portal: SamplePortal, clock: Clock) -> None:
    on(clock, TODAY)
    boxes = re.findall(r'<div class="WordSection1">(.*?)</div>', visit(portal, FULL).text, re.S)
    lines = [line for box in boxes for line in box.splitlines() if "title=" not in line and "Link to" not in line]

    # What has no blank inside, such as a list's typed mark with its gap, stays longer.
    assert all(len(line) <= WIDTH + 1 for line in lines if "7.0pt" not in line)


def test_wrapping_only_adds_line_ends() -> None:
    text = "<p>" + "one two, three; " * 40 + "</p>"

    assert wrapped(text).replace("\n", " ") == text


def test_word_left_its_traces(portal: SamplePortal, clock: Clock) -> None:
    on(clock, TODAY)
    text = visit(portal, FULL).text

    assert '<p class="MsoNormal">&nbsp;</p>' in text
    assert "&middot;<span style=" in text
    assert "MsoListParagraphCxSpFirst" in text
    assert "&ldquo;lanterns&rdquo; cost &pound;40 &amp; a" in text


def test_the_products_own_words_are_written_out(portal: SamplePortal, clock: Clock) -> None:
    on(clock, TODAY)
    text = visit(portal, FULL).text

    assert "Ash Lane&#58; speeds &#8211; results" in text
    assert "Link&#32;to&#32;People&#32;&#38;&#32;Places&#32;Commission" in text


def test_a_report_makes_its_title_a_link(portal: SamplePortal, clock: Clock) -> None:
    on(clock, TODAY)
    first, second = page(portal, FULL).select("td:not(.mgItemNumberCell) > p.mgAiTitleTxt")[:2]

    assert first.select_one("a.mgAiTitleLnk .mgFileSize")
    assert second.select_one("a") is None


def test_addresses_of_files_have_raw_blanks_and_line_ends(portal: SamplePortal, clock: Clock) -> None:
    on(clock, TODAY)
    text = visit(portal, FULL).text

    assert 'href="documents/s7001/Ash Lane survey.pdf"' in text
    assert 'href="documents/s7002/Annex\r\nA.pdf"' in text
    assert 'href="documents/g1001/Printed minutes Thursday 15-Jan-2026 17.30 People Places Commission.pdf?T=1"' in text


def test_a_closed_document_is_named_without_its_address(portal: SamplePortal, clock: Clock) -> None:
    on(clock, TODAY)
    text = visit(portal, FULL).text

    assert "Annex B" in text
    assert "s7003" not in text


def test_a_restricted_item_keeps_title_and_resolution(portal: SamplePortal, clock: Clock) -> None:
    on(clock, TODAY)

    assert "Lease of the Old Forge (Exempt) Minutes: RESOLVED that the lease be let." in words(portal, FULL)
    assert "mgReasonsRestricted.aspx?OID=9003&amp;OT=I" in visit(portal, FULL).text


@pytest.mark.parametrize(
    ("day", "said", "suffix"),
    [
        (date(2026, 1, 7), "Meeting", ""),
        (date(2026, 1, 8), "Agenda", " - Agenda"),
        (date(2026, 1, 17), "Agenda and decisions", " - Agenda, Decisions"),
        (date(2026, 1, 29), "Agenda, decisions and minutes", " - Agenda, Decisions, Minutes"),
    ],
)
def test_what_is_published_changes_with_the_day(
    portal: SamplePortal, clock: Clock, day: date, said: str, suffix: str
) -> None:
    on(clock, day)
    listed = page(portal, f"ieListMeetings.aspx?CId={PEOPLE}&Year=2026").select_one('a[href*="MId=101&"]')

    assert page(portal, FULL).select_one("h1.mgMainTitleTxt").get_text() == said  # type: ignore[union-attr]
    assert listed
    assert str(listed.next_sibling or "") == suffix


def test_numbers_and_titles_change_with_the_minutes_and_ids_do_not(portal: SamplePortal, clock: Clock) -> None:
    on(clock, date(2026, 1, 8))
    before = page(portal, FULL).select_one("#mgItemTable td.mgItemNumberCell")
    early = words(portal, FULL)
    on(clock, TODAY)
    after = page(portal, FULL).select_one("#mgItemTable td.mgItemNumberCell")

    assert before
    assert after
    assert [cell.get_text() for cell in (before, after)] == ["1.", "54."]
    assert [cell.a["name"] for cell in (before, after) if cell.a] == ["AI9001"] * 2
    assert "Ash Lane speeds" in early


def test_draft_minutes_are_called_so_until_they_are_approved(portal: SamplePortal, clock: Clock) -> None:
    on(clock, date(2026, 1, 29))
    draft = words(portal, FULL)
    on(clock, date(2026, 2, 20))

    assert "Printed draft minutes" in draft
    assert "Printed draft minutes" not in words(portal, FULL)


def test_a_correction_changes_the_page_and_its_date(portal: SamplePortal, clock: Clock) -> None:
    on(clock, date(2026, 2, 9))
    before = visit(portal, FULL).text
    on(clock, date(2026, 2, 10))
    after = visit(portal, FULL).text

    assert "It was noticed." in before
    assert "It was noted." in after
    assert 'name="DC.date.modified" scheme="W3CDTF"  content="2026-02-10"' in after


def test_a_withdrawn_item_is_gone(portal: SamplePortal, clock: Clock) -> None:
    on(clock, date(2026, 1, 8))
    before = visit(portal, FULL).text
    on(clock, date(2026, 1, 14))

    assert "AI9004" in before
    assert "AI9004" not in visit(portal, FULL).text


def test_the_days_of_a_meeting_are_in_the_head(portal: SamplePortal, clock: Clock) -> None:
    on(clock, TODAY)
    text = visit(portal, FULL).text

    assert '<meta name="DC.date" scheme="W3CDTF"  content="2026-01-15"/>' in text
    assert "<title>Agenda for People &amp; Places Commission on Thursday 15 January 2026, 5:30 pm - Marlbeck" in text


def test_a_cancelled_meeting_says_so_in_four_places(portal: SamplePortal) -> None:
    text = words(portal, "ieListDocuments.aspx?MId=104")
    listed = words(portal, f"ieListMeetings.aspx?CId={PEOPLE}&Year=2025")

    assert "5:30 pm, CANCELLED" in text
    assert "No documents are available for this meeting" in text
    assert "Proposed venue: The Moot Hall" in text
    assert "4 Dec 2025 5:30 pm - CANCELLED" in listed
    assert "mgItemTable" not in visit(portal, "ieListDocuments.aspx?MId=104").text


def test_a_welsh_committee_has_welsh_headings(portal: SamplePortal, clock: Clock) -> None:
    on(clock, TODAY)
    text = words(portal, "ieListDocuments.aspx?MId=110")

    assert "Rhaglen a chofnodion" in text
    assert "Cofnodion:" in text
    assert "Minutes:" in words(portal, "ieListDocuments.aspx?MId=110&LLL=0")
    assert "Eitem Agenda" in words(portal, "mgAi.aspx?ID=9030")


def test_old_headings_write_their_days_differently() -> None:
    assert heading(date(2017, 7, 25), "17:30") == "Tuesday 25 July 2017 5.30 p.m."
    assert heading(date(2019, 3, 5), "17:30") == "Tuesday, 5th March, 2019 5.30 p.m."
    assert heading(date(2026, 1, 15), "19:30") == "Thursday 15 January 2026 7:30 pm"


def test_stamps_sort_as_times_do() -> None:
    assert stamp(TODAY, "9:30") < stamp(TODAY, "17:00")


def test_times_and_ordinals() -> None:
    assert [colon_time(time) for time in ("00:05", "09:00", "12:00", "23:59")] == [
        "12:05 am",
        "9:00 am",
        "12:00 pm",
        "11:59 pm",
    ]
    assert [ordinal(number) for number in (1, 2, 3, 4, 11, 12, 13, 21, 22, 23, 31)] == [
        *("1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "22nd", "23rd", "31st")
    ]


def test_entities_are_ones_that_everybody_reads(portal: SamplePortal, clock: Clock) -> None:
    on(clock, TODAY)

    assert "“lanterns” cost £40 & a" in unescape(visit(portal, FULL).text)
