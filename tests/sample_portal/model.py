"""The truth of an invented council: who, when, and every word of its minutes. Knows nothing of pages or prose."""

import datetime
from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

# A meeting has a `date`, which would hide the class of that name.
Day = datetime.date
Kind = Literal["business", "procedural"]
Mark = Literal["bullet", "number", "letter", "roman"]
Part = Literal["presented", "introduced", "answered", "attended"]
State = Literal["nothing", "agenda", "decisions", "draft", "approved", "cancelled"]


@dataclass(frozen=True)
class Tenure:
    """The days on which somebody held a post; the last day is in it, and is None while it lasts."""

    post: str
    since: Day
    until: Day | None = None

    def covers(self, day: Day) -> bool:
        """Whether the post was held on that day."""
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True)
class Officer:
    """Somebody the council employs. The name is the full one, without title: "Karen Hanson"."""

    id: str
    name: str
    title: str
    forename: str
    surname: str
    posts: tuple[Tenure, ...]


@dataclass(frozen=True)
class Councillor:
    """An elected member. The name has no "Councillor" before it."""

    id: int
    name: str
    ward: str
    party: str
    since: Day
    until: Day | None = None
    title: str = ""
    forename: str = ""
    surname: str = ""


@dataclass(frozen=True)
class Contact:
    """The officer to ask about a committee."""

    name: str
    post: str
    telephone: str
    email: str
    officer_id: str | None = None


@dataclass(frozen=True)
class Committee:
    """A body that meets. `former_names` are names with the last day on which each was used, the oldest first."""

    id: int
    name: str
    category: str
    since: Day
    until: Day | None
    former_names: tuple[tuple[str, Day], ...]
    contact: Contact
    welsh: bool = False
    purpose: str = ""
    successor: int | None = None
    predecessor: int | None = None

    def name_on(self, day: Day) -> str:
        """What the committee was called that day."""
        return next((name for name, until in self.former_names if day <= until), self.name)


@dataclass(frozen=True)
class Paragraph:
    """One paragraph, without line breaks."""

    text: str
    emphasis: Literal["", "bold"] = ""


@dataclass(frozen=True)
class Points:
    """A list. `nested` holds lists that stand below the point with that index."""

    points: tuple[str, ...]
    mark: Mark = "bullet"
    nested: tuple[tuple[int, "Points"], ...] = ()


@dataclass(frozen=True)
class VoteTable:
    """A recorded vote: each member's name with "For", "Against" or "Abstain"; `carried` says how it went."""

    caption: str
    rows: tuple[tuple[str, str], ...]
    carried: bool = True


@dataclass(frozen=True)
class ToldVote:
    """A vote as the minutes tell it: what on, how it went; how many, and who, were for, against and abstained."""

    motion: str | None
    result: str | None
    counts: tuple[int | None, ...] = (None, None, None)
    names: tuple[tuple[str, ...], ...] = ((), (), ())


Block = Paragraph | Points | VoteTable


@dataclass(frozen=True)
class Mention:
    """An officer whom an item names; the post is the one written there, without an article, or empty."""

    officer_id: str
    name_as_written: str
    post_as_written: str
    part: Part | None = None
    as_written: str = ""


@dataclass(frozen=True)
class CouncillorMention:
    """A councillor whom an item names. The name is as written, without "Councillor"."""

    councillor_id: int
    name_as_written: str
    post_as_written: str | None = None
    as_written: str = ""


@dataclass(frozen=True)
class Reference:
    """Words that point to an earlier item, and the item they mean."""

    as_written: str
    item_id: int


@dataclass(frozen=True)
class Document:
    """A report or annex, by its attachment id, with the text of each page."""

    id: int
    title: str
    pages: tuple[str, ...]
    restricted: bool = False


