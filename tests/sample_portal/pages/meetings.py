"""A committee's list of meetings, whose few words after each link are the cheapest sign of a change."""

from collections.abc import Iterator, Sequence
from datetime import date

from sample_portal.model import Committee, Scheduled, State, state_on
from sample_portal.pages.dates import colon_time, short, stamp
from sample_portal.pages.escape import attribute, href, label
from sample_portal.pages.parts import actions, link, meeting_address
from sample_portal.pages.site import Page, Site

SHOWN = 15
_MINUTED: tuple[State, ...] = ("draft", "approved")


def meeting_list(site: Site) -> Page | None:
    """ieListMeetings: about 15 meetings, a year's, or all, the newest first."""
    committee = site.committee()
    if committee is None or site.query.has("info"):
        return None
    return _page(site, committee)


def _page(site: Site, committee: Committee) -> Page:
    calendar, name = site.register.calendars[committee.id], committee.name
    body = (
        f'\t\n\t<form method="post"  action="ieListMeetings.aspx"  id="FormYearSelect">\n{_head(committee, calendar)}'
    )
    body += f'<div class="mgContent" >\n<div class="mgList" >\n\n{_hidden_fields(committee)}'
    body += _listed(site, committee, calendar) + "</div>\t\n</div>\n\n\t</form>\n"
    crumbs = (
        ("Committees", "mgListCommittees.aspx?bcr=1"),
        ("Committee details", f"mgCommitteeDetails.aspx?ID={committee.id}"),
    )
    return Page(f"Browse meetings - {name}", "Browse meetings", body, label(name), crumbs=crumbs)


def _listed(site: Site, committee: Committee, calendar: Sequence[Scheduled]) -> str:
    shown, earlier, later = chosen(site, calendar)
    pager = _pager(committee, earlier, later)
    rows = "".join(_row(meeting, site.day, place) for place, meeting in enumerate(shown))
    return (
        f'{pager}\t<div  class="mgTableBorder" >\n\t\t<div  class="mgTableTitleTxt" >\n           Meetings\n'
        f'\t\t</div> \t\n<ul  class="mgNonBulletTableList"  >{rows}</ul>\n\t</div>\n\n{pager}'
    )


def chosen(site: Site, calendar: Sequence[Scheduled]) -> tuple[Sequence[Scheduled], Scheduled | None, Scheduled | None]:
    """The meetings that an address asks for, and the ones at either end when there are more beyond them."""
    year = site.query.number("year", "yearselect")
    if year:
        return [one for one in calendar if one.date.year == year], None, None
    if year == 0 and site.look.year_zero and not site.query.has("yearselect"):
        return calendar, None, None
    return _window(calendar, _first(site, calendar))


def _window(
    calendar: Sequence[Scheduled], first: int
) -> tuple[Sequence[Scheduled], Scheduled | None, Scheduled | None]:
    shown = calendar[first : first + SHOWN]
    earlier = shown[-1] if first + SHOWN < len(calendar) else None
    return shown, earlier, shown[0] if first and shown else None


def _first(site: Site, calendar: Sequence[Scheduled]) -> int:
    """Where the page begins: at the newest, or beyond the moment in `D=202409051930`."""
    moment, act = site.query.text("d"), site.query.text("act").lower()
    beyond = [place for place, one in enumerate(calendar) if _stamp(one) < moment]
    if act == "earlier":
        return beyond[0] if beyond else len(calendar)
    if act == "later":
        newer = sum(_stamp(one) > moment for one in calendar)
        return max(newer - SHOWN, 0)
    return 0


def _stamp(meeting: Scheduled) -> str:
    return stamp(meeting.date, meeting.time)


def _pager(committee: Committee, earlier: Scheduled | None, later: Scheduled | None) -> str:
    links = "".join(
        f'\n\t\t\t<a   class="mgTableNextLnk"   href="{_beyond(committee, act, end)}"  >{words}</a>'
        "<span class='mgLinkSep'>. </span>\n"
        for act, end, words in (("earlier", earlier, "Earlier meetings"), ("later", later, "Later meetings"))
        if end
    )
    return f"\t    <div  class='mgMeetingsEarlierLater' ><p>\n{links}\n         </p></div>\n\n" if links else ""


def _beyond(committee: Committee, act: str, end: Scheduled) -> str:
    return href(f"ieListMeetings.aspx?Act={act}&CId={committee.id}&D={_stamp(end)}&MD=ielistmeetings")


def _row(meeting: Scheduled, day: date, place: int) -> str:
    about = f"{meeting.committee_name} meeting of {short(meeting.date)}"
    return (
        f'<li  class="mgTable{"Odd" if place % 2 else "Even"}Row" ><a  class="mgMeetingTableLnk"    '
        f'href="{href(meeting_address(meeting))}"  title="Link&#32;to&#32;meeting&#32;details&#32;for&#32;'
        f'{attribute(about)}">{short(meeting.date)}&nbsp;{label(colon_time(meeting.time))}</a>'
        f"{suffix(meeting, day)}</li>"
    )


def suffix(meeting: Scheduled, day: date) -> str:
    """What is published of a meeting, as the list says it: ` - Agenda, Decisions, Minutes`."""
    state = state_on(meeting, day)
    if state == "cancelled":
        return " - CANCELLED"
    return f" - {', '.join(published_kinds(meeting, state, day))}" if state != "nothing" else ""


def published_kinds(meeting: Scheduled, state: State, day: date) -> Iterator[str]:
    """Agenda, Decisions, Minutes: those there are."""
    if state not in {"nothing", "cancelled"}:
        yield "Agenda"
        if meeting.decisions_on and meeting.decisions_on <= day:
            yield "Decisions"
        if state in _MINUTED:
            yield "Minutes"


def _head(committee: Committee, calendar: Sequence[Scheduled]) -> str:
    years = sorted({meeting.date.year for meeting in calendar})
    options = "".join(f'\t\t\t<option value="{year}">{year}</option>\n' for year in years)
    form = (
        '<label for="YearSelect">Show meetings for the year: </label>\n\t\t'
        '<select\tsize="1" id="YearSelect" name="YearSelect" > \n\t\t<option value="0"> </option>\n'
        f"{options}\t\t</select>\n"
        '        <input  class="mgGoButton"   type="submit" name="Submit" value="Go" id="Submit1"/>'
    )
    about = f"More information about {committee.name}"
    timetable = link(f"mgAgendaManagementTimetable.aspx?RP={committee.id}", "Show agenda management timetable")
    return actions((timetable, link(f"mgCommitteeDetails.aspx?ID={committee.id}", about), form))


def _hidden_fields(committee: Committee) -> str:
    return (
        f'\t<div class="mgHiddenField" >\n\t <input type="hidden" name="hCommitteeId"  value="{committee.id}" />\n'
        '\t <input type="hidden" name="hCategoryId"  value="0" />\n\t <input type="hidden" name="IsInfo"  value="0"/>\n'
        "\t</div>\n\n"
    )
