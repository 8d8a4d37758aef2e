"""Tables of votes as their rows stand in a text, with bars between the cells: a column a side, or a name a row."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from msgspec.structs import replace

from searcher.cleaner.vote_lines import result_in, side_of, sides_in
from searcher.cleaner.voters import names_in, only_names_in
from searcher.model import Side, Vote

_TITLE, _RESULT = ("title", "teitl"), ("result", "canlyniad")
_LAST_WORDS = (
    "for",
    "favour",
    "against",
    "abstain",
    "abstained",
    "abstaining",
    "abstention",
    "blaid",
    "erbyn",
    "ymatal",
)
_COUNT = re.compile(r"\d{1,3}")
_COUNT_BEHIND = re.compile(r"^(?P<side>\D+?)\s*[(\[:–-]\s*(?P<n>\d{1,3})\s*[)\]]?$")
_NOBODY = ("none", "nil", "nobody", "neb", "dim")
_TOTAL = re.compile(r"(?:total|number|votes|cyfanswm)s?\b\W*$", re.IGNORECASE)
_ROW = re.compile(r"^(?P<name>[^|:]{2,60}?)\s*(?:[|:]|\s[–-]\s)\s*(?P<side>[^|:]{2,24}?)\s*\|?$")


def cells_of(text: str, width: int = 0) -> list[str]:
    """The cells of a row. Bars at both ends are its edges, unless a row of `width` cells has empty ones there."""
    cells = [cell.strip() for cell in text.split("|")]
    at_edges = len(cells) > 2 and not (cells[0] or cells[-1]) and len(cells) != width
    return cells[1:-1] if at_edges else cells


def with_side(vote: Vote, side: str, value: Side) -> Vote:
    """A vote with what is told of one side added to it: names behind names, a count where none was told."""
    held = side_told(vote, side)
    count = held.count if held.count is not None else value.count
    return _with(vote, side, Side(count, (*held.names, *value.names)))


def without_names(vote: Vote, side: str) -> Vote:
    """A vote without the names of one side."""
    return _with(vote, side, Side(side_told(vote, side).count))


def _with(vote: Vote, side: str, told: Side) -> Vote:
    match side:
        case "for":
            return replace(vote, in_favour=told)
        case "against":
            return replace(vote, against=told)
        case "abstained":
            return replace(vote, abstained=told)
    return vote


def side_told(vote: Vote, side: str) -> Side:
    """What is told of a side; nothing of those who took no part."""
    return {"for": vote.in_favour, "against": vote.against, "abstained": vote.abstained}.get(side, Side())


def has_sides(vote: Vote) -> bool:
    """Whether anything is told of who or how many voted."""
    return any(side != Side() for side in (vote.in_favour, vote.against, vote.abstained))


def table_at(texts: Sequence[str], at: int) -> tuple[tuple[Vote, ...], int]:
    """The votes of the table that begins at a line, and how many lines it takes; 0 where none begins."""
    rows = islice(texts, at + 1, None)
    if "|" in texts[at]:
        cells = cells_of(texts[at])
        if cells[0].lower() in _TITLE and cells[-1].lower() in _RESULT:
            return _motions(rows)
        sides = [_heading(cell) for cell in cells]
        if len({side for side, _ in sides if side}) > 1:
            return _columns(rows, sides)
    ends_so = texts[at][-16:].rstrip(" |.").lower().endswith(_LAST_WORDS)
    return _name_by_name(islice(texts, at, None)) if ends_so else ((), 0)


def _heading(cell: str) -> tuple[str, int | None]:
    """The side that a column's heading names, with the count behind it: "For (12)"."""
    if behind := _COUNT_BEHIND.match(cell):
        return side_of(behind["side"]), int(behind["n"])
    return side_of(cell), None


def _motions(rows: Iterator[str]) -> tuple[tuple[Vote, ...], int]:
    """The portal's own table: a row a motion, "Title | Type | Recorded Vote text | Result", empty cells left out."""
    votes = []
    for text in rows:
        cells = [cell for cell in cells_of(text) if cell]
        if "|" not in text or len(cells) < 2 or (result := result_in(f"The motion was {cells[-1]}")) is None:
            break
        vote = Vote(cells[0], result)
        for told in sides_in(cells[2]) if len(cells) > 3 else ():
            vote = with_side(vote, told.side, told.value)
        votes.append(vote)
    return tuple(votes), 1 + len(votes)


def _columns(rows: Iterator[str], sides: Sequence[tuple[str, int | None]]) -> tuple[tuple[Vote, ...], int]:
    """Names below the sides they took, or beside a mark below the side."""
    told: list[tuple[str, Side]] = [(side, Side(count)) for side, count in sides]
    taken = 1
    for text in rows:
        cells = cells_of(text, len(sides))
        row = _row_told(cells, [side for side, _ in sides]) if len(cells) == len(sides) else None
        if row is None:
            break
        told += row
        taken += 1
    return ((_vote_of(told),), taken) if taken > 1 else ((), 0)


def _row_told(cells: Sequence[str], sides: Sequence[str]) -> list[tuple[str, Side]] | None:
    """What a row tells of each side; None for what is no row of the table."""
    if sides[0]:
        return _row_of_names(cells, sides)
    name, marks = cells[0], [(side, cell) for side, cell in zip(sides, cells, strict=True) if cell][bool(cells[0]) :]
    if not name or _TOTAL.match(name):
        return [(side, Side(int(cell))) for side, cell in marks] if _are_counts(marks) else None
    if len(names := only_names_in(name)) == 1 and len(marks) <= 1:
        return [(side, Side(None, names)) for side, _ in marks]
    return [] if len(names) == 1 else None


def _row_of_names(cells: Sequence[str], sides: Sequence[str]) -> list[tuple[str, Side]] | None:
    told = [(side, cell) for side, cell in zip(sides, cells, strict=True) if cell]
    if told and _are_counts(told):
        return [(side, Side(int(cell))) for side, cell in told]
    named = [(side, Side(0) if cell.lower() in _NOBODY else Side(None, names_in(cell))) for side, cell in told]
    return named if all(value != Side() for _, value in named) else None


def _are_counts(told: Sequence[tuple[str, str]]) -> bool:
    return bool(told) and all(_COUNT.fullmatch(cell) for _, cell in told)


def _name_by_name(rows: Iterator[str]) -> tuple[tuple[Vote, ...], int]:
    """Lines such as "Councillor Ali: For"; a single one is no table."""
    told: list[tuple[str, Side]] = []
    for text in rows:
        row = _ROW.match(text.strip())
        side = side_of(row["side"]) if row else ""
        names = only_names_in(row["name"]) if row and side else ()
        if len(names) != 1:
            break
        told.append((side, Side(None, names)))
    return ((_vote_of(told),), len(told)) if len(told) > 1 else ((), 0)


def _vote_of(told: Iterable[tuple[str, Side]]) -> Vote:
    """A vote of what is told of its sides, row by row: all names, and the first count of each."""
    names: dict[str, list[str]] = {}
    counts: dict[str, int | None] = {}
    for side, value in told:
        names.setdefault(side, []).extend(value.names)
        counts[side] = value.count if counts.get(side) is None else counts[side]
    vote = Vote()
    for side, count in counts.items():
        vote = _with(vote, side, Side(count, tuple(names[side])))
    return vote
