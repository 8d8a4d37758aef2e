"""Whether a text is of a meeting at all: tables and numbered headings stand anywhere, what minutes say does not."""

import re
from collections.abc import Callable, Iterable, Sequence

from searcher.cleaner.attendance import LABEL as ATTENDANCE
from searcher.cleaner.headings import is_date_line, meeting_heading, page_status
from searcher.cleaner.lines import INLINE_LABEL, MARKER
from searcher.cleaner.numbering import NUMBER
from searcher.cleaner.openings import LIST_HEADER, TABLE_RULE

_NEEDED = 2
_HEAD = 12  # lines in which the page's own heading stands
_NUMBERED = re.compile(rf"^\s*\|?\s*{NUMBER}[.):]?\s*\|?\s*")
_MINUTE = re.compile(r"^\s*Minute\s+(?:No\.?\s*)?\d+\b", re.IGNORECASE)
_RESOLVED = re.compile(r"^\s*(?:It was )?(?:Resolved|RESOLVED|Agreed|AGREED|PENDERFYNWYD)\b\s*[:;.-]")


def is_of_a_meeting(texts: Sequence[str], titles: Iterable[str], is_procedural: Callable[[str], bool]) -> bool:
    """Whether lines hold at least two kinds of things that stand in agendas and minutes."""
    kinds: tuple[Callable[[str], object], ...] = (
        lambda text: LIST_HEADER.match(text) and "item" in text.lower(),
        lambda text: TABLE_RULE.match(text) and "item" in text.lower(),
        INLINE_LABEL.search,
        MARKER.search,
        ATTENDANCE.match,
        _RESOLVED.match,
        _MINUTE.match,
    )
    told = [any(kind(text) for text in texts) for kind in kinds]
    told += [any(kind(text) for text in texts[:_HEAD]) for kind in (page_status, meeting_heading, is_date_line)]
    told += [any(is_procedural(_NUMBERED.sub("", title)) for title in titles)]
    return sum(told) >= _NEEDED
