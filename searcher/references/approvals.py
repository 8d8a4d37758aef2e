"""What an item says of earlier minutes: that they were approved, of which day, and whether with a correction."""

import datetime
import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

from searcher.dates import ISO_DATE, LONG_DATE, SHORT_DATE, date_in
from searcher.model import Item
from searcher.words import forms

_MINUTES = frozenset(("minutes", "minute", "cofnodion"))
_CLAUSE = re.compile(r"(?:\b(?:minutes|cofnodion|record)\b)(?:[^.;]|\.(?=\d)|(?<=\b[ap])\.)*", re.IGNORECASE)
_DONE = re.compile(
    r"\b(?:approved?|agreed?|confirm(?:ed)?|signed|accepted|adopted|cadarnh\w+|chadarnh\w+|gadarnh\w+|cymeradwy\w+|"
    r"chymeradwy\w+|gymeradwy\w+|derbyn\w*)\b|\b(?:correct|true|accurate)\s+(?:and\s+\w+\s+)?(?:record|account|minute)",
    re.IGNORECASE,
)
_NOT_DONE = re.compile(
    r"\b(?:not|unable|defer|deferred|postponed|withdrawn|rejected|ni|be\s+(?:submitted|brought)|"
    r"(?:next|following|future)\s+meeting)\b",
    re.IGNORECASE,
)
_CORRECTED = re.compile(
    r"\bsubject\s+to\b(?!\s+(?:the\s+)?(?:signature|chair))|\bas\s+(?:amended|corrected)\b|"
    r"\b(?:with|following)\s+(?:the\s+)?(?:following\s+|an?\s+|one\s+|minor\s+)*(?:amendment|correction|addition|change)s?\b|"
    r"\bwith\s+the\s+exception\s+of\b|\bsave\s+(?:that|for)\b|"
    r"\byn\s+amodol\s+ar\b|\bamended\s+to\s+read\b",
    re.IGNORECASE,
)
_RECEIVED = re.compile(r"\b(?:received|noted)\b", re.IGNORECASE)
_BODY = r"(?:Cabinet|Council|Committee|Commission|Panel|Board|Forum|Executive|Assembly|Group|Party)"
_OF = re.compile(rf"\bof\s+(?:the\s+)?(?P<name>(?:[A-Z][\w'’&-]*,?\s+(?:(?:and|of|for|the|&)\s+)?){{0,7}}{_BODY})\b")
_THIS = frozenset(("Committee", "Commission", "Panel", "Board", "Forum", "Group"))  # "of the Committee": its own
_PLACE = re.compile(
    r"^\W*(?:(?:\d{1,2}|[a-z])[.)]\s+)?(?:on\s+)?(?:page|p\.|minute|item|paragraph|para|line|section|tudalen|cofnod)"
    r"\s*(?:no\.?\s*)?[\dA-Z(]",
    re.IGNORECASE,
)
_PUTS_RIGHT = re.compile(
    r"\b(?:delet\w+|insert\w*|replac\w+|substitut\w+|omit\w*|should\s+(?:read|be|have|say|state)|to\s+read|"
    r"(?:be|was|were)\s+(?:amended|corrected|added|removed|changed)|amend|add|remove|for\b.{1,60}\bread)\b|\bdil[eë]u\b",
    re.IGNORECASE,
)
_BACK = re.compile(
    r"\bsubject\s+to\s+(?:this|that|these|those(?!\s+of)|such|the\s+(?:above|foregoing|said|aforementioned))\b|"
    r"\bas\s+(?:amended|corrected)\b(?!\s*[:-])",
    re.IGNORECASE,
)
_POINTED_OUT = re.compile(
    r"\b(?:corrections?|amendments?|incorrect\w*|error|wrongly|omitted|should|pointed\s+out|delet\w+|insert\w*|"
    r"add(?:ed|ition)?|amend(?:ed)?|replac\w+)\b",
    re.IGNORECASE,
)
_POINT = re.compile(r"^(?:•|[(\[]?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)\]])\s")
_PART = re.compile(
    r"(?:^|(?<=[\s;]))(?=[(\[](?:\d{1,2}|[a-z]|[ivx]{1,4})[)\]]\s)|(?<=[;.])\s+(?=(?:and\s+)?[Tt]hat\b|The\s)"
)
_MOST = 2000  # characters of a correction


class Approving(Struct, frozen=True):
    """Minutes that were approved: of which day and committee, where told, and the correction as written, or none."""

    day: datetime.date | None
    committee: str | None = None
    corrected: bool = False
    correction: str | None = None


def is_correction(line: str) -> bool:
    """Whether a line below "subject to the following corrections" is one more of them."""
    if re.match(r"\W*(?:[(\[]?\d{1,2}[.)\]]\s*)?[Tt]hat\b", line):
        return False
    return "|" in line or bool(_PLACE.match(line)) or (bool(_PUTS_RIGHT.search(line)) and not _is_done(line))


