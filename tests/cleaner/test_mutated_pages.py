"""Damaged pages are read as far as they go or refused by name; nothing else happens, and it happens the same again."""

import random
import time

import pytest
from fuzzing import mutated
from saved_pages import cleaned, content_of, minutes, page_names, portal_page, row

from searcher.cleaner import Cleaned
from searcher.errors import UnrecognisedPage

MUTATIONS = 25


@pytest.mark.parametrize("name", page_names())
def test_cleaning_twice_gives_the_same(name: str) -> None:
    assert cleaned(content_of(name)) == cleaned(content_of(name))


@pytest.mark.parametrize("name", page_names())
def test_a_damaged_page_is_cleaned_or_refused(name: str) -> None:
    chance = random.Random(name)

    for _ in range(MUTATIONS):
        assert isinstance(cleaned_or_refused(mutated(content_of(name), chance)), (Cleaned, UnrecognisedPage))


@pytest.mark.parametrize(
    "unit", ["A ", ". ", "(", "·", " ", "\xa0", "O ", "Councillor ", "Minute ", "Mr ", "Director, and ", "Ab Cd, "]
)
def test_monotonous_text_takes_no_long_time(unit: str) -> None:
    page = portal_page(row("1", "Budget", minutes(unit * (20_000 // len(unit)))))
    begun = time.perf_counter()

    cleaned(page)
    assert time.perf_counter() - begun < 10  # seconds; where a pattern backtracks it takes hours


def cleaned_or_refused(content: bytes) -> Cleaned | UnrecognisedPage:
    try:
        return cleaned(content)
    except UnrecognisedPage as refused:
        return refused
