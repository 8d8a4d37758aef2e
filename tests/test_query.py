"""The query language: what each construct means, and where an error points."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searcher.errors import BadQuery
from searcher.model import AREAS, Meaning, Tenure
from searcher.posts import post_key
from searcher.query import (
    DEEPEST,
    FIELDS,
    FILTERS,
    LONGEST,
    MOST_HITS,
    MOST_WORDS,
    AllOf,
    AnyOf,
    Either,
    Filters,
    Letters,
    Match,
    Named,
    Near,
    Node,
    Not,
    Only,
    Phrase,
    Term,
    expanded,
    filter_from,
    filters_in,
    leaves,
    parse,
    period,
    plain_words,
    terms_in,
)
from searcher.vocabulary import Topic, Vocabulary

HOME, EDUCATION, SCHOOL, CHILD = Term("home"), Term("education"), Term("school"), Term("child")
UN_ACCOMPANIED = Phrase((Term("un"), Term("accompanied")))
UNACCOMPANIED = AnyOf((UN_ACCOMPANIED, Term("unaccompanied")))


def exactly(*words: str) -> Phrase:
    return Phrase(tuple(Term(word, Match.EXACT) for word in words))


WORDS: dict[str, Node] = {
    "school": SCHOOL,
    "home school": AllOf((HOME, SCHOOL)),
    "home AND school": AllOf((HOME, SCHOOL)),
    "home and school": AllOf((HOME, Term("and"), SCHOOL)),
    "home OR school": AnyOf((HOME, SCHOOL)),
    "home education OR school": AnyOf((AllOf((HOME, EDUCATION)), SCHOOL)),
    "home (education OR school)": AllOf((HOME, AnyOf((EDUCATION, SCHOOL)))),
    "Barnardo's": Term("barnardos"),
    "Barnardo’s": Term("barnardos"),
    "Llŷn": Term("llyn"),
    "&": Term("and"),
    "1,229k": Term("1229k"),
    "5.30": Term("5.30"),
    "2016/17": Phrase((Term("2016"), Term("17"))),
    "un-accompanied": UNACCOMPANIED,
    "un-accompanied,": UNACCOMPANIED,
    "https://x.uk": Phrase((Term("https"), Term("x"), Term("uk"))),
    "home\x00school": Phrase((HOME, SCHOOL)),
    "school \ud800 !": SCHOOL,
    "home - school": AllOf((HOME, SCHOOL)),
    "home -": HOME,
    "(home -)": HOME,
}

CAPITALS: dict[str, Node] = {
    "EHE": Term("ehe", Match.ACRONYM),
    "EHE?": Term("ehe", Match.ACRONYM),
    "EHCPs": Term("ehcp", Match.ACRONYM),
    "DfE": Term("dfe", Match.ACRONYM),
    "EDUCATION": EDUCATION,
    "HOME EDUCATION": AllOf((Term("home", Match.ACRONYM), EDUCATION)),
}

QUOTED: dict[str, Node] = {
    '"home education"': exactly("home", "education"),
    "“home education”": exactly("home", "education"),
    "„home education“": exactly("home", "education"),
    '"home education”': exactly("home", "education"),
    '"the “home” plan"': exactly("the", "home", "plan"),
    '"school"': Term("school", Match.EXACT),
    '"" school': SCHOOL,
    '"un-accompanied child"': exactly("un", "accompanied", "child"),
    'home"school"': AllOf((HOME, Term("school", Match.EXACT))),
    '"school"-home': AllOf((Term("school", Match.EXACT), HOME)),
}

EXCLUDED: dict[str, Node] = {
    "-school": Not(SCHOOL),
    "home -school": AllOf((HOME, Not(SCHOOL))),
    "home \u2212school": AllOf((HOME, Not(SCHOOL))),
    "home NOT school": AllOf((HOME, Not(SCHOOL))),
    "home AND NOT school": AllOf((HOME, Not(SCHOOL))),
    "home OR -school": AnyOf((HOME, Not(SCHOOL))),
    '-"home education"': Not(exactly("home", "education")),
    "-(home school)": Not(AllOf((HOME, SCHOOL))),
    "(-school)": Not(SCHOOL),
    "NOT home NEAR school": Not(Near(HOME, SCHOOL, 10)),
    "--school": SCHOOL,
}

NEARBY: dict[str, Node] = {
    "child NEAR/5 school": Near(CHILD, SCHOOL, 5),
    "child NEAR school": Near(CHILD, SCHOOL, 10),
    'child NEAR/3 "home education"': Near(CHILD, exactly("home", "education"), 3),
    "child near school": AllOf((CHILD, Term("near"), SCHOOL)),
    "(home OR child) NEAR/2 school": AnyOf((Near(HOME, SCHOOL, 2), Near(CHILD, SCHOOL, 2))),
    "un-accompanied NEAR/2 child": AnyOf((Near(UN_ACCOMPANIED, CHILD, 2), Near(Term("unaccompanied"), CHILD, 2))),
    "saf* NEAR/2 child": Near(Term("saf", Match.PREFIX), CHILD, 2),
    "child NEAR/5 home NEAR/2 school": Near(Near(CHILD, HOME, 5), SCHOOL, 2),
    "child NEAR (home OR school) NEAR/2 education": AnyOf(
        (Near(Near(CHILD, HOME, 10), EDUCATION, 2), Near(Near(CHILD, SCHOOL, 10), EDUCATION, 2))
    ),
}


@pytest.mark.parametrize(("text", "tree"), (WORDS | CAPITALS | QUOTED | EXCLUDED | NEARBY).items())
def test_words_make_a_tree(text: str, tree: Node) -> None:
    assert parse(text).tree == tree


def test_a_star_ends_the_beginning_of_a_word() -> None:
    assert parse("Safeguard*").tree == Term("safeguard", Match.PREFIX)


def test_a_tilde_ends_a_word_that_may_be_misspelt() -> None:
    assert parse("Safegaurd~").tree == Term("safegaurd", Match.FUZZY)
    assert parse("saf~ NEAR/2 child").tree == Near(Term("saf", Match.FUZZY), CHILD, 2)


@pytest.mark.parametrize("text", ["home EHE exact:yes", "exact:true Home EHE"])
def test_exact_may_stand_anywhere_among_the_words(text: str) -> None:
    query = parse(text)

    assert query.exact
    assert query.tree == AllOf((Term("home", Match.EXACT), Term("ehe", Match.EXACT)))


def test_what_is_not_exact_may_say_so() -> None:
    assert not parse("home exact:no").exact
    assert parse("home exact:no", exact=True).exact


def test_exact_means_these_very_words() -> None:
    assert parse("Home EHE", exact=True).tree == AllOf((Term("home", Match.EXACT), Term("ehe", Match.EXACT)))


@pytest.mark.parametrize(
    ("text", "position", "reason"),
    [
        ("", 0, "nothing to search for"),
        ("!!!", 0, "nothing to search for"),
        ("-", 0, "nothing to search for"),
        ("*", 0, "nothing to search for"),
        ("in:title", 0, "nothing to search for"),
        ('home "school', 5, "a quotation mark is not closed"),
        ("home “school", 5, "a quotation mark is not closed"),
        ("home (school", 5, "an opening bracket is not closed"),
        ("home school)", 11, "a closing bracket without"),
        ("home ()", 5, "brackets with nothing inside"),
        ("AND home", 0, "AND needs words on both sides"),
        ("home AND", 5, "AND needs words on both sides"),
        ("home AND AND school", 9, "AND needs words on both sides"),
        ("home AND OR school", 5, "AND needs words on both sides"),
        ("OR home", 0, "OR needs words on both sides"),
        ("home OR", 5, "OR needs words on both sides"),
        ("home OR OR school", 5, "OR needs words on both sides"),
        ("home NOT", 5, "nothing follows NOT"),
        ("(NOT) home", 1, "nothing follows NOT"),
        ("NOT NOT home", 4, "NOT stands before"),
        ("NOT -home", 4, "NOT stands before"),
        ("home NEAR -school", 10, "NOT stands before"),
        ("NEAR home", 0, "NEAR needs words on both sides"),
        ("home NEAR", 5, "NEAR stands between two words"),
        ("home NEAR (school child)", 5, "NEAR stands between two words"),
        ("home NEAR school NEAR", 17, "NEAR stands between two words"),
        ("home NEAR school NEAR (child)  NEAR -home", 36, "NOT stands before"),
        ("(home NEAR school) NEAR child", 19, "NEAR stands between two words"),
        (" NEAR ".join(["home"] * 11), 95, "NEAR joins at most 10 words"),
        (" NEAR ".join(["un-home"] * 8), 73, "NEAR joins too many alternatives"),
        ("home NEAR/0 school", 5, "NEAR/n takes a number"),
        ("home NEAR/100 school", 5, "NEAR/n takes a number"),
        ("home NEAR/ school", 5, "NEAR/n takes a number"),
        ("home a*", 5, "* ends a single word"),
        ("un-acc*", 0, "* ends a single word"),
        ("home sc~", 5, "~ ends a single word of at least 3 letters"),
        ("home 2019~", 5, "~ ends a single word of at least 3 letters, no numbers"),
        ("un-acc~", 0, "~ ends a single word"),
        ("home exact:perhaps", 5, "exact takes yes or no"),
        ("home exact:", 5, "exact takes yes or no"),
        ("home limit:0", 5, "limit must be from 1 to 1000"),
        ("home limit:1001", 5, "limit must be from 1 to 1000"),
        ("home limit:ten", 5, "limit must be from 1 to 1000"),
        ("home limit:-1", 5, "limit must be from 1 to 1000"),
        ("home page:0", 5, "page must be 1 or more"),
        ("home page:9999999999", 5, "page must be 1 or more"),
        ("home page:last", 5, "page must be 1 or more"),
        ("home (page:2)", 6, "page: stands outside brackets"),
        ("home -exact:yes", 6, "exact: stands outside brackets"),
        ("(limit:5) home", 1, "limit: stands outside brackets"),
        ("home pages:2", 5, "no field 'pages'; did you mean page:"),
        ("home oficer:Smith", 5, "no field 'oficer'; did you mean officer:"),
        ("home officer:", 5, "officer needs a value"),
        ("home number:.", 5, "number needs a value"),
        ("home since:soon", 5, "since takes YYYY"),
        ("home year:24", 5, "year takes four digits"),
        ("home year:0000", 5, "year takes a year from 0001"),
        ("home since:0000", 5, "since takes a year from 0001"),
        ("home until:01/02/0000", 5, "until takes a year from 0001"),
        ("home status:lost", 5, "status is one of agenda, decisions"),
        ("home restricted:maybe", 5, "restricted takes yes or no"),
        ("home in:annex", 5, "in is one of title"),
        ("home sort:best", 5, "sort is one of relevance"),
        ("home -in:title", 6, "in: stands outside brackets"),
        ("home (sort:newest)", 6, "sort: stands outside brackets"),
        ("officer:x OR", 10, "OR needs words on both sides"),
        ("officer:x OR sort:newest", 10, "OR needs words on both sides"),
        ("officer:x AND", 10, "AND needs words on both sides"),
        ("officer:x NEAR home", 10, "NEAR needs words on both sides"),
        ("home NEAR officer:x", 5, "NEAR stands between two words"),
    ],
)
def test_an_error_points_at_its_place(text: str, position: int, reason: str) -> None:
    with pytest.raises(BadQuery) as caught:
        parse(text)

    assert (caught.value.position, caught.value.reason[: len(reason)]) == (position, reason)


@pytest.mark.parametrize(
    ("text", "filters"),
    [
        ("officer:Sweaton", Filters(officer=("Sweaton",))),
        ('officer:"Helen Sweaton"', Filters(officer=("Helen Sweaton",))),
        ("officer:“Helen Sweaton”", Filters(officer=("Helen Sweaton",))),
        ('officer: "Helen Sweaton"', Filters(officer=("Helen Sweaton",))),
        ("Officer:Sweaton", Filters(officer=("Sweaton",))),
        ("officer:a officer:b officer:a", Filters(officer=("a", "b"))),
        ("committee:x topic:y", Filters(committee=("x",), topic=("y",))),
        ("number:101.", Filters(number=("101",))),
        ("status:Approved kind:procedural", Filters(status=("approved",), kind=("procedural",))),
        ("restricted:no", Filters(restricted=False)),
        ("since:2019 until:2024-06", Filters(since=date(2019, 1, 1), until=date(2024, 6, 30))),
        ("since:2021 since:2019", Filters(since=date(2019, 1, 1))),
        ("until:2021 until:2019", Filters(until=date(2021, 12, 31))),
    ],
)
def test_a_field_filters(text: str, filters: Filters) -> None:
    query = parse(text)

    assert (query.tree, query.filters) == (None, filters)


@pytest.mark.parametrize(
    "text", ["officer:x school", "school officer:x", "officer:x AND school", "school AND officer:x"]
)
def test_a_field_at_the_top_level_stands_apart_from_the_words(text: str) -> None:
    query = parse(text)

    assert (query.tree, query.filters) == (SCHOOL, Filters(officer=("x",)))


BY_X, ON_Y = Only(Filters(officer=("x",))), Only(Filters(topic=("y",)))


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("-officer:x", Not(BY_X)),
        ("NOT officer:x", Not(BY_X)),
        ("(officer:x)", BY_X),
        ("(since:2020 OR school)", AnyOf((Only(Filters(since=date(2020, 1, 1))), SCHOOL))),
        ("((topic:y) school)", AllOf((ON_Y, SCHOOL))),
        ("officer:x OR topic:y", AnyOf((BY_X, ON_Y))),
        ("home officer:x OR school", AnyOf((AllOf((HOME, BY_X)), SCHOOL))),
        ("officer:x home school OR topic:y", AnyOf((AllOf((HOME, SCHOOL, BY_X)), ON_Y))),
        ("officer:x topic:y OR school", AnyOf((Only(Filters(officer=("x",), topic=("y",))), SCHOOL))),
        ("(officer:x OR -topic:y) home", AllOf((AnyOf((BY_X, Not(ON_Y))), HOME))),
        ("-(officer:x OR topic:y)", Not(AnyOf((BY_X, ON_Y)))),
    ],
)
def test_a_field_that_is_no_condition_on_all_stays_in_the_tree(text: str, tree: Node) -> None:
    query = parse(text)

    assert (query.tree, query.filters) == (tree, Filters())


@pytest.mark.parametrize("text", ["officer:x officer:z", "(officer:x officer:z)", "officer:x officer:z OR school"])
def test_values_of_one_field_side_by_side_are_alternatives(text: str) -> None:
    query = parse(text)

    assert Filters(officer=("x", "z")) in (query.filters, *filters_in(query.tree))


@pytest.mark.parametrize("text", ["officer:x AND officer:z", "(officer:x AND officer:z)"])
def test_values_of_one_field_joined_by_and_must_all_hold(text: str) -> None:
    query = parse(text)

    assert (query.tree, query.filters) == (AllOf((BY_X, Only(Filters(officer=("z",))))), Filters())


def test_a_word_with_a_colon_is_no_field() -> None:
    assert parse("Councillors: home").tree == AllOf((Term("councillors"), HOME))


def test_fields_choose_areas_and_order() -> None:
    query = parse("school in:Resolutions in:title sort:oldest")

    assert (query.scope, query.sort, query.filters) == (("title", "resolutions"), "oldest", Filters())


def test_fields_choose_how_many_and_which_page() -> None:
    query = parse("school limit:25 page:3")

    assert (query.tree, query.limit, query.page) == (SCHOOL, 25, 3)


def test_an_option_goes_before_a_field() -> None:
    query = parse("school limit:25 page:3 sort:oldest", limit=5, page=1, sort="newest")

    assert (query.limit, query.page, query.sort) == (5, 1, "newest")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Electiv home,  (eduction)", ["Electiv", "home", "eduction"]),
        ('"electiv" eductio* eduction~ EHE un-home', []),
        ("home -(school child) officer:eduction NOT bins", ["home"]),
        ("home NEAR/5 school OR child", ["home", "school", "child"]),
        ("SAFEGARDING", ["SAFEGARDING"]),
        ("home exact:yes", []),
    ],
)
def test_plain_words_are_those_in_any_form(text: str, words: list[str]) -> None:
    assert [text[start:end] for start, end in plain_words(text)] == words


def test_options_join_what_is_typed() -> None:
    query = parse("home officer:a", filters=Filters(officer=("b",), year=("2020",)), scope=["minutes"], sort="newest")

    assert query.filters == Filters(officer=("a", "b"), year=("2020",))
    assert (query.scope, query.sort) == (("minutes",), "newest")


def test_words_are_looked_for_everywhere_and_ranked_unless_told() -> None:
    query = parse("home")

    assert (query.scope, query.sort, query.limit, query.page) == (AREAS, "relevance", 10, 1)


@pytest.mark.parametrize("text", ["officer:x", "officer:x OR topic:y", "-officer:x", "-school"])
def test_without_words_to_look_for_the_newest_come_first(text: str) -> None:
    assert parse(text).sort == "newest"


@pytest.mark.parametrize(("limit", "page"), [(0, 1), (MOST_HITS + 1, 1), (10, 0), (-1, 1)])
def test_limit_and_page_have_bounds(limit: int, page: int) -> None:
    with pytest.raises(BadQuery):
        parse("home", limit=limit, page=page)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2020", (date(2020, 1, 1), date(2020, 12, 31))),
        ("2020-02", (date(2020, 2, 1), date(2020, 2, 29))),
        ("2020-2-3", (date(2020, 2, 3), date(2020, 2, 3))),
        (" 03/02/2020 ", (date(2020, 2, 3), date(2020, 2, 3))),
        ("2020-00", None),
        ("2020-13", None),
        ("2020-02-30", None),
        ("2020-02-00", None),
        ("00/01/2020", None),
        ("0000", None),
        ("20", None),
        ("2020-01-01x", None),
        ("", None),
    ],
)
def test_a_period_runs_from_its_first_day_to_its_last(text: str, days: tuple[date, date] | None) -> None:
    assert period(text) == days


@pytest.mark.parametrize("name", FILTERS)
def test_a_filter_needs_a_value(name: str) -> None:
    with pytest.raises(ValueError, match=f"{name} needs a value"):
        filter_from(name, "  ")


@pytest.mark.parametrize("name", FILTERS)
def test_a_filter_can_be_lifted(name: str) -> None:
    values = {
        "year": "2020",
        "status": "draft",
        "kind": "business",
        "restricted": "no",
        "since": "2020",
        "until": "2020",
    }
    only = filter_from(name, values.get(name, "x"))

    assert only
    assert not only.without(name)


HOME_EDUCATION = Topic("ehe", "Home education", ("elective home education", "home education", "home-schooling", "EHE"))
PLANS = Topic("plans", "Plans", ("education health and care plan", "EHCP"))
VOTES = Topic("votes", "Elections", ("elections", "polls"))
TOPICS = Vocabulary({topic.id: topic for topic in (HOME_EDUCATION, PLANS, VOTES, Topic("bins", "Bins", ("bins",)))})
ELECTIVE = Phrase((Term("elective"), HOME, EDUCATION))
AT_HOME = Phrase((HOME, EDUCATION))
SCHOOLING = Phrase((HOME, Term("schooling")))
IN_CAPITALS = Term("EHE", Match.CAPITALS)
PLAN = Phrase(tuple(map(Term, ("education", "health", "and", "care", "plan"))))
TYPED_HYPHEN = AnyOf((SCHOOLING, Term("homeschooling")))


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("home education", Either(AllOf((HOME, EDUCATION)), (ELECTIVE, SCHOOLING, IN_CAPITALS), topic="ehe")),
        ("EHE", Either(Term("ehe", Match.ACRONYM), (ELECTIVE, AT_HOME, SCHOOLING), topic="ehe")),
        ("ehe", Either(Term("ehe"), (ELECTIVE, AT_HOME, SCHOOLING), topic="ehe")),
        ("EHCPs", Either(Term("ehcp", Match.ACRONYM), (PLAN,), topic="plans")),
        ("ehcps", Either(Term("ehcps"), (PLAN,), topic="plans")),
        ("home-schooling", Either(TYPED_HYPHEN, (ELECTIVE, AT_HOME, IN_CAPITALS), topic="ehe")),
        ("polls", Either(Term("polls"), (Term("elections", Match.NAME),), topic="votes")),
        ("elective", Term("elective")),
        ("bins", Term("bins")),
        ('"home education"', exactly("home", "education")),
        ("-ehe", Not(Term("ehe"))),
        ("school NEAR ehe", Near(SCHOOL, Term("ehe"), 10)),
    ],
)
def test_a_topics_names_may_stand_for_one_another(text: str, tree: Node) -> None:
    assert expanded(parse(text), TOPICS.synonyms).tree == tree


def test_the_longest_run_that_names_a_topic_is_widened() -> None:
    tree = expanded(parse("school elective home education"), TOPICS.synonyms).tree

    literal = AllOf((Term("elective"), HOME, EDUCATION))
    assert tree == AllOf((SCHOOL, Either(literal, (AT_HOME, SCHOOLING, IN_CAPITALS), topic="ehe")))


def test_words_are_widened_inside_brackets() -> None:
    tree = expanded(parse("school (polls OR child)"), TOPICS.synonyms).tree

    polls = Either(Term("polls"), (Term("elections", Match.NAME),), topic="votes")
    assert tree == AllOf((SCHOOL, AnyOf((polls, CHILD))))


class Archived:
    """Letters of an archive: those of home education stand for something else too; EHCP alone is always in capitals."""

    def __init__(self) -> None:
        self.tenures: tuple[Tenure, ...] = TENURES

    def of_letters(self, letters: str) -> list[Meaning]:
        return [one for one in MEANINGS if one.letters == letters]

    def of_sense(self, sense: str) -> list[Meaning]:
        return [one for one in MEANINGS if one.sense == sense]

    def begins_sense(self, word: str) -> bool:
        return any(one.sense.startswith(f"{word} ") for one in MEANINGS)

    def people(self, words: tuple[str, ...]) -> list[Named]:
        return [KAREN] if words == ("karen", "hanson") else []

    def seen_in(self, post: str) -> list[Tenure]:
        return [one for one in self.tenures if one.post == post_key(post)]

    def capitals_share(self, word: str) -> float:
        return {"ehcp": 1.0, "ehe": 0.99, "send": 0.6, "it": 0.01}.get(word, 0.0)


MEANINGS = (
    Meaning("EHE", "elect home educ", ("elective home education",)),
    Meaning("EHE", "eastern hous estat", ("eastern housing estate", "Eastern Housing Estates")),
    Meaning("EHCP", "educ health care plan", ("education, health and care plan",)),
    Meaning("IT", "inform technolog", ("information technology",)),
)
TENURES = (
    Tenure("head admiss", "ada", "Ada Brook", date(2019, 5, 1), date(2021, 7, 1)),
    Tenure("head admiss", "cy", "Cy Dunn", date(2021, 9, 1), date(2022, 1, 1)),
)
KAREN = Named("officer", "karen-hanson", "Karen Hanson")
ESTATE = Phrase(tuple(map(Term, ("eastern", "housing", "estate"))))
ESTATES = Phrase(tuple(map(Term, ("eastern", "housing", "estates"))))
TECHNOLOGY = Phrase((Term("information"), Term("technology")))


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        (
            "home education",
            Either(AllOf((HOME, EDUCATION)), (ELECTIVE, SCHOOLING, Letters("EHE", "elect home educ")), topic="ehe"),
        ),
        ("EHE", Either(Term("ehe", Match.ACRONYM), (ELECTIVE, AT_HOME, SCHOOLING, ESTATE, ESTATES), topic="ehe")),
        (
            "eastern housing estate",
            Either(AllOf(tuple(map(Term, ("eastern", "housing", "estate")))), (Letters("EHE", "eastern hous estat"),)),
        ),
        ("EHCPs", Either(Term("ehcp", Match.ACRONYM), (PLAN,), topic="plans")),
        ("SEND", Term("SEND", Match.CAPITALS)),
        ("send", Term("send")),
        ("IT", Either(Term("IT", Match.CAPITALS), (TECHNOLOGY,))),
        ("it", Term("it")),
        ("information technology", Either(AllOf(TECHNOLOGY.terms), (Letters("IT", "inform technolog"),))),
        ("technology", Term("technology")),
        ("Karen Hanson", Either(AllOf((Term("karen"), Term("hanson"))), (KAREN,))),
        ('"Karen Hanson"', exactly("karen", "hanson")),
        ('"information technology"', exactly("information", "technology")),
        ("ROADS", Term("roads", Match.ACRONYM)),
    ],
)
def test_letters_may_stand_for_what_they_mean_in_the_archive(text: str, tree: Node) -> None:
    assert expanded(parse(text), TOPICS.synonyms, known=Archived()).tree == tree


def test_the_name_of_a_post_is_not_widened_by_the_topic_in_it() -> None:
    literal = AllOf(tuple(map(Term, ("head", "of", "home", "education", "fares"))))
    known = Archived()
    known.tenures = (Tenure("head home educ", "ada", "Ada Brook", date(2019, 5, 1), date(2021, 7, 1)),)

    assert expanded(parse("head of home education fares"), TOPICS.synonyms, known=known).tree == literal


def test_a_whole_topic_may_be_met_by_the_names_of_its_parts_and_a_part_by_its_own() -> None:
    travel = Topic("travel", "Travel", ("public travel",), narrower=(("buses", "omnibuses"), ("trams",)))
    synonyms = Vocabulary({"travel": travel}).synonyms
    buses, omnibuses, trams = (Term(word, Match.NAME) for word in ("buses", "omnibuses", "trams"))

    assert expanded(parse("public travel"), synonyms).tree == Either(
        AllOf((Term("public"), Term("travel"))), (), topic="travel", narrower=(buses, omnibuses, trams)
    )
    assert expanded(parse("buses"), synonyms).tree == Either(Term("buses"), (omnibuses,), topic="travel")
    assert expanded(parse("trams"), synonyms).tree == Term("trams")


def test_a_number_and_its_unit_may_be_one_word() -> None:
    apart = Phrase((Term("20"), Term("mph")))

    assert parse("20mph").tree == AnyOf((apart, Term("20mph")))
    assert expanded(parse("20 mph"), TOPICS.synonyms).tree == Either(
        AllOf((Term("20"), Term("mph"))), (Term("20mph", Match.EXACT),)
    )
    assert expanded(parse("20 members"), TOPICS.synonyms).tree == AllOf((Term("20"), Term("members")))


def test_who_held_a_post_may_stand_for_it_when_asked() -> None:
    query = parse("fares head of admissions", holders=True)
    literal = AllOf((Term("head"), Term("of"), Term("admissions")))
    held = tuple(Named("officer", one.officer, one.name, one.since, one.until) for one in TENURES)

    assert expanded(query, TOPICS.synonyms, known=Archived()).tree == AllOf((Term("fares"), Either(literal, held)))
    assert expanded(parse("head of admissions"), TOPICS.synonyms, known=Archived()).tree == literal


def test_an_exact_query_is_not_widened() -> None:
    query = parse("home education", exact=True)

    assert expanded(query, TOPICS.synonyms) == query


def test_filters_alone_are_not_widened() -> None:
    query = parse("topic:ehe")

    assert expanded(query, TOPICS.synonyms) == query


def test_leaves_are_what_is_looked_for_not_what_is_excluded() -> None:
    tree = expanded(parse("polls (child NEAR school) -home (officer:x)"), TOPICS.synonyms).tree

    assert list(leaves(tree)) == [Term("polls"), Term("elections", Match.NAME), Near(CHILD, SCHOOL, 10)]


def test_brackets_may_be_deep_but_not_endless() -> None:
    assert parse("(" * DEEPEST + "home" + ")" * DEEPEST).tree == HOME
    with pytest.raises(BadQuery, match="brackets more than"):
        parse("(" * (DEEPEST + 1) + "home" + ")" * (DEEPEST + 1))


ENDLESS = {
    "brackets": "(" * LONGEST,
    "excluded brackets": "-(" * (LONGEST // 2),
    "negations": "NOT " * (LONGEST // 4),
    "quotation marks": '"' * (LONGEST - 1),
    "nearness": "home NEAR " * (LONGEST // 10),
    "one word": "a" * 10_000_000,
}


@pytest.mark.parametrize("text", ENDLESS.values(), ids=ENDLESS)
def test_endless_input_is_refused(text: str) -> None:
    with pytest.raises(BadQuery):
        parse(text)


def test_a_query_has_a_longest_length() -> None:
    assert parse("x" * LONGEST).tree is not None
    with pytest.raises(BadQuery, match="at most"):
        parse("x" * (LONGEST + 1))


@pytest.mark.parametrize(
    "text",
    [
        " OR ".join(["x"] * (MOST_WORDS + 1)),
        "-".join("x" * (MOST_WORDS + 1)),
        f'"{"x " * (MOST_WORDS + 1)}"',
        " ".join(["(a OR b OR c OR d OR e OR f) NEAR (a OR b OR c OR d OR e OR f)"] * 8),
    ],
)
def test_a_query_has_a_most_words(text: str) -> None:
    with pytest.raises(BadQuery, match=f"at most {MOST_WORDS} words"):
        parse(text)


def test_as_many_words_as_may_be_are_taken() -> None:
    assert len(list(terms_in(parse("x " * MOST_WORDS).tree))) == MOST_WORDS


PIECES = st.sampled_from(
    [
        "home",
        "EHE",
        "un-accompanied",
        "-",
        "(",
        ")",
        '"',
        "“",
        "”",
        " ",
        "*",
        "~",
        "NOT ",
        " OR ",
        " AND ",
        " NEAR/3 ",
        ":",
    ]
    + [f"{name}:" for name in FIELDS]
    + ["2020", "title", "newest", "\x00", "\ud800", "’", "&"]
)


@given(st.text() | st.lists(PIECES).map("".join))
def test_any_text_is_a_query_or_a_bad_one(text: str) -> None:
    try:
        query = expanded(parse(text), TOPICS.synonyms)
    except BadQuery as error:
        assert 0 <= error.position <= len(text)
        assert str(error).isprintable()
    else:
        assert query.filters or query.tree is not None
