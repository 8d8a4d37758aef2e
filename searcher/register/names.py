"""Names of people as minutes write them, and whether two of them can be one person's."""

import re
from functools import lru_cache

from msgspec import Struct

from searcher.register.forenames import sex_of
from searcher.words import fold

_SEX = {
    "mr": "m", "sir": "m", "mrs": "f", "ms": "f", "miss": "f", "dame": "f",
    "mx": "", "dr": "", "prof": "", "professor": "", "rev": "", "revd": "", "reverend": "",
}  # fmt: skip
_HONOURS = frozenset(("OBE", "MBE", "CBE", "DBE", "KBE", "QPM", "DL", "JP", "KC", "QC", "BEM"))
_PARTICLES = frozenset(("de", "la", "le", "du", "van", "von", "der", "den", "al", "el", "ap", "ab", "st", "mac", "mc"))
_WORD = re.compile(r"[^\s.,]+")


class PersonName(Struct, frozen=True):
    """A name taken apart and folded. `given` are forenames and initials; `sex` is "m", "f" or, not told, ""."""

    given: tuple[str, ...]
    surname: str
    title: str = ""
    sex: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether a forename is written out."""
        return any(len(one) > 1 for one in self.given)

    def may_be(self, other: "PersonName") -> bool:
        """Whether both can be names of one person: no title, forename or initial says otherwise."""
        if self.surname != other.surname or self._is_of_other_sex(other):
            return False
        return all(map(_agree, self.given, other.given)) and (self._is_titled_as(other) or self._is_same_whole(other))

    def _is_of_other_sex(self, other: "PersonName") -> bool:
        """Whether titles tell two sexes, or a forename one and the other name's title the other."""
        if self.given == other.given:
            return {self.sex, other.sex} == {"m", "f"}
        return {self._told_sex, other._told_sex} == {"m", "f"}

    @property
    def _told_sex(self) -> str:
        return self.sex or sex_of(next(iter(self.given), ""))

    def _is_titled_as(self, other: "PersonName") -> bool:
        """Whether the titles agree. Who is Ms here may be Mrs there; who is Dr here is hardly Mr there."""
        return not (self.title and other.title) or self.title == other.title or self.sex == other.sex != ""

    def _is_same_whole(self, other: "PersonName") -> bool:
        return self.is_whole and other.is_whole


@lru_cache(maxsize=50_000)
def person_name(written: str) -> PersonName:
    """A name as written, such as "Ms. K. Hanson" or "Karen de la Haye MBE"."""
    words = [word for word in _WORD.findall(written) if word not in _HONOURS]
    title = ""
    while len(words) > 1 and fold(words[0]) in _SEX:
        title = fold(words[0])
        words = words[1:]
    at = len(words) - 1
    while at > 0 and fold(words[at - 1]) in _PARTICLES and len(words[at - 1]) > 1:
        at -= 1
    surname = "".join(map(_folded, words[at:]))
    return PersonName(tuple(map(_folded, words[:at])), surname, title, _SEX.get(title, ""))


def _agree(one: str, other: str) -> bool:
    """Whether two forenames, or a forename and an initial, can be the same."""
    return one == other or (min(len(one), len(other)) == 1 and one[:1] == other[:1])


def _folded(word: str) -> str:
    return fold(re.sub(r"[-\u2010\u2011]", "", word))


def untitled(written: str) -> str:
    """A name as written, without the titles before it."""
    words = written.split()
    while len(words) > 1 and fold(words[0].strip(".,")) in _SEX:
        words = words[1:]
    return " ".join(words)
