"""What the index keeps of an item: its words by area, its facet values, and what a list of results shows."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from searcher.model import AREAS, Area, Item, Meeting
from searcher.words import slug

RECORD_VERSION = 4
APART = 100  # words between two texts of one area: no phrase and no NEAR reaches that far

FACET_FIELDS = (
    "council", "committee", "meeting", "officer", "councillor", "topic", "year", "status", "kind", "date", "number",
    "restricted",
)  # fmt: skip
SEVERAL = ("officer", "councillor", "topic")
"""Facets of which an item may have several values; of the others it has one or none."""


@dataclass(frozen=True, slots=True)
class Record:
    """An item as it is indexed. `order` sorts items of one date as their agenda does; `stored` and `shown` are JSON."""

    id: str
    order: str
    facets: dict[str, tuple[str, ...]]
    texts: dict[Area, tuple[str, ...]]
    stored: bytes
    shown: bytes

    @property
    def digest(self) -> str:
        """Tells two records apart; equal records index alike."""
        told = _written([RECORD_VERSION, self.order, self.facets])
        return hashlib.sha256(b"\n".join((told, self.stored, self.shown))).hexdigest()[:32]


def record_of(item: Item) -> Record:
    """The record of an item that has its meeting."""
    meeting = item.meeting or Meeting("", item.council)
    texts = {area: tuple(filter(None, item.text_of(area))) for area in AREAS}
    return Record(
        id=item.id,
        order=f"{meeting.key}\x1f{item.position:06}\x1f{item.id}",
        facets=_facets(item, meeting),
        texts=texts,
        stored=_written(list(texts.values())),
        shown=_written(_shown(item, meeting)),
    )


_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def _written(told: Any) -> bytes:
    return _JSON.encode(told).encode()


def _facets(item: Item, meeting: Meeting) -> dict[str, tuple[str, ...]]:
    """Every facet's values of an item, and beside the facets what only filters use."""
    return {
        "council": (item.council,),
        "committee": (f"{item.council}:{slug(meeting.committee)}",) if meeting.committee else (),
        "meeting": (meeting.key,),
        "officer": _once(officer.id for officer in item.officers if officer.id),
        "councillor": _once(f"{item.council}:{one.id or slug(one.name)}" for one in item.councillors),
        "topic": item.topics,
        "year": (str(meeting.date.year),) if meeting.date else (),
        "status": (meeting.status,),
        "kind": (item.kind,),
        "date": (meeting.date.isoformat(),) if meeting.date else (),
        "number": (item.number.rstrip(".").lower(),) if item.number else (),
        "restricted": ("yes" if item.restricted else "no",),
    }


def _shown(item: Item, meeting: Meeting) -> dict[str, Any]:
    return {
        "title": item.title,
        "number": item.number,
        "council": item.council,
        "committee": meeting.committee,
        "meeting": meeting.id,
        "date": meeting.date.isoformat() if meeting.date else None,
        "kind": item.kind,
        "status": meeting.status,
        "truncated": item.truncated,
        "restricted": item.restricted,
        "flags": list(item.all_flags),
        "url": item.url,
        "source": (item.source.url or item.source.path) if item.source else None,
        "officers": [[officer.id, officer.name] for officer in item.officers if officer.id or officer.may_be],
        "topics": list(item.topics),
    }


def _once(values: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
