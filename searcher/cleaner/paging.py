"""On which page of a PDF a text stands: from lines to paragraphs to items. Letters are counted, nothing is guessed."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from searcher.cleaner.lines import Line, Marked
from searcher.cleaner.pieces import SECTIONS, DraftItem, Paragraph, Place, joined
from searcher.model import Area, PageStart

_AREAS: dict[Place, Area] = {Place.AGENDA: "agenda", Place.DECISION: "decision", Place.MINUTES: "minutes"}


def turns_in(parts: Sequence[tuple[int, str]]) -> tuple[tuple[int, int], ...]:
    """Where pages turn in lines that were joined, given with their pages: how many letters follow, and the page."""
    behind, found = 0, list[tuple[int, int]]()
    for (page, text), (before, _) in zip(reversed(parts[1:]), reversed(parts[:-1]), strict=True):
        behind += _letters(text)
        if page != before:
            found.append((behind, page))
    return tuple(reversed(found))


def on_pages(found: Sequence[Marked], line: Line, text: str) -> list[Marked]:
    """The paragraphs that a text is read as, with the pages on which they stand: the text is a line, or its end."""
    if not line.page:
        return list(found)
    if not line.turns:
        return [_with_pages(one, ((0, line.page),)) for one in found]
    told = sum(_letters(one.mark) + _letters(one.paragraph.text) for one in found)
    if told != _letters(text) or not _bare(line.text).endswith(_bare(text)):
        return [_with_pages(one, ((0, None),)) for one in found]
    return list(_over_turns(found, line, told))


def page_starts(item: DraftItem) -> tuple[PageStart, ...]:
    """Where in the texts of an item pages begin; nothing for what has no pages."""
    return tuple(start for place in SECTIONS for start in _starts(_AREAS[place], item.sections[place]))


def _starts(area: Area, paragraphs: Iterable[Paragraph]) -> Iterator[PageStart]:
    at, known = 0, None
    for joint, paragraph in joined(paragraphs):
        at += len(joint)
        for offset, page in paragraph.pages:
            if page != known:
                yield PageStart(area, at + (len(paragraph.lead) + offset if offset else 0), page)
            known = page
        at += len(paragraph.line)


def _over_turns(found: Sequence[Marked], line: Line, behind: int) -> Iterator[Marked]:
    """Paragraphs over which pages turn; `behind` letters are theirs."""
    for one in found:
        behind -= _letters(one.mark)
        text = one.paragraph.text
        end = behind - _letters(text)
        first = next((page for left, page in reversed(line.turns) if left >= behind), line.page)
        later = [(_offset(text, behind - left), page) for left, page in line.turns if end < left < behind]
        yield _with_pages(one, ((0, first), *later))
        behind = end


def _with_pages(one: Marked, pages: tuple[tuple[int, int | None], ...]) -> Marked:
    return replace(one, paragraph=replace(one.paragraph, pages=pages))


def _offset(text: str, letters: int) -> int:
    """Where so many letters of a text stand before."""
    at = [i for i, letter in enumerate(text) if not letter.isspace()]
    return at[letters]


def _letters(text: str) -> int:
    return len(_bare(text))


def _bare(text: str) -> str:
    return "".join(text.split())
