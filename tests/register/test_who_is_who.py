"""Who is who: what puts two names together, what keeps them apart, and what stays open."""

import datetime
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from searcher.register import Mention, resolved

ROADS, DEBT = "Head of Roads and Bridges", "Debt Recovery Manager"


def seen(*told: tuple[str, str | None, str | None] | tuple[str, str | None, str | None, str]) -> list[Mention]:
    """Mentions from name, post, day and perhaps the meeting."""
    return [
        Mention((f"item {at}", 0), name, post, datetime.date.fromisoformat(day) if day else None, "".join(meeting))
        for at, (name, post, day, *meeting) in enumerate(told)
    ]


def together(mentions: list[Mention]) -> list[list[str]]:
    """The names of each officer, sorted."""
    return sorted(sorted(one.name for one in identity.mentions) for identity in resolved(mentions).identities)


def still_open(mentions: list[Mention]) -> list[str]:
    """The names of the mentions that stay open."""
    return sorted(mention.name for mention in resolved(mentions).open)


@pytest.mark.parametrize(
    "name", ["K. Marsh", "K Marsh", "Ms. K. Marsh", "Ms Karen Marsh", "Mrs K J Marsh", "Ms Marsh", "KAREN MARSH OBE"]
)
def test_a_name_that_agrees_is_the_same_officer_in_the_same_post(name: str) -> None:
    assert together(seen(("Karen Marsh", ROADS, "2011-03-01"), (name, ROADS, "2012-05-01"))) == [
        sorted(["Karen Marsh", name])
    ]


@pytest.mark.parametrize(
    "name", ["Mr K. Marsh", "Keith J Marsh", "J. Marsh", "Kate Marsh", "K. March", "Karen Marsh-Ford"]
)
def test_a_name_that_does_not_agree_is_another_officer_in_the_same_post(name: str) -> None:
    mentions = seen(("Ms Karen Marsh", ROADS, "2011-03-01"), (name, ROADS, "2012-05-01"))

    assert len(together(mentions)) == 2


@pytest.mark.parametrize(("whole", "titled"), [("Karen Marsh", "Mr K. Marsh"), ("Keith Marsh", "Mrs K. Marsh")])
def test_a_forename_of_the_other_sex_than_the_title_is_another_officers(whole: str, titled: str) -> None:
    assert len(together(seen((whole, ROADS, "2011-03-01"), (titled, ROADS, "2012-05-01")))) == 2


@pytest.mark.parametrize(("whole", "titled"), [("Kim Marsh", "Mr K. Marsh"), ("Kim Marsh", "Mrs K. Marsh")])
def test_a_forename_that_either_may_have_keeps_nobody_apart(whole: str, titled: str) -> None:
    assert len(together(seen((whole, ROADS, "2011-03-01"), (titled, ROADS, "2012-05-01")))) == 1


def test_a_title_beside_the_whole_name_tells_more_than_the_forename() -> None:
    assert len(together(seen(("Mr Karen Marsh", ROADS, "2011-03-01"), ("Karen Marsh", ROADS, "2012-05-01")))) == 1


@pytest.mark.parametrize(("until", "officers"), [("2014-02-28", 1), ("2015-04-01", 2)])
def test_a_post_in_which_nobody_is_seen_for_six_years_may_have_changed_hands(until: str, officers: int) -> None:
    assert len(together(seen(("Karen Marsh", ROADS, "2008-03-01"), ("K. Marsh", ROADS, until)))) == officers


@pytest.mark.parametrize(
    "post", ["Head of Roads & Bridges", "the Head of Roads and Bridges", "Head, Roads and Bridges"]
)
def test_a_post_written_otherwise_is_the_same(post: str) -> None:
    assert len(together(seen(("Karen Marsh", ROADS, "2011-03-01"), ("K. Marsh", post, "2012-05-01")))) == 1


def test_an_initial_in_another_post_is_another_officer() -> None:
    mentions = seen(("Karen Marsh", ROADS, "2011-03-01"), ("K. Marsh", DEBT, "2011-05-01"))

    assert together(mentions) == [["K. Marsh"], ["Karen Marsh"]]


def test_a_whole_name_is_one_officer_who_is_promoted() -> None:
    mentions = seen(("Karen Marsh", DEBT, "2008-03-01"), ("Karen Marsh", ROADS, "2012-05-01"))

    assert together(mentions) == [["Karen Marsh", "Karen Marsh"]]


