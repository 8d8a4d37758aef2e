"""Finds where each item begins in the text of a page that has lost its markup, or never had any.

Five layouts are known: a table flattened to `|` rows; numbers alone on their lines; numbered headings of printed
minutes; headings without numbers; and the text of a single item's page.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from searcher.cleaner.headings import meeting_heading, page_status
from searcher.cleaner.lines import (
    FILE_LABEL,
    ITEM_LABEL,
    LINE_LABEL,
    MARKER,
    ends_sentence,
    marked,
    squeeze,
    without_file_labels,
)
from searcher.words import forms


class Layout(StrEnum):
    """How a text shows its items."""

    TABLE = "table"
    NUMBERED = "numbered"
    PRINTED = "printed"
    HEADED = "headed"
    SINGLE = "single"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text. `gap` counts the blank lines before it."""

    text: str
    gap: int
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Opening:
    """Where an item begins: `first` is its first line, `body` the line after its heading."""

    first: int
    body: int


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A line that begins with a number: "3.b" is number 3, letter "b"."""

    line: int
    number: int
    letter: str


@dataclass(frozen=True, slots=True)
class _Run:
    """Numbers that count up: the last, and the run that it goes on with."""

    last: _Numbered
    before: "_Run | None"
    length: int


LIST_HEADER = re.compile(
    r"^\s*(?:Items?|Eitem(?:au)?|No\.?|\|?\s*No\.?\s*\|?\s*Item\s*\|?|Rhif\.?\s*\|?\s*Eitem\s*\|?|-{3,}(?:\|-*)+\|?)\s*$",
    re.I,
)
TABLE_RULE = re.compile(
    r"^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)+\|?\s*$|^\s*\|?\s*No\.?\s*\|\s*Item\s*\|?\s*$", re.I
)
NUMBER = r"(?:Item\s*|Minute\s+(?:No\.?\s*)?)?(?:[A-Z]{1,4}[./]\s?)?\d{1,4}(?:/\d{2,4})?(?:\.?[A-Za-z]\b)?"
_ROW_NUMBER = re.compile(rf"^\s*\|?\s*(?:{NUMBER}[.):]?)?\s*\|\s*$")
_ROW_START = re.compile(rf"^\s*\|?\s*(?P<number>{NUMBER}[.):]?)\s*\|\s*(?P<rest>\S.*)$")
_NUMBER_ALONE = re.compile(rf"^\s*(?P<number>{NUMBER})(?:[.):]|(?<=\d/\d\d))\s*$")
_BEHIND_A_YEAR = re.compile(r"(?:^|(?<=[\s.]))((?:20)?\d\d)/(?=\d+[a-zA-Z]?$)")  # "15/01", "15/02": of 2015
_BARE_NUMBER = re.compile(r"^\s*(?P<number>\d{1,4})\s*$")
_NUMBERED_HEADING = re.compile(rf"^\s*(?P<number>{NUMBER})[.):]?\s+(?P<title>\S.*)$")
_OPENS_MINUTES = re.compile(
    r"^(?:Consideration was given|"
    r"The (?:\w+ )?(?:Chair|Committee|Panel|Board|Commission|Cabinet|Council|Sub-Committee|Leader|Mayor)\b|"
    r"The (?:[A-Z][\w'’,-]+ (?:(?:of|for|and) )?){1,8}"
    r"(?:presented|introduced|submitted|reported|gave|advised|outlined)\b|"
    r"The (?:Monitoring Officer|minutes|report)|A report|An? \w+ (?:report|presentation|update)|"
    r"Councillor|Members|Resolved|RESOLVED|Agreed|Further to|It was|There (?:was|were)|No |Apologies|"
    r"To (?:consider|receive|approve|note)\b)"
)
_SMALL = frozenset(
    ("a", "an", "and", "at", "by", "for", "from", "in", "its", "of", "on", "or", "the", "their", "to", "up", "with")
)
ATTENDANCE = re.compile(
    r"^\s*(?:(?:members )?present|apologies(?: for absence)?|(?:also )?in attendance|also present)\b\s*(?:[:\-–]|$)",
    re.IGNORECASE | re.MULTILINE,
)


def layout_of(lines: Sequence[Line], is_procedural: Callable[[str], bool]) -> tuple[Layout, list[Opening]] | None:
    """The layout of a text and its items' openings; None when no layout is recognised."""
    texts = [line.text for line in lines]
    listed = next((i for i, text in enumerate(texts) if LIST_HEADER.match(text) and "item" in text.lower()), None)
    ruled = any(TABLE_RULE.match(text) for text in texts) or sum(text.strip() == "|" for text in texts) > 1
    if ruled and (rows := _table_rows(texts)):
        return Layout.TABLE, rows
    labels = sum(LINE_LABEL.match(text) is not None for text in texts)
    alone = _chain(_numbers(texts, _NUMBER_ALONE))
    if not alone and (listed is not None or labels):
        alone = _chain(_numbers(texts, _BARE_NUMBER))
    if len(alone) > 1 or (alone and (listed is not None or labels)):
        return Layout.NUMBERED, [Opening(i, _after_title(lines, i + 1)) for i in alone]
    if listed is None and (printed := _printed(lines, is_procedural)):
        return Layout.PRINTED, printed
    if listed is None and _is_single(texts, labels):
        return Layout.SINGLE, [Opening(_first_of_single(texts), _first_of_single(texts))]
    start = _first_of_headed(lines, listed, labels, is_procedural)
    if start is not None and (found := _headed(lines, start, is_procedural)):
        return Layout.HEADED, found
    return None


