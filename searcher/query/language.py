"""From what people type to a Query: recursive descent, with errors that point at the place."""

import re
from collections.abc import Iterable
from functools import reduce

from msgspec import Struct

from searcher.errors import BadQuery
from searcher.model import AREAS, Area
from searcher.query.filters import FILTERS, Filters, filter_from
from searcher.query.settings import HITS, SETTINGS, Settings, check
from searcher.query.tree import (
    AnyOf,
    Match,
    Near,
    Node,
    Not,
    Only,
    Phrase,
    Query,
    Sort,
    Term,
    joined,
    leaves,
    terms_in,
)
from searcher.query.typed import word_from
from searcher.words import forms, tokens

LONGEST = 4000
DEEPEST = 40
MOST_WORDS = 500
FIELDS = (*FILTERS, *SETTINGS)


def parse(
    text: str,
    *,
    filters: Filters | None = None,
    scope: Iterable[Area] = (),
    sort: Sort | None = None,
    limit: int | None = None,
    page: int | None = None,
    exact: bool = False,
    holders: bool = False,
) -> Query:
    """The query that words and options make together. An option goes before a field of the same name in the words.

    Raises BadQuery when the words do not parse, an option's value is out of range, or nothing is asked for.
    """
    check(limit, page, sort)
    parser, tree = _parsed(text, exact=exact)
    filters = parser.filters.joined(filters or Filters())
    if tree is None and not filters:
        raise BadQuery(text, 0, "nothing to search for: give words or a filter")
    return Query(
        text=text,
        tree=tree,
        filters=filters,
        scope=tuple(area for area in AREAS if area in {*scope, *parser.settings.scope}) or AREAS,
        sort=sort or parser.settings.sort or ("relevance" if any(leaves(tree)) else "newest"),
        limit=limit or parser.settings.limit or HITS,
        page=page or parser.settings.page or 1,
        exact=parser.exact,
        holders=holders or parser.settings.holders,
    )


def plain_words(text: str) -> tuple[tuple[int, int], ...]:
    """Where a query's text has words that are looked for in any form: from which character, to before which.

    Not those that are quoted, excluded, an acronym's letters, joined by a hyphen, or have a * or ~; none if exact.
    """
    return tuple(_parsed(text, exact=False)[0].plain)


def _parsed(text: str, *, exact: bool) -> "tuple[_Parser, Node | None]":
    """What was read of a text, and its tree. That a query is exact may stand behind its words: these are read again."""
    parser = _Parser(text, exact=exact)
    tree = parser.parse()
    if parser.settings.exact and not exact:
        return _parsed(text, exact=True)
    return parser, tree


# Each of what stands beside a NEAR is paired with each of the other side, and so on along a chain.
_MOST_SIDES, _MOST_CHAINS, _LONGEST_CHAIN = 10, 100, 10
_QUOTES = ('"', "“", "”", "„", "‟")  # phones and word processors put in any of these
_QUOTE = "".join(_QUOTES)
_END = rf"(?=[\s(){_QUOTE}]|$)"
_FIELD = re.compile(r"([A-Za-z]+):\s*")
_NEAR = re.compile(rf"NEAR(?:/(\d*))?{_END}")
_AND = re.compile(rf"AND{_END}")
_OR = re.compile(rf"OR{_END}")
# A minus, or what is typed for one, at the start of a word; not the dash between words.
_NOT = re.compile(rf"NOT{_END}|(?<![^\s(])[-\u2010\u2011\u2212](?=[^\s)\-\u2010\u2011\u2212])")
_OPERATOR = re.compile(r"AND|OR|NOT|NEAR(?:/\d*)?")
_SPACE = re.compile(r"\s+")
_BARE = re.compile(rf"[^\s(){_QUOTE}]+")
_QUOTED = re.compile(rf'"([^"]*)"|[{_QUOTE}]([^{_QUOTE}]*)[{_QUOTE}]')


