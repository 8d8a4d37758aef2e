"""What minutes say of one another, for people and for programs: cites, cited by, approved by, approves."""

from collections.abc import Iterator
from typing import Any

from msgspec.structs import asdict

from searcher.model import Approval, Citation, Connections, Status
from searcher.render.safe import line, unstopped
from searcher.render.style import Style, day


def connections_lines(connections: Connections, style: Style) -> Iterator[str]:
    """What an item refers to and what refers to it, line by line; what is not known with the reason."""
    for heading, citations in (("Cites", connections.cites), ("Cited by", connections.cited_by)):
        if citations:
            yield style.bold(heading)
        for one in citations:
            yield from style.wrapped(line(_citation(one)), "  ", hang=2)
    for approval in connections.approves:
        yield from style.labelled("Approves", line(_approves(approval)))
    if connections.decision_record:
        yield from style.labelled("Decision", line(f"recorded at {connections.decision_record}"))


def status_text(status: Status, connections: Connections) -> str:
    """A meeting's status, with the evidence where that is in other minutes: "approved by … on 6 May 2020"."""
    if not connections.approved_by:
        return status
    told = [_approved_by(one) for one in connections.approved_by]
    page = connections.page_status
    if page not in (None, status):
        told.append(f"the meeting's own page says {page}")
    said = "; ".join([*map(unstopped, told[:-1]), told[-1]])
    return f"{'approved' if status == 'approved' else f'{status}; minutes approved'} {said}"


def connections_object(connections: Connections) -> dict[str, Any]:
    """The same as keys of an object."""
    return {
        "cites": [_object(one) for one in connections.cites],
        "cited_by": [_object(one) for one in connections.cited_by],
        "approves": [_object(one) for one in connections.approves],
        "approved_by": [_object(one) for one in connections.approved_by],
        "page_status": connections.page_status,
        "decision_record": connections.decision_record,
    }


def _citation(one: Citation) -> str:
    if one.item is None:
        number = "" if one.number in one.as_written else f", {one.number}"
        return f"{one.as_written}{number}: not known: {one.reason}"
    where = ", ".join(filter(None, (one.committee, day(one.date) or "undated")))
    return f"{one.as_written}: {one.item}, {one.title} ({where})"


def _approves(one: Approval) -> str:
    if one.meeting is None:
        return f"minutes of {day(one.day) or 'a day not named'}: not known whose: {one.reason}"
    return f"the minutes of {one.label} ({one.meeting}){_corrected(one)}"


def _approved_by(one: Approval) -> str:
    return f"by {one.item} on {day(one.date) or 'a day not known'}{_corrected(one)}"


def _corrected(one: Approval) -> str:
    return f", with a correction: {one.correction}" if one.corrected else ""


def _object(one: Citation | Approval) -> dict[str, Any]:
    return {key: str(value) if key in ("date", "day") and value else value for key, value in asdict(one).items()}
