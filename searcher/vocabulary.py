"""The vocabularies: topics of council business, and the words by which posts are known.

They are data that people edit (`cleaner/topics.toml` and `posts.toml`, and their own `topics.toml`);
this knows what they mean.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from searcher.model import Kind
from searcher.words import Token, capitals, forms, stem, tokens

Key = tuple[str, ...]
"""A name as it is looked up; see `name_key`."""


@dataclass(frozen=True)
class Topic:
    """One topic. Its `names` may stand for one another in a query; its `signs` only show that an item is about it.

    A name written in capitals ("EHE") is an acronym: it is matched only where it stands in capitals.
    An item whose title holds one of `unless` is not about the topic.
    """

    id: str
    label: str
    names: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    kind: Kind = "business"


def is_acronym(name: str) -> bool:
    """Whether a topic's name is letters standing for words."""
    return len(forms(name)) == 1 and capitals(name) is not None


@dataclass(frozen=True)
class Vocabulary:
    """Topics by id, in the order of their file."""

    topics: Mapping[str, Topic]

    @cached_property
    def names(self) -> Mapping[Key, Topic]:
        """Every name of every topic, as stems, or as its letters alone for an acronym."""
        return {name_key(name): topic for topic in self.topics.values() for name in topic.names}

    @cached_property
    def longest(self) -> int:
        """The number of words in the longest name."""
        return max(map(len, self.names), default=0)

    @cached_property
    def _by_first_word(self) -> Mapping[str, tuple[tuple[Key, tuple[Topic, ...]], ...]]:
        """Names and signs under their first word, the longest first."""
        phrases: dict[Key, list[Topic]] = {}
        for topic in self.topics.values():
            for name in (*topic.names, *topic.signs):
                phrases.setdefault(name_key(name), []).append(topic)
        index: dict[str, list[tuple[Key, tuple[Topic, ...]]]] = {}
        for key in sorted(filter(None, phrases), key=len, reverse=True):
            index.setdefault(key[0], []).append((key, tuple(dict.fromkeys(phrases[key]))))
        return {word: tuple(entries) for word, entries in index.items()}

    def mentions(self, text: str) -> Iterator[Topic]:
        """The topic of each mention in a text, by name or sign; of mentions that overlap the longest."""
        places = _places(text)
        at = 0
        while at < len(places):
            found = self._phrase_at(places, at) or self._word_at(places[at])
            if found is not None:
                yield from found[1]
            at += len(found[0]) if found else 1

    def _phrase_at(self, places: Sequence[Sequence[Token]], at: int) -> tuple[Key, tuple[Topic, ...]] | None:
        """The longest name or sign of several words that begins at a place."""
        for word in places[at]:
            for key, topics in self._by_first_word.get(stem(word.form), ()):
                if len(key) > 1 and _stands(key, places[at : at + len(key)]):
                    return key, topics
        return None

    def _word_at(self, place: Sequence[Token]) -> tuple[Key, tuple[Topic, ...]] | None:
        """The name or sign of one word that stands at a place."""
        for alone in (name for word in place for name in (word.capitals or "", singular(word.form))):
            for key, topics in self._by_first_word.get(alone, ()):
                if len(key) == 1:
                    return key, topics
        return None

    def overlaid(self, topics: Iterable[Topic]) -> "Vocabulary":
        """This vocabulary with some topics replaced or added."""
        return Vocabulary({**self.topics, **{topic.id: topic for topic in topics}})


def _places(text: str) -> list[list[Token]]:
    """A text's words by position: a hyphenated word's join stands beside its first and last parts."""
    places: list[list[Token]] = []
    for word in tokens(text):
        if word.position == len(places):
            places.append([])
        places[word.position].append(word)
    return places


def _stands(key: Key, places: Sequence[Sequence[Token]]) -> bool:
    """Whether words stand at places, one at each."""
    return len(places) == len(key) and all(
        any(stem(word.form) == wanted for word in place) for wanted, place in zip(key, places, strict=True)
    )


def name_key(name: str) -> Key:
    """A name as it is looked up: the capitals of an acronym, stems of several words, the singular of one.

    One word alone is not stemmed: "elections" and "elective" have the same stem.
    """
    if is_acronym(name):
        return (str(capitals(name)),)
    words = forms(name)
    return (singular(words[0]),) if len(words) == 1 else tuple(map(stem, words))


def singular(word: str) -> str:
    """A folded word without the s of its plural."""
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


@dataclass(frozen=True)
class Posts:
    """The vocabulary by which posts are known; its words are those of `posts.toml`."""

    heads: frozenset[str]
    elected: tuple[str, ...]
    external: tuple[str, ...]
    never_names: frozenset[str]
    things: frozenset[str]
    services: frozenset[str] = frozenset()
    forenames: frozenset[str] = frozenset()

    def is_post(self, text: str) -> bool:
        """Whether capitalised words hold the noun of a post."""
        words = re.findall(r"[\w'’-]+", text)
        return any(word in self.heads for word in words) or self.is_joint(text)

    def is_joint(self, text: str) -> bool:
        """Whether a post is one that several people hold: "Joint Heads of Commissioning"."""
        words = re.findall(r"[\w'’-]+", text)
        return words[:1] == ["Joint"] and any(
            word not in self.heads and word.removesuffix("s") in self.heads for word in words
        )

    def is_elected(self, text: str) -> bool:
        """Whether a post is an elected member's."""
        return self._elected.search(text) is not None

    def is_external(self, text: str) -> bool:
        """Whether a post is one of another body."""
        return self._external.search(text) is not None

    def is_service(self, text: str) -> bool:
        """Whether words name a part of a council: one of its services, or the council itself."""
        words = re.findall(r"[\w'’-]+", text)
        return any(word in self.services or word in self.never_names for word in words)

    def is_name(self, text: str) -> bool:
        """Whether capitalised words may be somebody's name."""
        return self._no_name.isdisjoint(re.findall(r"[\w'’-]+", text))

    @cached_property
    def _elected(self) -> re.Pattern[str]:
        return _any_of(self.elected)

    @cached_property
    def _external(self) -> re.Pattern[str]:
        return _any_of(self.external)

    @cached_property
    def _no_name(self) -> frozenset[str]:
        return self.never_names | self.things | self.heads


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Matches any of some words, each as a whole."""
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b")
