"""Where the sentences of minutes begin and end, and how much of them a passage shows. Text only; knows no query."""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

AROUND = 220  # characters of a passage
_WHOLE = 280  # up to here sentences are shown whole
_LEAST = 40  # characters that stand beside what matched, where its sentence is cut
_LONGEST_WORD = 60  # without a space

# What stands between sentences. A line's end always does: points of a list are lines.
_BREAK = re.compile(r"(?P<end>[.?!…][\"”’')\]]*)\s+(?:• )?(?=[^\s,;:)–-])|\n\s*(?:• )?")
_SPACE = re.compile(r"\s+")
_SHORTENED = frozenset(
    (
        "al", "approx", "apr", "arts", "aug", "ave", "cf", "ch", "cl", "cllr", "cllrs", "co", "col", "dec", "dept",
        "dr", "eg", "esq", "est", "ext", "feb", "fig", "figs", "hon", "ie", "inc", "jan", "jr", "ltd", "maj", "max",
        "messrs", "min", "misc", "mr", "mrs", "ms", "mx", "nov", "oct", "para", "paras", "pp", "prof", "pt", "rd",
        "ref", "refs", "regs", "rev", "revd", "rt", "sch", "sec", "sep", "sept", "sgt", "sq", "sr", "ss", "st", "supt",
        "viz", "vol", "vols", "vs",
    )
)  # fmt: skip
_BEFORE_NUMBERS = frozenset(("art", "jul", "jun", "mar", "no", "nos", "reg"))


class Passage(Struct, frozen=True):
    """A stretch of a text, by its characters, and whether it was cut where no sentence begins or ends."""

    start: int
    end: int
    cut_before: bool = False
    cut_after: bool = False


def passage_around(text: str, first: int, last: int, low: int = 0, high: int | None = None) -> Passage:
    """The passage that shows a stretch of a text: whole sentences where they fit, else cut between words.

    It stays between `low` and `high`, and in one paragraph unless the stretch itself does not.
    """
    high = len(text) if high is None else high
    starts, ends = _edges(text, first, last, low, high)
    if starts and ends and ends[0] - starts[-1] <= _WHOLE:
        return _filled(text, starts, ends)
    start = starts[-1] if starts and last - starts[-1] <= AROUND - _LEAST else None
    end = ends[0] if ends and start is None and ends[0] - first <= AROUND - _LEAST else None
    spare = max(_LEAST, (AROUND - last + first) // 2)
    if start is None:
        start = _word_after(text, max(low, end - AROUND if end is not None else first - spare), first, low)
    if end is None:
        latest = max(last + _LEAST, start + AROUND) if start in starts else last + spare
        end = _word_before(text, min(high, latest), last, high)
    return Passage(start, end, start not in starts, end not in ends)


def opening(text: str) -> Passage:
    """The passage with which a text begins."""
    begun = _first_word(text, 0, len(text))
    return passage_around(text, begun, begun)


def _edges(text: str, first: int, last: int, low: int, high: int) -> tuple[list[int], list[int]]:
    """Where sentences begin before a stretch, and where they end behind it; in order, as far as a passage may reach."""
    before = list(_breaks(text, max(low - 3, first - _WHOLE, 0), first + 1))
    behind = list(_breaks(text, last, last + _WHOLE + 1))
    starts = [after for _, after in before if low <= after <= first]
    ends = [end for end, _ in behind if last <= end <= high]
    if low == 0 and first <= _WHOLE:
        starts.insert(0, _first_word(text, 0, first))
    if high == len(text) and high - last <= _WHOLE:
        ends.append(max(last, len(text.rstrip())))
    return starts, ends


def _breaks(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The ends of sentences in a stretch of a text, each with where the next one begins."""
    for match in _BREAK.finditer(text, start, min(end, len(text))):
        is_line = "\n" in match[0]
        if is_line or not (text[match.end()].islower() or _is_shortened(text, match.start(), match.end())):
            yield match.end("end") if match["end"] else match.start(), match.end()


def _is_shortened(text: str, stop: int, following: int) -> bool:
    """Whether what ends a word is the full stop of "No. 7", "Mr. Ash", "J. Ash", "a.m.", or of a point's number."""
    if text[stop] != ".":
        return False
    word = text[max(0, stop - 20) : stop].split()[-1:]
    bare = word[0].lstrip("([“\"'‘") if word else ""
    small = bare.lower()
    if small in _BEFORE_NUMBERS:
        return any(letter.isdigit() for letter in text[following : following + 12].split(maxsplit=1)[0])
    parts = bare.split(".")
    if small in _SHORTENED or all(len(part) == 1 and part.isalpha() for part in parts):  # "J", "e.g", "a.m"
        return True
    numbers = all(len(part) <= 2 and part.isdigit() for part in parts) or (bare and not bare.strip("ivx"))
    before = text[max(0, stop - len(bare) - 3) : stop - len(bare)].rstrip(" ")
    return bool(numbers) and (not before or before[-1] in "\n:;.-–—•(")


def _filled(text: str, starts: Sequence[int], ends: Sequence[int]) -> Passage:
    """The sentences of a stretch, with those behind and before them in the paragraph for which there is room."""
    start, end = starts[-1], ends[0]
    for later in ends[1:]:
        if later - start > AROUND or _is_apart(text, end, later):
            break
        end = later
    for earlier in reversed(starts[:-1]):
        if end - earlier > AROUND or _is_apart(text, earlier, start):
            break
        start = earlier
    return Passage(start, end)


def _is_apart(text: str, start: int, end: int) -> bool:
    """Whether a paragraph ends between two sentences; one that leads on to the next does not: "It was agreed:"."""
    told, *lines = text[start:end].split("\n")
    before = text[max(0, start - 4) : start + len(told)].rstrip(" –-")
    return not all(line.strip() for line in lines[:-1]) and not before.endswith(":")


def _first_word(text: str, start: int, latest: int) -> int:
    """Where a text begins behind white space and the mark of a list's point."""
    while start < latest and (text[start].isspace() or text.startswith("• ", start)):
        start += 1
    return start


def _word_after(text: str, earliest: int, first: int, low: int) -> int:
    """The first beginning of a word in a stretch, else that of the word which goes on there."""
    if not earliest or text[earliest - 1].isspace():
        return _first_word(text, earliest, first)
    if space := _SPACE.search(text, earliest, first):
        return _first_word(text, space.end(), first)
    begun = max(low, earliest - _LONGEST_WORD)
    spaces = list(_SPACE.finditer(text, begun, earliest))
    return spaces[-1].end() if spaces else begun if begun == 0 else first


def _word_before(text: str, latest: int, last: int, high: int) -> int:
    """The last end of a word in a stretch, else that of the word which goes on there."""
    if latest == len(text) or text[latest].isspace():
        return max(last, len(text[:latest].rstrip(" \n•")))
    spaces = list(_SPACE.finditer(text, last, latest))
    if spaces:
        return max(last, last + len(text[last : spaces[-1].start()].rstrip(" \n•")))
    space = _SPACE.search(text, latest, min(high, latest + _LONGEST_WORD))
    return space.start() if space else last