def approvals_in(item: Item) -> tuple[Approving, ...]:
    """The minutes that an item says were approved; none unless it is about minutes and says that it was done."""
    if item.title_inferred or not _MINUTES & set(forms(item.title)):
        return ()
    text = _said(item)
    done = [line for line in text.split("\n") if _is_done(line)]
    if not done:
        return ()
    correction = _correction(text)
    told = _days(done) or _days([item.title]) or _days(item.agenda.split("\n"))
    put_right = _days_put_right(text, tuple(told)) if correction else ()
    committee = _committee(done[0]) or _committee(item.title)
    return tuple(
        Approving(day, own or committee, True, correction) if day in put_right else Approving(day, own or committee)
        for day, own in tuple(told.items()) or ((None, None),)
    )


def _said(item: Item) -> str:
    """The minutes; where there are none, the decision or its resolutions."""
    return item.minutes or item.decision or "\n".join(item.resolutions)


def _is_done(line: str) -> bool:
    return bool(_DONE.search(line)) and not _NOT_DONE.search(_CORRECTED.split(line)[0])


def _days(lines: list[str]) -> Mapping[datetime.date, str | None]:
    """The days that stand in a sentence after the word "minutes", each with the committee named there.

    Minutes that were only received, beside others that were approved, are left out.
    """
    clauses = [_CORRECTED.split(clause[0])[0] for line in lines for clause in _CLAUSE.finditer(line)]
    dated = [clause for clause in clauses if any(_dates(clause))]
    told = [clause for clause in dated if _is_done(clause) or not _RECEIVED.search(clause)] or dated
    found: dict[datetime.date, str | None] = {}
    for clause in told:
        for day in _dates(clause):
            found.setdefault(day, _committee(clause))
    return found


def _dates(text: str) -> Iterator[datetime.date]:
    for pattern in (LONG_DATE, SHORT_DATE, ISO_DATE):
        yield from (day for match in pattern.finditer(text) if (day := date_in(match[0])))


def _committee(text: str) -> str | None:
    """The committee whose minutes they are, where one is named by its own name."""
    clause = _CLAUSE.search(text)
    of = _OF.search(clause[0]) if clause else None
    return " ".join(of["name"].split()) if of and of["name"] not in _THIS else None


def _correction(text: str) -> str | None:
    """What was put right, as written; None when nothing was.

    From the words that say so to the last line that goes on with it, or from what was pointed out before
    "subject to this correction".
    """
    found = _CORRECTED.search(text)
    if found is None:
        return None
    first, _, below = text[found.start() :].partition("\n")
    parted = next((part.start() for part in _PART.finditer(first) if part.start() and _approves(first, part)), None)
    if parted is not None:
        return re.sub(r"[;,\s]+(?:and)?\s*$", "", first[:parted])
    lines = list(_going_on(below, announced=first.rstrip(" -–—").endswith(":")))
    told = "\n".join([first, *lines])
    if _BACK.match(text, found.start()) and not any(line.strip() for line in lines):
        told = _pointed_out(text, found.start()) + first
    return told[:_MOST].strip()


def _going_on(text: str, *, announced: bool) -> Iterator[str]:
    """The lines that go on with a correction: points, what says where or how, what a colon announced."""
    for line in text.split("\n"):
        if not line.strip():
            yield line
        elif _is_done(line) and not _PLACE.match(line):
            return
        elif announced or _POINT.match(line) or is_correction(line):
            announced = announced and _POINT.match(line) is None and line.rstrip().endswith(":")
            yield line
        else:
            return


def _pointed_out(text: str, at: int) -> str:
    """What was said to be wrong before a place, from the first line that says so; "" where none does."""
    lines = text[:at].split("\n")
    first = next((number for number, line in enumerate(lines) if _POINTED_OUT.search(line)), len(lines) - 1)
    return "\n".join(lines[first:])


def _days_put_right(text: str, days: tuple[datetime.date, ...]) -> tuple[datetime.date | None, ...]:
    """To which minutes a correction belongs: those of its own clause, and of them those it names itself."""
    found = _CORRECTED.search(text)
    if found is None or len(days) < 2:
        return days or (None,)
    begin, end = text.rfind("\n", 0, found.start()) + 1, text.find("\n", found.end())
    line = text[begin : end if end >= 0 else len(text)]
    parts = [part.start() + begin for part in _PART.finditer(line) if part.start() + begin <= found.start()]
    begin = parts[-1] if parts else begin
    own = [day for day in _dates(text[begin : found.start()]) if day in days]
    said = [day for day in _dates(_correction(text) or "") if day in days]
    return tuple(own if len(own) == 1 else said or own) or days


def _approves(line: str, part: re.Match[str]) -> bool:
    """Whether a part of a line approves minutes."""
    return _CLAUSE.search(line, part.end()) is not None and _is_done(line[part.end() :])
