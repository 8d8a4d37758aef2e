"""Reads the lists that a portal's web service (`mgWebService.asmx`) gives: of committees, of meetings."""

import re

from searcher.dates import date_in
from searcher.decoding import decoded
from searcher.listing import ListedCommittee, ListedMeeting
from searcher.xml_text import Element, root_of, unescaped

_PUBLISHED = {"agendapublished": "Agenda", "decisionpublished": "Decisions", "minutepublished": "Minutes"}


def committees(content: bytes) -> tuple[ListedCommittee, ...] | None:
    """The committees of a GetCommittees answer, without those deleted; None when it is no such answer."""
    root = _answer(content, "committees")
    if root is None:
        return None
    return tuple(
        ListedCommittee(
            number,
            _text(found, "committeetitle"),
            _text(found, "committeecategory") or None,
            expired=_is_true(found, "committeeexpired"),
        )
        for found in root.findall("committee")
        if (number := _number(found, "committeeid")) and not _is_true(found, "committeedeleted")
    )


def meetings(content: bytes) -> tuple[ListedMeeting, ...] | None:
    """The meetings of a GetMeetings answer, those of every committee in it; None when it is no such answer."""
    root = _answer(content, "getmeetings")
    if root is None:
        return None
    return tuple(
        ListedMeeting(
            number, _number(committee, "committeeid"), date_in(_text(found, "meetingdate")), _published(found)
        )
        for committee in root.findall("committee")
        for found in committee.findall("committeemeetings/meeting")
        if (number := _number(found, "meetingid"))
    )


def _answer(content: bytes, name: str) -> Element | None:
    text = decoded(content)
    try:
        root = root_of(text) if text is not None else None
    except ValueError:
        return None
    return root if root is not None and root.tag == name else None


def _text(element: Element, name: str) -> str:
    """A child's text."""
    return unescaped(element.findtext(name) or "")


def _number(element: Element, name: str) -> str | None:
    text = _text(element, name)
    return text if re.fullmatch(r"[0-9]{1,12}", text) else None


def _is_true(element: Element, name: str) -> bool:
    return _text(element, name).lower() == "true"


def _published(meeting: Element) -> str:
    """What is published, worded as lists of meetings word it: "CANCELLED", "Agenda, Minutes"."""
    status = _text(meeting, "meetingstatus").upper()
    told = [label for name, label in _PUBLISHED.items() if _is_true(meeting, name)]
    return ", ".join(([] if status in ("", "CONFIRMED") else [status]) + told)
