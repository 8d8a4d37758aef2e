"""The glossary: what a page, a meeting, an item and the people in it are. Read this first.

All are frozen: a stage of the pipeline gives new ones, it never alters those it was given.
"""

import datetime
from typing import Literal

from msgspec import Struct

Status = Literal["agenda", "decisions", "draft", "minutes", "approved", "cancelled"]
Kind = Literal["business", "procedural"]
Part = Literal["presented", "introduced", "answered", "attended"]
Flag = Literal["corrected", "withdrawn", "moved"]
Result = Literal["carried", "lost"]
Area = Literal["title", "agenda", "decision", "minutes", "resolutions", "documents"]
Level = Literal["item", "meeting", "committee", "council"]

IMPORTED = "imported"  # the council of pages that do not tell whose they are

AREAS: tuple[Area, ...] = ("title", "agenda", "decision", "minutes", "resolutions", "documents")
STATUSES: tuple[Status, ...] = ("agenda", "decisions", "draft", "minutes", "approved", "cancelled")
MINUTED: tuple[Status, ...] = ("draft", "minutes", "approved")  # of these meetings the minutes are published
FLAGS: tuple[Flag, ...] = ("corrected", "withdrawn", "moved")
KINDS: tuple[Kind, ...] = ("business", "procedural")


class FetchedPage(Struct, frozen=True):
    """A page as it came from a portal or a file, before anybody has read it.

    `key` names the page's first version (12 digits of its SHA-256): what has no portal id is known by it.
    """

    content: bytes
    council: str
    key: str
    url: str | None = None
    path: str | None = None
    fetched_at: str | None = None

    @property
    def address(self) -> str:
        """Where the page came from, for people."""
        return self.url or self.path or "(page)"

    @property
    def sha256(self) -> str:
        """The SHA-256 of the content, in hexadecimal."""
        import hashlib  # noqa: PLC0415 - who only searches needs none of it

        return hashlib.sha256(self.content).hexdigest()


class Source(Struct, frozen=True):
    """The way home: the page an item was read from. `fetched_at` is ISO 8601 in UTC."""

    url: str | None
    path: str | None
    sha256: str
    fetched_at: str | None


class Contact(Struct, frozen=True):
    """The officer a meeting's page names for questions. Belongs to the meeting, never to its items."""

    name: str
    post: str | None = None


class Officer(Struct, frozen=True, eq=False):
    """A council employee named in an item. `id` is the register's; None where nothing decides who of several it is.

    `may_be` then are the ids of these, on items read from an archive; there none means that it is no officer at all,
    as a person put right. Officers are equal when all else is.
    """

    name: str
    post: str | None = None
    part: Part | None = None
    as_written: str = ""
    id: str | None = None
    may_be: tuple[str, ...] = ()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Officer) and self._told() == other._told()

    def __hash__(self) -> int:
        return hash(self._told())

    def _told(self) -> tuple[str | None, ...]:
        return self.name, self.post, self.part, self.as_written, self.id


class Councillor(Struct, frozen=True):
    """An elected member named in an item, without the word "Councillor". `id` is the portal's, where known."""

    name: str
    post: str | None = None
    as_written: str = ""
    id: str | None = None


class Document(Struct, frozen=True):
    """A report attached to an item. `id` is the portal's attachment id, such as "s112217"."""

    title: str
    url: str | None = None
    id: str | None = None
    pages: int | None = None


class PageStart(Struct, frozen=True):
    """Where in a text of an item a page of its PDF begins, by characters; None for what is on a page not known."""

    area: Area
    at: int
    page: int | None


class Reference(Struct, frozen=True):
    """A mention of another minute. `item` is its item id, when it is known for certain."""

    as_written: str
    item: str | None = None


class Acronym(Struct, frozen=True):
    """Letters and what the item says they stand for."""

    letters: str
    meaning: str


class Side(Struct, frozen=True):
    """How many voted one way, as told and never counted, and who, without the word "Councillor"."""

    count: int | None = None
    names: tuple[str, ...] = ()


class Vote(Struct, frozen=True):
    """A vote as the minutes tell it. `motion` is what was voted on, None unless that is certain."""

    motion: str | None = None
    result: Result | None = None
    in_favour: Side = Side()
    against: Side = Side()
    abstained: Side = Side()


class Item(Struct, frozen=True):
    """One agenda item: what was to be discussed, what was said, what was resolved.

    Texts are plain: paragraphs separated by a blank line, bullets as lines that begin with "• ".
    `decision_source` is the record of the decision, where that and not the item's own page tells what was decided.
    `pages` tell on which page of a PDF its texts stand, counted from 1; none where it was read from anything else.
    `flags` are what the item's page says of it. `first_seen` and `changed` are archive generations.

    On items read from an archive `meeting` is set, and `senses` are letters that stand in it with what they stand for
    there, as senses are compared (`searcher.acronyms`), by whatever item that is known.
    """

    id: str
    council: str
    position: int
    title: str
    number: str | None = None
    title_inferred: bool = False
    kind: Kind = "business"
    agenda: str = ""
    decision: str = ""
    minutes: str = ""
    resolutions: tuple[str, ...] = ()
    votes: tuple[Vote, ...] = ()
    truncated: bool = False
    full_text_id: str | None = None
    restricted: bool = False
    restriction: str | None = None
    officers: tuple[Officer, ...] = ()
    posts: tuple[str, ...] = ()
    councillors: tuple[Councillor, ...] = ()
    topics: tuple[str, ...] = ()
    acronyms: tuple[Acronym, ...] = ()
    references: tuple[Reference, ...] = ()
    documents: tuple[Document, ...] = ()
    pages: tuple[PageStart, ...] = ()
    url: str | None = None
    source: Source | None = None
    decision_source: Source | None = None
    flags: tuple[Flag, ...] = ()
    first_seen: int = 0
    changed: int = 0
    versions: int = 1
    senses: tuple[tuple[str, str], ...] = ()
    meeting: "Meeting | None" = None

    @property
    def all_flags(self) -> tuple[Flag, ...]:
        """The item's own flags, and those of its meeting."""
        told = {*self.flags, *(self.meeting.flags if self.meeting else ())}
        return tuple(flag for flag in FLAGS if flag in told)

    def text_of(self, area: Area) -> tuple[str, ...]:
        """The texts of one area, apart: a phrase never runs from one resolution or document into the next."""
        if area == "resolutions":
            return self.resolutions
        if area == "documents":
            return tuple(document.title for document in self.documents)
        return (getattr(self, area),)


