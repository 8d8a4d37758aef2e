"""The pages to leave alone: calendars without an end, searches, packs, people, and the error page."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from sample_portal.pages.dates import long, month
from sample_portal.pages.escape import attribute, label
from sample_portal.pages.parts import bullets, link, meeting_address, meeting_name
from sample_portal.pages.site import Page, Site

HITS = 10


def calendar_month(site: Site) -> Page:
    """mgCalendarMonthView: a month with its meetings, and links to the months on both sides, for ever."""
    first = _month_asked(site)
    days = (first - timedelta(days=1), (first + timedelta(days=32)).replace(day=1))
    around = (link(f"mgCalendarMonthView.aspx?M={day.month}&DD={day.year}&GL=1", month(day)) for day in days)
    shown = bullets(around) + bullets(_held_in(site, first))
    return _page("Calendar", f"<p>{month(first)} {first.year}</p>\n{shown}")


def _month_asked(site: Site) -> date:
    year, number = site.query.number("dd"), site.query.number("m")
    if year and number and 2 <= year <= 9998 and 1 <= number <= 12:
        return date(year, number, 1)
    return site.day.replace(day=1)


def _held_in(site: Site, first: date) -> Iterator[str]:
    for meeting in site.truth.calendar:
        if (meeting.date.year, meeting.date.month) == (first.year, first.month):
            prefix = "CANCELLED - " if meeting.cancelled else "MOVED - " if meeting.moved_from else ""
            yield f"{prefix}{link(meeting_address(meeting), meeting_name(meeting))}"


def calendar_weeks(site: Site) -> Page:
    """mgCalendarWeekView, mgCalendarAgendaView: always another week."""
    week = (site.query.number("wn") or 0) + 1
    return _page("Calendar", bullets((link(f"mgCalendarWeekView.aspx?WN={week}&CID=0&ACT=Later", "Next week"),)))


def search_form(site: Site) -> Page:
    """ieDocSearch: a form that works by GET too."""
    form = (
        '<form method="get" action="ieSearchResults2.aspx"><p><label for="SS">Search for: </label>'
        '<input type="text" name="SS" id="SS" /><input class="mgGoButton" type="submit" value="Search" /></p></form>\n'
    )
    return _page("Search documents", form)


def search_results(site: Site) -> Page:
    """ieSearchResults2: ten meetings a page, with raw dashes in the snippets, and always a next page."""
    page, words = site.query.number("pg") or 1, site.query.text("ss")
    calendar = site.truth.calendar
    some = [calendar[(page * HITS + place) % len(calendar)] for place in range(HITS)] if calendar else []
    hits = (f"{link(meeting_address(one), meeting_name(one))}<br />… – {label(words)} – …" for one in some)
    following = link(f"ieSearchResults2.aspx?SS={words}&DT=3&ADV=0&CA=false&SB=true&PG={page + 1}", "Next")
    return _page("Search results", f"{bullets(hits)}<p>{following}</p>\n")


def document_pack(site: Site) -> Page | None:
    """mgChooseDocPack: a page on which to choose, though its links say PDF."""
    number = site.query.number("id")
    if number is None:
        return None
    choice = link(f"mgChooseDocPack.aspx?ID={number}&SID={number + 1}", "Choose another supplement")
    return _page("Agenda reports pack", f"<p>The pack is being prepared.</p>\n{bullets((choice,))}")


def reasons_restricted(site: Site) -> Page | None:
    """mgReasonsRestricted: the paragraph by which an item or a document is kept back."""
    if site.query.number("oid") is None:
        return None
    text = "<p>NOT FOR PUBLICATION by virtue of Schedule 12A of the Local Government Act 1972.</p>\n"
    return _page("Reason restricted", text)


def recorded_votes(site: Site) -> Page | None:
    """mgListRecordedVotesShort: often empty, though the minutes hold the names."""
    return _page("Recorded votes", "<p>No recorded votes were found.</p>\n") if site.query.has("aiid") else None


def anything_else(heading: str) -> Callable[[Site], Page]:
    """A page of no use that links to itself under ever new addresses."""

    def page(site: Site) -> Page:
        count = (site.query.number("now") or 0) + 1
        return _page(heading, bullets((link(f"?NOW={count}&XXR=0&bcr=1", f"More: {heading.lower()}"),)))

    return page


def error_page(site: Site) -> Page:
    """mgError: the product's apology, which answers 200."""
    text = '<p class="mgErrorTxt" >The page you asked for could not be shown. It was logged on '
    return _page("Error", f"{text}{attribute(long(site.day))}.</p>\n")


def _page(heading: str, shown: str) -> Page:
    return Page(heading, heading, f'<div class="mgContent" >\n{shown}</div>\n')
