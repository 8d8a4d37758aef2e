"""Where items begin in printed minutes: their numbered headings, and headings whose number was lost between two others.

What is taken for a heading is told by its number, which counts up, and by how it is set; a list inside an item counts
up too, but is shorter, or not set so.
"""

import re
from bisect import bisect
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from searcher.cleaner.attendance import LABEL as ATTENDANCE
from searcher.cleaner.lines import (
    LINE_LABEL,
    Line,
    ends_sentence,
    is_capitals,
    is_title_like,
    marked,
    squeeze,
    without_file_labels,
)
from searcher.cleaner.numbering import (
    NUMBER_WORD,
    NUMBERED,
    ROMAN_NUMBERED,
    Numbered,
    counting_romans,
    counting_up,
    numbered_lines,
)
from searcher.cleaner.pieces import is_part_heading
from searcher.words import forms

_LONGEST_TITLE = 160  # letters
_SHORTEST_TITLE = 3  # letters: "NHS Trust" is no title and text
_MOST_WORDS = 12  # of a heading without number
_FIRST_SMALL = re.compile(r"(?:(?<=\s)|^)[^\sa-z]*[a-z]")
_RUN_IN = re.compile(r"^(?P<title>[^.;:]{3,100}?)(?:\s+[-–—]\s+|\s?:-?\s+)(?=[\"“‘']?[A-Z0-9])")
_DIGITS = re.compile(r"(?P<mark>[:–—-]\s+)\d[^A-Za-z]{0,40}$")  # "DATE OF NEXT MEETING: 5 June."
_DECIDED = re.compile(r"^(?:It was )?(?:RESOLVED|Resolved|AGREED|Agreed|NOTED|Noted)\b")


class Opening(Struct, frozen=True):
    """Where an item begins: `first` is its first line, `body` the line after its heading.

    `cut` is where in its first line the heading ends and text goes on; None when it has the line for itself.
    """

    first: int
    body: int
    cut: int | None = None


class _Heading(Struct, frozen=True):
    """What stands behind a line's number: the title, and where text begins behind it in the line."""

    title: str
    cut: int | None = None


_Style = Callable[[Line], _Heading | None]


class _Minutes(Struct, frozen=True):
    """A text read on the assumption that its items are numbered and set in one way."""

    lines: Sequence[Line]
    numbered: Sequence[Numbered]
    style: _Style
    is_procedural: Callable[[str], bool]

    def heading(self, i: int) -> _Heading | None:
        """The heading on a line; None when it is set otherwise."""
        return self.style(self.lines[i] if i else replace(self.lines[i], gap=1))


def numbered_openings(lines: Sequence[Line], is_procedural: Callable[[str], bool]) -> list[Opening]:
    """The openings of minutes with numbered headings; none for a text that is no minutes."""
    texts = [line.text for line in lines]
    arabic, roman = numbered_lines(texts, NUMBERED), counting_romans(texts)
    for numbered, style in ((arabic, _in_capitals), (arabic, _apart), (roman, _in_capitals), (roman, _apart)):
        minutes = _Minutes(lines, numbered, style, is_procedural)
        found = _items(minutes)
        if len(found) > 1 and (_tells_who_was_there(minutes, found) or _holds_a_formality(minutes, found)):
            return _openings(minutes, found)
    minutes = _Minutes(lines, arabic, _run_in, is_procedural)
    found = _items(minutes)
    return _openings(minutes, found) if len(found) > 1 and _holds_a_formality(minutes, found) else []


def after_capitals(lines: Sequence[Line], first: int) -> int:
    """The line after a heading in capitals, which may go on in the next lines."""
    end = first + 1
    while end < len(lines) and not lines[end].gap and is_capitals(lines[end].text):
        end += 1
    return end


def listed_before(lines: Sequence[Line], openings: Sequence[Opening]) -> set[int]:
    """The lines before the first item that only list the items: "1. Apologies" where "45. Apologies" opens one."""
    titles = {_words(lines[opening.first].text) for opening in openings}
    before = range(openings[0].first)
    return {i for i in before if NUMBERED.match(lines[i].text) and _words(lines[i].text) in titles}


def _items(minutes: _Minutes) -> list[Numbered]:
    """The numbered lines that open items. Behind a part's heading numbers may begin anew."""
    listed = _contents(minutes)
    able = [one for one in minutes.numbered if one.line not in listed and minutes.heading(one.line)]
    parts = [i for i, line in enumerate(minutes.lines) if is_part_heading(squeeze(line.text))]
    found: list[Numbered] = []
    group: list[Numbered] = []
    for start, inside in _parted(able, parts):
        run = counting_up(inside)
        if run and run[0].number == 1 and group and (len(run) > 1 or run[0].line == start + 1):
            found += counting_up(group)
            group = inside
        else:
            group += inside
    return found + counting_up(group)


def _parted(able: Sequence[Numbered], parts: Sequence[int]) -> Iterator[tuple[int, list[Numbered]]]:
    """Each part's first line, and the numbered lines in it."""
    starts = [0, *parts]
    inside: dict[int, list[Numbered]] = {start: [] for start in starts}
    for one in able:
        inside[starts[bisect(starts, one.line) - 1]].append(one)
    yield from inside.items()


