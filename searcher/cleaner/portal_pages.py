"""Reads a portal's HTML: a meeting's page (`ieListDocuments`) and an item's page (`mgAi`).

Only `div#modgov` is the portal's; the theme around it is each council's own. Item rows are found by
`td.mgItemNumberCell`: rows of vote tables that stand inside an item are not rows of the agenda.
"""

import re
from collections.abc import Iterable, Iterator

from bs4 import BeautifulSoup, Tag
from bs4.element import PageElement

from searcher.cleaner import headings, lines
from searcher.cleaner.attendance_page import listed_councillor
from searcher.cleaner.lines import squeeze, without_file_labels
from searcher.cleaner.markup import UNSEEN, blocks, classes, href, inline_text
from searcher.cleaner.pieces import Draft, DraftItem, Place, is_part_heading
from searcher.cleaner.theme import place_theme, portal_part
from searcher.cleaner.tree import has_class, holders, of_class, opened, outermost, tags, take_out
from searcher.dates import date_in
from searcher.hrefs import attachment_of, number_in
from searcher.model import Contact, Councillor
from searcher.words import fold

_VENUE = ("venue", "proposed venue", "lleoliad", "lleoliad arfaethedig")
_CONTACT = ("contact", "cyswllt")
_WEBCAST = ("webcast", "gweddarllediad", "media", "cyfryngau")
_ABOUT_ITEMS = re.compile(
    r"mgListRecordedVotes|ieDecisionDetails|mgReasonsRestricted|mgIssueHistory|mgListDeclarations", re.I
)
_ITEM_ID = re.compile(r"AI[0-9]+")
_PLAIN_FURNITURE = {
    "items": Place.LIST_HEADER,
    "eitemau": Place.LIST_HEADER,
    "no": Place.LIST_HEADER,
    "item": Place.LIST_HEADER,
    "media": Place.WEBCAST,
    "no documents are available for this meeting": Place.NOTICE,
}


def read_meeting_page(soup: BeautifulSoup, url: str | None) -> Draft:
    """The draft of a meeting's page; an agenda without items when the meeting was cancelled."""
    portal = portal_part(soup)
    draft = Draft(
        meeting_id=number_in(url or "", "mid", "meetingid") or _meeting_id(portal),
        committee_id=number_in(url or "", "cid", "committeeid") or _committee_id(portal),
    )
    _read_metadata(soup, draft)
    draft.councillors.extend(_linked_councillors(portal))
    place_theme(soup, portal, draft, before=True)
    boxes = _Boxes(portal)
    for node in opened(portal, boxes.are_opened):
        _read_outside_items(node, boxes, draft)
    place_theme(soup, portal, draft, before=False)
    return draft


def read_item_page(soup: BeautifulSoup, url: str | None) -> Draft:
    """The draft of an item's own page: one item, with its whole text."""
    draft = Draft()
    portal = portal_part(soup)
    place_theme(soup, portal, draft, before=True)
    item = draft.start_item()
    item.portal_id = _portal_item(number_in(url or "", "id")) or _linked_item(portal)
    _ItemPage(draft).read(portal)
    place_theme(soup, portal, draft, before=False)
    for link in _links_to(portal, "ielistdocuments.aspx"):
        draft.meeting_id = draft.meeting_id or number_in(href(link), "mid", "meetingid")
        draft.committee_id = draft.committee_id or number_in(href(link), "cid", "committeeid")
    return draft


def is_cancelled(portal: Tag) -> bool:
    """Whether the heading of a meeting's page says that it was cancelled."""
    told = (node for node in tags(portal) if node.name == "h2" or has_class(node, "mgSubTitleTxt"))
    found = (headings.meeting_heading(inline_text(node)) for node in told)
    return any(heading is not None and heading.cancelled for heading in found)


