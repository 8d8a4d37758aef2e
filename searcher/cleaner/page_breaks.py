"""What stands where pages break: page numbers and running headers, with or without form feeds; and what goes on there.

A line is a running header only when it stands at breaks and says again what the page's head says, or repeats there
and nowhere else: a council's name in the middle of a text stays.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from msgspec.structs import replace

from searcher.cleaner.attendance import LABEL
from searcher.cleaner.lines import Line, ends_sentence, is_capitals, is_title_like, squeeze
from searcher.cleaner.numbering import BARE_NUMBER, NUMBERED, counting_up, numbered_lines
from searcher.dates import MONTH
from searcher.words import fold, forms

PAGE_NUMBER = re.compile(
    r"^\s*(?:(?:Page|Tudalen)\s+\d{1,4}(?:\s+(?:of|o)\s+\d{1,4})?|[-–]\s*\d{1,4}\s*[-–]|\d{1,3}[A-Z]?)\s*$", re.I
)
_CONTINUED = re.compile(
    r"^\W{0,3}(?:minutes\s+)?(?:continued(?: overleaf| on (?:the )?next page)?|cont'?d|p\.?t\.?o)\W{0,3}$", re.I
)
_WITH_NUMBER = re.compile(
    r"^\s*\d{1,3}\s{2,}|(?:(?<!\s)\s*+)?(?:[-–|]\s*+)?\b(?:page\s+)?\d{1,3}(?:\s+of\s+\d{1,3})?\s*$", re.I
)
_DAY = re.compile(r"^\s*\d{1,2}[./]\d{1,2}[./]\d{2,4}\s*$")
_LETTERED = re.compile(r"^\s*[A-Z]{1,5}[. -]\d{1,3}\s*$")  # "SC.2", the second page of a committee's minutes
_SAID_OFTEN = re.compile(r"^(?:resolved|agreed|noted|none|nil|that|recommended|decision|reasons?)\b", re.I)
_OF_HEADERS = re.compile(
    rf"^(?:page|of|the|on|at|held|minutes?|meeting|{MONTH}|(?:mon|tues|wednes|thurs|fri|satur|sun)day|\d[\d./-]*\w{{0,2}})$"
)
_LEADS_ON = re.compile(
    r"(?:,|-|\b(?:a|an|and|at|by|for|from|in|of|on|or|that|the|their|to|was|were|which|with))$", re.I
)
_LIST_MARK = re.compile(r"[a-z]{1,3}[.)]\s")
_LONGEST_HEADER = 120  # letters
_HEAD = 12  # lines: where the page's head ends at the latest


def furniture(lines: Sequence[Line], *, printed: bool) -> set[int]:
    """The lines that are page numbers or running headers.

    `printed` says that the text is laid out in lines or pages, so that a bare number may be a page's.
    """
    numbers = {i for i, line in enumerate(lines) if PAGE_NUMBER.match(line.text) and _at_break(lines, i)}
    bare = {i for i in numbers if lines[i].text.strip().isdigit()}
    numbers -= bare if not printed or _are_of_items(lines, bare) else _uncounted(lines, bare)
    named = _at_breaks(lines, _named(lines), printed=printed)
    continued = {i for i, line in enumerate(lines) if _CONTINUED.match(line.text)}
    return numbers | named | continued | _repeated(lines, numbers | continued)


def without(lines: Sequence[Line], skipped: Collection[int]) -> list[Line]:
    """The lines but for those skipped; where a sentence was cut by them, what follows goes on with it.

    Behind a line that ends no sentence no gap is left: whether it was a paragraph's last tells its length.
    """
    found: list[Line] = []
    cut = False
    for i, line in enumerate(lines):
        if i not in skipped:
            found.append(_behind_break(found[-1].text, line) if cut and found else line)
        cut = i in skipped
    return found


def _behind_break(before: str, line: Line) -> Line:
    text = line.text.strip()
    if leads_on(before, text):
        return replace(line, gap=0, goes_on=True)
    numbered = NUMBERED.match(text)
    begins = LABEL.match(text) or (numbered is not None and numbered["title"][:1].isupper())
    return line if begins or ends_sentence(before) else replace(line, gap=0)


def goes_on(before: str, text: str) -> bool:
    """Whether a paragraph is the rest of the one before it, cut by a page break in the middle of a sentence."""
    return text[:1].islower() and not ends_sentence(before) and not _LIST_MARK.match(text)


def leads_on(before: str, text: str) -> bool:
    """Whether a text certainly goes on behind a page break: by its own first letter, or by the last word before."""
    if is_capitals(before) or is_capitals(text):
        return False
    return goes_on(before, text) or (_LEADS_ON.search(before.rstrip()) is not None and text[:1].isalpha())


def _at_break(lines: Sequence[Line], i: int) -> bool:
    """A bare number is a page number only where pages can break: apart from the text around it."""
    word = not lines[i].text.strip().isdigit()
    last = i + 1 == len(lines)
    return word or last or lines[i + 1].new_page or (bool(lines[i].gap) and bool(lines[i + 1].gap))


def _are_of_items(lines: Sequence[Line], bare: Collection[int]) -> bool:
    """Whether bare numbers stand above titles of which each is another, as the numbers of items do."""
    below = [squeeze(lines[i + 1].text) for i in sorted(bare) if i + 1 < len(lines)]
    return len(below) > 1 and len(set(below)) == len(below) == len(bare) and all(map(is_title_like, below))


def _uncounted(lines: Sequence[Line], bare: Collection[int]) -> set[int]:
    """The bare numbers that do not count up from page to page, though pages do not break where they stand."""
    texts = [line.text if i in bare else "" for i, line in enumerate(lines)]
    run = {one.line for one in counting_up(numbered_lines(texts, BARE_NUMBER))}
    certain = {i for i in bare if i + 1 == len(lines) or lines[i + 1].new_page}
    return set(bare) - certain - (run if len(run) > 1 else set())


def _named(lines: Sequence[Line]) -> set[int]:
    """The lines below the head that say no more than it does, and at least twice the same: the body, the day."""
    end = _end_of_head(lines)
    head = {word for line in lines[:end] for word in forms(line.text)}
    shapes = {
        i: fold(squeeze(_WITH_NUMBER.sub("", lines[i].text)))
        for i in range(end, len(lines))
        if len(lines[i].text.strip()) < _LONGEST_HEADER
    }
    often = Counter(shapes.values())
    return {i for i, shape in shapes.items() if often[shape] > 1 and _says_only(lines[i].text, head)}


def _end_of_head(lines: Sequence[Line]) -> int:
    told = (i for i, line in enumerate(lines[:_HEAD]) if LABEL.match(line.text) or (i and NUMBERED.match(line.text)))
    return next(told, min(len(lines), _HEAD))


def _says_only(text: str, head: Collection[str]) -> bool:
    """Whether a line has the head's words and no others but those of dates and pages."""
    if ends_sentence(text) or text.strip()[:1].islower() or _SAID_OFTEN.match(text.strip()):
        return False
    words = [word for word in forms(_WITH_NUMBER.sub("", text)) if not _OF_HEADERS.match(word)]
    return all(word in head for word in words) if words else _DAY.match(text) is not None and text.strip() in head


