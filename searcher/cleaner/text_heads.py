"""Reads the head of a text page: the lines before its first item. Which meeting it was, where, who was there."""

import datetime
import re
from collections.abc import Collection, Sequence

from msgspec.structs import replace

from searcher.cleaner import headings
from searcher.cleaner.attendance import AttendanceReader
from searcher.cleaner.lines import Line, is_capitals, squeeze
from searcher.cleaner.openings import LIST_HEADER, TABLE_RULE
from searcher.cleaner.pieces import Draft, Place, is_part_heading
from searcher.cleaner.portal_pages import contact_in
from searcher.dates import LONG_DATE, date_in
from searcher.model import Status

_VENUE = re.compile(r"^\s*(?:Proposed\s+)?(?:Venue|Lleoliad)\s*:\s*(?P<value>.*)$", re.I)
_CONTACT = re.compile(r"^\s*(?:Contact|Cyswllt)\s*:\s*(?P<value>.*)$", re.I)
_WEBCAST = re.compile(
    r"\b(?:the\s+)?(?:webcast|recording|live ?stream)\b.*|^\s*(?:Media|Webcast)\b:?.*|^\s*<?https?://\S+>?\s*$", re.I
)
_ACTION = re.compile(
    r"^\s*(?:[-*•]\s*)?(?:Attendance details|Agenda frontsheet|(?:Agenda|Public) reports pack|"
    r"Printed (?:draft )?(?:minutes|decisions)|View directions|Supplement(?:ary)?\b.*PDF|Link to\b)",
    re.I,
)
_MINUTES_OF = re.compile(
    r"^(?:draft )?minutes of (?:the |a |an )?(?:\w+ )?meeting(?: of (?:the )?(?P<committee>.+?))?"
    r"(?:,? (?:held|which took place)\b|,? on\b|$)(?P<rest>.*)",
    re.I | re.DOTALL,
)
_HELD_IN = re.compile(
    r"\b(?:in|at) (?:the )?(?P<venue>[A-Z][^.]*?)(?:,? on (?:\d|Mon|Tues|Wed|Thurs|Fri|Sat|Sun).*)?(?: at \d.*)?\.?$"
)
_DIRECTIONS = re.compile(r"\W*\bView directions\b.*$", re.I)
_STANDING: tuple[tuple[Status, re.Pattern[str]], ...] = (
    ("approved", re.compile(r"^These minutes were (?:approved|agreed|confirmed)\b", re.I)),
    (
        "draft",
        re.compile(
            r"^(?:These minutes are (?:draft|subject to)\b|Draft minutes\b|"
            r".{0,40}subject to (?:confirmation|approval) (?:by|at)\b)",
            re.I,
        ),
    ),
)
BODY = re.compile(
    r"\b(?:committee|sub-?committee|commission|panel|board|cabinet|council|forum|executive|authority|partnership|scrutiny|"
    r"group|conference|pwyllgor|cyngor|cabinet|bwrdd)\b",
    re.I,
)

_AROUND_NAME = re.compile(
    r"^(?:draft )?minutes of (?:the )?\s*+|(?:(?<!\s)\s*+)?(?:[-–,]\s*+)?\(?\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\)?$",
    re.IGNORECASE,
)
_ON_A_DAY = re.compile(
    rf"^(?P<committee>[A-Z][^()\d]{{2,100}}?)[\s,(–-]+(?:\w{{3,6}}day,?\s+)?{LONG_DATE.pattern}\)?$", re.IGNORECASE
)
_COUNCIL = re.compile(r"^(?:[A-Z][\w'’.&-]*\s+(?:(?:of|and|the|upon|on|in)\s+){0,2}){1,8}Council$")


def read_head(draft: Draft, page: Sequence[Line], *, listed: Collection[int], printed: bool) -> None:
    """Take the lines before the first item into the draft; `printed` when they are of printed minutes.

    `listed` are the lines that are no more than a list of the items.
    """
    head = _Head(draft, printed=printed)
    for i, line in enumerate(page):
        if i in listed:
            head.place(Place.CONTENTS, squeeze(line.text))
        else:
            head.read_line(replace(line, text=f"{line.text}   {line.action}") if line.action else line)
    head.place_waiting()


