"""Reads the web service's answer for one meeting (`mgWebService.asmx/GetMeeting`). Its texts are whole, not cut."""

import html
from collections import Counter
from xml.etree.ElementTree import Element

from searcher.cleaner import headings
from searcher.cleaner.lines import squeeze, without_file_labels
from searcher.cleaner.markup import blocks, parse
from searcher.cleaner.pieces import Draft, Place
from searcher.cleaner.portal_pages import attachment_id

_TEXTS = {
    "agendatext": Place.AGENDA,
    "decisionnonemptyhtmlbody": Place.DECISION,
    "minutesnonemptyhtmlbody": Place.MINUTES,
}
_PRESENT = ("present", "in attendance")


def read_meeting_answer(root: Element) -> Draft:
    """The draft of a `<meeting>` answer. What the service marks as restricted or not for display is withheld."""
    draft = Draft(meeting_id=_text(root, "meetingid"))
    draft.date = headings.date_in(_text(root, "meetingdate") or "")
    draft.time = headings.time_in(_text(root, "meetingtime") or "")
    draft.venue = _text(root, "meetinglocation")
    draft.cancelled = (_text(root, "meetingstatus") or "").lower() == "cancelled"
    draft.committee = _committee(root)
    for field, status in (("minutepublished", "minutes"), ("decisionpublished", "decisions"), ("agendapublished", "agenda")):
        if _is_true(root, field):
            draft.status = status  # type: ignore[assignment] # the three are Status values
            break
    for child in root:
        if child.tag == "agendaitems":
            for item in child.findall("agendaitem"):
                _read_item(item, draft)
        elif child.tag == "attendees":
            _read_attendees(child, draft)
        else:
            place = Place.VENUE if child.tag == "meetinglocation" else Place.SERVICE_FIELD
            draft.place(place, squeeze("".join(child.itertext())))
    return draft


def _text(element: Element, name: str) -> str | None:
    """A direct child's text: items carry a `<meetingdate>` of their own. Empty elements hold white space."""
    return squeeze(element.findtext(name) or "") or None


def _is_true(element: Element, name: str) -> bool:
    return (_text(element, name) or "").lower() == "true"


def _committee(root: Element) -> str | None:
    """GetMeeting does not name its committee; the documents attached to the items do."""
    documents = [squeeze(found.text or "") for found in root.iter("committeetitle")]
    referred = [squeeze(found.text or "") for found in root.iter("refertocommittee")]
    names = Counter(filter(None, documents)) or Counter(filter(None, referred))
    (name, count), *others = names.most_common() or [("", 0)]
    return name if name and (not others or others[0][1] < count) else None


def _read_attendees(attendees: Element, draft: Draft) -> None:
    for attendee in attendees.findall("attendee"):
        name, attendance = squeeze(attendee.get("name") or ""), (attendee.get("attendance") or "").lower()
        if "officer" in (attendee.get("roledescription") or "").lower():
            pass  # officers are rows of the attendance table too
        elif name and attendance.startswith(_PRESENT):
            draft.present.append(name)
        elif name and attendance.startswith("apologies"):
            draft.apologies.append(name)
        draft.place(Place.SERVICE_FIELD, squeeze("".join(attendee.itertext())))


def _read_item(element: Element, draft: Draft) -> None:
    if (_text(element, "isdisplayallowed") or "True").lower() != "true":
        draft.place(Place.WITHHELD, squeeze(" ".join(element.itertext())))
        return
    item = draft.start_item()
    number = _text(element, "agendaitemid")
    item.portal_id = f"AI{number}" if number else None
    item.restricted = _is_true(element, "isrestricted")
    for child in element:
        text = child.text or ""
        if child.tag == "fulldisplaynumberformat" and text.strip():
            draft.add_number(squeeze(text))
        elif child.tag == "agendaitemtitle":
            draft.add_title(squeeze(html.unescape(html.unescape(text))))
        elif child.tag in _TEXTS and item.restricted:
            draft.add(Place.WITHHELD, squeeze(parse(text).get_text()))
        elif child.tag in _TEXTS:
            for found in blocks(parse(text)):
                draft.add_paragraph(_TEXTS[child.tag], found.paragraph, mark=found.mark)
        elif child.tag == "linkeddocuments":
            _read_documents(child, draft)
        else:
            draft.add(Place.SERVICE_FIELD, squeeze("".join(child.itertext())))
    item.number = item.number or _text(element, "minutesitemnumber") or _text(element, "agendaitemnumber")


def _read_documents(element: Element, draft: Draft) -> None:
    for document in element.findall("linkeddoc"):
        withheld = _is_true(document, "isrestricted")
        for child in document:
            text = squeeze("".join(child.itertext()))
            if child.tag == "title" and not withheld:
                url = _text(document, "url")
                title, labels = without_file_labels(html.unescape(text))
                number = _text(document, "attachmentid")
                draft.add_document(title, url, attachment_id(url or "") or (f"s{number}" if number else None))
                draft.add(Place.FILE_LABEL, labels)
            else:
                draft.add(Place.WITHHELD if withheld else Place.SERVICE_FIELD, text)
