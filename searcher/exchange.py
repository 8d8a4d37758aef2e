"""The exchange format: one JSON object a line, one item each, `council-minutes-item/1`. Pure: text to item and back."""

import datetime
import json
import re
from collections.abc import Mapping
from typing import Any

from searcher.model import (
    FLAGS,
    KINDS,
    STATUSES,
    Acronym,
    Contact,
    Councillor,
    Document,
    Flag,
    Item,
    Meeting,
    Officer,
    Reference,
    Side,
    Source,
    Vote,
)

SCHEMA = "council-minutes-item/1"
RESULTS = ("carried", "lost")
PARTS = ("presented", "introduced", "answered", "attended")
_VOTE_KEYS = ("motion", "result", "for", "against", "abstained")
_MEETING_KEYS = (
    "id", "committee", "committee_id", "date", "time", "venue", "status", "url", "contact", "present", "apologies",
    "flags", "moved_to",
)  # fmt: skip
KEYS = (
    "schema", "id", "council", "meeting", "position", "number", "title", "title_inferred", "date_inferred", "kind",
    "agenda", "decision", "minutes", "resolutions", "votes", "truncated", "full_text_id", "restricted", "restriction",
    "officers", "posts", "councillors", "topics", "acronyms", "references", "documents", "url", "first_seen",
    "changed", "versions", "source", "decision_source", "flags",
)  # fmt: skip
ONLY_WHEN_THERE = frozenset(("votes",))  # a line that has all other keys says by leaving these out that there are none


_ID = re.compile(r"[^\s:]+:[^\s:]+:[^\s:]+")
_LONE_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")  # half a character, which no file can hold
_MOST = 2**53  # the largest whole number that every reader of JSON keeps exact
_MOST_GENERATIONS = 10**9


class NotAnItem(ValueError):
    """A line that is not an item in the exchange format; its text says why."""


def to_line(item: Item) -> str:
    """An item of an archive as one line of JSON, without the line's end."""
    return json.dumps(to_object(item), ensure_ascii=False)


def to_object(item: Item) -> dict[str, Any]:
    """An item of an archive as the object of its line. The item must have its meeting."""
    meeting = item.meeting or Meeting("", item.council)
    return {
        "schema": SCHEMA,
        "id": item.id,
        "council": item.council,
        "meeting": _meeting_object(meeting),
        "position": item.position,
        "number": item.number,
        "title": item.title,
        "title_inferred": item.title_inferred,
        "date_inferred": meeting.date_inferred,
        "kind": item.kind,
        "agenda": item.agenda,
        "decision": item.decision,
        "minutes": item.minutes,
        "resolutions": list(item.resolutions),
        **({"votes": [_vote_object(vote) for vote in item.votes]} if item.votes else {}),
        "truncated": item.truncated,
        "full_text_id": item.full_text_id,
        "restricted": item.restricted,
        "restriction": item.restriction,
        "officers": [
            {"id": one.id, "name": one.name, "post": one.post, "part": one.part, "as_written": one.as_written}
            for one in item.officers
        ],
        "posts": list(item.posts),
        "councillors": [
            {"id": one.id, "name": one.name, "post": one.post, "as_written": one.as_written} for one in item.councillors
        ],
        "topics": list(item.topics),
        "acronyms": {acronym.letters: acronym.meaning for acronym in item.acronyms},
        "references": [{"as_written": one.as_written, "item": one.item} for one in item.references],
        "documents": [{"title": one.title, "url": one.url, "id": one.id, "pages": one.pages} for one in item.documents],
        "url": item.url,
        "first_seen": item.first_seen,
        "changed": item.changed,
        "versions": item.versions,
        "source": _source_object(item.source),
        "decision_source": _source_object(item.decision_source),
        "flags": list(item.flags),
    }


def from_line(line: str) -> tuple[Item, frozenset[str]]:
    """An item and the keys its line gave: what was left out may be read from the text instead.

    Raises NotAnItem for anything but an item: other JSON, unknown keys, wrong types.
    """
    fields = _Fields(_json(line), "the line", KEYS)
    if fields.table.get("schema") != SCHEMA:
        raise NotAnItem(f"its schema is {fields.table.get('schema')!r}, not {SCHEMA!r}")
    item_id = fields.text("id", required=True)
    council = fields.text("council", required=True)
    meeting = _meeting_from(fields, council)
    if not _ID.fullmatch(item_id) or not item_id.startswith(f"{meeting.key}:"):
        raise NotAnItem(f"id {item_id!r} is not council:meeting:item of its own meeting")
    item = _item_from(fields, item_id, council, meeting)
    if item.changed < item.first_seen:
        raise NotAnItem("it changed before it was first seen")
    return item, frozenset(fields.table)


def _json(line: str) -> object:
    try:
        table: object = json.loads(line)
        if _LONE_SURROGATE.search(line):
            json.dumps(table, ensure_ascii=False).encode()
    except RecursionError as error:
        raise NotAnItem("no item: it is nested too deeply") from error
    except UnicodeEncodeError as error:
        raise NotAnItem("it holds half a character (a lone surrogate)") from error
    except ValueError as error:
        raise NotAnItem(f"no JSON ({error})") from error
    return table


