"""Widens a query by the vocabulary: where words name a topic, its other names may stand instead."""

from collections.abc import Callable, Iterator

from msgspec.structs import replace

from searcher.query.tree import AllOf, AnyOf, Either, Match, Node, Phrase, Query, Term, joined
from searcher.vocabulary import Key, Synonyms, is_acronym, name_key, singular
from searcher.words import capitals, forms, stem

Stem = Callable[[str], str]


def expanded(query: Query, synonyms: Synonyms, stem: Stem = stem) -> Query:
    """The query with each run of words that names a topic widened to the topic's other names.

    `stem` tells the stem of a word.
    """
    if query.exact or query.tree is None:
        return query
    return replace(query, tree=_Expansion(synonyms, stem).of(query.tree))


class _Expansion:
    """Widens trees by some names."""

    def __init__(self, synonyms: Synonyms, stem: Stem) -> None:
        self._synonyms = synonyms
        self._stem = stem

    def of(self, node: Node) -> Node:
        match node:
            case AllOf(parts):
                return joined(tuple(self._with_equivalents(parts)))
            case AnyOf(parts) if not _plain_words(node):
                return AnyOf(tuple(map(self.of, parts)))
            case AnyOf() | Term():
                return self._either((node,)) or node
            case _:  # what is quoted or excluded is meant literally
                return node

    def _with_equivalents(self, parts: tuple[Node, ...]) -> Iterator[Node]:
        """The parts, with the longest runs of plain words that name a topic put into an Either, from the left."""
        at = 0
        while at < len(parts):
            for length in range(min(self._synonyms.longest, len(parts) - at), 0, -1):
                if (either := self._either(parts[at : at + length])) is not None:
                    yield either
                    at += length
                    break
            else:
                yield self.of(parts[at])
                at += 1

    def _either(self, run: tuple[Node, ...]) -> Either | None:
        """A run of plain words or the other names of the topic it names; None when it names none."""
        keys = self._keys(run)
        found = next(filter(None, map(self._synonyms.topic, keys)), None)
        if found is None:
            return None
        topic, names = found
        equivalents = tuple(_name(name) for key, name in names.items() if key not in keys)
        return Either(joined(run), equivalents, topic) if equivalents else None

    def _keys(self, run: tuple[Node, ...]) -> tuple[Key, ...]:
        """What a run of plain words is looked up as: a name, or an acronym typed in capitals or not."""
        words = [_plain_words(part) for part in run]
        if not all(words):
            return ()
        key = tuple(word for part in words for word in part)
        if len(key) > 1:
            return (tuple(map(self._stem, key)),)
        return name_key(key[0]), (singular(key[0]).upper(),)


def _plain_words(node: Node) -> tuple[str, ...]:
    """The words of a word as typed, of which a hyphenated one has several; none for anything else."""
    match node:
        case Term(word, Match.FORMS | Match.ACRONYM):
            return (word,)
        case AnyOf((Phrase(terms), Term(join, Match.FORMS))) if join == "".join(term.word for term in terms):
            return tuple(term.word for term in terms)
        case _:
            return ()


def _name(name: str) -> Term | Phrase:
    if is_acronym(name):
        return Term(str(capitals(name)), Match.CAPITALS)
    words = forms(name)
    # One word is not stemmed: "elections" would bring in everything elective.
    return Phrase(tuple(map(Term, words))) if len(words) > 1 else Term(singular(words[0]), Match.ACRONYM)
