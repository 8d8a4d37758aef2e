"""A query told back in English: which items it asks for. What filters were taken for is told by whoever knows it.

Every condition is told with its own "with", "without" or "of", so that "and" and "or" join whole conditions, and
brackets stand wherever conditions joined by one stand among those joined by the other.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from searcher.model import AREAS
from searcher.query.filters import NAMED, Filters
from searcher.query.tree import AllOf, AnyOf, Either, Match, Near, Node, Not, Only, Phrase, Query, Term

Labels = Callable[[str, str], Sequence[str]]
"""By a filter and what was typed for it, what that was taken for."""

_MOST_LABELS = 3
_ONE = {
    "committee": "of the committee", "meeting": "of the meeting", "officer": "naming the officer",
    "councillor": "naming the councillor", "topic": "on the topic", "council": "of the council", "year": "of the year",
    "number": "with the minute number", "status": "with the status", "kind": "of the kind",
}  # fmt: skip
_SEVERAL = {
    "committee": "of one of the committees", "meeting": "of one of the meetings",
    "officer": "naming one of the officers", "councillor": "naming one of the councillors",
    "topic": "on one of the topics", "council": "of one of the councils", "year": "of one of the years",
    "number": "with one of the minute numbers", "status": "with one of the statuses", "kind": "of one of the kinds",
}  # fmt: skip
_ORDERS = {"newest": "; newest first", "oldest": "; oldest first", "relevance": ""}


def as_typed(_: str, typed: str) -> Sequence[str]:
    """Labels where it is not known what a filter was taken for."""
    return (f'"{typed}"',)


def sentence(query: Query, labels: Labels = as_typed) -> str:
    """A query as one line: `items with the word "bins" in any form, of the committee Cabinet, since 2020`."""
    told = _Telling(labels)
    words = [] if query.tree is None else [told.whole(query.tree, alone=not query.filters)]
    items = ", ".join((*words, *told.conditions(query.filters)))
    areas = "" if query.scope == AREAS else f"; words are looked for only in: {', '.join(query.scope)}"
    return " ".join(f"items {items}{areas}{_ORDERS[query.sort]}".split())


def told(node: Node) -> str:
    """One condition of a query: `with the word "bins" in any form`."""
    return _Telling(as_typed).condition(node)


class _Telling:
    """Tells conditions, with what the names in filters were taken for."""

    def __init__(self, labels: Labels) -> None:
        self._labels = labels

    def whole(self, node: Node, *, alone: bool) -> str:
        """A tree as it stands in the sentence: in brackets where conditions follow that are not of its alternatives."""
        match node:
            case AllOf(parts):
                return " and ".join(self._grouped(parts))
            case AnyOf(parts) if alone and not _hyphenated(node):
                return " or ".join(map(self.condition, parts))
            case Only(filters) if alone:
                return " and ".join(self.conditions(filters))
            case _:
                return self.condition(node)

    def condition(self, node: Node) -> str:
        """A node as a condition that stands for itself."""
        match node:
            case AllOf(parts):
                several = list(self._grouped(parts))
                return several[0] if len(several) == 1 else f"({' and '.join(several)})"
            case AnyOf(parts) if not _hyphenated(node):
                return f"({' or '.join(map(self.condition, parts))})"
            case Not(part):
                return self._excluded(part)
            case Only(filters):
                several = list(self.conditions(filters))
                return several[0] if len(several) == 1 else f"({' and '.join(several)})"
            case _:
                return f"with {_thing(node)}"

    def conditions(self, filters: Filters) -> Iterator[str]:
        """What each filter asks for."""
        for name in filters.given():
            value = getattr(filters, name)
            if name in _ONE:
                yield self._listed(name, value)
            elif name == "restricted":
                yield f"{'closed' if value else 'open'} to the public"
            else:
                yield _day(name, value)

    def _grouped(self, parts: Sequence[Node]) -> Iterator[str]:
        """Conditions that must all hold; words side by side of one kind are told together."""
        for run in _runs(parts):
            yield f"with {_words(terms)}" if (terms := _terms(run)) else self.condition(run[0])

    def _excluded(self, part: Node) -> str:
        if isinstance(part, AllOf | Only | Not) or (isinstance(part, AnyOf) and not _hyphenated(part)):
            inner = self.condition(part)
            return f"not {inner}" if inner.startswith("(") else f"not ({inner})"
        return f"without {_thing(part)}"

    def _listed(self, name: str, typed: tuple[str, ...]) -> str:
        labels = typed
        if name in NAMED:
            labels = tuple(
                dict.fromkeys(label for one in typed for label in self._labels(name, one) or as_typed("", one))
            )
        if len(labels) == 1:
            return f"{_ONE[name]} {labels[0]}"
        more = f"; {len(labels) - _MOST_LABELS} more" if len(labels) > _MOST_LABELS else ""
        return f"{_SEVERAL[name]} ({'; '.join(labels[:_MOST_LABELS])}{more})"


_TOGETHER = (Match.FORMS, Match.EXACT)


def _thing(node: Node) -> str:
    """What an item is to have: words, a phrase, things near each other."""
    match node:
        case Term():
            return _words([node])
        case Phrase(terms):
            form = " in any form" if terms[0].match is Match.FORMS else ""
            return f'the phrase "{" ".join(term.word for term in terms)}"{form}'
        case Near(left, right, distance):
            joint = ", that in turn" if isinstance(left, Near) else ""
            return f"{_thing(left)}{joint} within {_counted(distance)} of {_thing(right)}"
        case Either(literal, _, typed):
            return _named(literal, typed)
        case AnyOf():
            return f'the word "{"-".join(_hyphenated(node))}" in any form, joined or not'
        case _:
            raise AssertionError(node)


def _named(node: Node, typed: str) -> str:
    """Words, or what means the same."""
    if typed:
        return f'the name "{typed}", its words near one another (or what means the same)'
    runs = list(_runs(node.parts)) if isinstance(node, AllOf) else [[node]]
    things = [_words(terms) if (terms := _terms(run)) else _thing(run[0]) for run in runs]
    if len(things) == 1:
        return f"{things[0]} (or what means the same)"
    return f"({' and '.join(things)}, or what means the same)"


def _runs(parts: Sequence[Node]) -> Iterator[list[Node]]:
    """Parts one by one, but words of one kind side by side together."""
    run: list[Node] = []
    for part in parts:
        if run and not (_kind(part) and _kind(part) == _kind(run[0])):
            yield run
            run = []
        run.append(part)
    yield run


def _kind(node: Node) -> Match | None:
    """How a word is met that may be told together with others."""
    return node.match if isinstance(node, Term) and node.match in _TOGETHER else None


def _terms(run: Sequence[Node]) -> list[Term]:
    return [part for part in run if isinstance(part, Term)]


def _words(terms: Sequence[Term]) -> str:
    """Words of one kind."""
    quoted = [f'"{term.word}"' for term in terms]
    several = quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} and {quoted[-1]}"
    many = "s" if len(quoted) > 1 else ""
    match terms[0].match:
        case Match.FORMS:
            return f"the word{many} {several} in any form"
        case Match.PREFIX:
            return f"a word that begins with {several}"
        case Match.FUZZY:
            return f"a word spelled like {several}"
        case Match.ACRONYM | Match.CAPITALS:
            return f'the letters "{terms[0].word.upper()}"'
        case Match.NAME:
            return f"the word {several} or its plural"
        case _:
            return f"the very word{many} {several}"


def _hyphenated(node: Node) -> tuple[str, ...]:
    """The parts of a hyphenated word, which stands for them side by side and for their join; none of anything else."""
    match node:
        case AnyOf((Phrase(terms), Term(join))) if join == "".join(term.word for term in terms):
            return tuple(term.word for term in terms)
        case _:
            return ()


def _counted(words: int) -> str:
    return "1 word" if words == 1 else f"{words} words"


def _day(name: str, day: date) -> str:
    """A first or last day; a whole year by its number."""
    if name == "since":
        return f"since {day.year if (day.month, day.day) == (1, 1) else _told_day(day)}"
    return f"until {f'the end of {day.year}' if (day.month, day.day) == (12, 31) else _told_day(day)}"


def _told_day(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"
