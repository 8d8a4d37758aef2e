"""Finds where each item begins in the text of a page that has lost its markup, or never had any.

Five layouts are known: a table flattened to `|` rows; numbers alone on their lines; numbered headings of printed
minutes; headings without numbers; and the text of a single item's page.
"""

import re
from collections.abc import Callable, Sequence
from enum import StrEnum

from searcher.cleaner.attendance import LABEL as ATTENDANCE
from searcher.cleaner.headings import meeting_heading, page_status
from searcher.cleaner.lines import (
    FILE_LABEL,
    ITEM_LABEL,
    LINE_LABEL,
    MARKER,
    Line,
    ends_sentence,
    is_capitals,
    is_title_like,
    marked,
    squeeze,
    without_file_labels,
)
from searcher.cleaner.numbered_headings import Opening, after_capitals, numbered_openings
from searcher.cleaner.numbering import BARE_NUMBER, NUMBER, NUMBER_ALONE, counting_up, numbered_lines
from searcher.cleaner.pieces import is_part_heading
from searcher.words import forms


class Layout(StrEnum):
    """How a text shows its items."""

    TABLE = "table"
    NUMBERED = "numbered"
    PRINTED = "printed"
    HEADED = "headed"
    SINGLE = "single"


LIST_HEADER = re.compile(
    r"^\s*(?:Items?|Eitem(?:au)?|No\.?|\|?\s*No\.?\s*\|?\s*Item\s*\|?|Rhif\.?\s*\|?\s*Eitem\s*\|?|-{3,}(?:\|-*)+\|?)\s*$",
    re.I,
)
TABLE_RULE = re.compile(
    r"^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)+\|?\s*$|^\s*\|?\s*No\.?\s*\|\s*Item\s*\|?\s*$", re.I
)
_ROW_NUMBER = re.compile(rf"^\s*\|?\s*(?:{NUMBER}[.):]?)?\s*\|\s*$")
_ROW_START = re.compile(rf"^\s*\|?\s*(?P<number>{NUMBER}[.):]?)\s*\|\s*(?P<rest>\S.*)$")
_OPENS_MINUTES = re.compile(
    r"^(?:Consideration was given|"
    r"The (?:\w+ )?(?:Chair|Committee|Panel|Board|Commission|Cabinet|Council|Sub-Committee|Leader|Mayor)\b|"
    r"The (?:[A-Z][\w'’,-]+ (?:(?:of|for|and) )?){1,8}"
    r"(?:presented|introduced|submitted|reported|gave|advised|outlined)\b|"
    r"The (?:Monitoring Officer|minutes|report)|A report|An? \w+ (?:report|presentation|update)|"
    r"Councillor|Members|Resolved|RESOLVED|Agreed|Further to|It was|There (?:was|were)|No |Apologies|"
    r"To (?:consider|receive|approve|note)\b)"
)

_OF_AN_ITEM = re.compile(
    r"^(?:RESOLVED|AGREED|NOTED|RECOMMEND|DECISION|BACKGROUND|OPTIONS?\b|REASONS?\b|INTRODUCTION|CONCLUSION|SUMMARY|"
    r"PENDERFYNWYD|\(|\d)"
)
_LONGEST_HEADING = 160  # letters


def layout_of(lines: Sequence[Line], is_procedural: Callable[[str], bool]) -> tuple[Layout, list[Opening]] | None:
    """The layout of a text and its items' openings; None when no layout is recognised."""
    texts = [line.text for line in lines]
    listed = next((i for i, text in enumerate(texts) if LIST_HEADER.match(text) and "item" in text.lower()), None)
    ruled = any(TABLE_RULE.match(text) for text in texts) or sum(text.strip() == "|" for text in texts) > 1
    if ruled and (rows := _table_rows(texts)):
        return Layout.TABLE, rows
    labels = sum(LINE_LABEL.match(text) is not None for text in texts)
    alone = counting_up(numbered_lines(texts, NUMBER_ALONE))
    if not alone and (listed is not None or labels):
        alone = counting_up(numbered_lines(texts, BARE_NUMBER))
    if len(alone) > 1 or (alone and (listed is not None or labels)):
        return Layout.NUMBERED, _beside_numbers(lines, [one.line for one in alone])
    if listed is None and (printed := numbered_openings(lines, is_procedural)):
        return Layout.PRINTED, printed
    if listed is None and (bare := _bare_numbers(lines, is_procedural)):
        return Layout.NUMBERED, bare
    if listed is None and not labels and (capitals := _capital_headings(lines, is_procedural)):
        return Layout.HEADED, capitals
    if listed is None and _is_single(texts, labels):
        return Layout.SINGLE, [Opening(_first_of_single(texts), _first_of_single(texts))]
    start = _first_of_headed(lines, listed, labels, is_procedural)
    if start is not None and (found := _headed(lines, start, is_procedural)):
        return Layout.HEADED, found
    return None


