"""How minutes point to earlier ones: "Minute No. C97 of the Cabinet meeting held on 21st November, 2012".

Finds such words in a text and tells what they say; which item they mean is decided in `resolving`.
"""

import datetime
import re
from collections.abc import Iterator

from msgspec import Struct

from searcher.dates import ISO_DATE, LONG_DATE, MONTH, SHORT_DATE, date_in
from searcher.model import Reference
from searcher.words import forms

_BODY = (
    "(?:Cabinet|Council|Committee|Commission|Panel|Board|Forum|Executive|Assembly|Group|Party|Bwrdd|Pwyllgor|Cyngor)"
)
_CAPITAL = r"[A-ZÀ-ÖØ-ÞŴŶ][\w'’&/-]{0,40}"  # no word is longer
_SMALL = r"(?:and|of|for|the|on|in|with|to|y|yr|a|&|-|–|—|/)"
_NAME = rf"(?:full\s+)?{_CAPITAL}(?:,?\s+(?:{_CAPITAL}|{_SMALL}))*?"
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?"
_A_DAY = f"(?:{LONG_DATE.pattern}|{SHORT_DATE.pattern}|{ISO_DATE.pattern})"
# A day of which the year is not told, or told by two digits: it is no date, and must not be taken for none.
_UNCLEAR = re.compile(
    r"\s*+(?:[,(]\s*+)?\(?(?:of|on|held\s+on|from|dated|ar)?\s*+(?:\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?"
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b|\d{1,2}[./]\d{1,2}[./]\d{2}\b)"
)
_NUMBER = (
    r"(?:[A-Z]{1,4}[./-]?)?\d{1,5}(?:[./-]\d{1,4}){0,2}(?:\.?[A-Za-z]\b)?(?:\((?:\d{1,2}|[a-z]|[ivx]{1,5})\))?"
    r"(?![\w£%])(?!(?:\s+|\s*,\s*)\d{4}\b)"
    rf"(?!\s+(?i:{MONTH})\b)(?!\s*(?:[ap]\.?m\b|per\s+cent|minutes|hours))"
)
_HEAD = re.compile(
    rf"(?<![\w£])(?:(?P<before>(?:{_CAPITAL}\s+(?:(?:and|of|for)\s+)?){{0,7}}{_BODY})\s+)?"
    r"(?:(?P<plural>Minutes|MINUTES|Mins\.?|Cofnodion|Minutes?\s+Nos|minutes?\s+nos|Cofnodion\s+Rhif(?:au)?)\b"
    r"|Minute|MINUTE|Min\b|minute(?!s)|Cofnod\b|cofnod\b|minutes(?=\s+(?:[Nn]o|[Nn]umber))|(?P<item>[Ii]tem(?!s)))\.?\s*"
    r"(?:(?:[Nn]os?|NOS?|[Nn]umbers?|[Rr]ef(?:erence)?s?|[Rr]hif(?:au)?)\b\.?\s*:?\s*)?"
    rf"(?P<numbers>{_NUMBER}(?(plural)(?:(?:\s*,\s*(?:and\s+)?|\s+(?:and|to|ac|a)\s+|\s*[&–]\s*){_NUMBER})*))"
)
_SIGN = re.compile(r"[MmCcIi](?<![\w£].)(?:in|IN|ofnod|tem)")  # how the word before a number begins; quick to look for
_IDLE = re.compile(r"\b(?:last|per|a|one|each|every|final|first|of)\s+$", re.IGNORECASE)  # "at the last minute 3 left"
_BRACKET = re.compile(r"\s*\(((?:[^()]|\([^()]{0,80}\)){1,220})\)")
_PLACE = re.compile(
    r"\s*+[,/]?\s*+(?:(?:of|at|from|in|o['’]r)\s+)?(?:(?:the|its|this|that)\s+)?(?:minutes\s+of\s+(?:the\s+)?)?"
    r"(?:(?:previous|last|ordinary|extraordinary|special|annual)\s+)*(?:(?:meeting|cyfarfod)\b\s*+)?"
    rf"(?:(?:of|by)\s+)?(?:(?:the|this)\s+)?(?P<committee>{_NAME})??\s*+[,/]?\s*+(?:meeting\b\s*+,?\s*+)?\(?"
    r"(?:(?:which\s+was\s+)?(?:held|dated|a\s+gynhaliwyd)\s+)?(?:(?:on|of|ar)\s+)?"
    rf"{_WEEKDAY}(?P<day>(?i:{_A_DAY}))"
)
_WHERE = re.compile(
    r"\s*,?\s+(?:of|from)\s+(?:(?:the|this)\s+)?(?:meeting\s+of\s+)?(?:(?:the|this)\s+)?"
    rf"(?P<committee>(?:full\s+)?(?:{_CAPITAL}\s+(?:(?:and|of|for)\s+)?){{0,7}}{_BODY})\b"
)
_LEADING = re.compile(
    rf"(?:\bmeeting\b|\b(?:considered|reported|discussed)\b(?:\s+(?:by|at|to))?|{_CAPITAL}\s+{_BODY}|{_BODY})"
    rf"[^.;()\n]{{0,90}}?(?<![\d./])(?i:{_A_DAY})\s*,?\s*\(?\s*$"
)
_REACH = 140  # characters before a minute's number in which the day of its meeting may stand
_OWN = frozenset(
    ("committee", "commission", "panel", "board", "forum", "sub-committee", "meeting", "assembly", "group")
)
_OPENING = re.compile(r"^(?:The|Following|Further|See|Under|Per|As|That|This|With|And|In|At|By|To|Both|Also|Refer)\s+")
_NO_TITLE = re.compile(
    r"^(?:above|below|refers?|part|exempt|as amended|[ivxa-z]|\d+|(?:minutes?|pages?|paragraphs?|appendix|item)\b.*)$",
    re.I,
)
_LONGEST_RUN = 30  # minutes in "Nos. 12-30"; a longer run is a mistake in reading


