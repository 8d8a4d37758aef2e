"""Rows of the archive to meetings and items, and back. Pure."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from searcher.model import (
    FLAGS,
    Acronym,
    Contact,
    Councillor,
    Document,
    Flag,
    Item,
    Meeting,
    Officer,
    PageStart,
    Reference,
    Side,
    Source,
    Vote,
)
from searcher.storage import Row

# The tables of what an item has several of, with their columns after item_id and position.
PARTS = {
    "resolutions": ("text",),
    "votes": ("motion", "result", "for_count", "against_count", "abstained_count"),
    "voters": ("vote", "side", "name"),
    "officer_mentions": ("officer_id", "name", "post", "part", "as_written"),
    "posts": ("post",),
    "councillor_mentions": ("councillor_id", "name", "post", "as_written"),
    "item_topics": ("topic",),
    "acronyms": ("letters", "meaning"),
    "minute_references": ("as_written", "target"),
    "documents": ("title", "url", "document_id", "pages"),
    "page_starts": ("area", "at", "page"),
}
Parts = Mapping[str, Sequence[Row]]
Attendance = Mapping[str, Sequence[str]]


def meeting_of(row: Row, attendance: Attendance, councillors: tuple[Councillor, ...] = ()) -> Meeting:
    """A meeting without its items. `attendance`: names by role; `councillors`: those the portal lists by id."""
    return Meeting(
        id=row["meeting"],
        council=row["council"],
        committee=row["committee"],
        committee_id=row["committee_id"],
        date=day_of(row["date"]),
        date_inferred=bool(row["date_inferred"]),
        time=row["time"],
        venue=row["venue"],
        status=row["status"],
        url=row["url"],
        contact=Contact(row["contact_name"], row["contact_post"]) if row["contact_name"] else None,
        present=tuple(attendance.get("present", ())),
        apologies=tuple(attendance.get("apologies", ())),
        councillors=councillors,
        flags=flags_in(row["flags"]),
        moved_to=day_of(row["moved_to"]),
    )


def meeting_columns(meeting: Meeting) -> dict[str, Any]:
    """A meeting's own row, but for its id and its page."""
    contact = meeting.contact
    return {
        "council": meeting.council,
        "meeting": meeting.id,
        "committee": meeting.committee,
        "committee_id": meeting.committee_id,
        "date": meeting.date.isoformat() if meeting.date else None,
        "date_inferred": meeting.date_inferred,
        "time": meeting.time,
        "venue": meeting.venue,
        "status": meeting.status,
        "url": meeting.url,
        "contact_name": contact.name if contact else None,
        "contact_post": contact.post if contact else None,
        "flags": " ".join(meeting.flags),
        "moved_to": meeting.moved_to.isoformat() if meeting.moved_to else None,
    }


def item_of(row: Row, meeting: Meeting, parts: Parts, senses: tuple[tuple[str, str], ...]) -> Item:
    """An item with its meeting. `parts`: the rows of each table of PARTS; `senses`: what letters stand for in it."""
    sha256 = row["source_sha256"]
    return Item(
        id=row["id"],
        council=meeting.council,
        position=row["position"],
        title=row["title"],
        number=row["number"],
        title_inferred=bool(row["title_inferred"]),
        kind=row["kind"],
        agenda=row["agenda"],
        decision=row["decision"],
        minutes=row["minutes"],
        resolutions=tuple(part["text"] for part in parts["resolutions"]),
        votes=_votes(parts["votes"], parts["voters"]),
        truncated=bool(row["truncated"]),
        full_text_id=row["full_text_id"],
        restricted=bool(row["restricted"]),
        restriction=row["restriction"],
        officers=tuple(_officer(part) for part in parts["officer_mentions"]),
        posts=tuple(part["post"] for part in parts["posts"]),
        councillors=tuple(_councillor(part) for part in parts["councillor_mentions"]),
        topics=tuple(part["topic"] for part in parts["item_topics"]),
        acronyms=tuple(Acronym(part["letters"], part["meaning"]) for part in parts["acronyms"]),
        references=tuple(Reference(part["as_written"], part["target"]) for part in parts["minute_references"]),
        documents=tuple(_document(part) for part in parts["documents"]),
        pages=tuple(PageStart(part["area"], part["at"], part["page"]) for part in parts["page_starts"]),
        url=row["url"],
        source=None if sha256 is None else Source(row["source_url"], row["source_path"], sha256, row["fetched_at"]),
        decision_source=_decision_source(row),
        flags=flags_in(row["flags"]),
        first_seen=row["first_seen"],
        changed=row["changed"],
        versions=row["versions"],
        senses=senses,
        meeting=meeting,
    )


