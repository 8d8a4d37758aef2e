"""What the values of facets are called, in one file for all segments, so that a few are read without the others.

Of each facet that is counted:

    <facet>.values.text, .at              every value of any segment, in order
    <facet>.labels.text, .at              what people call it: labels, the first to be shown
    <facet>.folded.text, .at              the same as they are compared
    <facet>.ids.text, .at                 the ids it is known by, its own among them, lower case
    <segment>.<facet>                     by the segment's numbers of values those of this file
    <segment>.dead                        its items that are there no more, in order

and of every meeting held, for coverage, the numbers of council and committee and 1 (0: none), the day as 20240603
(0: none), whether its minutes are there, and how many of its items were cut: `held.council` and so on.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from searcher.engine.columns import Columns, ColumnWriter, Strings, narrowest
from searcher.engine.days import number_of
from searcher.engine.segment import Segment
from searcher.engine.steps import Steps
from searcher.model import MeetingHeld, NamedValue
from searcher.query import FACETS
from searcher.words import forms, slug

_APART = "\x1f"  # stands between two labels of one value, and in none


class Labels:
    """The values of facets, by numbers in order of the values."""

    def __init__(self, columns: Columns) -> None:
        self.columns = columns
        self._shown: dict[tuple[str, int], tuple[str, str]] = {}

    def count(self, facet: str) -> int:
        """How many values a facet has."""
        return self._of(facet, "values").count

    def value(self, facet: str, number: int) -> str:
        """A value."""
        return self._of(facet, "values").text(number)

    def number(self, facet: str, value: str) -> int | None:
        """The number of a value; None where there is none."""
        return self._of(facet, "values").find(value.encode())

    def labels(self, facet: str, number: int) -> list[str]:
        """What a value is called."""
        return self._of(facet, "labels").text(number).split(_APART)

    def shown(self, facet: str, number: int) -> tuple[str, str]:
        """A value and what it is called first."""
        key = (facet, number)
        if key not in self._shown:
            self._shown[key] = self.value(facet, number), self.labels(facet, number)[0]
        return self._shown[key]

    def all_labels(self, facet: str) -> Iterator[str]:
        """Everything that values of a facet are called."""
        for number in range(self.count(facet)):
            yield from self.labels(facet, number)

    def all_folded(self, facet: str) -> dict[bytes, bytes]:
        """The labels of every value, as they are written here, with what they are as they are compared."""
        return dict(zip(self._of(facet, "labels").all(), self._of(facet, "folded").all(), strict=True))

    def known_as(self, facet: str, typed: str) -> list[int]:
        """The values that have an id, whatever its case."""
        return self._of(facet, "ids").holding(f"{_APART}{typed.casefold()}{_APART}".encode())

    def beginning(self, facet: str, prefix: str) -> list[int]:
        """The values with a word in one of their labels that begins so; folded, and all of them by an empty one."""
        return self._of(facet, "folded").holding(f" {prefix}".encode())

    def called(self, facet: str, words: str) -> list[int]:
        """The values with some folded words in one of their labels."""
        return self._of(facet, "folded").holding(words.encode()) if words else []

    def held(self, name: str) -> memoryview:
        """What is known of the meetings held: a column, with a number for each."""
        return self.columns.view(f"held.{name}")

    def codes_of(self, steps: Steps, segment: str, facet: str) -> Any:
        """By a segment's numbers of a facet's values, the numbers here."""
        return steps.column(self.columns, f"{segment}.{facet}")

    def dead(self, segment: str) -> memoryview:
        """The items of a segment that are there no more, by their numbers."""
        return self.columns.view(f"{segment}.dead")

    def _of(self, facet: str, what: str) -> Strings:
        return self.columns.strings(f"{facet}.{what}")


def write_labels(
    writer: ColumnWriter,
    names: Mapping[str, Sequence[NamedValue]],
    segments: Mapping[str, Segment],
    meetings: Iterable[MeetingHeld],
    before: Labels | None = None,
) -> None:
    """Write the values of some segments with the names they go by, and what is known of the meetings held.

    What labels were folded to `before` is taken from there.
    """
    numbers = {}
    for facet in FACETS:
        known = before.all_folded(facet) if before else {}
        numbers[facet] = _write_facet(writer, facet, names.get(facet, ()), segments, known)
    _write_held(writer, list(meetings), numbers)


def _write_facet(
    writer: ColumnWriter,
    facet: str,
    named: Sequence[NamedValue],
    segments: Mapping[str, Segment],
    known_folded: Mapping[bytes, bytes],
) -> dict[bytes, int]:
    known = {one.value.encode(): one for one in named}
    held = {segment: one.values(facet).all() for segment, one in segments.items()}
    values = sorted(set(known).union(*held.values()))
    numbers = {value: number for number, value in enumerate(values)}
    several = [known.get(value) or NamedValue(value.decode(), (value.decode(),)) for value in values]
    writer.put_strings(f"{facet}.values", values)
    labels = [_APART.join(one.labels).encode() for one in several]
    writer.put_strings(f"{facet}.labels", labels)
    writer.put_strings(f"{facet}.folded", [known_folded.get(one) or _folded(one) for one in labels])
    writer.put_strings(f"{facet}.ids", [_ids(one) for one in several])
    for segment, theirs in held.items():
        writer.put_numbers(f"{segment}.{facet}", [numbers[value] for value in theirs], narrowest(len(values)))
    return numbers


def _folded(labels: bytes) -> bytes:
    """The labels of a value as they are compared."""
    return _APART.join(map(folded, labels.decode().split(_APART))).encode()


def _ids(one: NamedValue) -> bytes:
    """The ids of a value, each between two marks."""
    return "".join(f"{_APART}{known.casefold()}{_APART}" for known in (one.value, *one.others)).encode()


def _write_held(
    writer: ColumnWriter, meetings: Sequence[MeetingHeld], numbers: Mapping[str, Mapping[bytes, int]]
) -> None:
    @cache
    def committee(council: str, name: str | None) -> int:
        return number("committee", f"{council}:{slug(name)}") if name else 0

    def number(facet: str, value: str) -> int:
        return numbers[facet].get(value.encode(), -1) + 1

    told = {
        "council": [number("council", one.council) for one in meetings],
        "committee": [committee(one.council, one.committee) for one in meetings],
        "day": [number_of(one.date) if one.date else 0 for one in meetings],
        "with_minutes": [int(one.with_minutes) for one in meetings],
        "truncated_items": [one.truncated_items for one in meetings],
    }
    for name, values in told.items():
        writer.put_numbers(f"held.{name}", values)


def folded(text: str) -> str:
    """A label as it is compared: its words, whatever case and accents, a space before each."""
    return "".join(f" {word}" for word in forms(text))
