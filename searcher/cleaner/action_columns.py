"""Minutes set as a table with a column of who is to act: "Minute | Action", "Item | Discussion | By whom".

What stands in that column is taken out of the lines beside it, and kept with the line; in print it stands behind wide
space, in a flattened table behind a bar. Where no such heading stands, lines stay as they are.
"""

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from searcher.cleaner.numbering import NUMBER

_TEXT = (
    r"(?:minute|item|agenda item|subject|topic|discussion|note|detail|matter)s?"
    r"(?:\s*(?:/|and|&)\s*(?:discussion|decision|note|minute)s?)?"
)
_NUMBER = r"(?:(?:minute|item|agenda item|agenda)?\s*(?:no|number|ref)\.?|#)"
_ACTION = (
    r"(?:actions?(?:\s*(?:by|points?|required|owner|/\s*owner|for))?|(?:action )?(?:by )?(?:whom|when|who)|owners?|"
    r"lead(?: officer)?|responsib(?:le|ility)|deadline|(?:due|target) date|due|timescale)"
)
_IS_TEXT = re.compile(rf"^(?:{_TEXT}|{_NUMBER})$", re.IGNORECASE)
_IS_NUMBER = re.compile(rf"^(?:{_NUMBER}|item|minute)$", re.IGNORECASE)
_IS_ACTION = re.compile(rf"^{_ACTION}$", re.IGNORECASE)
_APART = re.compile(r" {3,}|\t")
_RULE = re.compile(r"^[\s|:-]*$")
_ROW_NUMBER = re.compile(rf"^{NUMBER}[.):]?$")
_NUMBERED_ROW = re.compile(rf"^[\s|]*{NUMBER}(?:[.):]|\s*\|)\s*(?:[A-Z]|$)")
_LONGEST_LINE = 20_000  # letters
_LONGEST_ACTION = 60  # letters in a printed line
_LONGEST_HEADER = 400  # letters
_FAR = 40  # columns before a heading that stands alone
_SLACK = 4  # columns by which a printed line may begin before its heading


class Beside(Struct, frozen=True):
    """A raw line as its `texts`, without what stands beside them in a column of actions.

    `header` says that it heads such columns, `row` that it begins a row of a table.
    """

    texts: tuple[str, ...]
    action: str = ""
    header: bool = False
    row: bool = False


class _Columns(Struct, frozen=True):
    """Columns as their heading tells them: those of text, the first perhaps of numbers, and those of actions.

    `at` is where in a printed line the first column of actions begins; None in a table with bars.
    """

    names: tuple[str, ...]
    texts: int
    numbered: bool
    at: int | None


def without_actions(raw_lines: Iterable[str]) -> Iterator[Beside]:
    """Each raw line, with what stands in a column of actions apart from it.

    The columns must be headed before anything is numbered: a table inside an item is the item's.
    """
    columns: _Columns | None = None
    begun = False
    for raw in raw_lines:
        line = raw if len(raw) < _LONGEST_LINE else ""
        header = _header(line)
        if header and (header.names == columns.names if columns else not begun):
            columns = header
            yield Beside((raw,), header=True)
        elif columns is None or not line.strip():
            begun = begun or _NUMBERED_ROW.match(line) is not None
            yield Beside((raw,))
        else:
            yield _of_row(raw, columns) if columns.at is None else _of_print(raw, columns.at)


def _header(line: str) -> _Columns | None:
    """The columns that a line heads; None for another line."""
    if len(line) > _LONGEST_HEADER or not line.strip():
        return None
    barred = "|" in line
    cells = _cells(line) if barred else _APART.split(line.strip())
    names = tuple(cell.lower() for cell in cells if cell)
    texts = next((i for i, name in enumerate(names) if not _IS_TEXT.match(name)), len(names))
    alone = not barred and len(names) == 1 and names[0].startswith("action") and len(line) - len(line.lstrip()) > _FAR
    if not (texts or alone) or texts == len(names) or not all(map(_IS_ACTION.match, names[texts:])):
        return None
    numbered = texts > 1 and _IS_NUMBER.match(names[0]) is not None
    return _Columns(names, texts, numbered, None if barred else line.lower().rindex(names[texts]))


def _cells(row: str) -> list[str]:
    """The cells of a row, between its outer bars or none."""
    return [cell.strip() for cell in row.strip().removeprefix("|").removesuffix("|").split("|")]


def _of_row(raw: str, columns: _Columns) -> Beside:
    """A row of a table, or a line of one: its number, its text, and behind them who acts."""
    if "|" not in raw:
        return Beside((raw,))
    if _RULE.match(raw):
        return Beside((raw,), header=True)
    cells = _cells(raw)
    number = int(_ROW_NUMBER.match(cells[0]) is not None)
    texts = columns.texts + int(number > columns.numbered)  # a number may have a cell that nothing heads
    if columns.numbered > number and len(cells) < len(columns.names):
        texts -= 1  # a further line of a row
    told = [*filter(None, [" ".join(cells[: min(1 + number, texts)]), *cells[1 + number : texts]])]
    page = "\f" if "\f" in raw else ""
    return Beside((page + (told[0] if told else ""), *told[1:]), " | ".join(filter(None, cells[texts:])), row=True)


def _of_print(raw: str, at: int) -> Beside:
    """A printed line: what begins near the heading's place, behind wide space, is of its column."""
    space = next((match for match in _APART.finditer(raw) if match.end() >= at - _SLACK), None)
    if space is None or len(raw.rstrip()) - space.end() > _LONGEST_ACTION:
        return Beside((raw,))
    return Beside((raw[: space.start()],), " ".join(raw[space.end() :].split()))
