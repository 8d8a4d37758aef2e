"""The meaning of a query on items one can check by eye. The oracle decides; engines are then compared with it."""

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace
from oracle import Names, facets, matching

from searcher.model import Councillor, Document, Item, Meeting, Officer
from searcher.query import Query, expanded, parse
from searcher.vocabulary import Topic, Vocabulary

CABINET = Meeting("1", "ambridge", "Cabinet", "7", date(2024, 6, 3), status="approved")
SCRUTINY = Meeting("2", "ambridge", "Improving Lives Select Commission", "8", date(2023, 1, 9), status="draft")
UNDATED = Meeting("3", "borchester")
TOPICS = Vocabulary({"ehe": Topic("ehe", "Home learning", ("home education", "EHE"))})


def item(title: str = "", *, id: str = "a", meeting: Meeting = CABINET, **facts: Any) -> Item:  # noqa: A002 as the field
    return Item(id=id, council=meeting.council, position=1, title=title, meeting=meeting, **facts)


def found(query: Query, *items: Item) -> str:
    """The ids found, side by side."""
    return "".join(sorted(matching(expanded(query, TOPICS.synonyms), items, Names.of(items, TOPICS))))


def finds(text: str, one: Item | str) -> bool:
    return found(parse(text), item(one) if isinstance(one, str) else one) == "a"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("education", "Children educated"),
        ("EDUCATION", "educated"),
        ('"education"', "Education"),
        ("CIL", "the cil"),
        ("CIL", "CILs"),
        ("EHCPs", "EHCP"),
        ("saf*", "Safeguarding"),
        ("Barnardo's", "Barnardos"),
        ("Barnardos", "Barnardo’s"),
        ("Llyn", "Llŷn"),
        ("Llŷn", "LLYN"),
        ("unaccompanied", "un-accompanied"),
        ("un-accompanied", "unaccompanied"),
        ("un-accompanied", "un accompanied"),
        ("skills & education", "Education and Skills"),
        ("2016-17", "2016/17"),
        ("1229k", "£1,229k"),
        ("cofnodion", "Cofnodion y cyfarfod"),
    ],
)
def test_a_word_meets_its_like(text: str, title: str) -> None:
    assert finds(text, title)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ('"education"', "educated"),
        ("CIL", "Cilia"),
        ("SEND", "sending"),
        ("saf*", "unsafe"),
        ("5.30", "5"),
        ("un-accompanied", "accompanied"),
    ],
)
def test_a_word_does_not_meet_another(text: str, title: str) -> None:
    assert not finds(text, title)


def test_words_may_stand_anywhere_in_the_item() -> None:
    one = item("Home", minutes="A report on education.")

    assert finds("home education", one)
    assert not finds("home education school", one)


def test_or_takes_either_and_not_leaves_out() -> None:
    items = [item("home", id="a"), item("school", id="b"), item("home school", id="c"), item("bins", id="d")]

    assert found(parse("home OR school"), *items) == "abc"
    assert found(parse("home -school"), *items) == "a"
    assert found(parse("-(home school)"), *items) == "abd"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("the home education team", True),
        ("education home", False),
        ("home and education", False),
        ("home. Education", True),
        ("homes educated", False),
    ],
)
def test_a_phrase_stands_side_by_side(title: str, *, expected: bool) -> None:
    assert finds('"home education"', title) is expected


def test_a_phrase_never_runs_from_one_text_into_the_next() -> None:
    apart = item(
        resolutions=("Visit the home", "Education to report"), documents=(Document("home"), Document("education"))
    )

    assert not finds('"home education"', apart)
    assert finds('"home education"', item(resolutions=("Visit", "Home education")))


def test_a_phrase_may_begin_or_end_with_the_join_of_a_hyphenated_word() -> None:
    assert finds('"unaccompanied children"', "Un-accompanied children")
    assert finds('"lone unaccompanied"', "Lone un-accompanied children")


@pytest.mark.parametrize(
    ("text", "title", "expected"),
    [
        ("child NEAR/1 home", "child home", True),
        ("child NEAR/1 home", "home child", True),
        ("child NEAR/1 home", "child at home", False),
        ("child NEAR/2 home", "child at home", True),
        ("child NEAR/5 child", "child", False),
        ("child NEAR/5 child", "child to child", True),
        ('"at home" NEAR/1 child', "child at home", True),
        ('"at home" NEAR/1 child', "at home a child", False),
        ('"at home" NEAR/9 home', "at home", False),
        ("child NEAR/1 home NEAR/1 school", "child home school", True),
        ("child NEAR/1 home NEAR/1 school", "school home child", True),
        ("child NEAR/1 home NEAR/1 school", "home child school", False),
        ("child NEAR/1 home NEAR/1 school", "child home, a home school", False),
        ("child NEAR/1 home NEAR/3 school", "school a child home", True),
        ("child NEAR/1 home NEAR/2 child", "child home", True),
    ],
)
def test_near_counts_words_either_way(text: str, title: str, *, expected: bool) -> None:
    assert finds(text, title) is expected


def test_near_keeps_within_one_text() -> None:
    assert not finds("child NEAR/9 home", item("child", minutes="home"))


@pytest.mark.parametrize("title", ["home education", "education at home", "EHE"])
def test_a_topics_name_may_stand_for_another(title: str) -> None:
    assert finds("home education", title)


def test_an_acronym_that_stands_for_words_stands_in_capitals() -> None:
    assert not finds("home education", "ehe")


