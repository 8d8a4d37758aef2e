"""Finds the passage that shows why an item matched, and marks the words. Text only."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from searcher.model import Area
from searcher.query import Either, Match, Near, Node, Phrase, Term, leaves
from searcher.results import Snippet
from searcher.words import Token, stem, tokens

_AROUND = 220  # characters of a passage
_PREFERRED: tuple[Area, ...] = ("minutes", "decision", "resolutions", "agenda", "documents", "title")
_OPENING: tuple[Area, ...] = ("resolutions", "decision", "minutes", "agenda", "documents", "title")

_SMALL = frozenset(
    ("a", "an", "and", "at", "by", "for", "from", "in", "is", "of", "on", "or", "that", "the", "to", "was")
)
_SENTENCE = re.compile(r"\n|(?<!\bNo)(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bMrs)(?<!\b[A-Z])[.?!]\s+(?=[A-Z0-9“‘\"'•])")

Leaf = Term | Phrase | Near
Texts = dict[Area, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a word or a phrase of the query stands: characters, and how many of its words it accounts for."""

    start: int
    end: int
    leaf: Leaf
    weight: int


def snippet(node: Node | None, scope: Sequence[Area], texts: Texts) -> Snippet:
    """The passage with most of the query's different words, in the areas searched; the item's opening without words."""
    wanted = tuple(dict.fromkeys(leaves(node)))
    best: tuple[tuple[int, int], Area, str, list[_Place], list[_Place]] | None = None
    for area in (area for area in _PREFERRED if area in scope and wanted):
        for text in texts.get(area, ()):
            places = _places(text, wanted)
            window = _window(places)
            rank = _rank(window)
            if window and area != "title" and (best is None or rank > best[0]):
                best = (rank, area, text, window, places)
    if best is None:
        return _opening(texts)
    _, area, text, window, places = best
    start, end = _bounds(text, window[0].start, max(place.end for place in window))
    seen = [place for place in places if start <= place.start and place.end <= end]
    return Snippet(area, tuple(part for part in _parts(text, start, end, seen) if part[0]))


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


def spelled(node: Node) -> str:
    """A part of a query as people write it."""
    match node:
        case Term(word, how):
            return f"{word}*" if how is Match.PREFIX else word.upper() if how is Match.ACRONYM else word
        case Phrase(terms):
            return " ".join(spelled(term) for term in terms)
        case Near(left, right, distance):
            return f"{spelled(left)} NEAR/{distance} {spelled(right)}"
        case _:
            return " ".join(spelled(part) for part in getattr(node, "parts", ()))


def _meets(term: Term, token: Token) -> bool:
    match term.match:
        case Match.FORMS:
            return stem(token.form) == stem(term.word)
        case Match.ACRONYM:
            return token.form in (term.word, f"{term.word}s")
        case Match.CAPITALS:
            return token.capitals == term.word
        case Match.PREFIX:
            return token.form.startswith(term.word)
        case _:
            return token.form == term.word


def _places(text: str, wanted: Sequence[Leaf]) -> list[_Place]:
    """Every place in a text where a leaf of the query stands, in order."""
    words = list(tokens(text))
    found = [place for leaf in wanted for place in _standing(leaf, words)]
    return sorted(found, key=lambda place: (place.start, -place.end))


def _standing(leaf: Leaf, words: Sequence[Token]) -> Iterator[_Place]:
    match leaf:
        case Term():
            yield from (_Place(word.start, word.end, leaf, 1) for word in words if _meets(leaf, word))
        case Near(left, right):
            yield from _standing(left, words)
            yield from _standing(right, words)
        case Phrase(terms):
            at = [{word.position: word for word in words if _meets(term, word)} for term in terms]
            for start, first in at[0].items():
                if all(start + offset in held for offset, held in enumerate(at)):
                    last = at[-1][start + len(terms) - 1]
                    yield _Place(first.start, last.end, leaf, len(terms))


def _rank(places: Sequence[_Place]) -> tuple[int, int]:
    """How well places show why an item matched: by their different words and phrases, then by their number."""
    return sum({place.leaf: place.weight for place in places}.values()), len(places)


def _window(places: Sequence[_Place]) -> list[_Place]:
    """The places of the stretch that shows the match best."""
    best: list[_Place] = []
    first = 0
    for last, place in enumerate(places):
        while place.end - places[first].start > _AROUND and first < last:
            first += 1
        window = list(places[first : last + 1])
        if _rank(window) > _rank(best):
            best = window
    return best


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
