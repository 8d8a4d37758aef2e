"""The exchange format: one JSON object a line, one item each, `council-minutes-item/1`. Pure: text to item and back.

What a line may say is declared once, by the structs below: they are read, checked and written by these.
"""

import datetime
import re
from typing import Annotated, Any, Final, Literal, get_args

import msgspec
from msgspec import UNSET, Meta, Raw, Struct, UnsetType, field
from msgspec.structs import asdict

from searcher import model
from searcher.model import FLAGS, KINDS, STATUSES, Acronym, Flag, Item, Kind, Meeting, Part, Result, Side, Status

SCHEMA: Final = "council-minutes-item/1"
RESULTS = get_args(Result)
PARTS = get_args(Part)
PAGED = ("agenda", "decision", "minutes")  # the texts that have pages

_MOST = 2**53  # the largest whole number that every reader of JSON keeps exact
_NAME = r"\S"
_ADDRESS = r"^[Hh][Tt][Tt][Pp][Ss]?://"
_DIGEST = r"^([0-9a-f]{64})?\Z"
_ASKED_FOR = {
    f"Expected `str` matching regex {_NAME!r}": "expected a text that is not blank",
    f"Expected `str` matching regex {_ADDRESS!r}": "expected an address that begins with https:// or http://",
    f"Expected `str` matching regex {_DIGEST!r}": "expected a SHA-256 of 64 digits",
    "Invalid RFC3339 encoded date": "expected a date YYYY-MM-DD",
}
_CHOICES = {
    "schema": (SCHEMA,), "kind": KINDS, "status": STATUSES, "part": PARTS, "result": RESULTS, "flags": FLAGS,
    "area": PAGED,
}  # fmt: skip
_ID = re.compile(r"[^\s:]+:[^\s:]+:[^\s:]+")
_HALF_CHARACTER = re.compile(r"\\u[dD][89a-fA-F]")
_REFUSAL = re.compile(r"(?P<what>.*?)(?: - at `(?:key in )?\$\.?(?P<where>.*)`)?", re.DOTALL)

Name = Annotated[str, Meta(pattern=_NAME)]
Address = Annotated[str, Meta(pattern=_ADDRESS)]
Digest = Annotated[str, Meta(pattern=_DIGEST)]
Number = Annotated[int, Meta(ge=0, le=_MOST)]
Generation = Annotated[int, Meta(ge=0, le=10**9)]


class NotAnItem(ValueError):
    """A line that is not an item in the exchange format; its text says why."""


class _Object(Struct, frozen=True, forbid_unknown_fields=True):
    """One object of a line. Where a text or a list may be null, that says that there is none."""


class _Contact(_Object, frozen=True):
    name: Name
    post: str | None = None


class _Meeting(_Object, frozen=True):
    id: Name
    committee: str | None = None
    committee_id: str | None = None
    date: datetime.date | None = None
    time: str | None = None
    venue: str | None = None
    status: Status = "agenda"
    url: Address | None = None
    contact: _Contact | None = None
    present: tuple[str, ...] | None = ()
    apologies: tuple[str, ...] | None = ()
    flags: tuple[Flag, ...] | None = ()
    moved_to: datetime.date | None = None


class _Side(_Object, frozen=True):
    count: Number | None = None
    names: tuple[str, ...] | None = ()


class _Vote(_Object, frozen=True):
    motion: str | None = None
    result: Result | None = None
    in_favour: _Side | None = field(name="for", default=None)
    against: _Side | None = None
    abstained: _Side | None = None


class _Officer(_Object, frozen=True, kw_only=True):
    id: str | None = None
    name: Name
    post: str | None = None
    part: Part | None = None
    as_written: str | None = ""


class _Councillor(_Object, frozen=True, kw_only=True):
    id: str | None = None
    name: Name
    post: str | None = None
    as_written: str | None = ""


class _Reference(_Object, frozen=True):
    as_written: Name
    item: str | None = None


class _Document(_Object, frozen=True):
    title: Name
    url: Address | None = None
    id: str | None = None
    pages: Number | None = None


class _PageStart(_Object, frozen=True):
    area: Literal["agenda", "decision", "minutes"]
    at: Number
    page: Annotated[int, Meta(ge=1, le=_MOST)] | None = None


class _Source(_Object, frozen=True):
    url: Address | None = None
    path: str | None = None
    sha256: Digest | None = ""
    fetched_at: str | None = None


