"""Where each piece of a page went. Every layout reads a page into pieces; a meeting is put together from them.

Because items are made of nothing but pieces, and every word of a page is in exactly one piece, nothing can be
lost or doubled unseen: what fits none of the named places is `unplaced`, and is reported.
"""

import datetime
import re
from collections.abc import Iterable, Iterator
from enum import StrEnum

from msgspec import Struct, field

from searcher.model import Contact, Councillor, Document, Status


class Place(StrEnum):
    """Where a piece of a page belongs. The furniture is a closed list."""

    # What an item is made of
    NUMBER = "number"
    TITLE = "title"
    AGENDA = "agenda"
    DECISION = "decision"
    MINUTES = "minutes"
    DOCUMENT = "document"
    # What the meeting is
    MEETING_HEADING = "meeting heading"
    VENUE = "venue"
    CONTACT = "contact"
    ATTENDANCE = "attendance"
    # Furniture
    PAGE_HEADING = "page heading"  # "Agenda and minutes"
    LIST_HEADER = "list header"  # "No. | Item"
    CONTENTS = "contents"  # "1. Apologies" in a list before the items
    SECTION_LABEL = "section label"  # "Minutes:"
    FILE_LABEL = "file label"  # "PDF 63 KB"
    HIDDEN_LABEL = "hidden label"  # ", item 59." for screen readers
    TRUNCATION_MARKER = "truncation marker"  # "... view the full minutes text for item 59."
    ACTION_LINK = "action link"  # "View the decision for item 4."
    NOTICE = "notice"  # the council's own words above every meeting
    WEBCAST = "webcast"
    BULLET = "bullet"
    LINK_ADDRESS = "link address"  # of a link written in Markdown
    PAGE_NUMBER = "page number"
    RUNNING_HEADER = "running header"
    PART_HEADING = "part heading"  # "PART TWO - IN PRIVATE"
    RESTRICTION_NOTICE = "restriction notice"  # "NOT FOR PUBLICATION"
    CLOSING = "closing"  # "The meeting ended at 8.52 pm."
    THEME = "theme"  # everything outside the portal's own part of the page
    SERVICE_FIELD = "service field"  # numbers and flags of the web service
    CONTROL = "control"  # what steers a terminal: "[31m"
    WITHHELD = "withheld"  # what the portal marks as not for display
    UNPLACED = "unplaced"


_NUMBER_WORD = re.compile(r"^(?:(?:Agenda\s+)?Item|Min(?:ute)?\b\.?)\s*(?:No\.?\s*)?", re.IGNORECASE)
_PART_HEADING = re.compile(
    r"^PART (?:ONE|TWO|THREE|I{1,3}|[A-C]|[1-3])\b[^a-z]*$|"
    r"^Part (?:One|Two|Three|I{1,3}|[A-C]|[1-3])(?:\s*[-–—:(]\s*(?:in )?"
    r"(?:Public|Private|Open|Closed|Exempt|Confidential)(?: (?:Items?|Business|Session))?\)?)?$"
)
_ITEM_FURNITURE = (
    (Place.PART_HEADING, _PART_HEADING),
    (
        Place.RESTRICTION_NOTICE,
        re.compile(r"^(?:NOT FOR PUBLICATION|Reasons? (?:why this \w+ is )?restricted)\b.{0,60}$"),
    ),
    (
        Place.CLOSING,
        re.compile(
            r"^(?:\(?(?:The )?meeting (?:was )?(?:closed|ended|concluded|finished)\b.{0,60}|_{3,}.*|"
            r"Chair(?:man|person)?[.:…_ ]*(?:Date[.:…_ ]*)?)$",
            re.IGNORECASE | re.DOTALL,
        ),
    ),
)
SECTIONS = (Place.AGENDA, Place.DECISION, Place.MINUTES)


class Paragraph(Struct, frozen=True):
    """One paragraph of an item. `lead` is what stands before it ("• ", "2. "); `level` 1 is a point within a point.

    `pages` tell where in its text which page of a PDF begins, the first at 0; None is a page that is not known.
    """

    text: str
    lead: str = ""
    level: int = 0
    pages: tuple[tuple[int, int | None], ...] = ()

    @property
    def line(self) -> str:
        """The paragraph as it is read."""
        return self.lead + self.text


class Piece(Struct, frozen=True):
    """A run of a page's text, and where it went. `item` counts from 0; None for what is no item's."""

    place: Place
    text: str
    item: int | None = None


class DraftItem(Struct):
    """An item as its page shows it, before anybody has read what its sentences say."""

    number: str | None = None
    title: str | None = None
    portal_id: str | None = None
    full_text_id: str | None = None
    truncated: bool = False
    restricted: bool = False
    restriction: str | None = None
    sections: dict[Place, list[Paragraph]] = field(default_factory=lambda: {place: [] for place in SECTIONS})
    documents: list[Document] = field(default_factory=list)


