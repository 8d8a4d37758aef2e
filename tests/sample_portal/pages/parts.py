"""Small pieces of markup that many pages share."""

from collections.abc import Iterable

from sample_portal.model import Committee, Contact, Scheduled
from sample_portal.pages.dates import colon_time, heading, long
from sample_portal.pages.escape import attribute, file_name, href, label, prose

_ICON = '<img height="12" src="mgimages/logo-pdf-1.gif" width="12" alt="pdf icon" />'


def link(address: str, words: str, about: str = "") -> str:
    """A link with the product's odd blanks: `<a  href="…"  title="…">`."""
    title = f'  title="Link&#32;to&#32;{attribute(about)}"' if about else ""
    return f'<a  href="{href(address)}"{title}>{label(words)}</a>'


def actions(points: Iterable[str]) -> str:
    """The product's list of things to do with a page."""
    shown = "".join(f"\n\t\t<li>{point}</li>\n" for point in points)
    return f'\t<div class="mgLinks" >\n\n\n<ul  class="mgActionList" >{shown}\n</ul>\n</div>\n'


def bullets(points: Iterable[str]) -> str:
    """The product's plain list."""
    shown = "".join(f"\t\t\t\t\t\t<li>{point}</li>\n" for point in points)
    return f'\n<ul  class="mgBulletList" >\n{shown}\n</ul>\n'


def file_size(number: int) -> str:
    """What stands after every link to a file: an icon and a size."""
    size = f"{number % 9 + 1} MB" if number % 11 == 0 else f"{60 + number * 37 % 900} KB"
    return f'<span  class="mgFileSize" >{_ICON} PDF {size}</span>'


def meeting_address(meeting: Scheduled) -> str:
    """A meeting's page."""
    return f"ieListDocuments.aspx?CId={meeting.committee_id}&MId={meeting.id}&Ver=4"


def meeting_name(meeting: Scheduled, *, cancelled: bool = False) -> str:
    """A meeting as its page's heading has it."""
    prefix = "Extraordinary Meeting, " if meeting.extraordinary else ""
    suffix = ", CANCELLED" if cancelled else ""
    return f"{prefix}{meeting.committee_name} - {heading(meeting.date, meeting.time)}{suffix}"


def meeting_title(meeting: Scheduled) -> str:
    """A meeting as its page's title has it; a cancelled one still has an agenda there."""
    return f"Agenda for {meeting.committee_name} on {long(meeting.date)}, {colon_time(meeting.time)}"


def committee_crumbs(committee: Committee) -> tuple[tuple[str, str], ...]:
    """The way down to a committee's pages."""
    return (
        ("Committees", "mgListCommittees.aspx?bcr=1"),
        ("Committee details", f"mgCommitteeDetails.aspx?ID={committee.id}"),
        ("Meetings", f"ieListMeetings.aspx?CommitteeId={committee.id}"),
    )


def document_address(document_id: int, title: str) -> str:
    """A report's file, with the blanks of its title."""
    return f"documents/s{document_id}/{file_name(title)}.pdf"


def reached(contact: Contact) -> str:
    """`Tel: … / Email: …`."""
    email = prose(contact.email)
    return f'Tel: {prose(contact.telephone)} / Email: &nbsp;<a href="mailto:{email}">{email}</a>'


def labelled(words: str, shown: str) -> str:
    """`<p><span class="mgLabel">Venue: </span>…</p>`."""
    return f'\t\t\t\t\t\t<p><span  class="mgLabel" >{words}: </span>{shown}</p>\n'