def test_words_are_looked_for_in_the_scope_alone() -> None:
    items = [item("home", id="a"), item(minutes="home", id="b"), item(resolutions=("home",), id="c")]

    assert found(parse("home in:title"), *items) == "a"
    assert found(parse("home in:minutes in:resolutions"), *items) == "bc"
    assert found(parse("-home in:title"), *items) == "bc"


def test_filters_do_not_care_about_the_scope() -> None:
    assert finds("committee:cabinet home in:title", "home")


ITEMS = (
    item(
        "School places",
        id="a",
        number="14.",
        officers=(Officer("Helen Sweaton", id="helen-sweaton"), Officer("Jo Bloggs")),
        councillors=(Councillor("Zoë O'Neill"),),
        topics=("ehe",),
    ),
    item(
        "Bins",
        id="b",
        number="14A",
        meeting=SCRUTINY,
        kind="procedural",
        officers=(Officer("H. Sweaton", id="h-sweaton"),),
    ),
    item("Roads", id="c", meeting=UNDATED, restricted=True, topics=("roads",)),
)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("officer:helen-sweaton", "a"),
        ("officer:HELEN-SWEATON", "a"),
        ("officer:sweaton", "ab"),
        ("officer:sweat", "ab"),
        ("officer:Bloggs", ""),
        ("officer:!!", ""),
        ("councillor:oneill", "a"),
        ('councillor:"zoe O’Neill"', "a"),
        ("councillor:ambridge:zoe-oneill", "a"),
        ('councillor:"Councillor O’Neill"', "a"),
        ('councillor:"Cllr. Mrs O\'Neill"', "a"),
        ("councillor:Councillor", ""),
        ('officer:"Ms. Helen Sweaton"', "a"),
        ('officer:"Mr Sweat"', "ab"),
        ('committee:"Ms Cabinet"', ""),
        ("committee:7", "a"),
        ("committee:ambridge:cabinet", "a"),
        ('committee:"improving lives"', "b"),
        ('committee:"lives improving"', ""),
        ("meeting:2", "b"),
        ("meeting:borchester:3", "c"),
        ('meeting:"3 June 2024"', "a"),
        ("meeting:commission", "b"),
        ("topic:ehe", "a"),
        ('topic:"home learning"', "a"),
        ("topic:roads", "c"),
        ("council:Borchester", "c"),
        ("council:bridge", "ab"),
        ("year:2024", "a"),
        ("number:14", "a"),
        ("number:14a", "b"),
        ("status:draft", "b"),
        ("kind:business", "ac"),
        ("restricted:yes", "c"),
        ("restricted:no", "ab"),
        ("since:2023-01-09", "ab"),
        ("since:2023-01-10", "a"),
        ("until:2023-01-09", "b"),
        ("until:2030", "ab"),
    ],
)
def test_a_filter_lets_through(text: str, ids: str) -> None:
    assert found(parse(text), *ITEMS) == ids


def test_values_of_one_filter_are_alternatives_and_filters_combine() -> None:
    assert found(parse("committee:7 committee:8"), *ITEMS) == "ab"
    assert found(parse("committee:7 committee:8 status:draft"), *ITEMS) == "b"
    assert found(parse("committee:7 committee:nowhere"), *ITEMS) == "a"


def test_an_id_is_taken_before_text_in_a_label() -> None:
    other = replace(ITEMS[0], id="d", officers=(Officer("Sweaton", id="sweaton"),))

    assert found(parse("officer:sweaton"), *ITEMS, other) == "d"


def test_a_filter_in_the_tree_is_one_condition_among_others() -> None:
    assert found(parse("(status:draft OR roads)"), *ITEMS) == "bc"
    assert found(parse("-officer:sweaton"), *ITEMS) == "c"
    assert found(parse("officer:helen-sweaton OR topic:roads"), *ITEMS) == "ac"
    assert found(parse("officer:h-sweaton OR officer:helen-sweaton"), *ITEMS) == "ab"
    assert found(parse("topic:ehe AND topic:roads"), *ITEMS) == ""
    assert found(parse("(status:draft OR -committee:7) -bins"), *ITEMS) == "c"


def counted(text: str) -> dict[str, dict[str, int]]:
    return facets(parse(text), ITEMS, Names.of(ITEMS, TOPICS))


def test_facets_count_the_items_found() -> None:
    assert counted("-bins") == {
        "committee": {"ambridge:cabinet": 1},
        "meeting": {"ambridge:1": 1, "borchester:3": 1},
        "officer": {"helen-sweaton": 1},
        "councillor": {"ambridge:zoe-oneill": 1},
        "topic": {"ehe": 1, "roads": 1},
        "year": {"2024": 1},
        "status": {"approved": 1, "agenda": 1},
        "kind": {"business": 2},
        "council": {"ambridge": 1, "borchester": 1},
    }


def test_a_facet_is_counted_with_its_own_filter_lifted() -> None:
    counts = counted("status:draft council:ambridge")

    assert counts["status"] == {"approved": 1, "draft": 1}
    assert counts["council"] == {"ambridge": 1}
    assert counts["kind"] == {"procedural": 1}


def test_a_filter_in_the_tree_is_not_lifted() -> None:
    assert counted("-status:draft")["status"] == {"approved": 1, "agenda": 1}


def test_a_person_named_twice_is_counted_once() -> None:
    officer = Officer("Helen Sweaton", id="helen-sweaton")
    items = (item(officers=(officer, replace(officer, post="Director"))),)

    assert facets(parse("kind:business"), items, Names.of(items, TOPICS))["officer"] == {"helen-sweaton": 1}