def _read_metadata(soup: BeautifulSoup, draft: Draft) -> None:
    """`DC.date` is the meeting's day, whatever the heading's form."""
    told: dict[str, str] = {}
    for meta in tags(soup, "meta"):
        told.setdefault(str(meta.get("name", "")).lower(), str(meta.get("content") or ""))
    if "dc.date" in told:
        draft.date = date_in(told["dc.date"])
    if heading := headings.meeting_heading(told.get("dc.title", "")):
        draft.committee, draft.time = heading.committee, heading.time


class _Boxes:
    """Which boxes of a meeting's page are read by what is in them, not as one thing."""

    def __init__(self, portal: Tag) -> None:
        inside = list(tags(portal, "td", "table", "p", "h1", "h2"))
        self.of_items = holders(tag for tag in inside if tag.name == "td" and has_class(tag, "mgItemNumberCell"))
        self.of_tables = holders(tag for tag in inside if tag.name == "table" and has_class(tag, "mgItemTable"))
        self.of_texts = holders(tag for tag in inside if tag.name in ("p", "h1", "h2"))

    def are_opened(self, node: Tag) -> bool:
        if id(node) in self.of_items:
            return node.name != "table" and id(node) in self.of_tables
        boxes = {"mgcontent", "mgheader", "mgsubtitle", "mglinks"}
        return bool(classes(node) & boxes) or (node.name == "div" and id(node) in self.of_texts)


def _read_outside_items(node: PageElement, boxes: _Boxes, draft: Draft) -> None:
    """One node of the portal's part: the table of items, or what stands above, beside or below it."""
    if not isinstance(node, Tag):
        _place_loose_text(node, draft)
    elif node.name not in UNSEEN and id(node) in boxes.of_items:
        _read_items(node, draft)
    elif node.name not in UNSEEN:
        _read_furniture(node, draft)


def _place_loose_text(node: PageElement, draft: Draft) -> None:
    text = squeeze(str(node))
    draft.place(Place.NOTICE if draft.committee and not draft.items else Place.UNPLACED, text)


def _read_furniture(node: Tag, draft: Draft) -> None:
    """A block that is no item: the heading, a labelled line, links, or the council's own words above the items."""
    text = inline_text(node)
    label = next(of_class(node, "mgLabel"), None)
    if not text:
        return
    if label is not None:
        _read_labelled(node, fold(inline_text(label)).strip(" :"), text, draft)
    elif status := headings.page_status(text):
        draft.status = draft.status or status
        draft.place(Place.PAGE_HEADING, text)
    elif heading := headings.meeting_heading(text):
        _take_heading(heading, draft)
        draft.place(Place.MEETING_HEADING, text)
    elif (place := _PLAIN_FURNITURE.get(fold(text).strip(" .:"))) is not None:
        draft.place(place, text)
    elif "mgactionlist" in classes(node) or _is_inside(node, "mgLinks"):
        if re.search(r"\bdraft minutes\b", fold(text)):
            draft.status = "draft"
        draft.place(Place.ACTION_LINK, text)
    elif _is_inside(node, "mgFooter") or node.name in ("h1", "nav"):
        draft.place(Place.THEME, text)
    elif not draft.items:
        draft.place(Place.NOTICE, text)
    else:
        draft.place(Place.UNPLACED, text)


def _is_inside(node: Tag, name: str) -> bool:
    return any(has_class(parent, name) for parent in node.parents)


def _take_heading(heading: headings.MeetingHeading, draft: Draft) -> None:
    draft.committee = heading.committee
    draft.date = draft.date or heading.date
    draft.time = heading.time or draft.time
    draft.cancelled = draft.cancelled or heading.cancelled
    draft.withdrawn = draft.withdrawn or heading.withdrawn
    draft.moved = draft.moved or heading.moved
    draft.moved_to = draft.moved_to or heading.moved_to


