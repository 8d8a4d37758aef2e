"""mgWebService.asmx: the portal's answers to programs, with what theirs get wrong: titles escaped twice, blanks in
empty elements and before counts, committees that are no more.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from html import unescape
from xml.sax.saxutils import escape

from sample_portal.model import (
    Block,
    Committee,
    Document,
    Meeting,
    PublishedItem,
    PublishedMeeting,
    Scheduled,
    state_on,
)
from sample_portal.pages.attendance import Attendance, attendance
from sample_portal.pages.dates import dotted_time, slashed, stamp
from sample_portal.pages.escape import label
from sample_portal.pages.meetings import published_kinds
from sample_portal.pages.site import Site
from sample_portal.pages.word import section

_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
_KEPT = {"amp", "lt", "gt", "quot", "nbsp"}


class MissingParameter(Exception):
    """The service wants all of an operation's parameters, also those called optional."""


def answer(site: Site, operation: str) -> str | None:
    """The XML that an operation gives, or None when there is no such operation. Raises MissingParameter."""
    if operation.lower() not in _OPERATIONS:
        return None
    parameters, give = _OPERATIONS[operation.lower()]
    for name in parameters:
        if not site.query.has(name.lower()):
            raise MissingParameter(name)
    return _HEAD + give(site)


def description(site: Site) -> str:
    """The service's WSDL, as far as it shows that there is a service."""
    names = "".join(f'<operation name="{name}"/>' for name in ("GetCommittees", "GetMeetings", "GetMeeting"))
    space = 'xmlns="http://schemas.xmlsoap.org/wsdl/" targetNamespace="http://moderngov.co.uk/namespaces"'
    return f'{_HEAD}<definitions {space}><portType name="mgWebServiceHttpGet">{names}</portType></definitions>'


def _element(name: str, content: str, depth: int) -> str:
    """An element on its own line; an empty one holds a line end and blanks."""
    indent = "  " * depth
    return f"{indent}<{name}>{content or chr(10) + indent}</{name}>\n"


def _box(name: str, inner: Iterable[str], depth: int) -> str:
    indent = "  " * depth
    return f"{indent}<{name}>\n{''.join(inner)}{indent}</{name}>\n"


def _fields(pairs: Iterable[tuple[str, str]], depth: int) -> str:
    return "".join(_element(name, content, depth) for name, content in pairs)


def _twice(title: str) -> str:
    """`Children&amp;#39;s Trust`."""
    return escape(label(title))


def _truth(said: bool) -> str:
    return "True" if said else "False"


def _committees(site: Site) -> str:
    committees = sorted(site.truth.committees, key=lambda one: one.name)
    count = _element("committeescount", f" {len(committees)}", 1)
    return _box("committees", (count, *(_committee(site, one) for one in committees)), 0)


def _committee(site: Site, committee: Committee) -> str:
    expired = not site.standing(committee)
    fields = (
        ("committeeid", str(committee.id)),
        ("committeetitle", _twice(committee.name)),
        ("committeedeleted", _truth(expired and not site.register.calendars[committee.id])),
        ("committeeexpired", _truth(expired)),
        ("committeecategory", _twice(committee.category)),
    )
    return _box("committee", (_fields(fields, 2),), 1)


def _meetings(site: Site) -> str:
    chosen = _chosen_committees(site)
    lists = [(one, _between(site, site.register.calendars[one.id])) for one in chosen]
    counts = (
        _element("meetingscount", f" {sum(len(meetings) for _, meetings in lists)}", 1),
        _element("committeescount", f" {len(lists)}", 1),
    )
    return _box("getmeetings", (*counts, *(_calendar(site, one, meetings) for one, meetings in lists)), 0)


def _chosen_committees(site: Site) -> tuple[Committee, ...]:
    number = site.query.number("lcommitteeid")
    return tuple(one for one in site.truth.committees if not number or one.id == number)


def _between(site: Site, calendar: Iterable[Scheduled]) -> list[Scheduled]:
    first, last = _day(site.query.text("sfromdate"), date.min), _day(site.query.text("stodate"), date.max)
    found = (one for one in calendar if first <= one.date <= last)
    return sorted(found, key=lambda one: (stamp(one.date, one.time), one.id))


def _day(text: str, otherwise: date) -> date:
    found = re.fullmatch(r"(\d\d?)/(\d\d?)/(\d{4})", text)
    return date(int(found[3]), int(found[2]), int(found[1])) if found else otherwise


