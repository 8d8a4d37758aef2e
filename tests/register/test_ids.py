"""Ids of officers: they last, whatever pages come later, and no two officers have one."""

import datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from searcher.register import Form, Mention, called, forms_of, resolved, with_ids

NAMES = ("Karen Marsh", "K. Marsh", "Keith Marsh", "Mr K Marsh", "Olu Bright", "O Bright")
POSTS = ("Head of Roads", "Debt Recovery Manager")


def mention(at: int, name: str, post: str | None, year: int) -> Mention:
    return Mention((f"item {at}", 0), name, post, datetime.date(year, 5, 1))


def given_to(mentions: list[Mention], known: dict[str, tuple[Form, ...]] | None = None) -> dict[str, list[Mention]]:
    """The mentions of each officer by id; former ids lead to the same."""
    identities = resolved(mentions).identities
    ids = with_ids(identities, known or {}, lambda _: True, "oakham")
    found = {one: list(identity.mentions) for one, identity in zip(ids.ids, identities, strict=True)}
    return {**found, **{old: found[new] for old, new in ids.former.items()}}


def test_an_officer_is_called_by_the_fullest_name_without_title() -> None:
    names = ("Ms. K. Marsh", "Ms Karen Marsh", "K Marsh")

    assert called([mention(0, name, None, 2010) for name in names]) == "Karen Marsh"


def test_who_is_known_by_an_initial_is_called_as_written() -> None:
    assert called([mention(0, "Ms. K. Marsh", None, 2010)]) == "Ms. K. Marsh"


def test_an_id_given_for_an_initial_stays_when_the_whole_name_comes() -> None:
    first = mention(0, "K. Marsh", POSTS[0], 2010)
    known = {one: forms_of(mentions) for one, mentions in given_to([first]).items()}

    assert list(known) == ["k-marsh"]
    assert list(given_to([first, mention(1, "Karen Marsh", POSTS[0], 2011)], known)) == ["k-marsh"]


def test_of_two_officers_who_turn_out_to_be_one_the_older_id_stays() -> None:
    early = [mention(0, "K. Marsh", POSTS[0], 2005), mention(1, "Karen Marsh", POSTS[0], 2011)]
    known = {one: forms_of(mentions) for one, mentions in given_to(early).items()}
    found = given_to([*early, mention(2, "K. Marsh", POSTS[0], 2008)], known)

    assert sorted(known) == sorted(found) == ["k-marsh", "karen-marsh"]
    assert found["k-marsh"] == found["karen-marsh"]


MANY = st.lists(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(POSTS), st.integers(2000, 2012)), min_size=1, max_size=20
)


@given(MANY, MANY)
@settings(max_examples=150, deadline=None)
def test_more_pages_never_take_an_id_away(
    before: list[tuple[str, str, int]], later: list[tuple[str, str, int]]
) -> None:
    mentions = [mention(at, *told) for at, told in enumerate([*before, *later])]
    old = given_to(mentions[: len(before)])
    new = given_to(mentions, {one: forms_of(held) for one, held in old.items()})
    still_open = resolved(mentions).open

    for officer_id, held in old.items():
        if not all(one in still_open for one in held):
            assert set(held) & set(new[officer_id])


@given(MANY)
@settings(max_examples=100, deadline=None)
def test_working_it_out_again_changes_nothing(told: list[tuple[str, str, int]]) -> None:
    mentions = [mention(at, *one) for at, one in enumerate(told)]
    once = given_to(mentions)

    assert given_to(mentions, {one: forms_of(held) for one, held in once.items()}) == once
