"""What an item says of earlier minutes: that they were approved, of which day, and whether with a correction."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

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
    r"\byn\s+amodol\s+ar\b|\bamended\s+to\s+read\b",
    re.IGNORECASE,
)
_BODY = r"(?:Cabinet|Council|Committee|Commission|Panel|Board|Forum|Executive|Assembly|Group|Party)"
_OF = re.compile(rf"\bof\s+(?:the\s+)?(?P<name>(?:[A-Z][\w'’&-]*,?\s+(?:(?:and|of|for|the|&)\s+)?){{0,7}}{_BODY})\b")
_THIS = frozenset(("Committee", "Commission", "Panel", "Board", "Forum", "Group"))  # "of the Committee": its own
_MOST = 2000  # characters of a correction


@dataclass(frozen=True, slots=True)
class Approving:
    """Minutes that were approved: of which day and committee, where told, and the correction as written, or none."""

    day: datetime.date | None
    committee: str | None = None
    corrected: bool = False
    correction: str | None = None


def approvals_in(item: Item) -> tuple[Approving, ...]:
    """The minutes that an item says were approved; none unless it is about minutes and says that it was done."""
    if item.title_inferred or not _MINUTES & set(forms(item.title)):
        return ()
    text = _said(item)
    done = [line for line in text.split("\n") if _is_done(line)]
    if not done:
        return ()
    correction = _correction(text)
    days = _days(done) or _days([item.title]) or _days(item.agenda.split("\n"))
    committee = _committee(done[0]) or _committee(item.title)
    return tuple(Approving(day, committee, correction is not None, correction) for day in days or (None,))


def _said(item: Item) -> str:
    """The minutes; where there are none, the decision or its resolutions."""
    return item.minutes or item.decision or "\n".join(item.resolutions)


def _is_done(line: str) -> bool:
    return bool(_DONE.search(line)) and not _NOT_DONE.search(_CORRECTED.split(line)[0])


def _days(lines: list[str]) -> tuple[datetime.date, ...]:
    """The days that stand in a sentence after the word "minutes"."""
    clauses = (clause[0] for line in lines for clause in _CLAUSE.finditer(line))
    told = (_CORRECTED.split(clause)[0] for clause in clauses)
    return tuple(dict.fromkeys(day for clause in told for day in _dates(clause)))


def _dates(text: str) -> Iterator[datetime.date]:
    for pattern in (LONG_DATE, SHORT_DATE, ISO_DATE):
        yield from (day for match in pattern.finditer(text) if (day := date_in(match[0])))


def _committee(text: str) -> str | None:
    """The committee whose minutes they are, where one is named by its own name."""
    clause = _CLAUSE.search(text)
    of = _OF.search(clause[0]) if clause else None
    return " ".join(of["name"].split()) if of and of["name"] not in _THIS else None


def _correction(text: str) -> str | None:
    """What was put right, as written, from the words that say so to the end; None when nothing was."""
    found = _CORRECTED.search(text)
    return text[found.start() :][:_MOST].strip() if found else None