def _read_labelled(node: Tag, label: str, text: str, draft: Draft) -> None:
    """A line such as `<p><span class="mgLabel">Venue: </span>Guildhall <a>View directions</a></p>`."""
    value = squeeze(text.partition(":")[2])
    if label in _VENUE:
        for link in _links_to(node, "mglocationdetails"):
            value = squeeze(value.replace(inline_text(link), ""))
        draft.venue = value.rstrip(" .,") or None
        draft.place(Place.VENUE, text)
    elif label in _CONTACT:
        draft.contact = contact_in(value)
        draft.place(Place.CONTACT, text)
    elif label in _WEBCAST:
        draft.place(Place.WEBCAST, text)
    else:
        draft.place(Place.NOTICE, text)


_CONTACT_END = re.compile(
    r"\b(?:Tel|Telephone|Phone|Email|E-mail|Ffôn|E-bost|Ebost|The webcast|Web)\b|\bhttps?:|[/;|(<]|\d{5}"
)


def contact_in(text: str) -> Contact | None:
    """The officer a page's "Contact:" line names, with the post where it is given; no telephone numbers."""
    text = _CONTACT_END.split(text)[0].strip(" ,-–:")
    name, _, post = text.partition(",")
    name, post = name.partition(" - ")[0].partition(" – ")[0].strip(), post.strip(" ,-–")
    if not re.fullmatch(r"[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){1,5}", name):
        return None
    return Contact(name, post or None)


def _read_items(table: Tag, draft: Draft) -> None:
    """The rows of the item table, and the words of its own head."""
    rows = _taken_rows(table)
    heads = list(tags(table, "caption", "th"))
    take_out(heads)
    for head in heads:
        draft.place(Place.LIST_HEADER, inline_text(head))
    for row in rows:
        _read_item(row, draft)
    for found in blocks(table):
        text = found.mark + found.paragraph.text
        draft.place(Place.PART_HEADING if is_part_heading(text) else Place.UNPLACED, text)


def _taken_rows(table: Tag) -> list[list[PageElement]]:
    """The rows of items, taken out of their table: each is the cell of the number, and what follows up to the next.

    Where a cell was not closed, the rows that follow stand inside it.
    """
    numbers = list(of_class(table, "mgItemNumberCell", "td"))
    rows: dict[int, list[PageElement]] = {id(number): [] for number in numbers}
    for parent in {id(number.parent): number.parent for number in numbers}.values():
        taken = rest = list[PageElement]()
        for node in parent.contents if parent else ():
            if id(node) in rows or "mgitemnumbercell" in classes(node):
                taken = rows.get(id(node), rest)
            taken.append(node)
        if parent:
            parent.contents = rest
    return list(rows.values())


def _read_item(row: list[PageElement], draft: Draft) -> None:
    number, *cells = row
    item = draft.start_item()
    item.portal_id = _anchored(number)
    draft.add_number(inline_text(number))
    for cell in cells:
        reader = _ItemCell(draft)
        reader.read(cell) if isinstance(cell, Tag) and cell.name == "td" else reader.read_node(cell)


def _anchored(number: PageElement) -> str | None:
    """The item's own id, as its anchor tells it: `<a name="AI51902">`."""
    inside = list(tags(number)) if isinstance(number, Tag) else []
    told = [str(tag.get("name", "")) for tag in inside if tag.name == "a"] + [str(tag.get("id", "")) for tag in inside]
    return _item_id(told)


def _item_id(told: Iterable[str]) -> str | None:
    """The first that is an item's id, but for space around it."""
    return next(filter(_ITEM_ID.fullmatch, (one.strip() for one in told)), None)


