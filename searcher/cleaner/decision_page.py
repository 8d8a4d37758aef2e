"""The portal's record of one decision (`ieDecisionDetails`): what was decided, by whom, when, and why."""

from collections.abc import Mapping

from bs4 import BeautifulSoup, Tag

from searcher.cleaner.lines import squeeze, without_file_labels
from searcher.cleaner.markup import blocks, classes, href, inline_text
from searcher.cleaner.pieces import Draft, Paragraph, Place
from searcher.cleaner.theme import place_theme, portal_part
from searcher.cleaner.tree import of_class, opened, tags
from searcher.dates import date_in
from searcher.hrefs import attachment_of, number_in
from searcher.words import fold

# What stands under each heading, in English and Welsh. Reasons are no clauses of what was decided.
_SECTIONS: Mapping[str, Place] = {
    "decision": Place.DECISION,
    "decisions": Place.DECISION,
    "penderfyniad": Place.DECISION,
    "purpose": Place.AGENDA,
    "content": Place.AGENDA,
    "details": Place.AGENDA,
    "pwrpas": Place.AGENDA,
    "reasons for the decision": Place.MINUTES,
    "reason for the decision": Place.MINUTES,
    "reasons for decision": Place.MINUTES,
    "alternative options considered": Place.MINUTES,
    "alternative options considered and rejected": Place.MINUTES,
    "details of any alternative options considered and rejected": Place.MINUTES,
}
_MAKER = ("decision maker", "decision-maker", "decided by", "penderfynwr")
_DAY = ("date of decision", "decision date", "dyddiad y penderfyniad")
_MEETING = ("decided at meeting", "made at meeting")
_HEADINGS = ("h1", "h2", "h3", "h4")


def is_decision_page(portal: Tag) -> bool:
    """Whether the portal's part of a page is the record of a decision."""
    labels = {_label(inline_text(label)) for label in of_class(portal, "mgLabel")}
    return not labels.isdisjoint(_DAY) or ("is key decision?" in labels and not labels.isdisjoint(_MAKER))


def read_decision_page(soup: BeautifulSoup, url: str | None) -> Draft:
    """The draft of a decision: one item, of the meeting that took it where the page tells that."""
    portal = portal_part(soup)
    draft = Draft(status="decisions")
    place_theme(soup, portal, draft, before=True)
    number = number_in(url or "", "id", "aiid")
    draft.start_item().portal_id = f"D{number}" if number else None  # beside the item that its meeting's page tells
    reader = _Reader(draft)
    for node in opened(portal, _is_box):
        if isinstance(node, Tag):
            reader.read(node)
        else:
            draft.place(Place.UNPLACED, inline_text(node))
    place_theme(soup, portal, draft, before=False)
    return draft


def _is_box(node: Tag) -> bool:
    return node.name == "div" and "mgwordpara" not in classes(node)


class _Reader:
    """Walks the page: labelled lines, headings, and the text under each."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.section: Place | None = None

    def read(self, node: Tag) -> None:
        text = inline_text(node)
        label = next(of_class(node, "mgLabel"), None)
        if not text:
            return
        if label is not None:
            self.read_labelled(node, _label(inline_text(label)), text)
        elif node.name in _HEADINGS or "mgsubitemtitletxt" in classes(node):
            self.read_heading(node, text)
        elif "mgwordpara" in classes(node) or (node.name == "p" and self.section):
            for found in blocks(node):
                self.draft.add_paragraph(self.section or Place.AGENDA, found.paragraph, mark=found.mark)
        else:
            self.read_rest(node)

    def read_heading(self, node: Tag, text: str) -> None:
        if "mgsubtitletxt" in classes(node) and not self.draft.item.title:
            self.draft.add_title(text)
        elif section := _SECTIONS.get(_label(text)):
            self.section = section
            self.draft.add(Place.SECTION_LABEL, text)
        else:
            self.section = None
            self.draft.add(Place.PAGE_HEADING if node.name == "h1" else Place.SECTION_LABEL, text)

    def read_labelled(self, node: Tag, label: str, text: str) -> None:
        value = squeeze(text.partition(":")[2])
        if section := _SECTIONS.get(label):
            self.section = section
            self.draft.add(Place.SECTION_LABEL, text.partition(":")[0] + ":")
            if value:
                self.draft.add_paragraph(section, Paragraph(value))
            return
        if label in _MAKER:
            self.draft.committee = value or None
        elif label in _DAY:
            self.draft.date = date_in(value)
        elif label in _MEETING:
            links = (href(link) for link in tags(node, "a"))
            meetings = (number_in(link, "mid", "meetingid") for link in links if "ielistdocuments" in link.lower())
            self.draft.meeting_id = next(meetings, None)
        self.draft.add(Place.SERVICE_FIELD, text)

    def read_rest(self, node: Tag) -> None:
        """Lists of reports and of what else can be done."""
        for point in list(tags(node, "li")) or [node]:
            link = next((link for link in tags(point, "a") if href(link)), None)
            title, labels = without_file_labels(inline_text(point))
            document = attachment_of(href(link)) if link is not None else None
            if link is not None and document:
                self.draft.add_document(title, href(link), document)
                self.draft.add(Place.FILE_LABEL, labels)
            else:
                self.draft.add(Place.ACTION_LINK if link else Place.UNPLACED, inline_text(point))


def _label(text: str) -> str:
    return fold(text).strip(" :")
