"""Splits what was decided into clauses: "Resolved:- (1) That … (2) That …" gives two. Knows no HTML."""

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from searcher.cleaner.numbering import in_romans
from searcher.cleaner.pieces import Paragraph
from searcher.cleaner.posts import COUNCILLOR
from searcher.cleaner.vote_lines import is_vote_line
from searcher.cleaner.voters import only_names_in
from searcher.references.approvals import is_correction
from searcher.words import forms

_VERB = (
    r"(?:resolved|agreed(?:\s+actions?(?=\s*[:–-]))?|recommended|actions?\s+agreed(?=\s*[:–-])|"
    r"decisions?(?=\s*(?:[:–-]|$))|penderfynwyd|argymhellwyd|cytunwyd)"
)
_MANNER = (
    r"(?:unanimously|nem\.?\s*con\.?|yn\s+unfrydol|by\s+(?:a\s+)?(?:\w+\s+)?majority|"
    r"(?:on|by|with)\s+the\s+(?:Chair(?:man|person)?['’]?s?\s+)?casting\s+vote(?:\s+of\s+the\s+\w+)?|"
    r"(?:by|with)\s+(?:\d{1,3}|no|one|two|three)\b|\d{1,3}\s+(?:votes?\s+)?(?:for|in\s+favour)\b|"
    r"\d{1,3}\s+(?:votes?\s+)?to\s+\d{1,3}\b)"
)
# How, and by whom, it was resolved: "(on the casting vote of the Chair)", "by 7 votes to 5,".
_HOW = (
    rf"(?:\s*\({_MANNER}[^()\n]{{0,60}}\)|,?\s+{_MANNER}"
    r"(?:\s+(?:votes?|abstentions?|to\s+\d{1,3}|with|and|\d{1,3}|against|abstaining)\b){0,8},?(?=\s|[:;.–-]|$))?"
)
_AT_START = re.compile(
    rf"^(?:accordingly,?\s+|therefore,?\s+)?(?:it was (?:therefore |then )?)?(?:unanimously )?{_VERB}"
    rf"{_HOW}(?:\s+to\s+(?:the\s+)?(?:cabinet|council))?{_HOW}"
    r"\s*(?:[:;.]\s*[-–—]?|/?\s*[-–—]|,?\s*(?=(?:that|to(?!\s+\d))\b)|$)\s*"
    rf"|^(?:penderfynwyd|cytunwyd|argymhellwyd)\b{_HOW}:?\s+(?=\w)",
    re.IGNORECASE,
)
_INSIDE = re.compile(
    r"(?:^|[.;,]\s++|\b)(?:it was|was|and)?\s*+\b(?:RESOLVED|(?-i:AGREED))\b"
    rf"{_HOW}\s*+[:;]?\s*+[-–—]?\s*+(?=that\b|to\b|[:(\d])",
    re.IGNORECASE,
)
_SHOUTED = ("RESOLVED", "AGREED", "Resolved:", "Resolved ;", "Resolved;", "Resolved :")
_POINT = re.compile(
    r"^(?:[(\[]\s*(?P<a>\d{1,2}|[a-z]|[ivx]{1,5})\s*[)\]]|(?P<b>\d{1,2}|[a-z]|[ivx]{1,4})[.)](?!\d))\s*(?P<text>.*)$",
    re.DOTALL,
)
_ROMAN = tuple(map(in_romans, range(1, 40)))
_INLINE_POINT = re.compile(r"(?:^|\s)[(\[](?P<mark>\d{1,2}|[a-z]|[ivx]{2,5})[)\]]\s+")
_MOVER = re.compile(
    rf"^\W*(?:Mover|Seconder|Proposer|(?:Moved|Proposed|Seconded)(?:\s+by)?|Cynigydd|Eilydd|Cynigiwyd gan|Eiliwyd gan)"
    rf"\s*[:–-]?\s*(?:(?:(?:the|y|yr)\s+)?(?:{COUNCILLOR})\b|the Chair|the Mayor)(?!.*\bthat\b)",
    re.IGNORECASE | re.DOTALL,
)
_LAST_MARK = re.compile(r"[(\[][^()\[\]]{1,5}[)\]](?=\s*$)")
_IS_COUNCILLOR = re.compile(rf"(?:{COUNCILLOR})\b", re.IGNORECASE)
_CORRECTS = re.compile(r"\b(?:corrections?|amendments?|cywiriad(?:au)?|gywiriad(?:au)?|newidiadau)\b", re.IGNORECASE)


