"""ieListDocuments, the page of a meeting: what is published, where, and every item."""

from collections.abc import Iterator
from datetime import date

from sample_portal.model import Committee, Meeting, PublishedMeeting
from sample_portal.pages.dates import of_file
from sample_portal.pages.escape import attribute, file_name, href, prose
from sample_portal.pages.items import Row, item_row
from sample_portal.pages.language import ENGLISH, WELSH, Words
from sample_portal.pages.meetings import published_kinds
from sample_portal.pages.parts import (
    actions,
    committee_crumbs,
    file_size,
    labelled,
    link,
    meeting_name,
    meeting_title,
    reached,
)
from sample_portal.pages.site import Page, Site

_ADVICE = (
    "<p>The reports of this meeting can be opened from the headings in the list of items below, "
    "or all together as one pack.</p>\n\n"
)
# Print names by the T of their addresses.
PRINTS = {0: "Agenda frontsheet", 10: "Public reports pack", 2: "Decisions", 1: "Printed minutes"}


def meeting_page(site: Site) -> Page | None:
    """The page of the meeting that an address names, whatever else the address says."""
    meeting = site.meeting("mid", "meetingid")
    return _page(site, site.published(meeting)) if meeting else None


def _page(site: Site, published: PublishedMeeting) -> Page:
    meeting, words = published.meeting, WELSH if site.is_welsh(published.meeting) else ENGLISH
    committee = site.register.committees[meeting.committee_id]
    name = meeting_name(meeting, cancelled=published.state == "cancelled")
    about = f'title="Link&#32;to&#32;{attribute(meeting.committee_name)}"'
    kinds = tuple(published_kinds(meeting, published.state, site.day))
    return Page(
        title=meeting_title(meeting),
        heading=words.heading(kinds),
        subtitle=f'<a  href="mgCommitteeDetails.aspx?ID={meeting.committee_id}"  {about}>{prose(name)}</a>',
        described=f"All published information, including reports, for {meeting_title(meeting)}",
        body=_free_text(site, meeting, committee) + _links(published, kinds) + _content(site, published, words),
        dated=meeting.date,
        modified=modified_on(meeting, site.day),
        created=min(meeting.agenda_on, site.day),
        crumbs=committee_crumbs(committee),
    )


def modified_on(meeting: Meeting, day: date) -> date:
    """The last day up to now on which anything of the page changed."""
    stages = (meeting.agenda_on, meeting.decisions_on, meeting.draft_on, meeting.approved_on, meeting.cancelled_on)
    amended = (*(one.on for one in meeting.corrections), *(on for _, on in meeting.withdrawn_items))
    return max((on for on in (*stages, *amended) if on and on <= day), default=day)


def _free_text(site: Site, meeting: Meeting, committee: Committee) -> str:
    """The council's own words above the links. Some lead to the committee that this one took over from."""
    moved = f"<p>This meeting was to be held on {meeting.moved_from:%d/%m/%Y}.</p>\n" if meeting.moved_from else ""
    return _ADVICE + moved + "".join(_earlier(site, meeting, committee))


def _earlier(site: Site, meeting: Meeting, committee: Committee) -> Iterator[str]:
    for gone in site.register.predecessors.get(meeting.id, ()):
        page = "ieListMeetings.aspx?CId={}" if meeting.id % 2 else "mgCommitteeDetails.aspx?ID={}"
        yield (
            f'<p>Business earlier than the {prose(committee.name)} is kept under the <a href="{page.format(gone.id)}">'
            f"{prose(gone.name)}</a>.</p>\n"
        )


def _links(published: PublishedMeeting, kinds: tuple[str, ...]) -> str:
    return actions(_actions(published, kinds)) if kinds else '\t<div class="mgLinks" >\n\n</div>\n'


