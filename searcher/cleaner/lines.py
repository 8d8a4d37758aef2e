"""Small facts about lines of minutes: bullets, file labels, section labels, markers. Text only; no HTML."""

import re

from msgspec import Struct

from searcher.cleaner.pieces import Paragraph, Place
from searcher.words import fold

BULLET = "• "
_BULLET = re.compile(
    r"(?P<indent>[ \t\xa0]*)"
    r"(?P<mark>[·•▪●◦○■□►➢➤✓\uf0b7\uf0a7\uf0d8\uf076]|[-–—*](?=[ \t\xa0])|[ov§Øüq](?=[ \t]*\xa0|[ \t]{2,}))"
    r"[ \t\xa0]*(?P<text>\S.*)",
    re.DOTALL,
)
_SECOND_LEVEL = "o◦○"
_RUN_ON = re.compile(r"[ \xa0]+(?:[·•▪](?=[ \xa0])|(?<=[.:;,-][ \xa0])o(?=[ \xa0]+\S))[ \xa0]*")
FILE_LABEL = re.compile(
    r"\s*(?:\(?pdf icon\)?\s*)?\b(?:PDF|DOCX?|XLSX?|PPTX?|HTM|RTF|ZIP)\s+\d+(?:[.,]\d+)?\s*(?:bytes|[KMG]?B)\b",
    re.IGNORECASE,
)
ITEM_LABEL = re.compile(r"\s*,\s*item\s+[\w./]+?\.?(?=\s|$)|\s*\[Item\s+[\w./]+\]$")
MARKER = re.compile(
    r"\s*(?:\.\.\.|…)\s*(?:\[|<)?view the full (?:minutes|decision|agenda|item)?\s*text for item\s*+"
    r"(?P<number>[\w./]*?)\.?\s*+(?:[\]>]\s*+)?(?:\((?P<url>[^)\s]*+)[^)]*+\))?(?=\s*+(?:\||$))",
    re.IGNORECASE,
)
_LABELS = {
    "minutes": Place.MINUTES,
    "cofnodion": Place.MINUTES,
    "decision": Place.DECISION,
    "decisions": Place.DECISION,
    "penderfyniad": Place.DECISION,
    "penderfyniadau": Place.DECISION,
    "additional documents": Place.DOCUMENT,
    "supporting documents": Place.DOCUMENT,
    "dogfennau ychwanegol": Place.DOCUMENT,
    "dogfennau ategol": Place.DOCUMENT,
}
_LABEL = (
    r"(?:Minutes|Cofnodion|Decisions?|Penderfyniad(?:au)?|"
    r"(?:Additional|Supporting) documents|Dogfennau (?:ychwanegol|ategol))"
)
LINE_LABEL = re.compile(rf"^\s*(?P<label>{_LABEL})\s*:\s*(?P<rest>.*)$", re.DOTALL)
INLINE_LABEL = re.compile(rf"(?:^|(?<=[.?!:;)\s]))(?P<label>{_LABEL}):(?=\s|$)")


_SMALL = frozenset(
    ("a", "an", "and", "at", "by", "for", "from", "in", "its", "of", "on", "or", "the", "their", "to", "up", "with")
)


class Marked(Struct, frozen=True):
    """A paragraph and the bullet that was drawn before it with text."""

    paragraph: Paragraph
    mark: str = ""


class Line(Struct, frozen=True):
    """A line of text. `gap` counts the blank lines before it; `goes_on` in a sentence that a page break cut in two.

    `action` is what stands beside it in a column of who is to act; a line may do no more than head such columns.
    `page` counts from 1, 0 where there are none to be told. Of lines that were joined `turns` tell where pages turn:
    how many letters follow, and the page.
    """

    text: str
    gap: int
    new_page: bool = False
    goes_on: bool = False
    action: str = ""
    heads_columns: bool = False
    page: int = 0
    turns: tuple[tuple[int, int], ...] = ()


def squeeze(text: str) -> str:
    """A text with every run of white space, no-break spaces included, as one space."""
    return " ".join(text.split())


def marked(raw: str, *, level: int = 0) -> Marked:
    """A raw line as a paragraph: a drawn bullet becomes its lead."""
    match = _BULLET.match(raw.strip("\r\n"))
    if match is None:
        return Marked(Paragraph(squeeze(raw), level=level))
    deeper = level or int(bool(match["indent"]) or match["mark"] in _SECOND_LEVEL)
    return Marked(Paragraph(squeeze(match["text"]), BULLET, deeper), match["mark"])


def unrun(raw: str) -> list[Marked]:
    """A line in which bullets were run together ("noted: · one · two o deeper"), as one paragraph a point."""
    found: list[Marked] = []
    cuts = [match.span() for match in _RUN_ON.finditer(raw)] if "·" in raw or "•" in raw or "▪" in raw else []
    ends = [start for start, _ in cuts] + [len(raw)]
    first = raw[: ends[0]]
    if first.strip():
        found.append(marked(first))
    for (start, end), stop in zip(cuts, ends[1:], strict=True):
        mark = raw[start:end].strip()
        found.append(Marked(Paragraph(squeeze(raw[end:stop]), BULLET, int(mark in _SECOND_LEVEL)), mark))
    return found


def section(label: str) -> Place | None:
    """The section that a label such as "Minutes:" or "Penderfyniad:" opens, or None for another heading."""
    return _LABELS.get(" ".join(fold(label).replace(":", " ").split()))


def without_file_labels(text: str) -> tuple[str, str]:
    """A title without "pdf icon PDF 63 KB" and ", item 59.", and what was taken away."""
    taken = [match[0].strip() for pattern in (FILE_LABEL, ITEM_LABEL) for match in pattern.finditer(text)]
    return squeeze(ITEM_LABEL.sub(" ", FILE_LABEL.sub(" ", text))), " ".join(taken)


def is_capitals(text: str) -> bool:
    """Whether a line is set in capitals, as the headings of printed minutes are."""
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) >= 3 and sum(letter.isupper() for letter in letters) >= 0.85 * len(letters)


def is_title_like(text: str) -> bool:
    """Whether a line reads as a title: short, most of its words capitalised, no full stop at its end."""
    words = re.findall(r"[^\W\d_][\w'’-]*", text)
    significant = [word for word in words if word.lower() not in _SMALL]
    if not significant or len(text) > 200 or ends_sentence(text) or not text.lstrip("'\"“‘(")[:1].isupper():
        return False
    return bool(sum(word[0].isupper() for word in significant) >= 0.6 * len(significant))


def ends_sentence(text: str) -> bool:
    """Whether a paragraph ends as sentences end."""
    return text.rstrip(" \"'”’)").endswith((".", "!", "?", ":", ";"))
