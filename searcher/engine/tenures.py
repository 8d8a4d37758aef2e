"""Who was seen in which post, beside the labels: found by a post, a few without the others.

tenures.text, .at              posts as they are compared, each with an officer, in order: the post, a mark, the id
tenures.names.text, .at        what the officer of each is called
tenures.since, tenures.until   the days on which the officer was first and last seen in it, as 20240603
"""

from collections.abc import Sequence

from searcher.engine.columns import Columns, ColumnWriter
from searcher.engine.days import day_of, number_of
from searcher.model import Tenure

_APART = "\x1f"


class Tenures:
    """Who was seen in which post."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns

    def of(self, post: str) -> list[Tenure]:
        """The officers who were seen in a post, by their ids."""
        first, last = self._columns.strings("tenures").beginning(f"{post}{_APART}".encode())
        return list(map(self._tenure, range(first, last)))

    def begins(self, word: str) -> bool:
        """Whether a post begins with a word, by its stem."""
        first, last = self._columns.strings("tenures").beginning(word.encode())
        return first < last

    def _tenure(self, number: int) -> Tenure:
        post, _, officer = self._columns.strings("tenures").text(number).partition(_APART)
        since, until = (day_of(self._columns.view(f"tenures.{end}")[number]) for end in ("since", "until"))
        return Tenure(post, officer, self._columns.strings("tenures.names").text(number), since, until)


def write_tenures(writer: ColumnWriter, tenures: Sequence[Tenure]) -> None:
    """Write who was seen in which post."""
    told = sorted(tenures, key=lambda one: f"{one.post}{_APART}{one.officer}".encode())
    writer.put_strings("tenures", [f"{one.post}{_APART}{one.officer}".encode() for one in told])
    writer.put_strings("tenures.names", [one.name.encode() for one in told])
    writer.put_numbers("tenures.since", [number_of(one.since) for one in told])
    writer.put_numbers("tenures.until", [number_of(one.until) for one in told])