def _actions(published: PublishedMeeting, kinds: tuple[str, ...]) -> Iterator[str]:
    meeting = published.meeting
    name = meeting_name(meeting)
    yield (
        f'<a  href="mgMeetingAttendance.aspx?ID={meeting.id}"  title="Link&#32;to&#32;attendance&#32;details&#32;for'
        f'&#32;the&#32;meeting&#32;of&#32;{attribute(name)}">Attendance details</a>'
    )
    yield _print(meeting, 0, "Agenda frontsheet")
    yield link(f"mgChooseDocPack.aspx?ID={meeting.agenda_id}", "Agenda reports pack", "agenda reports document pack")
    if meeting.id % 6 == 0:
        yield _supplement(meeting)
    if "Decisions" in kinds:
        yield _print(meeting, 2, "Printed decisions")
    if "Minutes" in kinds:
        yield _print(meeting, 1, "Printed draft minutes" if published.state == "draft" else "Printed minutes")


def _print(meeting: Meeting, kind: int, words: str) -> str:
    about = attribute(f"{words.lower()} pdf file")
    address = href(print_address(meeting, kind))
    size = file_size(meeting.agenda_id + kind)
    return f'<a  href="{address}"   title="Link&#32;to&#32;{about}">{words}\n\t\t\t{size} </a>'


def print_address(meeting: Meeting, kind: int) -> str:
    """A whole-meeting PDF, by agenda id; in some years with a line end in its name."""
    when = f"{of_file(meeting.date)} {meeting.time.replace(':', '.'):0>5}"
    gap = "\r\n" if meeting.id % 7 == 0 else " "
    return f"documents/g{meeting.agenda_id}/{PRINTS[kind]}{gap}{when} {file_name(meeting.committee_name)}.pdf?T={kind}"


def _supplement(meeting: Meeting) -> str:
    address = href(f"mgChooseDocPack.aspx?ID={meeting.agenda_id}&SID={meeting.agenda_id + 13000}")
    return f'<a  href="{address}"  >Supplement&#58; Late Material {file_size(meeting.agenda_id)} </a>'


def _content(site: Site, published: PublishedMeeting, words: Words) -> str:
    meeting = published.meeting
    venue = words.proposed_venue if published.state in {"nothing", "cancelled"} else words.venue
    shown = labelled(venue, f"{prose(meeting.venue)}. {link('mgLocationDetails.aspx?RID=1', ' View directions')}")
    shown += _contact(meeting, words)
    if not published.items:
        shown += "<p>No documents are available for this meeting</p>\n"
    else:
        shown += _webcast(meeting) + _table(site, published, words)
    return f'<div class="mgContent" >\n{shown}<div class="mgHelpLine" >\t\n</div>\t\n</div>\n'


def _contact(meeting: Meeting, words: Words) -> str:
    contact = meeting.contact
    if contact is None:
        return ""
    post = f", {prose(contact.post)}" if contact.post else ""
    shown = f"{prose(contact.name)}{post}&nbsp; \n\t\t{reached(contact)}\n\t\t\n\t\t"
    return labelled(words.contact, shown)


def _webcast(meeting: Meeting) -> str:
    if meeting.id % 3:
        return ""
    bounce = f"https://webcast.invalid/site/mg_bounce.php?mg_m_id={meeting.id}&language=en_GB"
    shown = f'<a  href="{bounce}"  title="View&#32;the&#32;webcast">View the webcast</a> '
    return f'\t\t\t\t<h2  class="mgSectionTitle" >Media</h2>\n\t\t\t\t\t\n{labelled("Webcast", shown)}'


def _table(site: Site, published: PublishedMeeting, words: Words) -> str:
    links = links_of(site, published.meeting)
    rows = "".join(item_row(Row(one, published.meeting.id, words, links)) for one in published.items)
    return (
        '\t\t<table class="mgItemTable"  summary="Table of agenda items" id="mgItemTable">\n'
        f'\t\t<caption  class="mgSectionTitle" >{words.items}</caption>\n\n     <tr>\n\n'
        '            <th class="mgHide" abbr="No" scope="col">No.</th>\n'
        f'            <th class="mgHide" abbr="Item" scope="col">Item</th>\n    </tr>\n\n{rows}\t</table>\n'
    )


def links_of(site: Site, meeting: Meeting) -> dict[str, str]:
    """Names of predecessors, where an agenda's words lead to their meetings."""
    gone = site.register.predecessors.get(meeting.id, ())
    return {one.name: f"ieListMeetings.aspx?CId={one.id}" for one in gone}
