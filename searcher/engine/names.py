"""What a filter's text stands for: ids taken as they are, other text found inside names, whatever case and accents.

A person is found with and without a title.
"""

import difflib
from collections.abc import Mapping, Sequence
from itertools import dropwhile

from searcher.model import NamedValue
from searcher.query import NAMED, Query, filters_in
from searcher.results import Chosen
from searcher.words import forms

_PEOPLE = ("officer", "councillor")
_TITLES = frozenset(
    ("mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "dame", "lord", "lady", "baroness", "rev",
     "revd", "reverend", "cllr", "councillor", "alderman")
)  # fmt: skip


class Names:
    """The values of the filters that take names, with their labels."""

    def __init__(self, values: Mapping[str, tuple[NamedValue, ...]]) -> None:
        self._values = values

    def label(self, facet: str, value: str) -> str:
        """What people call a value."""
        return next((held.labels[0] for held in self._values.get(facet, ()) if held.value == value), value)

    def labels(self, facet: str) -> dict[str, str]:
        """What people call each value of a facet."""
        return {held.value: held.labels[0] for held in self._values.get(facet, ())}

    def values(self, facet: str, typed: tuple[str, ...]) -> tuple[str, ...]:
        """The values that any of some typed texts stands for."""
        found = (value for text in typed for value in self.chosen(facet, text).values)
        return tuple(dict.fromkeys(value for value, _ in found))

    def chosen(self, facet: str, typed: str) -> Chosen:
        """What one typed text was taken for; with suggestions when it stands for nothing."""
        held = self._values.get(facet, ())
        wanted = typed.casefold()
        found = [one for one in held if wanted in (one.value.casefold(), *(other.casefold() for other in one.others))]
        found = found or _called(held, _folded(typed)) or _called(held, _untitled(facet, typed))
        values = tuple((one.value, one.labels[0]) for one in found)
        return Chosen(facet, typed, values, () if values else self._suggestions(facet, typed))

    def all_chosen(self, query: Query) -> tuple[Chosen, ...]:
        """What each name in a query's filters was taken for, wherever they stand."""
        several = (query.filters, *filters_in(query.tree))
        names = ((facet, typed) for filters in several for facet in NAMED for typed in getattr(filters, facet))
        return tuple(self.chosen(facet, typed) for facet, typed in dict.fromkeys(names))

    def _suggestions(self, facet: str, typed: str) -> tuple[str, ...]:
        labels = {_folded(label): label for held in self._values.get(facet, ()) for label in held.labels}
        words = {word: label for folded, label in labels.items() for word in folded.split()}
        near = difflib.get_close_matches(_untitled(facet, typed), [*labels, *words], n=3, cutoff=0.6)
        return tuple(dict.fromkeys(labels.get(word) or words[word] for word in near))


def _called(held: Sequence[NamedValue], words: str) -> list[NamedValue]:
    """The values with some folded words in one of their labels."""
    return [one for one in held if words and any(words in _folded(label) for label in one.labels)]


def _untitled(facet: str, typed: str) -> str:
    """A person's name, folded, without the titles before it: minutes often leave them out, people type them."""
    words = forms(typed)
    if facet in _PEOPLE:
        words = tuple(dropwhile(_TITLES.__contains__, words))
    return " ".join(words)


def _folded(text: str) -> str:
    return " ".join(forms(text))
