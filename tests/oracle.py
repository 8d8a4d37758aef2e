"""What a query means, decided item by item from its words: the answers that every engine must give.

Deliberately plain and slow. It shares with the engines only the glossary, the query's tree and what counts as a word.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from searcher.model import AREAS, Area, Item, Meeting
from searcher.query import (
    FACETS,
    NAMED,
    AllOf,
    AnyOf,
    Either,
    Filters,
    Letters,
    Match,
    Named,
    Near,
    Node,
    Not,
    Only,
    Phrase,
    Query,
    Term,
)
from searcher.vocabulary import Vocabulary
from searcher.words import Token, forms, singular, slug, stem, tokens

Span = tuple[int, int]
"""The positions of the first and the last word of an occurrence."""


@dataclass(frozen=True)
class Value:
    """One value of a facet as a filter may name it: its id, another id it goes by, and what people read."""

    value: str
    label: str
    other_id: str | None = None


@dataclass(frozen=True)
class Names:
    """For each named facet the values that some item has, so that what is typed can be looked up; and the topics."""

    values: Mapping[str, frozenset[Value]]
    vocabulary: Vocabulary

    @classmethod
    def of(cls, items: Iterable[Item], vocabulary: Vocabulary) -> "Names":
        """The names that some items hold."""
        found = [(facet, value) for item in items for facet, value in _named_values(item, vocabulary)]
        return cls({name: frozenset(value for facet, value in found if facet == name) for name in NAMED}, vocabulary)

    def meant(self, facet: str, typed: str) -> set[str]:
        """The values that a typed one stands for: those whose id it is; else whose label holds it, titles or not."""
        wanted = typed.casefold()
        known = self.values[facet]
        exact = {
            value.value for value in known if wanted in (value.value.casefold(), (value.other_id or "").casefold())
        }
        return exact or self._called(facet, forms(typed)) or self._called(facet, _untitled(facet, forms(typed)))

    def _called(self, facet: str, words: tuple[str, ...]) -> set[str]:
        wanted = " ".join(words)
        return {value.value for value in self.values[facet] if wanted and wanted in _folded(value.label)}


def matching(query: Query, items: Sequence[Item], names: Names) -> set[str]:
    """The ids of the items that a query finds. The query is already expanded."""
    return {item.id for item in items if _finds(query, query.filters, item, names)}


def facets(query: Query, items: Sequence[Item], names: Names) -> dict[str, dict[str, int]]:
    """How many of the items found have each value of each facet; a facet's own filter is lifted for its count."""
    counts: dict[str, dict[str, int]] = {}
    worded = [item for item in items if query.tree is None or _meets(query.tree, item, query.scope, names)]
    for facet in FACETS:
        filters = query.filters.without(facet)
        found = (item for item in worded if _passes(filters, item, names))
        counts[facet] = dict(Counter(value for item in found for value in facet_values(item, facet)))
    return counts


def facet_values(item: Item, facet: str) -> set[str]:
    """The values an item has of a facet."""
    meeting = meeting_of(item)
    if facet == "year":
        return {str(meeting.date.year)} if meeting.date else set()
    if facet == "status":
        return {meeting.status}
    if facet == "kind":
        return {item.kind}
    return {value.value for name, value in _named_values(item, Vocabulary({})) if name == facet}


def meeting_of(item: Item) -> Meeting:
    """The meeting of an item read from an archive."""
    if item.meeting is None:
        raise ValueError(f"{item.id} has no meeting")
    return item.meeting


def _named_values(item: Item, vocabulary: Vocabulary) -> Iterator[tuple[str, Value]]:
    meeting = meeting_of(item)
    if meeting.committee:
        committee = f"{item.council}:{slug(meeting.committee)}"
        yield "committee", Value(committee, meeting.committee, meeting.committee_id)
    yield "meeting", Value(meeting.key, meeting_label(meeting), meeting.id)
    for officer in item.officers:
        if officer.id is not None:
            yield "officer", Value(officer.id, officer.name)
    for councillor in item.councillors:
        yield (
            "councillor",
            Value(f"{item.council}:{councillor.id or slug(councillor.name)}", councillor.name, councillor.id),
        )
    for topic in item.topics:
        known = vocabulary.topics.get(topic)
        yield "topic", Value(topic, known.label if known else topic)
    yield "council", Value(item.council, item.council)


def meeting_label(meeting: Meeting) -> str:
    """A meeting as people name it: "Cabinet, 3 June 2024", "Meeting 7, undated"."""
    day = f"{meeting.date.day} {meeting.date:%B %Y}" if meeting.date else "undated"
    return f"{meeting.committee or f'Meeting {meeting.id}'}, {day}"


def _untitled(facet: str, words: tuple[str, ...]) -> tuple[str, ...]:
    """What is left of a person's name without the titles before it."""
    titles = (
        "mr mrs ms miss mx dr prof professor sir dame lord lady baroness rev revd reverend cllr councillor alderman"
    )
    if facet in ("officer", "councillor") and words and words[0] in titles.split():
        return _untitled(facet, words[1:])
    return words


def _folded(text: str) -> str:
    return " ".join(forms(text))


def _finds(query: Query, filters: Filters, item: Item, names: Names) -> bool:
    if not _passes(filters, item, names):
        return False
    return query.tree is None or _meets(query.tree, item, query.scope, names)


def _passes(filters: Filters, item: Item, names: Names) -> bool:
    """Whether an item has a value of every filter that is set."""
    return (
        all(_has_named(facet, getattr(filters, facet), item, names) for facet in NAMED)
        and all(_has(getattr(filters, facet), facet_values(item, facet)) for facet in ("year", "status", "kind"))
        and _has(map(_number, filters.number), {_number(item.number)} if item.number else set())
        and filters.restricted in (None, item.restricted)
        and _is_in_time(filters, meeting_of(item))
    )