def _calendar(site: Site, committee: Committee, meetings: list[Scheduled]) -> str:
    fields = (
        ("committeeid", str(committee.id)),
        ("committeetitle", _twice(committee.name)),
        ("committeemeetingcount", f" {len(meetings)}"),
    )
    listed = _box("committeemeetings", (_scheduled(site, one) for one in meetings), 2)
    return _box("committee", (_fields(fields, 2), listed), 1)


def _scheduled(site: Site, meeting: Scheduled) -> str:
    fields = (
        ("meetingid", str(meeting.id)),
        ("meetingdate", slashed(meeting.date)),
        ("meetingstatus", _status(site, meeting)),
        ("meetingtime", dotted_time(meeting.time)),
        ("iswebcast", _truth(meeting.id % 3 == 0)),
    )
    return _box("meeting", (_fields(fields, 4),), 3)


def _status(site: Site, meeting: Scheduled) -> str:
    return "Cancelled" if state_on(meeting, site.day) == "cancelled" else "Confirmed"


def _by_date(site: Site) -> str:
    wanted = site.query.number("lcommitteeid")
    found = _between(site, (one for one in site.truth.calendar if not wanted or one.committee_id == wanted))
    if site.query.text("bisascendingdateorder").lower() == "false":
        found.reverse()
    count = _element("meetingscount", f" {len(found)}", 1)
    return _box("getallmeetingsbydate", (count, *(_scheduled(site, one) for one in found)), 0)


def _one_meeting(site: Site) -> str:
    meeting = site.meeting("lmeetingid")
    return _meeting(site, site.published(meeting)) if meeting else _box("meeting", (), 0)


def _meeting(site: Site, published: PublishedMeeting) -> str:
    items = _box("agendaitems", (_item(site, published, *one) for one in enumerate(published.items, 1)), 1)
    attendees = _box(
        "attendees", (_attendee(site, one) for one in attendance(site, published) if not one.is_officer), 1
    )
    return _box("meeting", (_fields(_facts(site, published), 1), items, attendees), 0)


def _facts(site: Site, published: PublishedMeeting) -> Iterator[tuple[str, str]]:
    meeting, kinds = published.meeting, tuple(published_kinds(published.meeting, published.state, site.day))
    yield from (("meetingid", str(meeting.id)), ("meetingdate", slashed(meeting.date)))
    yield from (("meetingstatus", _status(site, meeting)), ("isdisplayallowed", "True"))
    yield from (("meetingtime", dotted_time(meeting.time)), ("meetingactualstarttime", ""))
    yield from (("meetingplannedfinishtime", ""), ("meetingactualfinishtime", ""))
    yield from (("meetinglocation", escape(meeting.venue)), ("iswebcast", _truth(meeting.id % 3 == 0)))
    yield ("agendaid", str(meeting.agenda_id))
    for element, kind in (("agenda", "Agenda"), ("decision", "Decisions"), ("minute", "Minutes")):
        yield (f"{element}published", _truth(kind in kinds))
    yield ("meetingroom", "")


def _item(site: Site, published: PublishedMeeting, place: int, shown: PublishedItem) -> str:
    documents = _box("linkeddocuments", _documents(site, published.meeting, shown), 3)
    return _box("agendaitem", (_fields(_item_facts(published, place, shown), 3), documents), 2)


def _item_facts(published: PublishedMeeting, place: int, shown: PublishedItem) -> Iterator[tuple[str, str]]:
    item, day = shown.item, slashed(published.meeting.date)
    minuted = published.state in {"draft", "approved"}
    yield from (("agendaitemid", str(item.id)), ("agendaitemtitle", _twice(shown.title)))
    yield from (("agendatext", _html(shown.agenda, item.id)), ("actualmeetingdate", day))
    yield from (("agendaitemnumber", str(place)), ("agendaitemsubnumber", ""))
    yield from (("fulldisplaynumberformat", f"{shown.number}."), ("authorusername", ""))
    yield from (("commentlabel1", "Presented By"), ("commenttext1", ""))
    yield from (("commentlabel2", "Actions"), ("commenttext2", ""))
    yield ("minutesnonemptyhtmlbody", _html(shown.minutes, item.id + 2))
    yield ("decisionnonemptyhtmlbody", _html(shown.decision, item.id + 1))
    yield from (("declarationcount", "0"), ("iscallin", "False"), ("iscomment", "False"))
    yield from (("isdecision", _truth(bool(shown.decision))), ("isdecisionpublished", _truth(bool(shown.decision))))
    yield from (("isminutepublished", _truth(minuted)), ("ispubliccanspeak", "False"))
    yield from (("isrestricted", _truth(item.restricted)), ("isdisplayallowed", _truth(not item.restricted)))
    yield from (("meetingdate", day), ("meetingtime", dotted_time(published.meeting.time)))
    yield from (("minutesitemnumber", (item.minute_number or "") if minuted else ""), ("minutesitemsubnumber", ""))
    yield from (("preferreddate", day), ("refertocommittee", escape(published.meeting.committee_name)))


