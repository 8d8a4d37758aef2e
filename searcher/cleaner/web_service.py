"""Reads the web service's answer for one meeting (`mgWebService.asmx/GetMeeting`). Its texts are whole, not cut."""

import re
from collections import Counter

from searcher.cleaner.attendance import councillor_in
from searcher.cleaner.headings import time_in
from searcher.cleaner.lines import squeeze, without_file_labels
from searcher.cleaner.markup import blocks, inline_text
from searcher.cleaner.pieces import Draft, Place
from searcher.cleaner.tree import parse
from searcher.dates import date_in
from searcher.hrefs import attachment_of
from searcher.model import Councillor, Status
from searcher.xml_text import Element, unescaped

_TEXTS = {
    "agendatext": Place.AGENDA,
    "decisionnonemptyhtmlbody": Place.DECISION,
    "minutesnonemptyhtmlbody": Place.MINUTES,
}
_PUBLISHED: dict[str, Status] = {
    "minutepublished": "minutes",
    "decisionpublished": "decisions",
    "agendapublished": "agenda",
}
_PRESENT = ("present", "in attendance")


def read_meeting_answer(root: Element) -> Draft:
    """The draft of a `<meeting>` answer. What the service marks as restricted or not for display is withheld."""
    draft = Draft(meeting_id=_number(root, "meetingid"))
    draft.date = date_in(_text(root, "meetingdate") or "")
    draft.time = time_in(_text(root, "meetingtime") or "")
    draft.venue = _text(root, "meetinglocation")
    draft.cancelled = (_text(root, "meetingstatus") or "").lower() == "cancelled"
    draft.committee = _committee(root)
    draft.status = next((status for field, status in _PUBLISHED.items() if _is_true(root, field)), None)
    for child in root:
        if child.tag == "agendaitems":
            _read_items(child, draft)
        elif child.tag == "attendees":
            _read_attendees(child, draft)
        else:
            draft.place(Place.VENUE if child.tag == "meetinglocation" else Place.SERVICE_FIELD, _words(child))
    return draft


def _words(element: Element) -> str:
    """All text of an element."""
    return unescaped(" ".join(element.itertext()) if len(element) else element.text or "")


def _text(element: Element, name: str) -> str | None:
    """A direct child's text: items carry a `<meetingdate>` of their own. Empty elements hold white space."""
    return squeeze(element.findtext(name) or "") or None


def _number(element: Element, name: str) -> str | None:
    """An id of the portal; damaged ones are none."""
    text = _text(element, name) or ""
    return text if re.fullmatch(r"[0-9]{1,12}", text) else None


def _is_true(element: Element, name: str) -> bool:
    return (_text(element, name) or "").lower() == "true"


def _committee(root: Element) -> str | None:
    """GetMeeting does not name its committee; the documents attached to the items do."""
    documents = [_words(found) for found in root.iter("committeetitle")]
    referred = [_words(found) for found in root.iter("refertocommittee")]
    names = Counter(filter(None, documents)) or Counter(filter(None, referred))
    (name, count), *others = names.most_common() or [("", 0)]
    return name if name and (not others or others[0][1] < count) else None


def _read_attendees(attendees: Element, draft: Draft) -> None:
    for attendee in attendees:
        name, attendance = squeeze(attendee.get("name") or ""), (attendee.get("attendance") or "").lower()
        is_officer = "officer" in (attendee.get("roledescription") or "").lower()  # they are rows of the table too
        if name and not is_officer and attendance.startswith(_PRESENT):
            draft.present.append(name)
        elif name and not is_officer and attendance.startswith("apologies"):
            draft.apologies.append(name)
        called, number = councillor_in(name), attendee.get("memberid") or ""
        if called and not is_officer and re.fullmatch(r"[0-9]{1,12}", number):
            draft.councillors.append(Councillor(called, id=number))
        draft.place(Place.SERVICE_FIELD, _words(attendee))


def _read_items(items: Element, draft: Draft) -> None:
    for element in items:
        if element.tag != "agendaitem":
            draft.place(Place.SERVICE_FIELD, _words(element))
        elif (_text(element, "isdisplayallowed") or "True").lower() != "true":
            draft.place(Place.WITHHELD, _words(element))
        else:
            _read_item(element, draft)


def _read_item(element: Element, draft: Draft) -> None:
    item = draft.start_item()
    number = _number(element, "agendaitemid")
    item.portal_id = f"AI{number}" if number else None
    item.restricted = _is_true(element, "isrestricted")
    for child in element:
        _read_field(child, draft)
    item.number = item.number or _text(element, "minutesitemnumber") or _text(element, "agendaitemnumber")


def _read_field(field: Element, draft: Draft) -> None:
    if field.tag == "fulldisplaynumberformat" and _words(field):
        draft.add_number(_words(field))
    elif field.tag == "agendaitemtitle" and _words(field):
        draft.add_title(_words(field))
    elif field.tag in _TEXTS and not (field.text or "").strip():
        return
    elif field.tag in _TEXTS and draft.item.restricted:
        draft.add(Place.WITHHELD, inline_text(parse(field.text or "")))
    elif field.tag in _TEXTS:
        for found in blocks(parse(field.text or "")):
            draft.add_paragraph(_TEXTS[field.tag], found.paragraph, mark=found.mark)
    elif field.tag == "linkeddocuments":
        for document in field:
            _read_document(document, draft)
    else:
        draft.add(Place.SERVICE_FIELD, _words(field))


def _read_document(document: Element, draft: Draft) -> None:
    is_withheld = _is_true(document, "isrestricted")
    for field in document:
        if field.tag == "title" and not is_withheld:
            url, number = _text(document, "url"), _text(document, "attachmentid")
            title, labels = without_file_labels(_words(field))
            draft.add_document(title, url, attachment_of(url or "") or (f"s{number}" if number else None))
            draft.add(Place.FILE_LABEL, labels)
        else:
            draft.add(Place.WITHHELD if is_withheld else Place.SERVICE_FIELD, _words(field))
