"""Which words of a dictionary are spelled like another but for a slip or two, without looking at each of them.

A slip is a letter more, fewer or other, or two neighbours that changed places. Cut into one piece more than there may
be slips, a word keeps a piece whole whatever slips there are, at its place or near it; but for neighbours that changed
places over a cut, and where these are is tried.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from searcher.engine.columns import Strings

_OTHER_LETTERS = re.compile(rb"[\x80-\xff]")  # letters of several bytes, whose places tell nothing


def alike(words: Strings, wanted: str, most: int) -> list[int]:
    """The words, by their numbers in order, that are at most so many slips away."""
    near = set(words.matching(_OTHER_LETTERS))
    for piece, at in _pieces(wanted, most):
        near.update(_holding(words, piece.encode(), at, len(wanted), most))
    return [number for number in sorted(near) if within(wanted, words.text(number), most)]


def within(one: str, other: str, most: int) -> bool:
    """Whether two words are at most so many slips apart, no letter being part of two."""
    if abs(len(one) - len(other)) > most:
        return False
    same = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    one, other = one[same:], other[same:]
    if not one or not other or not most:
        return len(one) + len(other) <= most
    return (
        within(one[1:], other[1:], most - 1)
        or within(one[1:], other, most - 1)
        or within(one, other[1:], most - 1)
        or (len(one) > 1 and one[:2] == other[1::-1] and within(one[2:], other[2:], most - 1))
    )


def _pieces(word: str, most: int) -> set[tuple[str, int]]:
    """The pieces of a word, and where they begin; with neighbours over cuts in their places and changed."""
    cuts = [len(word) * piece // (most + 1) for piece in range(most + 2)]
    pieces: set[tuple[str, int]] = set()
    for changed in range(1 << most):
        letters = list(word)
        for at in (cut for number, cut in enumerate(cuts[1:-1]) if changed >> number & 1):
            letters[at - 1], letters[at] = letters[at], letters[at - 1]
        spelled = "".join(letters)
        pieces.update((spelled[start:end], start) for start, end in pairwise(cuts))
    return pieces


def _holding(words: Strings, piece: bytes, at: int, length: int, most: int) -> Iterator[int]:
    """The words of about a length that hold a piece at about its place."""
    for number, start, size in words.standing(piece):
        if abs(start - at) <= most and abs(size - length) <= most:
            yield number