def is_capitals(text: str) -> bool:
    """Whether a line is set in capitals, as the headings of printed minutes are."""
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) >= 3 and sum(letter.isupper() for letter in letters) >= 0.85 * len(letters)


def is_title_like(text: str) -> bool:
    """Whether a line reads as a title: short, most of its words capitalised, no full stop at its end."""
    words = re.findall(r"[^\W\d_][\w'’-]*", text)
    significant = [word for word in words if word.lower() not in _SMALL]
    if not significant or len(text) > 200 or ends_sentence(text) or not text.lstrip("'\"“‘(")[:1].isupper():
        return False
    return bool(sum(word[0].isupper() for word in significant) >= 0.6 * len(significant))


def _table_rows(texts: Sequence[str]) -> list[Opening]:
    start = max((i + 1 for i, text in enumerate(texts) if TABLE_RULE.match(text)), default=0)
    starts: list[int] = []
    for i in range(start, len(texts)):
        closed = i == start or texts[i - 1].rstrip().endswith("|")
        last = i + 1 == len(texts)
        if i == start or (closed and (_ROW_START.match(texts[i]) or (_ROW_NUMBER.match(texts[i]) and not last))):
            starts.append(i)
    return [Opening(i, i) for i in starts]


def _numbers(texts: Sequence[str], pattern: re.Pattern[str]) -> list[_Numbered]:
    """Every line that a pattern takes for numbered. Where all begin with one year, what counts stands behind it."""
    found = ((i, pattern.match(text)) for i, text in enumerate(texts))
    written = [(i, match["number"]) for i, match in found if match]
    years = [year[1] for _, number in written if (year := _BEHIND_A_YEAR.search(number))]
    if len(years) > 1 and len(set(years)) == 1:
        written = [(i, _BEHIND_A_YEAR.sub("", number)) for i, number in written]
    return [_numbered(i, number) for i, number in written]


def _numbered(line: int, written: str) -> _Numbered:
    number = re.search(r"(\d+)(?:/\d+)?\.?([A-Za-z]?)$", written)
    return _Numbered(line, int(number[1]), number[2].lower()) if number else _Numbered(line, 0, "")


def _chain(candidates: Iterable[_Numbered]) -> list[int]:
    """The lines of the longest run whose numbers count up, by one or over a small gap; "3.a" and "3.b" follow "3".

    Lists inside items are shorter.
    """
    ending: dict[int, _Run] = {}
    best: _Run | None = None
    for found in candidates:
        before = max((ending.get(found.number - step) for step in (1, 2, 3)), key=_length)
        same = ending.get(found.number)
        if same and found.letter and found.letter > same.last.letter:
            before = same
        if _length(before) + 1 > _length(same):
            run = ending[found.number] = _Run(found, before, _length(before) + 1)
            best = max(best, run, key=_length)
    return _lines_of(best)


def _length(run: _Run | None) -> int:
    return run.length if run else 0


def _lines_of(run: _Run | None) -> list[int]:
    found: list[int] = []
    while run:
        found.append(run.last.line)
        run = run.before
    return found[::-1]


def _after_title(lines: Sequence[Line], at: int) -> int:
    """The line after the title that begins at a line; the same line when what stands there is no title."""
    if at >= len(lines) or LINE_LABEL.match(lines[at].text) or marked(lines[at].text).mark:
        return at
    text = squeeze(lines[at].text)
    titled = not ends_sentence(text) and len(text) <= 250
    followed = at + 1 < len(lines) and LINE_LABEL.match(lines[at + 1].text) and len(text) <= 120
    if FILE_LABEL.search(text) or titled or followed:
        return at + 1
    return at


def _printed(lines: Sequence[Line], is_procedural: Callable[[str], bool]) -> list[Opening]:
    texts = [line.text for line in lines]
    numbered = _numbers(texts, _NUMBERED_HEADING)
    found = _chain(one for one in numbered if is_capitals(_title(texts[one.line])))
    if len(found) < 2:
        found = _chain(
            one for one in numbered if (lines[one.line].gap or not one.line) and _could_head(_title(texts[one.line]))
        )
    if len(found) < 2 or not _is_minutes(texts, found, is_procedural):
        return []
    return [Opening(i, _after_capitals(lines, i)) for i in found]


