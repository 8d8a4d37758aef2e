"""Names of those who voted, one or some a line: which lines go on with a list, and whether it is sure where it ended.

Nothing may head what follows a list. A line is of it only where it is written as those before it are.
"""

import re
from collections.abc import Sequence

from searcher.cleaner.pieces import Paragraph
from searcher.cleaner.posts import COUNCILLOR, INITIAL, TITLE
from searcher.cleaner.voters import only_names_in
from searcher.model import Side

_MEMBER = re.compile(rf"\W*(?:the\s+)?(?:{COUNCILLOR})\b", re.IGNORECASE)
_SHORT = re.compile(rf"\(?{TITLE}\)?\s*|(?:{INITIAL}\s*)+")
_CHAINED = (",", ";", " and", " &")


def names_below(before: Sequence[Paragraph], line: Paragraph, lacking: int | None) -> tuple[str, ...]:
    """The names that a line adds to a list; none where it is not of it.

    `before` are the list's lines so far, or its head and the latest of them; `lacking` is how many names its count
    leaves to be told, None without a count.
    """
    names = only_names_in(line.text)
    if not names or is_open(before[-1]) or _MEMBER.match(line.text):
        return names
    is_full = lacking is not None and len(names) > lacking
    return () if is_full or any(map(_MEMBER.match, _texts(before[1:]))) or _is_apart(before, line) else names


def is_open(line: Paragraph) -> bool:
    """Whether a line says by its end that names follow."""
    return line.text.rstrip().endswith(_CHAINED)


def is_doubtful(lines: Sequence[Paragraph], side: Side, behind: Paragraph | None) -> bool:
    """Whether a list may have ended before its last line, or may go on in the line `behind` it, which is none of it.

    A list is sure to be whole where its count says so, or where each line has the word "Councillor" or a bullet.
    """
    if is_open(lines[-1]):
        return True
    below = lines[1:]
    if side.count == len(side.names) or not below or all(map(_MEMBER.match, _texts(below))):
        return False
    if behind is not None and not _is_apart(lines, behind, stops=False) and only_names_in(behind.text):
        return True
    if (
        len(below) < 2
        or below[-1].lead
        or is_open(below[-2])
        or any(len(only_names_in(text)) > 1 for text in _texts(below))
    ):
        return False
    *others, last = map(_length, below)
    return last not in others


def _is_apart(before: Sequence[Paragraph], line: Paragraph, *, stops: bool = True) -> bool:
    """Whether a line is not written as those of a list: it has no bullet or comma before it, or ends as sentences."""
    below = before[1:]
    if (below and all(one.lead for one in below) and not line.lead) or any(map(is_open, below[:-1])):
        return True
    return stops and line.text.rstrip().endswith(".") and not any(one.text.rstrip().endswith(".") for one in below)


def _length(line: Paragraph) -> int:
    """How many words of a name a line has, without titles and initials."""
    return len(_SHORT.sub("", line.text).split())


def _texts(lines: Sequence[Paragraph]) -> list[str]:
    return [line.text for line in lines]
