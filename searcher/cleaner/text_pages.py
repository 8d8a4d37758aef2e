"""Reads pages that are text only: extractions of portal pages, and printed minutes."""

import re
from collections.abc import Callable, Sequence

from searcher.cleaner import headings, lines, page_breaks, printed
from searcher.cleaner.attendance import committee_of_approval
from searcher.cleaner.bilingual import Twice, in_two_languages
from searcher.cleaner.evidence import is_of_a_meeting
from searcher.cleaner.lines import (
    FILE_LABEL,
    INLINE_LABEL,
    LINE_LABEL,
    MARKER,
    Line,
    Marked,
    marked,
    squeeze,
    unrun,
    without_file_labels,
)
from searcher.cleaner.markdown import unmarked
from searcher.cleaner.numbered_headings import Opening, listed_before
from searcher.cleaner.numbering import BEHIND_NUMBER, NUMBER, ROMAN
from searcher.cleaner.openings import Layout, layout_of
from searcher.cleaner.paging import on_pages
from searcher.cleaner.pieces import Draft, Paragraph, Place
from searcher.cleaner.text_heads import read_head

_HEAD_NUMBER = re.compile(
    rf"^\s*\|?\s*(?P<number>{NUMBER}{BEHIND_NUMBER}|{ROMAN})(?:\s*\|?\s*(?P<rest>.*))$", re.DOTALL
)
_TAIL_NUMBER = re.compile(rf"^(?P<rest>.*\S)\s+(?P<number>{NUMBER}[.):]?)$", re.DOTALL)


def read_text(text: str, is_procedural: Callable[[str], bool], *, paged: bool = False) -> Draft | None:
    """The draft of a text, or None when no layout of agenda items is recognised in it.

    `paged` says that it is a PDF's, its pages apart by form feeds, so that items are to tell their pages.
    """
    plain = unmarked(printed.with_short_gaps(text))
    page = printed.lines_of(plain.text)
    skipped = page_breaks.furniture(page, printed="\f" in text or printed.is_wrapped(page))
    skipped |= {i for i, line in enumerate(page) if line.heads_columns}
    kept = page_breaks.without(page, skipped)
    kept = printed.unwrapped(kept) if printed.is_wrapped(kept) else printed.mended(kept)
    twice = in_two_languages(kept, is_procedural)
    found = layout_of(twice.first if twice else kept, is_procedural)
    if found is None or not is_of_a_meeting([line.text for line in page], _titles(kept, found[1]), is_procedural):
        return None
    draft = Draft(paged=paged)
    for address in plain.addresses:
        draft.place(Place.LINK_ADDRESS, address)
    for i in sorted(skipped):
        draft.place(_furniture_of(page[i]), page[i].text.strip())
    reader = _Reader(draft, twice.first if twice else kept, *found)
    reader.read()
    if twice:
        reader.read_again(twice)
    reader.settle()
    return draft


def _titles(page: Sequence[Line], openings: Sequence[Opening]) -> list[str]:
    """The lines on which items begin, and the next: a number may stand on a line of its own."""
    return [line.text for opening in openings for line in page[opening.first : opening.first + 2]]


def _furniture_of(line: Line) -> Place:
    if line.heads_columns:
        return Place.LIST_HEADER
    return Place.PAGE_NUMBER if page_breaks.PAGE_NUMBER.match(line.text) else Place.RUNNING_HEADER


