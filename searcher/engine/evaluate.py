"""Which items of a segment a query's tree matches, and where in them its words stand. No ranking."""

import datetime
from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from searcher.engine.days import number_of
from searcher.engine.effort import Effort
from searcher.engine.names import Names
from searcher.engine.records import sense_value
from searcher.engine.segment import Segment, of_one_word
from searcher.engine.steps import Cells, Docs, Places, Postings, Ranges, Steps, TooManyPairs
from searcher.model import AREAS, Area
from searcher.query import (
    NAMED,
    AllOf,
    AnyOf,
    Either,
    Filters,
    Letters,
    Named,
    Near,
    Node,
    Not,
    Only,
    Phrase,
    Term,
    terms_in,
)

Leaf = Term | Phrase | Near


class Standing(Struct, frozen=True):
    """Where a phrase, or the last of what stands near one another, stands: its first words, and how many it has.

    `cells` has a cell for each occurrence: of what stands near one another for each pair.
    """

    places: Places
    length: int
    cells: Cells


class Evaluation:
    """Answers for a segment and the areas that a query looks in. What it worked out it keeps."""

    def __init__(
        self,
        segment: Segment,
        steps: Steps,
        scope: Sequence[Area],
        names: Names,
        stem: Callable[[str], str],
        dead: Docs | None,
        effort: Effort,
    ) -> None:
        self.segment = segment
        self.steps = steps
        self._areas = [AREAS.index(area) for area in scope]
        self._names = names
        self._stem = stem
        self._dead = dead
        self._effort = effort
        self._counted: set[Leaf] = set()
        self._met: dict[Term, Ranges] = {}
        self._postings: dict[Term, Postings] = {}
        self._cells: dict[Leaf, tuple[Docs | None, Cells]] = {}  # with the items that were looked at; None: all
        self._all: Docs | None = None

    def all(self) -> Docs:
        """Every item that is not deleted."""
        if self._all is None:
            everything = self.steps.everything(self.segment.size)
            self._all = self.live(everything)
        return self._all

    def live(self, docs: Docs) -> Docs:
        """Those of some items that are not deleted."""
        return docs if self._dead is None else self.steps.difference(docs, self._dead)

    def found(self, node: Node | None, filters: Filters) -> Docs:
        """The items that words match and filters let through. Filters go first, which saves looking: days go last."""
        if node is None:
            return self.passing(filters)
        within = self._having_all(filters)
        if within is None:
            return self.live(self._of_days(self.matching(node), filters))
        return self.live(self.matching(node, self._of_days(within, filters)))

    def matching(self, node: Node, within: Docs | None = None) -> Docs:
        """The items, of all or within some, that a tree matches; deleted ones too."""
        match node:
            case Term():
                return self._within(self.docs(node), within)
            case Phrase() | Near():
                return self._holding(node, within)
            case AllOf(parts):
                return self._all_of(parts, within)
            case AnyOf(parts):
                return self._any_of(parts, within)
            case Not(part):
                return self.steps.difference(self.all() if within is None else within, self.matching(part, within))
            case Letters(letters, sense):
                return self._within(self._standing_for(letters, sense), within)
            case Named():
                return self._within(self.passing(node.filters), within)
            case Either():
                return self._either(node, within)
            case Only(filters):
                return self._within(self.passing(filters), within)

    def _either(self, node: Either, within: Docs | None) -> Docs:
        steps = self.steps
        found = steps.union([self.matching(part, within) for part in node.equivalents])
        if node.topic:
            found = steps.difference(found, self.only_in_posts(node.topic))
        if node.narrower:
            about = self._within(self.about(node.topic), within)
            found = steps.union([found, *(self.matching(part, about) for part in node.narrower)])
        return steps.union([self.matching(node.literal, within), found])

    def about(self, topic: str) -> Docs:
        """The items about a topic; deleted ones too."""
        return self._having("topic", (topic,))

    def only_in_posts(self, topic: str) -> Docs:
        """The items in which a topic's names stand in names of posts alone; deleted ones too."""
        return self._having("posted", (topic,))

    def _standing_for(self, letters: str, sense: str) -> Docs:
        """The items in which letters stand for something: in the areas that are looked in, if these are not all."""
        docs = self._having("sense", (sense_value(letters, sense),))
        if len(self._areas) == len(AREAS):
            return docs
        return self.steps.intersection([docs, self.docs(Letters(letters, sense).term)])

    def docs(self, term: Term) -> Docs:
        """The items in which a word stands; deleted ones too."""
        return self.steps.docs(self.postings(term))

    def held(self, term: Term) -> int:
        """In how many items a word stands, deleted ones left out."""
        words = self._words(term)
        if self._dead is None and len(self._areas) == len(AREAS) and of_one_word(words):
            return int(self.segment.columns.view("words.docs")[words[0][0]])
        return self.steps.held(self.postings(term), self._dead)

    def postings(self, term: Term) -> Postings:
        """Where a word stands, and how often."""
        if term not in self._postings:
            words = self._words(term)
            self._effort.reads(term.word, self.segment.occurs(words))
            self._postings[term] = self.steps.postings(self.segment.columns, words, self._areas, self.segment.size)
        return self._postings[term]

    def _words(self, term: Term) -> Ranges:
        """The words of the segment's dictionary that a word of the query meets."""
        if term not in self._met:
            words = self.segment.words(term, self._stem)
            self._effort.meets(term, words)
            self._met[term] = words
        return self._met[term]

    def cells(self, leaf: Phrase | Near, within: Docs) -> Cells:
        """The cell of each occurrence of a phrase, or of words near each other, at least within some items."""
        if leaf in self._cells:
            looked_at, cells = self._cells[leaf]
            if looked_at is None or not self.steps.count(self.steps.difference(within, looked_at)):
                return cells
        cells = self._placed(leaf, within).cells
        self._cells[leaf] = (within, cells)
        return cells

    def passing(self, filters: Filters) -> Docs:
        """The items that filters let through."""
        within = self._of_days(self._having_all(filters), filters)
        return self.all() if within is None else self.live(within)

    def _having_all(self, filters: Filters) -> Docs | None:
        """The items that filters let through, whatever their days; None where these are all."""
        sets = list(self._listed(filters))
        return self.steps.intersection(sets) if sets else None

    def _of_days(self, within: Docs | None, filters: Filters) -> Docs | None:
        """Those items, of all or of some, whose days filters let through."""
        if not (filters.since or filters.until):
            return within
        first, last = number_of(filters.since or datetime.date.min), number_of(filters.until or datetime.date.max)
        return self.steps.between(self.segment.columns, "days", first, last, within)

    def holds(self, node: Node, doc: int) -> bool:
        """Whether an item matches a tree."""
        docs = self.docs(node) if isinstance(node, Term) else self.matching(node, self.steps.single(doc))
        return self.steps.holds(docs, doc)

    def _within(self, docs: Docs, within: Docs | None) -> Docs:
        return docs if within is None else self.steps.intersection([docs, within])

    def _all_of(self, parts: Sequence[Node], within: Docs | None) -> Docs:
        """Words first; then what only they leave to be looked for."""
        if words := [self.postings(part) for part in parts if isinstance(part, Term)]:
            within = self.steps.docs_with_all(words, within)
        for part in sorted((part for part in parts if not isinstance(part, Term)), key=_costly):
            if isinstance(part, Not):
                left = self.all() if within is None else within
                within = self.steps.difference(left, self.matching(part.part, left))
            else:
                within = self.matching(part, within)
        return self.all() if within is None else within

    def _any_of(self, parts: Sequence[Node], within: Docs | None) -> Docs:
        several = [self.matching(part, within) for part in parts if not isinstance(part, Term)]
        if words := [self.postings(part) for part in parts if isinstance(part, Term)]:
            several.append(self._within(self.steps.docs_with_any(words), within))
        return self.steps.union(several)

    def _holding(self, leaf: Phrase | Near, within: Docs | None) -> Docs:
        """The items in which words stand side by side or near each other."""
        cells = self._placed(leaf, within).cells
        self._cells[leaf] = (within, cells)
        return self._within(self.steps.docs_of(cells, self.segment.size), within)

    def _with_all(self, leaf: Leaf, within: Docs | None) -> Docs:
        """The items, of all or within some, that have all words of a leaf."""
        return self.steps.docs_with_all([self.postings(term) for term in terms_in(leaf)], within)

    def _placed(self, leaf: Leaf, within: Docs | None) -> Standing:
        """Where a leaf stands: in all items, or at least in some."""
        steps, columns = self.steps, self.segment.columns
        match leaf:
            case Term():
                places = steps.places(self.postings(leaf), within)
                return Standing(places, 1, steps.cells_of(columns, places))
            case Phrase(terms):
                if self._is_new(leaf):
                    self._effort.reads(terms[0].word, sum(self.segment.occurs(self._words(term)) for term in terms))
                places = steps.side_by_side([self.postings(term) for term in terms], within)
                return Standing(places, len(terms), steps.cells_of(columns, places))
            case Near(left, right):
                within = self._with_all(leaf, within)
                return self._near(leaf, self._placed(left, within), self._placed(right, within))

    def _near(self, leaf: Near, one: Standing, other: Standing) -> Standing:
        """Where two things stand near one another."""
        is_new = self._is_new(leaf)
        if is_new:
            self._effort.compares(len(one.places) + len(other.places))
        lengths, most = (one.length, other.length), self._effort.places
        try:
            firsts, places = self.steps.near(one.places, other.places, lengths, leaf.distance, most)
        except TooManyPairs as error:
            raise self._effort.too_near() from error
        if is_new:
            self._effort.compares(len(firsts))
        return Standing(places, other.length, self.steps.cells_of(self.segment.columns, firsts))

    def _is_new(self, leaf: Leaf) -> bool:
        """Whether a leaf is worked out for the first time; whether one item has it is asked for each that is shown."""
        is_new = leaf not in self._counted
        self._counted.add(leaf)
        return is_new

    def _listed(self, filters: Filters) -> Iterator[Docs]:
        """For each filter but those of days the items that have what it asks for."""
        for facet in NAMED:
            if typed := getattr(filters, facet):
                yield self._having(facet, self._names.values(facet, typed))
        for facet in ("year", "status", "kind"):
            if values := getattr(filters, facet):
                yield self._having(facet, values)
        if filters.number:
            yield self._having("number", tuple(number.rstrip(".").lower() for number in filters.number))
        if filters.restricted is not None:
            yield self._having("restricted", ("yes" if filters.restricted else "no",))

    def _having(self, facet: str, values: Sequence[str]) -> Docs:
        return self.steps.listed(self.segment.columns, f"{facet}.docs", self.segment.slices(facet, values))


def _costly(node: Node) -> int:
    """What to look for later: filters are quick, phrases slow, and what is excluded goes last."""
    match node:
        case Only():
            return 0
        case Not():
            return 3
        case Phrase() | Near():
            return 2
        case _:
            return 1
