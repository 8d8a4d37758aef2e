"""The files behind the portal's links, as far as they are published on a day."""

from sample_portal.model import Document, Meeting
from sample_portal.pages.meeting import PRINTS
from sample_portal.pages.meetings import published_kinds
from sample_portal.pages.site import Site


def report(site: Site, document_id: int) -> bytes | None:
    """A report's PDF, if its item is on show and it is not kept back."""
    try:
        meeting = site.truth.meetings.of_document(document_id)
    except KeyError:
        return None
    shown = (one for item in site.published(meeting).items for one in item.documents)
    document = next((one for one in shown if one.id == document_id and not one.restricted), None)
    return _report_pdf(document) if document else None


def print_of(site: Site, agenda_id: int, kind: int) -> bytes | None:
    """A whole meeting's PDF: T=0 the front sheet, 1 the minutes, 2 the decisions, 10 everything."""
    try:
        meeting = site.truth.meetings.of_agenda(agenda_id)
    except KeyError:
        return None
    return _print_pdf(site, meeting, kind) if _is_out(site, meeting, kind) else None


def _is_out(site: Site, meeting: Meeting, kind: int) -> bool:
    needed = {0: "Agenda", 10: "Agenda", 2: "Decisions", 1: "Minutes"}
    kinds = published_kinds(meeting, site.published(meeting).state, site.day)
    return kind in PRINTS and needed[kind] in kinds


def _report_pdf(document: Document) -> bytes:
    raise NotImplementedError


def _print_pdf(site: Site, meeting: Meeting, kind: int) -> bytes:
    raise NotImplementedError
