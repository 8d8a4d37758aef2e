"""The files behind the portal's links, as far as they are published on a day."""

from dataclasses import replace

from sample_portal.model import Meeting, PublishedMeeting
from sample_portal.pages.meeting import PRINTS
from sample_portal.pages.meetings import published_kinds
from sample_portal.pages.site import Site
from sample_portal.pdf import minutes_pdf, report_pdf


def report(site: Site, document_id: int) -> bytes | None:
    """A report's PDF, if its item is on show and it is not kept back."""
    try:
        meeting = site.truth.meetings.of_document(document_id)
    except KeyError:
        return None
    shown = (one for item in site.published(meeting).items for one in item.documents)
    document = next((one for one in shown if one.id == document_id and not one.restricted), None)
    return report_pdf(document, site.truth.council) if document else None


def print_of(site: Site, agenda_id: int, kind: int) -> bytes | None:
    """A whole meeting's PDF: T=0 the front sheet, 1 the minutes, 2 the decisions, 10 everything."""
    try:
        meeting = site.truth.meetings.of_agenda(agenda_id)
    except KeyError:
        return None
    return minutes_pdf(_printed(site, meeting, kind), site.truth.council) if _is_out(site, meeting, kind) else None


def _is_out(site: Site, meeting: Meeting, kind: int) -> bool:
    needed = {0: "Agenda", 10: "Agenda", 2: "Decisions", 1: "Minutes"}
    kinds = published_kinds(meeting, site.published(meeting).state, site.day)
    return kind in PRINTS and needed[kind] in kinds


def _printed(site: Site, meeting: Meeting, kind: int) -> PublishedMeeting:
    """What the print shows: the meeting as it is, its decisions alone, or its agenda as it first came out."""
    if kind == 1:
        return site.published(meeting)
    if kind == 2:
        return _decided(site.published(meeting))
    return site.truth.at(meeting, meeting.agenda_on)


def _decided(published: PublishedMeeting) -> PublishedMeeting:
    decided = (replace(item, agenda=item.decision, minutes=()) for item in published.items if item.decision)
    return replace(published, state="decisions", items=tuple(decided))
