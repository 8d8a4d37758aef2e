"""Minutes set as a printed table whose titles stand in a narrow column beside the text: "Item | Discussion | Action".

A title that goes on in the next lines is put together again and stands before the text, as in other minutes.
"""

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct, field
from msgspec.structs import replace

from searcher.cleaner.action_columns import Beside
from searcher.cleaner.lines import ends_sentence
from searcher.cleaner.numbering import NUMBER

_HEADS = re.compile(
    r"^\s*(?:agenda )?(?:item|subject|topic|minute)s?\s{3,}(?P<text>discussion|minutes?|notes?|details?)\b",
    re.IGNORECASE,
)
_TITLE = re.compile(rf"^\s*{NUMBER}[.):]?\s+[A-Z]")
_WIDE = re.compile(r"\s{2,}")
_NARROWEST = 15  # columns: in less there are numbers only
_SLACK = 3  # columns by which a text may begin before its heading


class _Row(Struct):
    """A row of the table: the parts of its title, and the lines beside and below them."""

    title: list[str] = field(default_factory=list)
    lines: list[Beside] = field(default_factory=list)

    def add(self, left: str, line: Beside) -> None:
        """Take a line; what stands on its left is more of the title."""
        if left:
            self.title.append(left)
        if not left or line.texts[0].strip() or line.action:
            self.lines.append(line)

    def read(self) -> Iterator[Beside]:
        """The title on one line, and the text."""
        if self.title:
            yield Beside((" ".join(self.title),), row=True)
        for i, line in enumerate(self.lines):
            yield line if i else replace(line, row=True)


def with_whole_titles(lines: Iterable[Beside]) -> list[Beside]:
    """The lines, with titles in a column of their own before the text that stands beside them.

    Where texts begin in the middle of a sentence beside their titles, these do not stand at the tops of their rows:
    which text is whose is not known then, and the lines stay as they are.
    """
    given = list(lines)
    whole = list(_with_whole_titles(given))
    return given if any(map(_is_cut, whole, whole[1:], whole[2:])) else whole


def _is_cut(before: Beside, title: Beside, text: Beside) -> bool:
    last, first = before.texts[-1].strip(), text.texts[0].strip()
    return title.row and text.row and bool(last) and not ends_sentence(last) and first[:1].islower()


def _with_whole_titles(lines: Iterable[Beside]) -> Iterator[Beside]:
    at = 0
    row = _Row()
    apart = False  # whether a blank line stands before
    for line in lines:
        sides = _sides(line.texts[0], at) if at and not line.header else None
        opens = sides is not None and _TITLE.match(sides[0]) is not None
        if sides is None or opens or (apart and sides[0]) or not (row.title or opens):
            yield from row.read()
            row = _Row()
        if sides and (opens or row.title):
            row.add(sides[0], replace(line, texts=(sides[1],)))
        else:
            yield line
        at = _width(line.texts[0]) if line.header else at
        apart = not line.texts[0].strip() and not line.action
    yield from row.read()


def _width(header: str) -> int:
    """How wide the column of titles is; 0 where there is none."""
    match = _HEADS.match(header)
    return match.start("text") if match and match.start("text") >= _NARROWEST else 0


def _sides(text: str, at: int) -> tuple[str, str] | None:
    """What stands in the column of titles, and beside it; None for a line that goes through both."""
    if len(text.rstrip()) <= at - _SLACK:
        return text.strip(), ""
    space = next((match for match in _WIDE.finditer(text) if match.end() >= at - _SLACK), None)
    return (text[: space.start()].strip(), text[space.end() :]) if space and space.start() < at else None