class Meeting(Struct, frozen=True):
    """One meeting of a committee, with its items in the order of the agenda. `time` is HH:MM.

    `councillors` are those whom the portal lists for it by their ids, present or not. `moved_to` is the day to which
    its page says that it was moved, where that is another than its own.
    """

    id: str
    council: str
    committee: str | None = None
    committee_id: str | None = None
    date: datetime.date | None = None
    date_inferred: bool = False
    time: str | None = None
    venue: str | None = None
    status: Status = "agenda"
    url: str | None = None
    contact: Contact | None = None
    present: tuple[str, ...] = ()
    apologies: tuple[str, ...] = ()
    councillors: tuple[Councillor, ...] = ()
    flags: tuple[Flag, ...] = ()
    moved_to: datetime.date | None = None
    items: tuple[Item, ...] = ()

    @property
    def key(self) -> str:
        """The meeting's name across councils, such as "rotherham:16484"."""
        return f"{self.council}:{self.id}"

    @property
    def label(self) -> str:
        """The meeting as people name it: "Cabinet, 5 March 2019", "Meeting 16484, undated"."""
        day = f"{self.date.day} {self.date:%B %Y}" if self.date else "undated"
        return f"{self.committee or f'Meeting {self.id}'}, {day}"


class Citation(Struct, frozen=True):
    """One minute that an item refers to, seen from either end: `item` and what follows are of the other one.

    Where it is not known which item is meant, `item` is None and `reason` says why.
    """

    as_written: str
    number: str
    item: str | None = None
    title: str | None = None
    committee: str | None = None
    date: datetime.date | None = None
    reason: str | None = None


class Approval(Struct, frozen=True):
    """What an item says of earlier minutes: that they were approved. `correction` is as written, None without one.

    `item` is the one that says so, at a meeting of `date`; `meeting` is the key of the meeting whose minutes they are.
    Where that is not known it is None, and `reason` says why. `day` is the one that the item names.
    """

    item: str
    date: datetime.date | None
    meeting: str | None = None
    label: str | None = None
    day: datetime.date | None = None
    corrected: bool = False
    correction: str | None = None
    reason: str | None = None


class Connections(Struct, frozen=True):
    """What an item and others say of one another. `approved_by` tells of the minutes of its meeting.

    `page_status` is what the meeting's own page says, whatever others say. `decision_record` is the address of the
    portal's record of the decision, where that is held.
    """

    cites: tuple[Citation, ...] = ()
    cited_by: tuple[Citation, ...] = ()
    approves: tuple[Approval, ...] = ()
    approved_by: tuple[Approval, ...] = ()
    page_status: Status | None = None
    decision_record: str | None = None


class AcronymUse(Struct, frozen=True):
    """Letters in an item and what they mean there. `level` tells where that is said: in the item itself, in another of
    its meeting, of its committee, or of its council.

    Where it is open, `meaning` is None and `candidates` are what it may be.
    """

    letters: str
    meaning: str | None
    level: Level
    candidates: tuple[str, ...] = ()


class Sense(Struct, frozen=True):
    """One thing that letters stand for in a council. `meaning` is as most items write it, `variants` are all ways.

    `defined_in` are the ids of items that say so, `used_in` of others in which the letters mean this.
    """

    council: str
    letters: str
    meaning: str
    variants: tuple[str, ...] = ()
    defined_in: tuple[str, ...] = ()
    used_in: tuple[str, ...] = ()


class Meaning(Struct, frozen=True):
    """One thing that letters stand for, in any council: the sense as it is compared, and the ways of writing it, the
    most frequent first.
    """

    letters: str
    sense: str
    ways: tuple[str, ...]


class OpenLetters(Struct, frozen=True):
    """Letters whose meaning is open in some items of a council: the ids of these, and the meanings it may be."""

    council: str
    letters: str
    candidates: tuple[str, ...]
    items: tuple[str, ...]


class NamedValue(Struct, frozen=True):
    """One value of a facet that has a name: what a filter written as text may stand for.

    `value` is its id in results and filters; `others` are ids it is known by elsewhere, such as the portal's.
    """

    value: str
    labels: tuple[str, ...]
    others: tuple[str, ...] = ()


class Tenure(Struct, frozen=True):
    """From when to when an officer was seen in a post. `post` is the post as posts are compared (`searcher.register`).

    `officer` is the register's id, `name` what the officer is called there.
    """

    post: str
    officer: str
    name: str
    since: datetime.date
    until: datetime.date


class MeetingHeld(Struct, frozen=True):
    """What coverage is counted from: one meeting, and how much of it is known."""

    council: str
    committee: str | None
    date: datetime.date | None
    with_minutes: bool
    truncated_items: int
