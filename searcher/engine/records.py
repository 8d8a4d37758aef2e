"""What the index keeps of an item: its words by area, its facet values, and what a list of results shows."""

import datetime
from collections.abc import Iterator

import msgspec
from msgspec import Struct

from searcher.model import AREAS, Area, Flag, Item, Kind, Meeting, Status
from searcher.topics import only_in_posts
from searcher.vocabulary import Synonyms
from searcher.words import slug

RECORD_VERSION = 8
APART = 100  # words between two texts of one area: no phrase and no NEAR reaches that far

FACET_FIELDS = (
    "council", "committee", "meeting", "officer", "councillor", "topic", "year", "status", "kind", "date", "number",
    "restricted", "sense", "posted",
)  # fmt: skip
SEVERAL = ("officer", "councillor", "topic", "sense", "posted")
"""Facets of which an item may have several values; of the others it has one or none."""
_NO_SYNONYMS = Synonyms(())


class Shown(Struct, frozen=True, array_like=True):
    """What a list of results shows of an item. `officers` are pairs of id and name, `pages` are page starts."""

    title: str
    number: str | None
    council: str
    committee: str | None
    meeting: str
    date: datetime.date | None
    kind: Kind
    status: Status
    truncated: bool
    restricted: bool
    url: str | None
    source: str | None
    officers: tuple[tuple[str | None, str], ...]
    topics: tuple[str, ...]
    flags: tuple[Flag, ...]
    pages: tuple[tuple[Area, int, int | None], ...] = ()


class Record(Struct, frozen=True):
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
        import hashlib  # noqa: PLC0415 - who only searches needs none of it

        told = _written([RECORD_VERSION, self.order, self.facets])
        return hashlib.sha256(b"\n".join((told, self.stored, self.shown))).hexdigest()[:32]


def record_of(item: Item, synonyms: Synonyms = _NO_SYNONYMS) -> Record:
    """The record of an item that has its meeting; `synonyms` are those that the index is written with."""
    meeting = item.meeting or Meeting("", item.council)
    texts = {area: tuple(filter(None, item.text_of(area))) for area in AREAS}
    return Record(
        id=item.id,
        order=f"{meeting.key}\x1f{item.position:06}\x1f{item.id}",
        facets=_facets(item, meeting, synonyms),
        texts=texts,
        stored=_written(tuple(texts.values())),
        shown=_written(_shown(item, meeting)),
    )


_written = msgspec.json.Encoder().encode
shown_in = msgspec.json.Decoder(Shown).decode
texts_in = msgspec.json.Decoder(tuple[tuple[str, ...], ...]).decode


def sense_value(letters: str, sense: str) -> str:
    """What the index knows letters with one of their senses by."""
    return f"{letters} {sense}"


def _facets(item: Item, meeting: Meeting, synonyms: Synonyms) -> dict[str, tuple[str, ...]]:
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
        "sense": tuple(sense_value(*one) for one in item.senses),
        "posted": only_in_posts(item, synonyms),
    }


def _shown(item: Item, meeting: Meeting) -> Shown:
    return Shown(
        title=item.title,
        number=item.number,
        council=item.council,
        committee=meeting.committee,
        meeting=meeting.id,
        date=meeting.date,
        kind=item.kind,
        status=meeting.status,
        truncated=item.truncated,
        restricted=item.restricted,
        url=item.url,
        source=(item.source.url or item.source.path) if item.source else None,
        officers=tuple((officer.id, officer.name) for officer in item.officers if officer.id or officer.may_be),
        topics=item.topics,
        flags=item.all_flags,
        pages=tuple((one.area, one.at, one.page) for one in item.pages),
    )


def _once(values: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
