"""Which items a query's tree matches, and where in them its words stand. Knows the tree and postings; no ranking."""

from collections.abc import Iterator, Mapping, Sequence

from searcher.engine.names import Names
from searcher.engine.postings import Places, Postings
from searcher.model import Area
from searcher.query import NAMED, AllOf, AnyOf, Either, Filters, Near, Node, Not, Only, Phrase, Term

Leaf = Term | Phrase | Near
Spans = Mapping[int, tuple[tuple[int, int], ...]]
"""Items with the first and last position of each place where a word or phrase stands."""


class Evaluation:
    """Answers for one query's scope; what it worked out for a leaf it keeps."""

    def __init__(self, postings: Postings, names: Names, scope: Sequence[Area]) -> None:
        self.postings = postings
        self.names = names
        self.scope = scope
        self._spans: dict[tuple[Leaf, Area], Spans] = {}

    def matching(self, node: Node) -> frozenset[int]:
        """The items a tree matches."""
        match node:
            case Term() | Phrase() | Near():
                return frozenset().union(*(self.spans(node, area) for area in self.scope))
            case AllOf(parts):
                return self._all_of(parts)
            case AnyOf(parts):
                return frozenset().union(*map(self.matching, parts))
            case Not(part):
                return self.postings.all() - self.matching(part)
            case Either(literal, equivalents):
                return self.matching(literal).union(*map(self.matching, equivalents))
            case Only(filters):
                return self.passing(filters)

    def passing(self, filters: Filters) -> frozenset[int]:
        """The items that filters let through."""
        sets = list(self._filter_sets(filters))
        return frozenset.intersection(*sets) if sets else self.postings.all()

    def spans(self, leaf: Leaf, area: Area) -> Spans:
        """Where a word, a phrase, or two words near each other stand in an area; of a chain, its last two."""
        key = (leaf, area)
        if key not in self._spans:
            match leaf:
                case Term():
                    places = self.postings.places(leaf, area)
                    self._spans[key] = {doc: tuple((at, at) for at in found) for doc, found in places.items()}
                case Phrase(terms):
                    self._spans[key] = _side_by_side([self.postings.places(term, area) for term in terms])
                case Near(left, right, distance):
                    self._spans[key] = _near(self._last(left, area), self.spans(right, area), distance)
        return self._spans[key]

    def _last(self, leaf: Leaf, area: Area) -> Spans:
        """Where the last word or phrase of a chain stands, each being near the one before."""
        if not isinstance(leaf, Near):
            return self.spans(leaf, area)
        return _beside(self._last(leaf.left, area), self.spans(leaf.right, area), leaf.distance)

    def _all_of(self, parts: Sequence[Node]) -> frozenset[int]:
        wanted = [self.matching(part) for part in parts if not isinstance(part, Not)]
        found = frozenset.intersection(*wanted) if wanted else self.postings.all()
        for part in parts:
            if isinstance(part, Not):
                found -= self.matching(part.part)
        return found

    def _filter_sets(self, filters: Filters) -> Iterator[frozenset[int]]:
        for facet in NAMED:
            if typed := getattr(filters, facet):
                yield self._having(facet, self.names.values(facet, typed))
        for facet in ("year", "status", "kind"):
            if values := getattr(filters, facet):
                yield self._having(facet, values)
        if filters.number:
            yield self._having("number", tuple(number.rstrip(".").lower() for number in filters.number))
        if filters.restricted is not None:
            yield self._having("restricted", ("yes" if filters.restricted else "no",))
        if filters.since or filters.until:
            days = self.postings.facet("date")
            first, last = filters.since, filters.until
            within = (
                day
                for day in days
                if (first is None or day >= first.isoformat()) and (last is None or day <= last.isoformat())
            )
            yield self._having("date", tuple(within))

    def _having(self, facet: str, values: Sequence[str]) -> frozenset[int]:
        held = self.postings.facet(facet)
        return frozenset().union(*(held.get(value, frozenset()) for value in values))


def _side_by_side(several: Sequence[Places]) -> Spans:
    first, *others = several
    found: dict[int, tuple[tuple[int, int], ...]] = {}
    for doc in set(first).intersection(*others):
        starts = set(first[doc])
        for offset, places in enumerate(others, 1):
            starts &= {at - offset for at in places[doc]}
        if starts:
            found[doc] = tuple((at, at + len(others)) for at in sorted(starts))
    return found


def _near(left: Spans, right: Spans, distance: int) -> Spans:
    found: dict[int, tuple[tuple[int, int], ...]] = {}
    for doc in set(left) & set(right):
        pairs = [
            (min(one[0], other[0]), max(one[1], other[1]))
            for one in left[doc]
            for other in right[doc]
            if 1 <= _gap(one, other) <= distance
        ]
        if pairs:
            found[doc] = tuple(sorted(set(pairs)))
    return found


def _beside(left: Spans, right: Spans, distance: int) -> Spans:
    """Those places of the right that have one of the left near them."""
    near = {
        doc: tuple(one for one in right[doc] if any(1 <= _gap(other, one) <= distance for other in left[doc]))
        for doc in set(left) & set(right)
    }
    return {doc: places for doc, places in near.items() if places}


def _gap(one: tuple[int, int], other: tuple[int, int]) -> int:
    """Words from the end of the earlier to the start of the later; below 1 when they overlap."""
    before, after = sorted((one, other))
    return after[0] - before[1]
