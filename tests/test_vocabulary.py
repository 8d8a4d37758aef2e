"""Topics by their names, and posts by their words."""

import pytest

from searcher.vocabulary import Posts, Topic, Vocabulary, is_acronym, name_key

EHE = Topic(
    "ehe", "Elective home education", ("elective home education", "home education", "EHE"), ("flexi-schooling",)
)
ASB = Topic("asb", "Anti-social behaviour", ("anti-social behaviour", "antisocial behaviour", "ASB"))
VOTES = Topic("votes", "Elections", ("elections",), ("returning officer",))
SEND = Topic("send", "Special educational needs", ("special educational needs", "SEND"))
TOPICS = Vocabulary({topic.id: topic for topic in (EHE, ASB, VOTES, SEND)})
POSTS = Posts(
    heads=frozenset({"Director", "Head"}),
    elected=("Cabinet Member",),
    external=("NHS",),
    never_names=frozenset({"Report"}),
    things=frozenset({"Strategy"}),
)


def mentioned(text: str) -> list[str]:
    return [topic.id for _, topic in TOPICS.mentions(text)]


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("Children electively home educated", ["ehe"]),
        ("Home Education and Home Education", ["ehe", "ehe"]),
        ("The EHE team", ["ehe"]),
        ("Flexi-schooling", ["ehe"]),
        ("Anti-social behaviour", ["asb"]),
        ("Antisocial behaviour", ["asb"]),
        ("Officers will send a letter", []),
        ("SEND strategy", ["send"]),
        ("The election of a chair", ["votes"]),
        ("An elective course", []),
        ("The Returning Officer", ["votes"]),
        ("home", []),
        ("", []),
    ],
)
def test_a_text_mentions_a_topic_by_name_or_sign(text: str, topics: list[str]) -> None:
    assert mentioned(text) == topics


def test_of_mentions_that_overlap_the_longest_counts() -> None:
    assert mentioned("elective home education") == ["ehe"]


def test_a_name_that_two_topics_share_mentions_both() -> None:
    shared = Vocabulary({name: Topic(name, name, ("budget cuts",)) for name in ("finance", "savings")})

    assert [topic.id for _, topic in shared.mentions("Budget cuts")] == ["finance", "savings"]


def test_a_name_without_words_is_never_mentioned() -> None:
    assert list(Vocabulary({"none": Topic("none", "None", ("–",))}).mentions("a – b")) == []


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("EHE", ("EHE",)),
        ("EHCPs", ("EHCP",)),
        ("elections", ("election",)),
        ("homelessness", ("homelessness",)),
        ("home educated", ("home", "educ")),
        ("A&E", ("a", "and", "e")),
        ("covid-19", ("covid", "19")),
    ],
)
def test_a_name_is_looked_up_as_letters_stems_or_its_singular(name: str, key: tuple[str, ...]) -> None:
    assert name_key(name) == key


def test_only_one_word_in_capitals_is_an_acronym() -> None:
    assert [name for name in ("EHE", "CiC", "A&E", "SEND plan", "send") if is_acronym(name)] == ["EHE", "CiC"]


def test_the_longest_name_is_counted_in_words() -> None:
    assert TOPICS.synonyms.longest == 3
    assert Vocabulary({}).synonyms.longest == 0


def test_the_parts_of_a_topic_have_names_of_their_own() -> None:
    travel = Topic("travel", "Travel", ("travel",), narrower=(("buses", "coaches"), ("trams", "travel")))
    synonyms = Vocabulary({"none": Topic("none", "None"), "travel": travel}).synonyms

    assert synonyms.topic(("coache",)) == ("travel", {("buse",): "buses", ("coache",): "coaches"})
    assert synonyms.topic(("travel",)) == ("travel", {("travel",): "travel"})
    assert synonyms.narrower(("travel",)) == (("buses", "coaches"), ("trams", "travel"))
    assert synonyms.narrower(("coache",)) == ()
    assert [topic.id for _, topic in Vocabulary({"travel": travel}).mentions("trams and coaches")] == ["travel"] * 2


def test_a_topic_stands_in_a_text_by_any_of_its_names() -> None:
    travel = Topic("travel", "Travel", ("EHE policy",), narrower=(("buses",),))
    synonyms = Vocabulary({"travel": travel, "ehe": EHE}).synonyms

    assert synonyms.stand_in("travel", "The buses ran.")
    assert synonyms.stand_in("travel", "EHE policies")
    assert not synonyms.stand_in("travel", "A policy.")
    assert synonyms.named_in("Buses and EHE Policy Officer") == {"travel", "ehe"}


def test_a_topic_with_the_same_id_replaces_and_another_adds() -> None:
    changed, added = Topic("ehe", "Home education"), Topic("bins", "Bins")

    overlaid = TOPICS.overlaid((changed, added))

    assert overlaid.topics["ehe"] == changed
    assert list(overlaid.topics) == ["ehe", "asb", "votes", "send", "bins"]


def test_a_post_is_known_by_its_noun() -> None:
    assert POSTS.is_post("Assistant Director of Housing")
    assert not POSTS.is_post("Directorate of Housing")


def test_a_post_may_be_an_elected_members_or_another_bodys() -> None:
    assert POSTS.is_elected("Cabinet Member for Housing")
    assert POSTS.is_external("Chief Nurse, NHS Trust")
    assert not POSTS.is_elected("Head of Housing")
    assert not POSTS.is_external("Head of Housing")


def test_a_name_holds_no_word_that_is_never_in_names() -> None:
    names = [words for words in ("Jane Doe", "Annual Report", "Housing Strategy", "Head Jane") if POSTS.is_name(words)]

    assert names == ["Jane Doe"]