class _Head:
    """What was read so far, and what waits to be understood."""

    def __init__(self, draft: Draft, *, printed: bool) -> None:
        self.draft = draft
        self.printed = printed
        self.attendance = AttendanceReader(draft)
        self.waiting: list[str] = []  # lines of a printed heading, until the one that names the committee is known

    def read_line(self, line: Line) -> None:
        text = squeeze(line.text)
        if LIST_HEADER.match(text) or TABLE_RULE.match(text) or text == "|":
            self.place(Place.LIST_HEADER, text)
        elif status := headings.page_status(text):
            self.draft.status = status
            self.place(Place.PAGE_HEADING, text)
        elif heading := headings.meeting_heading(text):
            self.take(heading.committee, heading.date, heading.time)
            self.draft.cancelled = heading.cancelled
            self.place(Place.MEETING_HEADING, text)
        elif match := _VENUE.match(text):
            self.draft.venue = _DIRECTIONS.sub("", match["value"]).rstrip(" .,") or None
            self.place(Place.VENUE, text)
        elif match := _CONTACT.match(text):
            self.read_contact(text, match["value"])
        elif self.attendance.reads(line):
            self.place_waiting()
            self.attendance.read(line)
        elif match := _WEBCAST.search(text):
            self.place(Place.WEBCAST, text)
        elif _ACTION.match(text):
            self.place(Place.ACTION_LINK, text)
        elif not self.read_printed(text):
            self.waiting.append(text)

    def place(self, place: Place, text: str) -> None:
        self.attendance.end()
        self.draft.place(place, text)

    def take(self, committee: str | None, date: datetime.date | None, time: str | None) -> None:
        self.draft.committee = self.draft.committee or committee
        self.draft.date = self.draft.date or date
        self.draft.time = self.draft.time or time

    def read_contact(self, text: str, value: str) -> None:
        self.draft.contact = contact_in(value)
        webcast = _WEBCAST.search(text)
        cut = webcast.start() if webcast else len(text)
        self.place(Place.CONTACT, text[:cut])
        self.place(Place.WEBCAST, text[cut:])

    def read_printed(self, text: str) -> bool:
        """A date on its own line, or "Minutes of the meeting of the … held on …"."""
        if match := _MINUTES_OF.search(text):
            committee = (match["committee"] or "").strip(" ,") or None
            self.take(committee, date_in(match["rest"]), headings.time_in(match["rest"]))
            venue = _HELD_IN.search(match["rest"])
            self.draft.venue = self.draft.venue or (venue["venue"] if venue else None)
            self.place(Place.MEETING_HEADING, text)
            return True
        for status, pattern in _STANDING:
            if pattern.match(text):
                self.draft.status = status
                self.place(Place.NOTICE, text)
                return True
        if is_part_heading(text):
            self.place(Place.PART_HEADING, text)
            return True
        if headings.is_date_line(text):
            self.take(None, date_in(text), headings.time_in(text))
            self.place_waiting()
            self.place(Place.MEETING_HEADING, text)
            return True
        return False

    def place_waiting(self) -> None:
        """The lines nobody recognised: the one that names a body is the committee, others are of the title."""
        bodies = [text for text in self.waiting if BODY.search(text) and len(text) < 160]
        named = bodies[-1] if bodies else None
        if self.draft.committee is None and named is not None:
            self.name(named)
        for text in self.waiting:
            if text == named:
                self.draft.place(Place.MEETING_HEADING, text)
            else:
                heads = _COUNCIL.match(text) or (self.printed and is_capitals(text))
                self.draft.place(Place.PAGE_HEADING if heads else Place.UNPLACED, text)
        self.waiting.clear()

    def name(self, text: str) -> None:
        """The committee, and the day where it stands behind the name: "Cabinet (Thursday, 12 March 2015)"."""
        told = _ON_A_DAY.match(text)
        self.take(_AROUND_NAME.sub("", told["committee"] if told else text), date_in(text) if told else None, None)