@dataclass(frozen=True)
class Item:
    """One item of a meeting in full: what the agenda said, what was decided, what the minutes say.

    `title` is the one in the minutes and `agenda_title` the one before them. The vote is
    not a part of the minutes' text; what that tells of it is in `told_votes`.
    """

    id: int
    agenda_number: str
    minute_number: str | None
    title: str
    kind: Kind
    topics: tuple[str, ...] = ()
    agenda: tuple[Block, ...] = ()
    decision: tuple[Block, ...] = ()
    minutes: tuple[Block, ...] = ()
    resolutions: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()
    councillors: tuple[CouncillorMention, ...] = ()
    posts: tuple[str, ...] = ()
    acronyms: tuple[tuple[str, str], ...] = ()
    references: tuple[Reference, ...] = ()
    documents: tuple[Document, ...] = ()
    restricted: bool = False
    restriction_paragraph: str | None = None
    vote: VoteTable | None = None
    told_votes: tuple[ToldVote, ...] = ()
    agenda_title: str = ""
    agenda_posts: tuple[str, ...] = ()
    welsh: bool = False
    matter: str = ""


@dataclass(frozen=True)
class Attendee:
    """Somebody at a meeting, as the minutes write the name; the id is a councillor's (int) or an officer's (str)."""

    name: str
    role: str
    person: int | str | None = None


@dataclass(frozen=True)
class Correction:
    """A published text that was put right on a day: `now` stands in the item's minutes, `was` stood there before."""

    on: Day
    item_id: int
    what: str
    was: str
    now: str


@dataclass(frozen=True)
class Scheduled:
    """A meeting as the calendar knows it: cheap, for lists. A day is None when the thing never happens.

    Before `agenda_on` nothing is published. Of a cancelled meeting an agenda may have been, until `cancelled_on`.
    """

    id: int
    agenda_id: int
    committee_id: int
    committee_name: str
    date: Day
    time: str
    venue: str
    agenda_on: Day
    decisions_on: Day | None = None
    draft_on: Day | None = None
    approved_on: Day | None = None
    cancelled: bool = False
    cancelled_on: Day | None = None
    moved_from: Day | None = None
    extraordinary: bool = False
    welsh: bool = False


@dataclass(frozen=True)
class Meeting(Scheduled):
    """A meeting in full."""

    items: tuple[Item, ...] = ()
    present: tuple[Attendee, ...] = ()
    apologies: tuple[Attendee, ...] = ()
    in_attendance: tuple[Attendee, ...] = ()
    contact: Contact | None = None
    corrections: tuple[Correction, ...] = ()
    withdrawn_items: tuple[tuple[int, Day], ...] = ()


@dataclass(frozen=True)
class PublishedItem:
    """An item as the portal shows it on a day; `item` is the whole truth of it."""

    item: Item
    number: str
    title: str
    agenda: tuple[Block, ...]
    decision: tuple[Block, ...]
    minutes: tuple[Block, ...]
    documents: tuple[Document, ...]
    resolutions: tuple[str, ...]


@dataclass(frozen=True)
class PublishedMeeting:
    """A meeting as the portal shows it on a day."""

    meeting: Meeting
    day: Day
    state: State
    items: tuple[PublishedItem, ...]


class Meetings(Sequence[Meeting]):
    """All meetings by date; each may be made only when it is asked for."""

    @abstractmethod
    def of_id(self, meeting_id: int) -> Meeting:
        """The meeting with that id, or KeyError."""

    @abstractmethod
    def of_item(self, item_id: int) -> Meeting:
        """The meeting that an item belongs to, or KeyError."""

    @abstractmethod
    def of_agenda(self, agenda_id: int) -> Meeting:
        """The meeting with that agenda id, or KeyError."""

    @abstractmethod
    def of_document(self, document_id: int) -> Meeting:
        """The meeting that a document belongs to, or KeyError."""


@dataclass(frozen=True)
class Truth:
    """Everything there is to know about the invented council. `today` is the day up to which it has a past."""

    council: str
    seed: int
    today: Day
    committees: tuple[Committee, ...]
    officers: tuple[Officer, ...]
    councillors: tuple[Councillor, ...]
    calendar: tuple[Scheduled, ...]
    meetings: Meetings

    def meeting(self, meeting_id: int) -> Meeting:
        """The meeting with that id, or KeyError."""
        return self.meetings.of_id(meeting_id)

    def item(self, item_id: int) -> Item:
        """The item with that id, or KeyError."""
        return next(item for item in self.meetings.of_item(item_id).items if item.id == item_id)

    def committee(self, committee_id: int) -> Committee:
        """The committee with that id, or KeyError."""
        return {committee.id: committee for committee in self.committees}[committee_id]

    def at(self, meeting: Meeting, day: Day) -> PublishedMeeting:
        """What the portal shows of a meeting on a day."""
        state = state_on(meeting, day)
        shown = () if state in {"nothing", "cancelled"} else items_on(meeting, state, day)
        return PublishedMeeting(meeting, day, state, shown)