class Draft(Struct):
    """A page being read: the meeting's facts, its items, and a record of where each piece went, in page order."""

    meeting_id: str | None = None
    committee: str | None = None
    committee_id: str | None = None
    date: datetime.date | None = None
    date_inferred: bool = False
    time: str | None = None
    venue: str | None = None
    status: Status | None = None
    cancelled: bool = False
    withdrawn: bool = False
    moved: bool = False
    moved_to: datetime.date | None = None
    contact: Contact | None = None
    present: list[str] = field(default_factory=list)
    apologies: list[str] = field(default_factory=list)
    councillors: list[Councillor] = field(default_factory=list)  # whom it lists by their ids
    items: list[DraftItem] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    reading: int = -1  # which item is being read
    paged: bool = False  # its lines tell the pages of a PDF

    def place(self, place: Place, text: str) -> None:
        """Record text that is the page's, not an item's."""
        if text.strip():
            self.pieces.append(Piece(place, text))

    def start_item(self) -> DraftItem:
        """Begin the next item; what is added from now on is its."""
        self.items.append(DraftItem())
        self.reading = len(self.items) - 1
        return self.item

    def resume_item(self, position: int) -> None:
        """Go on with an item that was read before: what the page says of it in another language."""
        self.reading = position

    @property
    def item(self) -> DraftItem:
        """The item being read."""
        return self.items[self.reading]

    def add(self, place: Place, text: str) -> None:
        """Record text that belongs to the current item, or furniture that stands inside it."""
        if text.strip():
            self.pieces.append(Piece(place, text, self.reading))

    def add_number(self, text: str) -> None:
        """The item's number, as printed but for the full stop."""
        self.add(Place.NUMBER, text)
        bare = _NUMBER_WORD.sub("", text.strip()).strip(" .:-–—")
        self.item.number = (bare if "(" in bare else bare.strip(")")) or None

    def add_title(self, text: str, *, joint: str = " ") -> None:
        """The item's title, or more of it; `joint` stands between."""
        self.add(Place.TITLE, text)
        self.item.title = f"{self.item.title}{joint}{text}" if self.item.title else text

    def add_paragraph(self, place: Place, paragraph: Paragraph, *, mark: str = "") -> None:
        """A paragraph of a section; `mark` is the bullet the page draws with text, which its lead stands for."""
        if not paragraph.text:
            return
        for furniture, pattern in _ITEM_FURNITURE:
            if pattern.match(paragraph.text):
                self.add(furniture, paragraph.text)
                self.item.restricted |= furniture is Place.RESTRICTION_NOTICE
                return
        self.add(Place.BULLET, mark)
        self.add(place, paragraph.text)
        self.item.sections[place].append(paragraph)

    def continue_paragraph(self, place: Place, rest: Paragraph) -> None:
        """Join a paragraph to the section's last one: a sentence that a page break cut in two."""
        self.add(place, rest.text)
        last = self.item.sections[place].pop()
        pages = *last.pages, *((len(last.text) + 1 + at, page) for at, page in rest.pages)
        self.item.sections[place].append(Paragraph(f"{last.text} {rest.text}", last.lead, last.level, pages))

    def add_document(self, title: str, url: str | None, document_id: str | None) -> None:
        """A report listed under the item; a link may have lost its words."""
        self.add(Place.DOCUMENT, title)
        self.link_document(title, url, document_id)

    def link_document(self, title: str, url: str | None, document_id: str | None) -> None:
        """A report whose title is in a piece already."""
        self.item.documents.append(Document(title or "(untitled)", url, document_id))

    def mark_truncated(self, text: str, full_text_id: str | None, number: str | None) -> None:
        """The portal's marker that an item's text goes on elsewhere. It may be all that tells the item's number."""
        self.add(Place.TRUNCATION_MARKER, text)
        self.item.truncated = True
        self.item.full_text_id = full_text_id or self.item.full_text_id
        self.item.number = self.item.number or number


def plain_text(paragraphs: Iterable[Paragraph]) -> str:
    """Paragraphs as plain text: blank lines between, but none between the points of one list."""
    return "".join(joint + paragraph.line for joint, paragraph in joined(paragraphs))


def joined(paragraphs: Iterable[Paragraph]) -> Iterator[tuple[str, Paragraph]]:
    """Paragraphs, each with what stands between it and the one before in plain text."""
    previous: Paragraph | None = None
    for paragraph in paragraphs:
        yield "" if previous is None else "\n" if paragraph.lead and previous.lead else "\n\n", paragraph
        previous = paragraph


def is_part_heading(text: str) -> bool:
    """Whether a line parts the agenda: "PART TWO - IN PRIVATE"."""
    return _PART_HEADING.match(text) is not None
