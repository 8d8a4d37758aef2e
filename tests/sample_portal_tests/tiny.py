"""A council small enough to hold in the head, made by hand, and the means to visit its portal."""

import http.client
import ssl
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import overload
from urllib.parse import urlsplit

from sample_portal.model import (
    Attendee,
    Committee,
    Contact,
    Correction,
    Councillor,
    Document,
    Item,
    Meeting,
    Meetings,
    Paragraph,
    Points,
    Scheduled,
    Truth,
    VoteTable,
)
from sample_portal.server import SamplePortal

TODAY = date(2026, 3, 2)
CONTACT = Contact("Orla Quist", "Governance Adviser", "01632 960001", "orla.quist@marlbeck.invalid")
PEOPLE, OLD, WELSH = 12, 11, 13
LONG = tuple(Paragraph(" ".join(f"word{part}x{place}" for place in range(100))) for part in range(7))

COMMITTEES = (
    Committee(OLD, "Children's Panel", "Scrutiny", date(2010, 5, 1), date(2019, 5, 1), (), CONTACT, successor=PEOPLE),
    Committee(PEOPLE, "People & Places Commission", "Scrutiny", date(2019, 5, 2), None, (), CONTACT, predecessor=OLD),
    Committee(WELSH, "Pwyllgor Craffu", "Joint bodies (with others)", date(2010, 5, 1), None, (), CONTACT, welsh=True),
)
COUNCILLORS = (
    Councillor(501, "Ada Birch", "Mill", "Independent", date(2015, 5, 7)),
    Councillor(502, "Tom Orrin", "Quay", "Residents", date(2015, 5, 7)),
)
LONG_ITEM = Item(
    id=9001,
    agenda_number="1",
    minute_number="54",
    title="Ash Lane: speeds – results",
    agenda_title="Ash Lane speeds",
    kind="business",
    agenda=(Paragraph("To consider the survey that the Children's Panel asked for."),),
    decision=(Paragraph("RESOLVED that:", "bold"), Points(("the scheme be built;", "a report come back."), "number")),
    minutes=LONG,
    documents=(
        Document(7001, "Ash Lane: survey", ("A page.",)),
        Document(7002, "Annex A", ("Another.",)),
        Document(7003, "Annex B", ("Closed.",), restricted=True),
    ),
    vote=VoteTable("Ash Lane: option 2", (("Ada Birch", "For"), ("Tom Orrin", "Against"))),
)
SHORT_ITEM = Item(
    id=9002,
    agenda_number="2",
    minute_number="55",
    title="Lantern festival",
    kind="business",
    minutes=(
        Paragraph("The “lanterns” cost £40 & a day’s work, said Councillor Birch."),
        Points(("candles;", "paper.")),
        Paragraph("It was noted."),
    ),
)
CLOSED_ITEM = Item(
    id=9003,
    agenda_number="3",
    minute_number="56",
    title="Lease of the Old Forge (Exempt)",
    kind="business",
    minutes=(Paragraph("RESOLVED that the lease be let."),),
    restricted=True,
    restriction_paragraph="3",
)
WITHDRAWN_ITEM = Item(id=9004, agenda_number="4", minute_number=None, title="Taken off", kind="business")
PRESENT = (Attendee("Councillor Ada Birch", "Chair", 501),)
APOLOGIES = (Attendee("Councillor Tom Orrin", "Committee Member", 502),)
OFFICERS = (Attendee("Ines Marlow", "Head of Roads", "ines-marlow"),)


def meeting(number: int, day: date, committee: int = PEOPLE, **more: object) -> Meeting:
    """A meeting with an agenda a week before."""
    names = {one.id: one.name for one in COMMITTEES}
    plain = Meeting(
        id=number,
        agenda_id=number + 900,
        committee_id=committee,
        committee_name=names[committee],
        date=day,
        time="17:30",
        venue="The Moot Hall",
        agenda_on=date.fromordinal(day.toordinal() - 7),
        contact=CONTACT,
    )
    return replace(plain, **more)  # type: ignore[arg-type]