def item_columns(item: Item) -> dict[str, Any]:
    """An item's own row, but for its meeting, its page and what the archive adds."""
    source, decision = item.source, item.decision_source
    name = item.id.rpartition(":")[2]
    return {
        "id": item.id,
        "portal_item": name if name.startswith("AI") else None,
        "position": item.position,
        "number": item.number,
        "title": item.title,
        "title_inferred": item.title_inferred,
        "kind": item.kind,
        "agenda": item.agenda,
        "decision": item.decision,
        "minutes": item.minutes,
        "truncated": item.truncated,
        "full_text_id": item.full_text_id,
        "restricted": item.restricted,
        "restriction": item.restriction,
        "url": item.url,
        "source_url": source.url if source else None,
        "source_path": source.path if source else None,
        "source_sha256": source.sha256 if source else None,
        "fetched_at": source.fetched_at if source else None,
        "decision_url": decision.url if decision else None,
        "decision_path": decision.path if decision else None,
        "decision_sha256": decision.sha256 if decision else None,
        "decision_fetched_at": decision.fetched_at if decision else None,
        "flags": " ".join(item.flags),
        "first_seen": item.first_seen,
        "changed": item.changed,
        "versions": item.versions,
    }


def part_rows(item: Item) -> dict[str, list[tuple[object, ...]]]:
    """The rows of each table of PARTS, but for item_id and position."""
    return {
        "resolutions": [(text,) for text in item.resolutions],
        "votes": [
            (one.motion, one.result, one.in_favour.count, one.against.count, one.abstained.count) for one in item.votes
        ],
        "voters": [
            (position, side, name)
            for position, vote in enumerate(item.votes)
            for side, told in (("for", vote.in_favour), ("against", vote.against), ("abstained", vote.abstained))
            for name in told.names
        ],
        "officer_mentions": [(one.id, one.name, one.post, one.part, one.as_written) for one in item.officers],
        "posts": [(post,) for post in item.posts],
        "councillor_mentions": [(one.id, one.name, one.post, one.as_written) for one in item.councillors],
        "item_topics": [(topic,) for topic in item.topics],
        "acronyms": [(one.letters, one.meaning) for one in item.acronyms],
        "minute_references": [(one.as_written, one.item) for one in item.references],
        "documents": [(one.title, one.url, one.id, one.pages) for one in item.documents],
        "page_starts": [(one.area, one.at, one.page) for one in item.pages],
    }


def flags_in(text: str) -> tuple[Flag, ...]:
    """Flags as the archive writes them: with spaces between."""
    return tuple(flag for flag in FLAGS if flag in text.split())


def day_of(text: str | None) -> datetime.date | None:
    """A date as the archive writes it. One that was damaged is not known: checking tells that, and repair mends it."""
    try:
        return datetime.date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _votes(votes: Sequence[Row], voters: Sequence[Row]) -> tuple[Vote, ...]:
    names: dict[tuple[int, str], list[str]] = {}
    for row in voters:
        names.setdefault((row["vote"], row["side"]), []).append(row["name"])

    def side(row: Row, name: str) -> Side:
        return Side(row[f"{name}_count"], tuple(names.get((row["position"], name), ())))

    return tuple(
        Vote(row["motion"], row["result"], side(row, "for"), side(row, "against"), side(row, "abstained"))
        for row in votes
    )


def _officer(part: Row) -> Officer:
    may_be = tuple((part["may_be"] or "").split())
    return Officer(part["name"], part["post"], part["part"], part["as_written"], part["officer_id"], may_be)


def _councillor(part: Row) -> Councillor:
    return Councillor(part["name"], part["post"], part["as_written"], part["councillor_id"])


def _decision_source(row: Row) -> Source | None:
    sha256 = row["decision_sha256"]
    if sha256 is None:
        return None
    return Source(row["decision_url"], row["decision_path"], sha256, row["decision_fetched_at"])


def _document(part: Row) -> Document:
    return Document(part["title"], part["url"], part["document_id"], part["pages"])