def _html(blocks: tuple[Block, ...], seed: int) -> str:
    """A text as Word's HTML, escaped and in full. Some came with raw dashes and quotes instead of entities."""
    if not blocks:
        return ""
    html = section(blocks, seed)
    return escape(re.sub(r"&(\w+);", _raw, html) if seed % 3 == 0 else html)


def _raw(entity: re.Match[str]) -> str:
    return entity[0] if entity[1] in _KEPT else unescape(entity[0])


def _documents(site: Site, meeting: Meeting, shown: PublishedItem) -> Iterator[str]:
    for place, document in enumerate(shown.documents, 1):
        yield _box("linkeddoc", (_fields(_document(site, meeting, shown, place, document), 5),), 4)


def _document(
    site: Site, meeting: Meeting, shown: PublishedItem, place: int, document: Document
) -> Iterator[tuple[str, str]]:
    day = slashed(meeting.date)
    yield from (("attachmentid", str(document.id)), ("title", _twice(document.title)), ("isurl", "False"))
    yield ("url", f"{site.root}mgConvert2PDF.aspx?ID={document.id}")
    yield from (("isrestricted", _truth(document.restricted)), ("restrictionsRef", "3" if document.restricted else ""))
    yield from (("itemnum", str(place)), ("publicationdate", slashed(meeting.agenda_on)))
    yield from (("meetingdate", day), ("decisiondate", day), ("committeetitle", _twice(meeting.committee_name)))
    yield from (("isdecisionattachment", "False"), ("ownertitle", _twice(shown.title)))


def _attendee(site: Site, one: Attendance) -> str:
    member = site.register.councillors.get(one.person) if isinstance(one.person, int) else None
    facts = (
        ("membertype", "U"),
        ("memberid", str(one.person)),
        ("name", one.name),
        ("roledescription", one.role),
        ("attendance", one.status),
        ("politicalparty", member.party if member else ""),
        ("ward", member.ward if member else ""),
    )
    shown = " ".join(f'{name}="{label(text)}"' for name, text in facts)
    url = _element("url", f"{site.root}mgUserInfo.aspx?UID={one.person}", 3)
    return f"    <attendee {shown}>\n{url}    </attendee>\n"


def _councillors(site: Site) -> str:
    """Councillors by ward, with the home addresses that nobody should keep."""
    wards = sorted({one.ward for one in site.truth.councillors})
    return _box("councillorsbyward", (_box("wards", (_ward(site, ward) for ward in wards), 1),), 0)


def _ward(site: Site, ward: str) -> str:
    members = [one for one in site.truth.councillors if one.ward == ward and one.until is None]
    fields = (
        (
            ("councillorid", str(one.id)),
            ("fullusername", f"Councillor {escape(one.name)}"),
            ("homeaddress", "1 Home Lane"),
        )
        for one in members
    )
    shown = (_box("councillor", (_fields(pairs, 5),), 4) for pairs in fields)
    count = _element("councillorcount", f" {len(members)}", 4)
    return _box("ward", (_element("wardtitle", escape(ward), 3), _box("councillors", (count, *shown), 3)), 2)


def _nothing(name: str) -> Callable[[Site], str]:
    return lambda site: _box(name, (), 0)


_OPERATIONS: dict[str, tuple[tuple[str, ...], Callable[[Site], str]]] = {
    "getcommittees": ((), _committees),
    "getmeetings": (("lCommitteeId", "sFromDate", "sToDate"), _meetings),
    "getallmeetingsbydate": (("lCommitteeId", "sFromDate", "sToDate", "bIsAscendingDateOrder"), _by_date),
    "getmeeting": (("lMeetingId",), _one_meeting),
    "getcouncillorsbyward": ((), _councillors),
    "getparishcouncils": ((), _nothing("parishcouncils")),
    "getwebcastmeetings": ((), _nothing("webcastmeetings")),
    "getelectionids": ((), _nothing("elections")),
}
