"""Finds the passages that show why an item matched, and marks the words. Text only."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec import Struct

from searcher.engine.choosing import Place, Told, best
from searcher.engine.evaluate import Leaf
from searcher.engine.paging import PageStarts, Texts, page_of
from searcher.engine.sentences import Passage, opening
from searcher.engine.standing import Words, standing
from searcher.model import AREAS, Area
from searcher.query import Near, Node, Phrase, Term, leaves, terms_in
from searcher.results import Snippet
from searcher.words import HYPHENS, UNUSUAL, WORD, Token, tokens, written

_PREFERRED: tuple[Area, ...] = ("minutes", "decision", "resolutions", "agenda", "documents")
_OPENING: tuple[Area, ...] = ("resolutions", "decision", "minutes", "agenda", "documents", "title")

_SMALL = frozenset(
    ("a", "an", "and", "at", "by", "for", "from", "in", "is", "of", "on", "or", "that", "the", "to", "was")
)
_SPACE = re.compile(r"[ \n]")

_Met = tuple[int, int, int, Term]
"""A word of a query that a spelling meets: its first character there and the one behind it, its position, the word."""


class Found(Struct, frozen=True):
    """What an item shows: the best passage, all in the order of the item's areas and texts, and which leaves stand."""

    best: Snippet
    all: tuple[Snippet, ...]
    seen: frozenset[Leaf]


class Snippets:
    """Finds the passages for one query. A spelling that occurs again is not looked at again.

    `forms` gives the words that a word of the query meets, folded, so that none has to be stemmed.
    """

    def __init__(
        self, node: Node | None, scope: Sequence[Area], forms: Callable[[Term], Iterable[str]], most: int = 1
    ) -> None:
        """At most so many passages are shown of an item."""
        self._most = most
        self._leaves = tuple(dict.fromkeys(leaves(node)))
        terms = tuple(dict.fromkeys(term for leaf in self._leaves for term in terms_in(leaf)))
        words = {term.word for term in terms}
        self._telling = words - _SMALL or words
        self._words: dict[Term | Phrase, tuple[str, ...]] = {}
        self._beside = any(not isinstance(leaf, Term) for leaf in self._leaves)
        self._far = any(isinstance(leaf, Near) for leaf in self._leaves)
        self._areas = [area for area in (*_PREFERRED, "title") if area in scope and self._leaves]
        self._wanted: dict[str, list[Term]] = {}
        for term in terms:
            for form in forms(term):
                self._wanted.setdefault(form, []).append(term)
        self._sought = _sought(self._wanted)
        self._read: dict[str, tuple[int, tuple[_Met, ...]]] = {}

    def of(self, texts: Texts, pages: PageStarts = ()) -> Found:
        """The passages of the areas searched, or the opening where no words are to be shown."""
        told = [
            Told(area, number, text, places)
            for area in self._areas
            for number, text in enumerate(texts.get(area, ()))
            if (places := self._places(text))
        ]
        seen = frozenset(place.leaf for one in told for place in one.places)
        titles = {title.casefold() for title in texts.get("title", ())}  # a report called as the item tells no more
        chosen = best([one for one in told if one.text.casefold() not in titles], self._most)
        if not chosen:
            begun = _opening(texts, pages)
            return Found(begun, (begun,), seen)
        shown = [_snippet(one.area, one.text, passage, one.places, texts, pages) for one, passage in chosen]
        order = sorted(range(len(chosen)), key=lambda at: _in_item(*chosen[at]))
        return Found(shown[0], tuple(shown[at] for at in order), seen)

    def _places(self, text: str) -> list[Place]:
        """Every place in a text where a leaf of the query stands, in order."""
        words: dict[Term, dict[int, tuple[int, int]]] = {}
        position = end = 0
        read = self._read
        for start, stretch in self._stretches(text):
            length, met = read[stretch] if stretch in read else self._met(stretch)
            if not met:
                continue
            position += self._between(text, end, start) if self._beside else 1
            for first, last, offset, term in met:
                words.setdefault(term, {})[position + offset] = (start + first, start + last)
            position += length
            end = start + len(stretch)
        if not words:
            return []
        return sorted(self._standing(words), key=_in_order)

    def _standing(self, words: Words) -> Iterator[Place]:
        for leaf in self._leaves:
            for part, start, end in standing(leaf, words):
                if part not in self._words:
                    self._words[part] = tuple(term.word for term in terms_in(part) if term.word in self._telling)
                yield Place(start, end, part, self._words[part])

    def _between(self, text: str, end: int, start: int) -> int:
        """How many words stand in a stretch: exactly where words may be apart, else whether there are any."""
        if self._far:
            several = written(text[end:start])
            return len(several) + sum(map(" ".join(several).count, HYPHENS))
        return 1 if WORD.search(text, end, start) else 0

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


def _in_order(place: Place) -> tuple[int, int]:
    return place.start, -place.end


def _in_item(one: Told, passage: Passage) -> tuple[int, int, int]:
    return AREAS.index(one.area), one.number, passage.start


def _opening(texts: Texts, pages: PageStarts) -> Snippet:
    for area in _OPENING:
        for text in texts.get(area, ()):
            return _snippet(area, text, opening(text), (), texts, pages)
    return Snippet("minutes")


def _snippet(
    area: Area, text: str, passage: Passage, places: Sequence[Place], texts: Texts, pages: PageStarts
) -> Snippet:
    """A passage with its words marked."""
    seen = [place for place in places if passage.start <= place.start and place.end <= passage.end]
    at = seen[0].start if seen else passage.start
    page = page_of(area, text, at, texts, pages) if pages else None
    return Snippet(area, tuple(part for part in _parts(text, passage, seen) if part[0]), page)


def _parts(text: str, passage: Passage, places: Sequence[Place]) -> Iterator[tuple[str, bool]]:
    yield ("… " if passage.cut_before else "", False)
    at = passage.start
    for first, last in _merged(text, places):
        yield (_one_line(text[at:first]), False)
        yield (_one_line(text[first:last]), True)
        at = last
    yield (_one_line(text[at : passage.end]).rstrip() + (" …" if passage.cut_after else ""), False)


def _merged(text: str, places: Sequence[Place]) -> list[tuple[int, int]]:
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


def _one_line(text: str) -> str:
    """White space squeezed, but kept at both ends as one space."""
    squeezed = " ".join(text.split())
    lead = " " if text[:1].isspace() and squeezed else ""
    return f"{lead}{squeezed}{' ' if text[-1:].isspace() else ''}"
