"""Digests of what was read, kept beside it: by these it is told when a stored text changed without being read anew."""

import hashlib
import json
from typing import Any

from msgspec.structs import replace

from searcher.archive.rows import item_columns, meeting_columns, part_rows
from searcher.model import STATUSES, Item, Meeting

_COUNTED = ("first_seen", "changed", "versions")  # by the archive, not read


def text_digest(item: Item, status: str | None = None) -> str:
    """A digest of what the council published of an item: when it differs, there is a new version.

    `status`: of its meeting, where another is meant than it has.
    """
    if status is None:
        status = item.meeting.status if item.meeting else ""
    texts = (item.number, item.title, item.agenda, item.decision, item.minutes, item.truncated, item.restricted, status)
    return _digest("\x00".join(map(str, texts)))


def may_be_digest_of_text(digest: str, item: Item) -> bool:
    """Whether it is the digest of an item's text, which its page told with one status or other of its meeting."""
    return any(digest == text_digest(item, status) for status in (*STATUSES, ""))


def read_digest(item: Item) -> str:
    """A digest of all that was read of an item. Who is who is not: that is worked out from all pages together."""
    officers = tuple(replace(one, id=None) for one in item.officers)
    councillors = tuple(replace(one, id=None) for one in item.councillors)
    columns = {name: value for name, value in item_columns(item).items() if name not in _COUNTED}
    return _of_named({**columns, **part_rows(replace(item, officers=officers, councillors=councillors))})


def read_digest_of_meeting(meeting: Meeting) -> str:
    """A digest of all that was read of a meeting, but for its items."""
    people = {"present": meeting.present, "apologies": meeting.apologies}
    councillors = [(one.id, one.name) for one in meeting.councillors]
    return _of_named({**meeting_columns(meeting), **people, "councillors": councillors})


def record_digest(record: str) -> str:
    """A digest of an older version of an item, as it is kept."""
    return _digest(record)


def _of_named(values: dict[str, Any]) -> str:
    """What is not there is left out, so that what later versions of the archive add changes no older digest."""
    return _digest(json.dumps({name: value for name, value in values.items() if value}, sort_keys=True))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
