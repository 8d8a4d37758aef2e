"""Posts that get new names: what says that it is the same officer, and what says nothing."""

import datetime
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from searcher.register import Mention, resolved

Told = tuple[str, str, str]
"""A name, a post, and a day."""
MASTER, LEAD = "Bridge Master", "Structures Lead"
OTHERS_BEFORE: Told = ("Olu Bright", MASTER, "2003-05-01")
OTHERS_AFTER: Told = ("Ada Quill", LEAD, "2016-05-01")


def officers(*told: Told) -> list[list[str]]:
    """The names of each officer."""
    return sorted(sorted(one.name for one in identity.mentions) for identity in resolved(seen(*told)).identities)


def seen(*told: Told) -> list[Mention]:
    """Mentions from name, post and day."""
    return [
        Mention((f"item {at}", 0), name, post, datetime.date.fromisoformat(day) if day else None)
        for at, (name, post, day) in enumerate(told)
    ]


def renamed(before: str, after: str, *, years: int = 1) -> list[Told]:
    """A post's last holder, and the first under its next name so many years later."""
    return [(before, MASTER, "2007-05-01"), (after, LEAD, f"{2007 + years}-04-01")]


def test_an_initial_goes_over_to_the_next_name_of_a_post_that_others_held() -> None:
    found = officers(OTHERS_BEFORE, *renamed("Karen Marsh", "Ms K. Marsh", years=3), OTHERS_AFTER)

    assert ["Karen Marsh", "Ms K. Marsh"] in found


def test_the_same_title_makes_a_year_more_bearable() -> None:
    told = [OTHERS_BEFORE, *renamed("Ms K. Marsh", "Ms. K. Marsh", years=4), OTHERS_AFTER]
    untitled = [(name.replace("Ms. ", ""), post, day) for name, post, day in told]

    assert ["Ms K. Marsh", "Ms. K. Marsh"] in officers(*told)
    assert ["K. Marsh", "Ms K. Marsh"] not in officers(*untitled)


def test_the_same_title_is_enough_where_nobody_else_held_the_posts() -> None:
    assert officers(*renamed("Ms K. Marsh", "Ms. K. Marsh")) == [["Ms K. Marsh", "Ms. K. Marsh"]]


def test_an_initial_alone_is_not_enough_where_nobody_else_held_the_posts() -> None:
    assert len(officers(*renamed("Karen Marsh", "K. Marsh"))) == 2


@pytest.mark.parametrize(("years", "found"), [(3, 1), (4, 2)])
def test_the_less_is_told_the_sooner_the_next_name_must_come(years: int, found: int) -> None:
    assert len(officers(*renamed("Ms K. Marsh", "Ms. K. Marsh", years=years))) == found


def test_another_line_of_work_is_no_next_name() -> None:
    found = officers(
        ("Ms K. Marsh", MASTER, "2007-05-01"),
        ("Ms K. Marsh", "Borough Librarian", "2007-09-01"),
        ("Ada Quill", "Borough Librarian", "2012-05-01"),
    )

    assert found.count(["Ms K. Marsh"]) == 2


def test_one_line_of_work_is_told_by_other_words() -> None:
    found = officers(
        ("Ms K. Marsh", "Chief Accountant", "2007-05-01"), ("Ms K. Marsh", "Head of Finance", "2010-04-01")
    )

    assert found == [["Ms K. Marsh", "Ms K. Marsh"]]


def test_a_post_that_goes_on_has_no_next_name() -> None:
    found = officers(OTHERS_BEFORE, *renamed("Karen Marsh", "Ms K. Marsh"), ("Wim Dale", MASTER, "2009-05-01"))

    assert ["Karen Marsh", "Ms K. Marsh"] not in found


def test_two_forenames_never_go_over() -> None:
    assert ["Karen Marsh", "Kate Marsh"] not in officers(OTHERS_BEFORE, *renamed("Karen Marsh", "Kate Marsh"))


