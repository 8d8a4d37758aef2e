"""Which items of a segment a query's tree matches, and where in them its words stand. No ranking."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from searcher.engine.names import Names
from searcher.engine.segment import Segment
from searcher.engine.steps import Docs, Keys, Postings, Steps
from searcher.model import AREAS, Area
from searcher.query import NAMED, AllOf, AnyOf, Either, Filters, Near, Node, Not, Only, Phrase, Term

Leaf = Term | Phrase | Near


@dataclass(frozen=True, slots=True)
class Places:
    """Where a phrase, or the last of what stands near one another, stands: its first words, and how many it has.

    `cells` has a cell for each occurrence: of what stands near one another for each pair.
    """

    keys: Keys
    length: int
    cells: Keys


class Evaluation:
    """Answers for a segment and the areas that a query looks in. What it worked out it keeps."""

    def __init__(
        self,
        segment: Segment,
        steps: Steps,
        scope: Sequence[Area],
        names: Names,
        stem: Callable[[str], str],
        dead: Docs | None = None,
    ) -> None:
        self.segment = segment
        self.steps = steps
        self._areas = [AREAS.index(area) for area in scope]
        self._names = names
        self._stem = stem
        self._dead = dead
        self._postings: dict[Term, Postings] = {}
        self._docs: dict[Term, Docs] = {}
        self._cells: dict[Leaf, tuple[Docs, Keys]] = {}  # with the items that were looked at
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
        """The items that words match and filters let through. Filters go first: they save looking."""
        passing = self.passing(filters) if filters else None
        if node is None:
            return self.all() if passing is None else passing
        return self.live(self.matching(node, passing))

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
                return self.steps.union([self.matching(part, within) for part in parts])
            case Not(part):
                return self.steps.difference(self.all() if within is None else within, self.matching(part, within))
            case Either(literal, equivalents):
                return self.steps.union([self.matching(part, within) for part in (literal, *equivalents)])
            case Only(filters):
                return self._within(self.passing(filters), within)

    def docs(self, term: Term) -> Docs:
        """The items in which a word stands; deleted ones too."""
        if term not in self._docs:
            self._docs[term] = self.steps.docs(self.postings(term))
        return self._docs[term]

    def postings(self, term: Term) -> Postings:
        """Where a word stands, and how often."""
        if term not in self._postings:
            words = self.segment.words(term, self._stem)
            self._postings[term] = self.steps.postings(self.segment.columns, words, self._areas, self.segment.size)
        return self._postings[term]

    def cells(self, leaf: Phrase | Near, within: Docs) -> Keys:
        """The cell of each occurrence of a phrase, or of words near each other, at least within some items."""
        known = self._cells.get(leaf)
        wanted = self._with_all(leaf, within)
        if known is None or self.steps.count(self.steps.difference(wanted, known[0])):
            return self._placed(leaf, wanted).cells
        return known[1]

    def passing(self, filters: Filters) -> Docs:
        """The items that filters let through."""
        sets = list(self._filtered(filters))
        return self.live(self.steps.intersection(sets)) if sets else self.all()

    def holds(self, node: Node, doc: int) -> bool:
        """Whether an item matches a tree."""
        docs = self.docs(node) if isinstance(node, Term) else self.matching(node, self.steps.single(doc))
        return self.steps.holds(docs, doc)

    def _within(self, docs: Docs, within: Docs | None) -> Docs:
        return docs if within is None else self.steps.intersection([docs, within])

    def _all_of(self, parts: Sequence[Node], within: Docs | None) -> Docs:
        """Words first, the rarest of them first; then what only they leave to be looked for."""
        words = [self.docs(part) for part in parts if isinstance(part, Term)]
        if words:
            within = self.steps.intersection([*words, *([] if within is None else [within])])
        for part in sorted((part for part in parts if not isinstance(part, Term)), key=_costly):
            if isinstance(part, Not):
                left = self.all() if within is None else within
                within = self.steps.difference(left, self.matching(part.part, left))
            else:
                within = self.matching(part, within)
        return self.all() if within is None else within

    def _holding(self, leaf: Phrase | Near, within: Docs | None) -> Docs:
        """The items in which words stand side by side or near each other: only those that have all of them."""
        candidates = self._with_all(leaf, within)
        if not self.steps.count(candidates):
            return candidates
        cells = self._placed(leaf, candidates).cells
        self._cells[leaf] = (candidates, cells)
        return self.steps.docs_of(cells, self.segment.size)

    def _with_all(self, leaf: Leaf, within: Docs | None) -> Docs:
        """The items, of all or within some, that have all words of a leaf."""
        docs = [self.docs(term) for term in dict.fromkeys(terms_of(leaf))]
        return self.steps.intersection(docs if within is None else [*docs, within])

    def _placed(self, leaf: Leaf, within: Docs | None) -> Places:
        steps, bits = self.steps, self.segment.bits
        match leaf:
            case Term():
                keys = self._keys(leaf, within)
                return Places(keys, 1, steps.cells_of(keys, bits))
            case Phrase(terms):
                keys = steps.side_by_side([self._keys(term, within) for term in terms])
                return Places(keys, len(terms), steps.cells_of(keys, bits))
            case Near(left, right, distance):
                one, other = self._placed(left, within), self._placed(right, within)
                cells, keys = steps.near(one.keys, other.keys, (one.length, other.length), distance, bits)
                return Places(keys, other.length, cells)

    def _keys(self, term: Term, within: Docs | None) -> Keys:
        segment = self.segment
        return self.steps.keys(segment.columns, self.postings(term), within, segment.size, segment.bits)

    def _filtered(self, filters: Filters) -> Iterator[Docs]:
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
        if filters.since or filters.until:
            first = int(f"{filters.since:%Y%m%d}") if filters.since else 1
            last = int(f"{filters.until:%Y%m%d}") if filters.until else 99991231
            yield self.steps.between(self.segment.columns, "days", first, last)

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


def terms_of(leaf: Leaf) -> Iterator[Term]:
    """The words of a leaf."""
    match leaf:
        case Term():
            yield leaf
        case Phrase(terms):
            yield from terms
        case Near(left, right, _):
            yield from terms_of(left)
            yield from terms_of(right)
