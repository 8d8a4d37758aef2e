"""Finds the passage that shows why an item matched, and marks the words. Text only."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from searcher.engine.evaluate import Leaf, terms_of
from searcher.model import Area
from searcher.query import Either, Match, Near, Node, Phrase, Term, leaves
from searcher.results import Snippet
from searcher.words import UNUSUAL, WORD, Token, tokens

_AROUND = 220  # characters of a passage
_PREFERRED: tuple[Area, ...] = ("minutes", "decision", "resolutions", "agenda", "documents", "title")
_OPENING: tuple[Area, ...] = ("resolutions", "decision", "minutes", "agenda", "documents", "title")

_SMALL = frozenset(
    ("a", "an", "and", "at", "by", "for", "from", "in", "is", "of", "on", "or", "that", "the", "to", "was")
)
_SENTENCE = re.compile(r"\n|(?<!\bNo)(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bMrs)(?<!\b[A-Z])[.?!]\s+(?=[A-Z0-9“‘\"'•])")

_SPACE = re.compile(r"[ \n]")

_Met = tuple[int, int, int, Term]
"""A word of a query that a spelling meets: its first character there and the one behind it, its position, the word."""
Texts = Mapping[Area, tuple[str, ...]]


class _Place(Struct, frozen=True):
    """Where a word or a phrase of the query stands: characters, and how many of its words it accounts for."""

    start: int
    end: int
    leaf: Leaf
    weight: int


class _Passage(Struct, frozen=True):
    """The places that show a match best, of all there are in a text."""

    area: Area
    text: str
    window: Sequence[_Place]
    places: Sequence[_Place]


class Snippets:
    """Finds the passages for one query. A spelling that occurs again is not looked at again.

    `forms` gives the words that a word of the query meets, folded, so that none has to be stemmed.
    """

    def __init__(self, node: Node | None, scope: Sequence[Area], forms: Callable[[Term], Iterable[str]]) -> None:
        self._leaves = tuple(dict.fromkeys(leaves(node)))
        self._terms = tuple(dict.fromkeys(term for leaf in self._leaves for term in terms_of(leaf)))
        self._areas = [area for area in _PREFERRED if area in scope and self._leaves]
        self._wanted: dict[str, list[Term]] = {}
        for term in self._terms:
            for form in forms(term):
                self._wanted.setdefault(form, []).append(term)
        self._sought = _sought(self._wanted)
        self._read: dict[str, tuple[int, tuple[_Met, ...]]] = {}

    def of(self, texts: Texts) -> tuple[Snippet, frozenset[Leaf]]:
        """The passage with most of the query's different words, in the areas searched, or the opening without words.

        And which words and phrases stand anywhere there.
        """
        best: tuple[int, int] = (0, 0)
        found: _Passage | None = None
        seen: set[Leaf] = set()
        for area, text in ((one, text) for one in self._areas for text in texts.get(one, ())):
            places = self._places(text)
            if not places:
                continue
            seen.update(place.leaf for place in places)
            if area == "title":
                continue
            rank, window = _window(places)
            if rank > best:
                best, found = rank, _Passage(area, text, window, places)
        return (_opening(texts) if found is None else _shown(found)), frozenset(seen)

    def _places(self, text: str) -> list[_Place]:
        """Every place in a text where a leaf of the query stands, in order."""
        words: dict[Term, dict[int, tuple[int, int]]] = {}
        position = end = 0
        read = self._read
        for start, stretch in self._stretches(text):
            length, met = read[stretch] if stretch in read else self._met(stretch)
            if met and WORD.search(text, end, start):
                position += 1  # however many words lie between: what stands side by side has none
            for first, last, offset, term in met:
                words.setdefault(term, {})[position + offset] = (start + first, start + last)
            position += length
            end = start + len(stretch) if met else end
        if not words:
            return []
        found = [place for leaf in self._leaves for place in _standing(leaf, words)]
        return sorted(found, key=_in_order)

    def _stretches(self, text: str) -> Iterator[tuple[int, str]]:
        """The stretches between spaces that may hold a word of the query, and where they begin."""
        lower, end = text.lower(), 0
        if len(lower) != len(text):  # of a few letters the small ones are two
            yield 0, text
            return
        while found := self._sought.search(lower, end):
            at = found.start()
            start = max(text.rfind(" ", end, at), text.rfind("\n", end, at), end - 1) + 1
            space = _SPACE.search(text, at)
            end = space.start() if space else len(text)
            yield start, text[start:end]

    def _met(self, stretch: str) -> tuple[int, tuple[_Met, ...]]:
        """How many positions a stretch of text takes, and the words of the query in it."""
        several = list(tokens(stretch))
        length = max((token.position for token in several), default=-1) + 1
        self._read[stretch] = found = length, tuple(self._meeting(several))
        return found

    def _meeting(self, several: Sequence[Token]) -> Iterator[_Met]:
        for token in several:
            for word in filter(None, (token.form, token.capitals)):
                yield from ((token.start, token.end, token.position, term) for term in self._wanted.get(word, ()))


def _sought(words: Iterable[str]) -> re.Pattern[str]:
    """What a stretch of text in small letters must hold for any of some folded words to be in it.

    That is a word as it is, or a sign by which a word may be written in another way: an accent, an apostrophe or a
    hyphen inside it, a comma inside a number.
    """
    lower, kept = {word.lower() for word in words}, list[str]()
    for word in sorted(lower):
        if not kept or not word.startswith(kept[-1]):
            kept.append(word)
    return re.compile("|".join((*map(re.escape, kept), *(["&"] if "and" in lower else []), UNUSUAL)))


def _shown(passage: _Passage) -> Snippet:
    """A passage with what stands around it, its words marked."""
    text, window = passage.text, passage.window
    start, end = _bounds(text, window[0].start, max(place.end for place in window))
    seen = [place for place in passage.places if start <= place.start and place.end <= end]
    return Snippet(passage.area, tuple(part for part in _parts(text, start, end, seen) if part[0]))


def matched(node: Node | None, has: Callable[[Node], bool]) -> tuple[str, ...]:
    """What of a query an item has, in words: "elective home education", "EHE = elective home education"."""
    found = (_told(part, has) for part in _branches(node))
    return tuple(dict.fromkeys(text for texts in found for text in texts))


def _branches(node: Node | None) -> Iterator[Node]:
    if isinstance(node, Either | Term | Phrase | Near):
        yield node
    else:
        for part in getattr(node, "parts", ()):
            yield from _branches(part)


def _told(node: Node, has: Callable[[Node], bool]) -> Iterator[str]:
    if not isinstance(node, Either):
        if has(node):
            yield spelled(node)
        return
    typed = spelled(node.literal)
    if has(node.literal):
        yield typed
    for name in node.equivalents:
        if has(name) and not (spelled(name) in typed and has(node.literal)):
            yield f"{spelled(name)} = {typed}"


_SIGNS = {Match.PREFIX: "*", Match.FUZZY: "~"}


def spelled(node: Node) -> str:
    """A part of a query as people write it."""
    match node:
        case Term(word, how):
            return word.upper() if how is Match.ACRONYM else f"{word}{_SIGNS.get(how, '')}"
        case Phrase(terms):
            return " ".join(spelled(term) for term in terms)
        case Near(left, right, distance):
            return f"{spelled(left)} NEAR/{distance} {spelled(right)}"
        case _:
            return " ".join(spelled(part) for part in getattr(node, "parts", ()))


def _standing(leaf: Leaf, words: Mapping[Term, Mapping[int, tuple[int, int]]]) -> Iterator[_Place]:
    """Where a leaf stands; `words` are the characters of each word by its position."""
    match leaf:
        case Term():
            yield from (_Place(start, end, leaf, 1) for start, end in words.get(leaf, {}).values())
        case Near(left, right):
            yield from _standing(left, words)
            yield from _standing(right, words)
        case Phrase(terms):
            at = [words.get(term, {}) for term in terms]
            for position, (start, _) in at[0].items():
                if all(position + offset in held for offset, held in enumerate(at)):
                    yield _Place(start, at[-1][position + len(terms) - 1][1], leaf, len(terms))


def _in_order(place: _Place) -> tuple[int, int]:
    return place.start, -place.end


def _window(places: Sequence[_Place]) -> tuple[tuple[int, int], Sequence[_Place]]:
    """The stretch that shows the match best: with most different words and phrases, then most of all; and how well."""
    best, at = (0, 0), (0, 0)
    held: Counter[Leaf] = Counter()
    first = weight = 0
    for last, place in enumerate(places):
        weight += 0 if held[place.leaf] else place.weight
        held[place.leaf] += 1
        while place.end - places[first].start > _AROUND and first < last:
            gone = places[first]
            held[gone.leaf] -= 1
            weight -= 0 if held[gone.leaf] else gone.weight
            first += 1
        if (weight, last + 1 - first) > best:
            best, at = (weight, last + 1 - first), (first, last + 1)
    return best, places[slice(*at)]


def _parts(text: str, start: int, end: int, places: Sequence[_Place]) -> Iterator[tuple[str, bool]]:
    """A passage with its words marked; small words only as part of a longer mark."""
    yield ("… " if start else "", False)
    at = start
    for first, last in _merged(text, places):
        yield (_one_line(text[at:first]), False)
        yield (_one_line(text[first:last]), True)
        at = last
    yield (_one_line(text[at:end]).rstrip() + (" …" if end < len(text.rstrip()) else ""), False)


def _merged(text: str, places: Sequence[_Place]) -> list[tuple[int, int]]:
    """Marks that overlap, or with only a space or a hyphen between, as one; small words only within a longer mark."""
    runs: list[list[tuple[int, int]]] = []
    for place in places:
        end = max((last for _, last in runs[-1]), default=0) if runs else 0
        if runs and (place.start <= end or text[end : place.start] in (" ", "-", "\xa0")):
            runs[-1].append((place.start, place.end))
        else:
            runs.append([(place.start, place.end)])
    telling = [[span for span in run if text[slice(*span)].lower() not in _SMALL] for run in runs]
    kept = [run for run in telling if run] or runs
    return [(run[0][0], max(last for _, last in run)) for run in kept]


def _bounds(text: str, first: int, last: int) -> tuple[int, int]:
    """Where a passage begins and ends: with a sentence where one is near, else between words."""
    spare = max(60, _AROUND - (last - first)) // 2
    start = _beginning(text, max(0, first - spare), first)
    limit = min(len(text), max(last + spare, start + _AROUND))
    stop = text.find("\n\n", last, limit)
    if stop >= 0:
        return start, stop
    space = text.rfind(" ", last, limit)
    return start, space if limit < len(text) and space >= 0 else limit


def _beginning(text: str, earliest: int, first: int) -> int:
    """The last beginning of a sentence in a stretch, else its first word; "No. 7" and "Mr. Ash" begin none."""
    stops = [match.end() for match in _SENTENCE.finditer(text, earliest, first)]
    if stops or not earliest:
        return stops[-1] if stops else 0
    return text.find(" ", earliest, first) + 1 or earliest


def _opening(texts: Texts) -> Snippet:
    for area in _OPENING:
        for text in texts.get(area, ()):
            short = _one_line(text)
            cut = short[:_AROUND].rsplit(" ", 1)[0] + " …" if len(short) > _AROUND else short
            return Snippet(area, ((cut, False),))
    return Snippet("minutes")


def _one_line(text: str) -> str:
    """White space squeezed, but kept at both ends as one space."""
    squeezed = " ".join(text.replace("• ", "").split())
    lead = " " if text[:1].isspace() and squeezed else ""
    return f"{lead}{squeezed}{' ' if text[-1:].isspace() else ''}"