class _ItemCell:
    """Reads the cell of one item: title, then text under "Decision:", "Minutes:", and lists of documents."""

    def __init__(self, draft: Draft, section: Place = Place.AGENDA) -> None:
        self.draft = draft
        self.section = section

    @property
    def item(self) -> DraftItem:
        return self.draft.item

    def read(self, cell: Tag) -> None:
        for node in cell.contents:
            self.read_node(node)

    def read_node(self, node: PageElement) -> None:
        if not isinstance(node, Tag):
            self.read_text(node)
            return
        if node.name in UNSEEN:
            return
        if "mgaititletxt" in classes(node) and not self.item.title:
            self.read_title(node)
        elif "mgsubitemtitletxt" in classes(node) or node.name in ("h3", "h4"):
            self.read_label(node)
        elif node.name in ("ul", "li", "p") and self.is_action(node):
            self.draft.add(Place.ACTION_LINK, inline_text(node))
        elif self.section is Place.DOCUMENT and node.name in ("ul", "ol", "p", "li", "div"):
            self.read_documents(node)
        else:
            self.read_text(node)

    def read_title(self, node: Tag) -> None:
        link = next(_links(node), None)
        text, labels = self.without_labels(node)
        title, more = without_file_labels(text)
        self.draft.add_title(title)
        self.draft.add(Place.FILE_LABEL, f"{labels} {more}")
        if link and (document_id := attachment_of(href(link))):
            # A title that is a link is the link to the item's report.
            self.draft.link_document(title, href(link), document_id)

    def without_labels(self, node: Tag) -> tuple[str, str]:
        """A node's text, and apart from it that of its file sizes and of labels for screen readers."""
        labels = outermost(node, lambda tag: has_class(tag, "mgFileSize") or has_class(tag, "mgHide"))
        take_out(labels)
        return inline_text(node), " ".join(map(inline_text, labels))

    def read_label(self, node: Tag) -> None:
        text = inline_text(node)
        section = lines.section(text)
        if section is None:
            self.read_text(node)
            return
        self.section = section
        self.draft.add(Place.SECTION_LABEL, text)

    def is_action(self, node: Tag) -> bool:
        """Links to other pages about the item: "View the decision for item 4.", "View Recorded Vote for this item"."""
        if "mgactionlist" in classes(node):
            return self.note_restriction(node)
        links = list(tags(node, "a"))
        if not links or not all(_ABOUT_ITEMS.search(href(link)) for link in links):
            return False
        said = squeeze("".join(inline_text(link) for link in links))
        return said == inline_text(node) and self.note_restriction(node)

    def note_restriction(self, node: Tag) -> bool:
        self.item.restricted |= any(_links_to(node, "mgreasonsrestricted"))
        return True

    def read_documents(self, node: Tag) -> None:
        links = outermost(node, lambda tag: tag.name == "a" and "href" in tag.attrs)
        take_out(links)
        for link in links:
            text, labels = self.without_labels(link)
            title, more = without_file_labels(text)
            self.draft.add_document(title, href(link), attachment_of(href(link)))
            self.draft.add(Place.FILE_LABEL, f"{labels} {more}")
        if rest := inline_text(node):
            title, more = without_file_labels(rest)
            self.draft.add_document(title, None, None) if title else None
            self.draft.add(Place.FILE_LABEL, more)

    def read_text(self, node: PageElement) -> None:
        marker = self.take_marker(node) if isinstance(node, Tag) else None
        section = Place.MINUTES if self.section is Place.DOCUMENT else self.section
        for found in blocks(node):
            paragraph = found.paragraph
            if marker is not None and (cut := re.sub(r"\s*(\.\.\.|…)\s*$", "", paragraph.text)) != paragraph.text:
                paragraph = type(paragraph)(cut, paragraph.lead, paragraph.level)
            self.draft.add_paragraph(section, paragraph, mark=found.mark)
        if marker is not None:
            self.draft.mark_truncated(*marker)

    def take_marker(self, node: Tag) -> tuple[str, str | None, str | None] | None:
        """The link at the end of a text cut at 500 words: "... view the full minutes text for item 59."."""
        for link in _links_to(node, "mgai.aspx"):
            text = inline_text(link)
            told = re.search(r"full (?:item )?text", str(link.get("title") or ""), re.IGNORECASE)
            if told or re.search(r"\bview the full\b", text, re.IGNORECASE):
                take_out([link])
                number = re.search(r"item\s+([\w./]+?)\.?$", text)
                return text, number_in(href(link), "id"), number[1] if number else None
        return None


