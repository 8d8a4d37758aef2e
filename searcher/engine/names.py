"""What a filter's text stands for: ids taken as they are, other text found inside names, whatever case and accents.

A person is found with and without a title.
"""

from itertools import dropwhile

from searcher.engine.labels import Labels, folded
from searcher.query import NAMED, Query, filters_in
from searcher.results import Chosen
from searcher.words import forms

_MOST_KEPT = 1000  # texts of which it is kept what they stand for
_PEOPLE = ("officer", "councillor")
_TITLES = frozenset(
    ("mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "dame", "lord", "lady", "baroness", "rev",
     "revd", "reverend", "cllr", "councillor", "alderman")
)  # fmt: skip


class Names:
    """The values of the filters that take names."""

    def __init__(self, labels: Labels) -> None:
        self._labels = labels
        self._chosen: dict[tuple[str, str], Chosen] = {}

    def values(self, facet: str, typed: tuple[str, ...]) -> tuple[str, ...]:
        """The values that any of some typed texts stands for."""
        found = (value for text in typed for value in self.chosen(facet, text).values)
        return tuple(dict.fromkeys(value for value, _ in found))

    def chosen(self, facet: str, typed: str) -> Chosen:
        """What one typed text was taken for; with suggestions when it stands for nothing."""
        if len(self._chosen) > _MOST_KEPT:
            self._chosen.clear()
        if (facet, typed) not in self._chosen:
            self._chosen[facet, typed] = self._found(facet, typed)
        return self._chosen[facet, typed]

    def all_chosen(self, query: Query) -> tuple[Chosen, ...]:
        """What each name in a query's filters was taken for, wherever they stand."""
        several = (query.filters, *filters_in(query.tree))
        names = ((facet, typed) for filters in several for facet in NAMED for typed in getattr(filters, facet))
        return tuple(self.chosen(facet, typed) for facet, typed in dict.fromkeys(names))

    def _found(self, facet: str, typed: str) -> Chosen:
        labels = self._labels
        found = labels.known_as(facet, typed)
        found = found or labels.called(facet, " ".join(forms(typed))) or labels.called(facet, _untitled(facet, typed))
        values = tuple((labels.value(facet, number), labels.labels(facet, number)[0]) for number in found)
        return Chosen(facet, typed, values, () if values else self._suggestions(facet, typed))

    def _suggestions(self, facet: str, typed: str) -> tuple[str, ...]:
        import difflib  # noqa: PLC0415 - only who mistyped needs it

        labels = {folded(label): label for label in self._labels.all_labels(facet)}
        words = {word: label for known, label in labels.items() for word in known.split()}
        near = difflib.get_close_matches(_untitled(facet, typed), [*labels, *words], n=3, cutoff=0.6)
        return tuple(dict.fromkeys(labels.get(word) or words[word] for word in near))


def _untitled(facet: str, typed: str) -> str:
    """A person's name, folded, without the titles before it: minutes often leave them out, people type them."""
    words = forms(typed)
    if facet in _PEOPLE:
        words = tuple(dropwhile(_TITLES.__contains__, words))
    return " ".join(words)