class _Run(Struct, frozen=True):
    """What stands together without OR. Filters side by side are one; AND parts them."""

    parts: tuple[Node, ...]
    filters: tuple[Filters, ...]

    @property
    def words(self) -> Node | None:
        """The words alone."""
        return joined(self.parts) if self.parts else None

    @property
    def node(self) -> Node | None:
        """Words and filters."""
        parts = (*self.parts, *map(Only, self.filters))
        return joined(parts) if parts else None

    def lifted(self) -> Filters | None:
        """The filters as conditions on the whole query; None when AND wants two values of one of them."""
        names = [name for one in self.filters for name in one.given()]
        return reduce(Filters.joined, self.filters, Filters()) if len(names) == len(set(names)) else None


class _Parser:
    """Recursive descent over the text; filters that hold for the whole query are collected, not kept in the tree."""

    def __init__(self, text: str, *, exact: bool) -> None:
        self.text = text
        self.exact = exact
        self.position = 0
        self.filters = Filters()
        self.settings = Settings()
        self.plain: list[tuple[int, int]] = []

    def parse(self) -> Node | None:
        if len(self.text) > LONGEST:
            raise self.error(f"a query is at most {LONGEST} characters", LONGEST)
        tree = self.any_of(depth=0)
        if self.position < len(self.text):
            raise self.error("a closing bracket without an opening one")
        if sum(1 for _ in terms_in(tree)) > MOST_WORDS:
            raise self.error(f"a query has at most {MOST_WORDS} words, alternatives of NEAR each counted", 0)
        return tree

    def error(self, reason: str, position: int | None = None) -> BadQuery:
        return BadQuery(self.text, self.position if position is None else position, reason)

    def any_of(self, depth: int) -> Node | None:
        if depth > DEEPEST:
            raise self.error(f"brackets more than {DEEPEST} deep")
        run = self.all_of(depth)
        lifted = run.lifted() if depth == 0 and not self.at(_OR) else None
        if lifted is not None:
            self.filters = lifted
            return run.words
        parts = [run.node]
        while match := self.take(_OR):
            parts.append(self.all_of(depth).node)
            if None in parts:
                raise self.error("OR needs words on both sides", match.start())
        found = tuple(part for part in parts if part is not None)
        return AnyOf(found) if len(found) > 1 else parts[0]

    def all_of(self, depth: int) -> "_Run":
        parts: list[Node] = []
        filters = [Filters()]
        joinable = False
        while not self.at_end_of_group():
            if match := self.take(_AND):
                if not joinable or self.at_end_of_group():
                    raise self.error("AND needs words on both sides", match.start())
                joinable = False
                filters.append(Filters())
                continue
            if (field := self.field(top=depth == 0)) is not None:
                filters[-1] = filters[-1].joined(field)
            elif (part := self.negated(depth)) is not None:
                parts.append(part)
            joinable = True
        return _Run(tuple(parts), tuple(filter(None, filters)))

    def negated(self, depth: int) -> Node | None:
        match = self.take(_NOT)
        if match is None:
            return self.near(depth)
        self.refuse_not()
        plain_before = len(self.plain)
        part = self.near(depth)
        if part is None:
            raise self.error("nothing follows NOT", match.start())
        del self.plain[plain_before:]
        return Not(part)

    def near(self, depth: int) -> Node | None:
        first = self.primary(depth)
        chains: tuple[Near, ...] = ()
        length = 1
        while match := self.take(_NEAR):
            chains = self.chained(chains or _sides(first), match, depth)
            length += 1
            if length > _LONGEST_CHAIN:
                raise self.error(f"NEAR joins at most {_LONGEST_CHAIN} words or phrases", match.start())
        if not chains:
            return first
        return chains[0] if len(chains) == 1 else AnyOf(chains)

    def chained(self, lefts: tuple[Term | Phrase | Near, ...], near: re.Match[str], depth: int) -> tuple[Near, ...]:
        """What stands before a NEAR, each with each of what follows it."""
        if near[1] is not None and not 1 <= int(near[1] or 0) <= 99:
            raise self.error("NEAR/n takes a number from 1 to 99", near.start())
        self.refuse_not()
        rights = _sides(self.primary(depth))
        if not lefts or not rights:
            raise self.error("NEAR stands between two words or phrases", near.start())
        if len(lefts) * len(rights) > _MOST_CHAINS:
            raise self.error("NEAR joins too many alternatives", near.start())
        return tuple(Near(left, right, int(near[1] or 10)) for left in lefts for right in rights)

    def refuse_not(self) -> None:
        if match := self.take(_NOT):
            raise self.error("NOT stands before a word, a phrase or brackets, once", match.start())

    def primary(self, depth: int) -> Node | None:
        self.skip_space()
        if self.next == "(":
            return self.group(depth)
        if self.next in _QUOTES:
            return self.quoted()
        if (filters := self.field(top=False)) is not None:
            return Only(filters)
        start = self.position
        match = self.take(_BARE)
        return self.word(match[0], start) if match else None

    def group(self, depth: int) -> Node:
        start = self.position
        self.position += 1
        inner = self.any_of(depth + 1)
        if self.next != ")":
            raise self.error("an opening bracket is not closed", start)
        self.position += 1
        if inner is None:
            raise self.error("brackets with nothing inside", start)
        return inner

    def quoted(self) -> Node | None:
        terms = tuple(Term(word, Match.EXACT) for word in forms(self.quoted_text()))
        return Phrase(terms) if len(terms) > 1 else next(iter(terms), None)

    def quoted_text(self) -> str:
        match = self.take(_QUOTED)
        if match is None:
            raise self.error("a quotation mark is not closed")
        return match[1] or match[2] or ""

    def field_name(self) -> str | None:
        """The name of the field that starts here, taken; None when this is an ordinary word with a colon in it."""
        start = self.position
        match = self.take(_FIELD)
        if match is None:
            return None
        name = match[1].lower()
        if name in FIELDS:
            return name
        import difflib  # noqa: PLC0415 - only who mistyped needs it

        nearest = difflib.get_close_matches(name, FIELDS, n=1, cutoff=0.8)
        if nearest and self.next and match[0].endswith(":"):  # with a space it is prose: "Councillors: ..."
            raise self.error(f"no field {name!r}; did you mean {nearest[0]}:", start)
        self.position = start
        return None

    def field(self, *, top: bool) -> Filters | None:
        """The filter that the field which starts here makes, none for a setting; None when this is no field."""
        start = self.position
        name = self.field_name()
        if name is None:
            return None
        value = self.value()
        if name in SETTINGS and not top:
            raise self.error(f"{name}: stands outside brackets and without NOT", start)
        try:
            if name in SETTINGS:
                self.settings.take(name, value.lower())
                return Filters()
            return filter_from(name, value)
        except ValueError as error:
            raise self.error(str(error), start) from error

    def value(self) -> str:
        if self.next in _QUOTES:
            return self.quoted_text()
        match = self.take(_BARE)
        return match[0] if match else ""

    def word(self, text: str, start: int) -> Node | None:
        if _OPERATOR.fullmatch(text):
            raise self.error(f"{text} needs words on both sides", start)
        try:
            node = word_from(text, exact=self.exact)
        except ValueError as error:
            raise self.error(str(error), start) from error
        if isinstance(node, Term) and node.match is Match.FORMS:
            (token,) = tokens(text)
            self.plain.append((start + token.start, start + token.end))
        return node

    @property
    def next(self) -> str:
        """The character that comes next; nothing at the end."""
        return self.text[self.position : self.position + 1]

    def skip_space(self) -> None:
        if match := _SPACE.match(self.text, self.position):
            self.position = match.end()

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        start = self.position
        self.skip_space()
        match = pattern.match(self.text, self.position)
        self.position = match.end() if match else start
        return match

    def at(self, pattern: re.Pattern[str]) -> bool:
        return pattern.match(self.text, self.position) is not None

    def at_end_of_group(self) -> bool:
        self.skip_space()
        return self.next in ("", ")") or self.at(_OR)


def _sides(node: Node | None) -> tuple[Term | Phrase, ...]:
    """What may stand beside a NEAR: a word, a phrase, or a few of them joined by OR; otherwise nothing."""
    parts = node.parts if isinstance(node, AnyOf) else (node,)
    sides = tuple(part for part in parts if isinstance(part, Term | Phrase))
    return sides if len(sides) == len(parts) <= _MOST_SIDES else ()
