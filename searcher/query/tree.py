"""The query as a tree of words, and what is asked for besides. Says what to look for; not how."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Literal, get_args

from msgspec import Struct, field
from msgspec.structs import replace

from searcher.model import AREAS, Area
from searcher.query.filters import Filters

Sort = Literal["relevance", "newest", "oldest"]
SORTS: tuple[Sort, ...] = get_args(Sort)


class Match(StrEnum):
    """How a word of a query meets a word of a text."""

    FORMS = "forms"  # any inflected form: same stem
    EXACT = "exact"  # the same word, folded
    ACRONYM = "acronym"  # typed in capitals: the same word or its plural
    NAME = "name"  # a topic's name of one word: the same word, its singular or its plural
    CAPITALS = "capitals"  # an acronym of the vocabulary: only where the text has it in capitals
    PREFIX = "prefix"  # begins so
    FUZZY = "fuzzy"  # spelled so, but for a slip or two


class Term(Struct, frozen=True):
    """One word. `word` is folded, or the letters themselves for `Match.CAPITALS`."""

    word: str
    match: Match = Match.FORMS


def most_slips(word: str) -> int:
    """By how many slips a word may differ from a fuzzy one: a letter more, fewer or other, or two changed places.

    Most misspelt words have one slip; two in a word of five letters would leave little of it.
    """
    return 1 if len(word) <= _LONGEST_OF_ONE_SLIP else 2


_LONGEST_OF_ONE_SLIP = 5


class Phrase(Struct, frozen=True):
    """Words side by side, in one area of one item."""

    terms: tuple[Term, ...]


class Near(Struct, frozen=True):
    """Two words or phrases of one area at most `distance` words apart, in either order.

    In a chain the left is what comes before, and `distance` is counted from the last word or phrase of that.
    """

    left: "Term | Phrase | Near"
    right: "Term | Phrase"
    distance: int


class AllOf(Struct, frozen=True):
    """Items that match every part, wherever in the item."""

    parts: tuple["Node", ...]


class AnyOf(Struct, frozen=True):
    """Items that match at least one part."""

    parts: tuple["Node", ...]


class Not(Struct, frozen=True):
    """Items that do not match the part."""

    part: "Node"


class Letters(Struct, frozen=True):
    """Items in which letters stand for one thing: those in which they stand for another are not meant.

    `sense` is that thing as senses are compared (`searcher.acronyms`).
    """

    letters: str
    sense: str

    @property
    def term(self) -> Term:
        """The letters as a word, whatever they stand for."""
        return Term(self.letters, Match.CAPITALS)


class Named(Struct, frozen=True):
    """Items that name an officer or a councillor, by whatever name; between two days where these are told.

    `value` is the id in the facet, `name` what the person is called there.
    """

    facet: Literal["officer", "councillor"]
    value: str
    name: str
    since: date | None = None
    until: date | None = None

    @property
    def filters(self) -> Filters:
        """The same as filters."""
        found = Filters(officer=(self.value,)) if self.facet == "officer" else Filters(councillor=(self.value,))
        return replace(found, since=self.since, until=self.until)


class Either(Struct, frozen=True):
    """Words as typed, or others that mean the same instead; an item that has only those ranks below.

    `typed` are the words, where `literal` does not tell them. `topic` is the topic that they name: an item that has
    its other names only in names of posts is not meant. `narrower` are names of parts of the topic: they are met in
    items about the topic.
    """

    literal: "Node"
    equivalents: tuple["Term | Phrase | Letters | Named", ...]
    typed: str = ""
    topic: str = ""
    narrower: tuple["Term | Phrase | Letters", ...] = ()


class Only(Struct, frozen=True):
    """Items that filters let through; filters inside brackets, after a minus, or on one side of an OR."""

    filters: "Filters"


Node = Term | Phrase | Near | AllOf | AnyOf | Not | Letters | Named | Either | Only


class Query(Struct, frozen=True):
    """A parsed question. `tree` is None when filters alone select. `scope` names the areas words are looked for in.

    `exact`: only the very words. `holders`: where words name a post, those who held it may be named instead.
    """

    text: str = ""
    tree: Node | None = None
    filters: Filters = field(default_factory=Filters)
    scope: tuple[Area, ...] = AREAS
    sort: Sort = "relevance"
    limit: int = 10
    page: int = 1
    exact: bool = False
    holders: bool = False


def leaves(node: Node | None) -> Iterator[Term | Phrase | Near]:
    """The words and phrases a query looks for, in order; not those it excludes."""
    match node:
        case Term() | Phrase() | Near():
            yield node
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from leaves(part)
        case Either(literal, equivalents, narrower=narrower):
            for part in (literal, *equivalents, *narrower):
                yield from leaves(part)
        case Letters():
            yield node.term
        case _:
            return


def terms_in(node: Node | None) -> Iterator[Term]:
    """Every word of a tree, in order, as often as it stands there; those it excludes too."""
    match node:
        case Term():
            yield node
        case Phrase(terms):
            yield from terms
        case Near(left, right):
            yield from terms_in(left)
            yield from terms_in(right)
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from terms_in(part)
        case Not(part):
            yield from terms_in(part)
        case Either(literal, equivalents, narrower=narrower):
            for part in (literal, *equivalents, *narrower):
                yield from terms_in(part)
        case _:
            return


def filters_in(node: Node | None) -> Iterator[Filters]:
    """The filters that stand in a tree, in order; those it excludes too."""
    match node:
        case Only(filters):
            yield filters
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from filters_in(part)
        case Not(part):
            yield from filters_in(part)
        case _:
            return


def joined(parts: tuple[Node, ...]) -> Node:
    """Parts that must all match, as one node."""
    return parts[0] if len(parts) == 1 else AllOf(parts)
