"""Reads the text out of a portal's HTML, block by block. Knows Word's debris; nothing about meetings."""

import re
from collections.abc import Iterator

from bs4 import Tag
from bs4.element import PageElement

from searcher.cleaner.lines import BULLET, Marked, marked, squeeze
from searcher.cleaner.numbering import in_letters, in_romans
from searcher.cleaner.pieces import Paragraph
from searcher.cleaner.tree import opened

# fmt: off
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "div", "dl", "dt", "fieldset",
    "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "legend", "li", "main",
    "nav", "ol", "p", "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
))
# What no browser shows. What else stands in a head that was not closed is shown: it is taken for the body's.
UNSEEN = frozenset(("script", "style", "template", "noscript", "title", "meta", "link"))
# fmt: on
_LONG_SPACE = re.compile(r"\xa0{20,}")
_SPACES = re.compile(r"[ \t\r\n]+")
_WHOLE = re.compile(r"\s*[-+]?[0-9]{1,6}(?![0-9])")
_STYLES = {
    "decimal": "1",
    "lower-alpha": "a",
    "lower-latin": "a",
    "upper-alpha": "A",
    "upper-latin": "A",
    "lower-roman": "i",
    "upper-roman": "I",
}
_STYLE = re.compile(rf"list-style(?:-type)?\s*:[^;:]{{0,40}}?\b({'|'.join(_STYLES)})\b")
# Marks between a table's cells, its rows and the lines of a cell; to everything else they are white space.
_CELL, _ROW, _LINE = "\x1f", "\x1e", "\x1d"
_FOR, _AGAINST = (
    re.compile(rf"{_CELL}\s*(?:vot\w+ )?(?:{side})\b[^{_CELL}]{{0,20}}(?={_CELL}|$)")
    for side in ("for|in favour|o blaid", "against|yn erbyn")
)


def inline_text(node: PageElement) -> str:
    """All text of a node run together as a browser shows it, white space squeezed."""
    return squeeze("".join(_strings(node)))


def blocks(node: PageElement) -> Iterator[Marked]:
    """The paragraphs of a node. A list's points get its bullets or numbers; a table's rows have bars between cells."""
    if isinstance(node, Tag) or not str(node).isspace():
        yield from _Blocks().read(node)


def classes(tag: PageElement) -> set[str]:
    """The class names of a tag, in lower case; none for text."""
    if not isinstance(tag, Tag):
        return set()
    return set(str(tag.attrs.get("class", "")).lower().split())


def href(tag: Tag) -> str:
    """A link's address with line breaks taken out of it; "" without one."""
    return re.sub(r"[\r\n\t]+", "", str(tag.get("href") or "")).strip()


def _walk(root: PageElement, *, whole: str = "") -> Iterator[tuple[PageElement, bool]]:
    """Every node that a browser shows, in page order; a tag on entering it and on leaving it.

    Tags named `whole` are given whole: they are not entered.
    """
    ahead: list[PageElement | None] = [root]
    around: list[Tag] = []
    while ahead:
        node = ahead.pop()
        if node is None:
            yield around.pop(), False
            continue
        yield node, True
        if isinstance(node, Tag) and node.name not in UNSEEN:
            around.append(node)
            ahead.append(None)
            if node.name != whole:
                ahead += node.contents[::-1]


def _strings(root: PageElement) -> Iterator[str]:
    ahead: list[PageElement | str] = [root]
    while ahead:
        node = ahead.pop()
        if not isinstance(node, Tag):
            yield str(node)
        elif node.name in _BLOCKS:
            yield " "
            ahead.append(" ")
            ahead += node.contents[::-1]
        elif node.name not in UNSEEN:
            ahead += node.contents[::-1]