class Said(Struct, frozen=True):
    """What a reference says: numbers as printed, the title in brackets, the committee and the day it names.

    `committee` is None where none is named, or "this Committee". `unclear`: it names a day, but not which year's.
    `of_agenda`: it names an item of an agenda, not a minute.
    """

    numbers: tuple[str, ...]
    title: str | None = None
    committee: str | None = None
    day: datetime.date | None = None
    unclear: bool = False
    of_agenda: bool = False


def references_in(text: str) -> tuple[Reference, ...]:
    """Mentions of other minutes, as written, each once: "Minute No. 6 (Regional Schools Commissioner)"."""
    lines = [line for line in text.split("\n") if _SIGN.search(line)]
    written = (" ".join(line[start:end].split()) for line in lines for start, end, _ in _found(line))
    return tuple(Reference(one) for one in dict.fromkeys(written))


def said_by(written: str) -> Said | None:
    """What a reference says, by its words; None when they are no reference that can be read."""
    return next((said for _, _, said in _found(written)), None)


def _found(text: str) -> Iterator[tuple[int, int, Said]]:
    """Each reference: where it begins and ends, and what it says."""
    end = 0
    for head in _HEAD.finditer(text):
        if head.start() < end or _is_idle(head, text):
            continue
        start, end, said = _read(head, text, end)
        if said.day or not said.of_agenda:  # "item 5" alone is a place on this agenda
            yield start, end, said


def _is_idle(head: re.Match[str], text: str) -> bool:
    """Whether the words are of time, or name a year's minutes: "at the last minute 3 left", "Minutes 2019"."""
    first = head[0].split()[0]
    idle = first == "minute" and _IDLE.search(text, max(0, head.start() - 12), head.start())
    return bool(idle) or bool(re.fullmatch(r"Minutes (?:19|20)\d\d", head[0]))


