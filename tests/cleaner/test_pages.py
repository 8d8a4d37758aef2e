"""Each page of tests/pages gives what a person saw on it. A new oddity is a new pair of files there."""

import re
from typing import Any

import pytest
from saved_pages import cleaned, content_of, expected_of, page_names

from searcher.model import Item, Meeting

pytestmark = pytest.mark.parametrize("name", page_names())


def test_the_meeting_is_what_its_page_says(name: str) -> None:
    meeting = cleaned(content_of(name)).meeting

    assert meeting_facts(meeting) == expected_meeting(expected_of(name)["meeting"])


def test_the_items_are_those_of_the_page(name: str) -> None:
    items = cleaned(content_of(name)).meeting.items
    expected = expected_of(name)["items"]

    assert [(item.number, item.title) for item in items] == [
        (item["number"], item["title"] or found.title) for item, found in zip(expected, items, strict=False)
    ]


def test_every_fact_of_every_item_is_right(name: str) -> None:
    items = cleaned(content_of(name)).meeting.items
    expected = expected_of(name)["items"]

    wrong = {
        f"item {item.position} ({item.title}), {fact}": {"cleaned": value, "expected": wanted[fact]}
        for item, wanted in zip(items, map(expected_item, expected), strict=True)
        for fact, value in item_facts(item).items()
        if value != wanted[fact]
    }
    assert not wrong


def test_nothing_of_the_page_is_left_over(name: str) -> None:
    assert cleaned(content_of(name)).unplaced == ()


def meeting_facts(meeting: Meeting) -> dict[str, Any]:
    return {
        "id": None if meeting.id == "0123456789ab" else meeting.id,
        "committee": (meeting.committee or "").lower(),
        "committee_id": meeting.committee_id,
        "date": meeting.date.isoformat() if meeting.date else None,
        "time": meeting.time,
        "venue": meeting.venue,
        "status": meeting.status,
        "contact": {"name": meeting.contact.name, "post": meeting.contact.post} if meeting.contact else None,
        "present": list(meeting.present),
        "apologies": list(meeting.apologies),
    }


def expected_meeting(expected: dict[str, Any]) -> dict[str, Any]:
    return {**expected, "committee": (expected["committee"] or "").lower()}


def item_facts(item: Item) -> dict[str, Any]:
    return {
        "portal_id": item.id.rpartition(":")[2] if ":AI" in item.id else None,
        "number": item.number,
        "title": None if item.title_inferred else item.title,
        "kind": item.kind,
        "agenda": folded(item.agenda),
        "decision": folded(item.decision),
        "minutes": folded(item.minutes),
        "resolutions": [clause(resolution) for resolution in item.resolutions],
        "truncated": item.truncated,
        "full_text_id": item.full_text_id,
        "restricted": item.restricted,
        "officers": [(officer.name, officer.post, officer.as_written) for officer in item.officers],
        "posts": list(item.posts),
        "councillors": [councillor.name for councillor in item.councillors],
        "documents": [document.title for document in item.documents],
    }


def expected_item(expected: dict[str, Any]) -> dict[str, Any]:
    return {
        **expected,
        **{part: folded(expected[part]) for part in ("agenda", "decision", "minutes")},
        "resolutions": [clause(resolution) for resolution in expected["resolutions"]],
        "officers": [(officer["name"], officer["post"], officer["as_written"]) for officer in expected["officers"]],
    }


def folded(text: str | None) -> str:
    """A text without its bullets, its white space folded."""
    return " ".join((text or "").replace("•", " ").split())


def clause(text: str) -> str:
    """A resolution without the joint that leads to the next one: "; and"."""
    return re.sub(r"(?:[;,] and|[;.])$", "", folded(text)).lower()
