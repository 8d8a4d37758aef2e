"""Meanings as they are compared: two that differ only in how they are written are one sense."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from searcher.words import forms, stem

SMALL = frozenset(("a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"))
# "anti-social" and "anti social" are "antisocial".
_PREFIXES = frozenset(("anti", "co", "inter", "multi", "non", "pre", "re", "semi", "sub", "un"))


@lru_cache(maxsize=20_000)
def sense_of(meaning: str) -> str:
    """What all ways of writing a meaning have in common: case, punctuation, word forms, "&" and small words apart.

    "Education, Health & Care Plans" and "education health and care plan" have one sense.
    """
    return sense_in(forms(meaning))


def sense_in(words: Sequence[str], stem: Callable[[str], str] = stem) -> str:
    """The sense that some folded words have together. `stem` tells the stem of a word."""
    return " ".join(_telling(words, stem)) or " ".join(words)


def written_out(senses: Iterable[str], texts: Iterable[str]) -> frozenset[str]:
    """Those senses whose meaning stands whole in one of the texts."""
    folded = [f" {' '.join(_telling(forms(text), stem))} " for text in texts]
    return frozenset(sense for sense in senses if any(f" {sense} " in text for text in folded))


def _telling(words: Iterable[str], stem: Callable[[str], str]) -> Iterator[str]:
    """The stems of words, without small ones, prefixes joined to their words."""
    prefix = ""
    for word in words:
        if word in _PREFIXES and not prefix:
            prefix = word
        elif prefix or word not in SMALL:
            yield stem(prefix + word)
            prefix = ""
    if prefix:
        yield stem(prefix)