def _meeting_object(meeting: Meeting) -> dict[str, Any]:
    contact = meeting.contact
    return {
        "id": meeting.id,
        "committee": meeting.committee,
        "committee_id": meeting.committee_id,
        "date": meeting.date.isoformat() if meeting.date else None,
        "time": meeting.time,
        "venue": meeting.venue,
        "status": meeting.status,
        "url": meeting.url,
        "contact": {"name": contact.name, "post": contact.post} if contact else None,
        "present": list(meeting.present),
        "apologies": list(meeting.apologies),
        "flags": list(meeting.flags),
        "moved_to": meeting.moved_to.isoformat() if meeting.moved_to else None,
    }


def _vote_object(vote: Vote) -> dict[str, Any]:
    sides = {"for": vote.in_favour, "against": vote.against, "abstained": vote.abstained}
    told = {name: {"count": side.count, "names": list(side.names)} for name, side in sides.items()}
    return {"motion": vote.motion, "result": vote.result, **told}


def _source_object(source: Source | None) -> dict[str, Any] | None:
    if source is None:
        return None
    return {"url": source.url, "path": source.path, "sha256": source.sha256, "fetched_at": source.fetched_at}


def _meeting_from(fields: "_Fields", council: str) -> Meeting:
    meeting = fields.inner("meeting", _MEETING_KEYS, required=True)
    contact = meeting.inner("contact", ("name", "post")) if meeting.table.get("contact") is not None else None
    return Meeting(
        id=meeting.text("id", required=True),
        council=council,
        committee=meeting.optional("committee"),
        committee_id=meeting.optional("committee_id"),
        date=meeting.date("date"),
        date_inferred=fields.flag("date_inferred"),
        time=meeting.optional("time"),
        venue=meeting.optional("venue"),
        status=meeting.choice("status", STATUSES, "agenda"),
        url=meeting.address("url"),
        contact=Contact(contact.text("name", required=True), contact.optional("post")) if contact else None,
        present=meeting.texts("present"),
        apologies=meeting.texts("apologies"),
        flags=meeting.flags(),
        moved_to=meeting.date("moved_to"),
    )


def _item_from(fields: "_Fields", item_id: str, council: str, meeting: Meeting) -> Item:
    return Item(
        id=item_id,
        council=council,
        position=fields.number("position", 1),
        title=fields.text("title", required=True),
        number=fields.optional("number"),
        title_inferred=fields.flag("title_inferred"),
        kind=fields.choice("kind", KINDS, "business"),
        agenda=fields.text("agenda"),
        decision=fields.text("decision"),
        minutes=fields.text("minutes"),
        resolutions=fields.texts("resolutions"),
        votes=tuple(_vote(one) for one in fields.many("votes", _VOTE_KEYS)),
        truncated=fields.flag("truncated"),
        full_text_id=fields.optional("full_text_id"),
        restricted=fields.flag("restricted"),
        restriction=fields.optional("restriction"),
        officers=tuple(_officer(one) for one in fields.many("officers", ("id", "name", "post", "part", "as_written"))),
        posts=fields.texts("posts"),
        councillors=tuple(_councillor(one) for one in fields.many("councillors", ("id", "name", "post", "as_written"))),
        topics=fields.texts("topics"),
        acronyms=fields.acronyms(),
        references=tuple(
            Reference(one.text("as_written", required=True), one.optional("item"))
            for one in fields.many("references", ("as_written", "item"))
        ),
        documents=tuple(_document(one) for one in fields.many("documents", ("title", "url", "id", "pages"))),
        url=fields.address("url"),
        source=_source(fields, "source"),
        decision_source=_source(fields, "decision_source"),
        flags=fields.flags(),
        first_seen=fields.number("first_seen", 0, most=_MOST_GENERATIONS),
        changed=fields.number("changed", fields.table.get("first_seen", 0), most=_MOST_GENERATIONS),
        versions=fields.number("versions", 1, least=1),
        meeting=meeting,
    )


def _officer(one: "_Fields") -> Officer:
    part = one.optional("part")
    if part is not None and part not in PARTS:
        raise NotAnItem(f"part is one of {', '.join(PARTS)}, not {part!r}")
    name = one.text("name", required=True)
    return Officer(name, one.optional("post"), part, one.text("as_written"), one.optional("id"))  # type: ignore[arg-type] # part was checked


def _councillor(one: "_Fields") -> Councillor:
    return Councillor(one.text("name", required=True), one.optional("post"), one.text("as_written"), one.optional("id"))


def _vote(one: "_Fields") -> Vote:
    result = one.optional("result")
    if result is not None and result not in RESULTS:
        raise NotAnItem(f"result is one of {', '.join(RESULTS)}, not {result!r}")
    sides = (_side(one, name) for name in ("for", "against", "abstained"))
    return Vote(one.optional("motion"), result, *sides)  # type: ignore[arg-type] # result was checked