def _contents(minutes: _Minutes) -> set[int]:
    """The lines of a list of contents: one under the other, and each is said again further on."""
    last = {_words(minutes.lines[one.line].text): one.line for one in minutes.numbered}
    again = {one.line for one in minutes.numbered if last[_words(minutes.lines[one.line].text)] != one.line}
    return {i for i in again if i + 1 in again or i - 1 in again}


def _words(text: str) -> str:
    match = NUMBERED.match(text)
    return " ".join(forms(match["title"] if match else text))


def _in_capitals(line: Line) -> _Heading | None:
    """A title in capitals; text may run on behind it: "4. BUDGET The report was noted."."""
    title, at = _titled(line.text)
    small = _FIRST_SMALL.search(line.text, at) if ends_sentence(line.text) else None
    if small is None:
        return _Heading(title) if is_capitals(title) else None
    cut = small.start()
    cut -= 2 if line.text[at:cut].endswith(" A ") else 0  # "BUDGET A report was noted."
    if digits := _DIGITS.search(line.text, at, cut):
        cut = digits.end("mark")
    before = line.text[at:cut].strip(" -–—:")
    if not line.text[cut : cut + 1].islower() and len(before) > _SHORTEST_TITLE and is_capitals(before):
        return _Heading(before, cut)
    return _Heading(title) if is_capitals(title) else None


def _apart(line: Line) -> _Heading | None:
    """A title in any letters on a line of its own, apart from what stands before or with a word before its number."""
    title, _ = _titled(line.text)
    could = title[:1].isupper() and len(title) <= _LONGEST_TITLE and not title.endswith((".", ";", ",", ":"))
    return _Heading(title) if could and (line.gap or NUMBER_WORD.match(line.text.strip())) else None


def _run_in(line: Line) -> _Heading | None:
    """A title and behind a dash or colon the text: "4. Budget - The report was noted."."""
    title, at = _titled(line.text)
    match = _RUN_IN.match(line.text[at : at + _LONGEST_TITLE])
    if match is None or not title[:1].isupper() or not ends_sentence(line.text):
        return None
    return _Heading(match["title"], at + match.end())


def _titled(text: str) -> tuple[str, int]:
    """What stands behind a line's number, and where in the line."""
    match = NUMBERED.match(text) or ROMAN_NUMBERED.match(text)
    return (without_file_labels(match["title"])[0], match.start("title")) if match else ("", len(text))


def _tells_who_was_there(minutes: _Minutes, found: Sequence[Numbered]) -> bool:
    return any(ATTENDANCE.match(line.text) for line in minutes.lines[: found[0].line + 1])


def _holds_a_formality(minutes: _Minutes, found: Sequence[Numbered]) -> bool:
    """What a report or a manual does not: apologies, declarations and the like."""
    return any((heading := minutes.heading(one.line)) and minutes.is_procedural(heading.title) for one in found)


def _openings(minutes: _Minutes, found: Sequence[Numbered]) -> list[Opening]:
    firsts = sorted({one.line for one in found} | set(_between(minutes, found)))
    return [_opening(minutes.lines, i, minutes.heading(i)) for i in firsts]


def _opening(lines: Sequence[Line], first: int, heading: _Heading | None) -> Opening:
    if heading and heading.cut is not None:
        return Opening(first, first + 1, heading.cut)
    whole = is_capitals(heading.title if heading else lines[first].text)
    return Opening(first, after_capitals(lines, first) if whole else first + 1)


def _between(minutes: _Minutes, found: Sequence[Numbered]) -> Iterator[int]:
    """Headings that fill a gap between two numbers: set otherwise, or with their number lost."""
    numbered = [one.line for one in minutes.numbered]
    for one, other in pairwise(found):
        missing = other.number - one.number - 1
        if missing < 1 or one.sub is not None:
            continue
        at = bisect(numbered, one.line)
        first = minutes.numbered[at] if at < len(numbered) and numbered[at] < other.line else None
        if first is None:
            lost = [i for i in range(one.line + 1, other.line) if _could_be_lost(minutes, i)]
            yield from lost if len(lost) == missing else ()
        elif missing == 1 and first.number == one.number + 1 and _apart(minutes.lines[first.line]):
            yield first.line


def _could_be_lost(minutes: _Minutes, i: int) -> bool:
    """Whether a line is certainly the heading of an item, though without number: a formality, or after a decision."""
    line, text = minutes.lines[i], squeeze(minutes.lines[i].text)
    if not line.gap or ends_sentence(text) or len(forms(text)) > _MOST_WORDS or not is_title_like(text):
        return False
    if marked(line.text).mark or LINE_LABEL.match(text) or (minutes.style is _in_capitals and not is_capitals(text)):
        return False
    return _DECIDED.match(squeeze(minutes.lines[i - 1].text)) is not None or minutes.is_procedural(text)
