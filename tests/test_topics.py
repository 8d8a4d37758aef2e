"""What an item is about, and which of its words show it."""

from typing import Any

import pytest
from saved_pages import TOPICS

from searcher.model import Councillor, Item, Officer
from searcher.topics import Evidence, TopicEvidence, evidence_in, only_in_posts, topic_evidence, topics_in
from searcher.vocabulary import Topic, Vocabulary

EHE = Topic("ehe", "Home education", ("elective home education", "EHE"), ("taught at home",), ("tutors",))
SORRY = Topic("sorry", "Apologies", ("apologies",), kind="procedural")
OWN = Vocabulary({topic.id: topic for topic in (EHE, SORRY)})


def item(title: str = "Report", **given: Any) -> Item:
    """An item with some texts."""
    return Item("oakham:1:AI1", "oakham", 1, title, **given)


def test_a_topic_is_what_the_title_names() -> None:
    assert topics_in(item("Elective Home Education"), TOPICS) == ("elective-home-education",)


def test_a_topic_is_what_the_text_names_again_and_again() -> None:
    assert topics_in(item(minutes="Potholes were discussed. The potholes were filled."), TOPICS) == ("highways",)


def test_one_passing_mention_is_no_topic() -> None:
    one = item("Budget Monitoring", minutes="A pothole was seen near the library.")

    assert topics_in(one, TOPICS) == ("budget",)


def test_the_name_of_a_post_is_no_topic() -> None:
    told = "Ada Brook, EHE Manager, and Councillor Ash, Cabinet Member for EHE, spoke; the EHE Clerk and EHE Clerk too."
    officer, councillor = Officer("Ada Brook", "EHE Manager"), Councillor("Ash", "Cabinet Member for EHE")
    one = item(minutes=told, officers=(officer,), councillors=(councillor,), posts=("EHE Clerk",))

    assert topics_in(one, OWN) == ()
    assert topics_in(item(minutes=told), OWN) == ("ehe",)


def test_topics_that_only_posts_name_are_told() -> None:
    posts = ("Head of Elective Home Education", "Apologies Clerk")
    told = "The Apologies Clerk spoke of E-H-E, or EHE."
    synonyms = OWN.synonyms

    assert only_in_posts(item(minutes=" spoke. ".join(posts), posts=posts), synonyms) == ("ehe", "sorry")
    assert only_in_posts(item(minutes=told, posts=posts), synonyms) == ("sorry",)
    assert only_in_posts(item("Electively home-educated", posts=posts[:1]), synonyms) == ()
    assert only_in_posts(item(posts=posts, topics=("ehe", "sorry")), synonyms) == ()
    assert only_in_posts(item(minutes="EHE, apologies"), synonyms) == ()


def test_a_title_may_rule_a_topic_out() -> None:
    assert "licensing" not in topics_in(item("Selective Licensing of Rented Homes"), TOPICS)


def test_evidence_is_what_is_named_where_and_how_often() -> None:
    one = item(
        "EHE Update",
        agenda="Electively home educated children",
        decision="The EHE policy was agreed.",
        minutes="EHE grew. Some are taught at home. EHE teams grew too.",
        resolutions=("That EHE be funded.", "That the EHE report be noted."),
    )

    assert [(found.phrase, found.area, found.times) for found in evidence_in(one, OWN)] == [
        ("EHE", "title", 1),
        ("elective home education", "agenda", 1),
        ("EHE", "decision", 1),
        ("EHE", "minutes", 2),
        ("taught at home", "minutes", 1),
        ("EHE", "resolutions", 2),
    ]


def test_formalities_count_in_titles_only_and_a_title_taken_from_the_text_is_none() -> None:
    assert evidence_in(item(minutes="Apologies, apologies."), OWN) == ()
    assert evidence_in(item("Apologies"), OWN) == (Evidence("sorry", "apologies", "title", 1),)
    assert evidence_in(item("Apologies", title_inferred=True), OWN) == ()


@pytest.mark.parametrize(
    ("given", "found", "phrases"),
    [
        ({"title": "EHE"}, True, ["EHE"]),
        ({"title": "Report", "minutes": "EHE was named."}, False, ["EHE"]),
        ({"title": "EHE tutors"}, False, ["EHE"]),
        ({"title": "Bins"}, False, []),
    ],
)
def test_a_topic_that_the_vocabulary_finds_no_more_is_told_so(
    given: dict[str, str], found: bool, phrases: list[str]
) -> None:
    (told,) = topic_evidence(item(**given, topics=("ehe",)), OWN)

    assert (told.topic, told.found, [one.phrase for one in told.evidence]) == ("ehe", found, phrases)


def test_a_topic_of_another_vocabulary_has_no_evidence() -> None:
    assert topic_evidence(item(topics=("bees",)), OWN) == (TopicEvidence("bees", found=False, evidence=()),)