def _has_named(facet: str, typed: tuple[str, ...], item: Item, names: Names) -> bool:
    meant = {value for one in typed for value in names.meant(facet, one)}
    return not typed or bool(meant & facet_values(item, facet))


def _has(wanted: Iterable[str], values: set[str]) -> bool:
    alternatives = set(wanted)
    return not alternatives or bool(alternatives & values)


def _number(number: str) -> str:
    return number.rstrip(".").lower()


def _is_in_time(filters: Filters, meeting: Meeting) -> bool:
    if filters.since is None and filters.until is None:
        return True
    if meeting.date is None:
        return False
    return (filters.since or meeting.date) <= meeting.date <= (filters.until or meeting.date)


def _meets(node: Node, item: Item, scope: tuple[Area, ...], names: Names) -> bool:
    """Whether the item as a whole is what a node of the tree asks for."""
    match node:
        case AllOf(parts):
            return all(_meets(part, item, scope, names) for part in parts)
        case AnyOf(parts):
            return any(_meets(part, item, scope, names) for part in parts)
        case Not(part):
            return not _meets(part, item, scope, names)
        case Either(literal, equivalents, _, topic, narrower):
            same = any(_meets(part, item, scope, names) for part in equivalents)
            of_part = topic in item.topics and any(_meets(one, item, scope, names) for one in narrower)
            is_meant = same and not _is_only_in_posts(topic, item, names)
            return _meets(literal, item, scope, names) or is_meant or of_part
        case Only(filters):
            return _passes(filters, item, names)
        case Named():
            return _passes(node.filters, item, names)
        case Letters(letters, sense):
            stands = set(scope) == set(AREAS) or _meets(node.term, item, scope, names)
            return (letters, sense) in item.senses and stands
        case Term() | Phrase() | Near():
            return any(_stands_in(node, words_of(text)) for area in scope for text in item.text_of(area))


def _is_only_in_posts(topic: str, item: Item, names: Names) -> bool:
    """Whether an item that is not about a topic has its names, but none outside a post."""
    if topic not in names.vocabulary.topics or topic in item.topics:
        return False
    of_people = (*(one.post for one in item.officers), *(one.post for one in item.councillors))
    posts = {*item.posts, *filter(None, of_people)}
    texts = [text for area in AREAS for text in item.text_of(area)]
    for post in sorted(posts, key=len, reverse=True):
        texts = [text.replace(post, " 0 ") for text in texts]
    looked_for = [_name(name) for name in names.vocabulary.topics[topic].all_names]
    in_posts, outside = (
        any(occurrences(name, words_of(text)) for text in some for name in looked_for) for some in (posts, texts)
    )
    return in_posts and not outside


def _name(name: str) -> Term | Phrase:
    """A topic's name as it stands: letters in capitals, one word with or without its s, several in any form."""
    words = forms(name)
    if len(words) > 1:
        return Phrase(tuple(map(Term, words)))
    return Term(name, Match.CAPITALS) if name.isupper() else Term(words[0], Match.NAME)


def _stands_in(node: Term | Phrase | Near, words: Sequence[Token]) -> bool:
    return bool(_reached(node, words))


def _reached(node: Term | Phrase | Near, words: Sequence[Token]) -> set[Span]:
    """Where the last word or phrase of a chain of NEARs stands, each being near the one before."""
    if not isinstance(node, Near):
        return occurrences(node, words)
    lefts, rights = _reached(node.left, words), occurrences(node.right, words)
    return {right for right in rights if any(1 <= _gap(left, right) <= node.distance for left in lefts)}


def _gap(one: Span, other: Span) -> int:
    """By how many words the later begins after the earlier ends; nothing when they overlap."""
    return max(other[0] - one[1], one[0] - other[1], 0)


@lru_cache(maxsize=10_000)
def words_of(text: str) -> tuple[Token, ...]:
    """The words of a text, which is asked for them by many queries."""
    return tuple(tokens(text))


def occurrences(node: Term | Phrase, words: Sequence[Token]) -> set[Span]:
    """Where a word or a phrase stands."""
    terms = node.terms if isinstance(node, Phrase) else (node,)
    places = [{word.position for word in words if is_met(term, word)} for term in terms]
    starts = {start for start in places[0] if all(start + step in place for step, place in enumerate(places))}
    return {(start, start + len(terms) - 1) for start in starts}


def is_met(term: Term, word: Token) -> bool:
    """Whether a word of a query meets a word of a text."""
    match term.match:
        case Match.FORMS:
            return stem(word.form) == stem(term.word)
        case Match.EXACT:
            return word.form == term.word
        case Match.ACRONYM:
            return word.form in (term.word, f"{term.word}s")
        case Match.NAME:
            return singular(word.form) == singular(term.word)
        case Match.CAPITALS:
            return word.capitals == term.word
        case Match.PREFIX:
            return word.form.startswith(term.word)
        case Match.FUZZY:
            return slips(term.word, word.form) <= (1 if len(term.word) < 6 else 2)


def slips(one: str, other: str) -> int:
    """How many letters more, fewer, other or changed with their neighbour a word has than another, each once."""
    table = {(i, 0): i for i in range(len(one) + 1)} | {(0, j): j for j in range(len(other) + 1)}
    for i, a in enumerate(one, 1):
        for j, b in enumerate(other, 1):
            table[i, j] = min(table[i - 1, j] + 1, table[i, j - 1] + 1, table[i - 1, j - 1] + (a != b))
            if one[i - 2 : i] == other[j - 2 : j][::-1] and min(i, j) > 1:
                table[i, j] = min(table[i, j], table[i - 2, j - 2] + 1)
    return table[len(one), len(other)]