def test_a_whole_name_after_many_years_in_another_line_of_work_is_not_enough() -> None:
    mentions = seen(("Karen Marsh", DEBT, "2001-03-01"), ("Karen Marsh", ROADS, "2012-05-01"))

    assert together(mentions) == [["Karen Marsh"], ["Karen Marsh"]]


def test_a_whole_name_is_one_officer_over_many_years_when_it_is_seen_between() -> None:
    years = ((DEBT, 2001), ("Parks Manager", 2008), (ROADS, 2015))

    assert len(together(seen(*(("Karen Marsh", post, f"{year}-05-01") for post, year in years)))) == 1


def test_a_whole_name_in_two_lines_of_work_on_one_day_is_two_namesakes() -> None:
    mentions = seen(("Karen Marsh", DEBT, "2012-05-01"), ("Karen Marsh", ROADS, "2012-05-01"))

    assert len(together(mentions)) == 2


def test_a_whole_name_seen_in_turns_in_two_lines_of_work_is_two_namesakes() -> None:
    years = ((DEBT, 2008), (ROADS, 2009), (DEBT, 2010), (ROADS, 2011))

    assert len(together(seen(*(("Karen Marsh", post, f"{year}-05-01") for post, year in years)))) == 2


@pytest.mark.parametrize(
    "post", ["Monitoring Officer", "Acting Debt Recovery Manager", "Strategic Director", "Bridges Lead"]
)
def test_a_post_that_is_held_beside_another_makes_no_namesake(post: str) -> None:
    mentions = seen(("Karen Marsh", ROADS, "2012-05-01"), ("Karen Marsh", post, "2012-05-01"))

    assert len(together(mentions)) == 1


def test_a_post_that_changes_hands_does_not_join_its_holders() -> None:
    mentions = seen(
        ("K. Marsh", ROADS, "2008-05-01"), ("Olu Bright", ROADS, "2010-05-01"), ("Karen Marsh", ROADS, "2011-05-01")
    )

    assert together(mentions) == [["K. Marsh"], ["Karen Marsh"], ["Olu Bright"]]


def test_a_post_that_several_hold_at_once_changes_no_hands() -> None:
    names = ("K. Marsh", "Olu Bright", "Karen Marsh", "O. Bright", "K. Marsh")
    mentions = seen(*((name, "Scrutiny Adviser", f"2010-0{month}-01") for month, name in enumerate(names, 1)))

    assert together(mentions) == [["K. Marsh", "K. Marsh", "Karen Marsh"], ["O. Bright", "Olu Bright"]]


def test_an_initial_that_fits_two_holders_of_a_post_stays_open() -> None:
    mentions = seen(
        ("Karen Marsh", ROADS, "2008-05-01"), ("K. Marsh", ROADS, "2009-05-01"), ("Keith Marsh", ROADS, "2010-05-01")
    )

    assert still_open(mentions) == ["K. Marsh"]
    assert together(mentions) == [["Karen Marsh"], ["Keith Marsh"]]
    assert [len(near) for near in resolved(mentions).open.values()] == [2]


def test_an_initial_that_fits_two_is_the_one_who_was_seen_before_and_after() -> None:
    mentions = seen(
        ("Karen Marsh", ROADS, "2008-05-01"),
        ("K. Marsh", ROADS, "2009-05-01"),
        ("Karen Marsh", ROADS, "2009-08-01"),
        ("Keith Marsh", ROADS, "2010-05-01"),
    )

    assert together(mentions) == [["K. Marsh", "Karen Marsh", "Karen Marsh"], ["Keith Marsh"]]


@pytest.mark.parametrize("rivals_post", ["Structures Lead", "Corporate Director"])
def test_an_initial_after_the_forename_is_open_where_a_namesake_may_have_come(rivals_post: str) -> None:
    mentions = seen(
        ("Karen Marsh", ROADS, "2008-05-01"),
        ("Ms K. Marsh", ROADS, "2009-05-01"),
        ("Kate Marsh", rivals_post, "2010-05-01"),
    )

    assert still_open(mentions) == ["Ms K. Marsh"]
    assert [len(near) for near in resolved(mentions).open.values()] == [2]


def test_an_initial_between_two_forenames_is_hers_whoever_else_is_known() -> None:
    mentions = seen(
        ("Karen Marsh", ROADS, "2008-05-01"),
        ("Ms K. Marsh", ROADS, "2009-05-01"),
        ("Karen Marsh", ROADS, "2009-06-01"),
        ("Kate Marsh", "Structures Lead", "2010-05-01"),
    )

    assert together(mentions) == [["Karen Marsh", "Karen Marsh", "Ms K. Marsh"], ["Kate Marsh"]]


