"""Undoes what printing did to minutes: lines are joined back into paragraphs."""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from msgspec.structs import replace

from searcher.cleaner.action_columns import without_actions
from searcher.cleaner.attendance import LABEL
from searcher.cleaner.headings import is_date_line
from searcher.cleaner.lines import LINE_LABEL, Line, ends_sentence, is_capitals, marked
from searcher.cleaner.numbering import NUMBER
from searcher.cleaner.paging import turns_in
from searcher.cleaner.title_columns import with_whole_titles
from searcher.words import fold, forms

_LONGEST_WORD = 200
_WIDEST = 240  # columns of print
_WIDE_SPACE = re.compile(rf"[^\S\n\f]{{{_WIDEST + 1},}}")
_LONG_SPACE = re.compile(r"[^\S\n\f]{21,}")
_STARTS = re.compile(
    rf"^(?:\(?(?:\d{{1,2}}|[a-z]|[ivx]{{1,4}})[.)]\s|{NUMBER}[.):]?\s+[A-Z]{{2}}|RESOLVED|Resolved|AGREED|Agreed|RECOMMENDED|"
    r"(?:Councillors?|Cllrs?|Mr|Mrs|Ms|Dr)\b.*[-–]\s|[A-Z][\w ]{2,30}:(?:-|\s*$))"
)


def with_short_gaps(text: str) -> str:
    """A text with line ends as one sign, and no gap in a line wider than any page."""
    return _WIDE_SPACE.sub(" " * _WIDEST, text.replace("\r\n", "\n").replace("\r", "\n"))


def lines_of(text: str) -> list[Line]:
    """The lines of a text, each with the blank lines before it counted."""
    lines: list[Line] = []
    gap, new_page, page = 0, False, 1
    for told in with_whole_titles(without_actions(text.split("\n"))):
        for raw in told.texts:
            new_page = new_page or "\f" in raw
            page += raw.count("\f")
            line = _LONG_SPACE.sub(" " * 20, raw.replace("\f", ""))
            if line.strip():
                lines.append(Line(line, max(gap, int(told.row)), new_page, heads_columns=told.header, page=page))
                gap, new_page = 0, False
            elif not told.action:
                gap += 1
        if told.action and lines:
            lines[-1] = replace(lines[-1], action=f"{lines[-1].action} {told.action}".strip())
        elif told.action:
            lines.append(Line(told.action, gap, page=page))
    return lines if page == 1 + text.count("\f") else [replace(line, page=0) for line in lines]


def is_wrapped(lines: Sequence[Line]) -> bool:
    """Whether lines end where the paper did: many go on in the next line in the middle of a sentence."""
    pairs = [(one.text, other.text.strip()) for one, other in pairwise(lines) if not other.gap]
    running = sum(other[:1].islower() and not ends_sentence(one) for one, other in pairs)
    return len(pairs) >= 5 and running >= 0.25 * len(pairs)


def unwrapped(lines: Sequence[Line]) -> list[Line]:
    """Lines joined back into paragraphs. A hyphen at a line's end stays unless the text has the word without it."""
    width = sorted(len(line.text.rstrip()) for line in lines)[int(0.9 * len(lines))] if lines else 0

    def follows(line: Line, last: str) -> bool:
        text = line.text.strip()
        return line.goes_on or (not line.gap and not _begins(text) and not _stops(last, text, width))

    return _joined(lines, follows)


def mended(lines: Sequence[Line]) -> list[Line]:
    """Lines of which only those are joined that a page break parted in the middle of a sentence."""
    return _joined(lines, lambda line, _last: line.goes_on) if any(line.goes_on for line in lines) else list(lines)


def _joined(lines: Sequence[Line], follows: Callable[[Line, str], bool]) -> list[Line]:
    """Lines with those that follow on the line before joined to it."""
    known = {word for line in lines for word in forms(line.text)}
    found: list[tuple[Line, list[str]]] = []
    actions: list[list[str]] = []
    pages: list[list[tuple[int, str]]] = []
    last = ""
    for line in lines:
        if found and follows(line, last):
            _join(found[-1][1], line.text.strip(), known)
            actions[-1].append(line.action)
            pages[-1].append((line.page, line.text))
        else:
            actions.append([line.action])
            pages.append([(line.page, line.text)])
            found.append((line, [line.text.rstrip() if marked(line.text).mark else line.text.strip()]))
        last = line.text.rstrip()
    return [
        replace(line, text="".join(parts), action=" ".join(filter(None, beside)), turns=turns_in(on))
        for (line, parts), beside, on in zip(found, actions, pages, strict=True)
    ]


def _begins(text: str) -> bool:
    """Whether a line certainly begins a paragraph."""
    labelled = LINE_LABEL.match(text) or (text[:1].isupper() and LABEL.match(text))
    return bool(marked(text).mark or _STARTS.match(text) or labelled) or is_capitals(text)


def _stops(line: str, following: str, width: int) -> bool:
    """Whether a line was ended on purpose: it is a heading, or the next line's first word would have fitted on it."""
    text = line.strip()
    room = 0.85 * width - len(line)
    return is_capitals(text) or is_date_line(text) or len(following.split(maxsplit=1)[0]) + 1 < room


def _join(parts: list[str], text: str, known: set[str]) -> None:
    """Add a line to the parts of a paragraph."""
    before = parts[-1]
    if not before.endswith("-") or not "a" <= before[-2:-1] <= "z" or not text[:1].islower():
        parts.append(f" {text}")
        return
    head, tail = re.findall(r"[\w'’]+(?=-$)", before[-_LONGEST_WORD:])[-1:], re.match(r"[\w'’]+", text)
    if head and tail and fold(head[0] + tail[0]) in known:
        before = before[:-1]
    parts[-1:] = [before + text] if len(before) < _LONGEST_WORD else [before, text]
