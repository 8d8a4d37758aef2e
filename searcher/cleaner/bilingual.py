"""Minutes printed twice, in Welsh and below it in English or the other way round: where the second language begins.

They are taken for the same minutes only when both name one day, each in its language, and number their items alike.
"""

import re
from collections.abc import Callable, Sequence

from msgspec import Struct

from searcher.cleaner.headings import is_date_line
from searcher.cleaner.lines import Line, ends_sentence, is_capitals, squeeze
from searcher.cleaner.numbered_headings import Opening, numbered_openings
from searcher.cleaner.numbering import NUMBERED
from searcher.cleaner.text_heads import BODY
from searcher.dates import date_in

_WELSH = re.compile(
    r"\b(?:Dydd|Ionawr|Chwefror|Mawrth|Ebrill|Mai|Mehefin|Gorffennaf|Awst|Medi|Hydref|Tachwedd|Rhagfyr)\b", re.I
)
_LONGEST_HEAD = 4  # lines above the second date


class Twice(Struct, frozen=True):
    """The minutes in one language, and again in the other."""

    first: Sequence[Line]
    first_openings: list[Opening]
    second: Sequence[Line]
    second_openings: list[Opening]


def in_two_languages(lines: Sequence[Line], is_procedural: Callable[[str], bool]) -> Twice | None:
    """Both minutes of a text that has them in two languages; None unless it clearly does."""
    start = _second_head(lines)
    if start is None:
        return None
    first, second = lines[:start], lines[start:]
    openings, again = numbered_openings(first, is_procedural), numbered_openings(second, is_procedural)
    if len(openings) < 2 or _numbers(first, openings) != _numbers(second, again):
        return None
    return Twice(first, openings, second, again)


def _second_head(lines: Sequence[Line]) -> int | None:
    """The first line of the head that names the day again, in the other language."""
    days = [(i, line.text) for i, line in enumerate(lines) if is_date_line(squeeze(line.text))]
    if not days:
        return None
    first = days[0][1]
    again = (
        i
        for i, text in days[1:]
        if date_in(text) == date_in(first) and (_WELSH.search(text) is None) != (_WELSH.search(first) is None)
    )
    at = next(again, None)
    return at if at is None else _above(lines, at)


def _above(lines: Sequence[Line], date: int) -> int:
    """The first of the lines above a date that name the body."""
    at = date
    while at > max(0, date - _LONGEST_HEAD) and _could_name(squeeze(lines[at - 1].text)):
        at -= 1
    return at


def _could_name(text: str) -> bool:
    return not ends_sentence(text) and not NUMBERED.match(text) and bool(is_capitals(text) or BODY.search(text))


def _numbers(lines: Sequence[Line], openings: Sequence[Opening]) -> list[str]:
    found = (NUMBERED.match(lines[opening.first].text) for opening in openings)
    return [match["number"] if match else "" for match in found]
