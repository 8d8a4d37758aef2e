"""What counts as a word, and when two words are the same. Shared by cleaning, querying and indexing.

Words are compared folded: Unicode compatibility forms, no case, no accents, no apostrophes
("Barnardo's" is "barnardos"). A hyphenated word is its parts and also their join
("un-accompanied" is "un", "accompanied" and "unaccompanied"). There is no stop list.
"""

import re
import threading
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from msgspec import Struct

# What may stand inside a word: apostrophes as people type them, then soft hyphens and marks of no width.
_APOSTROPHES = "'`\u00b4\u2018\u2019\u02bc\u00ad\u200b\u200c\u200d\u2060\ufeff"
_ACCENTS = "\u0300-\u036f"  # accents apart from their letters, as PDFs have them
HYPHENS = "-\u2010\u2011"  # between the parts of one word
_LETTERS = rf"[^\W_]+(?:[{_APOSTROPHES}{_ACCENTS}]+[^\W_]+)*[{_ACCENTS}]*"
_PIECE = rf"\d{{1,3}}(?:,\d{{3}})+[^\W_]*|\d+(?:\.\d+)+[^\W_]*|{_LETTERS}"
_PLAIN = r"[A-Za-z]+(?=[\s.,;:)])"  # what most words are is told at once
WORD = re.compile(rf"{_PLAIN}|&|(?:{_PIECE})(?:[{HYPHENS}](?:{_PIECE}))*")
# What a word must hold, in small letters, to be another when folded than what stands there, or to have more than one.
UNUSUAL = rf"[^\W\x00-\x7f]|[{_ACCENTS}]|[{_APOSTROPHES},\-\u2010\u2011](?=[^\W_])"
_PIECES = re.compile(_PIECE)
_DROPPED = re.compile(rf"[,{_APOSTROPHES}]")
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)", re.IGNORECASE)  # minutes write 12th September, people type 12
_LONGEST = 200  # a longer "word" is an encoded picture or a run of table rules; its head is enough to find it


class Token(Struct, frozen=True):
    """A word at its place. `start` and `end` are character offsets; `position` counts words.

    `capitals` is the word in capitals when it is written as letters standing for words ("EHCPs" gives "EHCP").
    """

    form: str
    capitals: str | None
    position: int
    start: int
    end: int


def tokens(text: str) -> Iterator[Token]:
    """The words of a text in order. A hyphenated word also gives its join, at its first and last position."""
    position = 0
    for match in WORD.finditer(text):
        if match[0] == "&":
            yield Token("and", None, position, match.start(), match.end())
            position += 1
            continue
        pieces = list(_PIECES.finditer(text, match.start(), match.end()))
        for offset, piece in enumerate(pieces):
            yield Token(fold(piece[0]), capitals(piece[0]), position + offset, piece.start(), piece.end())
        if len(pieces) > 1:
            join = fold("".join(piece[0] for piece in pieces))
            for offset in (0, len(pieces) - 1):
                yield Token(join, None, position + offset, match.start(), match.end())
        position += len(pieces)


def written(text: str) -> list[str]:
    """The words of a text as they are written, hyphenated ones whole."""
    return WORD.findall(text)


def forms(text: str) -> tuple[str, ...]:
    """The folded words of a text, without the joins of hyphenated ones."""
    return tuple(fold(match[0]) if match[0] != "&" else "and" for match in re.finditer(rf"&|{_PIECE}", text))


@lru_cache(maxsize=200_000)
def fold(word: str) -> str:
    """A word as it is compared: "Children’s" gives "childrens", "Élan" gives "elan"."""
    word = _DROPPED.sub("", word[:_LONGEST])
    if ordinal := _ORDINAL.fullmatch(word):
        return ordinal[1]
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).casefold() or word


def singular(word: str) -> str:
    """A folded word without its plural: "libraries" gives "library", "taxis" gives "taxi"."""
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def numbers_of(word: str) -> tuple[str, ...]:
    """A folded word with its singular and its plurals: "library" gives "library", "librarys", "libraries"."""
    one = singular(word)
    plurals = (f"{one}s", f"{one[:-1]}ies") if one.endswith("y") else (f"{one}s",)
    return tuple(dict.fromkeys((word, one, *plurals)))


def measure(word: str) -> tuple[str, str] | None:
    """A number and its unit, of a folded word that is both: "20mph" gives "20" and "mph"."""
    found = _MEASURE.fullmatch(word)
    return (found[1], found[2]) if found else None


_MEASURE = re.compile(r"(\d+)(mph|km|kg|sqm|mm|cm|m|bn|kwh|kw|mw|am|pm)")


@lru_cache(maxsize=50_000)
def capitals(word: str) -> str | None:
    """The letters of an acronym: "EHCPs" gives "EHCP", "CiC" gives "CIC"; None for an ordinary word."""
    word = _DROPPED.sub("", re.sub(rf"[{_APOSTROPHES}]s$", "", word))
    letters = word[:-1] if len(word) > 2 and word.endswith("s") else word
    if not 2 <= len(letters) <= 10 or not (letters[0].isupper() and letters[-1].isupper()):
        return None
    small = sum(letter.islower() for letter in letters)
    return letters.upper() if small == 0 or small < len(letters) / 2 else None


_IRREGULAR = {  # Snowball gives "buse" and "buss", and knows no plurals but those with an s
    "buses": "bus", "busses": "bus", "children": "child", "childrens": "child", "men": "man", "mens": "man",
    "women": "woman", "womens": "woman", "people": "person", "peoples": "person", "feet": "foot", "crises": "crisis",
    "knives": "knife",
}  # fmt: skip
_IZE = re.compile(r"(?<=\w{4})iz(?=(?:e[drs]?|ers|ing|ations?|ational)$)")
# Stems of words that minutes spell in one way and another.
_SPELT_ALIKE = {
    "licenc": "licens", "defenc": "defens", "offenc": "offens", "practis": "practic", "enquir": "inquir",
    "enquiri": "inquiri", "programm": "program", "judgement": "judgment",
}  # fmt: skip
_stemming = threading.Lock()


@lru_cache(maxsize=200_000)
def stem(form: str) -> str:
    """The Snowball (Porter 2) stem of a folded word: "educated" and "education" give "educ".

    Spellings of one word have one stem: "organize" and "organise", "licence" and "license".
    """
    form = _IZE.sub("is", _IRREGULAR.get(form, form))
    with _stemming:  # the stemmer keeps the word it works on
        stemmed = str(_stemmer().stemWord(form))
    return _SPELT_ALIKE.get(stemmed, stemmed)


@lru_cache(maxsize=1)
def _stemmer() -> Any:
    import snowballstemmer  # noqa: PLC0415 - it has the stemmers of all languages, and most searches need none

    return snowballstemmer.stemmer("english")


def stems(text: str) -> tuple[str, ...]:
    """The stems of a text's words, in order."""
    return tuple(map(stem, forms(text)))


@lru_cache(maxsize=20_000)
def slug(text: str) -> str:
    """A name as an id: lower case, letters and digits, hyphens between."""
    return "-".join(forms(text)) or "unnamed"