@pytest.mark.parametrize("other", ["Kate Marsh", "Ms K. Marsh", "K Marsh"])
def test_an_initial_does_not_go_over_while_somebody_else_may_be_meant(other: str) -> None:
    found = officers(
        OTHERS_BEFORE, *renamed("Karen Marsh", "Ms K. Marsh"), OTHERS_AFTER, (other, "Clerk", "2007-08-01")
    )

    assert ["Karen Marsh", "Ms K. Marsh"] not in found


@pytest.mark.parametrize("other", ["Joan Marsh", "Mr K. Marsh", "Keith Marsh"])
def test_somebody_of_another_initial_or_sex_does_not_matter(other: str) -> None:
    found = officers(*renamed("Ms K. Marsh", "Ms. K. Marsh"), (other, "Clerk", "2007-08-01"))

    assert ["Ms K. Marsh", "Ms. K. Marsh"] in found


def test_a_post_without_days_has_no_end() -> None:
    found = officers(
        ("Karen Marsh", MASTER, "2007-05-01"), ("Karen Marsh", "Odd Lead", ""), ("K. Marsh", LEAD, "2008-05-01")
    )

    assert ["K. Marsh"] in found


def test_why_a_next_name_is_the_same_officer_is_told() -> None:
    identities = resolved(seen(*renamed("Ms K. Marsh", "Ms. K. Marsh"))).identities
    names = "“Ms K. Marsh” and “Ms. K. Marsh” agree, and end one post with the next:"

    assert identities[0].evidence == (f"{names} Bridge Master, then Structures Lead; nobody else is called so",)


NAMES = (
    "Karen Marsh",
    "K. Marsh",
    "Ms K. Marsh",
    "Mrs K. Marsh",
    "Mr K Marsh",
    "Keith Marsh",
    "Olu Bright",
    "Ada Quill",
)
POSTS = (MASTER, LEAD, "Bridge Engineer", "Chief Accountant", "Head of Finance")
DAYS = st.one_of(st.just(""), st.integers(2000, 2012).map(lambda year: f"{year}-05-01"))
TOLD = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(POSTS), DAYS), max_size=14)


def members(mentions: list[Mention]) -> list[frozenset[object]]:
    """Whose which mention is."""
    return [frozenset(one.key for one in identity.mentions) for identity in resolved(mentions).identities]


@given(TOLD, st.randoms(use_true_random=False))
@settings(max_examples=300, deadline=None)
def test_in_whatever_order_mentions_come_the_posts_next_names_are_the_same(
    told: list[Told], shuffling: random.Random
) -> None:
    mentions = seen(*told)

    assert set(members(mentions)) == set(members(shuffling.sample(mentions, len(mentions))))


@given(TOLD)
@settings(max_examples=300, deadline=None)
def test_a_mans_name_and_a_womans_are_never_one_officers(told: list[Told]) -> None:
    for identity in resolved(seen(*told)).identities:
        names = {one.name for one in identity.mentions}

        assert not names & {"Karen Marsh", "Ms K. Marsh", "Mrs K. Marsh"} or not names & {"Keith Marsh", "Mr K Marsh"}


@given(TOLD)
@settings(max_examples=300, deadline=None)
def test_an_initial_in_a_post_of_its_own_is_nobodys_where_two_are_known(told: list[Told]) -> None:
    two: list[Told] = [("Karen Marsh", "Porter", "2006-05-01"), ("Kate Marsh", "Gardener", "2006-05-01")]
    mentions = seen(*((name, post, day) for name, post, day in told if name != "Karen Marsh"), *two)
    for identity in resolved(mentions).identities:
        names = {one.name for one in identity.mentions}

        assert not names & {"Karen Marsh", "Kate Marsh"} or len(names) == 1


@given(TOLD)
@settings(max_examples=300, deadline=None)
def test_an_initial_is_hers_only_between_her_forenames_where_a_namesake_may_come(told: list[Told]) -> None:
    rival: Told = ("Kate Marsh", "Corporate Director", "2015-05-01")
    for identity in resolved(seen(*(one for one in told if one[0] != "Keith Marsh"), rival)).identities:
        named = [one.day for one in identity.mentions if one.name == "Karen Marsh" and one.day]
        initials = [one.day for one in identity.mentions if one.name != "Karen Marsh" and one.day]

        assert not named or all(min(named) <= day <= max(named) for day in initials)