class _ItemPage(_ItemCell):
    """Reads an item's own page. Its markup is not established, so only the text and the links are relied on."""

    def read(self, cell: Tag) -> None:
        of_texts = holders(of_class(cell, "mgWordPara"))
        for node in opened(cell, lambda tag: _is_box(tag, of_texts)):
            if "mgfooter" in classes(node):
                self.draft.place(Place.THEME, inline_text(node))
            else:
                self.read_node(node)

    def read_node(self, node: PageElement) -> None:
        text = inline_text(node)
        labelled = lines.section(text) is not None and text.endswith(":")
        if labelled and isinstance(node, Tag) and node.name in ("td", "th", "dt"):
            self.read_label(node)
        elif (
            not isinstance(node, Tag) or node.name in UNSEEN or not text or labelled or self.section is not Place.AGENDA
        ):
            super().read_node(node)
        elif headings.page_status(text) and not self.item.sections[Place.AGENDA]:
            self.draft.place(Place.PAGE_HEADING, text)
        elif heading := headings.meeting_heading(text):
            _take_heading(heading, self.draft)
            self.item.number = self.item.number or heading.number
            self.draft.place(Place.MEETING_HEADING, text)
        elif node.name in ("h1", "h2", "h3") and not self.item.title and lines.section(text) is None:
            self.read_title(node)
            self.split_number()
        else:
            super().read_node(node)

    def split_number(self) -> None:
        """Take the number off a title such as "9. Leisure centres", where nothing else tells one."""
        match = re.match(r"(\d{1,3}[a-z]?)\.\s+(?=\S)", self.item.title or "")
        if match and self.item.number is None:
            self.item.number = match[1]
            self.item.title = (self.item.title or "")[match.end() :]


def _is_box(node: Tag, of_texts: set[int]) -> bool:
    """What only holds other parts: a table too, when it lays out the texts of an item."""
    if node.name in ("table", "tbody", "tr", "td"):
        return id(node) in of_texts
    return node.name in ("div", "section", "article") and not classes(node) & {"mgwordpara", "mgfooter"}


def _portal_item(number: str | None) -> str | None:
    return f"AI{number}" if number else None


def _linked_item(portal: Tag) -> str | None:
    """The item an item's page is about, told by its own anchor or by a link back to its place in the meeting."""
    anchors = (str(anchor.get("name", "")) for anchor in tags(portal, "a"))
    targets = (href(link).rpartition("#")[2] for link in _links_to(portal, "#ai"))
    return _item_id(anchors) or _item_id(targets)


def _linked_councillors(portal: Tag) -> Iterator[Councillor]:
    """Councillors whose names are links to their own pages."""
    found = (listed_councillor(inline_text(link), href(link)) for link in _links_to(portal, "mguserinfo.aspx"))
    return (councillor for councillor in found if councillor is not None)


def _meeting_id(portal: Tag) -> str | None:
    """The meeting's id from its own links. The number in `documents/g…/` is the agenda's, not the meeting's."""
    for link in _links(portal):
        address = href(link)
        if "mgmeetingattendance" in address.lower():
            return number_in(address, "id")
        if "mglistrecordedvotes" in address.lower() and (found := number_in(address, "mid")):
            return found
    return None


def _committee_id(portal: Tag) -> str | None:
    link = next(_links_to(portal, "mgcommitteedetails.aspx"), None)
    return number_in(href(link), "id") if link else None


def _links(node: Tag) -> Iterator[Tag]:
    return (link for link in tags(node, "a") if "href" in link.attrs)


def _links_to(node: Tag, page: str) -> Iterator[Tag]:
    """The links in whose address something stands, given in lower case."""
    return (link for link in tags(node, "a") if page in str(link.attrs.get("href", "")).lower())