def _at_breaks(lines: Sequence[Line], named: Collection[int], *, printed: bool) -> set[int]:
    """Of lines that could be headers, with bare numbers beside them, those apart from the text or by a page number."""
    could = {i for i in range(len(lines)) if i in named or (printed and named and _is_number(lines[i].text))}
    found: set[int] = set()
    for block in _blocks(sorted(could)):
        end = block[-1] + 1
        apart = bool(lines[block[0]].gap or lines[block[0]].new_page) and (
            end == len(lines) or bool(lines[end].gap or lines[end].new_page)
        )
        numbered = any(_is_number(lines[i].text) or _is_numbered(lines[i].text) for i in block)
        if any(i in named for i in block) and (apart or numbered):
            found.update(block)
    return found


def _is_number(text: str) -> bool:
    return PAGE_NUMBER.match(text) is not None or _LETTERED.match(text) is not None


def _is_numbered(text: str) -> bool:
    return (match := _WITH_NUMBER.search(text)) is not None and bool(text[: match.start()].strip() or match.end())


def _blocks(at: Sequence[int]) -> Iterator[list[int]]:
    """Lines in runs that follow one another."""
    block: list[int] = []
    for i in at:
        if block and i != block[-1] + 1:
            yield block
            block = []
        block.append(i)
    if block:
        yield block


def _repeated(lines: Sequence[Line], numbers: Collection[int]) -> set[int]:
    """The lines at the edges of pages that repeat there, and seldom elsewhere."""
    edges = [i for i, line in enumerate(lines) if line.new_page or i - 1 in numbers or i + 1 in numbers]
    able = [i for i in edges if i not in numbers and len(lines[i].text.strip()) < _LONGEST_HEADER]
    able = [i for i in able if lines[i].new_page or not _is_of_a_text(lines[i].text.strip())]
    if not able:
        return set()
    at_edges = Counter(_shape(lines[i].text) for i in able)
    anywhere = Counter(_shape(line.text) for line in lines)
    headers = {i for i in able if at_edges[_shape(lines[i].text)] > max(1, anywhere[_shape(lines[i].text)] // 2)}
    first = {_shape(lines[i].text): i for i in sorted(headers, reverse=True)}
    return {i for i in headers if i > 3 or first[_shape(lines[i].text)] != i}


def _is_of_a_text(text: str) -> bool:
    return ends_sentence(text) or text[:1].islower() or _SAID_OFTEN.match(text) is not None


def _shape(text: str) -> str:
    return re.sub(r"\d+[a-z]?", "#", fold(squeeze(text)))