FULL = meeting(
    101,
    date(2026, 1, 15),
    decisions_on=date(2026, 1, 17),
    draft_on=date(2026, 1, 29),
    approved_on=date(2026, 2, 20),
    items=(LONG_ITEM, SHORT_ITEM, CLOSED_ITEM, WITHDRAWN_ITEM),
    present=PRESENT,
    apologies=APOLOGIES,
    in_attendance=OFFICERS,
    withdrawn_items=((9004, date(2026, 1, 14)),),
    corrections=(Correction(date(2026, 2, 10), 9002, "a verb", "It was noticed.", "It was noted."),),
)
AHEAD = meeting(102, date(2026, 3, 5), items=(replace(SHORT_ITEM, id=9010),), present=PRESENT)
FAR = meeting(103, date(2026, 6, 15), items=(replace(SHORT_ITEM, id=9011),))
OFF = meeting(104, date(2025, 12, 4), cancelled=True, cancelled_on=date(2025, 12, 1), present=PRESENT)
PAST = meeting(
    90, date(2018, 7, 25), OLD, items=(replace(SHORT_ITEM, id=9020),), draft_on=date(2018, 8, 1), present=PRESENT
)
CYFARFOD = meeting(
    110, date(2026, 2, 3), WELSH, items=(replace(SHORT_ITEM, id=9030),), draft_on=date(2026, 2, 10), present=PRESENT
)
OFTEN = tuple(
    meeting(200 + place, date(2024, 1 + place % 12, 1 + place // 12), draft_on=date(2025, 1, 1)) for place in range(40)
)


class Few(Meetings):
    """Meetings that are all there from the start."""

    def __init__(self, meetings: tuple[Meeting, ...]) -> None:
        self._meetings = meetings

    @overload
    def __getitem__(self, place: int) -> Meeting: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Meeting]: ...
    def __getitem__(self, place: int | slice) -> Meeting | Sequence[Meeting]:
        return self._meetings[place]

    def __len__(self) -> int:
        return len(self._meetings)

    def of_id(self, meeting_id: int) -> Meeting:
        return self._only(one for one in self._meetings if one.id == meeting_id)

    def of_agenda(self, agenda_id: int) -> Meeting:
        return self._only(one for one in self._meetings if one.agenda_id == agenda_id)

    def of_item(self, item_id: int) -> Meeting:
        return self._only(one for one in self._meetings if item_id in {item.id for item in one.items})

    def of_document(self, document_id: int) -> Meeting:
        return self._only(
            one for one in self._meetings for item in one.items if document_id in {file.id for file in item.documents}
        )

    def _only(self, found: Iterator[Meeting]) -> Meeting:
        first = next(found, None)
        if first is None:
            raise KeyError
        return first


def tiny(*more: Meeting) -> Truth:
    """The council, with more meetings if wanted."""
    meetings = tuple(sorted((FULL, AHEAD, FAR, OFF, PAST, CYFARFOD, *OFTEN, *more), key=lambda one: one.date))
    calendar: tuple[Scheduled, ...] = meetings
    return Truth("Marlbeck Borough Council", 1, TODAY, COMMITTEES, (), COUNCILLORS, calendar, Few(meetings))


@dataclass(frozen=True)
class Seen:
    """What a visitor got."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body in words."""
        return self.body.decode()


def connect(portal: SamplePortal, trust: ssl.SSLContext | None = None) -> http.client.HTTPConnection:
    """A connection to the portal; the time limit is there so that a broken test ends."""
    host = urlsplit(portal.url).netloc
    if trust:
        return http.client.HTTPSConnection(host, timeout=20, context=trust)
    return http.client.HTTPConnection(host, timeout=20)


def visit(portal: SamplePortal, path: str, method: str = "GET", body: str | None = None) -> Seen:
    """One request over a connection of its own. The path is below the portal's, or the host's with a slash."""
    target = path if path.startswith("/") else urlsplit(portal.url).path + path
    connection = connect(portal)
    try:
        connection.request(method, target, body)
        answer = connection.getresponse()
        return Seen(answer.status, dict(answer.getheaders()), answer.read())
    finally:
        connection.close()
