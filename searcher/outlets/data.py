"""Notices for programs: JSON lines, and the one object that is posted or given to a program. Pure."""

import hashlib
from collections.abc import Sequence
from html import escape
from typing import Any

from searcher.notices import Notice
from searcher.render.safe import dumped

LINE_SCHEMA = "council-minutes-notice/1"
SCHEMA = "council-minutes-notices/1"


def notice_object(notice: Notice) -> dict[str, Any]:
    """A notice as an object. `snippet` is HTML in which only `<mark>` is markup, as in results."""
    return {
        "id": notice.id,
        "follow": notice.follow,
        "change": notice.change,
        "item": notice.item,
        "title": notice.title,
        "number": notice.number,
        "council": notice.council,
        "committee": notice.committee,
        "meeting": notice.meeting,
        "date": notice.date,
        "status": notice.status,
        "url": notice.url,
        "sentence": notice.sentence,
        "snippet": _snippet(notice),
        "resolutions": list(notice.resolutions),
        "differences": [
            {"part": one.part, "passages": [[list(run) for run in passage] for passage in one.passages]}
            for one in notice.differences
        ],
        "generation": notice.generation,
        "noticed_at": notice.noticed_at,
    }


def notice_line(notice: Notice, written_at: str) -> bytes:
    """A notice as a line of JSON, with its end. `written_at` is when the line was written, ISO 8601 in UTC."""
    told = {"schema": LINE_SCHEMA, "written_at": written_at, **notice_object(notice)}
    return dumped(told).encode() + b"\n"


def notices_body(follow: str, words: str, notices: Sequence[Notice]) -> bytes:
    """Notices as one object of JSON, on one line."""
    told = {"schema": SCHEMA, "follow": follow, "words": words, "notices": [notice_object(one) for one in notices]}
    return dumped(told).encode()


def batch_id(follow: str, notices: Sequence[Notice], to: str = "") -> str:
    """32 digits that are the same whenever the same notices of a follow are told together to the same receiver."""
    told = "\0".join((follow, to, *(notice.id for notice in notices)))
    return hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()[:32]


def _snippet(notice: Notice) -> str:
    return "".join(f"<mark>{escape(text)}</mark>" if marked else escape(text) for text, marked in notice.passage)
