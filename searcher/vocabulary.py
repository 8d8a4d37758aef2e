"""The vocabularies: topics of council business, and the words by which posts are known.

They are data that people edit (`cleaner/topics.toml` and `posts.toml`, and their own `topics.toml`);
this knows what they mean.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import takewhile

import msgspec
from msgspec import Struct

from searcher.model import Kind
from searcher.naming import turned
from searcher.words import capitals, forms, singular, stem, stems, tokens, written

Key = tuple[str, ...]
"""A name as it is looked up; see `name_key`."""
_WORD = re.compile(r"[\w'’-]+")
_FAR = 100  # letters: no name of a topic is longer
_LONG = 100  # letters: longer words are not worth keeping


class _Place(Struct, frozen=True):
    """A place in a text, by the words that stand there: as one of a name's several words, and as a name alone.

    A hyphenated word's join stands beside its first and last parts.
    """

    stems: tuple[str, ...]
    alone: tuple[str, ...]
    forms: tuple[str, ...]


class Topic(Struct, frozen=True):
    """One topic. Its `names` may stand for one another in a query; its `signs` only show that an item is about it.

    `narrower` are parts of it, each by its names, which may stand for one another but not for the topic's.
    A name written in capitals ("EHE") is an acronym: it is matched only where it stands in capitals.
    An item whose title holds one of `unless` is not about the topic.
    """

    id: str
    label: str
    names: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    kind: Kind = "business"
    narrower: tuple[tuple[str, ...], ...] = ()

    @property
    def all_names(self) -> tuple[str, ...]:
        """Its own names and those of its parts."""
        return (*self.names, *(name for part in self.narrower for name in part))


class Synonyms(Struct, frozen=True, dict=True):
    """The names of topics, each with its key: what a query needs of a vocabulary, and an index keeps.

    A topic stands there once with its own names, and once with those of each part of it. `turned` are keys of names
    said the other way round, each with the name's own: "library closure" for "closure of libraries".
    """

    topics: tuple[tuple[str, tuple[tuple[str, Key], ...]], ...]
    turned: tuple[tuple[Key, Key], ...] = ()

    @cached_property
    def _by_key(self) -> Mapping[Key, int]:
        several = reversed([*enumerate(self.topics)])  # a topic's own name stands before one of a part
        held = {key: i for i, (_, names) in several for _, key in names}
        return {**{turned: held[key] for turned, key in self.turned}, **held}

    @cached_property
    def longest(self) -> int:
        """The number of words in the longest name."""
        return max(map(len, self._by_key), default=0)

    @cached_property
    def stems(self) -> Mapping[str, str]:
        """The stems of the words of names of several words."""
        names = ((forms(name), key) for _, several in self.topics for name, key in several)
        return {word: stem for words, key in names if len(key) > 1 for word, stem in zip(words, key, strict=True)}

    def topic(self, key: Key) -> tuple[str, Mapping[Key, str]] | None:
        """The topic that has a name, by its id, with the names that mean the same; None for no name of any."""
        if key not in self._by_key:
            return None
        topic, names = self.topics[self._by_key[key]]
        found: dict[Key, str] = {}
        for name, one in names:  # of names with one key the first is shown
            found.setdefault(one, name)
        return topic, found

    def narrower(self, key: Key) -> tuple[tuple[str, ...], ...]:
        """The names of each part of the topic that has a name of its own; none for a part's name."""
        at = self._by_key[key]
        topic = self.topics[at][0]
        if at and self.topics[at - 1][0] == topic:
            return ()
        parts = takewhile(lambda one: one[0] == topic, self.topics[at + 1 :])
        return tuple(tuple(name for name, _ in names) for _, names in parts)

    def stand_in(self, topic: str, text: str) -> bool:
        """Whether one of a topic's names stands in a text."""
        vocabulary, beginnings = self._alone[topic]
        if any(True for around in _around(beginnings, text) for _ in vocabulary.mentions(around)):
            return True
        if "-" not in text:
            return False
        folded = text.lower()
        joined = folded.replace("-", "")  # "un-accompanied" is "unaccompanied" too
        is_joined = any(one in joined and one not in folded for one in beginnings)
        return is_joined and any(True for _ in vocabulary.mentions(text))

    def named_in(self, short: str) -> frozenset[str]:
        """The topics whose names stand in a short text, such as a post. It is kept: the same are asked for again."""
        if short not in self._kept:
            self._kept[short] = frozenset(topic for topic in self._alone if self.stand_in(topic, short))
        return self._kept[short]

    @cached_property
    def _kept(self) -> dict[str, frozenset[str]]:
        return {}

    @cached_property
    def _alone(self) -> Mapping[str, tuple["Vocabulary", tuple[str, ...]]]:
        """Each topic with its names only, and a word of each as it begins: what has none of these has no name."""
        names: dict[str, list[tuple[str, Key]]] = {}
        for topic, some in self.topics:
            names.setdefault(topic, []).extend(some)
        return {
            topic: (
                Vocabulary({topic: Topic(topic, topic, tuple(name for name, _ in some))}),
                tuple({max(key, key=len).lower().rstrip("iy") for _, key in some if key}),
            )
            for topic, some in names.items()
        }

    @property
    def written(self) -> bytes:
        """As JSON."""
        return msgspec.json.encode((self.topics, self.turned))

    @classmethod
    def read(cls, written: bytes) -> "Synonyms":
        """From JSON."""
        topics = tuple[tuple[str, tuple[tuple[str, Key], ...]], ...]
        return cls(*msgspec.json.decode(written, type=tuple[topics, tuple[tuple[Key, Key], ...]]))