class Resolved(Struct, frozen=True):
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
        told = [paragraph for paragraph, aside in _told_asides(following) if not aside]
        yield Resolved(at - 1, at + len(following), tuple(_split(rest, told)))
        at += len(following)


def _resolved(text: str) -> str | None:
    """What follows "Resolved:-" or "it was RESOLVED that" in a paragraph; None where nothing was resolved."""
    if match := _AT_START.match(text):
        return text[match.end() :].strip()
    if any(sign in text for sign in _SHOUTED) and (match := _INSIDE.search(text)):
        return text[match.end() :].lstrip(" :-–—").strip()
    return None


def _list_after(lead: str, paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """The paragraphs that go on with a resolution: its points, or what a "subject to the following:" announces."""
    bare, corrected = _is_bare(lead), _announces_corrections(lead)
    opened = (
        bare or lead.endswith((":", ":-")) or _POINT.match(lead) is not None or _INLINE_POINT.match(lead) is not None
    )
    held: list[Paragraph] = []
    points, said = 0, False
    for paragraph, aside in _told_asides(paragraphs):
        if _resolved(paragraph.text) is not None:
            return
        if aside:
            held.append(paragraph)
        elif opened and (paragraph.lead or _POINT.match(paragraph.text)):
            yield from held
            held.clear()
            points += 1
            corrected = _announces_corrections(paragraph.text)
            yield paragraph
        elif corrected and (not (points or said) or is_correction(paragraph.text)):
            yield paragraph
            said = True
        elif bare and not points and (not said or re.match(r"[Tt]hat\b", paragraph.text)):
            yield from held  # "RESOLVED:" and below it "That the report be noted."
            held.clear()
            yield paragraph
            corrected = _announces_corrections(paragraph.text)
            said = not corrected
        else:
            return


def _told_asides(paragraphs: Iterable[Paragraph]) -> Iterator[tuple[Paragraph, bool]]:
    """Paragraphs, each with whether it resolves nothing: who moved it, how members voted, the names of those."""
    within = False
    for paragraph in paragraphs:
        text = paragraph.text
        named = within and _IS_COUNCILLOR.match(text) is not None and bool(only_names_in(text))
        within = named or is_vote_line(text)
        yield paragraph, within or _MOVER.match(text) is not None


def _announces_corrections(text: str) -> bool:
    return text.endswith((":", ":-", ": -", ":–")) and _CORRECTS.search(text) is not None


def _split(lead: str, following: Sequence[Paragraph]) -> Iterator[str]:
    before, *inline = _inline_points(lead)
    if inline and not _announces_corrections(before):
        if not _is_bare(before):
            yield before
        yield from inline[:-1]
        mark = _LAST_MARK.search(lead[: len(lead) - len(inline[-1])])
        yield from _points([Paragraph(f"{mark[0] if mark else ''} {inline[-1]}".strip()), *following])
    elif _POINT.match(lead):
        yield from _points([Paragraph(lead), *following])
    elif _is_bare(lead) and following:
        first, *others = following
        if not _mark(first) and (_announces_corrections(first.text) or any(map(_mark, others))):
            yield from _split(first.text, others)
        else:
            yield from list(_points(following)) or [paragraph.text for paragraph in following]
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
        mark = _mark(paragraph)
        corrects = current and _announces_corrections(current[0]) and is_correction(paragraph.text)
        if mark and not (paragraph.level or corrects) and (not outer or _follows(mark, outer)):
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
    if mark.isupper() and before.isupper():
        mark, before = mark.lower(), before.lower()
    if before in _ROMAN and (mark in _ROMAN) and _ROMAN.index(mark) == _ROMAN.index(before) + 1:
        return True
    return len(mark) == len(before) == 1 and ord(mark) == ord(before) + 1


def _is_bare(lead: str) -> bool:
    """Whether a lead resolves nothing by itself: "", "That", "That the Committee:"."""
    words = forms(lead)
    if not words or words == ("that",):
        return True
    if _announces_corrections(lead):
        return False
    return lead.rstrip(" -–—").endswith(":") and len(words) <= 14 and "be" not in words