def state_on(meeting: Scheduled, day: Day) -> State:
    """How much of a meeting is published on a day."""
    if meeting.cancelled_on is not None and day >= meeting.cancelled_on:
        return "cancelled"
    if day < meeting.agenda_on:
        return "nothing"
    steps: tuple[tuple[Day | None, State], ...] = (
        (meeting.approved_on, "approved"),
        (meeting.draft_on, "draft"),
        (meeting.decisions_on, "decisions"),
    )
    return next((state for since, state in steps if since is not None and since <= day), "agenda")


def items_on(meeting: Meeting, state: State, day: Day) -> tuple[PublishedItem, ...]:
    """The items that stand on a day, numbered from 1 until the minutes have numbers of their own."""
    gone = {item_id for item_id, on in meeting.withdrawn_items if on <= day}
    standing = [item for item in meeting.items if item.id not in gone]
    return tuple(_shown(meeting, item, place, state, day) for place, item in enumerate(standing, 1))


def _shown(meeting: Meeting, item: Item, place: int, state: State, day: Day) -> PublishedItem:
    minuted, decided = state in {"draft", "approved"}, state != "agenda"
    return PublishedItem(
        item=item,
        number=(item.minute_number if minuted else None) or str(place),
        title=item.title if minuted else item.agenda_title or item.title,
        agenda=item.agenda,
        decision=item.decision if decided else (),
        minutes=_as_it_stood(meeting, item, day) if minuted else (),
        documents=item.documents,
        resolutions=item.resolutions if minuted else decided_in(item.decision) if decided else (),
    )


def decided_in(decision: Sequence[Block]) -> tuple[str, ...]:
    """The resolutions of a decision sheet: its paragraph, or its points."""
    found = (
        (block.text,) if isinstance(block, Paragraph) else block.points
        for block in decision
        if not isinstance(block, VoteTable)
    )
    return tuple(text for texts in found for text in texts)


def _as_it_stood(meeting: Meeting, item: Item, day: Day) -> tuple[Block, ...]:
    """The minutes with what had not been put right yet."""
    blocks = item.minutes
    for correction in meeting.corrections:
        if correction.item_id == item.id and day < correction.on:
            blocks = tuple(_replaced(block, correction.now, correction.was) for block in blocks)
    return blocks


def _replaced(block: Block, old: str, new: str) -> Block:
    """Corrections are made in paragraphs only."""
    return Paragraph(block.text.replace(old, new), block.emphasis) if isinstance(block, Paragraph) else block


def plain(blocks: Sequence[Block]) -> str:
    """The text a reader should get: a blank line between blocks, each point on its own line with its printed mark."""
    return "\n\n".join(plain_block(block) for block in blocks)


def plain_block(block: Block) -> str:
    """The text of one block."""
    match block:
        case Paragraph():
            return block.text
        case Points():
            lines = lines_of(block)
            return "".join(f"{between(*pair)}{pair[1]}" for pair in zip(("", *lines), lines, strict=False))
        case VoteTable():
            return "\n".join((block.caption, *(f"{name}: {vote}" for name, vote in block.rows)))


def between(line: str, following: str) -> str:
    """What parts two lines of points: bullets follow one another, all else is paragraphs."""
    return "" if not line else "\n" if line.startswith("• ") and following.startswith("• ") else "\n\n"


def lines_of(points: Points) -> list[str]:
    """Each point on a line with its mark, and the nested ones below theirs."""
    nested, lines = dict(points.nested), []
    for place, point in enumerate(points.points):
        lines.append(f"{mark_of(points.mark, place)} {point}")
        lines.extend(lines_of(nested[place]) if place in nested else [])
    return lines


def mark_of(mark: Mark, place: int) -> str:
    """The printed mark of the point at a place, counted from 0: "•", "1.", "(a)" or "(i)"."""
    if mark == "bullet":
        return "•"
    romans = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
    return f"{place + 1}." if mark == "number" else f"({romans[place] if mark == 'roman' else chr(ord('a') + place)})"