def _around(words: Iterable[str], text: str) -> Iterator[str]:
    """What stands around the places of some words in a text, in small letters as it stands there; whole words of it."""
    folded = text.lower()
    for word in words:
        at = folded.find(word)
        while at >= 0:
            first = text.rfind(" ", 0, max(0, at - _FAR)) + 1
            last = text.find(" ", at + _FAR)
            yield text[first : len(text) if last < 0 else last]
            at = folded.find(word, at + _FAR)


def is_acronym(name: str) -> bool:
    """Whether a topic's name is letters standing for words."""
    return len(forms(name)) == 1 and capitals(name) is not None


class Vocabulary(Struct, frozen=True, dict=True):
    """Topics by id, in the order of their file."""

    topics: Mapping[str, Topic]

    @cached_property
    def synonyms(self) -> "Synonyms":
        """The names that may stand for one another."""
        several = ((topic.id, names) for topic in self.topics.values() for names in (topic.names, *topic.narrower))
        topics = tuple((topic, tuple((name, name_key(name)) for name in names)) for topic, names in several)
        around = ((tuple(map(stem, turned(forms(name)))), key) for _, names in topics for name, key in names)
        return Synonyms(topics, tuple((one, key) for one, key in around if one != key and len(key) > 1))

    @cached_property
    def formalities(self) -> Mapping[str, tuple[Key, ...]]:
        """The names of procedural topics, as folded words, under their first word."""
        found: dict[str, list[Key]] = {}
        for topic in self.procedural:
            for words in map(forms, topic.all_names):
                found.setdefault("".join(words[:1]), []).append(words)
        return {word: tuple(names) for word, names in found.items()}

    @cached_property
    def procedural(self) -> tuple[Topic, ...]:
        """The topics that are formalities."""
        return tuple(topic for topic in self.topics.values() if topic.kind == "procedural")

    @cached_property
    def _mentioned(self) -> Mapping[Key, tuple[tuple[str, Topic], ...]]:
        """The topics of each name and sign, each with how it is written there."""
        phrases: dict[Key, dict[str, tuple[str, Topic]]] = {}
        for topic in self.topics.values():
            for name in (*topic.all_names, *topic.signs):
                phrases.setdefault(name_key(name), {}).setdefault(topic.id, (name, topic))
        return {key: tuple(topics.values()) for key, topics in phrases.items() if key}

    @cached_property
    def _phrases(self) -> Mapping[str, tuple[Key, ...]]:
        """Names and signs of several words under the first of them, the longest first."""
        found: dict[str, list[Key]] = {}
        for key in sorted(self._mentioned, key=len, reverse=True):
            if len(key) > 1:
                found.setdefault(key[0], []).append(key)
        return {word: tuple(keys) for word, keys in found.items()}

    @cached_property
    def _openings(self) -> frozenset[str]:
        """The first words of all names and signs."""
        return frozenset(key[0] for key in self._mentioned)

    def mentions(self, text: str) -> Iterator[tuple[str, Topic]]:
        """The name or sign and the topic of each mention in a text; of mentions that overlap the longest."""
        places = _places(text)
        openings = self._openings
        passed = 0
        for at in [at for at, place in enumerate(places) if not openings.isdisjoint(place.forms)]:
            if at >= passed and (key := self._key_at(places, at)):
                yield from self._mentioned[key]
                passed = at + len(key)

    def _key_at(self, places: Sequence[_Place], at: int) -> Key:
        """The name or sign that begins at a place: the longest of several words, else one word's; none is empty."""
        second = places[at + 1].stems if at + 1 < len(places) else ()
        for first in places[at].stems:
            for key in self._phrases.get(first, ()):
                if key[1] in second and _stands(key, places[at : at + len(key)]):
                    return key
        return next(((form,) for form in places[at].alone if (form,) in self._mentioned), ())

    def overlaid(self, topics: Iterable[Topic]) -> "Vocabulary":
        """This vocabulary with some topics replaced or added."""
        return Vocabulary({**self.topics, **{topic.id: topic for topic in topics}})