class _Reader:
    """Walks the lines once: first the page's head, then item after item."""

    def __init__(self, draft: Draft, page: Sequence[Line], layout: Layout, openings: Sequence[Opening]) -> None:
        self.draft = draft
        self.page = page
        self.layout = layout
        self.openings = openings
        self.labelled = any(
            (match := INLINE_LABEL.search(line.text)) and lines.section(match["label"]) is not Place.DOCUMENT
            for line in page
        )
        self.section = Place.AGENDA
        self.line = page[0]

    def read(self) -> None:
        listed = listed_before(self.page, self.openings)
        head = self.page[: self.openings[0].first]
        printed = self.layout is Layout.PRINTED or (self.layout is Layout.HEADED and not self.labelled)
        read_head(self.draft, head, listed=listed, printed=printed)
        self.read_items(lambda _: self.draft.start_item())

    def read_again(self, twice: Twice) -> None:
        """The same minutes in another language: each item's text goes on with it. Who was there is known."""
        head = Draft()
        read_head(head, twice.second[: twice.second_openings[0].first], listed=(), printed=True)
        self.draft.pieces.extend(head.pieces)
        self.page, self.openings = twice.second, twice.second_openings
        self.read_items(self.draft.resume_item)

    def read_items(self, begin: Callable[[int], object]) -> None:
        ends = [opening.first for opening in self.openings[1:]] + [len(self.page)]
        for position, (opening, end) in enumerate(zip(self.openings, ends, strict=True)):
            begin(position)
            self.line = self.page[opening.first]
            self.section = self.first_section()
            body = min(opening.body, end)  # a title may be lost, and the next item's number stand where it was
            told = [line.text for line in self.page[opening.first : body]]
            if opening.cut is None:
                self.read_heading(told)
            else:
                self.read_heading([told[0][: opening.cut].rstrip(" \t-–—:")])
                self.read_paragraph(told[0][opening.cut :])
            for i in range(body, end):
                self.read_line(self.page[i], first=i == opening.first)
            self.read_actions(self.page[opening.first : end])

    def first_section(self) -> Place:
        """What a text without a label of its own is: minutes, unless the page labels its minutes or is an agenda."""
        if self.layout is Layout.PRINTED:
            return Place.MINUTES
        return Place.AGENDA if self.labelled or self.draft.status == "agenda" else Place.MINUTES

    def read_heading(self, told: Sequence[str]) -> None:
        heading = " ".join(map(squeeze, told))
        if not heading:
            return
        if self.layout in (Layout.PRINTED, Layout.NUMBERED):
            if before := _HEAD_NUMBER.match(told[0]):
                self.draft.add_number(before["number"])
                heading = " ".join(map(squeeze, [before["rest"], *told[1:]]))
            elif len(told) > 1 and (behind := _TAIL_NUMBER.match(heading)):
                self.draft.add_number(behind["number"])
                heading = behind["rest"]
        title, labels = without_file_labels(heading)
        if title:
            self.draft.add_title(title, joint=" / ")
        self.draft.add(Place.FILE_LABEL, labels)

    def read_line(self, line: Line, *, first: bool) -> None:
        self.line, text = line, line.text
        if self.layout is Layout.TABLE:
            text = self.read_row(text, first=first)
        elif self.layout is Layout.SINGLE and not any(self.draft.item.sections.values()):
            text = self.read_single_title(text)
        marker = MARKER.search(text)
        text, rest = (text[: marker.start()], text[marker.end() :].strip(" |")) if marker else (text, "")
        if self.layout is Layout.PRINTED:
            self.read_paragraph(text)
        else:
            self.read_labelled(text)
        if marker:
            found = re.search(r"ID=(\d+)", marker["url"] or "")
            self.draft.mark_truncated(marker[0], found[1] if found else None, marker["number"] or None)
        if rest:
            self.read_paragraph(rest)

    def read_row(self, text: str, *, first: bool) -> str:
        """What a table's row holds beside its bars; takes the number and the title from a row's first lines."""
        text = re.sub(r"\s*\|\s*$", "", text)
        if first and (match := re.match(rf"^\s*\|?\s*(?P<number>{NUMBER}[.):]?)\s*(?:\||$)", text)):
            self.draft.add_number(match["number"])
            text = text[match.end() :]
        if any(self.draft.item.sections.values()) or not text.strip(" |"):
            return text if text.strip(" |") else ""
        if self.draft.item.title:
            return self.read_label_alone(text)
        label = FILE_LABEL.search(text)
        opened = None if label else INLINE_LABEL.search(text)
        cut = label.start() if label else opened.start() if opened else len(text)
        if not text[:cut].strip() or (not label and lines.ends_sentence(text[:cut])) or cut > 300:
            return text
        self.draft.add_title(squeeze(text[:cut]))
        self.draft.add(Place.FILE_LABEL, label[0] if label else "")
        return text[label.end() if label else cut :]

    def read_label_alone(self, text: str) -> str:
        """What follows a file label that stands on the line below its title."""
        label = FILE_LABEL.match(text)
        self.draft.add(Place.FILE_LABEL, label[0] if label else "")
        return text[label.end() :] if label else text

    def read_single_title(self, text: str) -> str:
        """An item's page may begin with its title; a sentence there is its agenda text."""
        if heading := headings.meeting_heading(text):
            self.take_heading(heading, text)
            return ""
        if self.draft.item.title or LINE_LABEL.match(text) or lines.ends_sentence(text) or len(text) > 200:
            return text
        title, labels = without_file_labels(text)
        self.draft.add_title(title)
        self.draft.add(Place.FILE_LABEL, labels)
        return ""

    def take_heading(self, heading: headings.MeetingHeading, text: str) -> None:
        """The line of an item's page that tells its meeting: "Meeting of Cabinet, Monday 3 June 2024 (Item 7.)"."""
        draft = self.draft
        draft.committee, draft.date, draft.time = heading.committee, heading.date, heading.time
        draft.item.number = draft.item.number or heading.number
        draft.place(Place.MEETING_HEADING, text)

    def read_labelled(self, text: str) -> None:
        """Text in which "Minutes:" and its like may stand, on lines of their own or run into the sentence before."""
        inline = self.layout is Layout.TABLE
        while match := (self.next_label(text) if inline else LINE_LABEL.match(text)):
            self.read_paragraph(text[: match.start()])
            self.draft.add(Place.SECTION_LABEL, f"{match['label']}:")
            self.section = lines.section(match["label"]) or self.section
            text = text[match.end() :] if inline else match["rest"]
        self.read_paragraph(text)

    def next_label(self, text: str) -> re.Match[str] | None:
        """The next label inside a line; after "Minutes:" there is none, only prose that may use the word."""
        if self.section is Place.MINUTES and self.labelled:
            return None
        return INLINE_LABEL.search(text)

    def read_paragraph(self, text: str) -> None:
        if not text.strip(" \t|\xa0"):
            return
        if self.section is Place.DOCUMENT and self.read_document(text):
            return
        section = self.section if self.section is not Place.DOCUMENT else Place.MINUTES
        if self.layout is Layout.PRINTED and self.continues(section, text):
            (rest,) = self.on_pages([Marked(Paragraph(squeeze(text)))], text)
            self.draft.continue_paragraph(section, rest.paragraph)
            return
        for found in self.on_pages(unrun(text), text):
            self.draft.add_paragraph(section, found.paragraph, mark=found.mark)

    def on_pages(self, found: Sequence[Marked], text: str) -> Sequence[Marked]:
        """Paragraphs of the line that is being read, with their pages where these are to be told."""
        return on_pages(found, self.line, text) if self.draft.paged else found

    def continues(self, section: Place, text: str) -> bool:
        before = self.draft.item.sections[section]
        return bool(before) and page_breaks.goes_on(before[-1].text, text.strip())

    def read_document(self, text: str) -> bool:
        """Whether a line under "Additional documents:" names one; where the labels are lost, minutes follow at once."""
        found = marked(text)
        title, labels = without_file_labels(found.paragraph.text)
        if not labels and not (self.labelled and len(title) <= 200 and not lines.ends_sentence(title)):
            self.section = Place.MINUTES
            return False
        self.draft.add(Place.BULLET, found.mark)
        self.draft.add_document(title, None, None) if title else None
        self.draft.add(Place.FILE_LABEL, labels)
        return True

    def read_actions(self, item: Sequence[Line]) -> None:
        """What stands beside an item's text comes after it, so that it breaks no sentence and no resolution."""
        for action in filter(None, (line.action for line in item)):
            pages = ((0, None),) if self.draft.paged else ()  # it may stand beside the next page's text
            self.draft.add_paragraph(Place.MINUTES, Paragraph(action, pages=pages))

    def settle(self) -> None:
        """What only the items tell: the committee that approves its own minutes, and that minutes are published."""
        if self.draft.committee is None:
            self.draft.committee = committee_of_approval(self.draft)
        if self.draft.status in (None, "agenda") and any(item.sections[Place.MINUTES] for item in self.draft.items):
            self.draft.status = "minutes"