class _Line(_Object, frozen=True, kw_only=True):
    schema: Literal["council-minutes-item/1"]
    id: Name
    council: Name
    meeting: _Meeting
    position: Number = 1
    number: str | None = None
    title: Name
    title_inferred: bool = False
    date_inferred: bool = False
    kind: Kind = "business"
    agenda: str | None = ""
    decision: str | None = ""
    minutes: str | None = ""
    resolutions: tuple[str, ...] | None = ()
    votes: tuple[_Vote, ...] | UnsetType | None = UNSET
    truncated: bool = False
    full_text_id: str | None = None
    restricted: bool = False
    restriction: str | None = None
    officers: tuple[_Officer, ...] | None = ()
    posts: tuple[str, ...] | None = ()
    councillors: tuple[_Councillor, ...] | None = ()
    topics: tuple[str, ...] | None = ()
    acronyms: dict[str, str] | None = field(default_factory=dict)
    references: tuple[_Reference, ...] | None = ()
    documents: tuple[_Document, ...] | None = ()
    pages: tuple[_PageStart, ...] | UnsetType | None = UNSET
    url: Address | None = None
    first_seen: Generation = 0
    changed: Generation | UnsetType = UNSET
    versions: Annotated[int, Meta(ge=1, le=_MOST)] = 1
    source: _Source | None = None
    decision_source: _Source | None = None
    flags: tuple[Flag, ...] | None = ()


KEYS = _Line.__struct_encode_fields__
ONLY_WHEN_THERE = frozenset(
    ("votes", "pages")
)  # a line that has all other keys says by leaving these out that there are none

_line_in = msgspec.json.Decoder(_Line).decode
_keys_in = msgspec.json.Decoder(dict[str, Raw]).decode
_written = msgspec.json.Encoder().encode


def to_line(item: Item) -> str:
    """An item of an archive as one line of JSON, without the line's end."""
    return _written(_line_of(item)).decode()


def to_object(item: Item) -> dict[str, Any]:
    """An item of an archive as the object of its line. The item must have its meeting."""
    told: dict[str, Any] = msgspec.to_builtins(_line_of(item))
    return told


def from_line(line: str) -> tuple[Item, frozenset[str]]:
    """An item and the keys its line gave: what was left out may be read from the text instead.

    Raises NotAnItem for anything but an item: other JSON, unknown keys, wrong types.
    """
    try:
        told = _line_in(line)
        keys = frozenset(_keys_in(line))
    except UnicodeEncodeError as error:
        raise NotAnItem("it holds half a character (a lone surrogate)") from error
    except msgspec.ValidationError as error:
        raise NotAnItem(_refusal(error)) from error
    except msgspec.DecodeError as error:
        half = _HALF_CHARACTER.search(line)
        raise NotAnItem("it holds half a character (a lone surrogate)" if half else f"no JSON ({error})") from error
    item = _item_of(told)
    if not _ID.fullmatch(item.id) or not item.id.startswith(f"{told.council}:{told.meeting.id}:"):
        raise NotAnItem(f"id {item.id!r} is not council:meeting:item of its own meeting")
    if item.changed < item.first_seen:
        raise NotAnItem("it changed before it was first seen")
    return item, keys


def _refusal(error: msgspec.ValidationError) -> str:
    """What is wrong with a line, and where: "officers[0].name: expected a text that is not blank"."""
    told = _REFUSAL.fullmatch(str(error))
    what, where = (told["what"], told["where"]) if told else (str(error), None)
    what = _ASKED_FOR.get(what, what)
    choices = _CHOICES.get((where or "").rpartition(".")[2].partition("[")[0])
    if choices and (value := what.removeprefix("Invalid enum value ")) != what:
        what = f"expected one of {', '.join(choices)}, not {value}"
    what = what[:1].lower() + what[1:]
    return f"{where}: {what}" if where else what


