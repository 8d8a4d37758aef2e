"""Where words and phrases of a query stand in one text, and where near one another. Positions only; knows no text."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence

from searcher.engine.evaluate import Leaf
from searcher.query import Near, Phrase, Term

Words = Mapping[Term, Mapping[int, tuple[int, int]]]
"""At which positions each word of a query stands, and its characters there."""
_Span = tuple[int, int, int, int]
"""The positions of the first and the last word of what stands there, its first character and the one behind it."""


def standing(leaf: Leaf, words: Words) -> list[tuple[Term | Phrase, int, int]]:
    """Where a leaf stands, by its characters; of what is to be near one another each word or phrase that is."""
    if isinstance(leaf, Term):
        return [(leaf, start, end) for start, end in words.get(leaf, {}).values()]
    if isinstance(leaf, Phrase):
        return [(leaf, start, end) for _, _, start, end in _spans(leaf, words)]
    return list(_chained(leaf, words))


def _spans(leaf: Term | Phrase, words: Words) -> Iterator[_Span]:
    if isinstance(leaf, Term):
        yield from ((at, at, start, end) for at, (start, end) in words.get(leaf, {}).items())
        return
    held = [words.get(term, {}) for term in leaf.terms]
    for at, (start, _) in held[0].items():
        if all(at + offset in one for offset, one in enumerate(held)):
            last = at + len(held) - 1
            yield at, last, start, held[-1][last][1]


def _chained(leaf: Near, words: Words) -> Iterator[tuple[Term | Phrase, int, int]]:
    """Forward along the chain what is near the one before, then back what is near one that is left."""
    parts, distances = _links(leaf)
    held = [sorted(_spans(part, words)) for part in parts]
    for at, distance in enumerate(distances):
        held[at + 1] = _near(held[at + 1], held[at], distance)
    for at, distance in reversed(list(enumerate(distances))):
        held[at] = _near(held[at], held[at + 1], distance)
    for part, spans in zip(parts, held, strict=True):
        yield from ((part, start, end) for _, _, start, end in spans)


def _links(leaf: Near) -> tuple[list[Term | Phrase], list[int]]:
    """The words and phrases of a chain, and how far each may be from the next."""
    if not isinstance(leaf.left, Near):
        return [leaf.left, leaf.right], [leaf.distance]
    parts, distances = _links(leaf.left)
    return [*parts, leaf.right], [*distances, leaf.distance]


def _near(spans: Sequence[_Span], others: Sequence[_Span], distance: int) -> list[_Span]:
    """Those that have one of others at most so many words away, and do not overlap it. All others are as long."""
    length = others[0][1] - others[0][0] if others else 0
    firsts = [first for first, *_ in others]

    def has_one(span: _Span) -> bool:
        before = bisect_left(firsts, span[0] - distance - length), bisect_right(firsts, span[0] - length - 1)
        behind = bisect_left(firsts, span[1] + 1), bisect_right(firsts, span[1] + distance)
        return before[0] < before[1] or behind[0] < behind[1]

    return [span for span in spans if has_one(span)]
