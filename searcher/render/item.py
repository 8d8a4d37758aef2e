"""One item whole, for people: text, status, versions, citation, link, hash."""

import datetime
from collections.abc import Iterator, Sequence

from msgspec import Struct

from searcher.model import AcronymUse, Connections, Item, Meeting, Officer, Side, Vote
from searcher.render.acronyms import uses_text
from searcher.render.connections import connections_lines, status_text
from searcher.render.councillors import each_once
from searcher.render.safe import brief, line, shown, unstopped
from searcher.render.style import Style, counted, day
from searcher.render.topics import topic_lines
from searcher.topics import TopicEvidence


class Known(Struct, frozen=True):
    """What only its archive knows of an item: what others say of it, what its letters mean, why it has its topics."""

    connections: Connections
    acronyms: tuple[AcronymUse, ...] = ()
    topics: tuple[TopicEvidence, ...] = ()


def item_text(
    item: Item,
    versions: Sequence[Item],
    style: Style,
    *,
    withdrawn_at: str | None = None,
    known: Known | None = None,
) -> str:
    """An item with its older versions, the oldest first, and what is known.

    `withdrawn_at` is when the archive saw that the council's page has it no more, ISO 8601.
    """
    meeting = item.meeting or Meeting("", item.council)
    known = known or Known(Connections())
    facts = style.flowed(_facts(item, meeting), "\xa0· ")
    blocks = (
        [*map(style.bold, style.wrapped(brief(item.title))), *map(style.dim, facts)],
        *_texts(item, style),
        list(_people(item, style)),
        list(_words(known, style)),
        list(connections_lines(known.connections, style)),
        [
            *_status(meeting, known.connections, style, withdrawn_at),
            *_provenance(item, meeting, style),
            *_history(item, versions, style),
        ],
    )
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def citation(item: Item) -> str:
    """How to cite an item: council, committee, date, minute, title, where and what it was read from."""
    meeting = item.meeting or Meeting("", item.council)
    parts = [
        item.council if item.council != "imported" else None,  # nobody told whose minutes these are
        brief(meeting.committee or ""),
        day(meeting.date),
        f"minute {item.number}" if item.number else None,
        f"“{brief(item.title)}”",
        item.url or (item.source.path if item.source else None),
        f"sha256 {item.source.sha256[:12]}" if item.source else None,
    ]
    return line(", ".join(filter(None, parts)))


def _facts(item: Item, meeting: Meeting) -> Iterator[str]:
    yield brief(meeting.committee or "") or "committee not stated"
    yield (day(meeting.date) or "undated") + (" (inferred)" if meeting.date_inferred else "")
    if item.number:
        yield f"minute {line(item.number)}"
    if item.restricted:
        yield f"restricted: {line(item.restriction)}" if item.restriction else "restricted"
    if item.title_inferred:
        yield "title taken from the text"
    if "withdrawn" in item.flags:
        yield "withdrawn, as the council says"
    yield from _meeting_flags(meeting)


def _meeting_flags(meeting: Meeting) -> Iterator[str]:
    """What became of the meeting and its minutes."""
    if "withdrawn" in meeting.flags:
        yield "meeting withdrawn"
    if "moved" in meeting.flags:
        yield f"meeting moved{f' to {day(meeting.moved_to)}' if meeting.moved_to else ''}"
    if "corrected" in meeting.flags:
        yield "minutes corrected later"


def _texts(item: Item, style: Style) -> Iterator[list[str]]:
    for heading, text in (("Agenda", item.agenda), ("Decision", item.decision), ("Minutes", item.minutes)):
        if text:
            yield [style.bold(heading), *_paragraphs(text, style)]
        if heading == "Decision" and item.decision_source:
            told = item.decision_source.url or item.decision_source.path or "another page"
            yield style.wrapped(line(f"The meeting's page does not tell it; this is from {told}"))
    if item.truncated:
        yield style.wrapped("The portal cut this text; the whole is on the item's own page.")
    if item.resolutions:
        clauses = [f"{number}. {line(clause)}" for number, clause in enumerate(item.resolutions, 1)]
        yield [style.bold("Resolved"), *(text for clause in clauses for text in style.wrapped(clause, hang=3))]
    if item.votes:
        yield [style.bold("Votes"), *(text for vote in item.votes for text in _vote(vote, style))]


def _vote(vote: Vote, style: Style) -> Iterator[str]:
    motion = line(vote.motion or "") or "motion not stated"
    yield from style.wrapped(f"{unstopped(motion)}: {vote.result}" if vote.result else motion, hang=2)
    for label, side in (("for", vote.in_favour), ("against", vote.against), ("abstained", vote.abstained)):
        if side != Side():
            count = ", number not stated" if side.count is None else f" {side.count}"
            names = f": {line('; '.join(side.names))}" if side.names else ""
            yield from style.wrapped(f"{label}{count}{names}", "  ", hang=2)


def _paragraphs(text: str, style: Style) -> Iterator[str]:
    for one in shown(text).split("\n"):
        yield from style.wrapped(one, hang=2 if one.startswith("• ") else 0) or [""]


def _people(item: Item, style: Style) -> Iterator[str]:
    if item.officers:
        yield style.bold("Officers")
    for officer in item.officers:
        part = f" ({officer.part})" if officer.part else ""
        told = f"{line(officer.name)}, {line(officer.post or 'post not stated')}{part}{_open(officer)}"
        yield from style.wrapped(told, "  ", hang=2)
    for label, names in (
        ("Posts", item.posts),
        (
            "Councillors",
            tuple(one.name + (f" ({one.post})" if one.post else "") for one in each_once(item.councillors)),
        ),
        ("Documents", tuple(document.title for document in item.documents)),
    ):
        if names:
            yield from style.labelled(label, line("; ".join(names)))


def _open(officer: Officer) -> str:
    """That it is not known who an officer is, and who it may be."""
    if officer.id:
        return ""
    return f"; not known who: {line(' or '.join(officer.may_be))}" if officer.may_be else "; no officer, as put right"


def _words(known: Known, style: Style) -> Iterator[str]:
    yield from topic_lines(known.topics, style)
    if known.acronyms:
        yield from style.labelled("Acronyms", uses_text(known.acronyms))


def _status(meeting: Meeting, connections: Connections, style: Style, withdrawn_at: str | None) -> Iterator[str]:
    gone = ""
    if withdrawn_at is not None:
        gone = f", withdrawn by the council, as seen on {day(datetime.date.fromisoformat(withdrawn_at[:10]))}"
    yield from style.labelled("Status", line(status_text(meeting.status, connections) + gone))


def _provenance(item: Item, meeting: Meeting, style: Style) -> Iterator[str]:
    yield from style.labelled("Cite as", citation(item))
    if link := item.url or meeting.url:
        yield from style.labelled("Link", line(link))
    yield from style.labelled("Id", line(item.id))
    if item.source:
        fetched = line(item.source.fetched_at or "") or "at an unknown time"
        yield from style.labelled("Read from", f"{line(item.source.url or item.source.path or '')}, {fetched}")
        yield from style.labelled("SHA-256", line(item.source.sha256))


def _history(item: Item, versions: Sequence[Item], style: Style) -> Iterator[str]:
    held = f"{item.versions}, first seen in generation {item.first_seen}, changed in {item.changed}"
    yield from style.labelled("Versions", held)
    for number, older in enumerate(versions, 1):
        status = older.meeting.status if older.meeting else "agenda"
        told = f"{number}. {brief(older.title)} ({status}, {counted(len(older.minutes.split()), 'word')} of minutes)"
        yield from style.wrapped(told, "  ", hang=3)
