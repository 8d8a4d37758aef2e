"""Widens a query: words that name a topic, or that letters stand for, may be met by what means the same.

The names of topics are the vocabulary's; what letters stand for is known from the archive, by sense: where "CPP" is a
child protection plan it is not found for "corporate parenting panel".
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, takewhile
from typing import Protocol

from msgspec.structs import replace

from searcher.acronyms import SMALL, sense_in
from searcher.model import Meaning, Tenure
from searcher.naming import SPOKEN, readings
from searcher.query.tree import AllOf, AnyOf, Either, Letters, Match, Named, Near, Node, Phrase, Query, Term, joined
from searcher.vocabulary import Key, Synonyms, is_acronym, name_key
from searcher.words import capitals, forms, measure, singular, stem

_LONGEST = 10  # words that are looked up together as a meaning
_LONGEST_NAME = 5  # words, with a title
_RELATED = 10  # words between those of a name that has small words in it
_MOST_WAYS = 5  # of writing one meaning that are looked for
Other = Term | Phrase | Letters | Named


class Known(Protocol):
    """What an archive knows of words: what letters stand for, who was seen in which post."""

    def of_letters(self, letters: str) -> Sequence[Meaning]:
        """What some letters stand for; in capitals."""

    def of_sense(self, sense: str) -> Sequence[Meaning]:
        """The letters that stand for one thing."""

    def begins_sense(self, word: str) -> bool:
        """Whether a sense of several words begins with a word."""

    def people(self, words: tuple[str, ...]) -> Sequence[Named]:
        """The officers and councillors who are called so somewhere, with a title or without."""

    def seen_in(self, post: str) -> Sequence[Tenure]:
        """Who was seen in a post, however it is written."""

    def capitals_share(self, word: str) -> float:
        """In what share of the items that have a word, folded, it stands in capitals; 1 where no item has it."""


class _Nothing:
    """For a query alone: nothing is known."""

    def of_letters(self, letters: str) -> Sequence[Meaning]:
        del letters
        return ()

    def of_sense(self, sense: str) -> Sequence[Meaning]:
        del sense
        return ()

    def begins_sense(self, word: str) -> bool:
        del word
        return False

    def people(self, words: tuple[str, ...]) -> Sequence[Named]:
        del words
        return ()

    def seen_in(self, post: str) -> Sequence[Tenure]:
        del post
        return ()

    def capitals_share(self, word: str) -> float:
        del word
        return 1.0


_NOTHING = _Nothing()


def expanded(query: Query, synonyms: Synonyms, stem: Callable[[str], str] = stem, known: Known = _NOTHING) -> Query:
    """The query with each run of words that names a topic, or that letters stand for, widened to what means the same.

    With `holders` it is widened, where words name a post, to those who held it. `stem` tells the stem of a word,
    `known` what the archive knows.
    """
    if query.exact or query.tree is None:
        return query
    return replace(query, tree=_Expansion(synonyms, stem, known, holders=query.holders).of(query.tree))


class _Expansion:
    """Widens trees."""

    def __init__(self, synonyms: Synonyms, stem: Callable[[str], str], known: Known, *, holders: bool) -> None:
        self._synonyms = synonyms
        self._stem = stem
        self._known = known
        self._holders = holders
        self._beginnings: dict[tuple[str, ...], bool] = {}

    def of(self, node: Node) -> Node:
        match node:
            case AllOf(parts):
                return joined(tuple(self._with_equivalents(parts)))
            case AnyOf(parts) if not _plain_words(node):
                return AnyOf(tuple(map(self.of, parts)))
            case AnyOf() | Term() if words := _plain_words(node):
                return self._either((node,), words, is_post=self._is_post(words)) or self._as_letters(node)
            case _:  # what is quoted or excluded is meant literally
                return node

    def _with_equivalents(self, parts: tuple[Node, ...]) -> Iterator[Node]:
        """The parts, with the longest runs of plain words that mean something put into an Either, from the left."""
        at = 0
        several = [_plain_words(part) for part in parts]
        while at < len(parts):
            plain = list(takewhile(bool, several[at : at + max(self._synonyms.longest, _LONGEST)]))
            for length in range(len(plain), 0, -1):
                words = tuple(chain.from_iterable(plain[:length]))
                is_post = self._is_post(words)
                if (either := self._either(parts[at : at + length], words, is_post=is_post)) is not None:
                    yield either
                elif is_post:
                    yield from map(self._as_letters, parts[at : at + length])
                else:
                    continue
                at += length
                break
            else:
                yield self._as_letters(parts[at]) if plain else self.of(parts[at])
                at += 1

    def _either(self, run: tuple[Node, ...], words: tuple[str, ...], *, is_post: bool) -> Either | None:
        """A run of plain words or what means the same; None when nothing does. The name of a post names no topic."""
        topic, names, parts = ("", (), ()) if is_post else self._named(words)
        same = dict.fromkeys((*names, *self._meant(run, words), *_otherwise(words)))
        others = dict.fromkeys((*same, *self._people(words), *self._held(words)))
        if not others and not parts:
            return None
        literal = joined(tuple(map(self._as_letters, run)))
        equivalents = tuple(one for one in others if one != literal and not self._are(one, words))
        narrower = tuple(one for one in parts if one != literal and one not in others)
        if not equivalents and not narrower:
            return None
        near = _related(words) if same and SMALL.intersection(words) else None
        typed = "" if near is None else " ".join(words)
        return Either(literal if near is None else near, equivalents, typed, topic, narrower)

    def _named(self, words: tuple[str, ...]) -> tuple[str, Sequence[Other], Sequence[Term | Phrase | Letters]]:
        """The topic that words name, in capitals or not, its other names, and those of its parts; "" for no topic."""
        typed = self._keys(words)
        keys = (key for reading in readings(words) for key in self._keys(reading))
        key = next(filter(self._synonyms.topic, keys), None)
        if key is None or (found := self._synonyms.topic(key)) is None:
            return "", (), ()
        topic, names = found
        others = [name for one, name in names.items() if one not in typed]
        parts = (self._as_looked_for(part, part) for part in self._synonyms.narrower(key))
        return topic, tuple(self._as_looked_for(others, names.values())), tuple(chain.from_iterable(parts))

    def _is_post(self, words: tuple[str, ...]) -> bool:
        """Whether words are the name of a post: the Flood Risk Manager is not flood risk management."""
        return len(words) > 1 and bool(self._known.seen_in(" ".join(words)))

    def _keys(self, words: tuple[str, ...]) -> tuple[Key, ...]:
        """The keys that a topic's name of some words may have: of one word as it is, or in capitals."""
        if len(words) == 1:
            return name_key(words[0]), (singular(words[0]).upper(),)
        return (tuple(map(self._stem, words)),)

    def _as_looked_for(self, names: Iterable[str], same: Iterable[str]) -> Iterator[Term | Phrase | Letters]:
        """Names of a topic as they are looked for; `same` are all that mean the same."""
        for name in names:
            if is_acronym(name):
                yield from self._letters(str(capitals(name)), [one for one in same if not is_acronym(one)])
            else:
                yield _spelt_out(name)

    def _letters(self, letters: str, names: Sequence[str]) -> Iterator[Term | Letters]:
        """The letters of a topic with some names: only in a sense of these, where they have others too."""
        held = self._known.of_letters(letters)
        several = [words for name in names if len(words := forms(name)) > 1] if held else []
        senses = [sense_in(words, self._stem) for words in several]
        right = [one for one in held if any(_is_part(sense, one.sense) for sense in senses)]
        if len(right) == len(held):
            yield Term(letters, Match.CAPITALS)
        yield from (Letters(letters, one.sense) for one in right if len(right) < len(held))

    def _meant(self, run: tuple[Node, ...], words: tuple[str, ...]) -> Iterator[Other]:
        """What letters stand for, or the letters that stand for some words."""
        if len(words) == 1:
            held = self._known.of_letters(singular(words[0]).upper())
            for meaning in held if held and self._is_letters(run[0]) else ():
                yield from _ways(meaning)
            return
        if SMALL.intersection((words[0], words[-1])) or not self._begins_meaning(words[:2]):
            return
        for meaning in self._known.of_sense(sense_in(words, self._stem)):
            yield Letters(meaning.letters, meaning.sense)
            yield from _ways(meaning)

    def _begins_meaning(self, words: tuple[str, ...]) -> bool:
        """Whether any meaning begins as two words do: of a long query most runs need not be looked up."""
        if words not in self._beginnings:
            first, _, _ = sense_in(words, self._stem).partition(" ")
            self._beginnings[words] = self._known.begins_sense(first)
        return self._beginnings[words]

    def _people(self, words: tuple[str, ...]) -> Sequence[Named]:
        """Whom a name means: items may have it in another form."""
        return self._known.people(words) if 1 < len(words) <= _LONGEST_NAME else ()

    def _held(self, words: tuple[str, ...]) -> Iterator[Named]:
        """Who was seen in the post that words name, where that is asked for."""
        if not self._holders:
            return
        for one in self._known.seen_in(" ".join(words)):
            yield Named("officer", one.officer, one.name, one.since, one.until)

    def _is_letters(self, node: Node) -> bool:
        """Whether a word is typed in capitals, or mostly stands so."""
        is_typed_so = isinstance(node, Term) and node.match is Match.ACRONYM
        return is_typed_so or all(self._known.capitals_share(singular(one)) >= _MOSTLY for one in _plain_words(node))

    def _are(self, other: Other, words: tuple[str, ...]) -> bool:
        """Whether a phrase is but the words themselves."""
        return isinstance(other, Phrase) and [self._stem(one.word) for one in other.terms] == [*map(self._stem, words)]

    def _as_letters(self, node: Node) -> Node:
        """A word typed in capitals that is another word in small letters: only in capitals."""
        match node:
            case Term(word, Match.ACRONYM):
                share = self._known.capitals_share(word)
                is_known = share >= _OFTEN or self._known.of_letters(word.upper())
                return Term(word.upper(), Match.CAPITALS) if share < _NEARLY_ALL and is_known else node
            case _:
                return node