def _line_of(item: Item) -> _Line:
    meeting = item.meeting or Meeting("", item.council)
    return _Line(
        schema=SCHEMA,
        id=item.id,
        council=item.council,
        meeting=_meeting_told(meeting),
        position=item.position,
        number=item.number,
        title=item.title,
        title_inferred=item.title_inferred,
        date_inferred=meeting.date_inferred,
        kind=item.kind,
        agenda=item.agenda,
        decision=item.decision,
        minutes=item.minutes,
        resolutions=item.resolutions,
        votes=tuple(map(_vote_told, item.votes)) if item.votes else UNSET,
        truncated=item.truncated,
        full_text_id=item.full_text_id,
        restricted=item.restricted,
        restriction=item.restriction,
        officers=tuple(
            _Officer(id=one.id, name=one.name, post=one.post, part=one.part, as_written=one.as_written)
            for one in item.officers
        ),
        posts=item.posts,
        councillors=tuple(_Councillor(**asdict(one)) for one in item.councillors),
        topics=item.topics,
        acronyms={acronym.letters: acronym.meaning for acronym in item.acronyms},
        references=tuple(_Reference(**asdict(one)) for one in item.references),
        documents=tuple(_Document(**asdict(one)) for one in item.documents),
        pages=tuple(_PageStart(**asdict(one)) for one in item.pages) or UNSET,
        url=item.url,
        first_seen=item.first_seen,
        changed=item.changed,
        versions=item.versions,
        source=_source_told(item.source),
        decision_source=_source_told(item.decision_source),
        flags=item.flags,
    )


def _meeting_told(meeting: Meeting) -> _Meeting:
    told = {name: getattr(meeting, name) for name in _Meeting.__struct_fields__ if name != "contact"}
    return _Meeting(**told, contact=_Contact(**asdict(meeting.contact)) if meeting.contact else None)


def _vote_told(vote: model.Vote) -> _Vote:
    sides = (_Side(side.count, side.names) for side in (vote.in_favour, vote.against, vote.abstained))
    return _Vote(vote.motion, vote.result, *sides)


def _source_told(source: model.Source | None) -> _Source | None:
    return _Source(**asdict(source)) if source else None


def _item_of(told: _Line) -> Item:
    return Item(
        id=told.id,
        council=told.council,
        position=told.position,
        title=told.title,
        number=told.number,
        title_inferred=told.title_inferred,
        kind=told.kind,
        agenda=told.agenda or "",
        decision=told.decision or "",
        minutes=told.minutes or "",
        resolutions=told.resolutions or (),
        votes=tuple(map(_vote, told.votes)) if told.votes else (),
        truncated=told.truncated,
        full_text_id=told.full_text_id,
        restricted=told.restricted,
        restriction=told.restriction,
        officers=tuple(
            [model.Officer(one.name, one.post, one.part, one.as_written or "", one.id) for one in told.officers or ()]
        ),
        posts=told.posts or (),
        councillors=tuple(
            [model.Councillor(one.name, one.post, one.as_written or "", one.id) for one in told.councillors or ()]
        ),
        topics=told.topics or (),
        acronyms=tuple([Acronym(letters, meaning) for letters, meaning in (told.acronyms or {}).items()]),
        references=tuple([model.Reference(one.as_written, one.item) for one in told.references or ()]),
        documents=tuple([model.Document(one.title, one.url, one.id, one.pages) for one in told.documents or ()]),
        pages=tuple([model.PageStart(one.area, one.at, one.page) for one in told.pages]) if told.pages else (),
        url=told.url,
        source=_source(told.source),
        decision_source=_source(told.decision_source),
        flags=_flags(told.flags),
        first_seen=told.first_seen,
        changed=told.first_seen if told.changed is UNSET else told.changed,
        versions=told.versions,
        meeting=_meeting(told),
    )


def _meeting(line: _Line) -> Meeting:
    told = line.meeting
    return Meeting(
        id=told.id,
        council=line.council,
        committee=told.committee,
        committee_id=told.committee_id,
        date=told.date,
        date_inferred=line.date_inferred,
        time=told.time,
        venue=told.venue,
        status=told.status,
        url=told.url,
        contact=model.Contact(told.contact.name, told.contact.post) if told.contact else None,
        present=told.present or (),
        apologies=told.apologies or (),
        flags=_flags(told.flags),
        moved_to=told.moved_to,
    )


def _vote(told: _Vote) -> model.Vote:
    return model.Vote(told.motion, told.result, *map(_side, (told.in_favour, told.against, told.abstained)))


def _side(told: _Side | None) -> Side:
    return Side(told.count, told.names or ()) if told else Side()


def _source(told: _Source | None) -> model.Source | None:
    if told is None:
        return None
    try:
        datetime.datetime.fromisoformat(told.fetched_at or "2000-01-01")
    except ValueError as error:
        raise NotAnItem("source.fetched_at: expected a time as in 2026-01-31T12:00:00+00:00") from error
    return model.Source(told.url, told.path, told.sha256 or "", told.fetched_at)


def _flags(told: tuple[Flag, ...] | None) -> tuple[Flag, ...]:
    return tuple([flag for flag in FLAGS if flag in told]) if told else ()
