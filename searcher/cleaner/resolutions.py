"""Splits what was decided into clauses: "Resolved:- (1) That … (2) That …" gives two. Knows no HTML."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from searcher.cleaner.pieces import Paragraph
from searcher.words import forms

_VERB = r"(?:resolved|agreed|recommended|penderfynwyd|argymhellwyd|cytunwyd)"
_AT_START = re.compile(
    rf"^(?:accordingly,?\s+|therefore,?\s+)?(?:it was (?:therefore |then )?)?(?:unanimously )?{_VERB}"
    r"(?:\s+(?:unanimously|to (?:cabinet|council)))?\s*(?:[:;.]\s*[-–—]?|/?\s*[-–—]|(?=(?:that|to)\b)|$)\s*"
    r"|^(?:penderfynwyd|cytunwyd|argymhellwyd)\s+(?=\w)",
    re.IGNORECASE,
)
_INSIDE = re.compile(
    r"(?:^|[.;,]\s+|\b)(?:it was|was|and)?\s*\bRESOLVED\b\s*[:;]?\s*[-–—]?\s*(?=that\b|[:(\d])", re.IGNORECASE
)
_SHOUTED = re.compile(r"\bRESOLVED\b|\bResolved\s*[:;]")
_POINT = re.compile(
    r"^(?:[(\[]\s*(?P<a>\d{1,2}|[a-z]|[ivx]{1,5})\s*[)\]]|(?P<b>\d{1,2}|[a-z]|[ivx]{1,4})[.)](?!\d))\s*(?P<text>.*)$",
    re.DOTALL,
)
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")
_INLINE_POINT = re.compile(r"(?:^|\s)[(\[](?P<mark>\d{1,2}|[a-z]|[ivx]{2,5})[)\]]\s+")
_ASIDE = re.compile(
    r"^(?:Voting|Vote|For|Against|Abstain|Councillors? .{0,200}\b(?:voted|not present|abstain))", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Resolved:
    """What one "Resolved" resolves, and from which to before which paragraph it goes."""

    start: int
    end: int
    clauses: tuple[str, ...]


def resolutions_in(
    decision: Sequence[Paragraph], minutes: Sequence[Paragraph], *, restricted: bool = False
) -> tuple[str, ...]:
    """The clauses that were resolved, each once, without number or bullet; points inside a clause stay in it."""
    clauses = [clause for part in (decision, minutes) for one in resolved_in(part) for clause in one.clauses]
    if not clauses and decision and not restricted:
        clauses = list(_points(decision)) or [paragraph.text for paragraph in decision]
    unique: dict[tuple[str, ...], str] = {}
    for clause in clauses:
        if key := forms(re.sub(r"\s+and$", "", clause.strip())):
            unique.setdefault(key, clause.strip())
    # A text cut at 500 words may break a clause off that the decision holds whole.
    return tuple(
        text for key, text in unique.items() if not any(key == other[: len(key)] for other in unique if other != key)
    )


def resolved_in(paragraphs: Sequence[Paragraph]) -> Iterator[Resolved]:
    """Each run of paragraphs that resolves something."""
    at = 0
    while at < len(paragraphs):
        rest = _resolved(paragraphs[at].text)
        at += 1
        if rest is None:
            continue
        following = list(_list_after(rest, paragraphs[at:]))
        yield Resolved(at - 1, at + len(following), tuple(_split(rest, following)))
        at += len(following)


def _resolved(text: str) -> str | None:
    """What follows "Resolved:-" or "it was RESOLVED that" in a paragraph; None where nothing was resolved."""
    if match := _AT_START.match(text):
        return text[match.end() :].strip()
    if _SHOUTED.search(text) and (match := _INSIDE.search(text)):
        return text[match.end() :].lstrip(" :-–—").strip()
    return None


def _list_after(lead: str, paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """The paragraphs that go on with a resolution: its points, or what a "subject to the following:" announces."""
    bare = _is_bare(lead)
    corrected = lead.endswith((":", ":-")) and re.search(r"\b(?:corrections?|amendments?)\b", lead) is not None
    opened = (
        bare or lead.endswith((":", ":-")) or _POINT.match(lead) is not None or _INLINE_POINT.match(lead) is not None
    )
    held: list[Paragraph] = []
    points = 0
    for i, paragraph in enumerate(paragraphs):
        if _resolved(paragraph.text) is not None:
            return
        if opened and (paragraph.lead or _POINT.match(paragraph.text)):
            yield from held
            held.clear()
            points += 1
            yield paragraph
        elif corrected or (bare and i == 0) or (bare and not points and re.match(r"[Tt]hat\b", paragraph.text)):
            yield paragraph  # "RESOLVED:" and below it "That the report be noted."
        elif points and _ASIDE.match(paragraph.text):
            held.append(paragraph)
        else:
            return


def _split(lead: str, following: Sequence[Paragraph]) -> Iterator[str]:
    points = list(_points(following))
    before, *inline = _inline_points(lead)
    if inline:
        if not _is_bare(before):
            yield before
        yield from inline
        yield from points
    elif match := _POINT.match(lead):
        yield match["text"]
        yield from points
    elif _is_bare(lead) and (points or following):
        yield from points or [paragraph.text for paragraph in following]
    else:
        yield "\n".join([lead, *(paragraph.line for paragraph in following)])


def _inline_points(lead: str) -> list[str]:
    """What stands before the points that run on in a line, and each of them: "(a) that …; and (b) that …".

    The first may have lost its mark: "That … (2) That …".
    """
    parts: list[str] = []
    outer, at = "", 0
    for match in _INLINE_POINT.finditer(lead):
        mark = match["mark"]
        if _follows(mark, outer) and mark != outer if outer else mark in ("1", "a", "i", "2", "b", "ii"):
            parts.append(lead[at : match.start()].strip())
            outer, at = mark, match.end()
    return [*parts, lead[at:].strip()]


def _points(paragraphs: Sequence[Paragraph]) -> Iterator[str]:
    """The points of a list; a point within a point, and text that follows one, stays with it."""
    current: list[str] = []
    outer = ""  # the mark of the point that we are in
    for paragraph in paragraphs:
        if _ASIDE.match(paragraph.text):
            continue
        mark = _mark(paragraph)
        if mark and not paragraph.level and (not outer or _follows(mark, outer)):
            if current:
                yield "\n".join(current)
            match = _POINT.match(paragraph.text)
            current, outer = [match["text"] if match and not paragraph.lead else paragraph.text], mark
        elif current:
            current.append(paragraph.line)
        else:
            return
    if current:
        yield "\n".join(current)


def _mark(paragraph: Paragraph) -> str:
    """What stands before a point: "•", "1", "a" or "iv"; "" before none."""
    if paragraph.lead:
        return "•" if paragraph.lead.startswith("•") else paragraph.lead.strip(" .)(")
    match = _POINT.match(paragraph.text)
    return (match["a"] or match["b"]) if match else ""


def _follows(mark: str, before: str) -> bool:
    """Whether two marks are of one list: 2 after 1, b after a, ii after i; not i after a, nor a after 1."""
    if "•" in (mark, before) or mark.isdigit() or before.isdigit():
        return mark == before or (mark.isdigit() and before.isdigit())
    if before in _ROMAN and (mark in _ROMAN) and _ROMAN.index(mark) == _ROMAN.index(before) + 1:
        return True
    return len(mark) == len(before) == 1 and ord(mark) == ord(before) + 1


def _is_bare(lead: str) -> bool:
    """Whether a lead resolves nothing by itself: "", "That", "That the Committee:"."""
    words = forms(lead)
    if not words or words == ("that",):
        return True
    return lead.rstrip(" -–—").endswith(":") and len(words) <= 14 and "be" not in words
