"""What letters stand for, beside the labels: found by a meaning or by letters, a few without the others.

senses.text, .at              senses, each with letters that have it, in order: "elect home educ", a mark, "EHE"
ways.text, .at                the ways of writing each, the most frequent first
letters.text, .at             letters with one of their senses, in order
letters.senses                which of the senses that is, by its number
"""

from collections.abc import Iterator, Sequence

from searcher.engine.columns import Columns, ColumnWriter
from searcher.model import Meaning

_APART = "\x1f"


class Meanings:
    """What letters stand for in an archive."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns

    def of_sense(self, sense: str) -> list[Meaning]:
        """The letters that stand for one thing."""
        first, last = self._columns.strings("senses").beginning(f"{sense}{_APART}".encode())
        return list(map(self._meaning, range(first, last)))

    def begins_sense(self, word: str) -> bool:
        """Whether a sense of several words begins with a word."""
        first, last = self._columns.strings("senses").beginning(f"{word} ".encode())
        return first < last

    def of_letters(self, letters: str) -> list[Meaning]:
        """What some letters stand for."""
        first, last = self._columns.strings("letters").beginning(f"{letters}{_APART}".encode())
        return list(map(self._meaning, self._columns.view("letters.senses")[first:last]))

    def _meaning(self, number: int) -> Meaning:
        sense, _, letters = self._columns.strings("senses").text(number).partition(_APART)
        return Meaning(letters, sense, tuple(self._columns.strings("ways").text(number).split(_APART)))


def write_meanings(writer: ColumnWriter, meanings: Sequence[Meaning]) -> None:
    """Write what letters stand for."""
    told = sorted(_keyed(meanings))
    by_letters = sorted((f"{one.letters}{_APART}{one.sense}".encode(), number) for number, (_, one) in enumerate(told))
    writer.put_strings("senses", [key for key, _ in told])
    writer.put_strings("ways", [_APART.join(way.replace(_APART, " ") for way in one.ways).encode() for _, one in told])
    writer.put_strings("letters", [key for key, _ in by_letters])
    writer.put_numbers("letters.senses", [number for _, number in by_letters])


def _keyed(meanings: Sequence[Meaning]) -> Iterator[tuple[bytes, Meaning]]:
    for one in meanings:
        yield f"{one.sense}{_APART}{one.letters}".encode(), one
