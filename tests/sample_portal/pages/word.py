"""A text as Word wrote it and HTML Tidy left it: MsoNormal, hard wraps, spacers, hand-typed marks, and the cut."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from zlib import crc32

from sample_portal.model import Block, Paragraph, Points, VoteTable, mark_of
from sample_portal.pages.escape import href, prose

WIDTH = 66
SPACER = '<p class="MsoNormal">&nbsp;</p>\n'
# Inside tags: a blank that must stay, and a place where Tidy may break (`<a href=` at a line's end).
_HARD, _SOFT = "\x01", "\x02"
_LINK_END = "\ue0ff"
_LANGUAGE = f'<span lang={_SOFT}"EN-US" style={_SOFT}"" xml:lang={_SOFT}"EN-US">'
_WRAPS = ("", _LANGUAGE, f'<span style={_SOFT}"">')
_GAP = f'<span style={_SOFT}"font:7.0pt{_HARD}&quot;Times{_HARD}New{_HARD}Roman&quot;">' + "&nbsp;" * 6 + "</span>"


@dataclass(frozen=True)
class Line:
    """One paragraph of the page: its text, the printed mark before it, markup after it."""

    text: str
    mark: str = ""
    depth: int = 0
    bold: bool = False
    tail: str = ""


Group = tuple[Line, ...]


@dataclass(frozen=True)
class Cut:
    """Where a text ends too early: after so many words, with this markup for the rest."""

    words: int
    tail: str


def body(blocks: Sequence[Block], seed: int, *, cut: Cut | None = None, links: Mapping[str, str] | None = None) -> str:
    """A text in the product's two boxes. The seed picks one of Word's manners; links lead from words to addresses."""
    return f'<div class="mgWordPara">{section(blocks, seed, cut=cut, links=links)}</div> \n'


def section(
    blocks: Sequence[Block], seed: int, *, cut: Cut | None = None, links: Mapping[str, str] | None = None
) -> str:
    """A text in Word's own box, as the web service hands it out."""
    groups = tuple(_group(block) for block in blocks)
    if cut and words_in(groups) > cut.words:
        groups = tuple(_cut(groups, cut))
    shown = "".join(_spaced(groups, seed, links or {}))
    return f'<div class="WordSection1">\n{shown}</div>\n'


def words_in(groups: Sequence[Group]) -> int:
    """How many words a text has; printed marks are none."""
    return sum(len(line.text.split()) for group in groups for line in group)


def _group(block: Block) -> Group:
    match block:
        case Paragraph():
            return (Line(block.text, bold=block.emphasis == "bold"),)
        case Points():
            return tuple(_points(block, 0))
        case VoteTable():
            return (Line("\n".join((block.caption, *(f"{name}: {vote}" for name, vote in block.rows)))),)


def _points(points: Points, depth: int) -> Iterator[Line]:
    nested = dict(points.nested)
    for place, point in enumerate(points.points):
        yield Line(point, mark_of(points.mark, place), depth)
        if place in nested:
            yield from _points(nested[place], depth + 1)


def _cut(groups: Sequence[Group], cut: Cut) -> Iterator[Group]:
    left = cut.words
    for group in groups:
        if left < words_in((group,)) or (left == words_in((group,)) and group is not groups[-1]):
            yield tuple(_cut_lines(group, left, cut.tail))
            return
        left -= words_in((group,))
        yield group


def _cut_lines(lines: Group, left: int, tail: str) -> Iterator[Line]:
    for line in lines:
        words = line.text.split()
        if len(words) >= left:
            yield replace(line, text=" ".join(words[:left]), tail=tail)
            return
        left -= len(words)
        yield line


def _spaced(groups: Sequence[Group], seed: int, links: Mapping[str, str]) -> Iterator[str]:
    """Blank paragraphs stand between paragraphs, now and then two, and sometimes one at the end."""
    for place, group in enumerate(groups):
        if place:
            yield SPACER * (2 if (seed + place) % 7 == 0 else 1)
        yield _list(group, seed) if _is_list(group, seed) else "".join(_paragraphs(group, seed, links))
    if groups and seed % 4 == 0:
        yield SPACER


