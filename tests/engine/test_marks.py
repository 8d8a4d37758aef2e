"""Whatever is asked, a passage is a part of its item's text, and its marks are the matches in it, by the oracle."""

import random
from collections.abc import Iterable, Iterator

import pytest
from invented import VOCABULARY, items, query_text
from msgspec.structs import replace
from oracle import is_met, occurrences

from searcher.engine.snippets import Snippets
from searcher.model import AREAS, Item
from searcher.query import Match, Near, Node, Phrase, Query, Term, expanded, leaves, parse
from searcher.results import Snippet
from searcher.words import Token, numbers_of, stem, tokens

SMALL = ("a", "an", "and", "at", "by", "for", "from", "in", "is", "of", "on", "or", "that", "the", "to", "was")
JOINTS = (" ", " ", " ", " ", ". ", ".\n\n", "\n• ", "; ", ", ", " No. ", "\xa0", "-", "’s ")
HELD = items(60, seed=21)


def punctuated(text: str, chance: random.Random) -> str:
    """The words of a text with other signs between them."""
    return "".join(word + chance.choice(JOINTS) for word in text.split(" ") * chance.choice((1, 1, 8)))


def asked(seed: int) -> tuple[Item, Query, Snippets]:
    """An item with signs in its minutes, a query, and what finds its passages."""
    chance = random.Random(seed)
    item = chance.choice(HELD)
    item = replace(item, minutes=punctuated(item.minutes, chance))
    query = expanded(parse(query_text(chance)), VOCABULARY.synonyms)
    words = [word for area in AREAS for text in item.text_of(area) for word in tokens(text)]
    held = {form for word in words for form in (word.form, word.capitals) if form}
    return item, query, Snippets(query.tree, query.scope, lambda term: met(term, held), most=chance.choice((1, 2, 5)))


def met(term: Term, words: Iterable[str]) -> list[str]:
    """The words that a word of a query meets, as an index tells them."""
    match term.match:
        case Match.FORMS:
            return [word for word in words if word == word.lower() and stem(word) == stem(term.word)]
        case Match.PREFIX:
            return [word for word in words if word == word.lower() and word.startswith(term.word)]
        case Match.FUZZY:
            return [word for word in words if word == word.lower() and is_met(term, Token(word, None, 0, 0, 0))]
        case Match.NAME:
            return [word for word in words if word in numbers_of(term.word)]
        case Match.ACRONYM:
            return [word for word in words if word in (term.word, f"{term.word}s")]
        case _:
            return [word for word in words if word == term.word]


def parts(node: Node | None) -> Iterator[Term | Phrase]:
    """The words and phrases of a query, of what is near one another too."""
    for leaf in leaves(node):
        yield from parts_of(leaf)


def parts_of(leaf: Term | Phrase | Near) -> Iterator[Term | Phrase]:
    """The words and phrases of a leaf."""
    if isinstance(leaf, Near):
        yield from parts_of(leaf.left)
        yield leaf.right
    else:
        yield leaf


def matches(node: Node | None, text: str) -> Iterator[tuple[int, int]]:
    """The characters of every match of a word or phrase in a text."""
    words = list(tokens(text))
    for part in parts(node):
        for first, last in occurrences(part, words):
            terms = part.terms if isinstance(part, Phrase) else (part,)
            inside = [
                word for word in words if first <= word.position <= last and any(is_met(one, word) for one in terms)
            ]
            yield min(word.start for word in inside), max(word.end for word in inside)


def spans(snippet: Snippet) -> Iterator[tuple[int, int]]:
    """The characters of a passage that are marked."""
    at = 0
    for text, marked in snippet.parts:
        if marked:
            yield at, at + len(text)
        at += len(text)


def bare(snippet: Snippet) -> str:
    return " ".join(snippet.text.removeprefix("… ").removesuffix(" …").split())


@pytest.mark.parametrize("seed", range(400))
def test_passages_are_parts_of_the_text_and_marks_are_matches(seed: int) -> None:
    item, query, snippets = asked(seed)
    texts = {area: tuple(filter(None, item.text_of(area))) for area in AREAS}

    found = snippets.of(texts)

    assert found.best in found.all
    for snippet in found.all:
        squeezed = [" ".join(text.split()) for text in texts[snippet.area]]
        assert not snippet.text or any(bare(snippet) in text for text in squeezed)
        said = list(matches(query.tree, snippet.text))
        for start, end in spans(snippet):
            letters = {at for one in said for at in range(*one)}
            assert all(at in letters or snippet.text[at] in " -" for at in range(start, end))


@pytest.mark.parametrize("seed", range(400))
def test_every_match_in_a_passage_is_marked(seed: int) -> None:
    item, query, snippets = asked(seed)
    if any(isinstance(leaf, Near) for leaf in leaves(query.tree)):
        pytest.skip("words of a NEAR are marked only where they are near")

    found = snippets.of({area: tuple(filter(None, item.text_of(area))) for area in query.scope})

    for snippet in found.all if any(any(spans(one)) for one in found.all) else ():
        marked = {at for one in spans(snippet) for at in range(*one)}
        for start, end in matches(query.tree, snippet.text):
            if snippet.text[start:end].lower() not in SMALL:
                assert set(range(start, end)) <= marked


@pytest.mark.parametrize("seed", range(400))
def test_passages_do_not_overlap_and_come_in_the_order_of_the_text(seed: int) -> None:
    item, _, snippets = asked(seed)
    texts = {area: tuple(filter(None, item.text_of(area))) for area in AREAS}

    told = snippets.of(texts).all

    assert [AREAS.index(one.area) for one in told] == sorted(AREAS.index(one.area) for one in told)
    at = 0
    for snippet in (one for one in told if one.area == "minutes"):
        squeezed = " ".join(texts["minutes"][0].split())
        at = squeezed.find(bare(snippet), at) + len(bare(snippet))
        assert at >= len(bare(snippet))