# Of the items that have a word, the share that has it in capitals: "EHE" and "ehe" are one word where nearly all have
# it so; "SEND" is another than "send" where many have, or where it stands for something; "it" is no "IT".
_NEARLY_ALL, _MOSTLY, _OFTEN = 0.95, 0.8, 0.5


def _spelt_out(name: str) -> Term | Phrase:
    """A topic's name as it is looked for. One word is not stemmed: "elections" would bring in everything elective."""
    words = forms(name)
    return Phrase(tuple(map(Term, words))) if len(words) > 1 else Term(words[0], Match.NAME)


def _otherwise(words: tuple[str, ...]) -> Iterator[Term]:
    """A number and its unit as one word, "20mph" for "20 mph"; what minutes write for a word of speech."""
    if len(words) == 2 and measure("".join(words)) == words:
        yield Term("".join(words), Match.EXACT)
    if len(words) == 1 and words[0] in SPOKEN:
        yield Term(SPOKEN[words[0]])


def _related(words: tuple[str, ...]) -> Near | None:
    """A name with small words in it, such as "children in care": its other words near one another, not just all there.

    None where there is but one.
    """
    first, *others = [Term(word) for word in words if word not in SMALL] or [Term(words[0])]
    found: Term | Near = first
    for word in others:
        found = Near(found, word, _RELATED)
    return found if isinstance(found, Near) else None


def _ways(meaning: Meaning) -> Iterator[Phrase]:
    """The ways of writing a meaning, as phrases."""
    for way in meaning.ways[:_MOST_WAYS]:
        if len(words := forms(way)) > 1:
            yield Phrase(tuple(map(Term, words)))


def _is_part(sense: str, of: str) -> bool:
    """Whether one sense is a part of another, or the other of it: whole words."""
    return f" {sense} " in f" {of} " or f" {of} " in f" {sense} "


def _plain_words(node: Node) -> tuple[str, ...]:
    """The words of a word as typed, of which a hyphenated one has several; none for anything else."""
    match node:
        case Term(word, Match.FORMS | Match.ACRONYM):
            return (word,)
        case AnyOf((Phrase(terms), Term(join, Match.FORMS))) if join == "".join(term.word for term in terms):
            return tuple(term.word for term in terms)
        case _:
            return ()
