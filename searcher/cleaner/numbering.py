"""How items are numbered: "12.", "Item 5:", "Min. 12/23", "CL.41", "3(a)", "3.2", "IV."; and which numbers count up."""

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct

_WORD = r"(?i:(?:agenda\s+)?item\s*(?:no\.?\s*)?|min(?:ute)?\b\.?\s*(?:no\.?\s*)?)"
NUMBER = (
    rf"(?:{_WORD}(?=[A-Z\d]))?(?:[A-Z]{{1,4}}[./]\s?|[A-Z]{{1,3}}\d{{2}}/)?"
    r"\d{1,4}(?:/\d{2,4}|\.\d{1,2}(?!\d|\.\d))?(?:\.?[A-Za-z]\b|\s?\([a-z]\))?"
)
ROMAN = r"(?:[IVXL]{1,7}(?:[.):]|(?=\s{2})))"
BEHIND_NUMBER = r"(?:\s?[.):]|\s?[-–—](?=\s))?"
NUMBER_WORD = re.compile(rf"^{_WORD}(?=\d)")
NUMBERED = re.compile(rf"^\s*(?P<number>{NUMBER}){BEHIND_NUMBER}\s+(?P<title>\S.*)$", re.DOTALL)
ROMAN_NUMBERED = re.compile(rf"^\s*(?P<number>{ROMAN})\s+(?P<title>\S.*)$", re.DOTALL)
NUMBER_ALONE = re.compile(rf"^\s*(?P<number>{NUMBER})(?:[.):]|(?<=\d/\d\d))\s*$")
BARE_NUMBER = re.compile(r"^\s*(?P<number>\d{1,4})\s*$")
_PARTS = re.compile(
    r"(?<!\d)(?P<number>\d+)(?:/\d+)?(?:\.(?P<sub>\d+)|\.?(?P<letter>[A-Za-z])|\s?\((?P<bracket>[a-z])\))?$"
)
_BEHIND_A_YEAR = re.compile(r"(?:^|(?<=[\s.A-Z]))((?:20)?\d\d)/(?=\d+[a-zA-Z]?$)")  # "15/01", "15/02": of 2015
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50}
_ROMANS = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_GREATEST_ROMAN = 3999
_STEPS = (1, 2, 3)  # how far the next number may be: one or two items may be lost


class Numbered(Struct, frozen=True):
    """A line that begins with a number: "3.b" is number 3, letter "b"; "3.2" is number 3, sub-number 2."""

    line: int
    number: int
    letter: str = ""
    sub: int | None = None


class _Run(Struct, frozen=True):
    """Numbers that count up: the last, and the run that it goes on with."""

    last: Numbered
    before: "_Run | None"
    length: int


def numbered_lines(texts: Sequence[str], pattern: re.Pattern[str]) -> list[Numbered]:
    """Every line that a pattern takes for numbered. Where all begin with one year, what counts stands behind it."""
    found = ((i, pattern.match(text)) for i, text in enumerate(texts))
    written = [(i, match["number"]) for i, match in found if match]
    years = [year[1] for _, number in written if (year := _BEHIND_A_YEAR.search(number))]
    if len(years) > 1 and len(set(years)) == 1:
        written = [(i, _BEHIND_A_YEAR.sub("", number)) for i, number in written]
    return [_numbered(i, number) for i, number in written]


def counting_up(candidates: Iterable[Numbered]) -> list[Numbered]:
    """The longest run whose numbers count up, by one or over a small gap; "3.a" and "3.b" follow "3".

    Lists inside items are shorter. "3.1" and "3.2" are items where all are numbered so; they are paragraphs of an
    item where that has the number 3.
    """
    candidates = list(candidates)
    whole = _longest(one for one in candidates if one.sub is None)
    parted = _longest(one for one in candidates if one.sub is not None)
    known = {one.number for one in whole}
    return whole if len(whole) >= len(parted) or all(one.number in known for one in parted) else parted


def counting_romans(texts: Sequence[str]) -> list[Numbered]:
    """The lines numbered I, II, III and so on from the first, when there are such."""
    found: list[Numbered] = []
    for i, text in enumerate(texts):
        match = ROMAN_NUMBERED.match(text)
        if match and _value(match["number"].strip(".):")) == len(found) + 1:
            found.append(Numbered(i, len(found) + 1))
    return found


def _numbered(line: int, written: str) -> Numbered:
    parts = _PARTS.search(written)
    if parts is None:
        return Numbered(line, 0)
    letter = (parts["letter"] or parts["bracket"] or "").lower()
    return Numbered(line, int(parts["number"]), letter, int(parts["sub"]) if parts["sub"] else None)


def _longest(candidates: Iterable[Numbered]) -> list[Numbered]:
    ending: dict[tuple[int, int | None], _Run] = {}
    closing: dict[int, _Run] = {}  # the longest run to any sub-number of a number
    best: _Run | None = None
    for found in candidates:
        before = _before(found, ending, closing)
        at = (found.number, found.sub)
        if _length(before) + 1 > _length(ending.get(at)):
            run = ending[at] = _Run(found, before, _length(before) + 1)
            closing[found.number] = max(closing.get(found.number, run), run, key=_length)
            best = max(best, run, key=_length)
    return _members(best)


def _before(found: Numbered, ending: dict[tuple[int, int | None], _Run], closing: dict[int, _Run]) -> _Run | None:
    """The run that a number goes on with."""
    if found.sub is not None:
        steps = [ending.get((found.number, found.sub - step)) for step in _STEPS]
        return max(*steps, closing.get(found.number - 1) if found.sub <= 1 else None, key=_length)
    before = max((ending.get((found.number - step, None)) for step in _STEPS), key=_length)
    same = ending.get((found.number, None))
    return same if same and found.letter and found.letter > same.last.letter else before


def _length(run: _Run | None) -> int:
    return run.length if run else 0


def _members(run: _Run | None) -> list[Numbered]:
    found: list[Numbered] = []
    while run:
        found.append(run.last)
        run = run.before
    return found[::-1]


def _value(roman: str) -> int:
    values = [_VALUES[letter] for letter in roman]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))


def in_letters(number: int) -> str:
    """A number as lists count in letters: 1 is "a", 27 "aa"; in digits where there are no letters for it."""
    written, rest = "", number
    while rest > 0:
        rest, letter = divmod(rest - 1, 26)
        written = chr(ord("a") + letter) + written
    return written or str(number)


def in_romans(number: int) -> str:
    """A number in small Roman numerals: 4 is "iv"; in digits where there are none for it."""
    if not 0 < number <= _GREATEST_ROMAN:
        return str(number)
    written, rest = "", number
    for value, roman in _ROMANS:
        times, rest = divmod(rest, value)
        written += roman * times
    return written
