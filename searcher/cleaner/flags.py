"""What a page says became of an item or a meeting: withdrawn from the agenda, moved to another day.

Deferred is not withdrawn: the item was before the meeting. A meeting that goes to another room was not moved.
"""

import datetime
import re
from collections.abc import Iterable

from msgspec import Struct

from searcher.dates import date_in
from searcher.model import Flag

_WORD = r"(?:withdrawn|tynnwyd yn [oô]l)"
_WHAT = r"(?:(?:this|the)\s+)?(?:(?:agenda\s+)?(?:item|report|application)\s+)?(?:(?:has\s+been|was|is|now)\s+)*"
_BY = r"(?:\s+by\s+(?:the\s+)?(?:applicant|officer|mover|petitioner)s?)?"
_TITLE = re.compile(
    rf"^\W*{_WHAT}{_WORD}{_BY}\s*(?:$|[-–—:)\]*])"  # "WITHDRAWN - Foundry Street", "(Withdrawn) …", "Item withdrawn: …"
    rf"|[-–—:(\[*]\s*{_WHAT}{_WORD}(?:\s+(?:from|by)\b[^()]{{1,60}})?\W*$",  # "Foundry Street (withdrawn by officers)"
    re.IGNORECASE,
)
_SHOUTED = re.compile(r"[a-z]\W+(?:ITEM )?WITHDRAWN\W*$")  # "Foundry Street WITHDRAWN"
_TEXT = re.compile(
    r"^\W*+(?:please\s+note(?:\s+that)?,?\s+|it\s+was\s+(?:noted|reported|announced|advised)\s+that\s+|"
    r"the\s+chair\w*\s+(?:reported|announced|advised)\s+that\s+)?"
    rf"(?:(?:this|the)\s+(?:agenda\s+)?(?:item|report|application)\s+(?:(?:has|had)\s+(?:now\s+)?been|was|is)(?:\s+now)?\s+{_WORD}\b"
    rf"|item\s+{_WORD}\b|tynnwyd\s+yr\s+(?:eitem|adroddiad)\s+(?:h[ow]n\s+)?yn\s+[oô]l\b)",
    re.IGNORECASE,
)
_SAID = r"(?:[^.;!?]|\.(?=\d)){0,120}"
_MOVED = re.compile(
    r"\b(?:this|the)\s+meeting\b[^.;!?]{0,100}?\b(?:has\s+been|was|is|will\s+be)\s+(?:now\s+)?"
    rf"(?:moved|postponed|brought\s+forward|re-?scheduled|re-?arranged)\b(?P<to>{_SAID})",
    re.IGNORECASE,
)
_WAS_TO_BE = re.compile(
    r"\b(?:this|the)\s+meeting\s+was\s+(?:originally\s+)?(?:to\s+be\s+held|to\s+have\s+been\s+held|"
    rf"(?:due|scheduled|planned)\s+(?:to\s+be\s+held|to\s+take\s+place|for))\b(?P<day>{_SAID})",
    re.IGNORECASE,
)
_TO = re.compile(r"\b(?:to|until|for)\b(?P<day>.*)", re.IGNORECASE | re.DOTALL)
_FROM = re.compile(r"\bfrom\b(?P<day>.*)", re.IGNORECASE | re.DOTALL)


class Move(Struct, frozen=True):
    """That a meeting was moved, and to which day, where the page tells that."""

    to: datetime.date | None = None


def is_withdrawn(title: str, *texts: str) -> bool:
    """Whether an item's title, or how one of its texts begins, says that the item was withdrawn."""
    return bool(_TITLE.search(title) or _SHOUTED.search(title)) or any(_TEXT.match(text) for text in texts)


def move_in(notices: Iterable[str], day: datetime.date | None) -> Move | None:
    """Whether the words above a meeting's items say that it was moved to another day, or from another to its own.

    Without a date they may speak of another room, or of meetings in general.
    """
    for notice in notices:
        for pattern in (_MOVED, _WAS_TO_BE):
            for said in pattern.finditer(notice):
                if move := _move(said, day):
                    return move
    return None


def meeting_flags(*, withdrawn: bool, moved: bool) -> tuple[Flag, ...]:
    """The flags of a meeting, in their order."""
    told: tuple[tuple[Flag, bool], ...] = (("withdrawn", withdrawn), ("moved", moved))
    return tuple(flag for flag, is_so in told if is_so)


def _move(said: re.Match[str], day: datetime.date | None) -> Move | None:
    told = said.groupdict()
    if "to" not in told:  # it was to be held on a day, which may be its own
        before = date_in(told["day"])
        return Move() if before is not None and before != day else None
    to, since = _day(_TO, said["to"]), _day(_FROM, said["to"])
    if to is not None and to != day:
        return Move(to)
    return Move() if to is not None or since not in (None, day) else None


def _day(pattern: re.Pattern[str], text: str) -> datetime.date | None:
    found = pattern.search(text)
    return date_in(found["day"]) if found else None