def _is_list(group: Group, seed: int) -> bool:
    """Some bullets are a list in the markup; most are dots that somebody's Word typed."""
    return seed % 5 == 0 and all(line.mark == "•" and not line.depth for line in group)


def _list(group: Group, seed: int) -> str:
    points = (f'<li class="MsoNormal" style="">{_inline(line, seed, {})}</li>' for line in group)
    return '<ul style="margin-top:0cm" type="disc">\n' + "\n".join(wrapped(point) for point in points) + "\n</ul>\n"


def _paragraphs(group: Group, seed: int, links: Mapping[str, str]) -> Iterator[str]:
    for place, line in enumerate(group):
        opening = _point_opening(line, place, len(group)) if line.mark else '<p class="MsoNormal">'
        yield wrapped(f"{opening}{_inline(line, seed, links)}</p>") + "\n"


def _point_opening(line: Line, place: int, count: int) -> str:
    where = "First" if place == 0 else "Last" if place == count - 1 else "Middle"
    style = f"margin-left:{36 * (line.depth + 1)}.0pt;text-indent:-18.0pt"
    mark = f'<span style={_SOFT}""><span style={_SOFT}"">{_typed(line.mark)}{_GAP}</span></span>'
    return f'<p class="MsoListParagraphCxSp{where}" style="{style}">\n{mark}\n'


def _typed(mark: str) -> str:
    return "&middot;" if mark == "•" else mark


def _inline(line: Line, seed: int, links: Mapping[str, str]) -> str:
    marked = _with_links(line.text, links)
    shown = "<br />\n".join(" ".join(_word(word) for word in row.split(" ")) for row in marked.split("\n"))
    for place, address in enumerate(links.values()):
        shown = shown.replace(f"&#{0xE000 + place};", f'<a href={_SOFT}"{href(address)}">')
    shown = shown.replace(f"&#{ord(_LINK_END)};", "</a>")
    wrap = _WRAPS[seed % 3]
    return f"{wrap}{f'<b>{shown}</b>' if line.bold else shown}{line.tail}{'</span>' if wrap else ''}"


def _with_links(text: str, links: Mapping[str, str]) -> str:
    for place, words in enumerate(links):
        text = text.replace(words, f"{chr(0xE000 + place)}{words}{_LINK_END}")
    return text


def _word(word: str) -> str:
    """Word marks what it cannot spell, and the punctuation after it stays outside: `<span …>Oakroyd</span>,`."""
    if word.strip(".,:;-") == "RESOLVED":
        return f"<b>{prose(word)}</b>"
    found = re.fullmatch(r"(\W*)([A-Z][a-z]{5,})(\W*)", word)
    if not found or crc32(word.encode()) % 4:
        return prose(word)
    return f'{prose(found[1])}<span class={_SOFT}"SpellE">{found[2]}</span>{prose(found[3])}'


def wrapped(html: str) -> str:
    """Markup broken at about 66 columns: at blanks, and inside tags after an equals sign."""
    return "\n".join(_wrapped_row(row) for row in html.split("\n")).replace(_HARD, " ")


def _wrapped_row(row: str) -> str:
    rows, column = "", 0
    for piece in re.split(f"(?=[ {_SOFT}])", row):
        joined = piece.replace(_SOFT, "")
        if column + len(joined) > WIDTH and piece[:1] in {" ", _SOFT} and column:
            rows, column = f"{rows}\n{joined.lstrip(' ')}", len(joined) - 1
        else:
            rows, column = rows + joined, column + len(joined)
    return rows


def more(item_id: int, number: str, title: str) -> Cut:
    """The cut of a meeting page's minutes: after 499 or 500 words, with a link to the item's own page."""
    about = f"Link to view the full item text for item {number}., {title}".replace(" ", _HARD)
    link = f'<a href={_SOFT}"mgAi.aspx?ID={item_id}" title={_SOFT}"{href(about)}">\n'
    return Cut(499 + item_id % 2, f" &nbsp;...&nbsp; {link}view the full minutes text for item {number}.</a>")