def _side(vote: "_Fields", name: str) -> Side:
    if vote.table.get(name) is None:
        return Side()
    told = vote.inner(name, ("count", "names"))
    count = told.number("count", 0) if told.table.get("count") is not None else None
    return Side(count, told.texts("names"))


def _document(one: "_Fields") -> Document:
    pages = one.number("pages", 0) if one.table.get("pages") is not None else None
    return Document(one.text("title", required=True), one.address("url"), one.optional("id"), pages)


def _source(fields: "_Fields", key: str) -> Source | None:
    if fields.table.get(key) is None:
        return None
    source = fields.inner(key, ("url", "path", "sha256", "fetched_at"))
    return Source(source.address("url"), source.optional("path"), source.digest("sha256"), source.moment("fetched_at"))


class _Fields:
    """Reads the keys of one JSON object, strictly: a wrong type is an error that names the key."""

    def __init__(self, table: object, what: str, keys: tuple[str, ...]) -> None:
        if not isinstance(table, Mapping):
            raise NotAnItem(f"{what} is no JSON object")
        if unknown := sorted(set(table) - set(keys)):
            raise NotAnItem(f"{what} has the unknown key {unknown[0]!r}")
        self.table: Mapping[str, Any] = table
        self.what = what

    def text(self, key: str, *, required: bool = False) -> str:
        value = self.table.get(key)
        if value is None and not required:
            return ""
        if not isinstance(value, str) or (required and not value.strip()):
            raise NotAnItem(f"{key} of {self.what} is no text")
        return value

    def optional(self, key: str) -> str | None:
        return self.text(key) if self.table.get(key) is not None else None

    def address(self, key: str) -> str | None:
        value = self.optional(key)
        if value is not None and not value.lower().startswith(("https://", "http://")):
            raise NotAnItem(f"{key} of {self.what} does not begin with https:// or http://")
        return value

    def digest(self, key: str) -> str:
        value = self.text(key)
        if value and not re.fullmatch("[0-9a-f]{64}", value):
            raise NotAnItem(f"{key} of {self.what} is no SHA-256 of 64 digits")
        return value

    def moment(self, key: str) -> str | None:
        value = self.optional(key)
        try:
            datetime.datetime.fromisoformat(value or "2000-01-01")
        except ValueError as error:
            raise NotAnItem(f"{key} of {self.what} is no time as in 2026-01-31T12:00:00+00:00") from error
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.array(key)
        if not all(isinstance(one, str) for one in value):
            raise NotAnItem(f"{key} of {self.what} is no list of texts")
        return tuple(value)

    def array(self, key: str) -> list[Any]:
        value = self.table.get(key)
        if value is not None and not isinstance(value, list):
            raise NotAnItem(f"{key} of {self.what} is no list")
        return value or []

    def flag(self, key: str) -> bool:
        value = self.table.get(key, False)
        if not isinstance(value, bool):
            raise NotAnItem(f"{key} of {self.what} is neither true nor false")
        return value

    def flags(self) -> tuple[Flag, ...]:
        told = self.texts("flags")
        if unknown := set(told).difference(FLAGS):
            raise NotAnItem(f"flags of {self.what} are of {', '.join(FLAGS)}, not {', '.join(sorted(unknown))}")
        return tuple(flag for flag in FLAGS if flag in told)

    def number(self, key: str, default: int, *, least: int = 0, most: int = _MOST) -> int:
        value = self.table.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int):
            raise NotAnItem(f"{key} of {self.what} is no whole number")
        if not least <= value <= most:
            raise NotAnItem(f"{key} of {self.what} is no number from {least} to {most}")
        return value

    def date(self, key: str) -> datetime.date | None:
        value = self.optional(key)
        if value is None:
            return None
        try:
            day = datetime.date.fromisoformat(value)
        except ValueError as error:
            raise NotAnItem(f"{key} of {self.what} is no date YYYY-MM-DD") from error
        if day.isoformat() != value:  # such as "20240613", which Python takes too
            raise NotAnItem(f"{key} of {self.what} is no date YYYY-MM-DD")
        return day

    def choice(self, key: str, choices: tuple[Any, ...], default: str) -> Any:
        value = self.table.get(key, default)
        if value not in choices:
            raise NotAnItem(f"{key} of {self.what} is one of {', '.join(choices)}, not {value!r}")
        return value

    def inner(self, key: str, keys: tuple[str, ...], *, required: bool = False) -> "_Fields":
        if required and key not in self.table:
            raise NotAnItem(f"{self.what} has no {key}")
        return _Fields(self.table.get(key), key, keys)

    def many(self, key: str, keys: tuple[str, ...]) -> list["_Fields"]:
        return [_Fields(one, f"one of the {key}", keys) for one in self.array(key)]

    def acronyms(self) -> tuple[Acronym, ...]:
        value = {} if self.table.get("acronyms") is None else self.table["acronyms"]
        if not isinstance(value, Mapping) or not all(isinstance(one, str) for one in value.values()):
            raise NotAnItem("acronyms is no object of texts")
        return tuple(Acronym(letters, meaning) for letters, meaning in value.items())
