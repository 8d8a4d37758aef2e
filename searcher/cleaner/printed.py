"""Undoes what printing did to minutes: line ends, page breaks, page numbers and running headers."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from searcher.cleaner.headings import is_date_line
from searcher.cleaner.lines import LINE_LABEL, ends_sentence, marked, squeeze
from searcher.cleaner.openings import NUMBER, Line, is_capitals
from searcher.words import fold, forms

PAGE_NUMBER = re.compile(
    r"^\s*(?:(?:Page|Tudalen)\s+\d{1,4}(?:\s+(?:of|o)\s+\d{1,4})?|[-–]\s*\d{1,4}\s*[-–]|\d{1,3}[A-Z]?)\s*$", re.I
)
_LONGEST_WORD = 200
_LONG_SPACE = re.compile(r"[^\S\n\f]{21,}")
_STARTS = re.compile(
    rf"^(?:\(?(?:\d{{1,2}}|[a-z]|[ivx]{{1,4}})[.)]\s|{NUMBER}[.):]?\s+[A-Z]{{2}}|RESOLVED|Resolved|AGREED|Agreed|RECOMMENDED|"
    r"(?:Councillors?|Cllrs?|Mr|Mrs|Ms|Dr)\b.*[-–]\s|[A-Z][\w ]{2,30}:(?:-|\s*$))"
)


def with_short_gaps(text: str) -> str:
    """A text with line ends as one sign, and no gap in a line longer than columns of print are apart."""
    return _LONG_SPACE.sub(" " * 20, text.replace("\r\n", "\n").replace("\r", "\n"))


def lines_of(text: str) -> list[Line]:
    """The lines of a text, each with the blank lines before it counted."""
    lines: list[Line] = []
    gap, new_page = 0, False
    for raw in text.split("\n"):
        new_page = new_page or "\f" in raw
        line = raw.replace("\f", "")
        if not line.strip():
            gap += 1
            continue
        lines.append(Line(line, gap, new_page))
        gap, new_page = 0, False
    return lines


def is_wrapped(lines: Sequence[Line]) -> bool:
    """Whether lines end where the paper did: many go on in the next line in the middle of a sentence."""
    pairs = [(one.text, other.text.strip()) for one, other in pairwise(lines) if not other.gap]
    running = sum(other[:1].islower() and not ends_sentence(one) for one, other in pairs)
    return len(pairs) >= 5 and running >= 0.25 * len(pairs)


def furniture(lines: Sequence[Line]) -> set[int]:
    """The lines that are page numbers or running headers: they stand at page breaks, and the headers repeat."""
    numbers = {i for i, line in enumerate(lines) if PAGE_NUMBER.match(line.text) and _at_break(lines, i)}
    edges = [i for i, line in enumerate(lines) if line.new_page or i - 1 in numbers or i + 1 in numbers]
    repeated = Counter(_shape(lines[i].text) for i in edges if i not in numbers)
    headers = {
        i
        for i in edges
        if i not in numbers and repeated[_shape(lines[i].text)] > 1 and len(lines[i].text.strip()) < 120
    }
    first = {_shape(lines[i].text): i for i in sorted(headers, reverse=True)}
    return numbers | {i for i in headers if i > 3 or first[_shape(lines[i].text)] != i}


def unwrapped(lines: Sequence[Line]) -> list[Line]:
    """Lines joined back into paragraphs. A hyphen at a line's end stays unless the text has the word without it."""
    width = sorted(len(line.text.rstrip()) for line in lines)[int(0.9 * len(lines))] if lines else 0
    known = {word for line in lines for word in forms(line.text)}
    found: list[tuple[Line, list[str]]] = []
    last = ""
    for line in lines:
        text = line.text.strip()
        if found and not line.gap and not _begins(text) and not _stops(last, text, width):
            _join(found[-1][1], text, known)
        else:
            found.append((line, [line.text.rstrip() if marked(line.text).mark else text]))
        last = line.text.rstrip()
    return [Line("".join(parts), line.gap, line.new_page) for line, parts in found]


def goes_on(before: str, text: str) -> bool:
    """Whether a paragraph is the rest of the one before it, cut by a page break in the middle of a sentence."""
    return text[:1].islower() and not ends_sentence(before) and not re.match(r"[a-z]{1,3}[.)]\s", text)


def _at_break(lines: Sequence[Line], i: int) -> bool:
    """A bare number is a page number only where pages can break: apart from the text around it."""
    word = not lines[i].text.strip().isdigit()
    last = i + 1 == len(lines)
    return word or last or lines[i + 1].new_page or (bool(lines[i].gap) and bool(lines[i + 1].gap))


def _shape(text: str) -> str:
    return re.sub(r"\d+[a-z]?", "#", fold(squeeze(text)))


def _begins(text: str) -> bool:
    """Whether a line certainly begins a paragraph."""
    return bool(marked(text).mark or _STARTS.match(text) or LINE_LABEL.match(text)) or is_capitals(text)


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