def _table_rows(texts: Sequence[str]) -> list[Opening]:
    start = max((i + 1 for i, text in enumerate(texts) if TABLE_RULE.match(text)), default=0)
    starts: list[int] = []
    for i in range(start, len(texts)):
        closed = i == start or texts[i - 1].rstrip().endswith("|")
        last = i + 1 == len(texts)
        if i == start or (closed and (_ROW_START.match(texts[i]) or (_ROW_NUMBER.match(texts[i]) and not last))):
            if starts[-1:] == [i - 1] and not texts[i - 1].strip(" \t|"):
                starts.pop()  # a row of bars and nothing else
            starts.append(i)
    return [Opening(i, i) for i in starts]


def _beside_numbers(lines: Sequence[Line], alone: Sequence[int]) -> list[Opening]:
    """The openings told by numbers on lines of their own, before the titles or, where no title follows, behind them."""
    before = [squeeze(lines[i - 1].text) if i else "" for i in alone]
    behind = [squeeze(lines[i + 1].text) if i + 1 < len(lines) else "" for i in alone]
    if all(map(is_title_like, before)) and all(map(ends_sentence, behind)):
        return [Opening(i - 1, i + 1) for i in alone]
    return [Opening(i, _after_title(lines, i + 1)) for i in alone]


def _bare_numbers(lines: Sequence[Line], is_procedural: Callable[[str], bool]) -> list[Opening]:
    """The openings of minutes with bare numbers above their titles; page numbers have no titles below them."""
    texts = [line.text for line in lines]
    found = [one.line for one in counting_up(numbered_lines(texts, BARE_NUMBER))]
    titles = [squeeze(lines[i + 1].text) if i + 1 < len(lines) else "" for i in found]
    told = any(ATTENDANCE.match(text) for text in texts[: found[0]]) if found else False
    apart = len(set(titles)) == len(titles) > 1 and all(map(is_title_like, titles))
    return [Opening(i, i + 2) for i in found] if told and apart and any(map(is_procedural, titles)) else []


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


def _capital_headings(lines: Sequence[Line], is_procedural: Callable[[str], bool]) -> list[Opening]:
    """The openings of minutes whose headings have no numbers but are in capitals, as their formalities show."""
    start = next((i for i, line in enumerate(lines) if ATTENDANCE.match(line.text)), len(lines))
    found: list[Opening] = []
    formal = 0
    for i in range(start, len(lines)):
        if _is_capital_heading(lines[i]) and (found or not _is_of_the_head(lines, i)):
            found.append(Opening(i, after_capitals(lines, i)))
            formal += is_procedural(squeeze(lines[i].text))
    return found if formal > 1 else []


def _is_capital_heading(line: Line) -> bool:
    text = squeeze(line.text)
    if not line.gap or not is_capitals(text) or ends_sentence(text) or len(text) > _LONGEST_HEADING:
        return False
    return not (_OF_AN_ITEM.match(text) or marked(line.text).mark or is_part_heading(text))


def _is_of_the_head(lines: Sequence[Line], i: int) -> bool:
    """Whether a line is a label of who was there; "APOLOGIES" apart from what follows is an item's title."""
    label = ATTENDANCE.match(squeeze(lines[i].text))
    return label is not None and not (label["apologies"] and i + 1 < len(lines) and lines[i + 1].gap)


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
