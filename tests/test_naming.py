"""How people name a topic that a vocabulary names otherwise."""

import pytest

from searcher.naming import readings, turned
from searcher.query import Match, Term, expanded, parse
from searcher.query.tree import AllOf, Either, Node
from searcher.vocabulary import Topic, Vocabulary

TOPICS = Vocabulary(
    {
        "roads": Topic("roads", "Roads", ("road safety", "safer streets")),
        "buses": Topic("buses", "Buses", ("buses", "omnibuses")),
        "care": Topic("care", "Care", ("children in care", "LAC")),
        "closures": Topic("closures", "Closures", ("closure of libraries", "shut libraries")),
    }
)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("road safety", ["road safety"]),
        ("safety on the roads", ["safety on the roads", "roads safety"]),
        ("local buses", ["local buses", "buses"]),
        ("the council local plan", ["the council local plan", "council local plan", "local plan", "plan"]),
        ("kids in care", ["kids in care", "children in care"]),
        ("public services", ["public services", "services"]),
        ("of roads", ["of roads"]),
        ("care of", ["care of"]),
        ("council", ["council"]),
    ],
)
def test_words_may_be_read_in_several_ways(typed: str, first: list[str]) -> None:
    assert [" ".join(words) for words in readings(typed.split())] == first


def test_what_is_of_something_may_be_said_the_other_way_round() -> None:
    assert turned(("repairs", "to", "the", "houses")) == ("houses", "repairs")
    assert turned(("children", "in", "care")) == ("children", "in", "care")


@pytest.mark.parametrize(
    ("typed", "topic"),
    [
        ("safety on our roads", "roads"),
        ("local buses", "buses"),
        ("kids in care", "care"),
        ("library closures", "closures"),
        ("closing local libraries", ""),
        ("careful children", ""),
        ("bus strategy", ""),
    ],
)
def test_a_topic_is_named_in_other_words(typed: str, topic: str) -> None:
    tree = expanded(parse(typed), TOPICS.synonyms).tree

    assert (tree.topic if isinstance(tree, Either) else "") == topic


@pytest.mark.parametrize(
    ("typed", "tree"),
    [
        ("kids tents", AllOf((Either(Term("kids"), (Term("children"),)), Term("tents")))),
        ("children tents", AllOf((Term("children"), Term("tents")))),
        (
            "local buses",
            Either(
                AllOf((Term("local"), Term("buses"))),
                (Term("buses", Match.NAME), Term("omnibuses", Match.NAME)),
                topic="buses",
            ),
        ),
    ],
)
def test_a_word_of_speech_stands_for_what_minutes_write(typed: str, tree: Node) -> None:
    assert expanded(parse(typed), TOPICS.synonyms).tree == tree
