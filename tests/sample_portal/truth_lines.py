"""The truth as lines of JSON, one for each item shown on a day: what a faultless reader of the portal would have found.

The keys are those of the exchange format. `minutes` is the full text. A resolution is written without its mark and
without the "; and" that leads to the next; points below it are further lines of it. Officers, posts, terms and
references are those of the texts shown that day. `item` of a reference is the id of the item meant.
"""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from sample_portal.model import Attendee, Item, PublishedItem, PublishedMeeting, Truth, plain

SCHEMA = "council-minutes-item/1"
COUNCIL_ID = "marlmouth"


def write_truth(truth: Truth, day: date, path: Path) -> int:
    """Write the truth of a day; gives the number of lines."""
    count = 0
    with path.open("w", encoding="utf-8", newline="\n") as lines:
        for item in truth_of(truth, day):
            lines.write(json.dumps(item, ensure_ascii=False) + "\n")
            count += 1
    return count


def truth_of(truth: Truth, day: date) -> Iterator[dict[str, Any]]:
    """The truth of every item shown on a day, by meeting."""
    for meeting in truth.meetings:
        published = truth.at(meeting, day)
        told = _meeting(published)
        for place, item in enumerate(published.items, 1):
            yield _item(truth, published, item, place) | {"meeting": told}


def item_key(truth: Truth, item_id: int) -> str:
    """The id of an item in the exchange format: "marlmouth:412:AI3100"."""
    return f"{COUNCIL_ID}:{truth.meetings.of_item(item_id).id}:AI{item_id}"


def _meeting(published: PublishedMeeting) -> dict[str, Any]:
    meeting = published.meeting
    minuted = published.state in {"draft", "approved"}
    contact = meeting.contact
    return {
        "id": str(meeting.id),
        "committee": meeting.committee_name,
        "committee_id": str(meeting.committee_id),
        "date": meeting.date.isoformat(),
        "time": meeting.time,
        "venue": meeting.venue,
        "status": published.state,
        "contact": {"name": contact.name, "post": contact.post} if contact else None,
        "present": _names(meeting.present) if minuted else [],
        "apologies": _names(meeting.apologies) if minuted else [],
        "flags": ["moved"] if meeting.moved_from else [],
    }


def _names(attendees: tuple[Attendee, ...]) -> list[str]:
    return [one.name for one in attendees]


def _item(truth: Truth, published: PublishedMeeting, shown: PublishedItem, place: int) -> dict[str, Any]:
    item, texts = shown.item, tuple(plain(blocks) for blocks in (shown.agenda, shown.decision, shown.minutes))
    agenda, decision, minutes = texts
    return {
        "schema": SCHEMA,
        "id": f"{COUNCIL_ID}:{published.meeting.id}:AI{item.id}",
        "council": COUNCIL_ID,
        "position": place,
        "number": shown.number,
        "title": shown.title,
        "kind": item.kind,
        "agenda": agenda,
        "decision": decision,
        "minutes": minutes,
        "resolutions": list(shown.resolutions),
        "votes": list(_votes(item)) if shown.minutes else [],
        "restricted": item.restricted,
        "restriction": item.restriction_paragraph,
        "topics": list(item.topics),
        "documents": [_document(one.id, one.title, len(one.pages)) for one in shown.documents if not one.restricted],
        **_named(truth, item, "\n\n".join(texts)),
    }


def _votes(item: Item) -> Iterator[dict[str, Any]]:
    """The votes that the minutes tell, and the one of the portal's own table."""
    for vote in item.told_votes:
        sides = zip(("for", "against", "abstained"), vote.counts, vote.names, strict=True)
        told = {side: {"count": count, "names": list(names)} for side, count, names in sides}
        yield {"motion": vote.motion, "result": vote.result, **told}
    if item.vote is not None:
        nothing: dict[str, Any] = {side: {"count": None, "names": []} for side in ("for", "against", "abstained")}
        yield {"motion": item.vote.caption, "result": "carried" if item.vote.carried else "lost", **nothing}


def _document(number: int, title: str, pages: int) -> dict[str, Any]:
    return {"title": title, "id": f"s{number}", "pages": pages}


def _named(truth: Truth, item: Item, text: str) -> dict[str, Any]:
    """Whom and what the shown texts mention."""
    officers = [one for one in item.mentions if one.as_written in text]
    with_holder = {one.post_as_written for one in officers}
    posts = dict.fromkeys((*item.agenda_posts, *item.posts, *(one.post_as_written for one in item.mentions)))
    return {
        "officers": [
            {
                "id": one.officer_id,
                "name": one.name_as_written,
                "post": one.post_as_written,
                "part": one.part,
                "as_written": one.as_written,
            }
            for one in officers
        ],
        "posts": [post for post in posts if post not in with_holder and post in text],
        "councillors": [
            {
                "id": str(one.councillor_id),
                "name": one.name_as_written,
                "post": one.post_as_written,
                "as_written": one.as_written,
            }
            for one in item.councillors
            if one.as_written in text
        ],
        "acronyms": {short: long for short, long in item.acronyms if f"{long} ({short})" in text},
        "references": [
            {"as_written": one.as_written, "item": item_key(truth, one.item_id)}
            for one in item.references
            if one.as_written in text
        ],
    }