def _places(text: str) -> list[_Place]:
    """A text's words by position."""
    return [place for word in written(text) for place in (_kept_parts if len(word) < _LONG else _parts)(word)]


def _parts(word: str) -> tuple[_Place, ...]:
    """The places of one word as written."""
    stems: dict[int, list[str]] = {}
    alone: dict[int, list[str]] = {}
    for part in tokens(word):
        stems.setdefault(part.position, []).append(stem(part.form))
        alone.setdefault(part.position, []).extend(filter(None, (part.capitals, singular(part.form))))
    return tuple(_Place(tuple(stems[at]), tuple(alone[at]), (*stems[at], *alone[at])) for at in stems)


_kept_parts = lru_cache(maxsize=50_000)(_parts)  # minutes are written with few words


def _stands(key: Key, places: Sequence[_Place]) -> bool:
    """Whether words stand at places, one at each."""
    return len(places) == len(key) and all(wanted in place.stems for wanted, place in zip(key, places, strict=True))


def name_key(name: str) -> Key:
    """A name as it is looked up: the capitals of an acronym, stems of several words, the singular of one.

    One word alone is not stemmed: "elections" and "elective" have the same stem.
    """
    if is_acronym(name):
        return (str(capitals(name)),)
    words = forms(name)
    return (singular(words[0]),) if len(words) == 1 else tuple(map(stem, words))


def stemmed(text: str) -> str:
    """A text's stems in a row, in which those of a phrase can be looked for as whole words."""
    return f" {' '.join(stems(text))} "


_stemmed_phrase = lru_cache(maxsize=10_000)(stemmed)  # a vocabulary's own phrases are the same for every item


def holds_any(text: str, phrases: Iterable[str]) -> bool:
    """Whether a text, as its stems, holds one of some phrases of a vocabulary."""
    return any(_stemmed_phrase(phrase) in text for phrase in phrases)


class Posts(Struct, frozen=True, dict=True):
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
        words = _WORD.findall(text)
        return not self.heads.isdisjoint(words) or self._is_joint(words)

    def is_joint(self, text: str) -> bool:
        """Whether a post is one that several people hold: "Joint Heads of Commissioning"."""
        return self._is_joint(_WORD.findall(text))

    def _is_joint(self, words: Sequence[str]) -> bool:
        return words[:1] == ["Joint"] and self.is_of_several(words)

    def is_of_several(self, words: Iterable[str]) -> bool:
        """Whether words hold the noun of a post in its plural: "Assistant Directors"."""
        return any(word not in self.heads and word.removesuffix("s") in self.heads for word in words)

    def may_stand_in(self, text: str, start: int, end: int) -> bool:
        """Whether a stretch of a text may hold a post: the noun of one, or an elected one, begins in it.

        Quick to ask again of the same text.
        """
        noun = self.next_in(text, start)
        return noun is not None and noun < end

    def next_in(self, text: str, at: int) -> int | None:
        """Where from a place on the next noun of a post begins, or an elected one; None where none follows."""
        starts = self._starts_in(text)
        before = bisect_left(starts, at)
        return starts[before] if before < len(starts) else None

    @cached_property
    def _starts_in(self) -> Callable[[str], Sequence[int]]:
        told = re.compile("|".join(map(re.escape, sorted({*self.heads, *self.elected}, key=len, reverse=True))))

        @lru_cache(maxsize=2)
        def starts_in(text: str) -> Sequence[int]:
            starts: list[int] = []
            while match := told.search(text, starts[-1] + 1 if starts else 0):
                starts.append(match.start())
            return starts

        return starts_in

    def is_elected(self, text: str) -> bool:
        """Whether a post is an elected member's."""
        return self._elected.search(text) is not None

    def is_external(self, text: str) -> bool:
        """Whether a post is one of another body."""
        return self._external.search(text) is not None

    def is_service(self, text: str) -> bool:
        """Whether words name a part of a council: one of its services, or the council itself."""
        words = _WORD.findall(text)
        return any(word in self.services or word in self.never_names for word in words)

    def is_name(self, text: str) -> bool:
        """Whether capitalised words may be somebody's name."""
        return self._no_name.isdisjoint(_WORD.findall(text))

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