def _read(head: re.Match[str], text: str, after: int) -> tuple[int, int, Said]:
    """A reference with all that belongs to it: what follows its number, and a day that stands before it."""
    said = Said(_numbers(head["numbers"], plural=head["plural"] is not None), of_agenda=head["item"] is not None)
    start, end = head.start(), head.end()
    committee = _committee(_OPENING.sub("", head["before"])) if head["before"] else None
    for _ in range(3):
        end, said = _with_more(said, text, end)
    if said.day is None and not said.unclear and (lead := _lead(text, max(after, start - _REACH), start)):
        start, place = lead
        end = _closed(text, start, end)
        said = _joined(said, place)
    return start, end, said if said.committee or not committee else _joined(said, Said((), committee=committee))


def _with_more(said: Said, text: str, end: int) -> tuple[int, Said]:
    """What follows next: a title or a place in brackets, a committee and a day, a day without its year."""
    bracket = _BRACKET.match(text, end)
    if bracket and (more := _bracketed(bracket[1])):
        return bracket.end(), _joined(said, more)
    if said.day is None and (place := _PLACE.match(text, end)) and (day := date_in(place["day"])):
        return place.end(), _joined(said, Said((), committee=_committee(place["committee"]), day=day))
    if said.day is None and (unclear := _UNCLEAR.match(text, end)):
        return unclear.end(), _joined(said, Said((), unclear=True))
    if said.day is None and said.committee is None and (where := _WHERE.match(text, end)):
        return where.end(), _joined(said, Said((), committee=_committee(where["committee"])))
    return end, said


def _bracketed(content: str) -> Said | None:
    """What brackets after a number say: a day with or without its committee, or a title; None for anything else."""
    content = " ".join(content.split())
    place = _PLACE.match(f" {content}")
    if place and (day := date_in(place["day"])):
        return Said((), committee=_committee(place["committee"]), day=day)
    if _UNCLEAR.match(f" {content}"):
        return Said((), unclear=True)
    if _NO_TITLE.match(content) or not content[:1].isupper():
        return None
    return Said((), title=content)


def _lead(text: str, earliest: int, start: int) -> tuple[int, Said] | None:
    """Where "the meeting held on 4 March 2020 (" before a number begins, and what it says."""
    lead = _LEADING.search(text[earliest:start])
    if lead is None:
        return None
    words = re.sub(r"^(?:considered|reported|discussed)(?:\s+(?:by|at|to))?", "", lead[0])
    place = _PLACE.match(f" {words}")
    day = date_in(place["day"]) if place else None
    return (
        (earliest + lead.start(), Said((), committee=_committee(place["committee"]), day=day))
        if place and day
        else None
    )


def _closed(text: str, start: int, end: int) -> int:
    """The end of a reference that began outside the brackets in which its number stands."""
    rest = re.match(r"[^()]{0,20}\)", text[end : end + 22])
    return end + rest.end() if rest and text.count("(", start, end) > text.count(")", start, end) else end


def _joined(said: Said, more: Said) -> Said:
    return Said(
        said.numbers,
        said.title or more.title,
        said.committee or more.committee,
        said.day or more.day,
        said.unclear or more.unclear,
        said.of_agenda,
    )


def _committee(name: str | None) -> str | None:
    """A committee's name as it is held; None for "this Committee"."""
    name = re.sub(r"\s+(?:[Mm]eeting)$", "", " ".join((name or "").split())).strip(" ,-–/")
    name = re.sub(r"^(?:[Tt]he|[Tt]his)\s+", "", name)
    return name if name and name.lower() not in _OWN and forms(name) else None


def _numbers(written: str, *, plural: bool) -> tuple[str, ...]:
    """The numbers one by one: "12 and 14" gives two, of minutes in the plural "12-14" and "12 to 14" give three."""
    found: list[str] = []
    for part in re.split(r"\s*,\s*(?:and\s+)?|\s+(?:and|ac|a)\s+|\s*&\s*", written) if plural else (written,):
        ends = re.fullmatch(r"(\d{1,5})(?:\s*[-–]\s*|\s+to\s+)(\d{1,5})", part) if plural else None
        if ends and int(ends[1]) < int(ends[2]) <= int(ends[1]) + _LONGEST_RUN:
            found += map(str, range(int(ends[1]), int(ends[2]) + 1))
        else:
            found.append(part)
    return tuple(dict.fromkeys(re.sub(r"\([^()]*\)$", "", one) for one in found))
