"""mgMeetingAttendance: who was due at a meeting and who came, officers among them, in three guesses at its markup."""

from collections.abc import Iterator
from dataclasses import dataclass

from sample_portal.model import Attendee, Meeting, PublishedMeeting
from sample_portal.pages.escape import label
from sample_portal.pages.parts import bullets, link, meeting_address, meeting_name
from sample_portal.pages.site import Page, Site

_MINUTED = {"draft", "approved"}


@dataclass(frozen=True)
class Attendance:
    """One row: a name, a role, a status in the portal's words."""

    name: str
    role: str
    status: str
    person: int | str | None = None

    @property
    def is_officer(self) -> bool:
        """Whether an officer: these have no page of their own."""
        return not isinstance(self.person, int)


def attendance(site: Site, published: PublishedMeeting) -> Iterator[Attendance]:
    """Everybody, as the portal has it today: until there are minutes, members are merely expected."""
    meeting, minuted = published.meeting, published.state in _MINUTED
    yield from _members(meeting, minuted=minuted)
    if minuted:
        yield from _absent(site, meeting)
        for place, one in enumerate(meeting.in_attendance):
            yield _row(one, "In attendance virtual" if (meeting.id + place) % 5 == 0 else "In attendance")


def _members(meeting: Meeting, *, minuted: bool) -> Iterator[Attendance]:
    for place, one in enumerate(meeting.present):
        yield _row(one, _present(meeting.id, place) if minuted else "Expected")
    for place, one in enumerate(meeting.apologies):
        yield _row(one, _apologies(meeting.id, place) if minuted else "Expected")


def _absent(site: Site, meeting: Meeting) -> Iterator[Attendance]:
    """Now and then somebody stayed away without a word, whom the minutes do not name."""
    named = {one.person for one in (*meeting.present, *meeting.apologies)}
    others = [one for one in site.truth.councillors if one.id not in named and one.since <= meeting.date]
    if meeting.id % 4 == 0 and others:
        one = others[meeting.id % len(others)]
        yield Attendance(f"Councillor {one.name}", "Committee Member", "Absent", one.id)


def _row(one: Attendee, status: str) -> Attendance:
    role = one.role if isinstance(one.person, int) else "Officer"
    return Attendance(one.name, role or "Committee Member", status, one.person)


def _present(meeting: int, place: int) -> str:
    return {7: "Present virtual", 10: "Present as substitute"}.get((meeting + place) % 13, "Present")


def _apologies(meeting: int, place: int) -> str:
    manners = ("Apologies", "Apologies received", "Apologies, sent representative")
    return manners[(meeting + place) % len(manners)]


def attendance_page(site: Site) -> Page | None:
    """The page, for a meeting that is on show or was called off."""
    meeting = site.meeting("id", "mid", "meetingid")
    return _page(site, site.published(meeting)) if meeting else None


def _page(site: Site, published: PublishedMeeting) -> Page:
    layouts = {1: _table, 2: _bare_table, 3: _lists}
    name = meeting_name(published.meeting, cancelled=published.state == "cancelled")
    shown = layouts[site.look.markup](tuple(attendance(site, published)))
    subtitle = link(meeting_address(published.meeting), name)
    return Page(f"Attendance - {name}", "Attendance", f'<div class="mgContent" >\n{shown}</div>\n', subtitle)


def _name(one: Attendance) -> str:
    return label(one.name) if one.is_officer else link(f"mgUserInfo.aspx?UID={one.person}", one.name)


def _table(rows: tuple[Attendance, ...]) -> str:
    heads = "".join(f'<th scope="col">{words}</th>' for words in ("Attendee", "Role", "Attendance"))
    return (
        '<table class="mgStatsTable"  summary="Table of meeting attendance">\n<caption  class="mgSectionTitle" >'
        f"Attendance details</caption>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{_cells(rows)}</tbody></table>\n"
    )


def _bare_table(rows: tuple[Attendance, ...]) -> str:
    return f'<table summary="Table of meeting attendance"><tbody>\n{_cells(rows)}</tbody></table>\n'


def _cells(rows: tuple[Attendance, ...]) -> str:
    return "".join(
        f'<tr><td  class="mgMainTxt" >{_name(one)}</td><td>{label(one.role)}</td><td>{label(one.status)}</td></tr>\n'
        for one in rows
    )


def _lists(rows: tuple[Attendance, ...]) -> str:
    statuses = dict.fromkeys(one.status for one in rows)
    return "".join(
        f'<h2 class="mgSectionTitle">{label(status)}</h2>\n'
        + bullets(f"{_name(one)}&nbsp; {label(f'({one.role})')}" for one in rows if one.status == status)
        for status in statuses
    )
