"""What a filter's text stands for: ids taken as they are, other text found inside names, whatever case and accents.

A person is found with and without a title, and by an initial where nobody is called so in full.
"""

from collections.abc import Iterator, Sequence
from itertools import dropwhile
from typing import Literal

from searcher.engine.labels import Labels, folded
from searcher.query import NAMED, Named, Query, filters_in
from searcher.results import Chosen
from searcher.words import forms

_SUGGESTED = 3
_MOST_KEPT = 1000  # texts of which it is kept what they stand for
Person = Literal["officer", "councillor"]
PEOPLE: tuple[Person, ...] = ("officer", "councillor")
_TITLES = frozenset(
    ("mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "dame", "lord", "lady", "baroness", "rev",
     "revd", "reverend", "cllr", "councillor", "alderman")
)  # fmt: skip


class Names:
    """The values of the filters that take names."""

    def __init__(self, labels: Labels) -> None:
        self._labels = labels
        self._chosen: dict[tuple[str, str], Chosen] = {}
        self._people: dict[tuple[str, ...], Sequence[tuple[Person, int]]] = {}

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

    def people(self, words: tuple[str, ...]) -> Iterator[Named]:
        """The officers and councillors who are called so somewhere, with a title or without."""
        name = untitled(words)
        for facet, number in self._beginning(name[:2]) if name else ():
            labels = self._labels.labels(facet, number)
            if any(untitled(forms(label)) == name for label in labels):
                yield Named(facet, self._labels.value(facet, number), labels[0])

    def perhaps(self, facet: Person, name: str) -> Iterator[int]:
        """Who may be called so: people of that surname whose forename has that initial, or is one, in all their names.

        Nobody whom a title or a forename shows to be another.
        """
        from searcher.register.names import person_name  # noqa: PLC0415 - who finds somebody needs none of it

        wanted, words = person_name(name), untitled(forms(name))
        for number in self._labels.called(facet, f" {words[-1]}") if wanted.given and words else ():
            called = list(map(person_name, self._labels.labels(facet, number)))
            if all(map(wanted.may_be, called)) and any(one.given for one in called):
                yield number

    def labels_perhaps(self, name: str) -> Iterator[str]:
        """What those are called who may be called so."""
        return (self._labels.labels(facet, number)[0] for facet in PEOPLE for number in self.perhaps(facet, name))

    def _beginning(self, name: tuple[str, ...]) -> Sequence[tuple[Person, int]]:
        """The people with one or two words in a name: of a long query most runs are nobody's."""
        if len(self._people) > _MOST_KEPT:
            self._people.clear()
        if name not in self._people:
            wanted = f" {' '.join(name)}"
            self._people[name] = [(facet, number) for facet in PEOPLE for number in self._labels.called(facet, wanted)]
        return self._people[name]

    def all_chosen(self, query: Query) -> tuple[Chosen, ...]:
        """What each name in a query's filters was taken for, wherever they stand."""
        several = (query.filters, *filters_in(query.tree))
        names = ((facet, typed) for filters in several for facet in NAMED for typed in getattr(filters, facet))
        return tuple(self.chosen(facet, typed) for facet, typed in dict.fromkeys(names))

    def _found(self, facet: str, typed: str) -> Chosen:
        labels = self._labels
        found = labels.known_as(facet, typed)
        found = found or labels.called(facet, " ".join(forms(typed))) or labels.called(facet, _untitled(facet, typed))
        perhaps = [] if found else [number for one in PEOPLE if one == facet for number in self.perhaps(one, typed)]
        values = tuple((labels.value(facet, number), labels.labels(facet, number)[0]) for number in found or perhaps)
        return Chosen(facet, typed, values, () if values else self._suggestions(facet, typed), bool(perhaps))

    def _suggestions(self, facet: str, typed: str) -> tuple[str, ...]:
        import difflib  # noqa: PLC0415 - only who mistyped needs it

        labels = {folded(label): label for label in self._labels.all_labels(facet)}
        words = {word: label for known, label in labels.items() for word in known.split()}
        near = difflib.get_close_matches(_untitled(facet, typed), [*labels, *words], n=_SUGGESTED, cutoff=0.6)
        return tuple(dict.fromkeys(labels.get(word) or words[word] for word in near))


def _untitled(facet: str, typed: str) -> str:
    """A person's name, folded, without the titles before it: minutes often leave them out, people type them."""
    words = forms(typed)
    return " ".join(untitled(words) if facet in PEOPLE else words)


def untitled(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a person's name without the titles before it."""
    return tuple(dropwhile(_TITLES.__contains__, words))
