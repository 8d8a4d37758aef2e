"""Who is who on the sample portal, against its truth: nobody put together with another, and few left apart."""

import pytest
from identities import Measured, measured, true_mentions, with_namesakes


@pytest.fixture(scope="module")
def several() -> list[Measured]:
    """Some invented councils, measured."""
    return [measured(true_mentions(seed, 2500)) for seed in (1, 2, 3, 4, 5)]


def test_no_two_officers_are_put_together(several: list[Measured]) -> None:
    assert [one.wrong for one in several] == [0] * len(several)


def test_nearly_all_variants_of_an_officer_are_put_together(several: list[Measured]) -> None:
    made, due = sum(one.made for one in several), sum(one.due for one in several)

    assert due > 500
    assert made / due >= 0.97


def test_a_council_with_few_items_leaves_more_apart_but_nobody_together_wrongly() -> None:
    sparse = measured(true_mentions(6, 600))

    assert sparse.wrong == 0
    assert sparse.recall >= 0.85


def test_of_namesakes_in_one_post_only_those_are_put_together_whom_nothing_tells_apart() -> None:
    known, pairs = with_namesakes(true_mentions(3, 1500))
    found = measured(known)

    assert pairs > 50
    assert 0 < found.wrong == found.untold


def test_a_few_years_of_a_council_are_enough_to_put_names_together() -> None:
    few = measured(true_mentions(5, 2000, years=8))

    assert few.wrong == 0
    assert few.recall >= 0.95
