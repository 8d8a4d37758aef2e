"""Which address gives which page. Knows paths and parameters; nothing of connections."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from urllib.parse import quote, unquote

from sample_portal import documents, web_service
from sample_portal.answers import PDF, TEXT, XML, Answer, redirect, refusal, text
from sample_portal.pages import attendance, committees, item_page, meeting, meetings, news, traps
from sample_portal.pages.furniture import dressed
from sample_portal.pages.site import Look, Page, Query, Register, Site

PageOf = Callable[[Site], Page | None]

_PAGES: dict[str, PageOf] = {
    "": committees.meetings_home,
    "default.aspx": committees.meetings_home,
    "uucoverpage.aspx": committees.meetings_home,
    "iedochome.aspx": committees.meetings_home,
    "mglistcommittees.aspx": committees.committee_list,
    "mgcommitteestructure.aspx": committees.committee_list,
    "mgcommitteedetails.aspx": committees.committee_details,
    "ielistmeetings.aspx": meetings.meeting_list,
    "ielistdocuments.aspx": meeting.meeting_page,
    "mgai.aspx": item_page.item_page,
    "iedecisiondetails.aspx": item_page.decision_page,
    "mgmeetingattendance.aspx": attendance.attendance_page,
    "mgcalendarmonthview.aspx": traps.calendar_month,
    "mgcalendarweekview.aspx": traps.calendar_weeks,
    "mgcalendaragendaview.aspx": traps.calendar_weeks,
    "mgchoosedocpack.aspx": traps.document_pack,
    "mgreasonsrestricted.aspx": traps.reasons_restricted,
    "mglistrecordedvotesshort.aspx": traps.recorded_votes,
    "iedocsearch.aspx": traps.search_form,
    "iesearchresults2.aspx": traps.search_results,
    "mgerror.aspx": traps.error_page,
    "mgmemberindex.aspx": traps.anything_else("Your councillors"),
    "mguserinfo.aspx": traps.anything_else("Councillor details"),
    "mgattendancesummary.aspx": traps.anything_else("Attendance statistics"),
    "mglistdeclarationsofinterest.aspx": traps.anything_else("Declarations of interest"),
    "mgcommitteemailinglist.aspx": traps.anything_else("Contact details"),
    "mgagendamanagementtimetable.aspx": traps.anything_else("Agenda management timetable"),
    "mglocationdetails.aspx": traps.anything_else("Location details"),
    "mgdelegateddecisions.aspx": traps.anything_else("Decisions"),
    "mgmanageelectionresults.aspx": traps.anything_else("Election results"),
    "mgepetitionlistdisplay.aspx": traps.anything_else("ePetitions"),
    "eccatdisplay.aspx": traps.anything_else("Library"),
    "mglistoutsidebodies.aspx": traps.anything_else("Outside bodies"),
    "mgregisterkeywordinterest.aspx": traps.anything_else("Subscribe to updates"),
    "mghiddentrap.aspx": traps.anything_else("Nobody can see the link to this page"),
}
_MEETING_FILE = re.compile(r"documents/g(\d{1,9})/", re.I)
_REPORT_FILE = re.compile(r"documents/s(\d{1,9})/", re.I)
_DRESSING = (".css", ".js", ".gif", ".png", ".ico", ".jpg")


@dataclass(frozen=True)
class Ask:
    """What is asked for: a path below the portal's own, a query, and the portal's address as the visitor knows it.

    `base` is that address without the host: `/moderngov/(S(x))/`.
    """

    path: str
    query: str
    root: str
    base: str
    day: date


class Routes:
    """The portal's answers while nothing is wrong. Pages are kept for a while: a day's page is always the same."""

    def __init__(self, register: Register, look: Look) -> None:
        self._register = register
        self._look = look
        self._page = lru_cache(maxsize=1024)(self._made)

    def answer(self, ask: Ask) -> Answer:
        """The page, file or document; what is not there leads to mgError."""
        return self._page(ask)

    def _made(self, ask: Ask) -> Answer:
        site = Site(self._register, self._look, ask.day, ask.root, Query(ask.query))
        path = unquote(ask.path).lower()
        found = self._special(site, path) or _file(site, unquote(ask.path)) or self._html(site, path)
        return found or redirect(quote(ask.base, safe="/()") + "mgError.aspx")

    def _html(self, site: Site, path: str) -> Answer | None:
        page = _PAGES[path](site) if path in _PAGES else None
        return text(dressed(page, site)) if page else None

    def _special(self, site: Site, path: str) -> Answer | None:
        if path.startswith("mgwebservice.asmx"):
            return self._service(site, path.partition("/")[2])
        if path == "iesearchresults.aspx":
            return redirect(f"ieSearchResults2.aspx?SS={quote(site.query.text('ss'))}&DT=3&ADV=0&CA=false&SB=true&PG=1")
        if path == "mgwhatsnew.aspx" and self._look.whats_new:
            return text(dressed(news.whats_new(site), site))
        return self._feed(site) if path == "mgrss.aspx" and self._look.rss else _dressing(path)

    def _feed(self, site: Site) -> Answer:
        """On some councils the feed's address answers HTML."""
        if self._look.rss == "html":
            return text(dressed(news.whats_new(site), site))
        return text(news.feed(site), XML)

    def _service(self, site: Site, operation: str) -> Answer:
        if not self._look.web_service:
            return refusal(404)
        if not operation:
            return text(web_service.description(site), XML)
        try:
            found = web_service.answer(site, operation)
        except web_service.MissingParameter as missing:
            return text(f"Missing parameter: {missing}.\r\n", TEXT, 500)
        return text(found, XML) if found else text(f"{operation} Web Service method name is not valid.\r\n", TEXT, 500)


def _file(site: Site, path: str) -> Answer | None:
    """A PDF, by its number alone; that of a whole meeting needs its `?T=` too."""
    report = _REPORT_FILE.match(path)
    if report:
        return _pdf(documents.report(site, int(report[1])))
    whole, kind = _MEETING_FILE.match(path), site.query.number("t")
    if whole and kind is not None:
        return _pdf(documents.print_of(site, int(whole[1]), kind))
    if path.lower() == "mgconvert2pdf.aspx":
        return _pdf(documents.report(site, site.query.number("id") or 0))
    return None


def _pdf(content: bytes | None) -> Answer | None:
    return Answer(content, PDF) if content else None


def _dressing(path: str) -> Answer | None:
    """Styles, scripts and pictures: empty ones."""
    return Answer(b"", "") if path.endswith(_DRESSING) else None
