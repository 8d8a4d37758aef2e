"""The rules by which an item is an answer to a query about a concept. Knows the truth, and no engine."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sample_portal.business import matters

from evaluation.search.told import Sentence, Told, is_letters
from searcher.words import stems

_SMALL = frozenset(stems("a an and at by for from in into is of on or the to with y yn yr o i"))


@dataclass(frozen=True)
class Concept:
    """Something people look for. `about` are matters it is the whole of, `within` matters it is a part of.

    `says` is how texts put it, `queries` what people type for it, `everyday` what others would, who knew nothing else.
    """

    about: tuple[str, ...]
    within: tuple[str, ...]
    says: tuple[str, ...]
    queries: tuple[str, ...]
    everyday: tuple[str, ...] = ()

    def is_said_in(self, sentence: Sentence, item: Told, *, in_title: bool = False) -> bool:
        """Whether a sentence of an item names the concept.

        Letters count where the item's matter has them, in titles, and in formalities, which only list titles.
        """
        letters_count = in_title or not item.business
        return any(
            sentence.says(one)
            for one in self.says
            if not is_letters(one) or letters_count or one in _letters().get(item.matter, ())
        )


@cache
def _letters() -> dict[str, frozenset[str]]:
    return {one.id: frozenset(short for short, _ in one.terms) for one in matters()}


@cache
def concepts() -> tuple[Concept, ...]:
    """All concepts of the file beside this one."""
    told = tomllib.loads(Path(__file__).with_name("concepts.toml").read_text(encoding="utf-8"))
    return tuple(
        Concept(*(tuple(one.get(name, ())) for name in ("about", "within", "says", "queries", "everyday")))
        for one in told["concept"]
    )


def grade(concept: Concept, item: Told, words: str = "") -> int:
    """How much an item is an answer: the rules of docs/search-quality.md, in their order."""
    may = any(map(item.may_say, concept.says))
    said = [one for one in item.sentences if may and concept.is_said_in(one, item)]
    titled = may and concept.is_said_in(item.title, item, in_title=True)
    if not item.business:
        return int(bool(said) or titled or _all_in_one(words, item))
    if titled or (item.matter in concept.about and not item.welsh):
        return 3
    if item.matter in (*concept.about, *concept.within):
        return 3 if len(said) > 1 else 2 if said else int(_all_in_one(words, item))
    if any(one.informs or one.text in item.resolutions for one in said):
        return 2
    return int(bool(said) or _all_in_one(words, item))


def grades(concept: Concept, items: Iterable[Told], words: str = "") -> dict[str, int]:
    """The grade of every item that is an answer."""
    return {item.id: found for item in items if (found := grade(concept, item, words))}


@cache
def content(words: str) -> frozenset[str]:
    """The stems of a query's words, without the small ones."""
    return frozenset(stems(words)) - _SMALL


def _all_in_one(words: str, item: Told) -> bool:
    """Whether one sentence has all of a query's words."""
    wanted = content(words)
    return bool(wanted) and wanted <= item.stems and any(wanted <= one.stems for one in (item.title, *item.sentences))


def is_unlike(words: str, relevance: dict[str, int], items: Iterable[Told]) -> bool:
    """Whether an item of grade 3 has none of a query's words."""
    wanted = content(words)
    return any(not wanted & item.stems for item in items if relevance.get(item.id) == 3)
