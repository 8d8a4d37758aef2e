"""Widens a query by the vocabulary: where words name a topic, its other names may stand instead."""

from collections.abc import Iterator
from dataclasses import replace

from searcher.query.tree import AllOf, AnyOf, Either, Match, Node, Phrase, Query, Term, joined
from searcher.vocabulary import Vocabulary, is_acronym, name_key, singular
from searcher.words import capitals, forms, stem


def expanded(query: Query, vocabulary: Vocabulary) -> Query:
    """The query with each run of words that names a topic widened to the topic's other names."""
    if query.exact or query.tree is None:
        return query
    return replace(query, tree=_expanded(query.tree, vocabulary))


def _expanded(node: Node, vocabulary: Vocabulary) -> Node:
    match node:
        case AllOf(parts):
            return joined(tuple(_with_equivalents(parts, vocabulary)))
        case AnyOf(parts) if not _plain_words(node):
            return AnyOf(tuple(_expanded(part, vocabulary) for part in parts))
        case AnyOf() | Term():
            return _either((node,), vocabulary) or node
        case _:  # what is quoted or excluded is meant literally
            return node


def _with_equivalents(parts: tuple[Node, ...], vocabulary: Vocabulary) -> Iterator[Node]:
    """The parts, with the longest runs of plain words that name a topic put into an Either, from the left."""
    at = 0
    while at < len(parts):
        for length in range(min(vocabulary.longest, len(parts) - at), 0, -1):
            if (either := _either(parts[at : at + length], vocabulary)) is not None:
                yield either
                at += length
                break
        else:
            yield _expanded(parts[at], vocabulary)
            at += 1


def _either(run: tuple[Node, ...], vocabulary: Vocabulary) -> Either | None:
    """A run of plain words or the other names of the topic it names; None when it names none."""
    keys = _keys(run)
    topic = next((vocabulary.names[key] for key in keys if key in vocabulary.names), None)
    others = {name_key(name): name for name in topic.names} if topic is not None else {}
    equivalents = tuple(_name(name) for key, name in others.items() if key not in keys)
    return Either(joined(run), equivalents, topic.id) if topic is not None and equivalents else None


def _keys(run: tuple[Node, ...]) -> tuple[tuple[str, ...], ...]:
    """What a run of plain words is looked up as: a name, or an acronym typed in capitals or not."""
    words = [_plain_words(part) for part in run]
    if not all(words):
        return ()
    key = tuple(word for part in words for word in part)
    if len(key) > 1:
        return (tuple(map(stem, key)),)
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
