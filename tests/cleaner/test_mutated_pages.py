"""Damaged pages are read as far as they go or refused by name; nothing else happens, and it happens the same again."""

import random
import re

import pytest
from saved_pages import cleaned, content_of, page_names

from searcher.cleaner import Cleaned
from searcher.errors import UnrecognisedPage

MUTATIONS = 25
PARTS = re.compile(rb"\n|(?=<)|(?<=>)")


@pytest.mark.parametrize("name", page_names())
def test_cleaning_twice_gives_the_same(name: str) -> None:
    assert cleaned(content_of(name)) == cleaned(content_of(name))


@pytest.mark.parametrize("name", page_names())
def test_a_damaged_page_is_cleaned_or_refused(name: str) -> None:
    chance = random.Random(name)

    for _ in range(MUTATIONS):
        assert isinstance(cleaned_or_refused(mutated(content_of(name), chance)), (Cleaned, UnrecognisedPage))


def cleaned_or_refused(content: bytes) -> Cleaned | UnrecognisedPage:
    try:
        return cleaned(content)
    except UnrecognisedPage as refused:
        return refused


def mutated(content: bytes, chance: random.Random) -> bytes:
    """A page cut, with parts doubled, swapped or gone, or with bytes changed."""
    parts = PARTS.split(content)
    one, other = sorted(chance.choices(range(len(parts)), k=2))
    changes = {
        "cut": parts[:other],
        "gone": parts[:one] + parts[other:],
        "doubled": parts[:other] + parts[one:],
        "swapped": [*parts[:one], parts[other], *parts[one + 1 : other], parts[one], *parts[other + 1 :]],
        "flipped": parts,
    }
    kind = chance.choice(list(changes))
    mutant = bytearray(b"\n".join(changes[kind]))
    for _ in range(chance.randint(1, 40) if kind == "flipped" and mutant else 0):
        mutant[chance.randrange(len(mutant))] = chance.randrange(256)
    return bytes(mutant)