@pytest.mark.parametrize(
    ("name", "post", "days"),
    [
        ("Kate Marsh", "Borough Librarian", ["2010-05-01"]),
        ("Kate Marsh", "Structures Lead", ["2005-05-01", "2010-05-01"]),
        ("Keith Marsh", "Structures Lead", ["2010-05-01"]),
        ("Joan Marsh", "Structures Lead", ["2010-05-01"]),
    ],
    ids=["another line of work", "elsewhere at that time", "the other sex", "another initial"],
)
def test_a_namesake_who_cannot_be_meant_leaves_nothing_open(name: str, post: str, days: list[str]) -> None:
    rival = [(name, post, day) for day in days]
    mentions = seen(("Karen Marsh", ROADS, "2008-05-01"), ("Ms K. Marsh", ROADS, "2009-05-01"), *rival)

    assert ["Karen Marsh", "Ms K. Marsh"] in together(mentions)


def test_a_title_that_changes_for_good_with_only_an_initial_is_another_holder() -> None:
    mentions = seen(("Ms K. Marsh", ROADS, "2008-05-01"), ("Mrs K. Marsh", ROADS, "2010-05-01"))

    assert len(together(mentions)) == 2


def test_titles_that_come_in_turns_are_one_holders() -> None:
    titles = ("Ms", "Mrs", "Ms")
    mentions = seen(*((f"{title} K. Marsh", ROADS, f"201{year}-05-01") for year, title in enumerate(titles)))

    assert len(together(mentions)) == 1


def test_a_name_without_a_post_is_whoever_it_fits_in_its_meeting() -> None:
    mentions = seen(("Karen Marsh", ROADS, "2008-05-01", "m1"), ("Ms Marsh", None, "2008-05-01", "m1"))

    assert together(mentions) == [["Karen Marsh", "Ms Marsh"]]


def test_a_name_without_a_post_stays_open_elsewhere() -> None:
    mentions = seen(("Karen Marsh", ROADS, "2008-05-01", "m1"), ("Ms Marsh", None, "2008-06-01", "m2"))

    assert still_open(mentions) == ["Ms Marsh"]


@pytest.mark.parametrize("post", ["s151 Officer", "S.151 Officer", "s 151 Officer", "Sec. 151 Officer"])
def test_a_post_named_after_a_section_is_one_post_however_it_is_written(post: str) -> None:
    told = seen(("Karen Marsh", "Section 151 Officer", "2011-03-01"), ("K. Marsh", post, "2012-05-01"))

    assert together(told) == [["K. Marsh", "Karen Marsh"]]


def test_undated_mentions_of_one_post_are_one_officer() -> None:
    assert len(together(seen(("Karen Marsh", ROADS, None), ("K. Marsh", ROADS, None)))) == 1


NAMES = ("Karen Marsh", "K. Marsh", "Keith Marsh", "Mr K Marsh", "Ms Marsh", "K J Marsh", "Olu Bright", "O Bright")
MENTIONS = st.lists(
    st.tuples(st.sampled_from(NAMES), st.sampled_from((ROADS, DEBT, None)), st.integers(2000, 2012)), max_size=25
)


@given(MENTIONS, st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_the_order_in_which_mentions_come_makes_no_difference(
    told: list[tuple[str, str | None, int]], shuffling: random.Random
) -> None:
    mentions = seen(*((name, post, f"{year}-05-01") for name, post, year in told))
    shuffled = shuffling.sample(mentions, len(mentions))

    def outcome(some: list[Mention]) -> object:
        found = resolved(some)
        members = [frozenset(one.key for one in identity.mentions) for identity in found.identities]
        return set(members), {one.key: {members[at] for at in near} for one, near in found.open.items()}

    assert outcome(mentions) == outcome(shuffled)


@given(MENTIONS)
@settings(max_examples=150, deadline=None)
def test_every_mention_is_one_officers_or_open_and_no_officer_has_names_that_contradict(
    told: list[tuple[str, str | None, int]],
) -> None:
    mentions = seen(*((name, post, f"{year}-05-01") for name, post, year in told))
    found = resolved(mentions)
    placed = [one for identity in found.identities for one in identity.mentions]

    assert sorted(one.key for one in (*placed, *found.open)) == sorted(one.key for one in mentions)
    for identity in found.identities:
        assert all(one.person.may_be(two.person) for one in identity.mentions for two in identity.mentions)