def _title(text: str) -> str:
    match = _NUMBERED_HEADING.match(text)
    return without_file_labels(match["title"])[0] if match else ""


def _could_head(title: str) -> bool:
    return title[:1].isupper() and len(title) <= 160 and not title.rstrip().endswith((".", ";", ",", ":"))


def _is_minutes(texts: Sequence[str], found: Sequence[int], is_procedural: Callable[[str], bool]) -> bool:
    """Whether numbered headings are those of minutes, not of a report or a manual."""
    attendance = any(ATTENDANCE.match(text) for text in texts[: found[0] + 1])
    return attendance or sum(is_procedural(_title(texts[i])) for i in found) >= 1


def _after_capitals(lines: Sequence[Line], first: int) -> int:
    end = first + 1
    while (
        is_capitals(_title(lines[first].text))
        and end < len(lines)
        and not lines[end].gap
        and is_capitals(lines[end].text)
    ):
        end += 1
    return end


def _is_single(texts: Sequence[str], labels: int) -> bool:
    minutes = sum(
        bool((m := LINE_LABEL.match(text)) and m["label"].lower() in ("minutes", "cofnodion")) for text in texts
    )
    told = any((heading := meeting_heading(text)) and heading.number for text in texts[:8])
    return told or (minutes == 1 and labels <= 4 and sum(MARKER.search(text) is not None for text in texts) <= 1)


def _first_of_single(texts: Sequence[str]) -> int:
    """The line after the headings of an item's page: "Agenda item", "Meeting of …"."""
    at = 0
    while at < len(texts) and (page_status(texts[at]) or meeting_heading(texts[at])):
        at += 1
    return at


def _first_of_headed(
    lines: Sequence[Line], listed: int | None, labels: int, is_procedural: Callable[[str], bool]
) -> int | None:
    """Where the items of a text that shows them by headings alone begin; None for a text that is no minutes."""
    texts = [line.text for line in lines]
    if listed is not None:
        return listed + 1
    if labels or any(page_status(text) for text in texts[:5]):
        return 0
    formal = [i for i, line in enumerate(lines) if line.gap and _is_formality(squeeze(line.text), is_procedural)]
    printed = len(formal) > 1 and any(ATTENDANCE.match(text) for text in texts[: formal[0]])
    return formal[0] if printed else None


def _is_formality(text: str, is_procedural: Callable[[str], bool]) -> bool:
    return not ends_sentence(text) and len(forms(text)) <= 14 and is_procedural(text)


def _headed(lines: Sequence[Line], start: int, is_procedural: Callable[[str], bool]) -> list[Opening]:
    """Openings told by their headings alone: by a file label, a familiar title, or what stands before and after."""
    usual = _usual_gap(lines[start:])
    found: list[Opening] = []
    ended = True  # whether what stands before is certainly the end of an item
    resolved = False
    for i in range(start, len(lines)):
        text = squeeze(lines[i].text)
        following = squeeze(lines[i + 1].text) if i + 1 < len(lines) else ""
        if _heads(text, following, ended=ended, resolved=resolved, is_procedural=is_procedural):
            found.append(Opening(i, i + 1))
            ended = resolved = False
        elif (lines[i].gap >= usual + 2 and i > start) or (ended and not found):
            found.append(Opening(i, i))  # its title is lost: only the wider gap tells that an item begins
            ended = resolved = False
        else:
            ended = MARKER.search(text) is not None
            resolved = bool(re.match(r"^(?:\(?\d+\)|Resolved|RESOLVED|Agreed)", text)) or (
                resolved and bool(marked(text).mark)
            )
    return found


def _heads(text: str, following: str, *, ended: bool, resolved: bool, is_procedural: Callable[[str], bool]) -> bool:
    title, label = without_file_labels(text)
    if marked(text).mark or LINE_LABEL.match(text) or MARKER.search(text) or ITEM_LABEL.search(text) or not title:
        return False
    if label and FILE_LABEL.search(text) and len(title) <= 250:
        return True
    if ends_sentence(title) or len(title) > 250:
        return False
    if ended or _is_formality(title, is_procedural):
        return True
    opens = _OPENS_MINUTES.match(following) is not None or LINE_LABEL.match(following) is not None
    return is_title_like(title) and len(forms(title)) >= 2 and (resolved or opens)


def _usual_gap(lines: Sequence[Line]) -> int:
    gaps = sorted(line.gap for line in lines if not marked(line.text).mark)
    return gaps[len(gaps) // 2] if gaps else 0
