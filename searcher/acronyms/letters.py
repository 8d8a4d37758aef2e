"""The letters that a text uses as words, such as EHE or DfT; knows nothing of what they mean."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from searcher.words import capitals

_LETTERS = r"[A-Z](?:[a-z]{0,3}[A-Z0-9&])+(?:['’]?s)?"
_RUN = re.compile(rf"(?<![\w&.]){_LETTERS}(?:[ \t]+{_LETTERS})*(?![\w&])")
_SMALL_LETTERS = re.compile(r"[a-z]{2}")
# Written in capitals for emphasis, or numerals: "NOT", "Part VI".
_NEVER = frozenset((
    "ALL", "AN", "AND", "ANY", "AS", "AT", "BE", "BY", "FOR", "FROM", "IN", "IS", "NO", "NOT", "OF", "ON", "OR",
    "THAT", "THE", "TO", "WITH", "II", "III", "IV", "VI", "VII", "VIII", "IX", "XI", "XII",
))  # fmt: skip
_TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Sir|Councillors?|Cllrs?|Cynghorydd)\.?\s+$")
_LONGEST_TITLE = 14  # letters, with what stands after it
_LONG = 8  # letters of a word that is hardly an acronym


@lru_cache(maxsize=20_000)
def compared_letters(word: str) -> str | None:
    """Letters as they are compared: "EHCPs" gives "EHCP", "DfT" "DFT", "NO2" "NO2"; None for an ordinary word."""
    word = re.sub(r"['’]s$", "", word)
    stem = word.rstrip("0123456789")
    letters = capitals(stem)
    return None if letters is None else letters + word[len(stem) :]


def letters_in(texts: Iterable[str], names: Iterable[str] = ()) -> frozenset[str]:
    """The letters that texts use as words, as they are compared.

    Not those in what is written in capitals throughout, nor initials: "Ms PA Jones", or a word of one of the `names`.
    """
    found = {letters for text in texts for letters in _in_text(text)}
    return frozenset(found - _NEVER - {word for name in names for word in name.split()} if found else found)


def _in_text(text: str) -> Iterator[str]:
    for line in text.split("\n") if _RUN.search(text) else ():
        runs = list(_RUN.finditer(line))
        if not runs or _is_heading(line):
            continue
        for run in runs:
            words = run[0].split()
            if not _is_shouted(words) and not _TITLED.search(line, max(0, run.start() - _LONGEST_TITLE), run.start()):
                yield from filter(None, map(compared_letters, words))


def _is_heading(line: str) -> bool:
    """Whether several words stand in capitals throughout."""
    return not _SMALL_LETTERS.search(line) and len(line.split()) > 1


def _is_shouted(words: list[str]) -> bool:
    """Whether words in capitals are emphasis or a heading: "RESOLVED", "REPORT OF THE"."""
    return any(len(word) >= _LONG or (len(words) > 1 and word in _NEVER) for word in words)