class _Blocks:
    """Gathers running text until a block begins or ends, then gives it as one paragraph."""

    def __init__(self) -> None:
        self.running: list[str] = []
        self.lead = ""
        self.lists: list[_List] = []  # those we are in, the innermost last

    def read(self, root: PageElement) -> Iterator[Marked]:
        for node, entering in _walk(root, whole="table"):
            if not isinstance(node, Tag):
                self.running.append(str(node))
                continue
            if self.running and node.name in _BLOCKS and (found := self.flush()):
                yield found
            if node.name == "table" and entering:
                yield from _rows(node)
            elif node.name in ("ul", "ol", "li"):
                self.enter(node) if entering else self.leave(node)
        if found := self.flush():
            yield found

    def enter(self, tag: Tag) -> None:
        if tag.name in ("ul", "ol"):
            self.lists.append(_List(tag))
        elif tag.name == "li" and self.lists:
            self.lead = self.lists[-1].lead(tag)

    def leave(self, tag: Tag) -> None:
        if tag.name in ("ul", "ol"):
            self.lists.pop()
        elif tag.name == "li":
            self.lead = ""

    def flush(self) -> Marked | None:
        raw = "".join(self.running)
        self.running.clear()
        if not raw or raw.isspace():
            return None
        level = int(len(self.lists) > 1)
        # Source lines are wrapped at 66 columns: a line break is a space, a no-break space is how Word indents.
        found = marked(_LONG_SPACE.sub("\xa0" * 20, _SPACES.sub(" ", raw)).strip(" "), level=level)
        if self.lead and not found.paragraph.lead:
            found = Marked(Paragraph(found.paragraph.text, self.lead, level), found.mark)
        self.lead = ""
        return found


class _List:
    """A list, and what stands before each of its points as browsers show them: a bullet, "3. ", "c. " or "iii. "."""

    def __init__(self, tag: Tag) -> None:
        self.tag = tag
        self.step = -1 if "reversed" in tag.attrs else 1
        first = _whole(tag.get("start"))
        self.next = first if first is not None else 1 if self.step > 0 else sum(1 for _ in _points_of(tag))

    def lead(self, point: Tag) -> str:
        """What stands before the next point."""
        if self.tag.name == "ul":
            return BULLET
        told = _whole(point.get("value"))
        number = self.next if told is None else told
        self.next = number + self.step
        return f"{_counted(number, _counting(point) or _counting(self.tag))}. "


def _points_of(tag: Tag) -> Iterator[PageElement]:
    """The points of a list, without those of the lists inside it."""
    inner = opened(tag, lambda node: node.name not in ("ul", "ol", "li"))
    return (node for node in inner if isinstance(node, Tag) and node.name == "li")


def _whole(told: object) -> int | None:
    """The whole number that an attribute tells."""
    match = _WHOLE.match(str(told or ""))
    return int(match[0]) if match else None


def _counting(tag: Tag) -> str:
    """How a list or a point of it is counted, as "type" tells it: "1", "a", "A", "i", "I"; "" where nothing tells."""
    style = _STYLE.search(str(tag.get("style") or "").lower())
    told = _STYLES[style[1]] if style else str(tag.get("type") or "")
    return told if told in _STYLES.values() else ""


def _counted(number: int, counting: str) -> str:
    """A number as a list is counted."""
    written = {"a": in_letters, "i": in_romans}.get(counting.lower(), str)(number)
    return written.upper() if counting.isupper() else written


def _rows(table: Tag) -> Iterator[Marked]:
    """A table as one paragraph a row. Header cells may stand in no row at all: "<thead><th>Title</th></th><tr>"."""
    text = "".join(_cells(table))
    counts = _is_of_votes(text)
    for row in text.split(_ROW):
        outside, cells = "".join(row.split(_CELL)[::2]), row.split(_CELL)[1::2]
        if counts and cells and not outside.strip():
            told = _vote_row(cells)
        else:
            told = " | ".join(filter(None, map(squeeze, row.split(_CELL))))
        if told:
            yield Marked(Paragraph(told))


def _is_of_votes(text: str) -> bool:
    """Whether a row has a cell for each side of a vote."""
    low = text.lower()
    if "against" not in low and "erbyn" not in low:
        return False
    return any(_FOR.search(row) and _AGAINST.search(row) for row in low.split(_ROW))


def _vote_row(cells: list[str]) -> str:
    """A row whose empty cells count, for a mark is below a side; names on lines of their own get commas between."""
    told = [re.sub(r"([,;:]),", r"\1", ", ".join(filter(None, map(squeeze, cell.split(_LINE))))) for cell in cells]
    return squeeze(" | ".join(told)) if any(told) else ""


def _cells(table: Tag) -> Iterator[str]:
    """A table's text with its rows and cells parted; a table inside a cell is part of that cell's text."""
    inside = 0
    for node, entering in _walk(table):
        if not isinstance(node, Tag):
            yield re.sub(rf"[{_CELL}{_ROW}{_LINE}]", " ", str(node))
            continue
        if node.name == "table":
            inside += 1 if entering else -1
        if inside == 1 and node.name in ("tr", "thead", "tbody", "tfoot", "caption"):
            yield _ROW
        elif inside == 1 and node.name in ("td", "th"):
            yield _CELL
        elif node.name in _BLOCKS:
            yield _LINE
